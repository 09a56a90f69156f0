# The documents of a space.

title = Documents · { $space }
empty-title = Nothing is kept here yet
empty = Whatever is attached to the posts and comments of this space is gathered here, with where it comes from. Begin by taking a picture of a page or choosing a file.
empty-reader = Whatever is attached to the posts and comments of this space will be gathered here, with where it comes from.
none-title = No document matches
none = Try another name, another type or another person. To find a word inside a document, use the search.
all = Show all
filter = Filter documents
by-name = Name
by-type = Type
by-author = Added by
any-type = All
anybody = Everybody
filter-act = Filter
