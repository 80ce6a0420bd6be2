# الواجهة البرمجية.

api-invalid = لا يمكن قبول بعض الخانات كما هي
api-key-reused = سبق استعمال المفتاح Idempotency-Key لطلب آخر
api-header-missing = تنقص الترويسة { $header }.
api-header-wrong = الترويسة { $header } لا تقبل هذه القيمة. يبين وصف الواجهة البرمجية (/api/v1/openapi.json) القيم التي تقبلها.
api-media-type = يجب أن يكون محتوى الطلب من النوع { $type }.
api-parameter = المعامل { $name } لا يقبل هذه القيمة. يبين وصف الواجهة البرمجية (/api/v1/openapi.json) القيم التي يقبلها.
api-parameter-twice = ورد المعامل { $name } أكثر من مرة: المرجو إيراده مرة واحدة.
api-period-reversed = اليوم المذكور في المعامل { $to } يسبق اليوم المذكور في المعامل { $from }: المدة فارغة.
api-unknown-key = لا توجد هنا خانة بهذا الاسم. يبين وصف الواجهة البرمجية (/api/v1/openapi.json) الخانات الموجودة.
api-repeated-key = وردت هذه الخانة أكثر من مرة: المرجو إيرادها مرة واحدة.
api-not-an-object = المنتظر هنا كائن JSON.
api-not-a-list = المنتظر هنا لائحة JSON.
api-not-text = المنتظر هنا نص بين علامتي اقتباس.
api-not-text-or-object = المنتظر هنا نص أو كائن JSON.
api-not-a-number = المنتظر هنا عدد صحيح دون علامتي اقتباس، من عشرة أرقام على الأكثر.
api-not-a-boolean = المنتظر هنا true أو false دون علامتي اقتباس.
api-not-a-day = هذا اليوم غير موجود أو لا يكتب على هذا النحو: المرجو كتابته هكذا YYYY-MM-DD، مثل 2026-11-29.
api-not-a-choice = هذه القيمة غير مقبولة هنا. يبين وصف الواجهة البرمجية (/api/v1/openapi.json) القيم المقبولة.
