# My data.
data-title = My data
data-purpose = What the network knows of you is yours: take a copy, have it put right, or ask to be erased. You are owed an answer within a month.
copy-title = A copy of everything
copy-purpose = A ZIP file with all that the network keeps about you: a page that opens offline, the same data for other software (JSON), your photo and your files. Nobody else can download it; it stays { $days } days.
copy-make = Prepare my copy
copy-waits = Your copy is being prepared. A notification will tell you.
copy-ready = Your copy is ready, until { $date }.
copy-fetch = Download my copy
rectify-title = Have something put right
rectify-purpose = What you can’t change yourself: your address, a mistake in a register, something untrue that somebody wrote about you.
rectify-profile = The rest is changed in your profile.
rectify-send = Send to the administrators
field-message = What is wrong, and what is right
erasure-title = Erase my account
erasure-purpose = First of all, see what goes, what stays, and why.
erasure-see = See what would be erased
erasure-waits = Your request for erasure awaits its answer.
erasure-month = An administrator does the erasure, within a month at the latest. Until then you can withdraw your request.
erasure-ask = Ask for erasure
field-reason = A word for the administrators
back = Go back
mine-title = My requests
request-kind = { $kind ->
    [access] Copy of my data
    [rectification] Correction
   *[erasure] Erasure
 }
asked = Asked { $date }
answered = Answer
clock = Answer due { $date } · { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
clock-over = Late: it was due { $date }
outcome = { $outcome ->
    [done] Done
    [refused] Refused
   *[withdrawn] Withdrawn
 }
withdraw = Withdraw my request
## Erasure
goes-title = What goes
stays-title = What stays, under the name “Former member”
former-member = Former member
fate = { $what ->
    [profile] Name, address, password, photo and profile
    [door] Sessions, passkeys and tokens
    [spaces] Memberships of spaces
    [own] Kept and followed posts, notifications, drafts and deferred posts
    [mentions] Mentions of your name, which become “Former member”
    [loose] Files attached to nothing
    [items] Posts and comments
    [files] Files attached to posts
    [reactions] Reactions and votes
    [charter] Acceptances of the code of conduct
   *[trail] Lines of the audit trail
 } ({ $count })
stays-why = { $what ->
    [items] Answers of other people hang on them: taking them away would distort what those said. A post that you don’t want to leave goes in the trash first.
    [files] They are part of those posts.
    [reactions] They count in results that others have read; they no longer say whose they are.
    [charter] The organisation must be able to prove that it informed people (French labour code, art. L1321-4).
   *[trail] The security log is kept for six to twelve months (CNIL), without your name.
 }
## Administration
requests-title = Requests about data
requests-none = No request is waiting
requests-none-purpose = A request for correction or erasure will appear here, with the day by which the answer is due.
requests-open = Waiting
requests-ended = Closed
request-title = { $kind ->
    [access] Copy of the data of
    [rectification] Correction for
   *[erasure] Erasure of
 } { $person }
access-alone = The copy is prepared by itself; there is nothing to do, unless it is late: then look at the health of the program.
answer-title = Answer
answer-purpose = Make the correction where it is made, then say so here. The person will read your answer.
rectify-do = Put the name or the address right
field-answer = Your answer
answer-done = It is corrected
answer-refused = Refuse, for this reason
refuse-title = Refuse the erasure
refuse-purpose = Only for a reason that the law provides for (GDPR, art. 17 § 3): a legal obligation, the defence of a legal claim. The person will read your answer and can turn to the data protection authority.
erase-see = See what will be erased
erase-title = Erase { $person }
erase-purpose = What goes, what stays and why. The spaces that this person answered for pass to the member longest there.
erase-final = It is done at once, and there is no way back.
erase-do = Erase this account
## The copy
archive-file = my-data
archive-page = my-data.html
archive-json = my-data.json
archive-files = files
archive-missing = This file could not be read when the copy was fetched. Ask the administrators for it.
archive-title = The data of { $name }
archive-about = All that the network “{ $network }” kept, on { $date }. The same data is in my-data.json; your files are in the folder “files”.
archive-redacted = What others wrote is not here: only numbers are left of it, those of posts that you could read.
archive-nothing = Nothing.
yes-no = { $answer ->
    [yes] Yes
   *[no] No
 }
section = { $name ->
    [profile] Profile
    [spaces] Spaces
    [items] Posts and comments
    [revisions] Earlier versions
    [drafts] Drafts
    [scheduled] Deferred posts
    [files] Files
    [uploads] Uploads under way
    [reactions] Reactions
    [votes] Votes
    [accepted] Accepted answers
    [bookmarks] Kept posts
    [follows] Follows
    [mentions] Mentions received
    [links] Links between posts
    [notices] Notifications
    [join_requests] Requests to join a space
    [invitations] Invitations sent
    [invited] Invitation received
    [charter] Code of conduct accepted
    [sessions] Sessions
    [passkeys] Passkeys
    [identities] Linked accounts
    [tokens] Tokens
    [requests] Requests about data
    [trail] Audit trail
   *[changes] What you did
 }
column = { $name ->
    [name] Name
    [email] Address
    [role] Role
    [headline] What I do
    [site] Site
    [skills] Skills
    [languages] Languages spoken
    [ask_me] Ask me about
    [language] Language
    [zone] Time zone
    [created_at] Created
    [photo_at] Photo set
    [ends_at] Access until
    [invited_at] Invited
    [origin] Origin
    [space] Space
    [level] Level of notifications
    [since] Since
    [owner] Owner
    [id] Number
    [kind] Kind
    [title] Title
    [text] Text
    [edited_at] Edited
    [trashed_at] Put in the trash
    [answers] In answer to
    [device] Device
    [means] Means
    [issuer] Provider
    [subject] Identifier
    [item] Post
    [revision] Version
    [at] Date
    [type] Type
    [size] Size in bytes
    [sha256] SHA-256 digest
    [expires_at] Expires
    [emoji] Emoji
    [option] Choice
    [answer] Answer
    [to] To
    [relation] Link
    [reason] Reason
    [read_at] Read
    [message] Message
    [used_at] Used
    [revoked_at] Revoked
    [version] Version
    [asked_at] Asked
    [due_at] Due
    [closed_at] Closed
    [outcome] Outcome
    [act] Act
    [own] Done by you
   *[verb] Action
 }
