# The account of a Slack import. Reasons are read before a number or after a place.

person-former = Former member ({ $id })
person-application = Application ({ $id })

report-read = Read: { $people_count ->
    [one] { $people_count } person
   *[other] { $people_count } people
}, { $spaces_count ->
    [one] { $spaces_count } conversation
   *[other] { $spaces_count } conversations
}, { $messages_count ->
    [one] { $messages_count } message.
   *[other] { $messages_count } messages.
}
report-people = People: { $listed_count ->
    [one] { $listed_count } from the list
   *[other] { $listed_count } from the list
}, { $applications_count ->
    [one] { $applications_count } application
   *[other] { $applications_count } applications
}, { $former_count ->
    [one] { $former_count } former member.
   *[other] { $former_count } former members.
}
report-content = Content: { $spaces_count ->
    [one] { $spaces_count } space
   *[other] { $spaces_count } spaces
}, { $posts_count ->
    [one] { $posts_count } post
   *[other] { $posts_count } posts
}, { $comments_count ->
    [one] { $comments_count } comment
   *[other] { $comments_count } comments
}, { $reactions_count ->
    [one] { $reactions_count } reaction.
   *[other] { $reactions_count } reactions.
}
report-files = A Slack export does not hold the files: { $count ->
    [one] one file name is kept.
   *[other] { $count } file names are kept.
}
report-adapted = Kept in another form:
report-skipped = Left out:
report-count = – { $reason }: { $count }
report-places = To look at:
report-at-file = – { $file }: { $reason }
report-at-element = – { $file }, element { $index }: { $reason }
report-at-line = – { $file }, line { $line }: { $reason }
report-more = { $count ->
    [one] … and one more place.
   *[other] … and { $count } more places.
}

reason-space-history = joins, departures, changes of topic or name
reason-private-message = private messages (a later version will take them over)
reason-private-conversation = private conversations (a later version will take them over)
reason-deleted = messages deleted in Slack
reason-empty = messages with neither text nor file
reason-twice = duplicate messages
reason-listed-twice = duplicate people or channels
reason-unlisted-folder = folder that no list of channels names
reason-not-an-object = unreadable element
reason-no-date = message without a readable date
reason-future-date = message dated in the future
reason-no-author = message without an author
reason-no-id = person or channel without an id
reason-unlisted-member = members who are not in the export
reason-orphan-reply = answers whose first message is missing, turned into posts
reason-shortened = shortened texts
reason-broken-json = unreadable JSON from here on, what comes before is taken over
reason-damaged = damaged file, what comes before is taken over
reason-too-much = oversized day, the rest is not taken over
reason-unsafe-name = dangerous file name, never opened
reason-missing = file missing from the export

unreadable-not-a-zip = This file is not a ZIP archive. Choose the .zip file that Slack sent you.
unreadable-truncated = The ZIP archive is incomplete or damaged. Download it again from Slack.
unreadable-encrypted = The archive is protected by a password. Save it without one.
unreadable-too-many-entries = The archive holds more than 200,000 files.
unreadable-too-large = Unpacked, the archive would be enormous. Nothing was read.
unreadable-overlapping = The archive is a trap: several files in it share the same content or the same name. Nothing was read.
unreadable-not-an-export = This is not a Slack export: no users.json, no channels.json, no groups.json.
unreadable-unavailable = The file can’t be read: { $why }

import-purpose = Conversation taken over from Slack.
made = Written: { $people_count ->
    [one] { $people_count } person
   *[other] { $people_count } people
}, { $spaces_count ->
    [one] { $spaces_count } space
   *[other] { $spaces_count } spaces
}, { $posts_count ->
    [one] { $posts_count } post
   *[other] { $posts_count } posts
}, { $comments_count ->
    [one] { $comments_count } comment
   *[other] { $comments_count } comments
}, { $reactions_count ->
    [one] { $reactions_count } reaction.
   *[other] { $reactions_count } reactions.
}
made-present = { $count ->
    [one] { $count } message was already here.
   *[other] { $count } messages were already here.
}
made-recognised = { $count ->
    [one] { $count } person was already here under the same address.
   *[other] { $count } people were already here under the same address.
}
made-closed = { $count ->
    [one] { $count } message left out: its space is archived here.
   *[other] { $count } messages left out: their space is archived here.
}
made-unknown-emoji = { $count ->
    [one] { $count } reaction left out: its emoji exists in that Slack alone.
   *[other] { $count } reactions left out: their emoji exist in that Slack alone.
}
