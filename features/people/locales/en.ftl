# The words of the door and of the directory.

## At the door
setup-title = Welcome to your network
setup-purpose = One more minute: name the network and make your account. You will be its owner.
setup-charter = By creating the network you accept a plain code of conduct, in French and English, which you can rewrite at any time.
setup-button = Create the network
sign-in-title = Sign in
sign-in-button = Sign in
sign-in-wrong = The address or the password is not right. Check them, or use “Forgot your password?”.
elsewhere-button = Continue with { $name }
elsewhere-or = or without
sign-in-passkey = Use a passkey
sign-in-passkey-failed = The passkey did not answer. Try again, or give your password.
sign-in-forgot = Forgot your password?
sign-in-back = Back to sign-in
forgot-title = Forgotten password
forgot-purpose = Give the address you sign in with. We will send a link there to choose another password.
forgot-button = Send the link
forgot-by-hand = This network does not send mail. Ask somebody who administers it for a link to choose another password.
forgot-sent = If somebody signs in here with this address, a mail is on its way. The link works for an hour.
forgot-sent-hint = Nothing arrives? Look in your spam, then ask somebody who administers the network.
reset-title = Choose a password
reset-purpose = You will then be signed in here, and signed out everywhere else.
reset-button = Save and sign in
join-title = Join the network
join-by = { $name } invites you. Say what you are called and choose a password.
join-by-into = { $name } invites you into the space “{ $space }”. Say what you are called and choose a password.
join-button = Join
link-dead = This link no longer works
link-dead-advice = It was already used, is too old, or was not copied whole. Ask whoever gave it to you for another one.

identities-title = Signing in with { $name }
identities-purpose = Your { $name } account can open this network to you, without a password.
identities-button = See or change this link

## Fields
field-network = Name of the network
field-network-hint = That of your organisation or team.
field-name = Name
field-email = E-mail address
field-password = Password
field-password-hint = { $min_count } to { $max_count } characters. A phrase of your own is best.
field-new-password = New password
field-current-password = Current password
field-language = Language
field-zone = Time zone
field-zone-hint = The nearest city whose clocks show the same time as yours.
field-headline = What I do
field-site = Site
field-skills = Skills
field-languages = Languages spoken
field-list-hint = At most 20, separated by commas.
field-ask-me = Ask me…
field-ask-me-hint = What people can come to you for, from spreadsheets to mushrooms.
field-local-time = Local time
field-inviter = Inviter
field-ends-on = Access until
field-role = Role in the network
field-invited-as = Role in the network
field-invited-name = Name of the person
field-space = Space
field-guest-until = For a guest, access until
field-token-name = What this token is for
field-token-name-hint = For example the name of the program that will use it.
field-token-days = Duration
save = Save
back = Back
language-own-name = English

## Roles
role-owner = Owner
role-admin = Administers the network
role-member = Member
role-guest = Guest
role-bot = Bot

## Invitations
invitations-title = Invitations
invitations-purpose = One link per person: it works once, for fourteen days.
invitations-invite = Invite somebody
invitations-waiting = Waiting invitations
invitations-none = No invitation waits for an answer.
invite-button = Make the invitation
invite-member-hint = Somebody in the organisation, who sees the directory and the open spaces.
invite-guest-hint = Somebody from outside, who sees only the spaces they were let into.
invite-email-hint = The invitation will work for this address alone. If the network sends mail, the link goes there.
invite-ends-hint = A year at most; six months if you say nothing.
invite-no-space = None in particular
invitation-made = The invitation is ready. Copy this link and give it to the person: it will not be shown again.
invitation-link = Invitation link
invitation-mailed = The invitation is on its way to { $email }.
invitation-no-space = You can invite somebody into a space that you host; you do not host one yet.
invitation-unnamed = Without a name
invitation-by = By { $name }
invitation-until = until { $date }
invitation-revoke = Withdraw
invitation-revoke-whom = Withdraw the invitation: { $name }

## Directory and profile
people-title = Directory
people-purpose = Who can do what, and what to come to them for.
people-search = A name, a skill, a site
people-search-button = Search
people-none = Nobody matches
people-none-hint = Try a shorter word, or another skill.
clock = { $hour }:{ $minute }
local-time = { $clock } where { $name } is ({ $city })
profile-title = Profile
profile-edit = Edit my profile
profile-spaces = Spaces in common

## One's own page
me-title = My profile and settings
me-purpose = What others see of you, and how you come in.
me-email = You sign in with { $email }, which nobody else sees.
photo-title = Photo
photo-file = Choose an image
photo-hint = Optional. PNG, JPEG or WebP, at most 5 MB. It is made smaller; where and with what it was taken is removed.
photo-set = Use this photo
photo-remove = Remove the photo
password-title = Password
password-ends = Your other devices will be signed out.
password-change = Change the password
tokens-title = Access tokens
tokens-purpose = A token lets a program act in your name. Give it to nobody.
token-made = The token is ready. Copy it now: it will not be shown again.
token-text = Token
token-make = Make a token
token-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }
token-for-ever = Until revoked
token-until = Works until { $date }
token-without-end = Works until revoked
token-revoke = Revoke
token-revoke-which = Revoke the token: { $name }
security-title = Sign-in and security
security-purpose = Passkeys, one-time codes, and the devices where you are signed in.
security-open = Open
data-title = My data
data-purpose = A copy of all that the network keeps about you, a correction, or the erasure of your account.
data-see = See my data and my rights

## Charter
charter-title = Code of conduct
charter-version = Version { $n }
charter-versions = All versions
charter-asked = Take a minute to read it: it is to be accepted before posting.
charter-promise = I have read the code of conduct and will keep to it.
charter-accept = Accept the code of conduct
charter-edit = Rewrite the code of conduct

## Administration
administer = Administer this account
administer-people = Administer accounts

## Letters
letter-hello = Hello { $name },
letter-hello-nobody = Hello,
letter-reset-subject = Choose another password ({ $network })
letter-reset = You asked to choose another password for { $network }. This link works for an hour, once:
letter-reset-ignore = If it was not you, there is nothing to do: your password has not changed.
letter-invitation-subject = { $name } invites you to { $network }
letter-invitation = { $name } invites you to { $network }. This link is for you alone:
letter-invitation-into = { $name } invites you to { $network }, into the space “{ $space }”. This link is for you alone:
letter-invitation-days = { $count ->
    [one] It works for a day, once.
   *[other] It works for { $count } days, once.
 }
