# Les documents d’un espace.

title = Documents · { $space }
empty-title = Rien n’est encore rangé ici
empty = Tout ce que l’on joint aux publications et aux commentaires de cet espace se retrouve ici, avec son origine. Commencez par photographier une page ou choisir un fichier.
empty-reader = Tout ce que l’on joint aux publications et aux commentaires de cet espace se retrouvera ici, avec son origine.
none-title = Aucun document ne correspond
none = Essayez un autre nom, un autre genre ou une autre personne. Pour trouver un mot dans un document, passez par la recherche.
all = Tout montrer
filter = Filtrer les documents
by-name = Nom
by-type = Genre
by-author = Ajouté par
any-type = Tous
anybody = Tout le monde
filter-act = Filtrer
