# The words of administration.

## Administration
save = Save
back = Back
search = Search
unknown = Unknown
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }

## Sections

## Fields
field-name = Name of the network
field-name-hint = Your organisation’s or your team’s.
field-accent = Colour
field-accent-hint = Of buttons and links. It must be readable on light and on dark.
field-country = Country
field-zone = Time zone
field-opens = From
field-closes = To
field-days = Working days
field-person = Name
field-email = E-mail address
field-new-email = New e-mail address
field-new-email-hint = Leave empty to keep the present address, which is not shown here. If it changes, password links that are waiting no longer work.
field-link = Link
field-role = Role in the network
field-role-hint = Nobody gives a role above their own.
field-site = Site
field-headline = Department or job
field-file = CSV file
field-file-hint = 512 KB and 2,000 lines at most.
field-line = Line
field-column = Column
field-value = Value
field-why = Why
field-title = Title
field-body = Text
field-body-hint = A heading begins with ##, a list with a dash.
field-duration = New duration, in days
field-reason = Why
field-reason-hint = The reason stays in the table and in the audit trail.
field-at = When
field-who = Who
field-act = What
field-whom = To whom
field-details = Details

## Identity
accent-house = Back to the house’s green
accent-refused = Its weakest contrast is { $found } to 1; { $least } are needed. The nearest colour that will do:
accent-take = Take { $colour } ({ $ratio } to 1)
logo = Logo
logo-alt = The network’s logo
logo-file = Choose an image
logo-hint = PNG, JPEG or WebP, 5 MB at most. It takes the place of the baobab at the top of every page.
logo-set = Set this logo
logo-remove = Remove the logo
hours = Working hours
hours-purpose = Group invitations are sent during these hours; in France, never on a public holiday.
country-fr = France
country-be = Belgium
country-ch = Switzerland
country-lu = Luxembourg
country-mc = Monaco
country-ca = Canada
country-sn = Senegal
country-ci = Côte d’Ivoire
country-ma = Morocco
country-tn = Tunisia
country-cm = Cameroon
country-zz = Another country
day-1 = Monday
day-2 = Tuesday
day-3 = Wednesday
day-4 = Thursday
day-5 = Friday
day-6 = Saturday
day-7 = Sunday

## Roles
role-owner = Owner
role-admin = Administers the network
role-member = Member
role-guest = Guest
role-bot = Bot
role-change = Change the role

## People
import = Import a file
invite = Invite somebody
people-search = A name
people-which = Which accounts
people-none = Nobody matches
people-none-hint = Try a shorter word, or another choice.
which-all = All
which-open = Open
which-waiting = Not entered yet
which-closed = Closed
closed = Closed
invited = Link sent
never-entered = Not entered yet
guest-until = until { $date }
waiting = { $count ->
    [one] { $count } person has not entered yet
   *[other] { $count } people have not entered yet
 }
waiting-mail = Each gets a link by e-mail to choose a password. E-mails leave during working hours; a link works for fourteen days.
waiting-hand = This network sends no mail: download the links, one per person, and hand them over. A link works for fourteen days, and making new ones cancels those before.
welcome-send = { $count ->
    [one] Send { $count } invitation
   *[other] Send { $count } invitations
 }
welcome-links = Download the links (CSV)
welcome-sent = { $count ->
    [one] { $count } invitation leaves { $date }.
   *[other] { $count } invitations leave { $date }.
 }

## One account
closed-since = Account closed on { $date }
account-mine = This is your own account: put your name and address right here; another administrator can change the rest.
rectify-title = Name and address
rectify-purpose = When the person asks for it (GDPR, art. 16): they change the rest themselves in their profile.
rectify-do = Put right
answers-title = To be handed over first
answers-purpose = A guest owns no space, and hosts none alone. { $name } first names somebody else in the settings of each of these. If they cannot, close the account, hand the spaces over, then reopen it.
account-above = This person’s role is above yours.
link-title = Password
link-purpose = A link to hand over: it works for a day, once, and lets them choose another password.
link-make = Make a password link
factors-title = Second proofs
factors-purpose = If they lost their phone and their recovery codes.
factors-remove = Remove them
link-made = Hand this link to { $name }: it works for a day, once, and won’t be shown again.
leaving = Leaving
leaving-purpose = Closing the account ends all access at once. What the person wrote stays.
close-account = Close the account
close-title = Close { $name }’s account?
close-consequence = Sessions and tokens end at once, and waiting invitations are withdrawn. What the person wrote stays. The account can be reopened.
close-left = { $count ->
    [one] { $count } space is to be handed over: it is shown to you next.
   *[other] { $count } spaces are to be handed over: they are shown to you next.
 }
reopen = Reopen the account
reopen-consequence = The person will be able to sign in again, with the same password.
left = What this person answered for
left-nothing = Nothing is to be handed over: no space waits for an owner.
left-purpose = { $name } owned these spaces, or was their only host. Hand each to one of its members.
left-private = A private space that you are not in
left-members = { $count ->
    [0] Nobody is in it any more
    [one] { $count } person is in it
   *[other] { $count } people are in it
 }
left-to = Hand { $space } to
left-hand-over = Hand over
left-longest = Hand to the longest-standing member
left-archive = Archive

## Import
import-purpose = A line per person. The file is read first: nothing is written before you have seen it.
import-columns = Columns, in English or French: name (and first name), e-mail, role, site, department, skills, languages. The first two are enough. Separator: semicolon, comma or tab.
import-check = Check the file
import-good = { $count ->
    [0] No line can be imported.
    [one] { $count } person can be imported.
   *[other] { $count } people can be imported.
 }
import-bad = { $count ->
    [one] { $count } line needs correcting.
   *[other] { $count } lines need correcting.
 }
import-nothing-yet = Nothing is written yet.
import-ignored = Columns left aside: { $names }.
import-preview = People to import
import-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
 }
import-admit = { $count ->
    [one] Import { $count } person
   *[other] Import { $count } people
 }
import-other = Choose another file
import-wrong = Lines to correct
import-mend = Download these lines to correct them
import-done = { $count ->
    [0] Nobody was imported.
    [one] { $count } person was imported.
   *[other] { $count } people were imported.
 }
import-next = Let them in
import-to-list = See the people imported
wrong-email-taken = This address is already somebody’s, here or above in the file.
wrong-role-unknown = Unknown role: write member, guest, admin or owner.
wrong-role-above = This role is above yours.
wrong-cells = This line has more cells than the head: a separator too many, or forgotten quotes.

## Rights
stewards = Who administers
stewards-purpose = Owners may do all that administrators may; they alone rewrite the code of conduct, change durations and purge.
rights-house = People in the organisation
rights-house-purpose = Owners, administrators and members: in a space, their role in the network does not count.
rights-guests = Guests and bots
rights-guests-purpose = They know only the spaces into which they were let.
rights-who = In a space
rights-view = Read
rights-contribute = Post
rights-moderate = Moderate
rights-manage = Manage
rights-yes = yes
rights-no = no
rights-unseen = knows nothing of it
place-host = Hosts the space
place-contributor = Contributes to it
place-reader = Reads it
place-open = Not a member, open space
place-request = Not a member, space on request
place-private = Not a member, private space
rules = The rules of the network
rule-charter = You can read before accepting the code of conduct, and post once you have accepted it.
rule-archived = An archived space is read, and changed no more. Its hosts can reopen it.
rule-author = Only its author edits a text. Hosts of the space can put it in the trash.
rule-space = Each space says who posts, comments and invites in it.
rule-invite = Members invite outsiders into the spaces they host; administrators invite members too.
rule-open = Everybody in the organisation may open a space, and answers for it.
rule-admin = Administering gives nothing more to read: a private space stays invisible to those who are not its members.
rule-role = Nobody gives a role above their own, and the network keeps at least one owner.

## Charter
charter-stands = Version { $n }, standing since { $date }
charter-accepted = Accepted by { $accepted_count } of { $count }.
charter-read = Read the code of conduct
charter-rewrite = Rewrite the code of conduct
charter-rewrite-purpose = Everybody will be asked to accept the new version before their next post. Former versions stay readable.
charter-publish = Publish the new version
charter-owners = Only owners of the network rewrite the code of conduct.
charter-versions = All versions
charter-version = Version { $n }

## Retention
kept-what = What
kept-days = How long
kept-reason = Why
kept-fixed = fixed
kept-at-once = No delay
kept-changed = Duration chosen here: { $reason }
kept-change = Change a duration
kept-choice = { $what } (from { $least } to { $most } days)
kept-set = Change the duration
kept-for-ever = Two things are kept without end: the sequence of what changed, so that a device long away finds everything in order; and sending keys, so that nothing is ever posted twice.
retention-owners = Only owners of the network change durations and purge.
keep-trash = The trash
keep-notices = Settled notifications
keep-invitations = Invitations used, withdrawn or too old
keep-tokens = Tokens revoked or too old
keep-sessions = Ended sessions
keep-resets = Password links that are too old
keep-jobs = The program’s own jobs, once done
keep-audit = The audit trail
why-trash = Promised to everybody who writes: all can be restored for thirty days.
why-notices = Time to come back to them. GDPR, article 5(1)(e): no longer than needed.
why-invitations = To know who let whom in. GDPR, article 5(1)(e).
why-tokens = Security log: six months to a year. CNIL, délibération 2021-122.
why-sessions = They serve nothing any more.
why-resets = They serve nothing any more.
why-jobs = Time to understand what happened.
why-audit = Security log: six months at least. CNIL, délibération 2021-122. More than a year needs a reason.
purge = Purge
purge-purpose = Every night at three, what has outlived its duration is erased, and the audit trail says how much. You can look first, and need not wait.
purge-preview = See what would be erased
purge-empty = Nothing has outlived its duration: there is nothing to erase.
purge-counted = { $count ->
    [one] { $count } thing has outlived its duration
   *[other] { $count } things have outlived their duration
 }
purge-line = { $what }: { $count }
purge-same = Exactly this will be erased, and nothing that has outlived its duration since. It cannot be undone.
purge-now = { $count ->
    [one] Erase { $count } thing
   *[other] Erase { $count } things
 }
purge-done = { $count ->
    [0] Nothing was left to erase.
    [one] { $count } thing was erased.
   *[other] { $count } things were erased.
 }

## Storage
storage-database = Database
storage-index = Including the search index
storage-files = Attached files
files-kept = { $count ->
    [0] None
    [one] { $count } file
   *[other] { $count } files
 }, { $size }
storage-disk = Room on the disk
limits = Limits of files
limits-purpose = In megabytes: 1 at least, each limit at least as large as the one before. What is there already stays, even beyond.
limit-file = One file
limit-person = All files of one person
limit-network = All files of the network
storage-rows = What the database holds
storage-family = What
storage-count = How much
disk-free = { $free } free of { $whole }
rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
 }
family-people = People, sessions, tokens, invitations
family-spaces = Spaces and their members
family-items = Posts, comments and their versions
family-files = Attached files and what was read in them
family-marks = Reactions, follows, kept posts, mentions, tags, votes
family-changes = What changed, and notifications
family-keeping = The program’s jobs, sending keys, audit trail

## Cost
cost-sheet = Your figures
cost-people = People
cost-hosting = Hosting, in euros a month
cost-setup = Setting up, in half-days
cost-care = Looking after it, in half-days a year
cost-day = A day of your own people, in euros
cost-training = Training, in half-days
cost-trainer = A day of training, in euros
cost-work-out = Work it out
cost-learning = The address of this page keeps your figures: you can send it to another administrator. The time that each person spends learning is not in it.
cost-what = What
cost-first = First year
cost-next = Following years
cost-licence = Licence and subscription
cost-year-hosting = Hosting
cost-year-days = Your own days
cost-year-training = Training
cost-sum = In all
cost-each = A person, a month
euros = €{ $count }
euros-and-cents = €{ $amount }

## Health
state-good = All is well
state-look = To look at
state-bad = To fix
state-off = Not applicable
health-database = Database
health-mail = Mail
health-clock = Clock
health-backup = Backup
health-jobs = The program’s jobs
health-live = Live pages
health-version = Version
database-inside = It answers (SQLite, inside the program).
database-server = It answers (PostgreSQL).
disk-advice = Make room, or give the data folder a larger disk.
mail-none = This network sends no mail.
mail-to = E-mails leave through { $host }.
mail-advice = Invitations are links to hand over. To send them by e-mail, whoever runs the server adds the option --smtp.
clock-found = { $count ->
    [0] It agrees with the database’s.
    [one] It is { $count } second from the database’s.
   *[other] It is { $count } seconds from the database’s.
 }
clock-advice = Set both machines right, for instance with chrony.
backup-never = No backup was made yet.
backup-unproven = The last one is from { $last } and was never verified.
backup-proven = The last one: { $last }. Verified: { $proven }.
backup-advice = A backup is good once it was read back: back up every day, verify every month.
jobs-found = { $count ->
    [0] None waiting
   *[other] { $count } waiting
 }, { $dead_count ->
    [0] none given up
   *[other] { $dead_count } given up
 }.
jobs-advice = See below why, fix the cause, then try again.
live-found = { $count ->
    [0] They follow without delay.
    [one] Behind by { $count } change.
   *[other] Behind by { $count } changes.
 }
live-advice = The machine is very busy, or the program has just started. If it lasts, restart it.
dead = Jobs given up
dead-purpose = They failed several times. Fix the cause, then try again; or let them go.
dead-tries = { $count ->
    [one] { $count } try
   *[other] { $count } tries
 }
dead-retry = Try again
dead-discard = Let go
job-people-reset = E-mail: another password
job-people-invitation = E-mail: invitation
job-admin-welcome = E-mail: first password

## Outside
outside-nothing = Nothing leaves this machine: every door is shut.
outside-some = { $count ->
    [one] { $count } door is open.
   *[other] { $count } doors are open.
 }
outside-pages = Your pages never ask anything of another site: no font, no image, no audience measurement. A browser that opens them speaks to this machine alone.
door-open = Open
door-shut = Shut
door-nothing = Nothing leaves.
door-mail = Mail
door-mail-purpose = Invitations and password links, with the names and addresses of those they are for.
door-sign-in = Sign-in with the organisation’s account
door-sign-in-purpose = The sign-in requests of those who use it.
door-files = Files in a remote store
door-files-purpose = Attached files, and nothing else.
door-database = Database on another machine
door-database-purpose = All that the network keeps, over your own network.

## Trail
trail-program = The program
trail-every-act = Everything
trail-everybody = Everybody
trail-show = Show
trail-file = Download (CSV)
trail-none = Nothing to show
trail-none-hint = Nothing matches this choice. Every act of administration leaves a line here.
act-role-changed = Role changed
act-deactivated = Account closed
act-reactivated = Account reopened
act-person-added = Person added
act-people-imported = People imported
act-invited = Invitation
act-invitation-revoked = Invitation withdrawn
act-token-made = Token made
act-token-revoked = Token revoked
act-signed-in = Sign-in
act-sign-in-paused = Sign-in refused too often
act-sessions-closed = Sessions closed
act-password-changed = Password changed
act-factor-added = Second proof added
act-factor-removed = Second proof removed
act-sign-in-rule-changed = Sign-in rule changed
act-identity-changed = Identity changed
act-charter-published = Code of conduct published
act-retention-changed = Retention changed
act-purged = Purge
act-backed-up = Backup
act-backup-proven = Backup verified
act-backup-removed = Backup deleted
act-restored = Restoration
act-exported = Export
act-rectified = Data corrected
act-erased = Person erased
act-imported = Import
act-setting-changed = Setting changed

## Letter
letter-subject = Your place in { $network } is ready
letter-hello = Hello { $name },
letter-welcome = { $name } opened an account for you in { $network }. This link is for you alone; choose your password there:
letter-days = { $count ->
    [one] It works for one day, once.
   *[other] It works for { $count } days, once.
 }
erase-account = Erase this account

## What the trail says beside an act
trail-of = { $what }: { $rest }
detail-password = by password
detail-link = by a link
detail-passkey = passkey
detail-external = with the organisation’s account
detail-external-strong = with the organisation’s account, with two proofs
detail-codes = code app
detail-recovery-codes = recovery codes
detail-all = all of them
detail-audit = the audit trail
detail-own-data = their own data
detail-rectification-done = request for a correction: done
detail-rectification-refused = request for a correction: refused
detail-erasure-refused = request for erasure: refused
detail-name = name
detail-email = e-mail address
detail-nobody = nobody
detail-administrators = owners and administrators
detail-everybody = everybody
detail-archived = space archived
detail-handed-over = space handed over
detail-job-retried = job retried
detail-job-discarded = job discarded
detail-files-largest = size of one file, in bytes
detail-files-person = files of one person, in bytes
detail-files-network = files of the network, in bytes
detail-people = people
detail-spaces = spaces
detail-posts = posts
detail-comments = comments
detail-reactions = reactions
