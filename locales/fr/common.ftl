# Ce que chaque page contient.

site-name = Jawab
site-tagline = Les questions écrites au Parlement marocain
skip-link = Aller au contenu
menu = Menu
menu-narrow = Menu déplié
menu-questions = Questions
menu-overdue = Hors délai
menu-ministries = Départements
menu-members = Membres
menu-rule = Le délai
breadcrumbs = Fil d’Ariane
breadcrumb-home = Accueil
demonstration-banner = Démonstration : ce site contient des questions inventées, sans lien avec des questions réelles.
footer-sentence = Ce site suit les questions écrites et les réponses du Gouvernement, en arabe et en français. La lecture est ouverte à tous, sans compte et sans traceur.
footer-about = À propos
footer-search-help = Comment chercher
footer-accessibility = Accessibilité

search-label = Chercher dans les questions et les réponses
search-button = Rechercher
search-hint = Un mot, une expression « entre guillemets », un numéro, un nom, en français ou en arabe :
search-help-link = comment chercher
suggest-hint = Des suggestions apparaissent pendant la saisie ; les flèches haut et bas les parcourent, la touche Entrée choisit.
suggest-list = Suggestions
suggest-none = Aucune suggestion
suggest-count =
    { PLURAL($n) ->
        [one] { $n } suggestion
       *[other] { $n } suggestions
    }
suggest-question = question
suggest-ministry = département
suggest-member = membre

comma = ,
colon = { " " }:
unknown = non communiqué
source = Source
see-all = Tout voir
period-from-to = du { $from } au { $to }
period-since = depuis le { $from }
period-until = jusqu’au { $to }
period-unknown = à une date non communiquée
pages-label = Pages
pages-first = Revenir au début
pages-next = Page suivante
pages-previous = Page précédente
pages-where = Page { $page } sur { $pages }
rule-link = Comment le délai est compté
