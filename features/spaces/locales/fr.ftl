# Les espaces : les trouver, les ouvrir, y entrer, les régler.
# by_key kind_ opening_ level_ who_ post_

## The list
list-title = Espaces
list-purpose = Un espace réunit des personnes autour d’un but. Seules les personnes qui y ont accès voient ce qui s’y passe.
list-mine = Mes espaces
list-others = À rejoindre
list-filter = Nom de l’espace
list-search = Filtrer
list-archived = Montrer aussi les espaces archivés
list-new = Nouvel espace
list-empty = Pas encore d’espace pour vous
list-empty-purpose = Les espaces où l’on vous invite paraîtront ici.
list-none = Aucun espace de ce nom
list-none-purpose = Un espace privé ne se montre qu’à ses membres.
list-more = La suite

## The one form
new-title = Nouvel espace
new-purpose = Un but, un lieu, des personnes. Vous en serez responsable ; tout se change ensuite dans ses réglages.
new-send = Créer l’espace
new-anyway = Créer quand même
near-title = Un espace proche existe déjà
near-purpose = Peut-être est-ce celui que vous cherchez. Sinon, créez le vôtre.
field-name = Nom
field-purpose = À quoi sert-il ?
field-purpose-hint = Une phrase que comprendrait une personne qui arrive.
field-kind = Genre
field-opening = Qui peut entrer ?
field-ends-on = Échéance
field-ends-on-hint = Son dernier jour, s’il en a un. L’espace ne se ferme pas tout seul.
cancel = Annuler

kind-project = Projet
kind-project-hint = Mener un travail ensemble jusqu’à une échéance.
kind-community = Communauté
kind-community-hint = Partager un métier, un intérêt, une pratique.
kind-help-desk = Entraide
kind-help-desk-hint = Poser ses questions et garder les bonnes réponses.
kind-client-room = Salle client
kind-client-room-hint = Travailler avec un client ou un partenaire, invité ici seulement.
kind-idea-lab = Laboratoire d’idées
kind-idea-lab-hint = Faire naître des idées et les faire mûrir.
kind-library = Bibliothèque
kind-library-hint = Réunir ce qui sert à tous et le tenir à jour.
kind-training = Formation
kind-training-hint = Apprendre ensemble, à son rythme.
kind-mentoring = Mentorat
kind-mentoring-hint = Accompagner une personne dans la durée.
kind-mediation = Médiation
kind-mediation-hint = Apaiser un désaccord, en petit comité.
kind-cafe = Café
kind-cafe-hint = Se parler de tout et de rien.
kind-newsroom = Rédaction
kind-newsroom-hint = Préparer ce que l’on publiera ailleurs.
kind-steering = Pilotage
kind-steering-hint = Décider et suivre où l’on en est.

opening-private = Privé
opening-private-hint = Seuls ses membres savent qu’il existe. On y entre sur invitation.
opening-request = Sur demande
opening-request-hint = Toutes les personnes de la maison voient son nom et son but, et peuvent demander à entrer. Seuls ses membres lisent le reste.
opening-open = Ouvert
opening-open-hint = Toutes les personnes de la maison le lisent et peuvent y entrer. Les invités, seulement s’ils en sont membres.

## Members
members-title = Membres
members-more = La suite des membres
waiting-title = Demandes pour rejoindre l’espace
waiting-accept = Accepter
waiting-accept-who = Accepter { $name }
waiting-decline = Décliner
waiting-decline-who = Décliner la demande : { $name }
invite-title = Inviter quelqu’un
invite-purpose = Une personne du réseau, par son nom ou ce qu’elle sait faire.
invite-find = Nom ou compétence
invite-search = Chercher
invite-none = Personne d’autre ne correspond.
invite-send = Inviter
invite-send-who = Inviter { $name }
invite-role = Rôle : { $name }
mine-title = Mes notifications
mine-purpose = Ce que vous voulez entendre de cet espace. Personne d’autre ne le voit.
mine-save = Enregistrer
level-all = Tout
level-all-hint = Chaque nouveauté compte comme non lue.
level-important = Important
level-important-hint = Ce qui s’adresse à vous vous attend dans À traiter.
level-none = Rien
level-none-hint = Ni compteur, ni place sur l’accueil ; une mention vous parvient toujours.
leave = Quitter l’espace
leave-owner = Vous êtes responsable de cet espace. Pour le quitter, passez d’abord la main dans ses réglages.
leave-title = Quitter « { $name } » ?
leave-consequence = Vous ne verrez plus rien de cet espace, et il faudra une nouvelle invitation ou une demande acceptée pour y revenir. Ce que vous y avez écrit reste.
audience-link = Qui voit quoi

## Settings
settings-kinds = Que peut-on publier ici ?
settings-who-posts = Qui publie ?
settings-who-comments = Qui commente ?
settings-who-invites = Qui invite ?
settings-owner = Responsable
settings-owner-hint = Une personne membre de la maison ; elle animera aussi l’espace.
settings-save = Enregistrer
settings-stale = Quelqu’un a changé ces réglages entre-temps
settings-stale-purpose = Rien n’est perdu : vos réponses sont dans le formulaire, et voici ce qui est enregistré et en diffère. Reprenez ce qui doit l’être, puis enregistrez.
settings-none = rien
who-host = Les personnes qui animent l’espace
who-contributor = Les personnes qui y participent
who-reader = Tous ses membres, même ceux qui ne font que lire
post-post = Publications
post-quick-note = Infos express
post-question = Questions
post-poll = Sondages
archive-title = Archiver l’espace
archive-purpose = Tout reste lisible et se trouve encore, mais plus rien ne s’y écrit. On peut le rouvrir.
archive = Archiver
reopen-title = Rouvrir l’espace
reopen-purpose = Ses membres pourront de nouveau y écrire, et ses réglages se changer.
reopen = Rouvrir

## Qui voit quoi
audience-title = Qui voit quoi
audience-purpose = Ce que cet espace montre, à qui, et ce qu’il ne montre à personne.
audience-read = Qui lit
audience-people = { $count ->
    [one] { $count } personne lit cet espace, { $guest_count ->
        [0] sans invité.
        [one] dont { $guest_count } invitée.
       *[other] dont { $guest_count } invitées.
     }
   *[other] { $count } personnes lisent cet espace, { $guest_count ->
        [0] sans invité parmi elles.
        [one] dont { $guest_count } invitée.
       *[other] dont { $guest_count } invitées.
     }
 }
audience-read-open = Toutes les personnes de la maison, membres de l’espace ou non ; les invités seulement s’ils en sont membres.
audience-read-members = Ses membres, et personne d’autre.
audience-act = Qui agit
audience-posts = Publient :
audience-comments = Commentent :
audience-invites = Invitent :
audience-act-archived = L’espace est archivé : plus personne n’y écrit.
audience-name = Son nom
audience-name-open = Toutes les personnes de la maison voient son nom et son but, dans la liste des espaces et la recherche.
audience-name-private = Personne hors de ses membres ne sait qu’il existe. Un lien envoyé à quelqu’un d’autre ne lui montre rien, pas même un titre.
audience-admins = Les administrateurs
audience-admins-private = Sans en être membre, une personne qui administre le réseau n’en voit ni le nom, ni les membres, ni les publications. Son rôle ne lui ouvre aucun espace.
audience-admins-request = Sans en être membre, une personne qui administre le réseau n’en voit que le nom et le but, comme toute la maison. Son rôle ne lui ouvre aucun espace.
audience-admins-open = Une personne qui administre le réseau y voit ce que voit toute la maison, rien de plus. Son rôle ne lui ouvre aucun espace.
audience-server = Seule la personne qui tient le serveur pourrait techniquement lire la base de données.
audience-guests = Les invités
audience-guests-are = Un invité ne connaît que les espaces dont il est membre et les personnes qui s’y trouvent, jusqu’à la fin de son accès.
audience-leaves = Ce qui sort d’ici
audience-leaves-nothing = Rien. Aucun contenu n’est envoyé à un autre service, aucune page ne charge quoi que ce soit d’ailleurs, et personne ne voit quand vous avez lu.
audience-names = Ces personnes
audience-names-known = Seules paraissent les personnes que vous pouvez connaître.
