# صفحة السؤال.

question-description = { $title }: النص والجواب والأجل والمصادر.
asked-by = سؤال من
author-unknown = صاحب السؤال غير معروف
subject-untranslated = لم يترجم الموضوع إلى العربية.
notice-withdrawn = سحب هذا السؤال قبل الجواب عنه. يبقى نصه منشورا.
notice-withdrawn-partly = سحب هذا السؤال قبل أن تجيب عنه كل القطاعات المحال عليها. يبقى نصه والأجوبة الواردة منشورة.
notice-lapsed = سقط هذا السؤال بانتهاء الولاية التشريعية دون جواب. يبقى نصه منشورا.
notice-lapsed-partly = سقط هذا السؤال بانتهاء الولاية التشريعية قبل أن تجيب عنه كل القطاعات المحال عليها. يبقى نصه والأجوبة الواردة منشورة.
notice-converted = حول هذا السؤال إلى سؤال شفوي، فانتهت المسطرة الكتابية دون جواب. يبقى نصه منشورا.
notice-converted-partly = حول هذا السؤال إلى سؤال شفوي، فانتهت المسطرة الكتابية قبل أن تجيب عنه كل القطاعات المحال عليها. يبقى نصه والأجوبة الواردة منشورة.
notice-oral = هذا سؤال شفوي: لا يحسب له أجل العشرين يوما الخاص بالأسئلة الكتابية.
notice-unnumbered = رقم هذا السؤال غير معروف.
notice-press-only = عرف هذا السؤال عن طريق الصحافة: رقمه غير معروف، وقد تنقصه معطيات.

texts-choice = لغة النصوص
texts-all = جنبا إلى جنب
question-text = نص السؤال
question-text-missing = لا يوجد نص السؤال بهذه اللغة.
answer-text = نص الجواب
answer-text-missing = لا يوجد نص الجواب بهذه اللغة.
page-abbreviation = ص.
reviewed-by = راجعه
not-reviewed = لم يراجع بعد
sub-questions = الأسئلة الفرعية
sub-questions-answered = أجيب عن { $answered } من { $total }

answers-title = الجواب
no-answer-yet = لم يجب عن هذا السؤال بعد.
no-answer-closed = لم يجب عن هذا السؤال.
answer-unpublished = لم ينشر بعد
answer-annulled = جواب ملغى: كان قد سُجّل خطأً.
answer-text-unknown = أجيب عن هذا السؤال، غير أن نص الجواب غير معروف.
answer-date = التاريخ
signed-by = أجاب عنه
holding-note = الجواب المؤقت لا يوقف احتساب الأجل.
corrects = يستدرك هذا النص على جواب سابق
corrects-of = يستدرك هذا النص على جواب { $date }
corrected = استدرك على هذا الجواب لاحقا
corrected-on = استدرك على هذا الجواب في { $date }
also-answers = يجيب أيضا عن

deadline-title = أجل الجواب
deadline-passed = انتهى الأجل في { $date } دون جواب.
deadline-runs = ينتهي الأجل في { $date }.
deadline-answered = ورد الجواب في { $answered }. كان الأجل ينتهي في { $date }.
deadline-closed = انتهى مسار السؤال دون جواب. كان الأجل ينتهي في { $date }.
deadline-not-transmitted = لم تسجل أي إحالة للسؤال على الحكومة: لم يبدأ الأجل.
deadline-ministry-unknown = القطاع الذي أحيل عليه السؤال غير معروف: لا يمكن حساب الأجل.
deadline-unknown = تاريخ الإحالة غير معروف: لا يمكن حساب الأجل.
deadline-closed-unreckoned = انتهى مسار السؤال قبل أن يحسب له أجل.
clock-start-transmission = الإحالة
clock-start-transfer = تغيير الجهة المحال عليها
clock-start-addition = الإحالة على جهة إضافية
deadline-hint =
    { PLURAL($n) ->
        [one] يوم واحد بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
        [two] يومان بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
        [few] { $n } أيام بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
        [many] { $n } يوما بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
       *[other] { $n } يوم بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
    }
deadline-hint-working =
    { PLURAL($n) ->
        [one] يوم عمل واحد بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
        [two] يوما عمل بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
        [few] { $n } أيام عمل بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
        [many] { $n } يوم عمل بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
       *[other] { $n } يوم عمل بعد تاريخ { $start }، وفق قراءة هذا الموقع للفصل 100 من الدستور.
    }
deadline-picture = الأيام المنقضية من الأجل: { $passed } من { $total }. أيام التأخر: { $over }.
reckoning-summary = كيف حسب هذا الأجل؟
rule-version = الصيغة { $version } من القاعدة
rule-any-day = أيا كان تاريخ الإحالة
rule-calendar-days =
    { PLURAL($n) ->
        [one] يوم واحد، تحسب فيه كل الأيام.
        [two] يومان، تحسب فيهما كل الأيام.
        [few] { $n } أيام، تحسب فيها كل الأيام.
        [many] { $n } يوما، تحسب فيها كل الأيام.
       *[other] { $n } يوم، تحسب فيها كل الأيام.
    }
rule-working-days =
    { PLURAL($n) ->
        [one] يوم عمل واحد، دون أيام الراحة والعطل.
        [two] يوما عمل، دون أيام الراحة والعطل.
        [few] { $n } أيام عمل، دون أيام الراحة والعطل.
        [many] { $n } يوم عمل، دون أيام الراحة والعطل.
       *[other] { $n } يوم عمل، دون أيام الراحة والعطل.
    }
rule-rolls = إذا وافق آخر الأجل يوم راحة، امتد إلى يوم العمل الموالي.
rule-does-not-roll = لا يمتد الأجل إذا وافق آخره يوم راحة.
rule-restarts = يبدأ أجل جديد عند تغيير الجهة المحال عليها.
rule-does-not-restart = لا يبدأ أجل جديد عند تغيير الجهة المحال عليها.
reading-note = هذه قراءة هذا الموقع للفصل 100 من الدستور.
day-start = يوم الإحالة، لا يحسب
day-start-transfer = يوم تغيير الجهة المحال عليها، لا يحسب
day-start-addition = يوم الإحالة على جهة إضافية، لا يحسب
day-counted = اليوم { $n }
day-weekend = نهاية الأسبوع، لا تحسب
day-holiday = يوم عطلة، لا يحسب
day-rolled-over = يوم راحة، يمتد الأجل بعده
day-rolled-to = يوم العمل الموالي، آخر الأجل

facts = معطيات السؤال
fact-number = رقم السؤال
fact-legislature = الولاية التشريعية
fact-deposited = تاريخ الإيداع
fact-deposited-drafted = تاريخ الإيداع المدون في المسودة
fact-number-proposed = رقم مقترح
number-proposed = رقم مقترح
fact-transmitted = تاريخ الإحالة
fact-themes = المجالات
attributions = الجهات المحال عليها
history = مسار السؤال
press-title = في الصحافة
press-note = هذه مقالات صحفية، لا وثائق رسمية. الروابط تقود إلى مواقع خارجية.
press-untitled = مقال بلا عنوان معروف
press-outlet-unknown = منبر غير معروف
related-title = أسئلة مرتبطة
cite-title = كيف تستشهد بهذا السؤال
cite-label = نص الاستشهاد
cite-subject = «{ $subject }»
cite-deposited = أودع في { $date }
cite-consulted = اطلع عليه في { $date }

attachments-title = الوثائق المرفقة
attachment-pages =
    { PLURAL($n) ->
        [one] صفحة واحدة
        [two] صفحتان
        [few] { $n } صفحات
        [many] { $n } صفحة
       *[other] { $n } صفحة
    }
attachment-kibibytes =
    { PLURAL($n) ->
        [one] كيلوبايت واحد
        [two] كيلوبايتان
        [few] { $n } كيلوبايت
        [many] { $n } كيلوبايت
       *[other] { $n } كيلوبايت
    }
