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
