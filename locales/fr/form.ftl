# Les formulaires : ce que chacun contient, et ce qui peut y être faux.

form-optional = (facultatif)
form-cancel = Revenir sans enregistrer
form-day = Jour
form-month = Mois
form-year = Année
form-file-again = Le navigateur n’a pas gardé le fichier : choisissez-le de nouveau.
in-language-ar = En arabe
in-language-fr = En français
picker-name = Saisir un nom, en arabe ou en français
picker-another = Ajouter un autre nom
picker-find = Chercher
picker-nothing = Aucun nom ne correspond. S’il manque, demandez à l’administration du site de l’ajouter.
picker-no-member = Aucun membre siégeant à votre Chambre au jour du dépôt ne porte ce nom. Vérifiez l’orthographe et la date ; s’il manque, demandez à l’administration du site de l’ajouter.
picker-seat-unknown = siège inconnu
picker-ministry-ended = n’existe plus depuis le { $date }
picker-no-question = Aucune autre question ne correspond.
rows-up = Monter
rows-down = Descendre
rows-remove = Supprimer

summary-title = Rien n’est encore enregistré : veuillez corriger ce qui suit
summary-nothing = Rien n’est enregistré
summary-again = Pour continuer, utilisez « { $button } ».
problem-word = Erreur
problem-missing = Ce champ est nécessaire.
problem-nothing-chosen = Choisissez-en au moins un.
problem-not-chosen = Choisissez.
problem-no-language = Remplissez au moins l’une des deux langues.
problem-too-long =
    { PLURAL($n) ->
        [one] Le texte est trop long : { $n } caractère au plus.
        [many] Le texte est trop long : { $n } de caractères au plus.
       *[other] Le texte est trop long : { $n } caractères au plus.
    }
problem-not-a-date = Ce n’est pas une date : indiquez le jour, le mois et l’année, par exemple 9 novembre 2026.
problem-short-year = Écrivez l’année en quatre chiffres, par exemple 2026.
problem-before = Cette date ne peut pas précéder le { $date }.
problem-before-deposit = Cette date ne peut pas précéder le dépôt de la question, le { $date }.
problem-before-transmission = Cette date ne peut pas précéder la transmission de la question au Gouvernement, le { $date }.
problem-before-answer = Cette date ne peut pas précéder la réponse du département, datée du { $date }.
problem-before-referral = Cette date ne peut pas précéder la saisine d’un autre département, le { $date }.
problem-outside-legislature = La date de dépôt doit tomber dans la législature indiquée, du { $from } au { $to }.
problem-before-legislature = La date de dépôt doit tomber dans la législature indiquée, qui commence le { $from }.
problem-not-seated = { $name } ne siège pas à cette Chambre à la date du { $date } : retirez ce nom, ou corrigez la date de dépôt.
problem-ministry-ended = Le département « { $name } » n’existe plus depuis le { $date }. Choisissez-en un autre, ou corrigez la date.
problem-ministry-became = Le département « { $name } » n’existe plus depuis le { $date }. Choisissez ce qu’il est devenu ({ $successors }), ou corrigez la date.
problem-after = Cette date ne peut pas être postérieure au { $date }.
problem-in-future = Cette date ne peut pas être postérieure au { $date } (aujourd’hui).
problem-no-subject-yet = La question n’a pas encore d’objet : modifiez d’abord le brouillon.
problem-no-author-yet = La question n’a pas encore d’auteur : modifiez d’abord le brouillon.
problem-no-ministry-yet = La question n’a pas encore de département destinataire : modifiez d’abord la question, ou transmettez-la.
problem-changed-meanwhile = La question a changé entre-temps : vérifiez son état ci-dessus avant de continuer.
problem-answer-changed-meanwhile = Le département a modifié sa réponse entre-temps : relisez-la ci-dessous avant de décider.
problem-not-as-shown = Les effets ne seraient plus ceux qui étaient affichés : lisez-les ci-dessous tels qu’ils seraient maintenant.
problem-unpublished-changed = Une question non publiée que vise cette réponse a changé entre-temps : relisez-la.
problem-merged-meanwhile = { $who } a modifié cette réponse ou l’a fait avancer entre-temps. Ci-dessous, ce qui est enregistré est réuni avec vos modifications : vérifiez avant d’envoyer de nouveau.
problem-merged-meanwhile-own = Vous avez vous-même modifié cette réponse, ou l’avez fait avancer, depuis le début de cette saisie. Ci-dessous, ce qui est enregistré est réuni avec vos modifications : vérifiez avant d’envoyer de nouveau.
problem-sent-meanwhile = { $who } a envoyé cette réponse à la Chambre entre-temps. Tant qu’elle y est, elle ne peut pas être modifiée.
problem-sent-meanwhile-own = Vous avez vous-même déjà envoyé cette réponse à la Chambre. Tant qu’elle y est, elle ne peut pas être modifiée.
problem-answered-meanwhile = Entre-temps, une autre réponse a été enregistrée ou la question a changé d’état, comme indiqué ci-dessus.
problem-corrected-meanwhile = Entre-temps, un rectificatif de cette réponse a été enregistré : c’est lui qui peut être rectifié maintenant. Ce que vous avez saisi est ci-dessous, à copier.
problem-not-correctable = Cette réponse ne peut plus être rectifiée : elle a été annulée, ou le département doit répondre de nouveau. Ce que vous avez saisi est ci-dessous, à copier.
problem-answer-too-early = La réponse est datée du { $date }, mais le département n’a été saisi de la question que le { $from } : renvoyez-la au département, pour qu’il en corrige la date.
problem-answered-apart = Le département prépare déjà une autre réponse à la question « { $question } » : décochez-la ici, et répondez-y sur sa propre page.
problem-reason-to-return = Un motif de renvoi est écrit : effacez-le pour accepter la réponse, ou renvoyez-la au département.
problem-reason-to-refuse = Un motif de refus est écrit : effacez-le pour confirmer, ou refusez la demande.
problem-already-sent = Ce formulaire a déjà été envoyé avec un autre contenu ; ce qui y a été écrit depuis n’est pas enregistré.
problem-twice = C’est indiqué deux fois.
problem-unrecorded-legislature = Cette législature n’est pas enregistrée. Vérifiez son numéro ; si elle vient de commencer, l’administration du site l’ajoute d’abord aux données de référence.
problem-left-outside =
    { PLURAL($n) ->
        [one] { $n } question de cette législature a été déposée en dehors de ces jours. Corrigez ces jours, ou confirmez ci-dessous.
        [many] { $n } de questions de cette législature ont été déposées en dehors de ces jours. Corrigez ces jours, ou confirmez ci-dessous.
       *[other] { $n } questions de cette législature ont été déposées en dehors de ces jours. Corrigez ces jours, ou confirmez ci-dessous.
    }
problem-no-legislature = Aucune législature n’est connue pour cette date : indiquez son numéro.
problem-no-last-day = Le dernier jour de cette législature n’est pas enregistré : l’administration du site l’indique d’abord dans les données de référence.
problem-not-over = Cette législature dure jusqu’au { $date } : rien ne devient caduc avant.
problem-day-passed = Plus d’un jour est passé : cela ne peut plus être annulé d’un seul geste. Rectifiez les questions une à une.
problem-not-typed = Saisissez le nombre { $n } pour confirmer.
problem-fixed = Cela ne peut plus être changé ni retiré.
problem-ministries-fixed = Cette question a été transmise : ses départements ne se changent plus dans ce formulaire, mais par les actes de sa page de travail. Rien n’est enregistré.
problem-sub-questions-fixed = Cette question a été publiée : ses sous-questions peuvent être déplacées et corrigées, mais il n’est plus possible d’en ajouter ni d’en supprimer.
problem-sub-question-addressed = La sous-question { $n }, dans l’ordre enregistré, ne peut pas être supprimée : une réponse indique dans quelle mesure elle la traite.
problem-wrong-link = L’état de l’autre question ne permet pas ce lien.
problem-untranslated-paragraph = Le paragraphe { $n } n’est pas traduit, mais un suivant l’est : chaque paragraphe reste en regard du sien. Traduisez ce qui manque, ou répartissez sur ces champs le texte qui le réunit à un autre.
problem-untranslated-paragraphs = Les paragraphes { $from } à { $to } ne sont pas traduits, mais un suivant l’est : chaque paragraphe reste en regard du sien. Traduisez ce qui manque, ou répartissez sur ces champs le texte qui le réunit à un autre.
problem-not-a-sha256 = Ce n’est pas une empreinte SHA-256 : 64 chiffres hexadécimaux.
problem-not-of-ministry = Cette personne ne travaille pas pour ce département.
problem-wrong-answer = Ce genre de réponse n’est pas admis ici.
problem-not-in-text = Ce nom ne figure dans aucun des textes choisis.
problem-too-many-words =
    { PLURAL($n) ->
        [one] Un nom est trop long : { $n } mot au plus par ligne. Écrivez un seul nom par ligne.
        [many] Un nom est trop long : { $n } de mots au plus par ligne. Écrivez un seul nom par ligne.
       *[other] Un nom est trop long : { $n } mots au plus par ligne. Écrivez un seul nom par ligne.
    }
problem-too-many-places =
    { PLURAL($n) ->
        [one] Ces noms figurent à trop d’endroits : { $n } occurrence au plus à la fois. Choisissez un seul texte, ou indiquez moins de noms.
        [many] Ces noms figurent à trop d’endroits : { $n } d’occurrences au plus à la fois. Choisissez un seul texte, ou indiquez moins de noms.
       *[other] Ces noms figurent à trop d’endroits : { $n } occurrences au plus à la fois. Choisissez un seul texte, ou indiquez moins de noms.
    }
problem-has-name = Le motif reste lisible : écrivez-le sans le nom à occulter.
problem-already-there = Cela existe déjà.
problem-unreachable = Aucune échéance ne peut être calculée ainsi : laissez au moins un jour ouvrable dans la semaine.
problem-file-too-complicated = Ce PDF est trop complexe pour être vérifié : envoyez-en une copie plus simple, par exemple imprimée dans un nouveau fichier PDF.
problem-encrypted = Le fichier est protégé par un mot de passe : envoyez une copie non protégée.
problem-not-a-number = Indiquez un nombre de { $least } à { $most }, en chiffres.
problem-not-on-offer = Ce choix n’existe pas : choisissez dans la liste.
problem-no-match = Aucun nom ne correspond : corrigez-le ou cherchez dans l’autre langue.
problem-one-matches = Un nom ressemble à ce que vous avez écrit : cochez-le si c’est le bon.
problem-several-match = Plusieurs noms correspondent : choisissez-en un.
problem-taken = Ce numéro est déjà celui d’une autre question de la même législature : indiquez-en un autre.
problem-direction-controls = Le texte contient des caractères invisibles qui changent le sens d’écriture : saisissez-le à la main.
problem-nul = Le texte contient un caractère inacceptable : saisissez-le à la main.
problem-not-a-web-address = Ce n’est pas une adresse web : écrivez-la en entier, par exemple https://www.example.ma
problem-not-a-mail-address = Ce n’est pas une adresse électronique : écrivez-la en entier, par exemple nom@example.ma
problem-not-a-pdf = Ce fichier n’est pas un PDF : choisissez un fichier PDF.
problem-too-many =
    { PLURAL($n) ->
        [one] La liste est trop longue : { $n } élément au plus.
        [many] La liste est trop longue : { $n } d’éléments au plus.
       *[other] La liste est trop longue : { $n } éléments au plus.
    }
problem-file-too-large =
    { PLURAL($n) ->
        [one] Le fichier est trop lourd : { $n } Mio au plus.
        [many] Le fichier est trop lourd : { $n } Mio au plus.
       *[other] Le fichier est trop lourd : { $n } Mio au plus.
    }
problem-too-many-pages =
    { PLURAL($n) ->
        [one] Le fichier a trop de pages : { $n } page au plus.
        [many] Le fichier a trop de pages : { $n } de pages au plus.
       *[other] Le fichier a trop de pages : { $n } pages au plus.
    }
problem-file-unreadable = Le fichier est illisible : il est peut-être vide ou incomplet. Choisissez-en un autre.
problem-too-many-files = D’autres documents sont en cours d’examen. Choisissez de nouveau le fichier et renvoyez-le dans quelques secondes.
