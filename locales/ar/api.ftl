# الواجهة البرمجية.

api-invalid = لا يمكن قبول بعض الخانات كما هي
api-key-reused = سبق استعمال المفتاح Idempotency-Key لطلب آخر
api-header-missing = تنقص الترويسة { $header }.
