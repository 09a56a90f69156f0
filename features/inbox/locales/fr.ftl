# À traiter.
title = À traiter
purpose = Ce qui attend quelque chose de vous, et pourquoi.
views = Ce que montre la liste
view-waiting = En attente
view-all = Tout
seen-all = Tout marquer vu
empty-title = Rien ne vous attend
empty = Ici arrive ce qui vous concerne : les mentions, les réponses à ce que vous avez écrit, les invitations, les demandes pour rejoindre vos espaces.
empty-act = Aller à l’accueil

## After the name of whoever caused it
mentioned = vous mentionne
mentioned-in = vous mentionne dans « { $title } »
answered-post = a répondu à votre publication
answered-post-titled = a répondu à votre publication « { $title } »
answered-comment = a répondu à votre commentaire
answered-comment-in = a répondu à votre commentaire sur « { $title } »
answered-followed = a commenté une publication que vous suivez
answered-followed-titled = a commenté « { $title } », que vous suivez
invited = vous invite dans l’espace « { $space } »
asked = demande à rejoindre l’espace « { $space } »
accepted = a retenu votre réponse
accepted-in = a retenu votre réponse à « { $title } »
the-house = Palabre
not-sent = n’a pas pu publier ce que vous aviez prévu

## Why it is there, in a word
reason-mentioned = Mention
reason-answered = Réponse
reason-invited = Invitation
reason-asked = Demande
reason-accepted = Réponse retenue
reason-not-sent = Envoi différé
data-ready = La copie de vos données est prête
data-answered = a répondu à ce que vous demandiez sur vos données
data-asked = a fait une demande sur ses données, qui attend une réponse
reason-data = Données personnelles
