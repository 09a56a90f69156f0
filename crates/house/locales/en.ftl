# The words that several features' pages share.

tab-feed = Feed
tab-documents = Documents
tab-members = Members
tab-settings = Settings

## Who is there
prove-title = Confirm that it is you
prove-purpose = What you are about to do matters. Nothing you typed is lost.
prove-password = Password
prove-code = Code from your app
prove-button = Confirm and go on
prove-passkey = Use a passkey
prove-with = Confirm with { $name }
prove-otherwise = Sign out, sign in again, then try again within ten minutes.
prove-back = Give up
passkey-failed = The passkey did not answer, or is not known here. Try again, or use another way.

## Administration, and its sections in the order of their list
desk = Administration
desk-purpose = The network itself: how it shows itself, who comes in, what it keeps and how it fares. Administering gives nothing more to read.
desk-identity = Identity
desk-identity-purpose = The name, logo and colour that everybody sees, and the working hours.
desk-people = People
desk-people-purpose = Accounts, open and closed. What people write is not seen from here.
desk-rights = Rights
desk-rights-purpose = Who may do what, as the program itself decides it.
desk-sign-in = Sign-in
desk-sign-in-purpose = Who must give a second proof to sign in.
desk-charter = Code of conduct
desk-charter-purpose = The rules that everybody accepts before posting.
desk-retention = Retention
desk-retention-purpose = How long things are kept, why, and what is erased every night.
desk-storage = Storage
desk-storage-purpose = What takes room, and how much files may take.
desk-backups = Backups
desk-backups-purpose = Back up the whole network, verify the backup, bring it back.
desk-cost = Cost
desk-cost-purpose = A machine, a few days, some training. No fee per person.
desk-health = Health
desk-health-purpose = How the program fares, and what there is to do.
desk-outside = What leaves this machine
desk-outside-purpose = Every door through which the program speaks to another machine, open or shut.
desk-trail = Audit trail
desk-trail-purpose = What was done here, by whom and when. Nobody can edit it: the database refuses.
desk-requests = Requests about data
desk-requests-purpose = Copies, corrections, erasures: an answer is due within a month.
