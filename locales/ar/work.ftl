# عمل مصلحة الأسئلة: الاستمارة وصفحة السؤال ومراحل مساره.

question-form-new = سؤال جديد
question-form-edit = تعديل السؤال
question-form-back = صفحة السؤال
question-form-lead = يحفظ السؤال مسودة لا يراها العموم، إلى أن يتم إيداعه ثم إحالته على الحكومة.
question-form-aside = الأجل والأسئلة المشابهة
question-form-texts = نص السؤال
question-form-texts-hint = يمكن البدء بأي من اللغتين، وإضافة الأخرى لاحقا.
question-form-subject = موضوع السؤال
question-form-text-hint = يترك سطر فارغ بين الفقرات.
question-form-role = صفة النص
question-form-sub = السؤال الفرعي { $n }
question-form-sub-hint = تستعمل لبيان ما تناوله الجواب وما لم يتناوله.
question-form-sub-add = إضافة سؤال فرعي
question-form-parties = أصحاب السؤال والقطاعات
question-form-authors = أصحاب السؤال
question-form-authors-hint = ينسب السؤال إلى الفريق الذي ينتمي إليه صاحبه يوم الإيداع.
question-form-ministries = القطاعات الموجه إليها السؤال
question-form-ministries-hint = إذا تعددت القطاعات، كان لكل منها أجله.
question-form-particulars = الرقم والتواريخ
question-form-particulars-hint = يترك فارغا ما لم يتم بعد.
question-form-legislature = الولاية التشريعية
question-form-number = رقم السؤال
question-form-number-hint = إذا ترك فارغا، أعطي السؤال الرقم الموالي عند إيداعه.
question-form-deposited = تاريخ الإيداع
question-form-transmitted = تاريخ الإحالة على الحكومة
question-form-transmitted-hint = لحساب الأجل ولزر «إيداع وإحالة»؛ لا تحتفظ المسودة بهذا التاريخ.
question-form-date-example = مثال: { $date }
question-form-deposited-hint = ضروري للإيداع، ويمكن أن تخلو منه المسودة. مثال: { $date }
question-form-surroundings = المجالات والصحافة
question-form-themes = المجالات
question-form-press = مقالات صحفية عن السؤال
question-form-press-add = إضافة مقال
question-form-press-outlet = الصحيفة أو الموقع
question-form-press-language = لغة المقال
question-form-press-title = عنوان المقال
question-form-press-url = رابط المقال
question-form-press-on = تاريخ المقال
question-form-attachment-hint = ملف بصيغة PDF لا يتجاوز 20 ميغابايت و500 صفحة.
question-form-save = حفظ المسودة
question-form-deposit = إيداع
question-form-transmit = إيداع وإحالة: يحسب الأجل ابتداء من { $date }
question-form-kept = يُحفظ ما تكتبونه تلقائيا.
question-form-keep = الاحتفاظ بما كتب لوقت لاحق
question-form-save-changes = حفظ التعديلات
question-form-correction = سبب التعديل
question-form-redated-hint = ضروري عند تغيير تاريخ الإيداع: فهو تصحيح يدون في السجل مع التاريخ السابق.
question-form-correction-hint = السؤال منشور أو سبق نشره: يظهر للقراء أن نصه قد عدل، ويحتفظ بالنص السابق.
question-form-check = حساب الأجل والبحث عن أسئلة مشابهة

preview-title = أجل الجواب المرتقب
preview-due = ينتهي أجل الجواب يوم { $date }.
preview-from = إذا أحيل السؤال على الحكومة في { $date }.
duplicates-title = أسئلة مشابهة
duplicates-hint = عثر عليها في اللغتين. قد يغني جواب سابق عن سؤال جديد.
duplicate-answered = أجيب عنه في { $date }.
duplicate-send-first = هل يرسل هذا الجواب إلى صاحب السؤال أولا؟
kept-title = لديكم نسخة غير مكتملة
kept-text = حفظت تلقائيا، ولم ترسل بعد. وقت حفظها:
kept-beside = ما دامت معروضة هنا، لا يُحفظ تلقائيا ما تكتبونه أسفله. احفظوه بأنفسكم، أو تابعوا تحرير هذه النسخة أو احذفوها أولا.
kept-take-up = متابعة التحرير
kept-discard-ask = حذف هذه النسخة…
kept-discard-lasting = لا يمكن استرجاعها بعد الحذف.
kept-discard = حذف النسخة غير المكتملة

work-published = منشور للعموم
work-unpublished = غير منشور
work-hidden = محجوب عن العموم
work-hidden-because = سبب الحجب
work-public-page = الصفحة العمومية
work-history = سجل السؤال
work-missing-ar = ينقصه النص العربي
work-missing-fr = ينقصه النص الفرنسي
work-redactions =
    { PLURAL($n) ->
        [one] نص واحد حذف منه اسم
        [two] نصان حذف منهما اسم
        [few] { $n } نصوص حذف منها اسم
        [many] { $n } نصا حذف منه اسم
       *[other] { $n } نص حذف منه اسم
    }
work-waiting = في انتظار قراركم
work-waiting-for-others = في انتظار شخص آخر
work-answer-from = ورد جواب من
work-judge = دراسة الجواب
work-asks-transfer = – طلب إحالة السؤال على
work-decide = البت في الطلب
work-hiding-asked = طلب حجب السؤال مقدم من
work-waits-for-another = طلبكم في انتظار شخص آخر.
correction-asked-by = بطلب من
work-next = الخطوة الموالية
work-steps = ما يمكن القيام به

work-list-title = أسئلة المجلس
work-list-tabs = الأسئلة حسب وضعيتها
work-list-find = ابحثوا برقم السؤال أو بكلمات من موضوعه
work-list-none = لا توجد أسئلة هنا.
tab-all = كل الأسئلة
tab-drafts = المسودات
tab-deposited = في انتظار الإحالة
tab-transmitted = في انتظار الجواب
tab-unpublished = غير منشورة
tab-hidden = محجوبة

hidings-title = أسئلة محجوبة أو مطلوب حجبها
hidings-lead = يؤكد شخص ثان كل طلب حجب لسؤال منشور، ويمكن إعادة نشر السؤال المحجوب من صفحته.

step-edit = تعديل السؤال
step-deposit = إيداع السؤال
step-transmit = إحالة السؤال على الحكومة
step-publish = نشر السؤال
step-transfer = تغيير الجهة المحال عليها
step-decide-transfer = البت في طلب تغيير الجهة
step-decide-transfer-button = الموافقة على الطلب
step-refuse-transfer = رفض الطلب
step-decline-reason = سبب الرفض
step-decline-hint = ضروري عند الرفض؛ يدون في سجل السؤال.
step-add-ministry = إحالة السؤال على قطاع إضافي
step-link = ربط السؤال بسؤال آخر
step-unlink = فك الربط بسؤال آخر
step-renew = إعداد سؤال تذكيري
step-renew-button = إعداد المسودة
step-convert = تحويل السؤال إلى سؤال شفوي
step-withdraw = تسجيل سحب السؤال
step-hide = حجب السؤال عن العموم
step-hide-button = طلب الحجب
step-confirm-hiding = تأكيد حجب السؤال
step-drop-hiding = رفض الحجب
step-unhide = إعادة نشر السؤال
step-redact = حذف اسم مواطن من نص منشور
step-attach = إرفاق وثيقة
step-detach = سحب وثيقة مرفقة
step-correct-transmission = تصحيح تاريخ الإحالة
step-undo-transmission = إلغاء إحالة سجلت خطأ
step-correct-referral = تصحيح تاريخ الإحالة على قطاع
step-correct-answer = تصحيح تاريخ جواب
step-undo-answer = إلغاء جواب سجل خطأ
step-correct-end = تصحيح تاريخ انتهاء المسطرة
step-undo-end = إلغاء إنهاء للمسطرة سجل خطأ
step-undo-withdrawal = إلغاء سحب سجل خطأ
step-undo-conversion = إلغاء تحويل إلى سؤال شفوي سجل خطأ
step-undo-lapse = التراجع عن إلغاء بانتهاء الولاية التشريعية سجل خطأ
step-confirm-correction = البت في التصحيح
step-confirm-undoing = البت في إلغاء { $what }
step-confirm-undoing-button = تأكيد إلغاء { $what }
step-refuse-undoing = رفض الإلغاء
step-drop-undoing = سحب طلبي للإلغاء
step-confirm-correction-button = تأكيد التصحيح
step-refuse-correction = رفض التصحيح
step-drop-correction = سحب طلبي للتصحيح
step-take-hiding-back = سحب طلبي لحجب السؤال
step-correct = تصحيح التاريخ
step-ask-correction = طلب تصحيح التاريخ
step-ask-undoing = طلب إلغاء { $what }
step-undo = تسجيل إلغاء { $what }
step-check-correction = معاينة الأثر
step-answer = الجواب
consequence-title = أثر التصحيح
consequence-undoing-title = أثر الإلغاء
consequence-undone = بعد الإلغاء
consequence-undoing-second = السؤال منشور أو سبق نشره: لا يسري الإلغاء إلا بعد تأكيد شخص آخر من المجلس.
consequence-now = حاليا
consequence-then = بعد التصحيح
consequence-due = الأجل
consequence-none = لا يوجد
consequence-second = السؤال منشور أو سبق نشره: لا يسري التصحيح إلا بعد تأكيد شخص آخر من المجلس.
consequence-others =
    { PLURAL($n) ->
        [zero] لا يخص هذا الجواب أسئلة أخرى.
        [one] يخص هذا الجواب سؤالا آخر أيضا، ويسري عليه الأمر نفسه.
        [two] يخص هذا الجواب سؤالين آخرين أيضا، ويسري عليهما الأمر نفسه.
        [few] يخص هذا الجواب { $n } أسئلة أخرى أيضا، ويسري عليها الأمر نفسه.
        [many] يخص هذا الجواب { $n } سؤالا آخر أيضا، ويسري عليها الأمر نفسه.
       *[other] يخص هذا الجواب { $n } سؤال آخر أيضا، ويسري عليها الأمر نفسه.
    }
step-effect = ما الذي سيقع
step-check = معاينة النتيجة
step-continue = متابعة: الاطلاع على الآثار قبل التأكيد
step-refused = لا يمكن القيام بهذا الآن
step-on = التاريخ
step-drafted-day = هذا هو التاريخ المدون في المسودة؛ أما تاريخ اليوم فهو { $date }.
step-to = القطاع المحال عليه
step-from = القطاع الذي تنتهي إحالة السؤال عليه
step-reason = السبب
step-reason-hint = يدون في سجل السؤال.
step-reason-read-hint = يدون في سجل السؤال، ويراه القراء متى نشر السؤال.
step-next-number = إذا ترك فارغا، أعطي السؤال عند إيداعه الرقم الموالي، وهو حاليا { $number } على سبيل الإشارة.
step-link-kind = علاقة هذا السؤال بالسؤال الآخر
step-link-grouped = يجمعهما الموضوع نفسه
step-link-repeats = يكرر السؤال الآخر
step-link-follows-up = يتابع السؤال الآخر بعد الجواب عنه
step-link-renews = يذكر بالسؤال الآخر
step-link-question = السؤال الآخر
step-link-hint = ابحثوا برقم السؤال أو بكلمات من موضوعه، بأي من اللغتين.
step-relation = العلاقة المراد فكها
step-document = الوثيقة المراد سحبها
step-text = النصوص المعنية
step-all-texts = كل نصوص السؤال وأجوبته
step-words = الاسم
step-words-hint = صيغة واحدة في كل سطر، مثلا بالعربية ثم بالفرنسية. لا فرق بين الحروف الكبيرة والصغيرة، ولا أثر للنبرات والشكل والتطويل والهمزة والفراغات؛ ولا تحذف إلا الكلمات التامة، ويظهر مكانها للقراء أن اسما قد حذف.
step-redact-look = البحث عن الاسم
step-redacted = ما الذي سيحذف
step-redacted-hits =
    { PLURAL($n) ->
        [zero] لا يوجد أي موضع للحذف
        [one] موضع واحد للحذف
        [two] موضعان للحذف
        [few] { $n } مواضع للحذف
        [many] { $n } موضعا للحذف
       *[other] { $n } موضع للحذف
    }
step-redacted-none = لا يرد الاسم في أي من النصوص المختارة: المرجو مراجعة كتابته أو تجربة اللغة الأخرى.
step-redacted-earlier =
    { PLURAL($n) ->
        [one] منها موضع واحد في الصيغ السابقة المحتفظ بها.
        [two] منها موضعان في الصيغ السابقة المحتفظ بها.
        [few] منها { $n } مواضع في الصيغ السابقة المحتفظ بها.
        [many] منها { $n } موضعا في الصيغ السابقة المحتفظ بها.
       *[other] منها { $n } موضع في الصيغ السابقة المحتفظ بها.
    }
step-redacted-elsewhere = يرد الاسم في مواضع أخرى أيضا
step-redacted-elsewhere-hint = لا تغير هذه الخطوة فيها شيئا: المرجو معالجة كل منها على حدة.
step-redacted-document = عنوان وثيقة مرفقة
step-redacted-history = سبب مدون في السجل
step-redacted-related = سؤال مرتبط
step-redacted-answer = الجواب { $n }
step-redacted-coming = جواب لم ينشر بعد
step-redacted-source = مصدر أحد النصوص
step-attachment-title = عنوان الوثيقة
step-attachment-title-hint = كما سيراه القراء.
step-attachment-file = الملف
step-asked-by = طلب الحجب مقدم من
step-hidden-by = تأكيد الحجب من لدن
step-transfer-asked = يطلب القطاع:
step-transfer-to = الإحالة على

effect-deposit = يسجل السؤال مودعا لدى مكتب المجلس في التاريخ المدون أدناه، ويعطى رقما. لا يبدأ أجل الجواب إلا بالإحالة على الحكومة.
effect-transmit = يحال السؤال على القطاعات المختارة، ويبدأ احتساب أجل الجواب. اليوم المدون أدناه هو اليوم 0.
effect-publish = يصير السؤال ظاهرا للعموم بنصوصه وتواريخه وأجله، وفي البحث.
effect-transfer = تنتهي إحالة السؤال على القطاع الحالي، ويصير الجواب على عاتق القطاع الجديد. يحذف ما كان القطاع الأول يعده لهذا السؤال وحده. يبقى المسار كله ظاهرا في صفحة السؤال.
effect-decide-transfer = عند الموافقة، تنتهي إحالة السؤال على القطاع الذي طلب ذلك ويحذف ما كان يعده لهذا السؤال وحده، ويصير الجواب ابتداء من التاريخ المبين على عاتق القطاع الآخر. عند الرفض، يبقى السؤال حيث هو.
effect-add-ministry = يحال السؤال على قطاع إضافي له أجله الخاص. يبقى السؤال لدى القطاعات الأخرى.
effect-unlink = تزول العلاقة من صفحتي السؤالين. أما السؤالان وأجوبتهما فتبقى على حالها.
effect-link = تظهر العلاقة في صفحتي السؤالين. الأسئلة ذات وحدة الموضوع يمكن أن يجاب عنها بجواب واحد.
effect-renew = تعد مسودة سؤال جديد بالموضوع والنص والقطاعات نفسها، تشير إلى هذا السؤال. لا يتغير شيء في هذا السؤال.
effect-convert = ينتهي مسار السؤال الكتابي دون جواب، ويتوقف احتساب أجله. إذا سجل ذلك خطأ أمكن تصحيحه ببيان السبب.
effect-withdraw = ينتهي مسار السؤال دون جواب، ويبين سحبه في صفحته؛ وإذا كان نصه منشورا بقي منشورا. إذا سجل ذلك خطأ أمكن تصحيحه ببيان السبب.
effect-hide = يختفي السؤال المنشور من الموقع ومن البحث ومن الإحصاءات بعد أن يؤكد ذلك شخص ثان.
effect-confirm-hiding = يختفي السؤال من الموقع ومن البحث ومن الإحصاءات فورا، إلى أن يعاد نشره.
effect-unhide = يعود السؤال إلى الظهور للعموم وفي البحث.
effect-redact = يحذف الاسم نهائيا من النصوص المنشورة ومن صيغها السابقة، ويظهر للقراء أن اسما قد حذف. لا يغير هذا شيئا آخر.
effect-detach = تسحب الوثيقة من السؤال. لا يمكن ذلك إلا قبل النشر، أما ما نشر للعموم فيبقى.
effect-attach = ترفق الوثيقة بالسؤال، ويراها القراء متى كان السؤال منشورا.
effect-correct-transmission = يتغير تاريخ الإحالة، ومعه أجل كل قطاع أحيل عليه السؤال في ذلك اليوم، وفق القاعدة السارية في التاريخ الجديد. يبقى التاريخ السابق والسبب في السجل، ويراهما قراء السؤال المنشور.
effect-undo-transmission = يعود السؤال مودعا ولا يسري أي أجل. تغلق طلبات تغيير الجهة، وتعود الأجوبة المصادق عليها أو المرسلة إلى المجلس مشاريع لدى القطاع. يحتفظ السجل بكل ذلك.
effect-correct-referral = يتغير تاريخ إحالة السؤال على القطاع بعد إحالته على الحكومة، سواء بتغيير الجهة المحال عليها أو بإضافة جهة أخرى. وإذا انتقل السؤال إليه من قطاع آخر، انتهت إحالته على هذا الأخير في التاريخ نفسه. يحتسب من التاريخ الجديد كل أجل بدأ بهذه الإحالة، أما الأجل الذي استمر من قبلها فلا يتغير. يبقى التاريخ السابق والسبب في السجل، ويراهما قراء السؤال المنشور.
effect-correct-answer = لا يتغير إلا تاريخ الجواب، أما نصه فيبقى كما نشر. يبقى التاريخ السابق والسبب في السجل.
effect-undo-answer = لن يحتسب الجواب بعد ذلك. وإذا كان قد أوقف الأجل، تعين على القطاع أن يجيب من جديد: يعود السؤال محالا ويعود إليه أجله. يبقى نص الجواب مقروءا في صفحة السؤال، مع الإشارة إلى إلغائه وسببه، ولا تشمله نتائج البحث. ولا يلغى جواب استدرك عليه إلا بعد إلغاء الاستدراك.
effect-correct-end = يتغير تاريخ السحب أو التحويل أو الإلغاء بانتهاء الولاية. يبقى التاريخ السابق والسبب في السجل.
effect-undo-end = يعود السؤال إلى ما كان عليه قبل سحبه أو تحويله أو إلغائه بانتهاء الولاية، ويسري أجله كما كان. لا يعود ما أغلق معه: يطلب تغيير الجهة أو التصحيح من جديد، ويصادق على الجواب ويرسل إلى المجلس من جديد.
effect-confirm-correction = عند التأكيد، يسري التصحيح فورا: تتبعه الآجال واللوائح واللوحات والتقاويم، ويراه القراء في سجل السؤال مع سببه. عند الرفض، لا يتغير شيء.
effect-confirm-undoing = عند التأكيد، يسري الإلغاء فورا: تتبعه الآجال واللوائح واللوحات والتقاويم، ويراه القراء في سجل السؤال مع سببه. عند الرفض، لا يتغير شيء.
effect-drop-correction = يختفي طلبكم من لوحات الآخرين، ويبقى السؤال كما هو.
effect-take-hiding-back = يختفي طلبكم من لوحات الآخرين، ويبقى السؤال منشورا.

refusal-status = وضعية السؤال الحالية لا تسمح بذلك: { $status }.
refusal-published = السؤال منشور.
refusal-unpublished = السؤال غير منشور بعد.
refusal-hidden = السؤال محجوب.
refusal-no-ministry = المرجو اختيار قطاع واحد على الأقل.
refusal-ministry-twice = سبقت إحالة السؤال على هذا القطاع.
refusal-not-theirs = السؤال غير محال على هذا القطاع، أو أنه أجاب عنه.
refusal-nothing-to-correct = لا يوجد جواب ليستدرك عليه.
refusal-no-reason = المرجو بيان السبب.
refusal-already-oral = هذا سؤال شفوي.
refusal-work-state = وضعية الجواب لدى القطاع لا تسمح بذلك.
refusal-same-person = يجب أن يؤكد ذلك شخص آخر غير الذي طلبه.
refusal-not-independent = يجب أن يؤكد ذلك شخص مستقل: فُتح أحد الحسابين برابط أنشأه الآخر منذ أقل من ثلاثين يوما، أو أنشأ شخص واحد رابطين للحسابين معا.
refusal-nothing-asked = لم يتقدم أحد بهذا الطلب، أو سبق البت فيه.
refusal-not-asker = تقدم شخص آخر بهذا الطلب، وهو وحده من يمكنه سحبه.
refusal-hiding-pending = سبق طلب حجب هذا السؤال، وهو في انتظار البت فيه.
refusal-nothing-linked = ليس لهذا السؤال أي علاقة يمكن فكها من هنا.
refusal-nothing-attached = لم ترفق بهذا السؤال أي وثيقة.
refusal-answer-published = الجواب المنشور لا يعدل: المرجو نشر استدراك.
refusal-same-day = هذا هو التاريخ المسجل.
refusal-came-first = أحيل السؤال على هذا القطاع عند إحالته على الحكومة: المرجو تصحيح تاريخ الإحالة.
refusal-has-answers = نشر جواب عن هذا السؤال، فقد أحيل إذن. المرجو تصحيح التاريخ.
refusal-answer-corrected = استدرك على هذا الجواب لاحقا: المرجو إلغاء الاستدراك أولا.
refusal-correction-pending = طلب تصحيح آخر لهذا السؤال في انتظار البت فيه.

text-part-sub-question = سؤال فرعي
history-title = سجل السؤال
history-note = لا يحذف من هذا السجل شيء ولا يعدل.
history-renumbered = المرجع الجديد: { $after }. المرجع السابق: { $before }.
history-effect = بتاريخ
history-token = برنامج:
history-jawab = الموقع
history-import = استيراد

conflict-title = عدل السؤال في هذه الأثناء
conflict-somebody = شخص آخر
conflict-text = عدلت الخانات نفسها من لدن { $who } بينما كنتم تحررون السؤال. لم يضع شيء مما كتبتم: قارنوا النسختين، وعدلوا نسختكم إن شئتم، ثم اختاروا. أما الخانات التي غيرها واحد منكما فقط فتبقى كما غيرها.
conflict-apart = عدلت خانات أخرى من هذا السؤال من لدن { $who } بينما كنتم تحررونه. المرجو الحفظ للإبقاء على هذا التعديل وتعديلاتكم معا.
conflict-keep-both = حفظ التعديلين معا
conflict-theirs = المحفوظ حاليا
conflict-yours = ما كتبتم
conflict-empty = (فارغ)
unkept-hint = المرجو نسخ ما تريدون الاحتفاظ به قبل مغادرة هذه الصفحة.
conflict-keep-mine = حفظ ما كتبتم
conflict-take-theirs = الإبقاء على المحفوظ

judge-title = دراسة الجواب
judge-coverage = ما تناوله الجواب
judge-coverage-hint = يظهر للقراء إلى جانب كل سؤال فرعي.
judge-return-title = إذا أعيد الجواب إلى القطاع
judge-reason = سبب الإعادة
judge-reason-hint = ضروري عند إعادة الجواب؛ يطلع عليه القطاع.
judge-accept = قبول الجواب ونشره
judge-accept-unseen = قبول الجواب
judge-return = إعادة الجواب إلى القطاع
judged-title = لم يعد هناك ما يقرر بشأن هذا الجواب
judged-nothing = لم يسجل قراركم.
judged-accepted = سبق قبول جواب هذا القطاع، بقرار من { $who }.
judged-returned = سبقت إعادة الجواب إلى القطاع، بقرار من { $who }.
judged-ended = انتهت مسطرة السؤال في هذه الأثناء: { $status }.
judged-gone = لم يعد الجواب لدى المجلس.

publish-recorded = نشر جواب ورد خارج الموقع
publish-recorded-effect = ينشر الجواب فورا باسم القطاع، ويحل محل ما كان يعده هنا. وبعد نشره لا يعدل.
publish-recorded-unseen = تسجيل جواب ورد خارج الموقع
publish-recorded-unseen-effect = يسجل الجواب باسم القطاع، ويحل محل ما كان يعده هنا، ويراه العموم متى نشر السؤال. وبعد تسجيله لا يعدل.
publish-correction = نشر استدراك
publish-correction-effect = ينشر الاستدراك فورا بوصفه جوابا جديدا. ويبقى الجواب المستدرك عليه مقروءا كما هو، ويحيل كل منهما على الآخر.
publish-correction-unseen = تسجيل استدراك
publish-correction-unseen-effect = يسجل الاستدراك بوصفه جوابا جديدا، ويراه العموم متى نشر السؤال. ويبقى الجواب المستدرك عليه مقروءا كما هو، ويحيل كل منهما على الآخر.

confirm-title = للتأكيد: { $act }
confirm-not-yet = لم يتم أي شيء بعد.
confirm-back = الرجوع إلى الاستمارة
confirm-deposit-transmit = إيداع وإحالة
confirm-deposit-transmit-publish = إيداع وإحالة ونشر
confirm-transmit-publish = إحالة ونشر
confirm-record = نشر الجواب
confirm-record-unseen = تسجيل الجواب
confirm-answer-and-question =
    { PLURAL($n) ->
        [one] نشر الجواب والسؤال معا
        [two] نشر الجواب والسؤالين غير المنشورين معا
        [few] نشر الجواب و{ $n } أسئلة غير منشورة معا
        [many] نشر الجواب و{ $n } سؤالا غير منشور معا
       *[other] نشر الجواب و{ $n } سؤال غير منشور معا
    }
confirm-publish-hint =
    { PLURAL($n) ->
        [one] «{ $button }»: يرى الجميع السؤال فورا بنصوصه وتواريخه وأجله.
        [two] «{ $button }»: يرى الجميع السؤالين فورا بنصوصهما وتواريخهما وأجليهما.
        [few] «{ $button }»: يرى الجميع هذه الأسئلة، وعددها { $n }، فورا بنصوصها وتواريخها وآجالها.
        [many] «{ $button }»: يرى الجميع هذه الأسئلة، وعددها { $n }، فورا بنصوصها وتواريخها وآجالها.
       *[other] «{ $button }»: يرى الجميع هذه الأسئلة، وعددها { $n }، فورا بنصوصها وتواريخها وآجالها.
    }
confirm-series = الترقيم التلقائي
confirm-series-hint = إذا تركت هذه الخانة فارغة، تواصلت الأرقام بعد آخر رقم كما كانت.
confirm-series-moves = تتواصل الأرقام الموالية بعد هذا الرقم الجديد، بالنسبة إلى الجميع
says-deposited = يودع السؤال في { $date } ({ $legislature }) ويعطى الرقم الموالي، وهو حاليا { $number } على سبيل الإشارة.
says-deposited-as = يودع السؤال في { $date } ({ $legislature }) تحت الرقم { $number }.
says-far-number = آخر رقم هو { $last }، وقد كتبتم { $number }. هل هذا هو الرقم الصحيح؟
says-number-far-below = آخر رقم هو { $last }، وقد كتبتم { $number }، وهو أصغر منه بكثير. هل هذا هو الرقم الصحيح؟ تتواصل الأرقام الموالية بعد آخر رقم كما كانت.
says-sent = يحال السؤال في { $date } على:
says-owed = يحسب أجل الجواب ابتداء من { $date } بالنسبة إلى:
says-due =
    { PLURAL($days) ->
        [one] ينتهي أجل الجواب يوم { $date }: يوم واحد وفق قاعدة الموقع (قراءة الفصل 100 من الدستور).
        [two] ينتهي أجل الجواب يوم { $date }: يومان وفق قاعدة الموقع (قراءة الفصل 100 من الدستور).
        [few] ينتهي أجل الجواب يوم { $date }: { $days } أيام وفق قاعدة الموقع (قراءة الفصل 100 من الدستور).
        [many] ينتهي أجل الجواب يوم { $date }: { $days } يوما وفق قاعدة الموقع (قراءة الفصل 100 من الدستور).
       *[other] ينتهي أجل الجواب يوم { $date }: { $days } يوم وفق قاعدة الموقع (قراءة الفصل 100 من الدستور).
    }
says-past =
    { PLURAL($n) ->
        [one] وقد انقضى هذا الأجل منذ يوم واحد.
        [two] وقد انقضى هذا الأجل منذ يومين.
        [few] وقد انقضى هذا الأجل منذ { $n } أيام.
        [many] وقد انقضى هذا الأجل منذ { $n } يوما.
       *[other] وقد انقضى هذا الأجل منذ { $n } يوم.
    }
says-no-deadline = لا يحسب أي أجل.
says-moves = في { $date }، ينتقل السؤال من:
says-moves-to = إلى:
says-same-due = يبقى أجل الجواب على حاله: { $date }.
says-same-due-unknown = يبقى أجل الجواب على حاله.
says-ends = ينتهي مسار السؤال في { $date } دون جواب.
says-clock-stops = يتوقف احتساب أجل الجواب.
says-answer-taken-back = جوابه الذي ينتظر قراركم يعود مشروعا.
says-answer-leaves = جوابه الذي ينتظر قراركم لم يعد يخص سوى الأسئلة الأخرى.
says-answer-dropped = جوابه الذي ينتظر قراركم يحذف.
says-transfer-closed = يغلق طلبه تغيير الجهة.
says-correction-closed = يغلق طلب التصحيح الذي ينتظر البت فيه:
says-stays-published = يبقى النص منشورا مع بيان هذه النهاية.
says-answered =
    { PLURAL($n) ->
        [one] ينشر الجواب عن سؤال واحد باسم:
        [two] ينشر الجواب عن سؤالين باسم:
        [few] ينشر الجواب عن { $n } أسئلة باسم:
        [many] ينشر الجواب عن { $n } سؤالا باسم:
       *[other] ينشر الجواب عن { $n } سؤال باسم:
    }
says-accepted =
    { PLURAL($n) ->
        [one] يقبل الجواب عن سؤال واحد باسم:
        [two] يقبل الجواب عن سؤالين باسم:
        [few] يقبل الجواب عن { $n } أسئلة باسم:
        [many] يقبل الجواب عن { $n } سؤالا باسم:
       *[other] يقبل الجواب عن { $n } سؤال باسم:
    }
says-recorded =
    { PLURAL($n) ->
        [one] يسجل الجواب عن سؤال واحد باسم:
        [two] يسجل الجواب عن سؤالين باسم:
        [few] يسجل الجواب عن { $n } أسئلة باسم:
        [many] يسجل الجواب عن { $n } سؤالا باسم:
       *[other] يسجل الجواب عن { $n } سؤال باسم:
    }
says-given = تاريخ الجواب هو { $date }.
says-in-time = ورد الجواب داخل الأجل الذي ينتهي في { $date }.
says-late =
    { PLURAL($days) ->
        [one] ورد الجواب بعد الأجل المنتهي في { $date } بيوم واحد.
        [two] ورد الجواب بعد الأجل المنتهي في { $date } بيومين.
        [few] ورد الجواب بعد الأجل المنتهي في { $date } بـ { $days } أيام.
        [many] ورد الجواب بعد الأجل المنتهي في { $date } بـ { $days } يوما.
       *[other] ورد الجواب بعد الأجل المنتهي في { $date } بـ { $days } يوم.
    }
says-others-owe = يتوقف احتساب أجل هذا القطاع، وما زال الجواب على عاتق:
says-clock-goes-on = هذا جواب مؤقت: يستمر احتساب الأجل.
says-lasting = لن يعدل هذا الجواب بعد ذلك: لا يمكن سوى الاستدراك عليه، أو إلغاؤه إذا سجل خطأ.
says-seen = السؤال منشور: يرى الجميع ذلك فورا.
says-hidden = السؤال محجوب: لا يرى العموم منه شيئا ما دام كذلك، بما في ذلك هذا الجواب.
says-unseen = السؤال غير منشور: لا يرى العموم منه شيئا، وتراه القطاعات المعنية والمجلس.
says-answer-unseen =
    { PLURAL($n) ->
        [one] لن يرى العموم هذا الجواب ما لم ينشر السؤال:
        [two] لن يرى العموم هذا الجواب عن سؤالين ما لم ينشرا:
        [few] لن يرى العموم هذا الجواب عن { $n } أسئلة ما لم تنشر:
        [many] لن يرى العموم هذا الجواب عن { $n } سؤالا ما لم تنشر:
       *[other] لن يرى العموم هذا الجواب عن { $n } سؤال ما لم تنشر:
    }
