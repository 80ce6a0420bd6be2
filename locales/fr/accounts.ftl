# Les comptes : entrer dans l’espace de travail, son propre compte, les comptes des autres, les jetons.

sign-in-title = Se connecter
sign-in-address = Adresse électronique
sign-in-password = Mot de passe
sign-in-button = Se connecter
sign-in-help = Mot de passe oublié, ou invitation périmée ? L’administration du site peut vous envoyer un nouveau lien.
sign-in-ended = Votre session était terminée. Rien de ce que vous avez saisi n’est perdu : connectez-vous avec le même compte pour le retrouver.
sign-in-elsewhere = Votre session est-elle de nouveau ouverte dans un autre onglet ?
sign-in-elsewhere-button = Retrouver ma saisie
sign-in-nowhere = Aucune session n’est ouverte dans ce navigateur, ou c’est celle d’un autre compte. Connectez-vous ici.
sign-in-wrong = Adresse ou mot de passe incorrect.
sign-in-code-title = Code de vérification
sign-in-code = Code à six chiffres
sign-in-code-hint = Le code que montre votre application d’authentification ; à défaut, l’un de vos codes de secours.
sign-in-code-over = Trop de temps s’est écoulé : veuillez saisir de nouveau votre mot de passe.
sign-in-step-title = Deuxième étape
sign-in-passkey = Utiliser une clé d’accès
sign-in-by-code = Ou saisir un code
sign-in-recovery-code = Code de secours
sign-in-recovery-code-hint = À défaut de votre clé d’accès. Chaque code sert une seule fois.

sign-in-filled-by-another = Le formulaire qui attend a été rempli avec un autre compte : il n’est ni montré ici, ni envoyé. Pour le retrouver, connectez-vous avec ce compte.
sign-in-go-on = Continuer sans ce formulaire
resume-title = Votre saisie est conservée
resume-text = Votre session s’était terminée avant l’envoi du formulaire. Rien n’a été envoyé. Reprenez le formulaire : il contient tout ce que vous aviez saisi, sauf les fichiers, à choisir de nouveau.
resume-button = Reprendre le formulaire
resume-typed = Ce que vous aviez saisi

link-invitation-title = Bienvenue dans l’espace de travail
link-invitation-text = Vous êtes invité(e) à rejoindre l’espace de travail de Jawab. Vérifiez votre nom et choisissez un mot de passe.
link-password-title = Choisir un nouveau mot de passe
link-password-text = Ce lien vous permet de choisir un nouveau mot de passe. Si la vérification en deux étapes est en place, elle vous sera ensuite demandée comme d’habitude.
link-join-button = Enregistrer et se connecter
demonstration-accounts = Comptes de démonstration (chaque lien sert une fois ; de nouveaux liens à chaque démarrage)
link-demonstration-title = Compte de démonstration
link-demonstration-text = Ce lien ouvre une seule fois le compte de démonstration suivant :
link-demonstration-button = Entrer
link-gone-title = Ce lien ne peut plus servir
link-gone-text = Il a déjà servi, il est périmé, ou il a été remplacé par un autre. L’administration du site peut vous en envoyer un nouveau.

password-new = Nouveau mot de passe
password-again = Le même mot de passe, encore une fois
password-current = Mot de passe actuel
password-hint =
    { PLURAL($n) ->
        [one] Au moins { $n } caractère.
        [many] Au moins { $n } de caractères.
       *[other] Au moins { $n } caractères. Une suite de plusieurs mots, facile à retenir pour vous seul(e), convient très bien ; majuscules, chiffres et signes ne sont pas exigés.
    }
password-change = Changer de mot de passe
password-change-text = Vous serez déconnecté(e) partout ailleurs.

account-name = Nom et prénom
account-name-hint = Tel qu’il paraîtra à vos collègues et dans le journal d’audit.
account-role = Rôle
account-language = Langue
account-language-hint = La langue de votre calendrier et des courriels que vous recevez.
account-save = Enregistrer
account-no-password = Ce compte de démonstration n’a ni mot de passe ni vérification en deux étapes.
account-invite = Inviter une personne
account-invite-button = Inviter
account-address-hint = La personne s’en servira pour se connecter. L’adresse ne peut pas être changée par la suite.
account-person = La personne
account-mandate = Ce qu’elle peut faire
account-change-hint = Changer le rôle, la Chambre ou les départements met fin aux sessions de la personne et révoque l’adresse de son calendrier, si elle en a une.
account-assigned =
    { PLURAL($n) ->
        [one] { $n } question en attente de réponse est attribuée à cette personne. Elle le reste même si la personne ne travaille plus pour le département, qui doit alors la confier à quelqu’un d’autre.
       *[other] { $n } questions en attente de réponse sont attribuées à cette personne. Elles le restent même si la personne ne travaille plus pour le département, qui doit alors les confier à quelqu’un d’autre.
    }
account-chamber = Chambre
account-chamber-hint = Pour le service des questions seulement.
account-ministries = Départements ministériels
account-ministries-hint = Pour les agents des départements seulement : un ou plusieurs.
account-invited = Invitation en attente
account-working = Actif
account-disabled = Désactivé
account-conflict = Une autre personne a modifié ce compte entre-temps. Ce qui est enregistré est indiqué ci-dessus ; ce que vous avez saisi est resté ci-dessous. Enregistrez de nouveau pour le remplacer.
account-steps = Autres opérations
account-disable = Désactiver le compte
account-disable-hint = La personne est déconnectée aussitôt et ne peut plus se connecter. L’adresse de son calendrier, si elle en a une, est révoquée. Rien de ce qu’elle a fait n’est effacé.
account-disable-own = C’est votre propre compte : seule une autre personne de l’administration peut le désactiver.
account-enable = Réactiver le compte
account-enable-hint = La personne pourra de nouveau se connecter avec son mot de passe.
account-link-invitation = Créer un nouveau lien d’invitation
account-link-password = Créer un lien pour un nouveau mot de passe
account-link-hint = Si la personne a oublié son mot de passe. En se servant du lien, elle en choisit un nouveau ; la vérification en deux étapes reste en place. La personne en est avertie par courriel. Pendant trente jours, elle ne peut pas confirmer ce que vous demandez.
account-end-sessions = Mettre fin à ses sessions
account-end-sessions-hint = La personne est déconnectée de tous ses navigateurs et en est avertie par courriel ; elle peut se reconnecter.
factor-removal-hint = Si la personne a perdu son téléphone et ses codes de secours : vous demandez le retrait de la vérification en deux étapes, une autre personne de l’administration le confirme. La personne est avertie par courriel de la demande et du retrait.
factor-removal-ask = Demander le retrait de la vérification en deux étapes
factor-removal-asked-by = Retrait de la vérification en deux étapes demandé par
factor-removal-until = en attente jusqu’au
factor-removal-confirm = Confirmer le retrait de la vérification en deux étapes
factor-removal-not-you = Une autre personne de l’administration doit le confirmer : ni celle qui l’a demandé, ni une personne dont elle a ouvert le compte depuis moins de trente jours.
factor-removal-drop = Abandonner la demande
factor-removal-waits = Retrait des deux étapes demandé
accounts-back = Tous les comptes
role-administrator-hint = Tient les comptes, les données de référence et le journal d’audit. N’inscrit et ne modifie aucune question.
role-clerk-hint = Inscrit, transmet et publie les questions d’une Chambre.
role-agent-hint = Prépare les réponses d’un ou de plusieurs départements ministériels.

link-made-title = Lien créé
link-made-invitation = Transmettez ce lien à la personne invitée par un moyen sûr. Il sert une seule fois, dans les trois jours.
link-made-password = Transmettez ce lien à la personne par un moyen sûr. Il sert une seule fois, dans les trois jours, et remplace les liens précédents.
link-made-once = Ce lien n’est montré qu’ici et maintenant. Il n’est pas conservé.

second-factor-title = Vérification en deux étapes
second-factor-short = Deux étapes
second-factor-lead = À chaque connexion, un code à six chiffres est demandé après le mot de passe. Ainsi, un mot de passe dérobé ne suffit pas.
second-factor-required = Votre fonction l’exige : mettez-la en place pour continuer.
second-factor-on = La vérification en deux étapes est en place.
second-factor-off = La vérification en deux étapes n’est pas en place. Elle est recommandée.
second-factor-off-required = La vérification en deux étapes n’est pas en place, et votre fonction l’exige : mettez-la en place.
second-factor-set = Mettre en place
second-factor-replace = Changer de téléphone ou d’application
second-factor-remove = Retirer la vérification en deux étapes
second-factor-codes-too = Mettre aussi en place un code à six chiffres
second-factor-codes-remove = Retirer le code à six chiffres
second-factor-password-hint = Vous serez déconnecté(e) des autres navigateurs.
second-factor-step-app = Ouvrez une application d’authentification sur votre téléphone, quelle qu’elle soit.
second-factor-step-scan = Scannez ce code QR avec l’application.
second-factor-step-code = Saisissez le code qu’elle montre.
second-factor-square = Code QR à scanner avec l’application d’authentification
second-factor-by-hand = Saisir la clé à la main
second-factor-secret = Clé

passkeys-title = Clés d’accès
passkeys-text = Une clé d’accès tient lieu de code à six chiffres : à la connexion, après le mot de passe, vous confirmez sur votre téléphone, votre ordinateur ou une clé de sécurité. Elle ne sert que sur ce site ; un site qui l’imiterait ne peut pas vous la soutirer.
passkeys-not-here = Les clés d’accès ne peuvent pas servir à l’adresse de ce site : les navigateurs exigent le protocole https et un nom de domaine. Utilisez le code à six chiffres.
passkeys-elsewhere = Les clés d’accès ne servent qu’à l’adresse publique du site, et vous l’avez ouvert à une autre. Pour vous en servir, ouvrez-le ici :
passkey-word = Clé d’accès
passkey-add = Ajouter une clé d’accès
passkey-add-lead = Nommez la clé, saisissez votre mot de passe, puis suivez ce que demande votre navigateur.
passkey-instead = Ajouter plutôt une clé d’accès
passkey-name = Nom de la clé
passkey-name-hint = Pour la reconnaître : le téléphone, l’ordinateur ou la clé de sécurité qui la garde.
passkey-made = Ajoutée :
passkey-used = Dernier usage :
passkey-unused = Pas encore utilisée
passkey-remove = Retirer la clé d’accès
passkey-removal = Retirer une clé d’accès
passkey-removal-text = Elle ne permettra plus de se connecter. Supprimez-la aussi, le cas échéant, du téléphone ou de l’ordinateur qui la garde.
passkey-removal-last = C’est votre seule clé d’accès, et vous n’avez pas de code à six chiffres : la vérification en deux étapes est retirée avec elle, et vos codes de secours ne servent plus. Le mot de passe suffira pour se connecter.
passkey-stays = Votre fonction exige la vérification en deux étapes : pour retirer cette clé, ajoutez-en d’abord une autre ou mettez en place le code à six chiffres.
passkey-scriptless = Le bouton paraît ici dès que la page est prête. Sans JavaScript, une clé d’accès ne peut pas servir : utilisez un code.
passkey-unable = Ce navigateur ne sait pas se servir d’une clé d’accès : utilisez un code.
passkey-asking = Suivez ce que demande votre navigateur…

recovery-codes-title = Codes de secours
recovery-codes-once = Ces codes ne sont montrés qu’ici et maintenant : imprimez-les ou notez-les.
recovery-codes-text = Chacun remplace une seule fois le code de l’application ou la clé d’accès, si vous n’avez pas votre appareil. Gardez-les loin de votre mot de passe.
recovery-codes-done = Je les ai conservés
recovery-codes-new = Créer de nouveaux codes de secours
recovery-codes-short = Vos codes de secours sont de l’ancien modèle, plus court. Ils servent encore ; créez-en de nouveaux, plus sûrs.
recovery-codes-left =
    { PLURAL($n) ->
        [one] Il vous reste { $n } code de secours.
        [many] Il vous reste { $n } de codes de secours.
       *[other] Il vous reste { $n } codes de secours.
    }

sessions-title = Où vous êtes connecté(e)
sessions-text = Si vous ne reconnaissez pas l’un de ces navigateurs, déconnectez-le et changez de mot de passe.
sessions-password-hint = Il est demandé pour déconnecter un navigateur.
sessions-end-all = Se déconnecter partout
session-here = Ce navigateur
session-end = Déconnecter
session-started = Connexion :
session-seen = Dernière activité :
session-browser-unknown = Navigateur inconnu

tokens-title = Jetons des programmes
tokens-text = Un jeton permet à un programme de se servir de l’interface JSON.
tokens-none = Aucun jeton n’a été délivré.
token-new = Nouveau jeton
token-name = Nom
token-name-hint = À quoi il sert, et à qui il est confié.
token-scope = Droits
token-scope-read = Lecture de ce qui est public
token-scope-import = Inscription et transmission de questions, enregistrement de réponses
token-both = Les deux Chambres
token-issue = Délivrer le jeton
token-issued = Délivré :
token-used = Dernier usage :
token-unused = Jamais utilisé
token-revoke = Révoquer le jeton
token-revoked = Révoqué
token-made-title = Jeton délivré
token-made-once = Ce jeton n’est montré qu’ici et maintenant. Il n’est pas conservé.
token-made-label = Jeton
token-made-use = Le programme l’envoie dans l’en-tête

flash-signed-out = Vous êtes déconnecté(e).
flash-signed-out-there = Ce navigateur est déconnecté.
flash-password-changed = Le mot de passe est changé ; les autres sessions sont terminées.
flash-second-factor-removed = La vérification en deux étapes est retirée.
flash-codes-removed = Le code à six chiffres est retiré ; les autres sessions sont terminées.
flash-passkey-added = La clé d’accès est ajoutée ; les autres sessions sont terminées.
flash-passkey-removed = La clé d’accès est retirée ; les autres sessions sont terminées.
flash-factor-removal-asked = La demande est enregistrée : une autre personne de l’administration doit la confirmer.
flash-factor-removal-confirmed = La vérification en deux étapes est retirée de ce compte et ses sessions sont terminées.
flash-factor-removal-dropped = La demande est abandonnée.
flash-sessions-ended = Les sessions de ce compte sont terminées.
flash-account-disabled = Le compte est désactivé et ses sessions sont terminées.
flash-account-enabled = Le compte est réactivé.
flash-token-revoked = Le jeton est révoqué.

problem-address-taken = Un compte a déjà cette adresse.
problem-password-short =
    { PLURAL($n) ->
        [one] Le mot de passe est trop court : au moins { $n } caractère.
        [many] Le mot de passe est trop court : au moins { $n } de caractères.
       *[other] Le mot de passe est trop court : au moins { $n } caractères.
    }
problem-password-common = Ce mot de passe est parmi les premiers que l’on essaie, ou se devine (suite de touches, mots de passe connus, répétitions, dates) : choisissez-en un autre.
problem-password-expected = Ce mot de passe n’est fait que de mots attendus ici (institutions, pays, année) : choisissez-en un autre.
problem-password-personal = Le mot de passe contient votre nom, votre adresse ou le nom du site : choisissez-en un autre.
problem-passwords-differ = Les deux mots de passe ne sont pas les mêmes.
problem-wrong-password = Ce n’est pas votre mot de passe actuel.
problem-wrong-code = Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.
problem-wrong-recovery-code = Ce code de secours n’est pas le bon, ou il a déjà servi. Essayez-en un autre.
problem-passkey-cancelled = Aucune clé d’accès n’a été présentée : l’opération a été annulée, a duré trop longtemps, ou l’appareil n’en garde aucune pour ce compte.
problem-passkey-expired = La demande à laquelle répond cette clé d’accès n’est plus valable. Recommencez.
problem-passkey-unknown = Cette clé d’accès n’est pas l’une de celles de votre compte.
problem-passkey-refused = Cette clé d’accès n’a pas pu être vérifiée. Recommencez, ou utilisez un code.
problem-passkey-copied = Cette clé d’accès est refusée : il pourrait en exister une copie. Utilisez un code, puis retirez-la de votre compte.
problem-passkey-known = Cette clé d’accès, ou une autre du même appareil, est déjà enregistrée.
problem-passkey-unsuited = Cet appareil ne peut pas créer de clé d’accès qui convienne : choisissez-en un autre.
problem-last-administrator = C’est le dernier compte d’administration en service : invitez d’abord quelqu’un d’autre.
problem-wait =
    { PLURAL($n) ->
        [one] Trop d’essais infructueux. Réessayez dans { $n } seconde.
        [many] Trop d’essais infructueux. Réessayez dans { $n } de secondes.
       *[other] Trop d’essais infructueux. Réessayez dans { $n } secondes.
    }

error-unauthorized = Jeton nécessaire
error-unauthorized-text = Cette adresse demande un jeton valable, dans l’en-tête Authorization.

notice-subject = Jawab : votre compte
notice-link-made = Un lien permettant de choisir un nouveau mot de passe pour votre compte a été créé.
notice-password-changed = Le mot de passe de votre compte a été changé.
notice-second-factor-set = La vérification en deux étapes de votre compte a été mise en place ou changée.
notice-second-factor-removed = La vérification en deux étapes de votre compte a été retirée.
notice-codes-removed = Le code à six chiffres a été retiré de votre compte ; une clé d’accès y reste.
notice-passkey-added = Une clé d’accès a été ajoutée à votre compte.
notice-passkey-removed = Une clé d’accès a été retirée de votre compte.
notice-removal-asked = Le retrait de la vérification en deux étapes de votre compte a été demandé ; une deuxième personne de l’administration doit le confirmer.
notice-removal-confirmed = La vérification en deux étapes de votre compte a été retirée par deux personnes de l’administration.
notice-recovery-codes-made = De nouveaux codes de secours ont été créés pour votre compte.
notice-recovery-code-used = Un code de secours a servi à se connecter à votre compte.
notice-sessions-ended = L’administration du site a mis fin à toutes les sessions de votre compte.
notice-of-one-inviter = Un acte qui demande deux personnes a été confirmé entre deux comptes que la même personne de l’administration a invités ces trente derniers jours : nul autre n’était encore en mesure de le confirmer.
notice-of-one-inviter-subject = Jawab : un acte à vérifier
notice-of-one-inviter-look = Vérifiez cet acte : il reste signalé pendant trente jours sur votre tableau.
notice-at = C’était le { $date } à { $time }, heure du Maroc.
notice-by = L’opération a été faite par { $name }.
notice-not-you = Si vous ne vous y attendiez pas, changez de mot de passe et prévenez sans tarder une personne de l’administration que vous connaissez, sans répondre à ce courriel.
notice-account = Votre compte
