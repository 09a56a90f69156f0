# Le compte rendu d’une importation Slack. Les raisons se lisent devant un nombre ou après un endroit.

person-former = Ancien membre ({ $id })
person-application = Application ({ $id })

report-read = Lu : { $people_count ->
    [one] { $people_count } personne
   *[other] { $people_count } personnes
}, { $spaces_count ->
    [one] { $spaces_count } conversation
   *[other] { $spaces_count } conversations
}, { $messages_count ->
    [one] { $messages_count } message.
   *[other] { $messages_count } messages.
}
report-people = Personnes : { $listed_count ->
    [one] { $listed_count } de la liste
   *[other] { $listed_count } de la liste
}, { $applications_count ->
    [one] { $applications_count } application
   *[other] { $applications_count } applications
}, { $former_count ->
    [one] { $former_count } ancien membre.
   *[other] { $former_count } anciens membres.
}
report-content = Contenu : { $spaces_count ->
    [one] { $spaces_count } espace
   *[other] { $spaces_count } espaces
}, { $posts_count ->
    [one] { $posts_count } publication
   *[other] { $posts_count } publications
}, { $comments_count ->
    [one] { $comments_count } commentaire
   *[other] { $comments_count } commentaires
}, { $reactions_count ->
    [one] { $reactions_count } réaction.
   *[other] { $reactions_count } réactions.
}
report-files = Un export Slack ne contient pas les fichiers : { $count ->
    [one] le nom d’un fichier est gardé.
   *[other] les noms de { $count } fichiers sont gardés.
}
report-adapted = Gardé sous une autre forme :
report-skipped = Laissé de côté :
report-count = – { $reason } : { $count }
report-places = À regarder :
report-at-file = – { $file } : { $reason }
report-at-element = – { $file }, élément { $index } : { $reason }
report-at-line = – { $file }, ligne { $line } : { $reason }
report-more = { $count ->
    [one] … et un autre endroit.
   *[other] … et { $count } autres endroits.
}

reason-space-history = arrivées, départs, changements de sujet ou de nom
reason-private-message = messages privés (une prochaine version les reprendra)
reason-private-conversation = conversations privées (une prochaine version les reprendra)
reason-deleted = messages supprimés dans Slack
reason-empty = messages sans texte ni fichier
reason-twice = messages en double
reason-listed-twice = personnes ou canaux en double
reason-unlisted-folder = dossier qu’aucune liste de canaux ne nomme
reason-not-an-object = élément illisible
reason-no-date = message sans date lisible
reason-future-date = message daté du futur
reason-no-author = message sans auteur
reason-no-id = personne ou canal sans identifiant
reason-unlisted-member = membres absents de l’export
reason-orphan-reply = réponses dont le message d’origine manque, devenues des publications
reason-shortened = textes raccourcis
reason-broken-json = JSON illisible à partir d’ici, ce qui précède est repris
reason-damaged = fichier abîmé, ce qui précède est repris
reason-too-much = journée trop volumineuse, la suite n’est pas reprise
reason-unsafe-name = nom de fichier dangereux, jamais ouvert
reason-missing = fichier absent de l’export

unreadable-not-a-zip = Ce fichier n’est pas une archive ZIP. Choisissez le fichier .zip que Slack vous a envoyé.
unreadable-truncated = L’archive ZIP est incomplète ou abîmée. Téléchargez-la de nouveau depuis Slack.
unreadable-encrypted = L’archive est protégée par un mot de passe. Enregistrez-la sans mot de passe.
unreadable-too-many-entries = L’archive contient plus de 200 000 fichiers.
unreadable-too-large = Une fois décompressée, l’archive serait démesurée. Rien n’a été lu.
unreadable-overlapping = L’archive est piégée : plusieurs fichiers y partagent le même contenu ou le même nom. Rien n’a été lu.
unreadable-not-an-export = Ce n’est pas un export Slack : ni users.json, ni channels.json, ni groups.json.
unreadable-unavailable = Le fichier ne peut pas être lu : { $why }

import-purpose = Conversation reprise de Slack.
made = Écrit : { $people_count ->
    [one] { $people_count } personne
   *[other] { $people_count } personnes
}, { $spaces_count ->
    [one] { $spaces_count } espace
   *[other] { $spaces_count } espaces
}, { $posts_count ->
    [one] { $posts_count } publication
   *[other] { $posts_count } publications
}, { $comments_count ->
    [one] { $comments_count } commentaire
   *[other] { $comments_count } commentaires
}, { $reactions_count ->
    [one] { $reactions_count } réaction.
   *[other] { $reactions_count } réactions.
}
made-present = { $count ->
    [one] { $count } message était déjà là.
   *[other] { $count } messages étaient déjà là.
}
made-recognised = { $count ->
    [one] { $count } personne était déjà là sous la même adresse.
   *[other] { $count } personnes étaient déjà là sous la même adresse.
}
made-closed = { $count ->
    [one] { $count } message laissé de côté : son espace est archivé ici.
   *[other] { $count } messages laissés de côté : leur espace est archivé ici.
}
made-unknown-emoji = { $count ->
    [one] { $count } réaction laissée de côté : son émoji n’existe que dans ce Slack.
   *[other] { $count } réactions laissées de côté : leurs émojis n’existent que dans ce Slack.
}
