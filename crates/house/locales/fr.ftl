# The words that several features' pages share.

tab-feed = Fil
tab-documents = Documents
tab-members = Membres
tab-settings = Réglages

## Who is there
prove-title = Confirmez que c’est vous
prove-purpose = Ce que vous allez faire est important. Rien de ce que vous avez saisi n’est perdu.
prove-password = Mot de passe
prove-code = Code de votre application
prove-button = Confirmer et continuer
prove-passkey = Utiliser une clé d’accès
prove-with = Confirmer avec { $name }
prove-otherwise = Déconnectez-vous, connectez-vous de nouveau, puis recommencez dans les dix minutes.
prove-back = Abandonner
passkey-failed = La clé d’accès n’a pas répondu, ou n’est pas connue ici. Réessayez, ou choisissez un autre moyen.

## Administration, and its sections in the order of their list
desk = Administration
desk-purpose = Le réseau lui-même : comment il se montre, qui y entre, ce qu’il garde et comment il se porte. Administrer ne donne à lire rien de plus.
desk-identity = Identité
desk-identity-purpose = Le nom, le logo et la couleur que chacun voit, et les horaires du réseau.
desk-people = Personnes
desk-people-purpose = Les comptes, ouverts et fermés. Leurs contenus ne se voient pas d’ici.
desk-rights = Droits
desk-rights-purpose = Qui peut faire quoi, tel que le programme en décide lui-même.
desk-sign-in = Connexion
desk-sign-in-purpose = Qui doit donner une seconde preuve pour se connecter.
desk-charter = Charte
desk-charter-purpose = Les règles que chacun accepte avant de publier.
desk-retention = Conservation
desk-retention-purpose = Combien de temps les choses sont gardées, pourquoi, et ce qui est effacé chaque nuit.
desk-storage = Stockage
desk-storage-purpose = Ce qui prend de la place, et combien les fichiers peuvent en prendre.
desk-backups = Sauvegardes
desk-backups-purpose = Sauvegarder tout le réseau, vérifier la sauvegarde, la remettre en service.
desk-cost = Coût
desk-cost-purpose = Une machine, quelques jours, de la formation. Aucun abonnement par personne.
desk-health = Santé
desk-health-purpose = Comment le programme se porte, et ce qu’il y a à faire.
desk-outside = Ce qui sort de cette machine
desk-outside-purpose = Chaque porte par laquelle le programme parle à une autre machine, ouverte ou fermée.
desk-trail = Journal
desk-trail-purpose = Ce qui a été fait ici, par qui et quand. Personne ne peut le modifier : la base de données le refuse.
desk-requests = Demandes sur les données
desk-requests-purpose = Copies, corrections, effacements : une réponse est due en un mois.
