# The words of sign-in in depth.

## Passkeys
passkeys-title = Passkeys
passkeys-purpose = Your fingerprint, your face or your device’s code replace the password. Nothing to remember, nothing to steal.
passkey-add = Add a passkey
passkey-add-title = Add a passkey
passkey-name = Name of the passkey
passkey-name-hint = To recognise it later: “Phone”, “Office key”…
passkey-first-name = My passkey
passkey-remove-which = Remove the passkey: { $name }
passkey-needs-script = Adding a passkey needs JavaScript. Without it, choose the code app.
passkey-failed = The passkey did not answer. Try again, or use another way.
passkey-wrong = This passkey was not accepted. Try again, or use another way.
passkey-title = Passkey
passkey-again = Try again with a passkey
passkey-otherwise = Sign in another way
passkey-use = Use a passkey

## Codes
codes-title = Code app
codes-purpose = An app on your phone shows a six-digit code, asked for after the password.
codes-add = Add an app
codes-add-title = Add a code app
codes-app = Code app
codes-remove = Remove the code app
codes-step-app = Install a code app on your phone, for instance FreeOTP or Aegis.
codes-step-scan = In the app, scan this QR code.
codes-step-open = Is the app on this device? Open it directly.
codes-step-type = Or copy these letters into it:
codes-qr = QR code to scan with the app
codes-field = Six-digit code shown by the app
codes-confirm = Check the code
code-wrong = This code is not right, or was used already. Wait for the next one.

## Recovery codes
recovery-title = Recovery codes
recovery-purpose = They let you in if you lose your phone or your key. Each works once, with your password.
recovery-once = Print or copy them now: they will not be shown again.
recovery-kept = I have kept them
recovery-left = { $count ->
    [0] You have none left. Make new ones.
    [one] You have one left. Make new ones soon.
   *[other] You have { $count } left.
 }
recovery-renew = Make ten new codes

## The second step
second-title = One more step
second-purpose = Your password is right. Now show that it is you.
second-code = Code
second-code-hint = The six digits of your app, or a recovery code.
second-recovery = Recovery code
second-recovery-hint = One of the ten codes that you kept.
second-button = Continue
second-lost = No phone and no codes left? Ask somebody who administers the network.
enrol-title = Protect your account
enrol-purpose = This network asks for a second proof beside the password. Choose one; it takes a minute.
leave = Sign out

## One's own page
security-title = Sign-in and security
security-purpose = How you prove that it is you, and where you are signed in. Only you see this page.
security-asked = The network asks for a second proof: add one below, or at your next sign-in.
security-password = Change the password
added-on = Added on { $date }
used-on = last used on { $date }
never-used = never used
remove = Remove
back = Back
sessions-title = Devices signed in
sessions-purpose = Sign out those you don’t recognise, then change your password.
session-here = This device
session-since = Since { $date }, { $means }
session-close = Sign out
session-close-which = Sign out: { $name }
sessions-close-others = Sign out all others
device = { $browser } on { $system }
device-system = A browser on { $system }
device-unknown = Unknown device
means-password = by password
means-link = by a link
means-passkey = by passkey
means-external = by the organisation’s account

## Administration
rule-legend = Require a second proof for
rule-nobody = Nobody
rule-nobody-hint = Everybody chooses for themselves.
rule-administrators = Owners and administrators
rule-everybody = Everybody
rule-everybody-hint = Guests included.
rule-when = Who has none yet adds one at their next sign-in; nobody is interrupted in their work.
rule-mine = You have none yet:
rule-save = Save
lacking-everybody = Without a second proof
lacking-administrators = Owners and administrators without a second proof
lacking-nobody = Everybody has one.
role-owner = Owner
role-admin = Administers the network
role-member = Member
role-guest = Guest
rescue-title = Remove { $name }’s second proofs?
rescue-consequence = For when they lost their phone and their codes, and you are sure that it is they who ask. Their passkeys and code app stop working, and their sessions end. The audit trail keeps a line of it.
rescue-button = Remove
