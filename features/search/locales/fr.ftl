# Recherche.
title = Recherche
filter-kind = Genre
filter-space = Espace
filter-author = De
filter-from = Depuis le
filter-until = Jusqu’au
any-kind = Tous
any-space = Tous
any-author = Tout le monde
kind = { $kind ->
    [quick_note] Info express
    [question] Question
    [poll] Sondage
    [share] Partage
    [comment] Commentaire
   *[post] Publication
 }
people = Personnes
spaces = Espaces
items = Publications
help-title = Que cherchez-vous ?
help = Un mot suffit, avec ou sans accents, au singulier comme au pluriel : « réunion » trouve aussi « réunions ». Plusieurs mots se trouvent ensemble ; #étiquette donne tout ce qui la porte. Vous ne trouvez que ce que vous pouvez lire.
nothing-title = Rien pour « { $q } »
nothing = Essayez avec moins de mots, ou un autre mot pour la même chose, et relisez l’orthographe.
without-filters = Chercher sans les filtres
as-a-word = Chercher le mot « { $word } »

## Operators
filters = Filtres
about-from = ce qu’une personne a écrit
about-in = ce qui est dans un espace
about-before = ce qui date d’avant un jour, un mois ou une année
about-after = ce qui date d’après
about-kind = un genre de publication
about-has = ce qui a un fichier joint
about-phrase = ces mots ensemble, dans cet ordre
about-without = sans ce mot
operators = Pour chercher plus précisément
operators-more = Une date s’écrit 2026-03-01, 01/03/2026, mars 2026 ou hier. Un nom de plusieurs mots se met entre guillemets, ou s’écrit tel quel. Un tiret devant un filtre l’exclut. Les mots anglais from, in, before, after, kind et has valent aussi.
me = moi
today = aujourd’hui
yesterday = hier
file = fichier
files = fichiers
example-space = Accueil
example-month = janvier
example-kind = question
example-phrase = "compte rendu"
example-without = budget -brouillon
complete = Compléter
narrow = Préciser la recherche
narrow-to = Seulement
take-away = Retirer
by-date = Les plus récents
by-fit = Les plus proches
chip-from = De : { $value }
chip-in = Dans { $value }
chip-before = Avant { $value }
chip-after = Après { $value }
chip-kind = { $value }
chip-has = Avec { $value }
chip-not = Sauf : { $asked }
note-operator = « { $name } » n’est pas un filtre connu : ces mots ont été cherchés tels quels.
note-person = Personne de ce nom parmi ceux que vous connaissez ici : « { $name } ». Le reste a été cherché.
note-space = Aucun espace de ce nom parmi ceux que vous pouvez lire : « { $name } ». Le reste a été cherché partout.
note-kind = « { $name } » n’est pas un genre de publication. Le reste a été cherché.
note-thing = On ne sait pas chercher « { $name } » ; essayez a:fichier. Le reste a été cherché.
note-date = « { $name } » n’est pas une date : écrivez par exemple 2026-03-01, 01/03/2026, mars 2026 ou hier. Le reste a été cherché.
note-empty = Il manque quelque chose après « { $name } ».
note-ambiguous = « { $name } » peut vouloir dire plusieurs choses, toutes cherchées ; gardez-en une :
note-many = Seuls les { $n } premiers filtres sont pris en compte.

## The go-anywhere dialog
place = Aller à
place-home = Accueil
place-inbox = À traiter
place-people = Annuaire
place-spaces = Espaces
place-bookmarks = Gardés
place-trash = Corbeille
place-settings = Réglages
place-charter = Charte
