# Spaces: finding them, opening them, joining them, arranging them.

## The list
list-title = Spaces
list-purpose = A space brings people together around a purpose. Only people who have access see what happens in it.
list-mine = My spaces
list-others = To join
list-filter = Name of the space
list-search = Filter
list-archived = Also show archived spaces
list-new = New space
list-empty = No space for you yet
list-empty-purpose = The spaces you are invited to will appear here.
list-none = No space of that name
list-none-purpose = A private space shows itself to its members only.
list-more = More

## The one form
new-title = New space
new-purpose = A purpose, a place, people. You will be its owner; everything can be changed later in its settings.
new-send = Create the space
new-anyway = Create anyway
near-title = A similar space already exists
near-purpose = Perhaps it is the one you are looking for. If not, create yours.
field-name = Name
field-purpose = What is it for?
field-purpose-hint = A sentence that somebody new would understand.
field-kind = Kind
field-opening = Who can come in?
field-ends-on = Due date
field-ends-on-hint = Its last day, if it has one. Nothing closes by itself.
cancel = Cancel

kind-project = Project
kind-project-hint = Carry out a piece of work together by a date.
kind-community = Community
kind-community-hint = Share a trade, an interest, a practice.
kind-help-desk = Help desk
kind-help-desk-hint = Ask questions and keep the good answers.
kind-client-room = Client room
kind-client-room-hint = Work with a client or partner, invited here only.
kind-idea-lab = Idea lab
kind-idea-lab-hint = Bring up ideas and let them ripen.
kind-library = Library
kind-library-hint = Gather what everybody needs and keep it up to date.
kind-training = Training
kind-training-hint = Learn together, at one’s own pace.
kind-mentoring = Mentoring
kind-mentoring-hint = Accompany somebody over time.
kind-mediation = Mediation
kind-mediation-hint = Settle a disagreement, among few.
kind-cafe = Café
kind-cafe-hint = Talk about anything and nothing.
kind-newsroom = Newsroom
kind-newsroom-hint = Prepare what will be published elsewhere.
kind-steering = Steering
kind-steering-hint = Decide, and see where things stand.

opening-private = Private
opening-private-hint = Only its members know that it exists. People come in by invitation.
opening-request = On request
opening-request-hint = Everybody in the organisation sees its name and purpose, and may ask to come in. Only its members read the rest.
opening-open = Open
opening-open-hint = Everybody in the organisation reads it and may join. Guests only if they are members of it.

## Members
members-title = Members
members-more = More members
waiting-title = Requests to join
waiting-accept = Accept
waiting-accept-who = Accept { $name }
waiting-decline = Decline
waiting-decline-who = Decline the request of { $name }
invite-title = Invite somebody
invite-purpose = Somebody of the network, by name or by what they can do.
invite-find = Name or skill
invite-search = Search
invite-none = Nobody else matches.
invite-send = Invite
invite-send-who = Invite { $name }
invite-role = Role of { $name }
mine-title = My notifications
mine-purpose = What you want to hear of this space. Only you see it.
mine-save = Save
level-all = All
level-all-hint = Everything new counts as unread.
level-important = Important
level-important-hint = What is addressed to you waits in To do.
level-none = Nothing
level-none-hint = No count, no place on the home page; a mention still reaches you.
leave = Leave the space
leave-owner = You are the owner of this space. To leave it, first hand it over in its settings.
leave-title = Leave “{ $name }”?
leave-consequence = You will no longer see anything of this space, and will need a new invitation or an accepted request to come back. What you wrote in it stays.
audience-link = Who sees what

## Settings
settings-kinds = What can be posted here?
settings-who-posts = Who posts?
settings-who-comments = Who comments?
settings-who-invites = Who invites?
settings-owner = Owner
settings-owner-hint = A member of the organisation; they will also host the space.
settings-save = Save
settings-stale = Somebody changed these settings in the meantime
settings-stale-purpose = Nothing is lost: your answers are in the form, and here is what is saved and differs. Take over what should be, then save.
settings-none = nothing
who-host = The people who host the space
who-contributor = Everybody who takes part in it
who-reader = All its members, even those who only read
post-post = Posts
post-quick-note = Quick notes
post-question = Questions
post-poll = Polls
archive-title = Archive the space
archive-purpose = Everything stays readable and can be found, but nothing more is written in it. It can be reopened.
archive = Archive
reopen-title = Reopen the space
reopen-purpose = Its members will be able to write in it again, and its settings to be changed.
reopen = Reopen

## Who sees what
audience-title = Who sees what
audience-purpose = What this space shows, to whom, and what it shows to nobody.
audience-read = Who reads
audience-people = { $count ->
    [one] { $count } person reads this space, { $guest_count ->
        [0] no guest.
        [one] { $guest_count } of them a guest.
       *[other] { $guest_count } of them guests.
     }
   *[other] { $count } people read this space, { $guest_count ->
        [0] no guest among them.
        [one] { $guest_count } of them a guest.
       *[other] { $guest_count } of them guests.
     }
 }
audience-read-open = Everybody in the organisation, members of the space or not; guests only if they are members of it.
audience-read-members = Its members, and nobody else.
audience-act = Who acts
audience-posts = Posting:
audience-comments = Commenting:
audience-invites = Inviting:
audience-act-archived = The space is archived: nobody writes in it any more.
audience-name = Its name
audience-name-open = Everybody in the organisation sees its name and purpose, in the list of spaces and in search.
audience-name-private = Nobody but its members knows that it exists. A link sent to somebody else shows them nothing, not even a title.
audience-admins = Administrators
audience-admins-private = Without being a member, an administrator of the network sees neither its name, nor its members, nor its posts. Their role opens no space to them.
audience-admins-request = Without being a member, an administrator of the network sees its name and purpose only, like everybody in the organisation. Their role opens no space to them.
audience-admins-open = An administrator of the network sees what everybody in the organisation sees, and nothing more. Their role opens no space to them.
audience-server = Only the person who runs the server could technically read the database.
audience-guests = Guests
audience-guests-are = A guest knows only the spaces they are a member of and the people in them, until their access ends.
audience-leaves = What leaves
audience-leaves-nothing = Nothing. No content is sent to another service, no page loads anything from elsewhere, and nobody sees when you have read.
audience-names = These people
audience-names-known = Only people whom you may know appear.
