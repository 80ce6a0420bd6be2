# Le tableau du département, la préparation de la réponse, le tableau de la Chambre, et ce qui sort du site.

board-title = Ce qui attend votre réponse
board-open =
    { PLURAL($n) ->
        [one] { $n } question ouverte
       *[other] { $n } questions ouvertes
    }
board-average =
    { PLURAL($n) ->
        [one] délai moyen de réponse cette année : { $n } jour
       *[other] délai moyen de réponse cette année : { $n } jours
    }
board-definition = définition
board-average-definition = Délai moyen de réponse : nombre de jours entre le début du délai du département et sa réponse, en moyenne, pour les réponses datées depuis le 1er janvier de cette année. Les réponses d’attente ne comptent pas.
board-table = Télécharger le tableau (CSV)
board-notices = Calendrier et courriel du matin
board-filters = Restreindre le tableau
board-words = Mots de l’objet
board-state = Étape de préparation
board-assigned = Chargé de la réponse
board-me = Moi
board-nobody = Pas encore attribuée
board-from = Échéance à partir du
board-to = Échéance jusqu’au
board-chosen = Questions choisies
board-choose = Choisir dans la liste
board-assign = Attribuer les questions choisies
board-assign-hint = Cochez des questions dans le tableau ci-dessus, puis choisissez qui en préparera les réponses.
board-assign-button = Attribuer
board-internal = Échéance interne
board-internal-hint = Le jour où le département veut que la réponse soit prête. Elle ne change pas l’échéance légale.
board-internal-bulk-hint = Le jour où le département veut que les réponses soient prêtes. Si vous laissez cette date vide, les échéances internes déjà fixées restent telles quelles.

lane-overdue = Hors délai
lane-due-today = Échéance aujourd’hui
lane-due-soon = Échéance proche
lane-later = Plus tard
lane-waiting = À la Chambre
lane-answered = Répondues récemment
lane-ended = Closes ou réattribuées récemment, sans votre réponse
lane-empty = Rien.
lane-all =
    { PLURAL($n) ->
        [one] Tout voir ({ $n } question)
       *[other] Tout voir ({ $n } questions)
    }
lane-back = Revenir au tableau entier

ticket-pick = Choisir la question : { $subject }
ticket-assigned = Attribuée à :
ticket-assigned-plain = Attribuée à : { $name }
ticket-assignee-left = (ne travaille plus pour ce département)
ticket-internal = Échéance interne : { $date }
ticket-internal-today = Échéance interne : aujourd’hui
ticket-internal-late = (après l’échéance légale)
ticket-tomorrow = Demain, { $date }
ticket-age =
    { $n ->
        [0] Reçue aujourd’hui
        [1] Reçue hier
       *[other] Reçue il y a { $n } jours
    }
ticket-sent = Envoyée le { $date }
ticket-sent-today = Envoyée aujourd’hui
ticket-sent-yesterday = Envoyée hier
ticket-transfer-asked = Réattribution demandée
ticket-transfer-refused = Réattribution refusée par la Chambre le { $date }
ticket-transfer-granted = Demande acceptée, question réattribuée le { $date }
ticket-transferred = Question réattribuée le { $date }
ticket-transferred-to = Réattribuée à :
ticket-returned = Renvoyée par la Chambre
ticket-annulled = Réponse du { $date } annulée par la Chambre
ticket-annulled-undated = Réponse annulée par la Chambre
ticket-annulled-recorded = Réponse du { $date }, enregistrée par la Chambre au nom de votre département, annulée
ticket-annulled-recorded-undated = Réponse enregistrée par la Chambre au nom de votre département, annulée
ticket-ended = Procédure close le { $date }.
ticket-taken-back = Votre réponse est redevenue un projet.
ticket-restored = De nouveau ouverte : votre réponse est à valider et à envoyer de nouveau.
ticket-returned-here = Revenue à votre département : votre réponse est à valider et à envoyer de nouveau.
ticket-reminded = Rappel de la Chambre le { $date }

stage-received = Reçue
stage-assigned = Attribuée
stage-drafted = En rédaction
stage-cleared = Validée en interne
stage-submitted = Envoyée à la Chambre
stage-done = (fait)
stages-label = Étapes de préparation de la réponse

answer-of = Réponse de :
answer-side-question = La question
answer-side-answer = Réponse du département
answer-with-chamber = La réponse est à la Chambre, qui la renverra en disant pourquoi ou l’acceptera ; acceptée, elle est publique dès que la question l’est.
answer-sent-to-chamber = La réponse a été envoyée à la Chambre le { $date }.
answer-setback-annulled = La réponse du { $date } a été annulée : elle avait été enregistrée par erreur. Une autre est à préparer, à valider et à envoyer à la Chambre.
answer-setback-annulled-undated = Votre réponse a été annulée : elle avait été enregistrée par erreur. Une autre est à préparer, à valider et à envoyer à la Chambre.
answer-setback-annulled-recorded = La réponse du { $date }, que la Chambre avait enregistrée au nom de votre département, a été annulée : elle avait été enregistrée par erreur. Votre réponse reste attendue ; ce que vous aviez commencé à rédiger est conservé.
answer-setback-annulled-recorded-undated = La réponse que la Chambre avait enregistrée au nom de votre département a été annulée : elle avait été enregistrée par erreur. Votre réponse reste attendue ; ce que vous aviez commencé à rédiger est conservé.
answer-setback-returned = La question avait été réattribuée à un autre département, et elle vous revient. Votre réponse est redevenue un projet : elle est à valider et à envoyer de nouveau à la Chambre.
answer-setback-restored = La question était close, et elle est de nouveau ouverte. Votre réponse est redevenue un projet : elle est à valider et à envoyer de nouveau à la Chambre.
answer-ended = { $status } : la procédure est close depuis le { $date }, et plus aucune réponse n’est attendue.
answer-ended-taken-back = La réponse que vous aviez validée ou envoyée à la Chambre est redevenue un projet : son texte est conservé ci-dessous.
answer-ended-for-others = La réponse que vous aviez préparée ne vise plus cette question ; elle suit son cours pour les autres.
answer-ended-draft = Le projet de votre réponse est conservé ci-dessous.
answer-transfer-waits = Le département a demandé la réattribution de la question, et la Chambre n’a pas encore décidé :
answer-transfer-refused-hint = La réponse reste due par le département, et son délai court.
answer-assign = Qui prépare la réponse
answer-assignments = Attributions précédentes et échéances internes
answer-no-internal = Sans échéance interne
answer-internal-late = L’échéance interne, le { $date }, est postérieure à l’échéance légale du { $due }.
answer-clear = Valider la réponse
answer-clear-hint = Le département valide la réponse telle qu’elle est écrite ici ; elle est enregistrée en même temps. Toute modification demandera une nouvelle validation.
answer-submit = Envoyer la réponse à la Chambre
answer-submit-hint = La réponse part telle qu’elle a été validée, après confirmation. Si vous l’avez modifiée depuis, elle est seulement enregistrée, et il faut la valider de nouveau. Tant qu’elle est à la Chambre, elle ne peut pas être modifiée.
answer-recall = Reprendre la réponse
answer-recall-hint = Tant que la Chambre n’a pas décidé, vous pouvez reprendre la réponse pour la modifier. Elle revient telle qu’elle a été validée ; toute modification demande une nouvelle validation.
answer-transfer = La question ne relève pas de ce département
answer-transfer-hint = La Chambre décide. Jusque-là, la réponse reste due par le département et son délai court.
answer-transfer-to = Département compétent
answer-transfer-reason-hint = La Chambre le lit, et il figure dans l’historique de la question.
answer-transfer-button = Demander la réattribution
answer-transfer-withdraw = Retirer la demande de réattribution
answer-transfer-withdraw-hint = Tant que la Chambre n’a pas décidé, vous pouvez retirer la demande. Jusqu’à sa décision, la réponse reste due par le département et son délai court.
answer-form-title = Texte de la réponse
answer-form-cleared = Cette réponse est validée. Modifiée, elle devra l’être de nouveau.
answer-form-kind = Type de réponse
answer-form-final-hint = Elle clôt ce que le département doit sur cette question.
answer-form-text = Réponse
answer-form-original = Original
answer-form-original-hint = Si la réponse est écrite dans les deux langues, l’autre texte est une traduction officielle.
answer-form-original-ar = Le texte arabe
answer-form-original-fr = Le texte français
answer-form-both-original = Les deux textes
answer-form-minister = Ministre signataire
answer-form-on = Date de la réponse
answer-form-on-hint = Vide : le jour de l’envoi à la Chambre. Exemple : { $date }
answer-form-also = Autres questions auxquelles cette réponse répond
answer-form-also-hint = Parmi les questions ouvertes du département.
answer-form-also-words = Numéro de la question ou mots de l’objet
answer-form-also-none = Aucune autre question ouverte du département ne correspond.
answer-question-hidden = Cette question est masquée au public. Tant qu’elle le reste, sa réponse n’est pas visible non plus.
answer-form-save = Enregistrer la réponse
answer-conflict-title = La réponse a été modifiée entre-temps
answer-conflict-text = { $who } a modifié cette réponse pendant que vous l’écriviez. Rien de ce que vous avez écrit n’est perdu : comparez les deux versions, modifiez la vôtre si vous voulez, puis choisissez. Les champs qu’un seul de vous a modifiés gardent cette modification.
answer-conflict-text-own = Vous avez vous-même modifié cette réponse depuis le début de cette saisie. Rien de ce que vous avez écrit n’est perdu : comparez, modifiez cette version si vous le voulez, puis choisissez. Les champs que vous n’avez modifiés que d’un côté gardent cette modification.

notices-title = Calendrier et courriel du matin
notices-calendar = Calendrier
notices-calendar-text = Votre application de calendrier montre les échéances des questions de votre département et vos échéances internes, chacune expliquée. L’adresse est secrète : qui la connaît voit ces échéances.
notices-calendar-ends = L’adresse cesse de fonctionner dès que vos départements changent ou que votre compte est désactivé, même s’il est réactivé ensuite. Il faut alors en créer une autre ici.
notices-address = Adresse du calendrier
notices-address-once = Copiez-la maintenant dans votre application : elle ne sera plus montrée.
notices-since = Vous avez un calendrier depuis le
notices-make = Créer une adresse de calendrier
notices-renew = Remplacer l’adresse par une autre
notices-revoke = Révoquer l’adresse
notices-mail = Courriel du matin
notices-mail-text = Un message à sept heures si votre département a une question hors délai, ou dont l’échéance est aujourd’hui ou proche. Il est envoyé à :
notices-mail-on = Le courriel du matin est activé.
notices-mail-off = Le courriel du matin n’est pas activé.
notices-mail-start = Activer le courriel du matin
notices-mail-stop = Arrêter le courriel du matin
stop-mail-to = Ce message est envoyé chaque matin à :
stop-mail-done = Le courriel du matin est arrêté : vous n’en recevrez plus.

chamber-title = À traiter
chamber-overdue = Hors délai dans les départements
chamber-note = Mot au département
chamber-note-hint = Le département le lit, et il figure dans l’historique de la question.
chamber-remind = Rappeler aux départements
chamber-remind-hint = Cochez des questions, puis envoyez le rappel. Il paraît sur le tableau du département et dans l’historique de la question.
waits-answers = Réponses à examiner
waits-transfers = Demandes de réattribution
waits-hidings = Masquages et nouvelles publications à confirmer
of-one-inviter = Le { $date }, { $confirmed } a confirmé une demande dont l’auteur est { $asked }. { $invited } a invité ces deux comptes, et nul autre n’était encore en mesure de la confirmer.
of-one-inviter-look = Vérifier
waits-corrections = Rectifications à confirmer
chamber-lapse-asked = La caducité des questions d’une législature est demandée et attend votre décision.
waits-deposited = Déposées, non transmises
waits-unpublished = Transmises, non publiées
waits-drafts = Brouillons
waits-since-answer = Reçue le
waits-since-request = Demande du
waits-since-deposit = Déposée le
waits-since-transmission = Transmise le
waits-since-draft = Modifié le
waits-from = De :
waits-to = vers :

rates-title = Comment les départements répondent
rates-table = Les réponses des départements en chiffres
rates-since = Questions comptées
rates-year = Transmises depuis 12 mois
rates-ever = Toutes
rates-definition = Sont comptées les questions écrites qui sont dans chaque département, une fois par département. Les questions retirées, caduques ou réattribuées ne le sont pas. Taux : celles répondues dans le délai, parmi celles qui sont répondues ou hors délai. Durée : jours entre le début du délai et la réponse ; la médiane est la durée dans laquelle la moitié des réponses sont arrivées.
rates-bar = Issue
rates-percent = Respect du délai
rates-on-time = Dans le délai
rates-late = Après le délai
rates-overdue = Hors délai, sans réponse
rates-open = Ouvertes, dans le délai
rates-undated = Répondues, date inconnue
rates-average = Jours, moyenne
rates-median = Jours, médiane
rates-none = non disponible
rates-bar-label = Dans le délai : { $on_time }. Après le délai : { $late }. Hors délai, sans réponse : { $overdue }. Ouvertes, dans le délai : { $open }.

table-subject-ar = Objet (en arabe)
table-subject-fr = Objet (en français)
table-since = Reçue par le département le
table-age = Jours depuis la réception
table-due = Échéance
table-internal = Échéance interne
table-submitted = Envoyée à la Chambre le
table-answered = Répondue le
table-returned = Motif du renvoi par la Chambre
table-link = Adresse

explained-start = Le délai court depuis le { $date }, jour qui ne compte pas.
explained-start-transfer = Le délai court depuis la réattribution, le { $date }, jour qui ne compte pas.
explained-start-addition = Le délai court depuis la saisine d’un département de plus, le { $date }, jour qui ne compte pas.
explained-weekend =
    { PLURAL($n) ->
        [one] { $n } jour de fin de semaine n’est pas compté.
       *[other] { $n } jours de fin de semaine ne sont pas comptés.
    }
explained-holidays = Jours fériés non comptés : { $days }.
explained-due = L’échéance est la fin du { $date }.

calendar-name = Jawab : échéances des réponses
calendar-due = Échéance : { $subject }
calendar-internal = Échéance interne : { $subject }

digest-subject = Jawab : { $counts }
digest-greeting = Bonjour { $name },
digest-lead = Votre département a, ce { $date } : { $counts }.
digest-overdue =
    { PLURAL($n) ->
        [one] { $n } question hors délai
       *[other] { $n } questions hors délai
    }
digest-due-today =
    { PLURAL($n) ->
        [one] { $n } question dont l’échéance est aujourd’hui
       *[other] { $n } questions dont l’échéance est aujourd’hui
    }
digest-due-soon =
    { PLURAL($n) ->
        [one] { $n } question dont l’échéance est sous 5 jours
       *[other] { $n } questions dont l’échéance est sous 5 jours
    }
digest-board = Tableau des échéances
digest-stop = Pour arrêter ce message

flash-assigned = L’attribution est enregistrée.
flash-assigned-late = L’attribution est enregistrée. Attention : pour une question au moins, l’échéance interne est postérieure à l’échéance légale.
flash-assigned-and-saved = L’attribution et la réponse sont enregistrées.
flash-cleared = La réponse est validée.
flash-submitted = La réponse est envoyée à la Chambre.
flash-recalled = La réponse est reprise. Vous pouvez la modifier ou l’envoyer de nouveau.
flash-saved-to-clear = La réponse est enregistrée, mais n’est pas envoyée : son texte a changé et doit d’abord être validé.
flash-transfer-asked = La demande de réattribution est enregistrée. La Chambre décidera.
flash-transfer-asked-and-saved = La demande de réattribution et la réponse sont enregistrées. La Chambre décidera.
flash-transfer-withdrawn = La demande de réattribution est retirée.
flash-transfer-withdrawn-and-saved = La demande de réattribution est retirée, et la réponse est enregistrée.
flash-reminded = Le rappel est envoyé.
