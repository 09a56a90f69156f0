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
