# The words of signing in by an identity provider.

refused-title = Signing in did not work
refused-advice = The answer from { $name } is not the one we expected, or it came too late. Try again; if it happens again, tell somebody who administers the network.
silent-title = No answer from { $name }
silent-advice = Signing in with { $name } does not work at the moment. Try again in a few minutes, or sign in another way.
again-button = Back to signing in
unknown-title = Ask for an invitation
unknown-advice = This network does not know you yet, even if { $name } does. Ask somebody who is in it for an invitation.
unknown-already = Do you have an account here already? Sign in as usual, then link your { $name } account from your profile.
closed-title = Your access has ended
closed-advice = Your account in this network is closed. If that is a mistake, talk to somebody who administers it.
taken-title = This is not the right account
taken-advice = The { $name } account you came back with belongs to somebody else here. Sign out of { $name }, then try again with your own.
taken-button = Back to my profile
mine-title = Signing in with { $name }
mine-purpose = Linking your { $name } account lets you in here without your password.
mine-none = No { $name } account is linked to yours. You will be taken to { $name }, then brought back here.
mine-link = Link my { $name } account
mine-linked = With this { $name } account you come in here without a password:
mine-since = Linked on { $date }
mine-remove = Unlink
mine-remove-which = Unlink { $label }
mine-remove-hint = Unlinking closes the other sessions that { $name } opened.
last-way-in = This is your only way in. Choose a password on your profile first.
