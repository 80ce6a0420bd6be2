# L’API.

api-invalid = Des champs ne peuvent pas être pris tels quels
api-key-reused = La clé Idempotency-Key a déjà servi pour une autre requête
api-header-missing = L’en-tête { $header } manque.
api-header-wrong = L’en-tête { $header } ne prend pas cette valeur. La description de l’API (/api/v1/openapi.json) dit lesquelles il prend.
api-media-type = Le corps de la demande doit être du type { $type }.
api-parameter = Le paramètre { $name } ne prend pas cette valeur. La description de l’API (/api/v1/openapi.json) dit lesquelles il prend.
