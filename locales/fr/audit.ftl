# Le journal d’audit : la recherche, et chaque opération en mots.

audit-text = Chaque modification et chaque lecture de données personnelles y est inscrite. Rien ne peut y être changé ni retiré ; votre lecture y est inscrite aussi.
audit-all = Tous
audit-actor = Auteur
audit-action = Opération
audit-subject = Objet
audit-subject-hint = L’identifiant tel que le journal l’écrit, par exemple question:12 ou account:3.
audit-from = À partir du
audit-to = Jusqu’au
audit-find = Rechercher
audit-none = Aucune ligne ne correspond.
audit-program = Le programme, ou une personne non connectée

audit-account-invited = Invitation
audit-account-joined = Invitation acceptée
audit-account-changed = Compte modifié
audit-account-disabled = Compte désactivé
audit-account-enabled = Compte réactivé
audit-account-link-made = Nouveau lien créé
audit-account-password-changed = Mot de passe changé
audit-account-language-changed = Langue changée
audit-accounts-listed = Lecture de la liste des comptes
audit-second-factor-set = Vérification en deux étapes mise en place
audit-second-factor-removed = Vérification en deux étapes retirée
audit-recovery-codes-made = Codes de secours créés
audit-recovery-code-used = Code de secours utilisé
audit-session-started = Connexion
audit-session-ended = Déconnexion
audit-sessions-ended = Déconnexion de tous les navigateurs
audit-session-refused = Connexion refusée
audit-code-refused = Code de vérification refusé
audit-token-issued = Jeton délivré
audit-token-revoked = Jeton révoqué
audit-read = Lecture du journal d’audit
