# To do.
title = To do
purpose = What waits for you, and why.
views = What the list shows
view-waiting = Waiting
view-all = All
seen-all = Mark all as seen
empty-title = Nothing waits for you
empty = What concerns you arrives here: mentions, answers to what you wrote, invitations, and requests to join your spaces.
empty-act = Go home

## After the name of whoever caused it
mentioned = mentioned you
mentioned-in = mentioned you in “{ $title }”
answered-post = answered your post
answered-post-titled = answered your post “{ $title }”
answered-comment = answered your comment
answered-comment-in = answered your comment on “{ $title }”
answered-followed = commented on a post you follow
answered-followed-titled = commented on “{ $title }”, which you follow
invited = invited you to the space “{ $space }”
asked = asks to join the space “{ $space }”
accepted = accepted your answer
accepted-in = accepted your answer to “{ $title }”
the-house = Palabre
not-sent = could not post what you had planned

## Why it is there, in a word
reason-mentioned = Mention
reason-answered = Answer
reason-invited = Invitation
reason-asked = Request
reason-accepted = Accepted answer
reason-not-sent = Deferred post
data-ready = The copy of your data is ready
data-answered = answered what you asked about your data
data-asked = made a request about their data, which awaits an answer
reason-data = Personal data
