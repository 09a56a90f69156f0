# Search.
title = Search
filter-kind = Kind
filter-space = Space
filter-author = By
filter-from = From
filter-until = Until
any-kind = All
any-space = All
any-author = Everybody
kind = { $kind ->
    [quick_note] Quick note
    [question] Question
    [poll] Poll
    [share] Share
    [comment] Comment
   *[post] Post
 }
people = People
spaces = Spaces
items = Posts
help-title = What are you looking for?
help = One word is enough, with or without accents, singular or plural: “meeting” also finds “meetings”. Several words are found together; #tag gives all that bears it. You only find what you may read.
nothing-title = Nothing for “{ $q }”
nothing = Try fewer words, or another word for the same thing, and check the spelling.
without-filters = Search without the filters
as-a-word = Search for the word “{ $word }”

## Operators
filters = Filters
about-from = what a person wrote
about-in = what is in a space
about-before = what dates from before a day, a month or a year
about-after = what dates from after
about-kind = one kind of post
about-has = what has a file attached
about-phrase = these words together, in this order
about-without = without this word
operators = To search more precisely
operators-more = A date is written 2026-03-01, 01/03/2026 (day first), March 2026 or yesterday. A name of several words goes in quotation marks, or as it is. A hyphen before a filter excludes it: -from:me. In French too: de:, dans:, avant:, après:, type:, a:fichier.
me = me
today = today
yesterday = yesterday
file = file
files = files
example-space = Home
example-month = January
example-kind = question
example-phrase = "meeting notes"
example-without = budget -draft
complete = Complete
narrow = Narrow the search
narrow-to = Only
take-away = Remove
by-date = Newest
by-fit = Closest
chip-from = By { $value }
chip-in = In { $value }
chip-before = Before { $value }
chip-after = After { $value }
chip-kind = { $value }
chip-has = With { $value }
chip-not = Except: { $asked }
note-operator = “{ $name }” is not a known filter: these words were looked for as they are.
note-person = Nobody of that name among those you know here: “{ $name }”. The rest was looked for.
note-space = No space of that name among those you may read: “{ $name }”. The rest was looked for everywhere.
note-kind = “{ $name }” is no kind of post. The rest was looked for.
note-thing = “{ $name }” can’t be looked for; try has:file. The rest was looked for.
note-date = “{ $name }” is no date: write for instance 2026-03-01, 01/03/2026 (day first), March 2026 or yesterday. The rest was looked for.
note-empty = Something is missing after “{ $name }”.
note-ambiguous = “{ $name }” may mean several things, all looked for; keep one:
note-many = Only the first { $n } filters are taken into account.

## The go-anywhere dialog
place = Go to
place-home = Home
place-inbox = To do
place-people = Directory
place-spaces = Spaces
place-bookmarks = Kept
place-trash = Trash
place-settings = Settings
place-charter = Code of conduct
