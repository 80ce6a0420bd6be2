# Les mots du domaine : Chambres, situations, rôles, événements.

chamber-representatives = Chambre des représentants
chamber-councillors = Chambre des conseillers
language-ar = arabe
language-fr = français
only-in-ar = en arabe seulement
only-in-fr = en français seulement
legislature-nth =
    { $n ->
        [1] 1re législature
       *[other] { $n }e législature
    }
written-question = Question écrite
oral-question = Question orale
number-of = question n° { $number }
number-sign = n°
number-unknown = numéro non communiqué
number-not-yet = pas encore attribué
not-deposited-yet = pas encore déposée
not-transmitted-yet = pas encore transmise
no-transmission-recorded = aucune transmission enregistrée
no-subject = Question sans objet connu

status-draft = Brouillon
status-deposited = Déposée
status-transmitted = Transmise au Gouvernement
status-answered = Répondue
status-withdrawn = Retirée
status-lapsed = Caduque
status-converted = Convertie en question orale
not-answered-yet = Pas de réponse

standing-not-started = Délai non commencé
standing-unknown = Échéance inconnue
standing-days-left =
    { PLURAL($n) ->
        [one] Il reste { $n } jour
       *[other] Il reste { $n } jours
    }
standing-due-today = Échéance aujourd’hui
standing-overdue =
    { $n ->
        [1] Hors délai d’un jour
        [one] Hors délai de { $n } jour
       *[other] Hors délai de { $n } jours
    }
standing-answered-on-time = Répondue dans le délai
standing-answered-late =
    { PLURAL($n) ->
        [one] Répondue avec { $n } jour de retard
       *[other] Répondue avec { $n } jours de retard
    }
kind-overdue = Hors délai
kind-due-soon = Échéance sous 5 jours
kind-on-time = Dans le délai
kind-not-started = Délai non commencé ou inconnu
kind-answered-late = Répondue après le délai
kind-answered = Répondue, délai inconnu
kind-closed = Close sans réponse complète

role-original = Original
role-official-translation = Traduction officielle
role-unofficial-translation = Traduction non officielle
role-machine-translation = Traduction automatique
role-press-report = Compte rendu de presse
role-unspecified = Statut inconnu
warning-unofficial-translation = Traduction non officielle : seul l’original fait foi.
warning-machine-translation = Traduction non officielle, faite par une machine : elle peut contenir des erreurs.
warning-press-report = Texte non officiel : tel que la presse l’a rapporté.
warning-unspecified = On ignore si ce texte est l’original ou une traduction.

answer-holding = Réponse d’attente
answer-final = Réponse
answer-correction = Rectificatif
coverage-not-addressed = Non traitée
coverage-partly = Traitée en partie
coverage-answered = Répondue
coverage-not-assessed = Pas encore évaluée

event-deposited = Déposée au bureau de la Chambre
event-transmitted = Transmise au Gouvernement
event-transferred = Réattribuée à un autre département
event-instead-of = auparavant
event-held = Réponse d’attente reçue
event-answered = Réponse reçue
event-corrected = Rectificatif reçu
event-withdrawn = Retirée par son auteur
event-lapsed = Devenue caduque avec la fin de la législature
event-published = Publiée
event-hidden = Masquée
event-unhidden = De nouveau publiée
event-text-added = Texte ajouté
event-text-reviewed = Texte relu
event-redacted = Données personnelles occultées
event-imported = Importée
event-import-updated = Mise à jour par un nouvel import
event-logged = Brouillon créé
event-draft-deleted = Brouillon supprimé
event-edited = Modifiée
event-ministry-added = Transmise à un département de plus
event-converted-to-oral = Convertie en question orale
event-hiding-asked = Masquage demandé
event-hiding-dropped = Demande de masquage refusée ou retirée
event-hiding-refused = Demande de masquage refusée
event-hiding-taken-back = Demande de masquage retirée
event-unhiding-asked = Nouvelle publication demandée
event-unhiding-dropped = Demande de nouvelle publication refusée ou retirée
event-unhiding-refused = Demande de nouvelle publication refusée
event-unhiding-taken-back = Demande de nouvelle publication retirée
event-text-corrected = Texte corrigé
event-text-role-corrected = Nature d’un texte corrigée
event-text-source-corrected = Source d’un texte corrigée
event-linked = Liée à une autre question
event-unlinked = Lien avec une autre question supprimé
event-attached = Document joint
event-document-withdrawn = Document retiré, joint par erreur
event-assigned = Confiée à un agent
event-answer-submitted = Réponse envoyée à la Chambre par le département
event-answer-recalled = Réponse reprise par le département avant toute décision
event-answer-returned = Réponse renvoyée au département
event-transfer-asked = Réattribution demandée
event-transfer-refused = Réattribution refusée
event-transfer-withdrawn = Demande de réattribution retirée
event-reminded = Rappel envoyé au département
event-deadline-moved = Échéance déplacée
event-date-corrected = Date rectifiée
event-transmission-undone = Transmission annulée, enregistrée par erreur
event-referral-undone = Saisine d’un département annulée, enregistrée par erreur
event-answer-undone = Réponse annulée, enregistrée par erreur
event-end-undone = Fin de procédure annulée, enregistrée par erreur
event-correction-asked = Rectification demandée
event-correction-dropped = Demande de rectification refusée ou retirée
event-correction-refused = Demande de rectification refusée
event-correction-taken-back = Demande de rectification retirée
event-undoing-asked = Annulation demandée
event-undoing-refused = Demande d’annulation refusée
event-undoing-taken-back = Demande d’annulation retirée
event-pending-closed = Demandes en cours closes, devenues sans objet
rectified-deposited = Rectification de la date de dépôt
rectified-transmitted = Rectification de la date de transmission
rectified-referred = Rectification de la date de saisine du département
rectified-answered = Rectification de la date de la réponse
rectified-ended = Rectification de la date de fin de procédure
rectified-days = { $after } au lieu du { $before }
rectified-undone = Annulation { $what }
undone-of-day = { $what } du { $date }
undone-transmission = de la transmission
undone-referral = de la saisine
undone-answer = de la réponse
undone-withdrawal = du retrait
undone-conversion = de la conversion en question orale
undone-lapse = de la caducité
undone-end = de la fin de procédure
bounds-between = Indiquez une date comprise entre le { $from } ({ $after }) et le { $to } ({ $before }).
bounds-from = Indiquez une date à partir du { $from } ({ $after }).
bounds-to = Indiquez une date jusqu’au { $to } ({ $before }).
bounds-none = Aucune autre date n’est possible entre le { $from } ({ $after }) et le { $to } ({ $before }) : rectifiez d’abord celle de ces deux dates qui est inexacte.
bounds-none-today = Aucune autre date n’est possible entre le { $from } ({ $after }) et le { $to } ({ $before }) : si la première de ces deux dates est inexacte, rectifiez-la d’abord.
milestone-deposit = dépôt de la question
milestone-transmission = transmission au Gouvernement
milestone-referral = saisine d’un département
milestone-transfer = réattribution à un autre département
milestone-answer = réponse d’un département
milestone-correction = rectificatif de la réponse
milestone-end = fin de la procédure
milestone-today = aujourd’hui
history-undone = Annulation ultérieure
history-moved = Rectification ultérieure de la date

link-grouped-with = Question jointe, même objet
link-renews = Rappelle cette question
link-renewed-by = Rappelée par cette question
link-repeats = Répète cette question
link-repeated-by = Répétée par cette question
link-follows-up = Fait suite à cette question
link-followed-up-by = Suivie par cette question
link-converted-from = Convertie à partir de cette question
link-converted-to = Convertie en cette question

group-group = Groupe
group-groupement = Groupement
group-none = Sans appartenance
succession-merged = Fusion
succession-split = Scission
succession-replaced = Transfert des attributions
