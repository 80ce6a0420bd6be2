# Les données de référence : registres, formulaires, et ce qu’un changement produirait.

reference-title = Données de référence
reference-lead = Ce sur quoi reposent les questions : qui les pose, qui y répond, et comment se comptent les délais.
reference-name = Nom
reference-names-hint = Au moins dans l’une des deux langues.
reference-from = Premier jour
reference-to = Dernier jour
reference-remove = Supprimer
reference-save-over = Enregistrer quand même ma saisie
reference-conflict = Une autre personne vient de modifier cette fiche
reference-conflict-text = Rien n’est perdu de votre saisie. Comparez, corrigez-la au besoin, puis enregistrez.
reference-theirs = Enregistré entre-temps
reference-yours = Votre saisie
problem-overlaps = Ces dates en chevauchent d’autres déjà enregistrées.

register-legislatures = Législatures
register-legislatures-lead = Leur premier et leur dernier jour : ils disent à quelle législature appartient une question, selon le jour de son dépôt.
register-groups = Groupes et groupements
register-groups-lead = Les groupes parlementaires des deux Chambres.
register-members = Membres des deux Chambres
register-members-lead = Députés et conseillers, leurs noms dans les deux écritures et leurs sièges au fil du temps.
register-ministries = Départements ministériels
register-ministries-lead = Une seule fiche par département, quels que soient ses noms ; fusions et scissions comprises.
register-themes = Thèmes
register-themes-lead = Les sujets sous lesquels les questions sont classées.
register-holidays = Jours fériés
register-holidays-lead = Chaque jour férié avec sa source. Un jour ajouté peut déplacer des échéances : elles sont montrées avant.
register-rules = Règles de délai
register-rules-lead = Les versions de la règle et leur période. Une question garde la règle en vigueur le jour de sa transmission.
register-none = Rien n’est encore enregistré.
register-count =
    { PLURAL($n) ->
        [one] { $n } fiche
        [many] { $n } de fiches
       *[other] { $n } fiches
    }

legislature-new = Ajouter une législature
legislature-ordinal = Rang
legislature-begins = Premier jour
legislature-ends = Dernier jour

legislature-outside = Questions déposées en dehors de ces jours
legislature-outside-yes = Elles restent dans cette législature : enregistrer quand même

group-new = Ajouter un groupe
group-what = Nature

member-new = Ajouter un membre
member-gender = Genre grammatical
gender-feminine = Féminin (députée, conseillère)
gender-masculine = Masculin (député, conseiller)
member-namesake = Homonyme
member-namesake-yes = C’est bien une autre personne du même nom
seats-title = Sièges
seats-none = Aucun siège n’est enregistré.
seat-new = Ajouter un siège
seat-edit = Modifier le siège
seat-district = Circonscription
seat-from = Premier jour du siège
seat-to = Dernier jour du siège
seat-removal-title = Supprimer le siège
seat-removal-none = Cette suppression ne laisse aucune question de ce membre sans siège enregistré.
seat-removal-questions =
    { PLURAL($n) ->
        [one] { $n } question de ce membre, déposée pendant ce siège, ne correspondra plus à un siège enregistré. Elle garde le groupe enregistré avec elle.
        [many] { $n } de questions de ce membre, déposées pendant ce siège, ne correspondront plus à un siège enregistré. Elles gardent le groupe enregistré avec elles.
       *[other] { $n } questions de ce membre, déposées pendant ce siège, ne correspondront plus à un siège enregistré. Elles gardent le groupe enregistré avec elles.
    }
seat-removal-refused = À ces dates, ce membre ne pourra plus être l’auteur d’une question enregistrée par la suite.
seat-removal-last = Ce membre n’aura plus aucun siège enregistré : les questions enregistrées par la suite n’auront pas de groupe.
seat-removal-page = La page publique du membre ne montrera plus ce siège.

ministry-new = Ajouter un département
ministry-from = Porte ce nom depuis le
ministry-rename = Changement de nom
ministry-new-name = Nouveau nom
ministry-new-name-hint = Le nom actuel reste celui des questions de son temps. Une langue laissée telle quelle garde son nom.
ministry-renamed-on = À partir du
ministry-name-correct = Corriger un nom
ministry-name-correct-link = Corriger
ministry-succeeded = Ce département a laissé place à
succession-title = Fusion, scission ou transfert des attributions
succession-lead = La page du département, ses liens et ses questions passées demeurent ; un avis y mène à ce qu’il est devenu.
succession-kind = Ce qui lui arrive
succession-merged-hint = Il est réuni à un autre département.
succession-split-hint = Ses attributions se partagent entre plusieurs départements.
succession-replaced-hint = Toutes ses attributions passent à un autre département.
succession-successors = Ce qu’il devient
succession-successors-hint = Ajoutez d’abord, s’il le faut, le nouveau département.
succession-on = À partir du
succession-open = Questions en cours
succession-open-hint = Celles qui changent de département gardent leur délai, leurs projets de réponse et leur historique. Les comptes de ses agents suivent.
succession-open-stay = Restent où elles sont
succession-ends = Fin du département
succession-ends-hint = Une fusion ou un transfert des attributions y met toujours fin.
succession-ends-yes = Le département n’existe plus à partir de ce jour
succession-reason-hint = Il figure dans l’historique de chaque question qui change de département.
problem-several-successors = Une fusion ou un transfert des attributions mène à un seul département : n’en choisissez qu’un, ou choisissez la scission.
succession-confirm = Confirmer le changement
succession-moves =
    { PLURAL($n) ->
        [one] { $n } question en cours passe, avec son délai et ses projets de réponse, à :
        [many] { $n } de questions en cours passent, avec leur délai et leurs projets de réponse, à :
       *[other] { $n } questions en cours passent, avec leur délai et leurs projets de réponse, à :
    }
succession-stay =
    { PLURAL($n) ->
        [one] { $n } question en cours reste où elle est.
        [many] { $n } de questions en cours restent où elles sont.
       *[other] { $n } questions en cours restent où elles sont.
    }
succession-ended = Le département n’existe plus à partir du { $date }.

theme-new = Ajouter un thème
theme-merge = Fondre dans un autre thème
theme-merge-lead = Ses questions passent à l’autre thème, et ses anciens liens y mènent. Cela ne peut pas être défait.
theme-merge-none = Ce thème n’a aucune question. Ses anciens liens mèneront à :
theme-merge-moves =
    { PLURAL($n) ->
        [one] { $n } question passe au thème :
        [many] { $n } de questions passent au thème :
       *[other] { $n } questions passent au thème :
    }
theme-merge-gone = Le thème fondu disparaît. Cela ne peut pas être défait.
theme-merge-confirm = Fondre le thème
theme-into = Thème qui reste
theme-questions =
    { PLURAL($n) ->
        [one] { $n } question
        [many] { $n } de questions
       *[other] { $n } questions
    }

holiday-new = Ajouter un jour férié
holiday-lead = Les échéances qui changeraient sont montrées avant l’enregistrement.
holiday-source = Source
holiday-source-hint = Le décret ou le communiqué qui l’annonce.
holiday-removed = Supprimer un jour férié

rule-new = Nouvelle version de la règle
rule-correct = Corriger la version { $version } de la règle
rule-correct-lead = Une version corrigée la remplace dès le même jour et pour les mêmes Chambres ; les réponses déjà publiées gardent leur échéance. Les échéances qui changeraient sont montrées avant l’enregistrement.
rule-corrected = Remplacée par la version { $version }.
rule-form-lead = La version en vigueur pour les mêmes Chambres prend fin la veille. Les échéances qui changeraient sont montrées avant l’enregistrement.
rule-chamber-hint = Une règle propre à une Chambre l’emporte sur celle des deux Chambres.
rule-from = En vigueur à partir du
rule-from-hint = Elle s’applique aux questions transmises à partir de ce jour.
rule-days = Nombre de jours
rule-counting = Jours comptés
counting-calendar = Tous les jours
counting-working = Les jours ouvrables seulement
rule-weekend = Jours de repos de la semaine
rule-roll = Dernier jour
rule-transfer = Réattribution
rule-source = Texte appliqué
rule-source-hint = Le texte que la règle applique, tel qu’il sera montré aux lecteurs.
weekday-1 = Lundi
weekday-2 = Mardi
weekday-3 = Mercredi
weekday-4 = Jeudi
weekday-5 = Vendredi
weekday-6 = Samedi
weekday-7 = Dimanche

preview-show = Voir ce qui changerait
preview-back = Revenir au formulaire
preview-changed = Entre-temps, la situation a changé. Voici ce qui se passerait maintenant : vérifiez, puis confirmez.
preview-more =
    { PLURAL($n) ->
        [one] et { $n } autre.
        [many] et { $n } d’autres.
       *[other] et { $n } autres.
    }
moves-title = Échéances qui changeraient
moves-none = Aucune échéance en cours ne changerait.
moves-deadlines =
    { PLURAL($n) ->
        [one] { $n } échéance changerait,
        [many] { $n } d’échéances changeraient,
       *[other] { $n } échéances changeraient,
    }
moves-questions =
    { PLURAL($n) ->
        [one] pour { $n } question en cours.
        [many] pour { $n } de questions en cours.
       *[other] pour { $n } questions en cours.
    }
moves-from = Échéance actuelle
moves-to = Nouvelle échéance
moves-instead-of = au lieu du
moves-confirm-holiday = Enregistrer ce jour férié
moves-confirm-rule = Mettre cette version en vigueur
moves-confirm-moving =
    { PLURAL($n) ->
        [one] Enregistrer et déplacer { $n } échéance
        [many] Enregistrer et déplacer { $n } d’échéances
       *[other] Enregistrer et déplacer { $n } échéances
    }

lapse-title = Fin de législature
lapse-lead = Quand une législature est terminée, les questions encore ouvertes d’une Chambre deviennent caduques, toutes à la fois : une personne le demande après les avoir vues, une seconde le confirme.
lapse-on = Jour de la caducité
lapse-reason-hint = Il figure dans l’historique de chaque question.
lapse-undo-reason-hint = Il figure dans l’historique de chaque question ; les lecteurs des questions publiées le voient.
lapse-transmitted =
    { PLURAL($n) ->
        [one] { $n } question transmise et sans réponse complète deviendrait caduque.
        [many] { $n } de questions transmises et sans réponse complète deviendraient caduques.
       *[other] { $n } questions transmises et sans réponse complète deviendraient caduques.
    }
lapse-deposited =
    { PLURAL($n) ->
        [one] { $n } question déposée et non transmise deviendrait caduque.
        [many] { $n } de questions déposées et non transmises deviendraient caduques.
       *[other] { $n } questions déposées et non transmises deviendraient caduques.
    }
lapse-later =
    { PLURAL($n) ->
        [one] { $n } question ouverte resterait telle quelle : un acte qui la concerne est postérieur à ce jour.
        [many] { $n } de questions ouvertes resteraient telles quelles : un acte qui les concerne est postérieur à ce jour.
       *[other] { $n } questions ouvertes resteraient telles quelles : un acte qui les concerne est postérieur à ce jour.
    }
lapse-ask-effect = Une fois confirmée par une seconde personne, la caducité est immédiate : les demandes de réattribution et de rectification de ces questions sont closes ; les réponses validées ou envoyées à la Chambre reviennent aux départements comme projets. Pendant 24 heures après la confirmation, tout peut être annulé d’un seul geste.
lapse-list = Questions concernées
lapse-confirm =
    { PLURAL($n) ->
        [one] Rendre caduque { $n } question
        [many] Rendre caduques { $n } de questions
       *[other] Rendre caduques { $n } questions
    }
lapse-ask =
    { PLURAL($n) ->
        [one] Demander la caducité de { $n } question
        [many] Demander la caducité de { $n } de questions
       *[other] Demander la caducité de { $n } questions
    }
lapse-count =
    { PLURAL($n) ->
        [one] { $n } question
        [many] { $n } de questions
       *[other] { $n } questions
    }
lapse-fewer = La demande en comptait { $asked } : il y en a maintenant { $n } de moins.
lapse-more = La demande en comptait { $asked } : il y en a maintenant { $n } de plus.
lapse-left =
    { PLURAL($n) ->
        [one] { $n } question, modifiée depuis ou dont une rectification est demandée, resterait telle quelle.
        [many] { $n } de questions, modifiées depuis ou dont une rectification est demandée, resteraient telles quelles.
       *[other] { $n } questions, modifiées depuis ou dont une rectification est demandée, resteraient telles quelles.
    }
lapse-at-hand = Demandes et caducités récentes
lapse-waits = La demande attend une seconde personne.
lapse-done = La caducité est prononcée ; elle peut être annulée d’un seul geste jusqu’au { $date } à { $time }.
lapse-past = La caducité est prononcée, et plus d’un jour est passé : elle ne peut plus être annulée d’un seul geste.
lapse-undone-by = Caducité annulée par
lapse-details = Voir le détail
lapse-stay-list = Questions qui restent ouvertes
lapse-asked-by = Demandé par
lapse-confirm-effect = Ces questions deviennent caduques aussitôt. Les demandes de réattribution et de rectification sont closes ; les réponses validées ou envoyées à la Chambre reviennent aux départements comme projets. Pendant 24 heures après la confirmation, tout peut être annulé d’un seul geste.
lapse-typed = Nombre de questions qui deviennent caduques
lapse-typed-hint = Pour confirmer, saisissez ce nombre en chiffres.
lapse-refuse = Refuser la demande
lapse-take-back = Retirer ma demande
lapse-take-back-effect = Votre demande attend une seconde personne. Vous pouvez la retirer : aucune question ne devient caduque.
lapse-undone-subject = Jawab : une caducité a été annulée
lapse-undone-what = { $name } a annulé la caducité que vous aviez demandée ou confirmée : { $chamber }, { $legislature }, au { $date }.
lapse-undone-restored =
    { PLURAL($n) ->
        [one] { $n } question est de nouveau telle qu’elle était.
        [many] { $n } de questions sont de nouveau telles qu’elles étaient.
       *[other] { $n } questions sont de nouveau telles qu’elles étaient.
    }
lapse-undone-left =
    { PLURAL($n) ->
        [one] { $n } question, modifiée depuis ou dont une rectification est demandée, reste telle quelle.
        [many] { $n } de questions, modifiées depuis ou dont une rectification est demandée, restent telles quelles.
       *[other] { $n } questions, modifiées depuis ou dont une rectification est demandée, restent telles quelles.
    }
lapse-left-list = Questions qui restent telles quelles
lapse-undo-title = Annuler une caducité de fin de législature
lapse-undo = Annuler cette caducité
lapse-undo-effect = Les questions que cette caducité a closes, que personne n’a modifiées depuis et dont aucune rectification n’est demandée, redeviennent ce qu’elles étaient, avec leurs échéances. Les réattributions et rectifications demandées et les réponses envoyées à la Chambre avant ne sont pas rétablies : elles sont à redemander et à envoyer de nouveau.

roster-title = Importer des membres
roster-lead = Un fichier de membres est d’abord comparé à ce qui est enregistré ; rien n’est écrit avant votre confirmation. Importer deux fois le même fichier n’ajoute personne.
roster-from = Ces données valent depuis le
roster-from-hint = Premier jour des sièges nouveaux et des changements de groupe, s’il est connu.
roster-file = Fichier
roster-file-hint = Un tableau en texte (TSV ou CSV, UTF-8) dont la première ligne nomme les colonnes : name_ar, name_fr, gender (f ou m), group_ar, group_fr, district_ar, district_fr.
roster-preview-title = Ce que ferait l’importation
roster-preview-lead = Rien n’est encore écrit.
roster-new =
    { PLURAL($n) ->
        [one] { $n } nouveau membre
        [many] { $n } de nouveaux membres
       *[other] { $n } nouveaux membres
    }
roster-changed =
    { PLURAL($n) ->
        [one] { $n } membre dont la fiche change
        [many] { $n } de membres dont la fiche change
       *[other] { $n } membres dont la fiche change
    }
roster-known =
    { PLURAL($n) ->
        [one] { $n } membre déjà enregistré à l’identique
        [many] { $n } de membres déjà enregistrés à l’identique
       *[other] { $n } membres déjà enregistrés à l’identique
    }
roster-doubts =
    { PLURAL($n) ->
        [one] { $n } ligne à vérifier
        [many] { $n } de lignes à vérifier
       *[other] { $n } lignes à vérifier
    }
roster-faulty =
    { PLURAL($n) ->
        [one] { $n } ligne fautive, laissée de côté
        [many] { $n } de lignes fautives, laissées de côté
       *[other] { $n } lignes fautives, laissées de côté
    }
roster-groups-title = Groupes qui seraient ajoutés
roster-new-title = Nouveaux membres
roster-changed-title = Fiches qui changent
roster-more =
    { PLURAL($n) ->
        [one] Et { $n } autre ligne, qui n’est pas affichée.
        [many] Et { $n } d’autres lignes, qui ne sont pas affichées.
       *[other] Et { $n } autres lignes, qui ne sont pas affichées.
    }
roster-doubts-title = À vérifier
roster-faulty-title = Lignes fautives
roster-line = Ligne { $n }
roster-change-name = nom ({ $language })
roster-change-gender = genre grammatical
roster-change-seat = nouveau siège
roster-change-group = changement de groupe
roster-change-district = groupe ou circonscription complétés
roster-doubt-namesakes = Plusieurs membres portent ce nom.
roster-doubt-name = Un membre porte ce nom dans une langue, mais un autre dans l’autre langue :
roster-doubt-group = Ce membre siège dans un autre groupe : indiquez depuis quel jour valent les données du fichier.
roster-doubt-seat = Ce membre occupe déjà un autre siège à la même époque : modifiez d’abord sa fiche.
roster-who = De qui s’agit-il ?
roster-skip = Laisser cette ligne de côté
roster-same = De ce membre : son nom est à corriger
roster-another = D’une autre personne
roster-decide = Appliquer ces choix
roster-confirm = Importer
roster-fault-columns = Le nombre de colonnes n’est pas celui de la première ligne.
roster-fault-name = Il manque le nom.
roster-fault-gender = Le genre doit être f ou m.
roster-fault-twice = Le même nom figure déjà à la ligne { $line }.

flash-lapsed = Les questions sont devenues caduques ; chacune le dit dans son historique.
