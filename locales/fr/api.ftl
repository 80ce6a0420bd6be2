# L’API.

api-invalid = Des champs ne peuvent pas être pris tels quels
api-key-reused = La clé Idempotency-Key a déjà servi pour une autre requête
api-header-missing = L’en-tête { $header } manque.
api-parameter = Le paramètre { $name } ne prend pas cette valeur. La description de l’API (/api/v1/openapi.json) dit lesquelles il prend.
