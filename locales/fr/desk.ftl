# L’atelier de traduction : la liste, et l’éditeur où les textes sont mis en regard.

desk-title = Textes à traduire ou à relire
desk-lead = Les textes des questions de la Chambre, une ligne par question et par langue. Un texte relu n’y paraît plus.
desk-needs = Ce qui est à faire
desk-filters = Restreindre la liste
desk-into = Langue attendue
desk-about = Texte
desk-question = Question
desk-answer = Réponse
desk-into-ar = En arabe
desk-into-fr = En français
desk-order = Ordre
desk-oldest = Les plus anciennes d’abord
desk-most-read = Les plus lues d’abord
desk-none = Rien à traduire ni à relire.
desk-several =
    { PLURAL($n) ->
        [one] { $what } : { $n } texte
        [many] { $what } : { $n } de textes
       *[other] { $what } : { $n } textes
    }
desk-total =
    { PLURAL($n) ->
        [one] { $n } ligne
       *[other] { $n } lignes
    }
desk-readings =
    { PLURAL($n) ->
        [one] { $n } lecture
       *[other] { $n } lectures
    }

need-missing = À traduire
need-machine = Traduction automatique
need-unofficial = Non officiel ou presse
need-unreviewed = Traduction officielle non relue

translation-question-ar = La question en arabe
translation-question-fr = La question en français
translation-answer-ar = La réponse en arabe
translation-answer-fr = La réponse en français
translation-elsewhere = Autres textes de la question
translation-side-by-side = Les deux textes, paragraphe par paragraphe
translation-paragraph = { $language }, paragraphe { $n }
translation-paragraphs = { $language }, paragraphes { $from } à { $to }
translation-published = Cette réponse est publiée : son texte ne change plus. Une meilleure traduction se publie comme rectificatif, depuis la page de la question.
translation-about = Nature et source de la traduction
translation-role-hint = Est officielle la traduction de l’institution qui a écrit l’original. Ce choix vaut pour tous les textes enregistrés ici.
translation-document = Document d’où vient la traduction
translation-page = Page du document
translation-url = Adresse de la source
translation-date = Date du document
translation-reason-hint = Nécessaire pour modifier un texte que le public a pu lire : le texte antérieur est conservé. Inutile pour ajouter un texte.
translation-review = Relecture
translation-reviewed = J’ai relu ces textes en regard de leur source
translation-reviewed-hint = Votre nom et la date d’aujourd’hui paraissent sous le texte.
translation-save = Enregistrer la traduction
translation-save-publish = Enregistrer et publier la traduction
translation-conflict-title = La question a été modifiée entre-temps
translation-conflict-text = { $who } a modifié la question pendant votre saisie. Rien de ce que vous avez écrit n’est perdu : les textes modifiés sont montrés au-dessus des vôtres. Reprenez ce que vous voulez garder, puis enregistrez.
translation-conflict-text-own = Vous avez vous-même modifié la question depuis le début de cette saisie. Rien de ce que vous avez écrit n’est perdu : les textes modifiés sont affichés au-dessus des vôtres. Reprenez-en ce que vous voulez garder, puis enregistrez.

doubts-title = À vérifier avant d’enregistrer
doubts-lead = Rien n’est enregistré pour l’instant. Corrigez, ou cochez en fin de page que la traduction est voulue ainsi.
doubts-anyway = Enregistrer quand même
doubt-paragraph = paragraphe { $n }
doubt-paragraphs = paragraphes { $from } à { $to }
doubt-count = Nombre de paragraphes : { $source } dans la source, { $target } dans la traduction.
translation-uneven = Un paragraphe peut donc ne pas être en regard du sien.
doubt-empty = Rien n’est écrit en regard de ce paragraphe.
doubt-empty-several = Rien n’est écrit en regard de ces paragraphes.
doubt-script-ar = Ce texte arabe est écrit surtout en caractères latins.
doubt-script-fr = Ce texte français est écrit surtout en caractères arabes.
doubt-missing =
    { PLURAL($n) ->
        [one] Nombre qui n’est que dans la source :
       *[other] Nombres qui ne sont que dans la source :
    }
doubt-added =
    { PLURAL($n) ->
        [one] Nombre qui n’est que dans la traduction :
       *[other] Nombres qui ne sont que dans la traduction :
    }

flash-translated = La traduction est enregistrée.
flash-translated-publicly = La traduction est enregistrée et publiée.
