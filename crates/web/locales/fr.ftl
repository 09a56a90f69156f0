# Ce que lisent les gens et les programmes quand quelque chose est refusé.

## Titles and sentences by status
signed-out = Connectez-vous pour continuer
signed-out-detail = Connectez-vous, ou présentez un jeton valable.
forbidden = Ce n’est pas permis
forbidden-detail = Votre rôle ici ne permet pas cette action.
not-found = Introuvable
not-found-detail = Cela n’existe pas, ou n’existe plus, ou ne vous est pas ouvert.
method-not-allowed = Action inconnue ici
method-not-allowed-detail = Cette adresse existe, mais ne connaît pas cette méthode.
conflict = Impossible en l’état
conflict-detail = Quelque chose a changé entre-temps. Rechargez la page, puis recommencez.
too-large = Trop volumineux
too-large-detail = L’envoi dépasse la taille acceptée ici.
too-large-limit = C’est trop volumineux : { $size } au plus ici.
full = Plus de place
size-bytes = { $count ->
    [one] { $count } octet
   *[other] { $count } octets
 }
size-kilo = { $n } Ko
size-mega = { $n } Mo
size-giga = { $n } Go
size-tera = { $n } To
wrong-type = Type de contenu refusé
wrong-type-detail = Ce type de contenu n’est pas accepté à cette adresse.
invalid = À corriger
invalid-detail = Certains champs ne peuvent pas être acceptés.
too-many-requests = Trop de tentatives
too-many-requests-wait = { $count ->
    [one] Réessayez dans { $count } seconde.
   *[other] Réessayez dans { $count } secondes.
 }
busy = Un instant
busy-detail = Le serveur est très occupé. Rien n’a été fait ; réessayez dans un instant.
unreadable = Demande illisible
unreadable-detail = Le serveur n’a pas pu lire cette demande.
unreadable-at = Le serveur n’a pas pu lire cette demande ({ $place }).
broken = Quelque chose s’est mal passé
broken-detail = L’erreur vient de nous et a été notée. Réessayez ; si elle persiste, donnez la référence de l’erreur à une personne qui administre le réseau.

## The rule that refused: refusal-<code>
refusal-charter-not-accepted = Acceptez d’abord la charte du réseau, puis publiez.
refusal-stale = Quelqu’un d’autre a modifié ce texte entre-temps. Les deux versions sont conservées : choisissez-en une, ou réunissez-les.
refusal-other-origin = Cette action ne vient pas d’une page de ce site. Rechargez la page et recommencez.
refusal-archived = Cet espace est archivé : il se lit, mais ne se modifie plus.
refusal-trashed = C’est à la corbeille. Restaurez-le d’abord.
refusal-read-only = Vous pouvez lire ici, mais pas écrire. Demandez ce droit à une personne qui anime l’espace.
refusal-closed = C’est clos.
refusal-poll-closed = Ce sondage est clos.
refusal-kind-not-allowed = Ce genre de publication n’est pas admis dans cet espace.
refusal-guest = Un compte d’invité ne permet pas cela. Demandez à la personne qui vous a fait entrer.
refusal-not-a-host = Seules les personnes qui animent cet espace peuvent faire cela : demandez à l’une d’elles.
refusal-not-a-contributor = Seules les personnes qui participent à cet espace peuvent faire cela. Demandez ce rôle à une personne qui l’anime.
refusal-not-a-member = Seuls les membres de cet espace peuvent faire cela.
refusal-not-an-admin = Seules les personnes qui administrent le réseau peuvent faire cela.
refusal-not-an-owner = Seuls les propriétaires du réseau peuvent faire cela.
refusal-not-the-author = Seule la personne qui l’a écrit peut faire cela.
refusal-not-the-asker = Seule la personne qui a posé la question peut faire cela.
refusal-posting-limited = Dans cet espace, seules les personnes qui l’animent publient. Vous pouvez commenter.
refusal-commenting-limited = Dans cet espace, seules les personnes qui l’animent commentent.
refusal-ask-first = On entre dans cet espace sur demande : envoyez la vôtre aux personnes qui l’animent.
refusal-space-owner = La personne responsable de l’espace en reste membre et l’anime. Désignez d’abord quelqu’un d’autre.
refusal-not-open = Cet espace n’est pas ouvert : demandez à y entrer.
refusal-last-owner = Le réseau doit garder au moins un propriétaire.
refusal-last-host = L’espace doit garder au moins une personne qui l’anime.
refusal-answers-for-spaces = Cette personne répond d’un espace, ou est seule à l’animer : il se confie d’abord à quelqu’un d’autre.
refusal-own-role = Vous ne pouvez pas agir sur une personne dont le rôle dépasse le vôtre, ni donner un tel rôle.
refusal-already-member = Cette personne est déjà membre.
refusal-already-set-up = Ce réseau est déjà installé.
refusal-deactivated = Ce compte est fermé. Si c’est une erreur, parlez-en à une personne qui administre le réseau.
refusal-link-expired = Ce lien n’est plus valable. Demandez-en un nouveau.
refusal-proof-needed = Confirmez d’abord que c’est vous : connectez-vous de nouveau, puis recommencez dans les dix minutes.
refusal-too-many-passkeys = Vous avez déjà 20 clés d’accès : retirez celles qui ne servent plus.
refusal-last-factor = Le réseau vous demande une seconde preuve : ajoutez-en une autre avant de retirer celle-ci.
refusal-no-factor = Ajoutez d’abord une clé d’accès ou une application de codes.
refusal-has-codes = Vous avez déjà une application de codes : retirez-la d’abord.
refusal-token = Un jeton ne peut pas faire cela ; passez par une page.
refusal-not-empty = Ce réseau n’est pas vide.
refusal-foreign-origin = Cette connexion ne vient pas d’une page de ce site.
refusal-bot = Un robot ne peut pas faire cela.
refusal-too-many-invitations = Trop d’invitations attendent déjà : retirez celles qui ne servent plus.
refusal-too-many-tokens = Vous avez déjà 100 jetons : révoquez ceux qui ne servent plus.
refusal-token-made = Ce jeton a déjà été créé, et son texte ne s’affiche qu’une fois. Révoquez-le, puis créez-en un autre.
refusal-own-room = Vos fichiers occupent toute la place prévue pour une personne. Supprimez-en, ou demandez à une personne qui administre le réseau d’augmenter cette limite.
refusal-network-room = Les fichiers du réseau occupent toute la place prévue. Une personne qui administre le réseau peut augmenter cette limite.
refusal-backup-under-way = Une sauvegarde ou une vérification est déjà en cours. Attendez qu’elle se termine.
refusal-backup-without-key = Une sauvegarde sans clé ne quitte pas le serveur par cette page. Copiez-la depuis la machine, ou faites-en une avec une clé.
refusal-disk-room = Le disque du serveur est plein. Rien n’a été perdu ; prévenez une personne qui administre le réseau.
refusal-upload-busy = Cet envoi se poursuit déjà ailleurs.
refusal-upload-offset = Cet envoi n’en est pas là : demandez où il en est, puis continuez.
refusal-charter-changed = La charte a changé entre-temps : relisez-la avant de l’accepter.
refusal-fixed = Cette durée ne se change pas.
refusal-preview-too-old = Cet aperçu a plus d’une heure : refaites-le, puis effacez.
refusal-out-of-reach = Vous n’avez plus accès à cet espace.

## What is wrong with a field: field-<code>, and limit-<code> where the limit is known
field-other = Cette valeur ne peut pas être acceptée.
field-required = À remplir.
field-unknown-field = Ce champ est inconnu.
field-wrong-type = Cette valeur n’est pas du bon type.
field-unknown = Cette valeur est inconnue.
field-too-long = Trop long.
field-too-short = Trop court.
field-too-many = Il y en a trop.
field-too-few = Il n’y en a pas assez.
field-too-large = Trop grand.
field-too-small = Trop petit.
field-not-an-email = Ce n’est pas une adresse électronique.
field-not-a-number = Ce n’est pas un nombre.
field-not-a-date = Ce n’est pas une date.
field-not-a-zone = Ce n’est pas un fuseau horaire connu.
field-not-a-time = Ce n’est pas une heure.
field-before-opening = La fin doit venir après le début.
field-not-a-colour = Ce n’est pas une couleur.
field-contrast = Cette couleur ne se lit pas partout.
field-no-columns = Ce fichier n’a pas de colonnes nom et courriel, ou n’est pas un fichier CSV. Dans votre tableur, enregistrez-le au format CSV.
field-not-a-kind = Ce genre est inconnu.
field-not-an-emoji = Ce n’est pas un émoji.
field-not-a-url = Ce n’est pas une adresse web.
field-not-an-image = Ce n’est pas une image que nous savons lire.
field-svg = Un dessin SVG peut contenir un programme : donnez une image PNG, JPEG ou WebP.
field-not-a-cursor = Cette page de la liste est inconnue ; repartez du début.
field-in-the-past = Cette date est passée.
field-program = Un programme ne peut pas être joint : il pourrait s’exécuter chez ceux qui l’ouvrent.
field-too-far = C’est trop loin : un an au plus.
field-taken = Déjà pris.
field-near = Un espace de nom proche existe déjà.
field-duplicate = Donné deux fois.
field-common-password = Ce mot de passe est trop répandu. Choisissez une phrase qui n’est qu’à vous.
field-wrong = Ce n’est pas exact.
field-mismatch = Les deux ne sont pas identiques.
field-not-allowed = Cette valeur n’est pas permise ici.
field-closed = C’est clos.
field-itself = Ce serait un lien vers soi-même.
field-same-space = C’est déjà dans cet espace.
field-not-a-member = Cette personne n’est pas membre ici.
field-used-for-another = Cette clé a déjà servi pour une autre demande.
limit-too-long = { $count ->
    [one] Trop long : { $count } caractère au plus.
   *[other] Trop long : { $count } caractères au plus.
 }
limit-too-short = { $count ->
    [one] Trop court : { $count } caractère au moins.
   *[other] Trop court : { $count } caractères au moins.
 }
limit-too-many = Il y en a trop : { $count } au plus.
limit-too-few = Il n’y en a pas assez : { $count } au moins.
limit-too-large = Trop grand : { $count } au plus.
limit-too-small = Trop petit : { $count } au moins.
