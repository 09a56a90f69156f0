# Les mots de la porte et de l’annuaire.

## At the door
setup-title = Bienvenue dans votre réseau
setup-purpose = Encore une minute : donnez un nom au réseau et créez votre compte. Vous en serez propriétaire.
setup-charter = En créant le réseau, vous acceptez une charte simple, en français et en anglais, que vous pourrez réécrire à tout moment.
setup-button = Créer le réseau
sign-in-title = Se connecter
sign-in-button = Se connecter
sign-in-wrong = L’adresse ou le mot de passe est incorrect. Vérifiez-les, ou passez par « Mot de passe oublié ? ».
elsewhere-button = Continuer avec { $name }
elsewhere-or = ou sans
sign-in-passkey = Utiliser une clé d’accès
sign-in-passkey-failed = La clé d’accès n’a pas répondu. Réessayez, ou donnez votre mot de passe.
sign-in-forgot = Mot de passe oublié ?
sign-in-back = Revenir à la connexion
forgot-title = Mot de passe oublié
forgot-purpose = Donnez l’adresse avec laquelle vous vous connectez. Nous y enverrons un lien pour choisir un autre mot de passe.
forgot-button = Envoyer le lien
forgot-by-hand = Ce réseau n’envoie pas de courriel. Demandez à une personne qui l’administre de vous donner un lien pour choisir un autre mot de passe.
forgot-sent = Si quelqu’un se connecte ici avec cette adresse, un courriel est en route. Le lien vaut une heure.
forgot-sent-hint = Rien n’arrive ? Regardez parmi les indésirables, puis demandez à une personne qui administre le réseau.
reset-title = Choisir un mot de passe
reset-purpose = Vous entrerez aussitôt ici ; vos autres appareils seront déconnectés.
reset-button = Enregistrer et se connecter
join-title = Rejoindre le réseau
join-by = { $name } vous invite. Dites comment on vous appelle et choisissez un mot de passe.
join-by-into = { $name } vous invite dans l’espace « { $space } ». Dites comment on vous appelle et choisissez un mot de passe.
join-button = Rejoindre
link-dead = Ce lien ne vaut plus
link-dead-advice = Il a déjà servi, il est trop ancien, ou il n’a pas été copié en entier. Demandez-en un autre à qui vous l’a donné.

identities-title = Connexion par { $name }
identities-purpose = Votre compte { $name } peut vous ouvrir ce réseau, sans mot de passe.
identities-button = Voir ou changer ce lien

## Fields
field-network = Nom du réseau
field-network-hint = Celui de votre organisation ou de votre équipe.
field-name = Prénom et nom
field-email = Adresse électronique
field-password = Mot de passe
field-password-hint = De { $min_count } à { $max_count } caractères. Une phrase à vous est ce qu’il y a de mieux.
field-new-password = Nouveau mot de passe
field-current-password = Mot de passe actuel
field-language = Langue
field-zone = Fuseau horaire
field-zone-hint = La ville la plus proche qui vit à la même heure que vous.
field-headline = Ce que je fais
field-site = Site
field-skills = Compétences
field-languages = Langues parlées
field-list-hint = 20 au plus, séparées par des virgules.
field-ask-me = Demandez-moi…
field-ask-me-hint = Ce sur quoi on peut venir vous trouver, du tableur à la mycologie.
field-local-time = Heure locale
field-inviter = Personne invitante
field-ends-on = Accès jusqu’au
field-role = Rôle dans le réseau
field-invited-as = Rôle dans le réseau
field-invited-name = Prénom et nom de la personne
field-space = Espace
field-guest-until = Pour un invité, accès jusqu’au
field-token-name = À quoi sert ce jeton
field-token-name-hint = Par exemple le nom du programme qui s’en servira.
field-token-days = Durée
save = Enregistrer
back = Revenir
language-own-name = Français

## Roles
role-owner = Propriétaire
role-admin = Administre le réseau
role-member = Membre
role-guest = Invité
role-bot = Robot

## Invitations
invitations-title = Invitations
invitations-purpose = Un lien par personne : il sert une fois et vaut quatorze jours.
invitations-invite = Inviter quelqu’un
invitations-waiting = Invitations en attente
invitations-none = Aucune invitation n’attend de réponse.
invite-button = Créer l’invitation
invite-member-hint = Une personne de la maison : elle voit l’annuaire et les espaces ouverts.
invite-guest-hint = Une personne de l’extérieur : elle ne voit que les espaces où on l’a fait entrer.
invite-email-hint = L’invitation ne vaudra que pour cette adresse. Si le réseau envoie du courriel, le lien y part.
invite-ends-hint = Un an au plus ; six mois si vous ne dites rien.
invite-no-space = Aucun en particulier
invitation-made = L’invitation est prête. Copiez ce lien et donnez-le à la personne : il ne sera plus montré.
invitation-link = Lien d’invitation
invitation-mailed = L’invitation part à { $email }.
invitation-no-space = Vous pouvez inviter quelqu’un dans un espace que vous animez ; vous n’en animez pas encore.
invitation-unnamed = Sans nom
invitation-by = Par { $name }
invitation-until = jusqu’au { $date }
invitation-revoke = Retirer
invitation-revoke-whom = Retirer l’invitation : { $name }

## Directory and profile
people-title = Annuaire
people-purpose = Qui sait faire quoi, et qui aller trouver.
people-search = Un nom, une compétence, un site
people-search-button = Chercher
people-none = Personne ne correspond
people-none-hint = Essayez un mot plus court, ou une autre compétence.
clock = { $hour } h { $minute }
local-time = { $clock } chez { $name } ({ $city })
profile-title = Profil
profile-edit = Modifier mon profil
profile-spaces = Espaces en commun

## One's own page
me-title = Mon profil et mes réglages
me-purpose = Ce que les autres voient de vous, et comment vous entrez ici.
me-email = Vous vous connectez avec { $email }, que personne d’autre ne voit.
photo-title = Photo
photo-file = Choisir une image
photo-hint = Facultative. PNG, JPEG ou WebP, 5 Mo au plus. Elle est réduite ; le lieu et l’appareil de la prise de vue en sont effacés.
photo-set = Mettre cette photo
photo-remove = Retirer la photo
password-title = Mot de passe
password-ends = Vos autres appareils seront déconnectés.
password-change = Changer le mot de passe
tokens-title = Jetons d’accès
tokens-purpose = Un jeton laisse un programme agir en votre nom. Ne le confiez à personne.
token-made = Le jeton est prêt. Copiez-le maintenant : il ne sera plus montré.
token-text = Jeton
token-make = Créer un jeton
token-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
 }
token-for-ever = Jusqu’à révocation
token-until = Vaut jusqu’au { $date }
token-without-end = Vaut jusqu’à révocation
token-revoke = Révoquer
token-revoke-which = Révoquer le jeton : { $name }
security-title = Connexion et sécurité
security-purpose = Clés d’accès, application de codes, et vos appareils connectés.
security-open = Ouvrir
data-title = Mes données
data-purpose = Une copie de tout ce que le réseau garde sur vous, une correction, ou l’effacement de votre compte.
data-see = Voir mes données et mes droits

## Charter
charter-title = Charte
charter-version = Version { $n }
charter-versions = Toutes les versions
charter-asked = Prenez une minute pour la lire : elle est à accepter avant de publier.
charter-promise = J’ai lu la charte et je m’y tiendrai.
charter-accept = Accepter la charte
charter-edit = Réécrire la charte

## Administration
administer = Administrer ce compte
administer-people = Administrer les comptes

## Letters
letter-hello = Bonjour { $name },
letter-hello-nobody = Bonjour,
letter-reset-subject = Choisir un autre mot de passe ({ $network })
letter-reset = Vous avez demandé à choisir un autre mot de passe pour { $network }. Ce lien vaut une heure et sert une fois :
letter-reset-ignore = Si ce n’était pas vous, il n’y a rien à faire : votre mot de passe n’a pas changé.
letter-invitation-subject = { $name } vous invite dans { $network }
letter-invitation = { $name } vous invite dans { $network }. Ce lien n’est que pour vous :
letter-invitation-into = { $name } vous invite dans { $network }, dans l’espace « { $space } ». Ce lien n’est que pour vous :
letter-invitation-days = { $count ->
    [one] Il vaut un jour et sert une fois.
   *[other] Il vaut { $count } jours et sert une fois.
 }
