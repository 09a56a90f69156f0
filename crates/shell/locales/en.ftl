# The words of the shell: layout, navigation, shared components.

## Page and navigation
page-skip = Skip to content
nav-main = Main
nav-quick = Shortcuts
nav-find = Search, go to…
nav-find-keys = Ctrl K
nav-home = Home
nav-inbox = To do
nav-people = Directory
nav-search = Search
nav-spaces = Spaces
nav-new-space = New space
nav-menu = Menu
nav-me = My menu
nav-profile = My profile
nav-settings = Settings
nav-administration = Administration
nav-charter = Code of conduct
nav-drafts = Drafts and deferred posts
nav-help = Help
nav-sign-out = Sign out
nav-unread = { $count ->
    [one] unread
   *[other] unread
 }
nav-unread-urgent = { $count ->
    [one] unread, urgent
   *[other] unread, one of them urgent
 }
language-name = English
close = Close
cancel = Cancel

## Faces
face-guest = Guest
face-bot = Bot
face-gone = Closed account
face-names-and-more = { $names } and { $count ->
    [one] { $count } other
   *[other] { $count } others
 }

## Kinds of items
kind-post = Post
kind-quick-note = Quick note
kind-question = Question
kind-question-answered = Answered
kind-poll = Poll
kind-share = Share

## Cards
card-in = in
card-edited = edited
card-pinned = Pinned
card-untitled = Post by { $name }
card-more = More actions
card-like = Like
card-comment = Comment
card-share = Share
card-trashed = In the trash, from which it can be restored for 30 days.
act-edit = Edit
act-history = History
act-follow = Follow
act-unfollow = Unfollow
act-bookmark = Keep
act-unbookmark = No longer keep
act-pin = Pin
act-unpin = Unpin
act-link = Copy link
act-become = Turn into…
act-print = Print, or save as PDF
act-trash = Move to trash
act-accept = Accept this answer
act-unaccept = Stop accepting
react-more = React otherwise
react-given = { $emoji }, { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
react-heart = Heart
react-party = Celebration
react-clap = Well done
react-thanks = Thank you
react-laugh = Laughter
react-wow = Surprise
react-sad = Sadness
react-done = Done

## Comments and questions
comments-all = { $count ->
    [one] See the comment
   *[other] See all { $count } comments
 }
comments-write = Write a comment…
comments-answer = Reply
comments-placeholder = Your comment
comments-send = Send
comments-accepted = Accepted answer
comments-gone = Deleted comment

## Polls
poll-choose-one = Your choice
poll-choose-several = Your choices
poll-vote = Vote
poll-change = Change my vote
poll-mine = My choice:
poll-several = several choices allowed
poll-closes = closes
poll-closed = closed
poll-votes = { $count ->
    [one] vote
   *[other] votes
 }
poll-turnout = { $count ->
    [one] { $count } vote
   *[other] { $count } votes
 } out of { $audience_count }

## Sharing
share-hidden = What was shared here is not visible to you.
share-where = In which space?
share-body = Add a word
share-audience = Only the people of that space will see it, and the original stays with those who can reach it.

## Composer
composer-title = Post in this space
composer-subject = Title
composer-body = Text
composer-placeholder = Some news, a question, an idea…
composer-kind = Kind of post
composer-choices = Choices of the poll
composer-choice = Choice { $n }
composer-add-choice = Add a choice
composer-multiple = Several choices allowed
composer-closes = Closes on
composer-note-limit = Quick note: { $count } characters at most.
composer-audience = Visible to { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
composer-send = Post
composer-charter = Write as people talk under the tree: openly and with regard.
draft-keep = Keep as a draft
draft-kept = Draft kept
draft-here = Draft kept on this device only.
draft-other = Another draft waits here, written on another device:
draft-take = Use that one
draft-leave = Keep this one
later-title = Send later
later-when = Date and time of sending
later-zone = In your time zone, { $zone }.
later-send = Send later
tool-title = Formatting
tool-bold = Bold
tool-italic = Italic
tool-list = List
tool-link = Link
tool-quote = Quote
tool-code = Code
tool-preview = Preview

## Files
files-attach = Attach a file
files-photograph = Take a picture
files-choose = Choose a file
files-tray = Attached files
files-keep = Keep
files-add = Add a document
files-word = A word to say what it is (optional)
files-image = Picture
files-pdf = PDF
files-office = Document
files-media = Video or sound
files-other = File
files-picture = Attached picture: { $name }
files-download = Download
files-download-name = Download { $name }
files-origin = In “{ $title }”
files-photographed = Document of { $date }
files-one-page = 1 page
files-more-pages = { $n } pages
files-next-page = Next page
files-remove = Remove { $name }
files-progress = Sending { $name }
files-waiting = Waiting for the connection
files-ready = Ready
files-too-many = At most { $n } files in one post.
files-unreadable = This picture can’t be read. Take it again, or choose another file.

## Spaces
space-give-news = Share news
space-join = Join
space-ask = Ask to join
space-asked = Request sent
space-withdraw = Withdraw my request
space-deadline = Due
space-owner = Owner:
space-audience = Who sees what
space-people = { $opening }, { $people ->
    [one] { $people } person
   *[other] { $people } people
 }{ $guests ->
    [0] { "" }
    [one] { " " }including { $guests } guest
   *[other] { " " }including { $guests } guests
 }
space-archived = Archived space, read-only since
space-archived-short = Archived
space-tabs = Parts of the space
space-crumb = Back to the space
opening-open = Open
opening-request = On request
opening-private = Private
role-host = Hosts
role-contributor = Takes part
role-reader = Reads
member-since = joined
member-role-of = Role of { $name }
member-remove = Remove from the space
member-change = Change
person-ask-me = Ask me…

## Forms
field-optional = (optional)
field-limit = { $count } characters at most.
form-errors = { $count ->
    [one] Nothing is lost: one point needs another look.
   *[other] Nothing is lost: { $count } points need another look.
 }

## Lists
pager-title = Pages
pager-older = Older
pager-newer = Newer
jump-to = Go to a date
jump-day = The day
jump-go = Show
jump-shown = Posts of { $day } and before
jump-newest = Back to the newest
unread-since = Unread
search-placeholder = A word, a person, a space
search-button = Search
search-count = { $count ->
    [0] Nothing matches
    [one] { $count } result
   *[other] { $count } results
 }
search-person = Person
search-space = Space
inbox-unread = (not dealt with)
inbox-done = Seen
inbox-done-who = Seen: { $name } { $what }

## Dialogs
go-title = Go to
go-placeholder = A space, a person, a word…
go-results-title = Suggestions
go-results = { $form ->
    [single] { $n } suggestion
   *[several] { $n } suggestions
 }
go-all = Search for “{ $q }” everywhere
go-choose = choose
go-open = open
keys-title = Keyboard shortcuts
keys-go = Go anywhere
keys-new = New post
keys-search = Search
keys-next = Next post
keys-previous = Previous post
keys-reply = Comment
keys-like = Like
keys-send = Send
keys-close = Close
keys-single = Single keys (n, j, k…)
keys-list = This list
dialog-details = Details

## Help
help-title = Help
help-post = To post, open a space and write in the field at the top. “Visible to…” says beforehand who will read it.
help-answer = Under each post you can like, comment or reply to a comment; its menu lets you follow or keep it.
help-inbox = To do gathers what waits for you: mentions, answers, invitations. One tick and it is seen, on all your devices.
help-search = Search finds posts, people and spaces, with or without accents, singular or plural.
help-offline = Offline, what you write stays on the device and is sent when the connection is back, once only.
help-audience = The page “Who sees what” of each space says who reads, who writes and who invites.
help-file = The “+” of a message attaches files or photographs a sheet. The Documents tab of a space gathers them all, and the search reads inside.
help-draft = What you begin to write is kept, the same on all your devices; the clock beside “Post” chooses when it is sent.
help-secure = “Sign-in and security”, in your settings, adds a passkey and shows where you are signed in; “My data” hands you a copy of what is kept about you.
help-word = word
help-mention-sign = @Name
help-mention = Mention somebody
help-tag = Tag
help-whom = Another question? Ask it in a help space, or somebody who administers the network.

## Sending and live
send-sending = Sending…
send-waiting = Waiting for the connection
send-refused = Not sent
send-retry = Try again
send-discard = Discard
live-offline = Offline. What you write is kept and will go when the connection is back.
live-fresh = { $form ->
    [single] { $n } new post
   *[several] { $n } new posts
 }
toast-undo = Undo
toast-copied = Copied
button-copy = Copy

## Troubles
error-theirs = The current version
error-yours = Your text
error-reference = Reference:
error-home = Back to home

## Times
time-now = just now
time-minutes-ago = { $n } min ago
time-in-minutes = in { $n } min
time-in-days = { $count ->
    [1] tomorrow
   *[other] in { $count } days
 }
time-today = today at { $clock }
time-yesterday = yesterday at { $clock }
time-tomorrow = tomorrow at { $clock }
time-weekday = { $weekday } at { $clock }
time-weekday-date = { $weekday } { $date }
time-day = { $day } { $month }
time-date = { $day } { $month } { $year }
time-full = { $weekday } { $date } at { $clock } ({ $zone })
time-clock = { $hour }:{ $minute }
time-clock-hour = { $hour }:00
time-first = 1
time-weekday-name = { $n ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
 }
time-month-name = { $n ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
 }
