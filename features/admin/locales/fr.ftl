# Les mots de l’administration.
# by_key act_ keep_ why_ family_ country_ day_ job_ detail_

## Administration
save = Enregistrer
back = Revenir
search = Chercher
unknown = Inconnu
days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
 }

## Sections

## Fields
field-name = Nom du réseau
field-name-hint = Celui de votre organisation ou de votre équipe.
field-accent = Couleur
field-accent-hint = Celle des boutons et des liens. Elle doit se lire sur fond clair et sur fond sombre.
field-country = Pays
field-zone = Fuseau horaire
field-opens = De
field-closes = À
field-days = Jours travaillés
field-person = Prénom et nom
field-email = Adresse électronique
field-new-email = Nouvelle adresse électronique
field-new-email-hint = Laissez vide pour garder l’adresse actuelle, qui n’est pas montrée ici. Si elle change, les liens de mot de passe en attente ne valent plus.
field-link = Lien
field-role = Rôle dans le réseau
field-role-hint = Personne ne donne un rôle au-dessus du sien.
field-site = Site
field-headline = Service ou fonction
field-file = Fichier CSV
field-file-hint = 512 Ko et 2 000 lignes au plus.
field-line = Ligne
field-column = Colonne
field-value = Valeur
field-why = Pourquoi
field-title = Titre
field-body = Texte
field-body-hint = Un titre commence par ##, une liste par un tiret.
field-duration = Nouvelle durée, en jours
field-reason = Pourquoi
field-reason-hint = La raison reste dans le tableau et dans le journal.
field-at = Quand
field-who = Qui
field-act = Quoi
field-whom = À qui
field-details = Précisions

## Identity
accent-house = Reprendre le vert de la maison
accent-refused = Son contraste le plus faible est de { $found } pour 1 ; il en faut { $least }. La couleur la plus proche qui convient :
accent-take = Prendre { $colour } ({ $ratio } pour 1)
logo = Logo
logo-alt = Le logo du réseau
logo-file = Choisir une image
logo-hint = PNG, JPEG ou WebP, 5 Mo au plus. Il remplace le baobab en haut de chaque page.
logo-set = Mettre ce logo
logo-remove = Retirer le logo
hours = Horaires du réseau
hours-purpose = Les invitations groupées partent pendant ces horaires ; en France, jamais un jour férié.
country-fr = France
country-be = Belgique
country-ch = Suisse
country-lu = Luxembourg
country-mc = Monaco
country-ca = Canada
country-sn = Sénégal
country-ci = Côte d’Ivoire
country-ma = Maroc
country-tn = Tunisie
country-cm = Cameroun
country-zz = Un autre pays
day-1 = lundi
day-2 = mardi
day-3 = mercredi
day-4 = jeudi
day-5 = vendredi
day-6 = samedi
day-7 = dimanche

## Roles
role-owner = Propriétaire
role-admin = Administre le réseau
role-member = Membre
role-guest = Invité
role-bot = Robot
role-change = Changer le rôle

## People
import = Importer un fichier
invite = Inviter quelqu’un
people-search = Un nom
people-which = Quels comptes
people-none = Personne ne correspond
people-none-hint = Essayez un mot plus court, ou un autre choix.
which-all = Tous
which-open = Ouverts
which-waiting = Pas encore entrés
which-closed = Fermés
closed = Fermé
invited = Lien envoyé
never-entered = Pas encore entré
guest-until = jusqu’au { $date }
waiting = { $count ->
    [one] { $count } personne n’est pas encore entrée
   *[other] { $count } personnes ne sont pas encore entrées
 }
waiting-mail = Chacune reçoit par courriel un lien pour choisir son mot de passe. Les courriels partent pendant les horaires du réseau ; un lien vaut quatorze jours.
waiting-hand = Ce réseau n’envoie pas de courriel : téléchargez les liens, un par personne, et donnez-les en main propre. Un lien vaut quatorze jours, et en créer d’autres annule les précédents.
welcome-send = { $count ->
    [one] Envoyer { $count } invitation
   *[other] Envoyer { $count } invitations
 }
welcome-links = Télécharger les liens (CSV)
welcome-sent = { $count ->
    [one] { $count } invitation part { $date }.
   *[other] { $count } invitations partent { $date }.
 }

## One account
closed-since = Compte fermé le { $date }
account-mine = C’est votre compte : corrigez ici votre nom et votre adresse ; une autre personne qui administre peut changer le reste.
rectify-title = Nom et adresse
rectify-purpose = À la demande de la personne (RGPD, art. 16) : elle change elle-même le reste dans son profil.
rectify-do = Corriger
answers-title = À confier d’abord
answers-purpose = Une personne invitée ne répond d’aucun espace, et n’en anime pas seule. { $name } désigne d’abord quelqu’un d’autre dans les réglages de ceux-ci. Si c’est impossible, fermez le compte, confiez les espaces, puis rouvrez-le.
account-above = Le rôle de cette personne dépasse le vôtre.
link-title = Mot de passe
link-purpose = Un lien à donner en main propre : il vaut un jour, sert une fois, et laisse choisir un autre mot de passe.
link-make = Créer un lien de mot de passe
factors-title = Secondes preuves
factors-purpose = Si la personne a perdu son téléphone et ses codes de secours.
factors-remove = Les retirer
link-made = Donnez ce lien à { $name } en main propre : il vaut un jour, sert une fois, et ne sera plus montré.
leaving = Départ
leaving-purpose = Fermer le compte met fin aussitôt à tout accès. Ce que la personne a écrit reste.
close-account = Fermer le compte
close-title = { $name } : fermer ce compte ?
close-consequence = Ses sessions et ses jetons prennent fin aussitôt, et ses invitations en attente sont retirées. Ce que la personne a écrit reste. Le compte pourra être rouvert.
close-left = { $count ->
    [one] { $count } espace est à confier à quelqu’un d’autre : il vous sera montré ensuite.
   *[other] { $count } espaces sont à confier à d’autres : ils vous seront montrés ensuite.
 }
reopen = Rouvrir le compte
reopen-consequence = La personne pourra se connecter de nouveau, avec le même mot de passe.
left = Ce dont cette personne répondait
left-nothing = Rien n’est à confier : aucun espace n’attend de responsable.
left-purpose = { $name } était responsable de ces espaces, ou seule personne à les animer. Confiez chacun à un de ses membres.
left-private = Un espace privé où vous n’êtes pas
left-members = { $count ->
    [0] Plus personne n’y est
    [one] { $count } personne y est
   *[other] { $count } personnes y sont
 }
left-to = Confier { $space } à
left-hand-over = Confier
left-longest = Confier au membre le plus ancien
left-archive = Archiver

## Import
import-purpose = Une ligne par personne. Le fichier est d’abord relu : rien n’est écrit avant que vous l’ayez vu.
import-columns = Colonnes, en français ou en anglais : nom (et prénom), courriel, rôle, site, service, compétences, langues. Les deux premières suffisent. Séparateur : point-virgule, virgule ou tabulation.
import-check = Relire le fichier
import-good = { $count ->
    [0] Aucune ligne ne peut être importée.
    [one] { $count } personne peut être importée.
   *[other] { $count } personnes peuvent être importées.
 }
import-bad = { $count ->
    [one] { $count } ligne est à corriger.
   *[other] { $count } lignes sont à corriger.
 }
import-nothing-yet = Rien n’est encore écrit.
import-ignored = Colonnes laissées de côté : { $names }.
import-preview = Personnes à importer
import-more = { $count ->
    [one] Et { $count } autre.
   *[other] Et { $count } autres.
 }
import-admit = { $count ->
    [one] Importer { $count } personne
   *[other] Importer { $count } personnes
 }
import-other = Choisir un autre fichier
import-wrong = Lignes à corriger
import-mend = Télécharger ces lignes pour les corriger
import-done = { $count ->
    [0] Personne n’a été importé.
    [one] { $count } personne a été importée.
   *[other] { $count } personnes ont été importées.
 }
import-next = Les faire entrer
import-to-list = Voir les personnes importées
wrong-email-taken = Cette adresse est déjà celle de quelqu’un, ici ou plus haut dans le fichier.
wrong-role-unknown = Rôle inconnu : écrivez membre, invité, administrateur ou propriétaire.
wrong-role-above = Ce rôle dépasse le vôtre.
wrong-cells = Cette ligne a plus de cases que l’en-tête : un séparateur de trop, ou des guillemets oubliés.

## Rights
stewards = Qui administre
stewards-purpose = Les propriétaires peuvent tout ce que peuvent les administrateurs ; eux seuls réécrivent la charte, changent les durées et purgent.
rights-house = Les personnes de la maison
rights-house-purpose = Propriétaires, administrateurs et membres : dans un espace, leur rôle dans le réseau ne compte pas.
rights-guests = Les invités et les robots
rights-guests-purpose = Ils ne connaissent que les espaces où on les a fait entrer.
rights-who = Dans un espace
rights-view = Lire
rights-contribute = Publier
rights-moderate = Modérer
rights-manage = Régler
rights-yes = oui
rights-no = non
rights-unseen = n’en sait rien
place-host = Anime l’espace
place-contributor = Y contribue
place-reader = Le lit
place-open = N’en est pas membre, espace ouvert
place-request = N’en est pas membre, espace sur demande
place-private = N’en est pas membre, espace privé
rules = Les règles de la maison
rule-charter = On lit avant d’avoir accepté la charte ; on publie après.
rule-archived = Un espace archivé se lit, et ne se modifie plus. Qui l’anime peut le rouvrir.
rule-author = Seul l’auteur d’un texte le modifie. Qui anime l’espace peut le mettre à la corbeille.
rule-space = Chaque espace dit qui y publie, qui y commente et qui y invite.
rule-invite = Les membres invitent des personnes de l’extérieur dans les espaces qu’ils animent ; les administrateurs invitent aussi des membres.
rule-open = Toute personne de la maison peut ouvrir un espace et en répond.
rule-admin = Administrer ne donne à lire rien de plus : un espace privé reste invisible à qui n’en est pas membre.
rule-role = Personne ne donne un rôle au-dessus du sien, et le réseau garde au moins un propriétaire.

## Charter
charter-stands = Version { $n }, en vigueur depuis le { $date }
charter-accepted = Acceptations : { $accepted_count } sur { $count }.
charter-read = Lire la charte
charter-rewrite = Réécrire la charte
charter-rewrite-purpose = Une nouvelle version sera proposée à tout le monde avant la prochaine publication. Les versions précédentes restent lisibles.
charter-publish = Publier la nouvelle version
charter-owners = Seuls les propriétaires du réseau réécrivent la charte.
charter-versions = Toutes les versions
charter-version = Version { $n }

## Retention
kept-what = Quoi
kept-days = Combien de temps
kept-reason = Pourquoi
kept-fixed = fixe
kept-at-once = Aucun délai
kept-changed = Durée choisie ici : { $reason }
kept-change = Changer une durée
kept-choice = { $what } (de { $least } à { $most } jours)
kept-set = Changer la durée
kept-for-ever = Deux choses sont gardées sans limite : la suite de ce qui a changé, pour qu’un appareil absent longtemps retrouve tout dans l’ordre ; et les clés d’envoi, pour que rien ne soit jamais publié deux fois.
retention-owners = Seuls les propriétaires du réseau changent les durées et purgent.
keep-trash = La corbeille
keep-notices = Les notifications traitées
keep-invitations = Les invitations utilisées, retirées ou dépassées
keep-tokens = Les jetons révoqués ou dépassés
keep-sessions = Les sessions terminées
keep-resets = Les liens de mot de passe dépassés
keep-jobs = Les travaux du programme, une fois faits
keep-audit = Le journal
why-trash = Promis à qui écrit : tout se restaure pendant trente jours.
why-notices = Le temps d’y revenir. RGPD, article 5.1 e : pas plus longtemps que nécessaire.
why-invitations = Pour savoir qui a fait entrer qui. RGPD, article 5.1 e.
why-tokens = Journal de sécurité : six mois à un an. CNIL, délibération 2021-122.
why-sessions = Elles ne servent plus à rien.
why-resets = Ils ne servent plus à rien.
why-jobs = Le temps de comprendre ce qui s’est passé.
why-audit = Journal de sécurité : six mois au moins. CNIL, délibération 2021-122. Plus d’un an demande une raison.
purge = Purge
purge-purpose = Chaque nuit à trois heures, ce qui a dépassé sa durée est effacé, et le journal dit combien. Vous pouvez voir avant, et ne pas attendre.
purge-preview = Voir ce qui serait effacé
purge-empty = Rien n’a dépassé sa durée : il n’y a rien à effacer.
purge-counted = { $count ->
    [one] { $count } chose a dépassé sa durée
   *[other] { $count } choses ont dépassé leur durée
 }
purge-line = { $what } : { $count }
purge-same = Exactement cela sera effacé, et rien de ce qui aura dépassé sa durée depuis. Cela ne se défait pas.
purge-now = { $count ->
    [one] Effacer { $count } chose
   *[other] Effacer { $count } choses
 }
purge-done = { $count ->
    [0] Rien n’était plus à effacer.
    [one] { $count } chose a été effacée.
   *[other] { $count } choses ont été effacées.
 }

## Storage
storage-database = Base de données
storage-index = Dont l’index de recherche
storage-files = Fichiers joints
files-kept = { $count ->
    [0] Aucun
    [one] { $count } fichier
   *[other] { $count } fichiers
 }, { $size }
storage-disk = Place sur le disque
limits = Limites des fichiers
limits-purpose = En mégaoctets : 1 au moins, chaque limite au moins égale à la précédente. Ce qui est déjà là reste, même au-delà.
limit-file = Un fichier
limit-person = Tous les fichiers d’une personne
limit-network = Tous les fichiers du réseau
storage-rows = Ce que la base contient
storage-family = Quoi
storage-count = Combien
disk-free = { $free } libres sur { $whole }
rows = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
 }
family-people = Personnes, sessions, jetons, invitations
family-spaces = Espaces et leurs membres
family-items = Publications, commentaires et leurs versions
family-files = Fichiers joints et ce qui en a été lu
family-marks = Réactions, suivis, publications gardées, mentions, étiquettes, votes
family-changes = Ce qui a changé, et les notifications
family-keeping = Travaux du programme, clés d’envoi, journal

## Cost
cost-sheet = Vos chiffres
cost-people = Personnes
cost-hosting = Hébergement, en euros par mois
cost-setup = Mise en place, en demi-journées
cost-care = Entretien, en demi-journées par an
cost-day = Une journée des vôtres, en euros
cost-training = Formation, en demi-journées
cost-trainer = Une journée de formation, en euros
cost-work-out = Calculer
cost-learning = L’adresse de cette page garde vos chiffres : vous pouvez l’envoyer à quelqu’un d’autre qui administre. Le temps que chacun passe à apprendre n’y est pas.
cost-what = Quoi
cost-first = Première année
cost-next = Années suivantes
cost-licence = Licence et abonnement
cost-year-hosting = Hébergement
cost-year-days = Vos journées
cost-year-training = Formation
cost-sum = En tout
cost-each = Par personne et par mois
euros = { $count } €
euros-and-cents = { $amount } €

## Health
state-good = Tout va bien
state-look = À regarder
state-bad = À réparer
state-off = Sans objet
health-database = Base de données
health-mail = Courriel
health-clock = Horloge
health-backup = Sauvegarde
health-jobs = Travaux du programme
health-live = Pages en direct
health-version = Version
database-inside = Elle répond (SQLite, dans le programme).
database-server = Elle répond (PostgreSQL).
disk-advice = Faites de la place, ou donnez un disque plus grand au dossier de données.
mail-none = Ce réseau n’envoie pas de courriel.
mail-to = Les courriels partent par { $host }.
mail-advice = Les invitations sont des liens à donner en main propre. Pour les envoyer par courriel, la personne qui tient le serveur ajoute l’option --smtp.
clock-found = { $count ->
    [0] Elle est à l’heure de la base de données.
    [one] Elle s’écarte de celle de la base de { $count } seconde.
   *[other] Elle s’écarte de celle de la base de { $count } secondes.
 }
clock-advice = Mettez les deux machines à l’heure, par exemple avec chrony.
backup-never = Aucune sauvegarde n’a encore été faite.
backup-unproven = La dernière : { $last }. Jamais vérifiée.
backup-proven = La dernière : { $last }. Vérifiée : { $proven }.
backup-advice = Une sauvegarde vaut si on l’a relue : sauvegardez chaque jour, vérifiez chaque mois.
jobs-found = { $count ->
    [0] Aucun en attente
   *[other] { $count } en attente
 }, { $dead_count ->
    [0] aucun abandonné
    [one] { $dead_count } abandonné
   *[other] { $dead_count } abandonnés
 }.
jobs-advice = Regardez ci-dessous pourquoi, réparez la cause, puis réessayez.
live-found = { $count ->
    [0] Elles suivent sans retard.
    [one] Retard : { $count } changement.
   *[other] Retard : { $count } changements.
 }
live-advice = La machine est très occupée, ou le programme vient de démarrer. Si cela dure, redémarrez-le.
dead = Travaux abandonnés
dead-purpose = Ils ont échoué plusieurs fois. Réparez la cause, puis réessayez ; ou laissez-les tomber.
dead-tries = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
 }
dead-retry = Réessayer
dead-discard = Laisser tomber
job-people-reset = Courriel : autre mot de passe
job-people-invitation = Courriel : invitation
job-admin-welcome = Courriel : premier mot de passe

## Outside
outside-nothing = Rien ne sort de cette machine : toutes les portes sont fermées.
outside-some = { $count ->
    [one] { $count } porte est ouverte.
   *[other] { $count } portes sont ouvertes.
 }
outside-pages = Vos pages ne demandent jamais rien à un autre site : ni police, ni image, ni mesure d’audience. Un navigateur qui les ouvre ne parle qu’à cette machine.
door-open = Ouverte
door-shut = Fermée
door-nothing = Rien ne sort.
door-mail = Courriel
door-mail-purpose = Les invitations et les liens de mot de passe, avec le nom et l’adresse de leurs destinataires.
door-sign-in = Connexion par le compte de l’organisation
door-sign-in-purpose = Les demandes de connexion de ceux qui passent par lui.
door-files = Fichiers dans un stockage distant
door-files-purpose = Les fichiers joints, et eux seuls.
door-database = Base de données sur une autre machine
door-database-purpose = Tout ce que Palabre garde, par les câbles de votre organisation.

## Trail
trail-program = Le programme
trail-every-act = Tout
trail-everybody = Tout le monde
trail-show = Montrer
trail-file = Télécharger (CSV)
trail-none = Rien à montrer
trail-none-hint = Rien ne correspond à ce choix. Chaque acte d’administration laisse ici une ligne.
act-role-changed = Rôle changé
act-deactivated = Compte fermé
act-reactivated = Compte rouvert
act-person-added = Personne ajoutée
act-people-imported = Personnes importées
act-invited = Invitation
act-invitation-revoked = Invitation retirée
act-token-made = Jeton créé
act-token-revoked = Jeton révoqué
act-signed-in = Connexion
act-sign-in-paused = Connexion refusée trop souvent
act-sessions-closed = Sessions fermées
act-password-changed = Mot de passe changé
act-factor-added = Seconde preuve ajoutée
act-factor-removed = Seconde preuve retirée
act-sign-in-rule-changed = Règle de connexion changée
act-identity-changed = Identité changée
act-charter-published = Charte publiée
act-retention-changed = Durée de conservation changée
act-purged = Purge
act-backed-up = Sauvegarde
act-backup-proven = Sauvegarde vérifiée
act-backup-removed = Sauvegarde supprimée
act-restored = Restauration
act-exported = Export
act-rectified = Données rectifiées
act-erased = Personne effacée
act-imported = Import
act-setting-changed = Réglage changé

## Letter
letter-subject = Votre place dans { $network } est prête
letter-hello = Bonjour { $name },
letter-welcome = { $name } vous a ouvert un compte dans { $network }. Ce lien n’est que pour vous ; choisissez-y votre mot de passe :
letter-days = { $count ->
    [one] Il vaut un jour et sert une fois.
   *[other] Il vaut { $count } jours et sert une fois.
 }
erase-account = Effacer ce compte

## What the trail says beside an act
trail-of = { $what } : { $rest }
detail-password = par mot de passe
detail-link = par un lien
detail-passkey = clé d’accès
detail-external = par le compte de l’organisation
detail-external-strong = par le compte de l’organisation, avec deux preuves
detail-codes = application de codes
detail-recovery-codes = codes de secours
detail-all = toutes
detail-audit = le journal
detail-own-data = ses propres données
detail-rectification-done = demande de correction : faite
detail-rectification-refused = demande de correction : refusée
detail-erasure-refused = demande d’effacement : refusée
detail-name = nom
detail-email = adresse électronique
detail-nobody = personne
detail-administrators = propriétaires et administrateurs
detail-everybody = tout le monde
detail-archived = espace archivé
detail-handed-over = espace transmis
detail-job-retried = travail relancé
detail-job-discarded = travail abandonné
detail-files-largest = taille d’un fichier, en octets
detail-files-person = fichiers d’une personne, en octets
detail-files-network = fichiers du réseau, en octets
detail-people = personnes
detail-spaces = espaces
detail-posts = publications
detail-comments = commentaires
detail-reactions = réactions
