# La page d’une question.

question-description = { $title } : texte, réponse, délai et sources.
asked-by = Question posée par
author-unknown = Auteur non communiqué
subject-untranslated = L’objet n’est pas traduit en français.
notice-withdrawn = Cette question a été retirée avant d’avoir reçu une réponse. Son texte reste publié.
notice-withdrawn-partly = Cette question a été retirée avant que tous les départements saisis y répondent. Son texte et les réponses reçues restent publiés.
notice-lapsed = Cette question est devenue caduque avec la fin de la législature, sans réponse. Son texte reste publié.
notice-lapsed-partly = Cette question est devenue caduque avec la fin de la législature avant que tous les départements saisis y répondent. Son texte et les réponses reçues restent publiés.
notice-converted = Cette question a été convertie en question orale : la procédure écrite a pris fin sans réponse. Son texte reste publié.
notice-converted-partly = Cette question a été convertie en question orale : la procédure écrite a pris fin avant que tous les départements saisis répondent. Son texte et les réponses reçues restent publiés.
notice-oral = C’est une question orale : le délai de vingt jours des questions écrites ne lui est pas appliqué.
notice-unnumbered = Le numéro de cette question n’est pas communiqué.
notice-press-only = Cette question est connue par la presse : son numéro n’est pas communiqué et des données peuvent manquer.

texts-choice = Langue des textes
texts-all = Côte à côte
question-text = Texte de la question
question-text-missing = Le texte de la question n’existe pas dans cette langue.
answer-text = Texte de la réponse
answer-text-missing = Le texte de la réponse n’existe pas dans cette langue.
page-abbreviation = p.
reviewed-by = Relu par
not-reviewed = Pas encore relu
sub-questions = Sous-questions
sub-questions-answered = Répondues : { $answered } sur { $total }

answers-title = Réponse
no-answer-yet = Cette question n’a pas encore reçu de réponse.
no-answer-closed = Cette question n’a pas reçu de réponse.
answer-unpublished = Pas encore publiée
answer-annulled = Réponse annulée : elle avait été enregistrée par erreur.
answer-text-unknown = Cette question a reçu une réponse, dont le texte n’est pas connu.
answer-date = Date
signed-by = Répondu par
holding-note = Une réponse d’attente n’arrête pas le délai.
corrects = Ce texte rectifie une réponse antérieure
corrects-of = Ce texte rectifie la réponse du { $date }
corrected = Cette réponse a été rectifiée depuis
corrected-on = Cette réponse a été rectifiée le { $date }
also-answers = Répond aussi à

deadline-title = Délai de réponse
deadline-passed = Le délai a expiré le { $date }, sans réponse.
deadline-runs = Le délai expire le { $date }.
deadline-answered = Répondue le { $answered }. Le délai expirait le { $date }.
deadline-closed = Close sans réponse. Le délai expirait le { $date }.
deadline-not-transmitted = Aucune transmission au Gouvernement n’est enregistrée : le délai n’a pas commencé.
deadline-ministry-unknown = Le département saisi n’est pas connu : le délai ne peut pas être compté.
deadline-unknown = La date de transmission n’est pas connue : le délai ne peut pas être compté.
deadline-closed-unreckoned = La question a été close avant qu’un délai soit compté.
clock-start-transmission = la transmission
clock-start-transfer = la réattribution
clock-start-addition = la saisine d’un département de plus
deadline-hint =
    { PLURAL($n) ->
        [one] { $n } jour après { $start }, selon la lecture que ce site fait de l’article 100 de la Constitution.
       *[other] { $n } jours après { $start }, selon la lecture que ce site fait de l’article 100 de la Constitution.
    }
deadline-hint-working =
    { PLURAL($n) ->
        [one] { $n } jour ouvrable après { $start }, selon la lecture que ce site fait de l’article 100 de la Constitution.
       *[other] { $n } jours ouvrables après { $start }, selon la lecture que ce site fait de l’article 100 de la Constitution.
    }
deadline-picture = Jours du délai écoulés : { $passed } sur { $total }. Jours de retard : { $over }.
reckoning-summary = Comment ce délai est-il compté ?
rule-version = Version { $version } de la règle
rule-any-day = quelle que soit la date de transmission
rule-calendar-days =
    { PLURAL($n) ->
        [one] { $n } jour, tous les jours comptant.
       *[other] { $n } jours, tous les jours comptant.
    }
rule-working-days =
    { PLURAL($n) ->
        [one] { $n } jour ouvrable, sans les jours de repos ni les jours fériés.
       *[other] { $n } jours ouvrables, sans les jours de repos ni les jours fériés.
    }
rule-rolls = Si le dernier jour est un jour de repos, le délai va jusqu’au jour ouvrable suivant.
rule-does-not-roll = Le délai n’est pas prolongé si le dernier jour est un jour de repos.
rule-restarts = Une réattribution ouvre un nouveau délai.
rule-does-not-restart = Une réattribution n’ouvre pas de nouveau délai.
reading-note = C’est la lecture que ce site fait de l’article 100 de la Constitution.
day-start = jour de la transmission, non compté
day-start-transfer = jour de la réattribution, non compté
day-start-addition = jour de la saisine d’un département de plus, non compté
day-counted = jour { $n }
day-weekend = fin de semaine, non comptée
day-holiday = jour férié, non compté
day-rolled-over = jour de repos, le délai est prolongé
day-rolled-to = jour ouvrable suivant, fin du délai

facts = Données de la question
fact-number = Numéro
fact-legislature = Législature
fact-deposited = Date de dépôt
fact-deposited-drafted = Date de dépôt indiquée dans le brouillon
fact-number-proposed = Numéro proposé
number-proposed = numéro proposé
fact-transmitted = Date de transmission
fact-themes = Thèmes
attributions = Départements saisis
history = Parcours de la question
press-title = Dans la presse
press-note = Ce sont des articles de presse, non des documents officiels. Les liens mènent à d’autres sites.
press-untitled = Article sans titre connu
press-outlet-unknown = Média non communiqué
related-title = Questions liées
cite-title = Citer cette question
cite-label = Texte de la citation
cite-subject = « { $subject } »
cite-deposited = déposée le { $date }
cite-consulted = Consulté le { $date }

attachments-title = Documents joints
attachment-pages =
    { PLURAL($n) ->
        [one] { $n } page
        [many] { $n } de pages
       *[other] { $n } pages
    }
attachment-kibibytes =
    { PLURAL($n) ->
        [one] { $n } Kio
        [many] { $n } Kio
       *[other] { $n } Kio
    }
