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
