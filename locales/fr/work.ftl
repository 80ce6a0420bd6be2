# Le travail du service des questions : formulaire, page de travail, étapes.

question-form-new = Nouvelle question
question-form-edit = Modifier la question
question-form-back = Page de la question
question-form-lead = La question est gardée comme brouillon, invisible du public, jusqu’à son dépôt puis sa transmission au Gouvernement.
question-form-aside = Échéance et questions semblables
question-form-texts = Texte de la question
question-form-texts-hint = Commencez par l’une ou l’autre langue ; la seconde peut être ajoutée plus tard.
question-form-subject = Objet de la question
question-form-text-hint = Laissez une ligne vide entre les paragraphes.
question-form-role = Nature du texte
question-form-sub = Sous-question { $n }
question-form-sub-hint = Elles servent à dire ce que la réponse traite et ce qu’elle ne traite pas.
question-form-sub-add = Ajouter une sous-question
question-form-parties = Auteurs et départements
question-form-authors = Auteurs de la question
question-form-authors-hint = La question est rattachée au groupe de son auteur au jour du dépôt.
question-form-ministries = Départements destinataires
question-form-ministries-fixed = La question a été transmise : ses départements ne se changent pas dans ce formulaire.
question-form-ministries-hint = S’il y en a plusieurs, chacun a son propre délai. Au moins un est nécessaire pour publier ou transmettre la question.
question-form-particulars = Numéro et dates
question-form-particulars-hint = Laissez vide ce qui n’a pas encore eu lieu.
question-form-legislature = Législature
question-form-number = Numéro de la question
question-form-number-hint = Laissé vide, le numéro suivant est attribué au dépôt.
question-form-deposited = Date de dépôt
question-form-transmitted = Date de transmission au Gouvernement
question-form-transmitted-hint = Pour calculer l’échéance et pour le bouton « Déposer et transmettre » ; un brouillon ne garde pas cette date.
question-form-date-example = Exemple : { $date }
question-form-deposited-hint = Nécessaire pour déposer ; un brouillon peut s’en passer. Exemple : { $date }
question-form-surroundings = Thèmes et presse
question-form-themes = Thèmes
question-form-press = Articles de presse sur la question
question-form-press-one = Article { $n }
question-form-press-add = Ajouter un article
question-form-press-outlet = Journal ou site
question-form-press-language = Langue de l’article
question-form-press-title = Titre de l’article
question-form-press-url = Adresse de l’article
question-form-press-on = Date de l’article
question-form-attachment-hint = Un fichier PDF de 20 Mio et de 500 pages au plus.
question-form-save = Enregistrer le brouillon
question-form-deposit = Déposer
question-form-transmit = Déposer et transmettre : le délai court à partir du { $date }
question-form-kept = Votre saisie est gardée automatiquement.
question-form-keep = Garder la saisie pour plus tard
question-form-save-changes = Enregistrer les modifications
question-form-save-publish = Enregistrer et publier les modifications
question-form-correction = Motif de la modification
question-form-redated-hint = Nécessaire si vous changez la date de dépôt : c’est une rectification, inscrite à l’historique avec l’ancienne date.
question-form-correction-hint = La question est ou a été publiée : les lecteurs voient que son texte a été modifié, et le texte antérieur est conservé.
question-form-check = Calculer l’échéance et chercher des questions semblables

preview-title = Échéance prévisible
preview-due = Réponse due au plus tard le { $date }.
preview-from = Si la question est transmise au Gouvernement le { $date }.
duplicates-title = Questions semblables
duplicates-hint = Trouvées dans les deux langues. Une réponse existante peut rendre la question superflue.
duplicate-answered = Réponse donnée le { $date }.
duplicate-send-first = Envoyer d’abord cette réponse à l’auteur ?
kept-title = Vous avez une version inachevée
kept-title-several =
    { PLURAL($n) ->
        [one] Vous avez { $n } version inachevée
       *[other] Vous avez { $n } versions inachevées
    }
kept-text = Ce qui a été gardé n’a jamais été envoyé.
kept-copy-gone = La version inachevée demandée n’existe plus : elle a été reprise, envoyée ou supprimée. Si vous en avez gardé une suite, elle est proposée ci-dessous.
kept-text-over = Ce formulaire ne peut plus être envoyé. Ce qui y a été saisi sans être envoyé reste là, pour être relu et copié.
kept-at = Gardée à { $time }
kept-on = Gardée le { $date } à { $time }
kept-read = Lire le texte
kept-gone = Son formulaire n’est plus accessible, par exemple parce que la question est passée à un autre département.
kept-again = Votre saisie est de nouveau gardée automatiquement.
kept-failing = Votre saisie n’est plus gardée depuis { $time } : ne fermez pas cette page. La prochaine tentative sera automatique.
kept-signed-out = Votre saisie n’est plus gardée depuis { $time } : votre session est terminée. Reconnectez-vous dans un autre onglet, puis revenez ici.
kept-sign-in = Se connecter dans un nouvel onglet
kept-refused = Votre saisie n’est plus gardée depuis { $time } : ce formulaire a déjà été envoyé, ne vous est plus accessible, ou un autre compte est connecté dans ce navigateur. Envoyez-la ou copiez-la avant de quitter cette page.
kept-full-since = Votre saisie n’est plus gardée depuis { $time } : vous avez déjà autant de versions inachevées que possible. Supprimez-en une, puis revenez ici.
kept-full = Cette saisie n’est pas gardée : vous avez déjà autant de versions inachevées que possible. Supprimez-en une.
kept-busy = Cette saisie n’est pas gardée pour le moment. Envoyez-la, ou réessayez dans un instant.
kept-stranger = Cette saisie n’a pas été gardée jusqu’ici : la page avait été ouverte avec un autre compte, ou avant une mise à jour du site. Elle le sera désormais, au fil de la saisie ou par le bouton.
kept-list-title = Vos versions inachevées
kept-list-most =
    { PLURAL($n) ->
        [one] Vous pouvez garder { $n } version inachevée à la fois.
       *[other] Vous pouvez garder jusqu’à { $n } versions inachevées à la fois.
    }
kept-list-days =
    { PLURAL($n) ->
        [one] Chacune est supprimée { $n } jour après sa dernière modification.
       *[other] Chacune est supprimée { $n } jours après sa dernière modification.
    }
kept-list-none = Vous n’avez aucune version inachevée.
kept-list-open = Voir vos versions inachevées
kept-waiting =
    { PLURAL($n) ->
        [one] Vous avez une version inachevée d’un formulaire jamais envoyé.
       *[other] Vous avez { $n } versions inachevées de formulaires jamais envoyés.
    }
kept-of-new = Nouvelle question
kept-of-question = Modification d’une question
kept-of-answer = Réponse en préparation
kept-of-recorded = Réponse reçue hors du site
kept-of-correction = Correction d’une réponse
kept-of-translation = Traduction
kept-take-up = Reprendre la saisie
kept-discard-ask = Supprimer cette version…
kept-discard-lasting = Elle ne pourra pas être récupérée.
kept-discard = Supprimer la version inachevée

work-published = Visible du public
work-unpublished = Non publiée
work-hidden = Masquée au public
work-hidden-because = Motif du masquage
work-public-page = Page publique
work-history = Historique
work-missing-ar = Texte arabe manquant
work-missing-fr = Texte français manquant
work-redactions =
    { PLURAL($n) ->
        [one] { $n } texte où un nom est occulté
        [many] { $n } de textes où un nom est occulté
       *[other] { $n } textes où un nom est occulté
    }
work-waiting = En attente de votre décision
work-waiting-for-others = En attente d’une autre personne
work-answer-from = Réponse reçue de :
work-judge = Examiner la réponse
work-asks-transfer = demande la réattribution à
work-decide = Décider
work-hiding-asked = Masquage demandé par
work-waits-for-another = Votre demande attend une autre personne.
correction-asked-by = demandée par
work-next = Étape suivante
work-steps = Ce qui peut être fait

work-list-title = Questions de la Chambre
work-list-tabs = Questions par état
work-list-find = Chercher un numéro ou des mots de l’objet
work-list-none = Aucune question ici.
tab-all = Toutes
tab-drafts = Brouillons
tab-deposited = À transmettre
tab-transmitted = Sans réponse
tab-unpublished = Non publiées
tab-hidden = Masquées

hidings-title = Questions masquées ou à masquer
hidings-lead = Une seconde personne confirme chaque demande de masquage d’une question publiée, et chaque demande de publier de nouveau une question masquée, faite depuis sa page.

step-edit = Modifier la question
step-deposit = Déposer la question
step-transmit = Transmettre au Gouvernement
step-publish = Publier la question
step-transfer = Réattribuer la question
step-decide-transfer = Décider de la réattribution
step-decide-transfer-button = Accepter la demande
step-refuse-transfer = Refuser la demande
step-decline-reason = Motif du refus
step-decline-hint = Nécessaire pour refuser ; il figure dans l’historique de la question.
step-add-ministry = Saisir un département de plus
step-link = Lier à une autre question
step-unlink = Supprimer un lien
step-renew = Préparer une question de rappel
step-renew-button = Préparer le brouillon
step-convert = Convertir en question orale
step-withdraw = Enregistrer le retrait
step-hide = Masquer la question
step-hide-button = Demander le masquage
step-confirm-hiding = Confirmer le masquage
step-drop-hiding = Refuser le masquage
step-unhide = Publier de nouveau
step-unhide-button = Demander la nouvelle publication
step-confirm-unhiding = Confirmer la nouvelle publication
step-drop-unhiding = Refuser la nouvelle publication
step-redact = Occulter le nom d’un citoyen
step-attach = Joindre un document
step-attach-publish = Joindre et publier
step-delete-draft = Supprimer le brouillon
step-delete-draft-button = Supprimer ce brouillon
work-delete-draft = Supprimer le brouillon…
step-detach = Retirer un document joint
step-withdraw-document = Retirer un document joint par erreur
step-correct-transmission = Rectifier la date de transmission
step-undo-transmission = Annuler une transmission enregistrée par erreur
step-correct-referral = Rectifier la date de saisine d’un département
step-correct-answer = Rectifier la date d’une réponse
step-undo-referral = Annuler une réattribution ou une saisine de plus enregistrée par erreur
step-undo-answer = Annuler une réponse enregistrée par erreur
step-correct-end = Rectifier la date de fin de procédure
step-undo-end = Annuler une fin enregistrée par erreur
step-undo-withdrawal = Annuler un retrait enregistré par erreur
step-undo-conversion = Annuler une conversion enregistrée par erreur
step-undo-lapse = Annuler une caducité enregistrée par erreur
step-confirm-correction = Décider de la rectification
step-confirm-undoing = Décider de l’annulation { $what }
step-confirm-undoing-button = Confirmer l’annulation { $what }
step-refuse-undoing = Refuser l’annulation
step-drop-undoing = Retirer ma demande d’annulation
step-confirm-correction-button = Confirmer la rectification
step-refuse-correction = Refuser la rectification
step-drop-correction = Retirer ma demande de rectification
step-take-hiding-back = Retirer ma demande de masquage
step-take-unhiding-back = Retirer ma demande de nouvelle publication
step-correct = Rectifier la date
step-ask-correction = Demander la rectification de la date
step-ask-undoing = Demander l’annulation { $what }
step-undo = Enregistrer l’annulation { $what }
step-check-correction = Voir la conséquence
step-answer = Réponse
consequence-title = Conséquence de la rectification
consequence-undoing-title = Conséquence de l’annulation
consequence-undone = Après annulation
consequence-undoing-second = La question est ou a été publiée : l’annulation ne prend effet qu’après confirmation par une autre personne de la Chambre.
consequence-now = Actuellement
consequence-then = Après rectification
consequence-due = Échéance
consequence-owed = Réponse attendue
consequence-owed-undated = Oui, sans échéance connue
consequence-none = Aucune
consequence-second = La question est ou a été publiée : la rectification ne prend effet qu’après confirmation par une autre personne de la Chambre.
consequence-others =
    { PLURAL($n) ->
        [one] La réponse vaut aussi pour { $n } autre question : il en va de même pour elle.
        [many] La réponse vaut aussi pour { $n } d’autres questions : il en va de même pour elles.
       *[other] La réponse vaut aussi pour { $n } autres questions : il en va de même pour elles.
    }
step-effect = Ce qui va se passer
step-continue = Continuer : lire les effets avant de confirmer
step-refused = Ce n’est pas possible maintenant
step-happened = { $what } : enregistré par { $who } le { $date } à { $time }.
step-happened-unknown = { $what } : enregistré le { $date } à { $time }.
step-happened-own = { $what } : enregistré par vous-même le { $date } à { $time }.
step-on = Date
step-drafted-day = C’est la date indiquée dans le brouillon ; nous sommes aujourd’hui le { $date }.
step-to = Département saisi
step-from = Département dessaisi
step-reason = Motif
step-reason-hint = Il figure dans l’historique de la question.
step-reason-read-hint = Il figure dans l’historique de la question ; une fois la question publiée, les lecteurs le voient.
step-next-number = Laissé vide, la question reçoit à son dépôt le numéro suivant : { $number }, à titre indicatif.
step-link-kind = Lien de cette question avec l’autre
step-link-grouped = Elles portent sur le même objet
step-link-repeats = Elle répète l’autre question
step-link-follows-up = Elle fait suite à la réponse à l’autre question
step-link-renews = Elle rappelle l’autre question
step-link-question = L’autre question
step-link-hint = Cherchez un numéro ou des mots de l’objet, dans l’une ou l’autre langue.
step-relation = Lien à supprimer
step-document = Document à retirer
step-document-of-answer = { $title } (document joint à une réponse)
step-text = Textes concernés
step-all-texts = Tous les textes de la question et de ses réponses, et les motifs
step-words = Le nom
step-words-hint = Une forme par ligne, par exemple en arabe puis en français. Majuscules, accents, voyelles, tatweel, hamza et espaces ne font pas de différence ; seuls des mots entiers sont occultés, et les lecteurs voient qu’un nom a été retiré.
step-redact-look = Chercher le nom
step-redacted = Ce qui sera occulté
step-redacted-hits =
    { PLURAL($n) ->
        [one] { $n } occurrence à occulter
        [many] { $n } d’occurrences à occulter
       *[other] { $n } occurrences à occulter
    }
step-redacted-none = Le nom ne figure dans aucun des textes choisis : vérifiez son orthographe ou essayez dans l’autre langue.
step-redacted-earlier =
    { PLURAL($n) ->
        [one] Dont { $n } dans les versions antérieures, conservées.
        [many] Dont { $n } dans les versions antérieures, conservées.
       *[other] Dont { $n } dans les versions antérieures, conservées.
    }
step-redacted-elsewhere = Le nom figure aussi ailleurs
step-redacted-elsewhere-hint = Cette étape n’y change rien : occultez ou corrigez chacun de ces endroits à part.
step-redacted-document = Titre d’un document joint
step-redacted-history = Motif dans l’historique
step-redacted-related = Question liée
step-redacted-answer = Réponse { $n }
step-redacted-coming = Réponse non encore publiée
step-redacted-source = Source d’un texte
step-redacted-public-reason = Motif que lisent les lecteurs
step-redacted-goes-on = Cette question a de très nombreuses versions antérieures : les suivantes restent à parcourir, et le seront à l’étape suivante.
step-redacted-over = Toutes les versions antérieures ont été parcourues : le nom n’y figure plus.
step-redact-further = Parcourir les versions suivantes
step-attachment-title = Titre du document
step-attachment-title-hint = Tel que les lecteurs le verront.
step-attachment-file = Fichier
step-asked-by = Masquage demandé par
step-unhiding-asked-by = Nouvelle publication demandée par
step-hidden-by = Masquage confirmé par
step-transfer-asked = Demande de :
step-transfer-to = pour une réattribution à

effect-deposit = La question est enregistrée comme déposée au bureau de la Chambre à la date ci-dessous et reçoit un numéro. Le délai de réponse ne court qu’à partir de la transmission au Gouvernement.
effect-transmit = La question est transmise aux départements choisis et le délai de réponse court. Le jour indiqué ci-dessous est le jour 0.
effect-publish = La question devient visible du public, avec ses textes, ses dates et son échéance, et dans la recherche.
effect-transfer = Le département actuel est dessaisi ; le nouveau doit la réponse. Ce que le premier préparait pour cette seule question est mis de côté : il le retrouve si la question lui revient. Tout le parcours reste visible sur la page de la question.
effect-decide-transfer = Acceptée, la demande dessaisit à la date indiquée le département qui l’a faite, et ce qu’il préparait pour cette seule question est mis de côté ; l’autre doit la réponse. Refusée, rien ne change.
effect-add-ministry = Un département de plus est saisi, avec son propre délai. Les autres restent saisis.
effect-unlink = Le lien disparaît des deux pages. Les deux questions et leurs réponses restent telles quelles.
effect-link = Le lien apparaît sur les deux pages. Des questions jointes peuvent recevoir une seule réponse.
effect-renew = Un brouillon est préparé avec le même objet, le même texte et les mêmes départements ; il cite cette question, où rien ne change.
effect-convert = La procédure écrite prend fin, aucune réponse n’est plus attendue et le délai cesse de courir. Enregistré par erreur, cela peut être rectifié avec un motif.
effect-withdraw = La procédure prend fin, aucune réponse n’est plus attendue, et la page de la question mentionne le retrait ; publié, son texte le reste. Enregistré par erreur, cela peut être rectifié avec un motif.
effect-hide = Une question publiée disparaît du site, de la recherche et des statistiques après confirmation par une seconde personne.
effect-confirm-hiding = La question disparaît aussitôt du site, de la recherche et des statistiques, jusqu’à nouvelle publication.
effect-unhide = La question redevient visible du public et dans la recherche après confirmation par une seconde personne.
effect-confirm-unhiding = La question redevient aussitôt visible du public et dans la recherche.
effect-redact = Le nom est retiré définitivement des textes publiés, de leurs versions antérieures et des motifs ; les lecteurs voient qu’un nom a été retiré. Rien d’autre ne change.
effect-delete-draft = Le brouillon est supprimé avec ses textes, ses auteurs, ses liens et ses documents, et ne se rétablit pas. La question n’a jamais été déposée, et le public ne l’a jamais vue. Le journal d’audit garde la trace de la suppression et de son auteur.
effect-detach = Le document est retiré de la question. Une fois la question publiée, un document ne se retire plus qu’avec un motif.
effect-withdraw-document = Le document est aussitôt retiré de la question ou de la réponse, et son fichier n’est plus accessible à personne. L’historique de la question garde la trace du retrait et de son motif. Pour le remplacer, joignez ensuite le bon document. Joint aussi à une autre question, le même fichier y reste accessible.
effect-attach = Le document est joint à la question ; les lecteurs le voient dès que la question est publiée.
effect-attach-publish = La question est publique : le document y est joint et tout le monde le voit aussitôt. Une confirmation vous est demandée auparavant.
effect-correct-transmission = La date de transmission change et, avec elle, le délai de chaque département saisi ce jour-là, selon la règle en vigueur à la nouvelle date. L’ancienne date et le motif restent dans l’historique ; les lecteurs d’une question publiée les voient.
effect-undo-transmission = La question redevient déposée et aucun délai ne court. Les demandes de réattribution sont closes, et les réponses validées ou envoyées à la Chambre reviennent au département comme projets. L’historique garde la trace de tout.
effect-correct-referral = La date à laquelle le département a été saisi après la transmission, par réattribution ou en plus des autres, change ; un département dessaisi à son profit l’est à cette même date. Le délai que cette saisine a fait courir court de la nouvelle date ; un délai conservé ne change pas. L’ancienne date et le motif restent dans l’historique ; les lecteurs d’une question publiée les voient.
effect-correct-answer = Seule la date de la réponse change : son texte reste tel qu’il a été publié. L’ancienne date et le motif restent dans l’historique.
effect-undo-referral = Le département choisi n’est plus saisi et ne doit plus de réponse ; ce qu’il avait commencé à rédiger reste à lui, et sa demande de réattribution, s’il y en a une, est close. Si la question lui venait d’un autre département, elle revient à celui-ci, avec son délai et ce qu’il avait préparé. Une réattribution suivie d’une autre s’annule après celle-ci. L’historique garde les deux états et le motif ; sur la page d’une question publiée, la saisine reste lisible avec la mention de son annulation.
effect-undo-answer = La réponse ne compte plus. Si elle avait arrêté le délai, le département doit de nouveau répondre : la question redevient transmise et retrouve son échéance. Le texte de la réponse reste lisible sur la page de la question, avec la mention de l’annulation et son motif ; les recherches ne le trouvent plus. Une réponse rectifiée s’annule après son rectificatif.
effect-correct-end = La date du retrait, de la conversion ou de la caducité change. L’ancienne date et le motif restent dans l’historique.
effect-undo-end = La question redevient ce qu’elle était avant son retrait, sa conversion ou sa caducité, et son délai court comme auparavant. Ce qui a été clos avec elle n’est pas rétabli : une réattribution ou une rectification est à redemander, une réponse à valider et à envoyer de nouveau à la Chambre.
effect-confirm-correction = Confirmée, la rectification prend effet aussitôt : échéance, listes, tableaux et calendriers suivent, et les lecteurs la voient dans l’historique avec son motif. Refusée, rien ne change.
effect-confirm-undoing = Confirmée, l’annulation prend effet aussitôt : échéance, listes, tableaux et calendriers suivent, et les lecteurs la voient dans l’historique avec son motif. Refusée, rien ne change.
effect-drop-correction = Votre demande disparaît du tableau des autres personnes ; la question reste telle quelle.
effect-take-hiding-back = Votre demande disparaît du tableau des autres personnes ; la question reste publiée.
effect-take-unhiding-back = Votre demande disparaît du tableau des autres personnes ; la question reste masquée.

refusal-status = L’état actuel de la question ne le permet pas : { $status }.
refusal-published = La question est publiée.
refusal-unpublished = La question n’est pas encore publiée.
refusal-hidden = La question est masquée.
refusal-no-ministry = Choisissez au moins un département.
refusal-ministry-twice = Ce département est déjà saisi de la question.
refusal-not-theirs = Ce département n’est pas saisi de la question, ou y a déjà répondu.
refusal-nothing-to-correct = Il n’y a pas de réponse à rectifier.
refusal-no-reason = Indiquez un motif.
refusal-already-oral = C’est une question orale.
refusal-work-state = L’état de la réponse au département ne le permet pas.
refusal-same-person = Une autre personne que celle qui l’a demandé doit le confirmer.
refusal-not-independent = Une personne indépendante doit le confirmer : l’un des deux comptes a été ouvert par un lien de l’autre depuis moins de trente jours, ou une même personne a ouvert les deux par ses liens.
refusal-nothing-asked = Personne ne l’a demandé, ou la décision est déjà prise.
refusal-not-asker = Une autre personne l’a demandé : elle seule peut retirer sa demande.
refusal-hiding-pending = Le masquage de cette question est déjà demandé et attend une décision.
refusal-unhiding-pending = La nouvelle publication de cette question est déjà demandée et attend une décision.
refusal-nothing-linked = Cette question n’a aucun lien qui puisse être supprimé ici.
refusal-nothing-attached = Aucun document n’est joint à cette question.
refusal-answer-published = Une réponse publiée ne se modifie pas : publiez un rectificatif.
refusal-same-day = C’est déjà la date enregistrée.
refusal-came-first = Ce département a été saisi par la transmission elle-même : rectifiez la date de transmission.
refusal-has-answers = Une réponse à cette question est publiée : elle a donc été transmise. Rectifiez plutôt la date.
refusal-answer-corrected = Cette réponse a été rectifiée depuis : annulez d’abord son rectificatif.
refusal-correction-pending = Une autre rectification de cette question attend une décision.

text-part-sub-question = Sous-question
history-title = Historique de la question
history-note = Rien n’est jamais effacé ni modifié dans cet historique, hormis le nom d’un citoyen qui y est occulté.
history-whole = Afficher tout le texte
history-renumbered = Nouvelle référence : { $after }. Ancienne référence : { $before }.
history-fields = Champs modifiés
field-kind = Procédure
field-links = Questions liées
field-documents = Documents joints
history-effect = Le
history-token = Programme :
history-jawab = Le site
history-import = Importation

conflict-title = La question a été modifiée entre-temps
conflict-somebody = Une autre personne
conflict-text = { $who } a modifié les mêmes champs que vous pendant votre saisie. Rien de ce que vous avez écrit n’est perdu : comparez, modifiez votre version si vous le voulez, puis choisissez. Les champs qu’un seul de vous a modifiés gardent cette modification.
conflict-text-own = Vous avez vous-même modifié les mêmes champs depuis le début de cette saisie. Rien de ce que vous avez écrit n’est perdu : comparez, modifiez cette version si vous le voulez, puis choisissez. Les champs que vous n’avez modifiés que d’un côté gardent cette modification.
conflict-yourself = Vous
conflict-apart = { $who } a modifié d’autres champs de cette question pendant votre saisie. Enregistrez pour garder ses modifications et les vôtres.
conflict-apart-own = Vous avez vous-même modifié d’autres champs de cette question depuis le début de cette saisie. Enregistrez pour garder toutes ces modifications.
conflict-keep-both = Enregistrer les deux
conflict-theirs = Ce qui est enregistré
conflict-yours = Ce que vous avez écrit
conflict-empty = (vide)
unkept-hint = Copiez ce que vous voulez garder avant de quitter cette page.
conflict-keep-mine = Enregistrer ma version
conflict-take-theirs = Garder ce qui est enregistré
conflict-unsaved = Rien n’est encore enregistré. Ces champs diffèrent de ce qui est enregistré : { $fields }. Enregistrez pour garder votre saisie.
conflict-nothing-left = Rien ici ne diffère plus de ce qui est enregistré.

judge-title = Examiner la réponse
judge-coverage = Ce que la réponse traite
judge-coverage-hint = Les lecteurs le voient à côté de chaque sous-question.
judge-closes = Si vous acceptez cette réponse :
judge-return-title = Si la réponse est renvoyée
judge-reason = Motif du renvoi
judge-reason-hint = Nécessaire pour renvoyer la réponse ; le département le lit.
judge-accept = Accepter et publier la réponse
judge-accept-unseen = Accepter la réponse
judge-return = Renvoyer la réponse au département
judged-title = Plus rien à décider sur cette réponse
judged-nothing = Votre décision n’a pas été enregistrée.
judged-accepted = { $who } a déjà accepté la réponse de ce département.
judged-accepted-own = Vous avez déjà accepté la réponse de ce département.
judged-returned = { $who } a déjà renvoyé la réponse au département.
judged-recalled = Le département a repris sa réponse avant toute décision ({ $who }).
judged-returned-own = Vous avez déjà renvoyé la réponse au département.
judged-ended = La procédure de la question a pris fin entre-temps : { $status }.
judged-gone = La réponse n’est plus à la Chambre.

publish-recorded = Publier une réponse reçue hors du site
publish-recorded-effect = La réponse est publiée aussitôt, au nom du département. Ce qu’il préparait pour cette seule question est mis de côté, et lui revient si cette réponse est annulée. Une fois publiée, elle ne se modifie plus.
publish-recorded-unseen = Enregistrer une réponse reçue hors du site
publish-recorded-unseen-effect = La réponse est enregistrée au nom du département ; le public la verra quand la question sera publiée. Ce qu’il préparait pour cette seule question est mis de côté, et lui revient si cette réponse est annulée. Une fois enregistrée, elle ne se modifie plus.
publish-correction = Publier un rectificatif
publish-correct-latest = Rectifier ce rectificatif
publish-correction-effect = Le rectificatif est publié aussitôt, comme une nouvelle réponse. La réponse rectifiée reste lisible telle quelle ; chacune renvoie à l’autre.
publish-correction-unseen = Enregistrer un rectificatif
publish-correction-unseen-effect = Le rectificatif est enregistré comme une nouvelle réponse ; le public le verra quand la question sera publiée. La réponse rectifiée reste lisible telle quelle ; chacune renvoie à l’autre.

confirm-title = À confirmer : { $act }
confirm-not-yet = Rien n’est encore fait.
confirm-update-draft = Mettre à jour ce brouillon
confirm-another-draft = Enregistrer un autre brouillon
confirm-back = Revenir au formulaire
confirm-deposit-transmit = Déposer et transmettre
confirm-deposit-transmit-publish = Déposer, transmettre et publier
confirm-transmit-publish = Transmettre et publier
confirm-record = Publier la réponse
confirm-record-unseen = Enregistrer la réponse
confirm-answer-and-question =
    { PLURAL($n) ->
        [one] Publier la réponse et la question
        [many] Publier la réponse et les { $n } de questions non publiées
       *[other] Publier la réponse et les { $n } questions non publiées
    }
confirm-publish-hint =
    { PLURAL($n) ->
        [one] « { $button } » : tout le monde voit aussitôt la question, avec ses textes, ses dates et son échéance.
        [many] « { $button } » : tout le monde voit aussitôt ces { $n } de questions, avec leurs textes, leurs dates et leurs échéances.
       *[other] « { $button } » : tout le monde voit aussitôt ces { $n } questions, avec leurs textes, leurs dates et leurs échéances.
    }
confirm-series = Numérotation automatique
confirm-series-hint = Sans cette case, les numéros suivants continuent après le dernier numéro, comme avant.
confirm-series-moves = Les numéros suivants continuent après ce nouveau numéro, pour tout le monde
confirm-series-back = Les numéros suivants reprennent après { $number }, pour tout le monde
says-deposited = La question est déposée le { $date } ({ $legislature }) et reçoit le numéro suivant : { $number }, à titre indicatif.
says-deposited-as = La question est déposée le { $date } ({ $legislature }) sous le numéro { $number }.
says-far-number = Le dernier numéro est { $last } ; vous avez indiqué { $number }. Est-ce bien ce numéro ?
says-number-far-below = Le dernier numéro est { $last } ; vous avez indiqué { $number }, qui est bien plus petit. Est-ce bien ce numéro ? Les numéros suivants continuent après le dernier, comme avant.
says-number-beyond = Le dernier numéro est { $last } ; vous avez indiqué { $number }, qui est bien plus grand. Est-ce bien ce numéro ? Les numéros suivants continuent après le dernier, comme avant.
says-series-back = La numérotation automatique en est à { $last } ; vous avez indiqué { $number }. Après cette correction, le plus grand numéro de la série est { $to } : la numérotation peut reprendre après lui.
says-not-addressed =
    { PLURAL($n) ->
        [one] La question n’est pas adressée à ce département et lui sera transmise :
        [many] La question n’est pas adressée à ces départements et leur sera transmise :
       *[other] La question n’est pas adressée à ces départements et leur sera transmise :
    }
says-left-out =
    { PLURAL($n) ->
        [one] La question est adressée à ce département et ne lui sera pas transmise :
        [many] La question est adressée à ces départements et ne leur sera pas transmise :
       *[other] La question est adressée à ces départements et ne leur sera pas transmise :
    }
says-sent = La question est transmise le { $date } à :
says-owed = Le délai de réponse court à partir du { $date } pour :
says-draft-made = Un brouillon a déjà été enregistré à partir de ce formulaire :
says-due =
    { PLURAL($days) ->
        [one] La réponse est due au plus tard le { $date } : { $days } jour, selon la lecture que ce site fait de l’article 100 de la Constitution.
        [many] La réponse est due au plus tard le { $date } : { $days } de jours, selon la lecture que ce site fait de l’article 100 de la Constitution.
       *[other] La réponse est due au plus tard le { $date } : { $days } jours, selon la lecture que ce site fait de l’article 100 de la Constitution.
    }
says-due-working =
    { PLURAL($days) ->
        [one] La réponse est due au plus tard le { $date } : { $days } jour ouvrable, selon la lecture que ce site fait de l’article 100 de la Constitution.
        [many] La réponse est due au plus tard le { $date } : { $days } de jours ouvrables, selon la lecture que ce site fait de l’article 100 de la Constitution.
       *[other] La réponse est due au plus tard le { $date } : { $days } jours ouvrables, selon la lecture que ce site fait de l’article 100 de la Constitution.
    }
says-past =
    { PLURAL($n) ->
        [one] Cette échéance est déjà passée depuis { $n } jour.
       *[other] Cette échéance est déjà passée depuis { $n } jours.
    }
says-text-changed = texte modifié
says-nothing-changed = Aucun champ n’est modifié.
says-empty = vide
says-no-deadline = Aucun délai ne court.
says-moves = Le { $date }, la question passe de :
says-moves-to = à :
says-same-due = L’échéance reste la même : { $date }.
says-same-due-unknown = L’échéance reste la même.
says-ends = La procédure prend fin le { $date } sans réponse.
says-ends-partly = La procédure prend fin le { $date }. Réponse reçue :
says-not-answered-by = Sans réponse :
says-clock-stops = Le délai cesse de courir.
says-answer-taken-back = sa réponse, qui attend votre décision, redevient un projet.
says-answer-leaves = sa réponse, qui attend votre décision, ne vaut plus que pour les autres questions.
says-answer-leaves-begun = une réponse à plusieurs questions y est en préparation. Elle ne vaut plus que pour les autres questions.
says-answer-put-aside = une réponse y est en préparation. Elle est mise de côté, sans que personne ne la lise ; le département la retrouvera si la question lui revient.
says-answer-put-aside-waiting = sa réponse, qui attend votre décision, redevient un projet. Il est mis de côté, sans que personne ne le lise ; le département le retrouvera si la question lui revient.
says-answer-replaced = une réponse y est en préparation. Elle est mise de côté, sans que personne ne la lise ; le département la retrouvera si celle que vous enregistrez est annulée.
says-answer-replaced-waiting = sa réponse, qui attend votre décision, redevient un projet. Il est mis de côté, sans que personne ne le lise ; si celle que vous enregistrez est annulée, le département le retrouvera, à valider et à envoyer de nouveau.
says-transfer-closed = sa demande de réattribution, qui attend la décision de la Chambre, est close. Département demandé :
says-acceptance-closes-transfer = La demande de réattribution de votre département attend encore la décision de la Chambre. Si la réponse est acceptée, cette demande est close. Département demandé :
says-correction-closed = La rectification qui attend une décision est close :
says-stays-published = Le texte reste public, avec la mention de cette fin.
says-answered =
    { PLURAL($n) ->
        [one] La réponse est publiée pour une question, au nom de :
        [many] La réponse est publiée pour { $n } de questions, au nom de :
       *[other] La réponse est publiée pour { $n } questions, au nom de :
    }
says-accepted =
    { PLURAL($n) ->
        [one] La réponse est acceptée pour une question, au nom de :
        [many] La réponse est acceptée pour { $n } de questions, au nom de :
       *[other] La réponse est acceptée pour { $n } questions, au nom de :
    }
says-recorded =
    { PLURAL($n) ->
        [one] La réponse est enregistrée pour une question, au nom de :
        [many] La réponse est enregistrée pour { $n } de questions, au nom de :
       *[other] La réponse est enregistrée pour { $n } questions, au nom de :
    }
says-given = La réponse est datée du { $date }.
says-submitted-on = La réponse a été envoyée à la Chambre le { $date }.
says-submitted-late = La date portée sur la réponse, le { $answered }, est dans le délai ; mais la date de son envoi à la Chambre, le { $date }, est postérieure à l’échéance du { $due }. Le délai se compte d’après la date portée sur la réponse.
says-both-days-seen = La Chambre voit les deux dates.
says-in-time = D’après sa date, la réponse est dans le délai, dont l’échéance est le { $date }.
says-late =
    { PLURAL($days) ->
        [one] D’après sa date, la réponse a { $days } jour de retard sur l’échéance du { $date }.
        [many] D’après sa date, la réponse a { $days } de jours de retard sur l’échéance du { $date }.
       *[other] D’après sa date, la réponse a { $days } jours de retard sur l’échéance du { $date }.
    }
says-others-owe = Le délai de ce département cesse de courir ; doivent encore répondre :
says-clock-goes-on = C’est une réponse d’attente : le délai continue de courir.
says-lasting = Cette réponse ne pourra plus être modifiée : elle pourra seulement être suivie d’un rectificatif ou, enregistrée par erreur, être annulée.
says-handed-over =
    { PLURAL($n) ->
        [one] La réponse est envoyée à la Chambre pour une question.
        [many] La réponse est envoyée à la Chambre pour { $n } de questions.
       *[other] La réponse est envoyée à la Chambre pour { $n } questions.
    }
says-leaves-questions =
    { PLURAL($n) ->
        [one] Elle ne vaut plus pour une question, à laquelle vous n’avez plus à répondre ; ce qu’elle indique des sous-questions de celle-ci est effacé :
        [many] Elle ne vaut plus pour { $n } de questions, auxquelles vous n’avez plus à répondre ; ce qu’elle indique des sous-questions de celles-ci est effacé :
       *[other] Elle ne vaut plus pour { $n } questions, auxquelles vous n’avez plus à répondre ; ce qu’elle indique des sous-questions de celles-ci est effacé :
    }
says-dated-by-handing-over = Aucune date n’est indiquée : la réponse sera datée du jour de son envoi, le { $date }.
says-languages = Langues de la réponse :
says-other-script-ar = ce texte, donné comme arabe, est écrit surtout en caractères latins. Vérifiez sa langue.
says-other-script-fr = ce texte, donné comme français, est écrit surtout en caractères arabes. Vérifiez sa langue.
says-with-chamber = La réponse ne peut pas être modifiée tant qu’elle est à la Chambre. Vous pouvez la reprendre tant que la Chambre n’a pas décidé.
says-can-be-withdrawn = Joint par erreur, le document pourra être retiré avec un motif ; qui l’a téléchargé en garde sa copie.
says-translated-ar =
    { PLURAL($n) ->
        [one] Un texte en arabe est enregistré et publié.
        [many] { $n } de textes en arabe sont enregistrés et publiés.
       *[other] { $n } textes en arabe sont enregistrés et publiés.
    }
says-translated-fr =
    { PLURAL($n) ->
        [one] Un texte en français est enregistré et publié.
        [many] { $n } de textes en français sont enregistrés et publiés.
       *[other] { $n } textes en français sont enregistrés et publiés.
    }
says-replaces =
    { PLURAL($n) ->
        [one] Un texte publié est remplacé ; sa version antérieure reste dans l’historique.
        [many] { $n } de textes publiés sont remplacés ; leurs versions antérieures restent dans l’historique.
       *[other] { $n } textes publiés sont remplacés ; leurs versions antérieures restent dans l’historique.
    }
says-reviewed =
    { PLURAL($n) ->
        [one] Votre relecture d’un texte est notée à votre nom.
        [many] Votre relecture de { $n } de textes est notée à votre nom.
       *[other] Votre relecture de { $n } textes est notée à votre nom.
    }
says-set-aside =
    { PLURAL($n) ->
        [one] La publication se fait malgré une remarque non traitée.
        [many] La publication se fait malgré { $n } de remarques non traitées.
       *[other] La publication se fait malgré { $n } remarques non traitées.
    }
says-seen = La question est publique : tout le monde le voit aussitôt.
says-hidden = La question est masquée : le public n’en voit rien tant qu’elle l’est, cette réponse comprise.
says-unseen = La question n’est pas publiée : le public n’en voit rien ; les départements concernés et la Chambre la voient.
says-unseen-by-ministries = La question n’est ni publiée ni transmise : seule la Chambre la voit.
says-no-text = La question n’a pas de texte : le public n’en lira que l’objet.
says-no-ministry = La question n’a pas de département destinataire : il en faut un pour la publier.
says-answer-unseen =
    { PLURAL($n) ->
        [one] Le public ne verra pas cette réponse tant que la question n’est pas publiée :
        [many] Pour { $n } de questions, le public ne verra pas cette réponse tant qu’elles ne sont pas publiées :
       *[other] Pour { $n } questions, le public ne verra pas cette réponse tant qu’elles ne sont pas publiées :
    }
