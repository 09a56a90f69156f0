# What people and programs read when something is refused.

## Titles and sentences by status
signed-out = You are not signed in
signed-out-detail = Sign in, or present a valid token.
forbidden = This is not allowed
forbidden-detail = Your role here does not allow this action.
not-found = Not found
not-found-detail = This does not exist, no longer exists, or is not open to you.
method-not-allowed = Unknown action here
method-not-allowed-detail = This address exists but does not know this method.
conflict = Not possible as things stand
conflict-detail = Something has changed meanwhile. Reload the page, then try again.
too-large = Too large
too-large-detail = What you sent is larger than accepted here.
too-large-limit = This is too large: at most { $size } here.
full = No room left
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
 }
size-kilo = { $n } KB
size-mega = { $n } MB
size-giga = { $n } GB
size-tera = { $n } TB
wrong-type = Content type not accepted
wrong-type-detail = This content type is not accepted at this address.
invalid = Please correct
invalid-detail = Some fields cannot be accepted.
too-many-requests = Too many attempts
too-many-requests-wait = { $count ->
    [one] Try again in { $count } second.
   *[other] Try again in { $count } seconds.
 }
busy = One moment
busy-detail = The server is very busy. Nothing was done; try again in a moment.
unreadable = Unreadable request
unreadable-detail = The server could not read this request.
unreadable-at = The server could not read this request ({ $place }).
broken = Something went wrong
broken-detail = The error is ours and has been noted. Try again; if it persists, give its reference to somebody who administers the network.

## The rule that refused: refusal-<code>
refusal-charter-not-accepted = Accept the network’s code of conduct first, then post.
refusal-stale = Somebody else changed this text meanwhile. Both versions are kept: choose one or merge them.
refusal-other-origin = This action did not come from a page of this site. Reload the page and try again.
refusal-archived = This space is archived: it can be read but no longer changed.
refusal-trashed = This is in the trash. Restore it first.
refusal-read-only = You may read here but not write. Ask one of the hosts.
refusal-closed = This is closed.
refusal-poll-closed = This poll is closed.
refusal-kind-not-allowed = This kind of post is not allowed in this space.
refusal-guest = A guest account does not allow this. Ask whoever let you in.
refusal-not-a-host = Only hosts of this space can do this.
refusal-not-a-contributor = Only contributors of this space can do this.
refusal-not-a-member = Only members of this space can do this.
refusal-not-an-admin = Only administrators can do this.
refusal-not-an-owner = Only the network’s owners can do this.
refusal-not-the-author = Only the author can do this.
refusal-not-the-asker = Only the person who asked the question can do this.
refusal-posting-limited = In this space only hosts post. You may comment.
refusal-commenting-limited = In this space only hosts comment.
refusal-ask-first = This space is joined on request: send yours to its hosts.
refusal-space-owner = The owner of a space remains its member and host. Name another owner first.
refusal-not-open = This space is not open: ask to join.
refusal-last-owner = The network must keep at least one owner.
refusal-last-host = The space must keep at least one host.
refusal-answers-for-spaces = This person owns a space or is its only host: it is handed over to somebody else first.
refusal-own-role = You cannot act on somebody whose role is above yours, nor give such a role.
refusal-already-member = This person is already a member.
refusal-already-set-up = This network is already set up.
refusal-deactivated = This account is closed. If that is a mistake, talk to somebody who administers the network.
refusal-link-expired = This link is no longer valid. Ask for a new one.
refusal-proof-needed = First confirm that it is you: sign in again, then try again within ten minutes.
refusal-too-many-passkeys = You already have 20 passkeys: remove those no longer used.
refusal-last-factor = The network asks you for a second proof: add another one before removing this one.
refusal-no-factor = First add a passkey or a code app.
refusal-has-codes = You already have a code app: remove it first.
refusal-token = A token cannot do this; use a page.
refusal-not-empty = This network is not empty.
refusal-foreign-origin = This connection does not come from a page of this site.
refusal-bot = A bot cannot do that.
refusal-too-many-invitations = Too many invitations are waiting already: withdraw those no longer needed.
refusal-too-many-tokens = You already have 100 tokens: revoke those that are of no use any more.
refusal-token-made = This token was already made, and its text is shown only once. Revoke it and make another.
refusal-own-room = Your files take up all the room meant for one person. Delete some, or ask an administrator to raise this limit.
refusal-network-room = The network’s files take up all the room meant for them. An administrator can raise this limit.
refusal-backup-under-way = A backup or a verification is already under way. Wait until it ends.
refusal-backup-without-key = A backup without a key does not leave the server through this page. Copy it on the machine, or make one with a key.
refusal-disk-room = The server’s disk is full. Nothing was lost; tell an administrator.
refusal-upload-busy = This upload is going on elsewhere already.
refusal-upload-offset = This upload does not stand there: ask where it stands, then go on.
refusal-charter-changed = The code of conduct changed meanwhile: read it again before you accept it.
refusal-fixed = This duration cannot be changed.
refusal-preview-too-old = This preview is more than an hour old: make it again, then erase.
refusal-out-of-reach = You no longer have access to this space.

## What is wrong with a field: field-<code>, and limit-<code> where the limit is known
field-other = This value cannot be accepted.
field-required = Required.
field-unknown-field = This field is unknown.
field-wrong-type = This value is not of the right type.
field-unknown = This value is unknown.
field-too-long = Too long.
field-too-short = Too short.
field-too-many = There are too many.
field-too-few = There are too few.
field-too-large = Too large.
field-too-small = Too small.
field-not-an-email = This is not an e-mail address.
field-not-a-number = This is not a number.
field-not-a-date = This is not a date.
field-not-a-zone = This is not a known time zone.
field-not-a-time = This is not a time.
field-before-opening = The end must come after the beginning.
field-not-a-colour = This is not a colour.
field-contrast = This colour can’t be read everywhere.
field-no-columns = This file has no name and e-mail columns, or is not a CSV file. Save it as CSV from your spreadsheet.
field-not-a-kind = This kind is unknown.
field-not-an-emoji = This is not an emoji.
field-not-a-url = This is not a web address.
field-not-an-image = This is not an image we can read.
field-svg = An SVG drawing can carry a program: give a PNG, JPEG or WebP image.
field-not-a-cursor = This page of the list is unknown; start again from the beginning.
field-in-the-past = This date is in the past.
field-program = A program can’t be attached: it could run on the machines of those who open it.
field-too-far = That is too far ahead: one year at most.
field-taken = Already taken.
field-near = A space with a similar name already exists.
field-duplicate = Given twice.
field-common-password = This password is too common. Choose a phrase that is yours alone.
field-wrong = This is not correct.
field-mismatch = The two are not the same.
field-not-allowed = This value is not allowed here.
field-closed = This is closed.
field-itself = This would be a link to itself.
field-same-space = It is already in this space.
field-not-a-member = This person is not a member here.
field-used-for-another = This key was already used for another request.
limit-too-long = { $count ->
    [one] Too long: at most { $count } character.
   *[other] Too long: at most { $count } characters.
 }
limit-too-short = { $count ->
    [one] Too short: at least { $count } character.
   *[other] Too short: at least { $count } characters.
 }
limit-too-many = There are too many: at most { $count }.
limit-too-few = There are too few: at least { $count }.
limit-too-large = Too large: at most { $count }.
limit-too-small = Too small: at least { $count }.
