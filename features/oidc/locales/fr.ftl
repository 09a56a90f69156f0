# Les mots de la connexion par un fournisseur d’identité.

refused-title = La connexion n’a pas abouti
refused-advice = La réponse attendue de { $name } n’est pas venue, ou trop tard. Recommencez ; si cela se répète, prévenez une personne qui administre le réseau.
silent-title = { $name } ne répond pas
silent-advice = La connexion par { $name } ne marche pas en ce moment. Réessayez dans quelques minutes, ou connectez-vous autrement.
again-button = Revenir à la connexion
unknown-title = Demandez une invitation
unknown-advice = Ce réseau ne vous connaît pas encore, même si { $name } vous connaît. Demandez une invitation à quelqu’un qui en fait partie.
unknown-already = Vous avez déjà un compte ici ? Connectez-vous comme d’habitude, puis liez votre compte { $name } depuis votre profil.
closed-title = Votre accès a pris fin
closed-advice = Votre compte dans ce réseau est fermé. Si c’est une erreur, parlez-en à une personne qui l’administre.
taken-title = Ce n’est pas le bon compte
taken-advice = Le compte { $name } que vous avez utilisé appartient ici à quelqu’un d’autre. Déconnectez-vous de { $name }, puis recommencez avec le vôtre.
taken-button = Revenir à mon profil
mine-title = Connexion par { $name }
mine-purpose = Lier votre compte { $name } permet d’entrer ici sans votre mot de passe.
mine-none = Aucun compte { $name } n’est lié au vôtre. Vous passerez par { $name }, puis reviendrez ici.
mine-link = Lier mon compte { $name }
mine-linked = Avec ce compte { $name }, vous entrez ici sans mot de passe :
mine-since = Lié le { $date }
mine-remove = Délier
mine-remove-which = Délier { $label }
mine-remove-hint = Délier ferme les autres sessions ouvertes par { $name }.
last-way-in = C’est votre seul moyen d’entrer. Choisissez d’abord un mot de passe sur votre profil.
