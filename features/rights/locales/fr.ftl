# Mes données.
data-title = Mes données
data-purpose = Ce que le réseau sait de vous est à vous : prenez-en une copie, faites-le corriger, ou demandez l’effacement de votre compte. Une réponse vous est due en un mois.
copy-title = Une copie de tout
copy-purpose = Un fichier ZIP avec tout ce que le réseau garde sur vous : une page qui s’ouvre sans connexion, les mêmes données pour un autre logiciel (JSON), votre photo et vos fichiers. Personne d’autre ne peut le télécharger ; il reste { $days } jours.
copy-make = Préparer ma copie
copy-waits = Votre copie se prépare. Une notification vous préviendra.
copy-ready = Votre copie est prête, jusqu’au { $date }.
copy-fetch = Télécharger ma copie
rectify-title = Faire corriger
rectify-purpose = Ce que vous ne pouvez pas changer vous-même : votre adresse, une erreur dans un registre, ce qu’un autre a écrit de faux sur vous.
rectify-profile = Le reste se change dans votre profil.
rectify-send = Envoyer aux administrateurs
field-message = Ce qui est faux, et ce qui est juste
erasure-title = Effacer mon compte
erasure-purpose = Avant toute chose, voyez ce qui part, ce qui reste, et pourquoi.
erasure-see = Voir ce qui serait effacé
erasure-waits = Votre demande d’effacement attend sa réponse.
erasure-month = Une personne qui administre le réseau procède à l’effacement, au plus tard dans un mois. D’ici là, vous pouvez retirer votre demande.
erasure-ask = Demander l’effacement
field-reason = Un mot pour les administrateurs
back = Revenir
mine-title = Mes demandes
request-kind = { $kind ->
    [access] Copie de mes données
    [rectification] Correction
   *[erasure] Effacement
 }
asked = Demandé { $date }
answered = Réponse
clock = Réponse due { $date } · { $days ->
    [one] { $days } jour
   *[other] { $days } jours
 }
clock-over = En retard : c’était dû { $date }
outcome = { $outcome ->
    [done] Fait
    [refused] Refusé
   *[withdrawn] Demande retirée
 }
withdraw = Retirer ma demande
## Effacement
goes-title = Ce qui part
stays-title = Ce qui reste, sous le nom « Ancien membre »
former-member = Ancien membre
fate = { $what ->
    [profile] Nom, adresse, mot de passe, photo et profil
    [door] Sessions, clés d’accès et jetons
    [spaces] Appartenances aux espaces
    [own] Publications gardées ou suivies, notifications, brouillons et envois différés
    [mentions] Mentions de votre nom, qui deviennent « Ancien membre »
    [loose] Fichiers qui ne sont joints à rien
    [items] Publications et commentaires
    [files] Fichiers joints à des publications
    [reactions] Réactions et votes
    [charter] Acceptations de la charte
   *[trail] Lignes du journal
 } ({ $count })
stays-why = { $what ->
    [items] Des réponses d’autres personnes s’y rattachent : les ôter fausserait ce qu’elles ont dit. Une publication que vous ne voulez pas laisser se met d’abord à la corbeille.
    [files] Ils font partie de ces publications.
    [reactions] Ils comptent dans des résultats que d’autres ont lus ; ils ne disent plus de qui.
    [charter] L’organisation doit pouvoir prouver qu’elle a informé (Code du travail, art. L1321-4).
   *[trail] Le journal de sécurité se garde de six à douze mois (CNIL), sans votre nom.
 }
## Administration
requests-title = Demandes sur les données
requests-none = Aucune demande n’attend
requests-none-purpose = Une demande de correction ou d’effacement apparaîtra ici, avec le jour où la réponse est due.
requests-open = En attente
requests-ended = Closes
request-title = { $kind ->
    [access] Copie des données :
    [rectification] Correction :
   *[erasure] Effacement :
 } { $person }
access-alone = La copie se prépare seule ; il n’y a rien à faire, sauf si elle tarde : regardez alors la santé du programme.
answer-title = Répondre
answer-purpose = Faites d’abord la correction là où elle se fait, puis dites-le ici. La personne lira votre réponse.
rectify-do = Corriger le nom ou l’adresse
field-answer = Votre réponse
answer-done = C’est corrigé
answer-refused = Refuser, avec cette raison
refuse-title = Refuser l’effacement
refuse-purpose = Seulement pour une raison que la loi prévoit (RGPD, art. 17 § 3) : une obligation légale, la défense d’un droit en justice. La personne lira votre réponse et peut saisir la CNIL.
erase-see = Voir ce qui sera effacé
erase-title = Effacer { $person }
erase-purpose = Ce qui part, ce qui reste et pourquoi. Les espaces dont cette personne répondait passent au membre le plus ancien.
erase-final = C’est fait aussitôt, et rien ne permet d’y revenir.
erase-do = Effacer ce compte
## La copie
archive-file = mes-donnees
archive-page = mes-donnees.html
archive-json = mes-donnees.json
archive-files = fichiers
archive-missing = Ce fichier n’a pas pu être lu au moment de la copie. Demandez-le aux administrateurs.
archive-title = Données personnelles : { $name }
archive-about = Tout ce que le réseau « { $network } » gardait, le { $date }. Les mêmes données sont dans mes-donnees.json ; vos fichiers, dans le dossier « fichiers ».
archive-redacted = Ce que d’autres ont écrit n’est pas ici : il n’en reste que des numéros, ceux de publications que vous pouviez lire.
archive-nothing = Rien.
yes-no = { $answer ->
    [yes] Oui
   *[no] Non
 }
section = { $name ->
    [profile] Profil
    [spaces] Espaces
    [items] Publications et commentaires
    [revisions] Versions antérieures
    [drafts] Brouillons
    [scheduled] Envois différés
    [files] Fichiers
    [uploads] Envois en cours
    [reactions] Réactions
    [votes] Votes
    [accepted] Réponses retenues
    [bookmarks] Publications gardées
    [follows] Suivis
    [mentions] Mentions reçues
    [links] Liens entre publications
    [notices] Notifications
    [join_requests] Demandes pour rejoindre un espace
    [invitations] Invitations envoyées
    [invited] Invitation reçue
    [charter] Charte acceptée
    [sessions] Sessions
    [passkeys] Clés d’accès
    [identities] Comptes liés
    [tokens] Jetons
    [requests] Demandes sur les données
    [trail] Journal
   *[changes] Ce que vous avez fait
 }
column = { $name ->
    [name] Nom
    [email] Adresse
    [role] Rôle
    [headline] Ce que je fais
    [site] Site
    [skills] Compétences
    [languages] Langues parlées
    [ask_me] Demandez-moi
    [language] Langue
    [zone] Fuseau horaire
    [created_at] Créé
    [photo_at] Photo mise
    [ends_at] Accès jusqu’au
    [invited_at] Invité
    [origin] Origine
    [space] Espace
    [level] Niveau de notification
    [since] Depuis
    [owner] Responsable
    [id] Numéro
    [kind] Genre
    [title] Titre
    [text] Texte
    [edited_at] Modifié
    [trashed_at] Mis à la corbeille
    [answers] En réponse à
    [device] Appareil
    [means] Moyen
    [issuer] Fournisseur
    [subject] Identifiant
    [item] Publication
    [revision] Version
    [at] Date
    [type] Type
    [size] Taille en octets
    [sha256] Empreinte SHA-256
    [expires_at] Expire
    [emoji] Émoji
    [option] Choix
    [answer] Réponse
    [to] Vers
    [relation] Lien
    [reason] Raison
    [read_at] Lu
    [message] Message
    [used_at] Utilisé
    [revoked_at] Révoqué
    [version] Version
    [asked_at] Demandé
    [due_at] Dû
    [closed_at] Clos
    [outcome] Issue
    [act] Acte
    [own] Fait par vous
   *[verb] Action
 }
