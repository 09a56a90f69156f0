-brand = Palabre
post-button = Post
type = Type
welcome = Welcome to { -brand }!
greeting = Hello { $name }: “{ post-button }”{ " " }
n-likes = { $count ->
    [one] { $count } person likes
   *[other] { $count } people like
 }
shared = { $who } shared a { $kind ->
    [poll] poll
   *[post] post
 } with { $n ->
    [1] a single space
   *[other] { $n } spaces
 }
long = One line
