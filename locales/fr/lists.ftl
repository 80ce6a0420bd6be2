# Accueil, liste des questions, recherche, questions hors délai.

home-title = Jawab : les questions écrites au Parlement marocain
home-description = Chercher dans les questions écrites que les parlementaires marocains adressent au Gouvernement, lire les réponses, suivre les délais.
home-heading = Chercher une question ou une réponse, en français ou en arabe
home-tiles = Où en sont les questions aujourd’hui
home-article-100 = Selon l’article 100 de la Constitution, le Gouvernement répond dans les vingt jours qui suivent la transmission de la question.
home-due-next = Prochaines échéances
home-latest-answers = Dernières réponses
home-latest-questions = Dernières questions
home-none-due = Aucune échéance proche.
home-none = Rien pour le moment.
tile-overdue =
    { PLURAL($n) ->
        [one] question hors délai
       *[other] questions hors délai
    }
tile-due-soon =
    { PLURAL($n) ->
        [one] question à échéance sous 5 jours
       *[other] questions à échéance sous 5 jours
    }
home-due-today =
    { PLURAL($n) ->
        [one] { $n } question dont l’échéance est aujourd’hui
       *[other] { $n } questions dont l’échéance est aujourd’hui
    }
tile-on-time =
    { PLURAL($n) ->
        [one] question dans le délai
       *[other] questions dans le délai
    }
tile-answers =
    { PLURAL($n) ->
        [one] réponse publiée
       *[other] réponses publiées
    }

addressed-to = Adressée à :
answered-on = Réponse du
due-on = Échéance :

questions-title = Questions
questions-description = Toutes les questions publiées, à filtrer par département, Chambre, situation ou date.
questions-lead = Toutes les questions publiées. Pour chercher dans leurs textes :
to-filters = Filtrer
questions-search-link = la recherche
questions-count =
    { $n ->
        [0] Aucune question
        [one] { $n } question
       *[other] { $n } questions
    }
filters-title = Filtrer la liste
filters-more = Plus de filtres
filters-legend = Filtres
filters-apply = Appliquer
filter-all = Tout
filter-text = Recherche
filter-chamber = Chambre
filter-ministry = Département ministériel
filter-group = Groupe ou groupement
filter-member = Auteur
filter-theme = Thème
filter-status = Étape
filter-standing = Situation au regard du délai
filter-from = Déposée à partir du
filter-to = Déposée jusqu’au
filter-language = Langue des textes
filter-sort = Ordre
filter-page = Page
sort-deposited = Dépôt le plus récent
sort-due = Échéance la plus proche
sort-answered = Réponse la plus récente
sort-relevance = Pertinence
chips-label = Filtres appliqués
chips-clear = Retirer tous les filtres
chip-drop = Retirer le filtre
problem-date = Date illisible, non prise en compte :
problem-period = La fin précède le début, non prise en compte :
problem-choice = Choix inconnu, non pris en compte :
empty-title = Aucune question ne correspond à ces filtres.
empty-invalid = L’un des filtres est illisible : corrigez-le ou retirez-le.
empty-period = La date de fin précède la date de début : corrigez l’une des deux ou retirez-la.
empty-drop = Retirez l’un des filtres ci-dessus pour élargir la liste.
empty-nothing-yet = Aucune question n’est encore publiée.

search-title = Recherche
search-title-for = Recherche : { $text }
search-description = Résultats de la recherche dans les questions écrites et leurs réponses.
search-no-word = La recherche ne contient aucun mot : rien n’a été cherché. Écrivez au moins un mot ou un numéro.
search-too-long = La recherche est trop longue : elle peut avoir { $n } caractères au plus. Raccourcissez-la, puis relancez-la.
search-word-too-long = Un mot de la recherche a plus de { $n } lettres : aucun texte n’en contient d’aussi long. Retirez-le, puis relancez la recherche.
search-too-many-words = La recherche a trop de mots : { $n } au plus. Retirez-en, puis relancez-la.
search-words-left-out = Seuls les { $n } premiers mots ont été cherchés ; les suivants ont été laissés de côté.
search-degraded = Le moteur de recherche est arrêté. Ces résultats viennent d’une recherche plus simple dans la base de données ; il peut en manquer.
search-count =
    { $n ->
        [0] Aucun résultat
        [one] { $n } résultat
       *[other] { $n } résultats
    }
search-also = Recherché aussi
found-by-translation = Trouvée par traduction
found-in = Trouvé dans
found-in-subject = l’objet
found-in-question = la question
found-in-answer = la réponse
found-in-name = les noms
found-in-reference = le numéro
facets-title = Affiner
facet-search = Chercher dans cette liste
facet-found = { $n } sur { $all }.
facet-none = Aucun nom de cette liste ne correspond à
facet-all = Revenir à toute la liste
facet-more =
    { PLURAL($n) ->
        [one] { $n } autre, à trouver par son nom.
       *[other] { $n } autres, à trouver par leur nom.
    }
nothing-title = Rien n’a été trouvé.
nothing-on-page = Il n’y a pas de résultat sur cette page.
nothing-first-page = Revenir aux premiers résultats
nothing-searched = Ce qui a été cherché
searched-words = Mots
searched-phrases = Expression exacte
searched-without = Mots exclus
nothing-with-less = Avec moins de filtres
nothing-drop-one = Sans le filtre
nothing-drop-all = Sans aucun filtre
nothing-near = Vouliez-vous dire
nothing-fewer-words = Essayez moins de mots, ou des mots plus généraux
nothing-other-language = Essayez le même mot dans l’autre langue

overdue-title = Questions hors délai
overdue-lead = Questions dont le délai est passé sans réponse, les plus anciennes d’abord.
overdue-count =
    { $n ->
        [0] Aucune question hors délai
        [one] { $n } question hors délai
       *[other] { $n } questions hors délai
    }
overdue-none = Aucune question n’est hors délai aujourd’hui.
overdue-by-ministry = Par département
