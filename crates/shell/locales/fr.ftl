# The words of the shell: layout, navigation, shared components.

## Page and navigation
page-skip = Aller au contenu
nav-main = Principal
nav-quick = Raccourcis
nav-find = Chercher, aller à…
nav-find-keys = Ctrl K
nav-home = Accueil
nav-inbox = À traiter
nav-people = Annuaire
nav-search = Recherche
nav-spaces = Espaces
nav-new-space = Nouvel espace
nav-menu = Menu
nav-me = Mon menu
nav-profile = Mon profil
nav-settings = Réglages
nav-administration = Administration
nav-charter = Charte
nav-drafts = Brouillons et envois différés
nav-help = Aide
nav-sign-out = Se déconnecter
nav-unread = { $count ->
    [one] non lu
   *[other] non lus
 }
nav-unread-urgent = { $count ->
    [one] non lu, urgent
   *[other] non lus, dont un urgent
 }
language-name = Français
close = Fermer
cancel = Annuler

## Faces
face-guest = Invité
face-bot = Robot
face-gone = Compte fermé
face-names-and-more = { $names } et { $count ->
    [one] { $count } autre personne
   *[other] { $count } autres personnes
 }

## Kinds of items
kind-post = Publication
kind-quick-note = Info express
kind-question = Question
kind-question-answered = Résolue
kind-poll = Sondage
kind-share = Partage

## Cards
card-in = dans
card-edited = modifié
card-pinned = Épinglé
card-untitled = Publié par { $name }
card-more = Autres actions
card-like = J’aime
card-comment = Commenter
card-share = Partager
card-trashed = Mis à la corbeille, d’où l’on peut le restaurer pendant 30 jours.
act-edit = Modifier
act-history = Historique
act-follow = Suivre
act-unfollow = Ne plus suivre
act-bookmark = Garder
act-unbookmark = Ne plus garder
act-pin = Épingler
act-unpin = Détacher
act-link = Copier le lien
act-become = Transformer en…
act-print = Imprimer, ou enregistrer en PDF
act-trash = Mettre à la corbeille
act-accept = Retenir cette réponse
act-unaccept = Ne plus retenir
react-more = Réagir autrement
react-given = { $emoji }, { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
 }
react-heart = Cœur
react-party = Fête
react-clap = Bravo
react-thanks = Merci
react-laugh = Rire
react-wow = Surprise
react-sad = Tristesse
react-done = C’est fait

## Comments and questions
comments-all = { $count ->
    [one] Voir le commentaire
   *[other] Voir les { $count } commentaires
 }
comments-write = Écrire un commentaire…
comments-answer = Répondre
comments-placeholder = Votre commentaire
comments-send = Envoyer
comments-accepted = Réponse retenue
comments-gone = Commentaire supprimé

## Polls
poll-choose-one = Votre choix
poll-choose-several = Vos choix
poll-vote = Voter
poll-change = Changer mon vote
poll-mine = Mon choix :
poll-several = plusieurs choix possibles
poll-closes = fin du vote :
poll-closed = vote clos :
poll-votes = { $count ->
    [one] voix
   *[other] voix
 }
poll-turnout = { $count } voix sur { $audience_count }

## Sharing
share-hidden = Le contenu partagé ici n’est pas visible pour vous.
share-where = Dans quel espace ?
share-body = Un mot d’accompagnement
share-audience = Seules les personnes de cet espace le verront, et l’original reste réservé à celles qui y ont accès.

## Composer
composer-title = Publier dans cet espace
composer-subject = Titre
composer-body = Texte
composer-placeholder = Une nouvelle, une question, une idée…
composer-kind = Genre de publication
composer-choices = Choix du sondage
composer-choice = Choix { $n }
composer-add-choice = Ajouter un choix
composer-multiple = Plusieurs choix possibles
composer-closes = Se termine le
composer-note-limit = Info express : { $count } caractères au plus.
composer-audience = Visible par { $count ->
    [one] { $count } personne
    [many] { $count } de personnes
   *[other] { $count } personnes
 }
composer-send = Publier
composer-charter = Écrire comme on se parle sous l’arbre : à cœur ouvert et avec égards.
draft-keep = Garder en brouillon
draft-kept = Brouillon gardé
draft-here = Brouillon gardé sur cet appareil seulement.
draft-other = Un autre brouillon attend ici, écrit sur un autre appareil :
draft-take = Le reprendre
draft-leave = Garder celui-ci
later-title = Envoyer plus tard
later-when = Date et heure d’envoi
later-zone = À l’heure de votre fuseau, { $zone }.
later-send = Différer l’envoi
tool-title = Mise en forme
tool-bold = Gras
tool-italic = Italique
tool-list = Liste
tool-link = Lien
tool-quote = Citation
tool-code = Code
tool-preview = Aperçu

## Files
files-attach = Joindre un fichier
files-photograph = Photographier
files-choose = Choisir un fichier
files-tray = Fichiers joints
files-keep = Garder
files-add = Ajouter un document
files-word = Un mot pour dire ce que c’est (facultatif)
files-image = Image
files-pdf = PDF
files-office = Document
files-media = Vidéo ou son
files-other = Fichier
files-picture = Image jointe : { $name }
files-download = Télécharger
files-download-name = Télécharger { $name }
files-origin = Dans « { $title } »
files-photographed = Document du { $date }
files-one-page = 1 page
files-more-pages = { $n } pages
files-next-page = Page suivante
files-remove = Retirer { $name }
files-progress = Envoi de { $name }
files-waiting = En attente de connexion
files-ready = Prêt
files-too-many = { $n } fichiers au plus par publication.
files-unreadable = Cette photo ne peut pas être lue. Reprenez-la, ou choisissez un autre fichier.

## Spaces
space-give-news = Donner une nouvelle
space-join = Rejoindre
space-ask = Demander à rejoindre
space-asked = Demande envoyée
space-withdraw = Retirer ma demande
space-deadline = Échéance
space-owner = Responsable :
space-audience = Qui voit quoi
space-people = { $opening }, { $people ->
    [one] { $people } personne
    [many] { $people } de personnes
   *[other] { $people } personnes
 }{ $guests ->
    [0] { "" }
    [one] { " " }dont { $guests } invitée
   *[other] { " " }dont { $guests } invitées
 }
space-archived = Espace archivé, en lecture seule, depuis
space-archived-short = Archivé
space-tabs = Parties de l’espace
space-crumb = Retour à l’espace
opening-open = Ouvert
opening-request = Sur demande
opening-private = Privé
role-host = Anime
role-contributor = Participe
role-reader = Lit
member-since = arrivée :
member-role-of = Rôle : { $name }
member-remove = Retirer de l’espace
member-change = Changer
person-ask-me = Demandez-moi…

## Forms
field-optional = (facultatif)
field-limit = { $count } caractères au plus.
form-errors = { $count ->
    [one] Rien n’est perdu : un point est à revoir.
   *[other] Rien n’est perdu : { $count } points sont à revoir.
 }

## Lists
pager-title = Pages
pager-older = Plus ancien
pager-newer = Plus récent
jump-to = Aller à une date
jump-day = Le jour
jump-go = Voir
jump-shown = Publications du { $day } et d’avant
jump-newest = Revenir au plus récent
unread-since = Non lu
search-placeholder = Un mot, une personne, un espace
search-button = Chercher
search-count = { $count ->
    [0] Rien ne correspond
    [one] { $count } résultat
   *[other] { $count } résultats
 }
search-person = Personne
search-space = Espace
inbox-unread = (non traité)
inbox-done = C’est vu
inbox-done-who = C’est vu : { $name } { $what }

## Dialogs
go-title = Aller à
go-placeholder = Un espace, une personne, un mot…
go-results-title = Propositions
go-results = { $form ->
    [single] { $n } proposition
   *[several] { $n } propositions
 }
go-all = Chercher « { $q } » partout
go-choose = choisir
go-open = ouvrir
keys-title = Raccourcis du clavier
keys-go = Aller n’importe où
keys-new = Nouvelle publication
keys-search = Chercher
keys-next = Publication suivante
keys-previous = Publication précédente
keys-reply = Commenter
keys-like = J’aime
keys-send = Envoyer
keys-close = Fermer
keys-single = Touches seules (n, j, k…)
keys-list = Cette liste
dialog-details = Détails

## Help
help-title = Aide
help-post = Pour publier, ouvrez un espace et écrivez dans le champ du haut. « Visible par… » dit d’avance qui lira.
help-answer = Sous chaque publication, on aime, on commente, on répond à un commentaire ; son menu permet de la suivre ou de la garder.
help-inbox = À traiter réunit ce qui vous attend : mentions, réponses, invitations. Une coche, et c’est vu, sur tous vos appareils.
help-search = La recherche trouve publications, personnes et espaces, avec ou sans accents, au singulier comme au pluriel.
help-offline = Hors connexion, ce que vous écrivez reste sur l’appareil et part au retour de la connexion, une seule fois.
help-audience = La page « Qui voit quoi » de chaque espace dit qui lit, qui écrit et qui invite.
help-file = Le « + » d’un message joint des fichiers ou photographie une feuille. L’onglet Documents d’un espace les réunit tous, et la recherche lit dedans.
help-draft = Ce que vous commencez à écrire est gardé, le même sur tous vos appareils ; l’horloge à côté de « Publier » choisit le moment de l’envoi.
help-secure = « Connexion et sécurité », dans vos réglages, ajoute une clé d’accès et montre vos appareils connectés ; « Mes données » vous remet une copie de ce qui est gardé sur vous.
help-word = mot
help-mention-sign = @Nom
help-mention = Mentionner une personne
help-tag = Étiqueter
help-whom = Une autre question ? Posez-la dans un espace d’entraide, ou à une personne qui administre le réseau.

## Sending and live
send-sending = Envoi…
send-waiting = En attente de connexion
send-refused = Pas envoyé
send-retry = Réessayer
send-discard = Abandonner
live-offline = Hors ligne. Ce que vous écrivez est gardé et partira au retour de la connexion.
live-fresh = { $form ->
    [single] { $n } nouvelle publication
   *[several] { $n } nouvelles publications
 }
toast-undo = Annuler
toast-copied = Copié
button-copy = Copier

## Troubles
error-theirs = La version actuelle
error-yours = Votre texte
error-reference = Référence :
error-home = Revenir à l’accueil

## Times
time-now = à l’instant
time-minutes-ago = il y a { $n } min
time-in-minutes = dans { $n } min
time-in-days = { $count ->
    [1] demain
   *[other] dans { $count } jours
 }
time-today = aujourd’hui à { $clock }
time-yesterday = hier à { $clock }
time-tomorrow = demain à { $clock }
time-weekday = { $weekday } à { $clock }
time-weekday-date = { $weekday } { $date }
time-day = { $day } { $month }
time-date = { $day } { $month } { $year }
time-full = { $weekday } { $date } à { $clock } ({ $zone })
time-clock = { $hour } h { $minute }
time-clock-hour = { $hour } h
time-first = 1er
time-weekday-name = { $n ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[other] dimanche
 }
time-month-name = { $n ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[other] décembre
 }
