# كلمات المجال: المجالس والوضعيات والأدوار والأحداث.

chamber-representatives = مجلس النواب
chamber-councillors = مجلس المستشارين
language-ar = العربية
language-fr = الفرنسية
only-in-ar = بالعربية فقط
only-in-fr = بالفرنسية فقط
legislature-nth =
    { $n ->
        [1] الولاية التشريعية الأولى
        [2] الولاية التشريعية الثانية
        [3] الولاية التشريعية الثالثة
        [4] الولاية التشريعية الرابعة
        [5] الولاية التشريعية الخامسة
        [6] الولاية التشريعية السادسة
        [7] الولاية التشريعية السابعة
        [8] الولاية التشريعية الثامنة
        [9] الولاية التشريعية التاسعة
        [10] الولاية التشريعية العاشرة
        [11] الولاية التشريعية الحادية عشرة
        [12] الولاية التشريعية الثانية عشرة
        [13] الولاية التشريعية الثالثة عشرة
        [14] الولاية التشريعية الرابعة عشرة
        [15] الولاية التشريعية الخامسة عشرة
        [16] الولاية التشريعية السادسة عشرة
        [17] الولاية التشريعية السابعة عشرة
        [18] الولاية التشريعية الثامنة عشرة
        [19] الولاية التشريعية التاسعة عشرة
       *[other] الولاية التشريعية رقم { $n }
    }
written-question = سؤال كتابي
oral-question = سؤال شفوي
number-of = سؤال رقم { $number }
number-sign = رقم
number-unknown = رقم غير معروف
number-not-yet = لم يُخصص بعد
not-deposited-yet = لم يودع بعد
not-transmitted-yet = لم يُحل بعد
no-transmission-recorded = لم تسجل أي إحالة
no-subject = سؤال بلا موضوع معروف

status-draft = مسودة
status-deposited = أودع
status-transmitted = أحيل على الحكومة
status-answered = أجيب عنه
status-withdrawn = مسحوب
status-lapsed = سقط بانتهاء الولاية
status-converted = محول إلى سؤال شفوي
not-answered-yet = لم يجب عنه بعد

standing-not-started = لم يبدأ الأجل
standing-unknown = أجل غير معروف
standing-days-left =
    { PLURAL($n) ->
        [one] بقي يوم واحد
        [two] بقي يومان
        [few] بقيت { $n } أيام
        [many] بقي { $n } يوما
       *[other] بقي { $n } يوم
    }
standing-due-today = ينتهي أجله اليوم
standing-overdue =
    { PLURAL($n) ->
        [one] متأخر عن الأجل بيوم واحد
        [two] متأخر عن الأجل بيومين
        [few] متأخر عن الأجل بـ { $n } أيام
        [many] متأخر عن الأجل بـ { $n } يوما
       *[other] متأخر عن الأجل بـ { $n } يوم
    }
standing-answered-on-time = أجيب عنه داخل الأجل
standing-answered-late =
    { PLURAL($n) ->
        [one] أجيب عنه بعد الأجل بيوم واحد
        [two] أجيب عنه بعد الأجل بيومين
        [few] أجيب عنه بعد الأجل بـ { $n } أيام
        [many] أجيب عنه بعد الأجل بـ { $n } يوما
       *[other] أجيب عنه بعد الأجل بـ { $n } يوم
    }
kind-overdue = متأخر عن الأجل
kind-due-soon = ينتهي أجله خلال 5 أيام
kind-on-time = داخل الأجل
kind-not-started = أجله لم يبدأ أو غير معروف
kind-answered-late = أجيب عنه بعد الأجل
kind-answered = أجيب عنه، والأجل غير معروف
kind-closed = انتهى دون جواب كامل

role-original = الأصل
role-official-translation = ترجمة رسمية
role-unofficial-translation = ترجمة غير رسمية
role-machine-translation = ترجمة آلية
role-press-report = تغطية صحفية
role-unspecified = صفة غير معروفة
warning-unofficial-translation = ليست ترجمة رسمية: الأصل وحده هو المعتمد.
warning-machine-translation = ليست ترجمة رسمية: أنجزتها آلة، وقد تتضمن أخطاء.
warning-press-report = ليس نصا رسميا: كما أوردته الصحافة.
warning-unspecified = لا يعرف هل هذا النص هو الأصل أم ترجمة له.

answer-holding = جواب مؤقت
answer-final = جواب
answer-correction = استدراك
coverage-not-addressed = لم يتناوله الجواب
coverage-partly = أجيب عنه جزئيا
coverage-answered = أجيب عنه
coverage-not-assessed = لم يقيم بعد

event-deposited = الإيداع لدى مكتب المجلس
event-transmitted = الإحالة على الحكومة
event-transferred = الإحالة على جهة أخرى
event-instead-of = بدلا من
event-held = ورود جواب مؤقت
event-answered = ورود الجواب
event-corrected = ورود استدراك على الجواب
event-withdrawn = سحب السؤال من لدن صاحبه
event-lapsed = سقوط السؤال بانتهاء الولاية التشريعية
event-published = نشر السؤال
event-hidden = حجب السؤال
event-unhidden = إعادة نشر السؤال
event-text-added = إضافة نص
event-text-reviewed = مراجعة نص
event-redacted = حذف معطيات شخصية
event-imported = استيراد السؤال
event-import-updated = تحيين عند استيراد لاحق
event-logged = إنشاء المسودة
event-draft-deleted = حذف المسودة
event-edited = تعديل
event-ministry-added = الإحالة على جهة إضافية
event-converted-to-oral = التحويل إلى سؤال شفوي
event-hiding-asked = طلب حجب السؤال
event-hiding-dropped = رفض طلب الحجب أو سحبه
event-hiding-refused = رفض طلب الحجب
event-hiding-taken-back = سحب طلب الحجب
event-unhiding-asked = طلب إعادة نشر السؤال
event-unhiding-dropped = رفض طلب إعادة النشر أو سحبه
event-unhiding-refused = رفض طلب إعادة النشر
event-unhiding-taken-back = سحب طلب إعادة النشر
event-text-corrected = تصحيح نص
event-text-role-corrected = تصحيح صفة نص
event-text-source-corrected = تصحيح مصدر نص
event-linked = الربط بسؤال آخر
event-unlinked = فك الربط بسؤال آخر
event-attached = إرفاق وثيقة
event-document-withdrawn = سحب وثيقة أُرفقت خطأً
event-assigned = الإسناد إلى أحد الموظفين
event-answer-submitted = إرسال جواب القطاع إلى المجلس
event-answer-recalled = استرجاع القطاع جوابه قبل البت فيه
event-answer-returned = إعادة الجواب إلى القطاع
event-transfer-asked = طلب تغيير الجهة المحال عليها
event-transfer-refused = رفض تغيير الجهة المحال عليها
event-transfer-withdrawn = سحب طلب تغيير الجهة المحال عليها
event-reminded = توجيه تذكير إلى القطاع
event-deadline-moved = تغيير أجل الجواب
event-date-corrected = تصحيح تاريخ
event-transmission-undone = إلغاء إحالة سُجّلت خطأً
event-referral-undone = إلغاء إحالة على قطاع سُجّلت خطأً
event-answer-undone = إلغاء جواب سُجّل خطأً
event-end-undone = إلغاء إنهاء للمسطرة سُجّل خطأً
event-correction-asked = طلب تصحيح
event-correction-dropped = رفض طلب تصحيح أو سحبه
event-correction-refused = رفض طلب تصحيح
event-correction-taken-back = سحب طلب تصحيح
event-undoing-asked = طلب إلغاء
event-undoing-refused = رفض طلب إلغاء
event-undoing-taken-back = سحب طلب إلغاء
event-pending-closed = إغلاق الطلبات العالقة بعد أن صارت غير ذات موضوع
rectified-deposited = تصحيح تاريخ الإيداع
rectified-transmitted = تصحيح تاريخ الإحالة
rectified-referred = تصحيح تاريخ الإحالة على القطاع
rectified-answered = تصحيح تاريخ الجواب
rectified-ended = تصحيح تاريخ انتهاء المسطرة
rectified-days = { $after } بدل { $before }
rectified-undone = إلغاء { $what }
undone-of-day = { $what } ({ $date })
undone-transmission = الإحالة على الحكومة
undone-referral = الإحالة على القطاع
undone-answer = الجواب
undone-withdrawal = سحب السؤال
undone-conversion = التحويل إلى سؤال شفوي
undone-lapse = سقوط السؤال بانتهاء الولاية التشريعية
undone-end = إنهاء المسطرة
bounds-between = المرجو تحديد تاريخ بين { $from } ({ $after }) و{ $to } ({ $before }).
bounds-from = المرجو تحديد تاريخ ابتداء من { $from } ({ $after }).
bounds-to = المرجو تحديد تاريخ لا يتجاوز { $to } ({ $before }).
bounds-none = لا يمكن تحديد أي تاريخ آخر بين { $from } ({ $after }) و{ $to } ({ $before }): المرجو أن تصححوا أولا غير الصحيح من هذين التاريخين.
bounds-none-today = لا يمكن تحديد أي تاريخ آخر بين { $from } ({ $after }) و{ $to } ({ $before }): إذا كان أول هذين التاريخين غير صحيح، فالمرجو تصحيحه أولا.
milestone-deposit = إيداع السؤال
milestone-transmission = الإحالة على الحكومة
milestone-referral = الإحالة على أحد القطاعات
milestone-transfer = الإحالة على جهة أخرى
milestone-answer = جواب أحد القطاعات
milestone-correction = الاستدراك على الجواب
milestone-end = انتهاء المسطرة
milestone-today = اليوم
history-undone = ألغي لاحقا
history-moved = صحح التاريخ لاحقا

link-grouped-with = يشترك معه في وحدة الموضوع
link-renews = يذكر بهذا السؤال
link-renewed-by = جدد التذكير به في هذا السؤال
link-repeats = يكرر هذا السؤال
link-repeated-by = كرر في هذا السؤال
link-follows-up = يتابع هذا السؤال
link-followed-up-by = تابعه هذا السؤال
link-converted-from = محول من هذا السؤال
link-converted-to = حول إلى هذا السؤال

group-group = فريق
group-groupement = مجموعة
group-none = بدون انتماء
succession-merged = ضم
succession-split = تقسيم
succession-replaced = نقل الاختصاصات
