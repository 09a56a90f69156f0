# Les mots des sauvegardes.

## La page
backups = Sauvegardes
backups-purpose = Une sauvegarde est un seul fichier qui contient tout le réseau : comptes, espaces, publications, messages et fichiers. Si cette machine tombe en panne ou si quelque chose est effacé par erreur, ce fichier permet de tout retrouver sur une autre.
back = Revenir
last-made = Dernière sauvegarde
never-made = Aucune n’a encore été faite
last-proven = Dernière vérification
never-proven = Aucune sauvegarde n’a encore été vérifiée
done-by = par { $name }
done-by-command = en ligne de commande
owners-only = Les propriétaires du réseau font les sauvegardes et les téléchargent. Vous pouvez vérifier celles qui sont gardées ici.

## Faire une sauvegarde
make-title = Sauvegarder
make = Sauvegarder maintenant
protection = Protection
with-key = Avec une clé (conseillé)
with-key-hint = Le fichier est chiffré : sans la clé, personne ne peut le lire. Elle vous est montrée une seule fois. Vous pourrez télécharger le fichier.
without-key = Sans clé
without-key-hint = Qui tient le fichier lit tout, messages privés compris. Il reste donc sur cette machine et ne se télécharge pas d’ici. Les codes des secondes preuves n’y sont pas.

## La clé
key-title = La clé de cette sauvegarde
key-purpose = Recopiez ou imprimez cette clé, et gardez-la ailleurs que sur cette machine. Elle n’est montrée qu’une fois et n’est conservée nulle part : sans elle, la sauvegarde ne pourra jamais être relue, même par vous.
key-of = Elle ouvre { $file }. Réseau { $network }, sauvegarde commencée { $date }.
key-noted = La clé est à l’abri
print-key = Imprimer la clé

## Ce qui est en cours
saving = Sauvegarde en cours.
proving = Vérification en cours.
stage-rows = Copie de la base de données :
stage-files = Copie des fichiers :
stage-sealing = Chiffrement :
stage-opening = Déchiffrement :
stage-hashing = Lecture de chaque fichier :
stage-restoring = Remise en place à l’écart :
stage-comparing = Comparaison :
percent = { $n } %
under-way-hint = Vous pouvez quitter cette page : le travail continue, et chacun peut continuer à publier.
look-again = Actualiser
saved = La sauvegarde est faite. Vérifiez-la pour savoir si elle revient entière.
proven = La vérification a réussi : tout revient, jusqu’au dernier fichier.
not-saved = La sauvegarde n’a pas abouti.
not-proven = La vérification n’a pas abouti.
trouble-full = Le disque est plein. Libérez de la place, puis recommencez ; rien n’a été perdu.
trouble-disk = Le disque ou le stockage des fichiers n’a pas répondu comme il doit. Recommencez ; si cela se répète, faites contrôler le disque.
trouble-database = La base de données n’a pas répondu. Recommencez dans un instant.
trouble-key = Ce n’est pas la clé de cette sauvegarde, ou bien le fichier a été modifié. Relisez la clé, puis recommencez.
trouble-damaged = Ce qui revient n’est pas ce qui avait été sauvegardé : ce fichier est abîmé. Faites une nouvelle sauvegarde maintenant.
trouble-newer = Elle vient d’une version plus récente de Palabre. Mettez d’abord ce programme à jour.
trouble-stopped = Le programme a été arrêté pendant ce temps. Recommencez : rien d’incomplet n’a été gardé.
trouble-other = Le programme a rencontré une erreur. Recommencez ; le journal du serveur dit ce qui s’est passé.

## Ce qui est gardé
kept = Sauvegardes gardées sur cette machine
none-kept = Aucune sauvegarde ici
none-kept-hint = La première que vous ferez apparaîtra ici, à vérifier et à télécharger.
kept-hint = Les { $count } dernières sont gardées, ainsi que la dernière qui a été vérifiée. Une copie ailleurs protège aussi du vol et de l’incendie.
folder = Dossier :
no-key = Sans clé
unproven = Pas encore vérifiée
proven-on = Vérifiée : { $date }
damaged = Abîmée
damaged-advice = Ne comptez pas sur ce fichier : faites une nouvelle sauvegarde.
holds = { $people }, { $spaces }, { $items }, { $files }
people = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
 }
spaces = { $count ->
    [one] { $count } espace
   *[other] { $count } espaces
 }
items = { $count ->
    [one] { $count } publication ou commentaire
   *[other] { $count } publications et commentaires
 }
files = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
 }
gone = { $count ->
    [one] { $count } fichier manquait déjà dans le stockage.
   *[other] { $count } fichiers manquaient déjà dans le stockage.
 }
fetch = Télécharger
fetch-which = Télécharger la sauvegarde : { $date }
verify = Vérifier
verify-which = Vérifier la sauvegarde : { $date }
remove = Supprimer
remove-which = Supprimer la sauvegarde : { $date }

## Vérifier, supprimer
verify-title = Vérifier une sauvegarde
verify-purpose = La sauvegarde ({ $date }) est remise en place à l’écart, puis chaque table est recomptée et chaque fichier relu. Rien ne change dans le réseau, et rien ne reste de l’essai.
key-label = Clé de la sauvegarde
key-hint = Celle que vous avez notée ou imprimée, tirets compris. Elle n’est pas conservée.
key-wanted = Donnez la clé : sans elle, la sauvegarde ne peut pas être ouverte.
remove-title = Supprimer cette sauvegarde ?
remove-consequence = La sauvegarde ({ $date }) sera effacée de cette machine, pour de bon. Les copies que vous avez téléchargées restent.

## Remettre en service
restore-title = Remettre le réseau en service
restore-purpose = Sur une machine où Palabre est installé, avec un dossier vide :
restore-copy = Copiez-y le fichier de la sauvegarde.
restore-key = Écrivez la clé dans un fichier texte appelé { $file }.
restore-run = Lancez cette commande. À la fin, elle affiche combien de lignes et de fichiers sont revenus.
restore-postgres = Pour une base PostgreSQL vide, ajoutez :
restore-start = Démarrez le programme :
restore-counts = Chacun se connecte comme avant. La page Stockage montre les mêmes nombres des deux côtés.
key-file = cle.txt
by-command = Pour une sauvegarde chaque nuit, programmez sur la machine :
some-file = fichier.palabre
