# لوحة القطاع، وإعداد الجواب، ولوحة المجلس، وما يرسل خارج الموقع.

board-title = ما ينتظر جوابكم
board-open =
    { PLURAL($n) ->
        [zero] لا أسئلة مفتوحة
        [one] سؤال واحد مفتوح
        [two] سؤالان مفتوحان
        [few] { $n } أسئلة مفتوحة
        [many] { $n } سؤالا مفتوحا
       *[other] { $n } سؤال مفتوح
    }
board-average =
    { PLURAL($n) ->
        [zero] متوسط مدة الجواب هذه السنة: في اليوم نفسه
        [one] متوسط مدة الجواب هذه السنة: يوم واحد
        [two] متوسط مدة الجواب هذه السنة: يومان
        [few] متوسط مدة الجواب هذه السنة: { $n } أيام
        [many] متوسط مدة الجواب هذه السنة: { $n } يوما
       *[other] متوسط مدة الجواب هذه السنة: { $n } يوم
    }
board-definition = التعريف
board-average-definition = متوسط مدة الجواب: عدد الأيام من اليوم الذي بدأ فيه احتساب أجل القطاع إلى يوم جوابه، في المتوسط، بالنسبة إلى الأجوبة المؤرخة منذ فاتح يناير من هذه السنة. لا تحتسب الأجوبة المؤقتة.
board-table = تنزيل جدول (CSV)
board-notices = التقويم والبريد الصباحي
board-filters = حصر اللوحة
board-words = كلمات من الموضوع
board-state = مرحلة الإعداد
board-assigned = المكلف بالجواب
board-me = أنا
board-nobody = لم يسند بعد
board-from = ينتهي أجله ابتداء من
board-to = ينتهي أجله إلى غاية
board-chosen = الأسئلة المختارة
board-choose = اختاروا من اللائحة
board-assign = إسناد الأسئلة المختارة
board-assign-hint = ضعوا علامة على الأسئلة في اللوحة أعلاه، ثم اختاروا من يعد أجوبتها.
board-assign-button = إسناد
board-internal = الأجل الداخلي
board-internal-hint = اليوم الذي يريد فيه القطاع الجواب جاهزا. لا يغير الأجل القانوني.
board-internal-bulk-hint = اليوم الذي يريد فيه القطاع الأجوبة جاهزة. إذا ترك هذا التاريخ فارغا، بقيت الآجال الداخلية المحددة من قبل على حالها.

lane-overdue = متأخر
lane-due-today = ينتهي اليوم
lane-due-soon = يحل قريبا
lane-later = لاحقا
lane-waiting = لدى المجلس
lane-answered = أجيب عنه مؤخرا
lane-ended = انتهت أو أحيلت على جهة أخرى مؤخرا دون جوابكم
lane-empty = لا شيء.
lane-all =
    { PLURAL($n) ->
        [one] عرض الكل (سؤال واحد)
        [two] عرض الكل (سؤالان)
        [few] عرض الكل ({ $n } أسئلة)
        [many] عرض الكل ({ $n } سؤالا)
       *[other] عرض الكل ({ $n } سؤال)
    }
lane-back = العودة إلى اللوحة كاملة

ticket-pick = اختيار السؤال: { $subject }
ticket-assigned = مسند إلى:
ticket-assigned-plain = مسند إلى: { $name }
ticket-assignee-left = (لم يعد يعمل لدى هذا القطاع)
ticket-internal = الأجل الداخلي: { $date }
ticket-internal-today = الأجل الداخلي: اليوم
ticket-internal-late = (بعد الأجل القانوني)
ticket-tomorrow = غدا، { $date }
ticket-age =
    { PLURAL($n) ->
        [zero] أحيل اليوم
        [one] أحيل أمس
        [two] أحيل قبل يومين
        [few] أحيل قبل { $n } أيام
        [many] أحيل قبل { $n } يوما
       *[other] أحيل قبل { $n } يوم
    }
ticket-sent = أرسل في { $date }
ticket-sent-today = أرسل اليوم
ticket-sent-yesterday = أرسل أمس
ticket-transfer-asked = طلب تغيير الجهة المحال عليها
ticket-transfer-refused = رفض المجلس تغيير الجهة المحال عليها في { $date }
ticket-transfer-granted = تم قبول الطلب، وأحيل السؤال على جهة أخرى في { $date }
ticket-transferred = أحيل السؤال على جهة أخرى في { $date }
ticket-transferred-to = القطاع المحال عليه:
ticket-returned = أعاده المجلس
ticket-annulled = ألغى المجلس جوابكم المؤرخ في { $date }
ticket-annulled-undated = ألغى المجلس جوابكم
ticket-annulled-recorded = ألغي الجواب المؤرخ في { $date }، المسجل باسم قطاعكم من لدن المجلس
ticket-annulled-recorded-undated = ألغي الجواب المسجل باسم قطاعكم من لدن المجلس
ticket-ended = انتهت المسطرة في { $date }.
ticket-taken-back = عاد جوابكم مشروعا.
ticket-returned-here = عاد السؤال إلى قطاعكم: تتعين المصادقة على جوابكم وإرساله مرة أخرى.
ticket-restored = فتح السؤال من جديد: تتعين المصادقة على جوابكم وإرساله مرة أخرى.
ticket-reminded = ذكر به المجلس في { $date }

stage-received = ورد على القطاع
stage-assigned = مسند
stage-drafted = قيد التحرير
stage-cleared = مصادق عليه داخليا
stage-submitted = أرسل إلى المجلس
stage-done = (تم)
stages-label = مراحل إعداد الجواب

answer-of = جواب
answer-side-question = السؤال
answer-side-answer = جواب القطاع
answer-with-chamber = الجواب لدى المجلس: سيعيده مع بيان السبب، أو يقبله فيراه العموم متى كان السؤال منشورا.
answer-sent-to-chamber = أرسل الجواب إلى المجلس في { $date }.
answer-setback-annulled = ألغي جوابكم المؤرخ في { $date } لأنه سُجّل خطأً. يتعين إعداد جواب آخر والمصادقة عليه وإرساله إلى المجلس.
answer-setback-annulled-undated = ألغي جوابكم لأنه سُجّل خطأً. يتعين إعداد جواب آخر والمصادقة عليه وإرساله إلى المجلس.
answer-setback-annulled-recorded = ألغي الجواب المؤرخ في { $date }، المسجل باسم قطاعكم من لدن المجلس، لأنه سُجّل خطأً. جوابكم لا يزال منتظرا، وما كنتم قد شرعتم في تحريره محفوظ.
answer-setback-annulled-recorded-undated = ألغي الجواب المسجل باسم قطاعكم من لدن المجلس، لأنه سُجّل خطأً. جوابكم لا يزال منتظرا، وما كنتم قد شرعتم في تحريره محفوظ.
answer-setback-returned = كان هذا السؤال قد أحيل على قطاع آخر، ثم عاد إليكم. عاد جوابكم مشروعا: تتعين المصادقة عليه وإرساله مرة أخرى إلى المجلس.
answer-setback-restored = كانت مسطرة هذا السؤال قد انتهت، ثم فتح من جديد. عاد جوابكم مشروعا: تتعين المصادقة عليه وإرساله مرة أخرى إلى المجلس.
answer-ended = { $status }: انتهت المسطرة في { $date }، ولم يعد ينتظر أي جواب.
answer-ended-taken-back = عاد الجواب الذي صادقتم عليه أو أرسلتموه إلى المجلس مشروعا، ونصه محفوظ أدناه.
answer-ended-for-others = لم يعد الجواب الذي أعددتموه يشمل هذا السؤال، ويتابع مساره بالنسبة إلى الأسئلة الأخرى.
answer-ended-draft = مشروع جوابكم محفوظ أدناه.
answer-transfer-waits = طلب القطاع إحالة السؤال على جهة أخرى، ولم يبت المجلس في الطلب بعد:
answer-transfer-refused-hint = يبقى الجواب على عاتق القطاع، ويستمر احتساب أجله.
answer-assign = من يعد الجواب
answer-assignments = الإسنادات السابقة وآجالها الداخلية
answer-no-internal = دون أجل داخلي
answer-internal-late = الأجل الداخلي ({ $date }) يقع بعد الأجل القانوني ({ $due }).
answer-clear = المصادقة على الجواب
answer-clear-hint = يصادق القطاع على الجواب كما هو مكتوب هنا، ويحفظ في الوقت نفسه. كل تعديل بعد ذلك يستوجب مصادقة جديدة.
answer-submit = إرسال الجواب إلى المجلس
answer-submit-hint = يرسل الجواب كما صودق عليه، بعد أن تؤكدوا ذلك. إذا عدلتموه بعد المصادقة، اكتفي بحفظه ووجبت المصادقة عليه من جديد. لا يمكن تعديله ما دام لدى المجلس.
answer-recall = استرجاع الجواب
answer-recall-hint = ما لم يبت المجلس في الجواب، يمكنكم استرجاعه لتعديله. يعود كما صودق عليه، وكل تعديل يستوجب مصادقة جديدة.
answer-transfer = السؤال لا يدخل في اختصاص هذا القطاع
answer-transfer-hint = يبت المجلس في الطلب. يبقى الجواب على عاتق القطاع، ويستمر احتساب أجله، إلى أن يبت فيه.
answer-transfer-to = القطاع المختص
answer-transfer-reason-hint = يطلع عليه المجلس، ويدون في سجل السؤال.
answer-transfer-button = طلب تغيير الجهة
answer-transfer-withdraw = سحب طلب تغيير الجهة
answer-transfer-withdraw-hint = ما لم يبت المجلس في الطلب، يمكنكم سحبه. ويبقى الجواب على عاتق القطاع، ويستمر احتساب أجله، إلى أن يبت فيه.
answer-form-title = نص الجواب
answer-form-cleared = صودق على هذا الجواب. إذا عدل وجبت المصادقة عليه من جديد.
answer-form-kind = نوع الجواب
answer-form-final-hint = ينهي ما على القطاع في هذا السؤال.
answer-form-text = الجواب
answer-form-original = الأصل
answer-form-original-hint = إذا كتب الجواب باللغتين، فما ليس أصلا ترجمة رسمية.
answer-form-original-ar = النص العربي
answer-form-original-fr = النص الفرنسي
answer-form-both-original = النصان معا
answer-form-minister = الوزير الموقع
answer-form-on = تاريخ الجواب
answer-form-on-hint = إذا ترك فارغا، كان يوم الإرسال إلى المجلس. مثال: { $date }
answer-form-also = أسئلة أخرى يجيب عنها هذا الجواب
answer-form-also-hint = من بين الأسئلة المفتوحة المحالة على القطاع.
answer-form-also-words = رقم السؤال أو كلمات من موضوعه
answer-form-also-none = لا يوجد سؤال مفتوح آخر مطابق لدى القطاع.
answer-question-hidden = هذا السؤال محجوب عن العموم، ولن يظهر جوابه للعموم ما دام محجوبا.
answer-form-save = حفظ الجواب
answer-conflict-title = عدل الجواب في هذه الأثناء
answer-conflict-text = سُجّل تعديل لهذا الجواب باسم { $who } بينما كنتم تحررونه. لم يضع شيء مما كتبتم: قارنوا النسختين، وعدلوا نسختكم إن شئتم، ثم اختاروا. أما الخانات التي غيرها واحد منكما فقط فتبقى كما غيرها.
answer-conflict-text-own = عدّلتم بأنفسكم هذا الجواب منذ بدء هذا التحرير. لم يضع شيء مما كتبتم: قارنوا النسختين، وعدلوا هذه النسخة إن شئتم، ثم اختاروا. أما الخانات التي لم تعدّلوها إلا في إحدى النسختين فتبقى كما عدّلتموها.

notices-title = التقويم والبريد الصباحي
notices-calendar = التقويم
notices-calendar-text = يعرض تطبيق التقويم لديكم آجال أسئلة قطاعكم وآجالكم الداخلية، مع شرح كل أجل. العنوان سري: من عرفه اطلع على هذه الآجال.
notices-calendar-ends = يتوقف العمل بهذا العنوان بمجرد تغيير قطاعاتكم أو تعطيل حسابكم، ولو أعيد تفعيله بعد ذلك. يتعين حينئذ إنشاء عنوان آخر هنا.
notices-address = عنوان التقويم
notices-address-once = انسخوه الآن إلى تطبيق التقويم: لن يعرض مرة أخرى.
notices-since = لكم تقويم منذ
notices-make = إنشاء عنوان للتقويم
notices-renew = استبدال العنوان بآخر
notices-revoke = إلغاء العنوان
notices-mail = البريد الصباحي
notices-mail-text = رسالة كل صباح على الساعة السابعة إذا كان لدى قطاعكم سؤال متأخر، أو ينتهي أجله اليوم أو قريبا. ترسل إلى:
notices-mail-on = البريد الصباحي مفعل.
notices-mail-off = البريد الصباحي غير مفعل.
notices-mail-start = تفعيل البريد الصباحي
notices-mail-stop = إيقاف البريد الصباحي
stop-mail-to = ترسل هذه الرسالة كل صباح إلى:
stop-mail-done = تم إيقاف البريد الصباحي، ولن تتوصلوا به بعد الآن.

chamber-title = في انتظاركم
chamber-overdue = متأخر لدى القطاعات
chamber-note = كلمة إلى القطاع
chamber-note-hint = يطلع عليها القطاع، وتدون في سجل السؤال.
chamber-remind = تذكير القطاعات
chamber-remind-hint = ضعوا علامة على الأسئلة، ثم أرسلوا التذكير. يظهر التذكير في لوحة القطاع وفي سجل السؤال.
waits-answers = أجوبة للدراسة
waits-transfers = طلبات تغيير الجهة
waits-hidings = طلبات حجب أو إعادة نشر للتأكيد
of-one-inviter = تأكيد بتاريخ { $date } من لدن { $confirmed } لطلب من { $asked }: الحسابان معا بدعوة من { $invited }، ولم يكن هناك بعد من يؤكده غيرهما.
of-one-inviter-look = التحقق
waits-corrections = تصحيحات للتأكيد
chamber-lapse-asked = طلب تسجيل سقوط أسئلة ولاية تشريعية بانتهائها، وهو في انتظار قراركم.
waits-deposited = مودعة لم تتم إحالتها
waits-unpublished = محالة غير منشورة
waits-drafts = مسودات
waits-since-answer = ورد في
waits-since-request = طلب في
waits-since-deposit = أودع في
waits-since-transmission = أحيل في
waits-since-draft = آخر تعديل في
waits-from = من
waits-to = إلى

rates-title = كيف تجيب القطاعات
rates-table = أجوبة القطاعات بالأرقام
rates-since = الأسئلة المحتسبة
rates-year = المحالة خلال 12 شهرا
rates-ever = كل الأسئلة
rates-definition = تحتسب الأسئلة الكتابية الموجودة لدى كل قطاع، مرة واحدة لكل قطاع. لا تحتسب المسحوبة والتي سقطت بانتهاء الولاية وما أحيل على جهة أخرى. النسبة: ما أجيب عنه داخل الأجل من مجموع ما أجيب عنه وما تأخر عن أجله. المدة: الأيام من بدء الأجل إلى الجواب؛ والوسيط هو المدة التي ورد خلالها نصف الأجوبة.
rates-bar = المآل
rates-percent = نسبة احترام الأجل
rates-on-time = داخل الأجل
rates-late = بعد الأجل
rates-overdue = متأخر دون جواب
rates-open = مفتوح داخل الأجل
rates-undated = أجيب عنه، والتاريخ غير معروف
rates-average = متوسط الأيام
rates-median = وسيط الأيام
rates-none = غير متوفر
rates-bar-label = داخل الأجل: { $on_time }. بعد الأجل: { $late }. متأخر دون جواب: { $overdue }. مفتوح داخل الأجل: { $open }.

table-subject-ar = الموضوع (بالعربية)
table-subject-fr = الموضوع (بالفرنسية)
table-since = أحيل على القطاع في
table-age = عدد الأيام منذ الإحالة
table-due = ينتهي أجله في
table-internal = الأجل الداخلي
table-submitted = أرسل إلى المجلس في
table-answered = أجيب عنه في
table-returned = سبب إعادة المجلس
table-link = الرابط

explained-start = بدأ احتساب الأجل في { $date }، ولا يحسب ذلك اليوم.
explained-start-transfer = بدأ احتساب الأجل منذ تغيير الجهة المحال عليها في { $date }، ولا يحسب ذلك اليوم.
explained-start-addition = بدأ احتساب الأجل منذ الإحالة على جهة إضافية في { $date }، ولا يحسب ذلك اليوم.
explained-weekend =
    { PLURAL($n) ->
        [one] لم يحسب يوم واحد من نهاية الأسبوع.
        [two] لم يحسب يومان من نهاية الأسبوع.
        [few] لم تحسب { $n } أيام من نهاية الأسبوع.
        [many] لم يحسب { $n } يوما من نهاية الأسبوع.
       *[other] لم يحسب { $n } يوم من نهاية الأسبوع.
    }
explained-holidays = لم تحسب العطل: { $days }.
explained-due = ينتهي الأجل بنهاية يوم { $date }.

calendar-name = جواب: آجال الأجوبة
calendar-due = أجل الجواب: { $subject }
calendar-internal = الأجل الداخلي: { $subject }

digest-subject = جواب: { $counts }
digest-greeting = السلام عليكم { $name }،
digest-lead = لدى قطاعكم يوم { $date }: { $counts }.
digest-overdue =
    { PLURAL($n) ->
        [one] سؤال متأخر عن الأجل
        [two] سؤالان متأخران عن الأجل
        [few] { $n } أسئلة متأخرة عن الأجل
        [many] { $n } سؤالا متأخرا عن الأجل
       *[other] { $n } سؤال متأخر عن الأجل
    }
digest-due-today =
    { PLURAL($n) ->
        [one] سؤال ينتهي أجله اليوم
        [two] سؤالان ينتهي أجلهما اليوم
        [few] { $n } أسئلة ينتهي أجلها اليوم
        [many] { $n } سؤالا ينتهي أجلها اليوم
       *[other] { $n } سؤال ينتهي أجلها اليوم
    }
digest-due-soon =
    { PLURAL($n) ->
        [one] سؤال ينتهي أجله خلال 5 أيام
        [two] سؤالان ينتهي أجلهما خلال 5 أيام
        [few] { $n } أسئلة ينتهي أجلها خلال 5 أيام
        [many] { $n } سؤالا ينتهي أجلها خلال 5 أيام
       *[other] { $n } سؤال ينتهي أجلها خلال 5 أيام
    }
digest-board = لوحة الآجال
digest-stop = لإيقاف هذه الرسالة

flash-assigned = تم الإسناد.
flash-assigned-late = سُجّل الإسناد. تنبيه: الأجل الداخلي يقع بعد الأجل القانوني بالنسبة إلى سؤال واحد على الأقل.
flash-assigned-and-saved = تم الإسناد وحفظ الجواب.
flash-cleared = تمت المصادقة على الجواب.
flash-submitted = تم إرسال الجواب إلى المجلس.
flash-recalled = تم استرجاع الجواب. يمكنكم تعديله أو إرساله من جديد.
flash-saved-to-clear = تم حفظ الجواب ولم يرسل بعد: تغير نصه، وتجب المصادقة عليه أولا.
flash-transfer-asked = تم تسجيل طلب تغيير الجهة. يبت فيه المجلس.
flash-transfer-asked-and-saved = تم تسجيل طلب تغيير الجهة وحفظ الجواب. يبت فيه المجلس.
flash-transfer-withdrawn = تم سحب طلب تغيير الجهة المحال عليها.
flash-transfer-withdrawn-and-saved = تم سحب طلب تغيير الجهة المحال عليها وحفظ الجواب.
flash-reminded = تم تذكير القطاعات.
