# A catalogue that uses everything the compiler knows.
-brand = Palabre

post-button = Publier
type = Type
welcome = Bienvenue dans { -brand } !
greeting = Bonjour { $name } : « { post-button } »{ " " }
n-likes = { $count ->
    [0] Personne n’aime
    [one] { $count } personne aime
    [many] { $count } de personnes aiment
   *[other] { $count } personnes aiment
 }
shared = { $who } a partagé { $kind ->
    [poll] un sondage
   *[post] une publication
 } avec { $n ->
    [one] { $n } espace
   *[other] { $n } espaces
 }
long =
    Première ligne
    Deuxième ligne

      en retrait
