# الواجهة البرمجية.

api-invalid = لا يمكن قبول بعض الخانات كما هي
api-key-reused = سبق استعمال المفتاح Idempotency-Key لطلب آخر
api-header-missing = تنقص الترويسة { $header }.
api-header-wrong = الترويسة { $header } لا تقبل هذه القيمة. يبين وصف الواجهة البرمجية (/api/v1/openapi.json) القيم التي تقبلها.
api-media-type = يجب أن يكون محتوى الطلب من النوع { $type }.
api-parameter = المعامل { $name } لا يقبل هذه القيمة. يبين وصف الواجهة البرمجية (/api/v1/openapi.json) القيم التي يقبلها.
