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
