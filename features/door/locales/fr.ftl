# Les mots de la connexion en profondeur.

## Passkeys
passkeys-title = Clés d’accès
passkeys-purpose = Votre empreinte, votre visage ou le code de votre appareil remplacent le mot de passe. Rien à retenir, rien à voler.
passkey-add = Ajouter une clé d’accès
passkey-add-title = Ajouter une clé d’accès
passkey-name = Nom de la clé
passkey-name-hint = Pour la reconnaître plus tard : « Téléphone », « Clé du bureau »…
passkey-first-name = Ma clé d’accès
passkey-remove-which = Retirer la clé d’accès : { $name }
passkey-needs-script = Ajouter une clé d’accès demande JavaScript. Sans lui, choisissez l’application de codes.
passkey-failed = La clé d’accès n’a pas répondu. Réessayez, ou choisissez un autre moyen.
passkey-wrong = Cette clé d’accès n’a pas été acceptée. Réessayez, ou choisissez un autre moyen.
passkey-title = Clé d’accès
passkey-again = Réessayer avec une clé d’accès
passkey-otherwise = Se connecter autrement
passkey-use = Utiliser une clé d’accès

## Codes
codes-title = Application de codes
codes-purpose = Une application du téléphone affiche un code à six chiffres, demandé après le mot de passe.
codes-add = Ajouter une application
codes-add-title = Ajouter une application de codes
codes-app = Application de codes
codes-remove = Retirer l’application de codes
codes-step-app = Installez sur votre téléphone une application de codes, par exemple FreeOTP ou Aegis.
codes-step-scan = Dans l’application, scannez ce code QR.
codes-step-open = L’application est sur cet appareil ? Ouvrez-la directement.
codes-step-type = Ou recopiez-y ces lettres :
codes-qr = Code QR à scanner avec l’application
codes-field = Code à six chiffres affiché par l’application
codes-confirm = Vérifier le code
code-wrong = Ce code n’est pas le bon, ou a déjà servi. Attendez le suivant.

## Recovery codes
recovery-title = Codes de secours
recovery-purpose = Ils vous laissent entrer si vous perdez votre téléphone ou votre clé. Chacun sert une seule fois, avec votre mot de passe.
recovery-once = Imprimez-les ou recopiez-les maintenant : ils ne seront plus montrés.
recovery-kept = Je les ai gardés
recovery-left = { $count ->
    [0] Il ne vous en reste aucun. Créez-en de nouveaux.
    [one] Il vous en reste un seul. Créez-en de nouveaux bientôt.
   *[other] Il vous en reste { $count }.
 }
recovery-renew = Créer dix nouveaux codes

## The second step
second-title = Encore une étape
second-purpose = Votre mot de passe est juste. Montrez maintenant que c’est bien vous.
second-code = Code
second-code-hint = Les six chiffres de votre application, ou un code de secours.
second-recovery = Code de secours
second-recovery-hint = Un des dix codes que vous avez gardés.
second-button = Continuer
second-lost = Plus de téléphone ni de codes ? Demandez à une personne qui administre le réseau.
enrol-title = Protéger votre compte
enrol-purpose = Ce réseau demande une seconde preuve en plus du mot de passe. Choisissez-en une ; cela prend une minute.
leave = Se déconnecter

## One's own page
security-title = Connexion et sécurité
security-purpose = Comment vous prouvez que c’est vous, et les appareils connectés. Personne d’autre ne voit cette page.
security-asked = Le réseau demande une seconde preuve : ajoutez-en une ci-dessous, ou à votre prochaine connexion.
security-password = Changer le mot de passe
added-on = Ajoutée le { $date }
used-on = dernière utilisation le { $date }
never-used = jamais utilisée
remove = Retirer
back = Revenir
sessions-title = Appareils connectés
sessions-purpose = Déconnectez ceux que vous ne reconnaissez pas, puis changez de mot de passe.
session-here = Cet appareil
session-since = Depuis le { $date }, { $means }
session-close = Déconnecter
session-close-which = Déconnecter : { $name }
sessions-close-others = Déconnecter tous les autres
device = { $browser } sur { $system }
device-system = Un navigateur sur { $system }
device-unknown = Appareil inconnu
means-password = par mot de passe
means-link = par un lien
means-passkey = par clé d’accès
means-external = par le compte de l’organisation

## Administration
rule-legend = Exiger une seconde preuve pour
rule-nobody = Personne
rule-nobody-hint = Chacun choisit pour soi.
rule-administrators = Propriétaires et administrateurs
rule-everybody = Tout le monde
rule-everybody-hint = Invités compris.
rule-when = Qui n’en a pas encore en ajoute une à sa prochaine connexion ; personne n’est coupé dans son travail.
rule-mine = Vous n’en avez pas encore :
rule-save = Enregistrer
lacking-everybody = Sans seconde preuve
lacking-administrators = Propriétaires et administrateurs sans seconde preuve
lacking-nobody = Tout le monde en a une.
role-owner = Propriétaire
role-admin = Administre le réseau
role-member = Membre
role-guest = Invité
rescue-title = { $name } : retirer ses secondes preuves ?
rescue-consequence = À faire quand la personne a perdu son téléphone et ses codes, et qu’il est certain que c’est bien elle qui le demande. Ses clés d’accès et son application de codes ne vaudront plus, et ses sessions prendront fin. Le journal en gardera trace.
rescue-button = Retirer
