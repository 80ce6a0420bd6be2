# سجل العمليات: البحث فيه، وكل عملية بعبارة واضحة.

audit-text = يُدون فيه كل تغيير وكل اطلاع على معطيات شخصية، ولا يمكن تعديل شيء منه أو حذفه. واطلاعكم هذا يُدون بدوره.
audit-all = الكل
audit-actor = الفاعل
audit-action = العملية
audit-subject = موضوع العملية
audit-subject-hint = المعرّف كما هو مدون في السجل، مثل question:12 أو account:3.
audit-from = ابتداء من
audit-to = إلى غاية
audit-find = بحث
audit-none = لا يوجد أي سطر مطابق.
audit-program = البرنامج، أو شخص لم يسجل الدخول

audit-account-invited = دعوة
audit-account-joined = قبول الدعوة
audit-account-changed = تعديل حساب
audit-account-disabled = تعطيل حساب
audit-account-enabled = إعادة تفعيل حساب
audit-account-link-made = إنشاء رابط جديد
audit-account-password-changed = تغيير كلمة المرور
audit-account-language-changed = تغيير اللغة
audit-accounts-listed = الاطلاع على لائحة الحسابات
audit-second-factor-set = تفعيل التحقق بخطوتين
audit-second-factor-removed = إلغاء التحقق بخطوتين
audit-recovery-codes-made = إنشاء رموز الاسترجاع
audit-recovery-code-used = استعمال رمز استرجاع
audit-session-started = تسجيل الدخول
audit-session-ended = تسجيل الخروج
audit-sessions-ended = إنهاء جميع الجلسات
audit-session-refused = رفض تسجيل الدخول
audit-code-refused = رفض رمز التحقق
audit-token-issued = تسليم رمز لبرنامج
audit-token-revoked = إلغاء رمز برنامج
audit-read = الاطلاع على سجل العمليات
