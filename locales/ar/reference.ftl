# المعطيات المرجعية: السجلات والاستمارات، وما قد يترتب على كل تغيير.

reference-title = المعطيات المرجعية
reference-lead = ما تقوم عليه الأسئلة: من يطرحها، ومن يجيب عنها، وكيف تحتسب آجالها.
reference-name = الاسم
reference-names-hint = بإحدى اللغتين على الأقل.
reference-from = اليوم الأول
reference-to = اليوم الأخير
reference-remove = حذف
reference-save-over = حفظ ما كتبتموه رغم ذلك
reference-conflict = قام شخص آخر للتو بتعديل هذه البطاقة
reference-conflict-text = لم يضع شيء مما كتبتموه. المرجو المقارنة والتصحيح عند الاقتضاء، ثم الحفظ.
reference-theirs = المحفوظ في هذه الأثناء
reference-yours = ما كتبتموه
problem-overlaps = تتداخل هذه التواريخ مع تواريخ أخرى محفوظة.

register-legislatures = الولايات التشريعية
register-legislatures-lead = يومها الأول ويومها الأخير: بهما يعرف السؤال ولايته يوم إيداعه.
register-groups = الفرق والمجموعات
register-groups-lead = الفرق والمجموعات النيابية والبرلمانية بالمجلسين.
register-members = أعضاء المجلسين
register-members-lead = النواب والمستشارون، بأسمائهم بالحرفين العربي واللاتيني ومقاعدهم عبر الزمن.
register-ministries = القطاعات الحكومية
register-ministries-lead = بطاقة واحدة لكل قطاع مهما تغيرت أسماؤه، بما في ذلك الضم والتقسيم.
register-themes = المجالات
register-themes-lead = المجالات التي تصنف فيها الأسئلة.
register-holidays = أيام العطل
register-holidays-lead = كل يوم عطلة بمصدره. قد تغير إضافة يوم بعض الآجال، وتعرض قبل الحفظ.
register-rules = قواعد احتساب الأجل
register-rules-lead = صيغ القاعدة وفترة العمل بكل منها. يحتفظ كل سؤال بالقاعدة المعمول بها يوم إحالته.
register-none = لم يسجل شيء بعد.
register-count =
    { PLURAL($n) ->
        [zero] لا توجد أي بطاقة
        [one] بطاقة واحدة
        [two] بطاقتان
        [few] { $n } بطاقات
        [many] { $n } بطاقة
       *[other] { $n } بطاقة
    }

legislature-new = إضافة ولاية تشريعية
legislature-ordinal = الرقم الترتيبي
legislature-begins = اليوم الأول
legislature-ends = اليوم الأخير

group-new = إضافة فريق أو مجموعة
group-what = الصفة

member-new = إضافة عضو
member-gender = صيغة المخاطبة
gender-feminine = مؤنث (نائبة، مستشارة)
gender-masculine = مذكر (نائب، مستشار)
member-namesake = تشابه الأسماء
member-namesake-yes = هو شخص آخر يحمل الاسم نفسه
seats-title = المقاعد
seats-none = لم يسجل أي مقعد.
seat-new = إضافة مقعد
seat-edit = تعديل المقعد
seat-district = الدائرة
seat-from = اليوم الأول في المقعد
seat-to = اليوم الأخير في المقعد

ministry-new = إضافة قطاع
ministry-from = يحمل هذا الاسم منذ
ministry-rename = تغيير الاسم
ministry-new-name = الاسم الجديد
ministry-new-name-hint = يبقى الاسم الحالي اسم القطاع في أسئلة فترته. واللغة التي تترك كما هي تحتفظ باسمها.
ministry-renamed-on = ابتداء من
ministry-name-correct = تصحيح اسم
ministry-name-correct-link = تصحيح
ministry-succeeded = حل محل هذا القطاع
succession-title = ضم أو تقسيم أو نقل للاختصاصات
succession-lead = تبقى صفحة القطاع وروابطه وأسئلته السابقة، مع إشعار يدل على ما آل إليه.
succession-kind = ما يطرأ عليه
succession-merged-hint = يضم إلى قطاع آخر.
succession-split-hint = توزع اختصاصاته على عدة قطاعات.
succession-replaced-hint = تنتقل اختصاصاته كلها إلى قطاع آخر.
succession-successors = ما يؤول إليه
succession-successors-hint = يضاف القطاع الجديد أولا عند الاقتضاء.
succession-on = ابتداء من
succession-open = الأسئلة الجارية
succession-open-hint = الأسئلة التي تنتقل تحتفظ بأجلها ومشاريع أجوبتها وسجلها. وتتبعها حسابات موظفي القطاع.
succession-open-stay = تبقى حيث هي
succession-ends = نهاية القطاع
succession-ends-hint = ينتهي القطاع دائما بالضم وبنقل الاختصاصات.
succession-ends-yes = لم يعد القطاع قائما ابتداء من هذا اليوم
succession-confirm = تأكيد التغيير
succession-moves =
    { PLURAL($n) ->
        [zero] ليس لهذا القطاع سؤال جار ينتقل إلى:
        [one] ينتقل سؤال واحد جار، بأجله ومشاريع جوابه، إلى:
        [two] ينتقل سؤالان جاريان، بأجلهما ومشاريع أجوبتهما، إلى:
        [few] تنتقل { $n } أسئلة جارية، بآجالها ومشاريع أجوبتها، إلى:
        [many] ينتقل { $n } سؤالا جاريا، بأجله ومشاريع أجوبته، إلى:
       *[other] ينتقل { $n } سؤال جار، بأجله ومشاريع أجوبته، إلى:
    }
succession-stay =
    { PLURAL($n) ->
        [zero] ليس لهذا القطاع سؤال جار.
        [one] يبقى سؤال واحد جار حيث هو.
        [two] يبقى سؤالان جاريان حيث هما.
        [few] تبقى { $n } أسئلة جارية حيث هي.
        [many] يبقى { $n } سؤالا جاريا حيث هو.
       *[other] يبقى { $n } سؤال جار حيث هو.
    }
succession-ended = لم يعد القطاع قائما ابتداء من { $date }.

theme-new = إضافة مجال
theme-merge = دمج في مجال آخر
theme-merge-lead = تنتقل أسئلته إلى المجال الآخر، وإليه تؤدي روابطه القديمة. لا يمكن التراجع عن ذلك.
theme-into = المجال الباقي
theme-questions =
    { PLURAL($n) ->
        [zero] لا سؤال
        [one] سؤال واحد
        [two] سؤالان
        [few] { $n } أسئلة
        [many] { $n } سؤالا
       *[other] { $n } سؤال
    }

holiday-new = إضافة يوم عطلة
holiday-lead = تعرض الآجال التي قد تتغير قبل الحفظ.
holiday-source = المصدر
holiday-source-hint = المرسوم أو البلاغ الذي أعلن عنه.
holiday-removed = حذف يوم عطلة

rule-new = صيغة جديدة للقاعدة
rule-form-lead = ينتهي العمل بالصيغة السارية على المجلسين المعنيين في اليوم السابق. وتعرض الآجال التي قد تتغير قبل الحفظ.
rule-chamber-hint = القاعدة الخاصة بمجلس تقدم على قاعدة المجلسين معا.
rule-from = يعمل بها ابتداء من
rule-from-hint = تسري على الأسئلة المحالة ابتداء من هذا اليوم.
rule-days = عدد الأيام
rule-counting = الأيام المحتسبة
counting-calendar = كل الأيام
counting-working = أيام العمل فقط
rule-weekend = أيام الراحة الأسبوعية
rule-roll = اليوم الأخير
rule-transfer = تغيير الجهة المحال عليها
rule-source = النص المطبق
rule-source-hint = النص الذي تطبقه القاعدة، كما سيعرض على القراء.
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد

preview-show = عرض ما سيتغير
preview-back = الرجوع إلى الاستمارة
preview-changed = تغيرت الوضعية في هذه الأثناء. هذا ما سيحدث الآن: المرجو التحقق ثم التأكيد.
preview-more =
    { PLURAL($n) ->
        [one] وواحد غيرها.
        [two] واثنان غيرها.
        [few] و{ $n } غيرها.
        [many] و{ $n } غيرها.
       *[other] و{ $n } غيرها.
    }
moves-title = الآجال التي ستتغير
moves-none = لن يتغير أي أجل جار.
moves-deadlines =
    { PLURAL($n) ->
        [one] سيتغير أجل واحد،
        [two] سيتغير أجلان،
        [few] ستتغير { $n } آجال،
        [many] سيتغير { $n } أجلا،
       *[other] سيتغير { $n } أجل،
    }
moves-questions =
    { PLURAL($n) ->
        [one] في سؤال واحد جار.
        [two] في سؤالين جاريين.
        [few] في { $n } أسئلة جارية.
        [many] في { $n } سؤالا جاريا.
       *[other] في { $n } سؤال جار.
    }
moves-from = الأجل الحالي
moves-to = الأجل الجديد
moves-instead-of = عوض
moves-confirm = حفظ

lapse-title = انتهاء الولاية التشريعية
lapse-lead = عند انتهاء ولاية تشريعية، تلغى دفعة واحدة أسئلة المجلس المعني التي لا تزال مفتوحة: يطلب ذلك شخص بعد عرضها، ويؤكده شخص ثان.
lapse-on = يوم الإلغاء بانتهاء الولاية
lapse-reason-hint = يدون في سجل كل سؤال.
lapse-undo-reason-hint = يدون في سجل كل سؤال، ويراه قراء الأسئلة المنشورة.
lapse-transmitted =
    { PLURAL($n) ->
        [zero] لن يلغى أي سؤال محال لم يجب عنه.
        [one] سيلغى سؤال واحد محال لم يجب عنه.
        [two] سيلغى سؤالان محالان لم يجب عنهما.
        [few] ستلغى { $n } أسئلة محالة لم يجب عنها.
        [many] سيلغى { $n } سؤالا محالا لم يجب عنها.
       *[other] سيلغى { $n } سؤال محال لم يجب عنها.
    }
lapse-deposited =
    { PLURAL($n) ->
        [zero] لن يلغى أي سؤال مودع لم يحل بعد.
        [one] سيلغى سؤال واحد مودع لم يحل بعد.
        [two] سيلغى سؤالان مودعان لم يحالا بعد.
        [few] ستلغى { $n } أسئلة مودعة لم تحل بعد.
        [many] سيلغى { $n } سؤالا مودعا لم تحل بعد.
       *[other] سيلغى { $n } سؤال مودع لم تحل بعد.
    }
lapse-later =
    { PLURAL($n) ->
        [one] سيبقى سؤال مفتوح واحد كما هو، لأن من إجراءاته ما جاء بعد هذا اليوم.
        [two] سيبقى سؤالان مفتوحان كما هما، لأن من إجراءاتهما ما جاء بعد هذا اليوم.
        [few] ستبقى { $n } أسئلة مفتوحة كما هي، لأن من إجراءاتها ما جاء بعد هذا اليوم.
        [many] سيبقى { $n } سؤالا مفتوحا كما هي، لأن من إجراءاتها ما جاء بعد هذا اليوم.
       *[other] سيبقى { $n } سؤال مفتوح كما هي، لأن من إجراءاتها ما جاء بعد هذا اليوم.
    }
lapse-list = الأسئلة المعنية
lapse-confirm =
    { PLURAL($n) ->
        [one] تأكيد إلغاء سؤال واحد بانتهاء الولاية
        [two] تأكيد إلغاء سؤالين بانتهاء الولاية
        [few] تأكيد إلغاء { $n } أسئلة بانتهاء الولاية
        [many] تأكيد إلغاء { $n } سؤالا بانتهاء الولاية
       *[other] تأكيد إلغاء { $n } سؤال بانتهاء الولاية
    }
lapse-ask =
    { PLURAL($n) ->
        [one] طلب إلغاء سؤال واحد بانتهاء الولاية
        [two] طلب إلغاء سؤالين بانتهاء الولاية
        [few] طلب إلغاء { $n } أسئلة بانتهاء الولاية
        [many] طلب إلغاء { $n } سؤالا بانتهاء الولاية
       *[other] طلب إلغاء { $n } سؤال بانتهاء الولاية
    }
lapse-count =
    { PLURAL($n) ->
        [zero] لا أسئلة
        [one] سؤال واحد
        [two] سؤالان
        [few] { $n } أسئلة
        [many] { $n } سؤالا
       *[other] { $n } سؤال
    }
lapse-fewer = كان عددها عند الطلب { $asked }، ونقص الآن بمقدار { $n }.
lapse-more = كان عددها عند الطلب { $asked }، وزاد الآن بمقدار { $n }.
lapse-left =
    { PLURAL($n) ->
        [one] سيبقى سؤال واحد كما هو لأنه غير بعد ذلك.
        [two] سيبقى سؤالان كما هما لأنهما غيرا بعد ذلك.
        [few] ستبقى { $n } أسئلة كما هي لأنها غيرت بعد ذلك.
        [many] سيبقى { $n } سؤالا كما هي لأنها غيرت بعد ذلك.
       *[other] سيبقى { $n } سؤال كما هي لأنها غيرت بعد ذلك.
    }
lapse-at-hand = آخر الطلبات وعمليات الإلغاء بانتهاء الولاية
lapse-waits = الطلب في انتظار شخص ثان.
lapse-done = تم الإلغاء بانتهاء الولاية، ويمكن التراجع عنه خلال يوم.
lapse-asked-by = بطلب من
lapse-confirm-effect = تلغى هذه الأسئلة بانتهاء الولاية فورا. تغلق طلبات تغيير الجهة وطلبات التصحيح، وتعود الأجوبة المصادق عليها أو المرسلة إلى المجلس مشاريع لدى القطاعات. يمكن التراجع عن ذلك كله دفعة واحدة خلال يوم.
lapse-typed = عدد الأسئلة التي ستلغى
lapse-typed-hint = للتأكيد، المرجو كتابة هذا العدد بالأرقام.
lapse-refuse = رفض الطلب
lapse-take-back = سحب طلبي
lapse-take-back-effect = طلبكم في انتظار شخص ثان. يمكنكم سحبه، فلا يلغى أي سؤال.
lapse-undone-subject = جواب: تم التراجع عن إلغاء بانتهاء الولاية
lapse-undone-what = تم من لدن { $name } التراجع عن الإلغاء بانتهاء الولاية الذي طلبتموه أو أكدتموه: { $chamber }، { $legislature }، بتاريخ { $date }.
lapse-undone-restored =
    { PLURAL($n) ->
        [zero] لم يعد أي سؤال إلى ما كان عليه.
        [one] عاد سؤال واحد إلى ما كان عليه.
        [two] عاد سؤالان إلى ما كانا عليه.
        [few] عادت { $n } أسئلة إلى ما كانت عليه.
        [many] عاد { $n } سؤالا إلى ما كانت عليه.
       *[other] عاد { $n } سؤال إلى ما كانت عليه.
    }
lapse-undone-left =
    { PLURAL($n) ->
        [one] وبقي سؤال واحد كما هو لأنه غير بعد ذلك.
        [two] وبقي سؤالان كما هما لأنهما غيرا بعد ذلك.
        [few] وبقيت { $n } أسئلة كما هي لأنها غيرت بعد ذلك.
        [many] وبقي { $n } سؤالا كما هي لأنها غيرت بعد ذلك.
       *[other] وبقي { $n } سؤال كما هي لأنها غيرت بعد ذلك.
    }
lapse-undo = التراجع عن هذا الإلغاء
lapse-undo-effect = تعود الأسئلة التي ألغيت بهذه العملية، ولم يغيرها أحد بعدها، إلى ما كانت عليه مع آجالها. لا تعود طلبات تغيير الجهة ولا طلبات التصحيح ولا الأجوبة التي أرسلت قبل ذلك إلى المجلس: يتعين طلبها وإرسالها من جديد.

roster-title = استيراد أعضاء
roster-lead = يقارن ملف الأعضاء أولا بما هو محفوظ، ولا يكتب شيء قبل تأكيدكم. استيراد الملف نفسه مرتين لا يضيف أحدا.
roster-from = تسري هذه المعطيات منذ
roster-from-hint = اليوم الأول للمقاعد الجديدة ولتغيير الفريق، إن كان معروفا.
roster-file = الملف
roster-file-hint = جدول نصي (TSV أو CSV بترميز UTF-8) يسمي سطره الأول الأعمدة: name_ar، name_fr، gender (f أو m)، group_ar، group_fr، district_ar، district_fr.
roster-preview-title = ما سيترتب على الاستيراد
roster-preview-lead = لم يكتب شيء بعد.
roster-new =
    { PLURAL($n) ->
        [zero] لا يوجد أي عضو جديد
        [one] عضو جديد واحد
        [two] عضوان جديدان
        [few] { $n } أعضاء جدد
        [many] { $n } عضوا جديدا
       *[other] { $n } عضو جديد
    }
roster-changed =
    { PLURAL($n) ->
        [zero] لن تتغير أي بطاقة
        [one] بطاقة واحدة تتغير
        [two] بطاقتان تتغيران
        [few] { $n } بطاقات تتغير
        [many] { $n } بطاقة تتغير
       *[other] { $n } بطاقة تتغير
    }
roster-known =
    { PLURAL($n) ->
        [zero] لا يوجد أي عضو محفوظ من قبل بالمعطيات نفسها
        [one] عضو واحد محفوظ من قبل بالمعطيات نفسها
        [two] عضوان محفوظان من قبل بالمعطيات نفسها
        [few] { $n } أعضاء محفوظون من قبل بالمعطيات نفسها
        [many] { $n } عضوا محفوظا من قبل بالمعطيات نفسها
       *[other] { $n } عضو محفوظ من قبل بالمعطيات نفسها
    }
roster-doubts =
    { PLURAL($n) ->
        [zero] لا يحتاج أي سطر إلى التحقق
        [one] سطر واحد يحتاج إلى التحقق
        [two] سطران يحتاجان إلى التحقق
        [few] { $n } أسطر تحتاج إلى التحقق
        [many] { $n } سطرا يحتاج إلى التحقق
       *[other] { $n } سطر يحتاج إلى التحقق
    }
roster-faulty =
    { PLURAL($n) ->
        [zero] لا يوجد أي سطر معيب
        [one] سطر واحد معيب لن يؤخذ به
        [two] سطران معيبان لن يؤخذ بهما
        [few] { $n } أسطر معيبة لن يؤخذ بها
        [many] { $n } سطرا معيبا لن يؤخذ بها
       *[other] { $n } سطر معيب لن يؤخذ بها
    }
roster-groups-title = الفرق والمجموعات التي ستضاف
roster-new-title = أعضاء جدد
roster-changed-title = بطاقات ستتغير
roster-doubts-title = للتحقق
roster-faulty-title = أسطر معيبة
roster-line = السطر { $n }
roster-change-name = الاسم ({ $language })
roster-change-gender = صيغة المخاطبة
roster-change-seat = مقعد جديد
roster-change-group = تغيير الفريق
roster-change-district = استكمال الفريق أو الدائرة
roster-doubt-namesakes = يحمل هذا الاسم أكثر من عضو.
roster-doubt-name = يحمل أحد الأعضاء هذا الاسم في لغة، واسما آخر في اللغة الأخرى:
roster-doubt-group = ينتمي هذا العضو إلى فريق آخر: المرجو بيان اليوم الذي تسري منه معطيات الملف.
roster-doubt-seat = يشغل هذا العضو مقعدا آخر في الفترة نفسها: المرجو تعديل بطاقته أولا.
roster-who = من المقصود؟
roster-skip = ترك هذا السطر
roster-same = هذا العضو، ويصحح اسمه
roster-another = شخص آخر
roster-decide = تطبيق هذه الاختيارات
roster-confirm = استيراد
roster-fault-columns = عدد الأعمدة يخالف عددها في السطر الأول.
roster-fault-name = الاسم غير مذكور.
roster-fault-gender = يجب أن تكون صيغة المخاطبة f أو m.
roster-fault-twice = ورد الاسم نفسه في السطر { $line }.

flash-lapsed = تم إلغاء الأسئلة بانتهاء الولاية، ويظهر ذلك في سجل كل منها.
