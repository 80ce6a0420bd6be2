# L’API.

api-invalid = Des champs ne peuvent pas être pris tels quels
api-key-reused = La clé Idempotency-Key a déjà servi pour une autre requête
api-header-missing = L’en-tête { $header } manque.
api-header-wrong = L’en-tête { $header } ne prend pas cette valeur. La description de l’API (/api/v1/openapi.json) dit lesquelles il prend.
api-media-type = Le corps de la demande doit être du type { $type }.
api-parameter = Le paramètre { $name } ne prend pas cette valeur. La description de l’API (/api/v1/openapi.json) dit lesquelles il prend.
api-parameter-twice = Le paramètre { $name } est donné plusieurs fois : donnez-le une seule fois.
api-period-reversed = Le jour donné par le paramètre { $to } précède celui que donne le paramètre { $from } : la période est vide.
api-unknown-key = Ce champ n’existe pas ici. La description de l’API (/api/v1/openapi.json) dit lesquels existent.
api-repeated-key = Ce champ est donné plusieurs fois : donnez-le une seule fois.
api-not-an-object = Un objet JSON est attendu ici.
api-not-a-list = Une liste JSON est attendue ici.
api-not-text = Un texte est attendu ici, entre guillemets.
api-not-text-or-object = Un texte ou un objet JSON est attendu ici.
api-not-a-number = Un nombre entier est attendu ici, sans guillemets et de dix chiffres au plus.
api-not-a-boolean = La valeur true ou false est attendue ici, sans guillemets.
api-not-a-day = Ce jour n’existe pas ou ne s’écrit pas ainsi : écrivez AAAA-MM-JJ, par exemple 2026-11-29.
api-not-a-choice = Cette valeur n’est pas admise ici. La description de l’API (/api/v1/openapi.json) dit lesquelles le sont.
