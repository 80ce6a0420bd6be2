# Départements et membres.

ministries-title = Départements ministériels
ministries-lead = Chaque département garde une seule page, quel que soit son nom du moment.
ministry-description = Questions écrites adressées à : { $name }, et leurs réponses.
ministry-former = ancien
ministry-names = Noms au fil du temps
ministry-names-note = Les liens restent valables après un changement de nom.
successions = Fusions et scissions
succession-from = issu de :
succession-to = repris par

members-title = Membres
members-lead = Les membres de la Chambre des représentants et de la Chambre des conseillers qui ont posé des questions publiées.
members-filter-label = Nom, en français ou en arabe
members-filter-button = Rechercher
members-none = Aucun membre de ce nom.
members-all = Voir tous les membres
members-count =
    { $n ->
        [0] Aucun membre
        [one] { $n } membre
       *[other] { $n } membres
    }
member-description = Questions écrites posées au Gouvernement par { $name }.
member-seats = Sièges au fil du temps
member-seats-note = Une question reste rattachée au groupe de son auteur au jour du dépôt.
deputy = Membre de la Chambre des représentants
deputy-f = Députée
deputy-m = Député
councillor = Membre de la Chambre des conseillers
councillor-f = Conseillère parlementaire
councillor-m = Conseiller parlementaire

counts-title = Bilan
count-questions = questions publiées
count-answered = répondues
count-overdue = hors délai
counts-definition = Questions publiées. « Répondues » : elles ont reçu une réponse définitive. « Hors délai » : leur échéance est passée, au plus tard hier, sans réponse définitive.
counts-definition-ministry = Questions publiées qui lui sont adressées ou l’ont été avant une réattribution. « Répondues » : elles ont reçu une réponse définitive. « Hors délai » : il en est toujours chargé, et son échéance est passée, au plus tard hier, sans réponse définitive.
their-questions = Questions
their-none = Aucune question publiée.
