# مكتب الترجمة: اللائحة، والمحرر الذي تتقابل فيه النصوص.

desk-title = نصوص تنتظر الترجمة أو المراجعة
desk-lead = نصوص أسئلة المجلس، سطر لكل سؤال ولكل لغة. ما روجع لا يظهر هنا.
desk-needs = المطلوب
desk-filters = حصر اللائحة
desk-into = اللغة المطلوبة
desk-about = النص
desk-question = السؤال
desk-answer = الجواب
desk-into-ar = إلى العربية
desk-into-fr = إلى الفرنسية
desk-order = الترتيب
desk-oldest = الأقدم أولا
desk-most-read = الأكثر قراءة أولا
desk-none = لا شيء ينتظر الترجمة أو المراجعة.
desk-several =
    { PLURAL($n) ->
        [one] { $what }: نص واحد
        [two] { $what }: نصان
        [few] { $what }: { $n } نصوص
        [many] { $what }: { $n } نصا
       *[other] { $what }: { $n } نص
    }
desk-total =
    { PLURAL($n) ->
        [zero] لا أسطر
        [one] سطر واحد
        [two] سطران
        [few] { $n } أسطر
        [many] { $n } سطرا
       *[other] { $n } سطر
    }
desk-readings =
    { PLURAL($n) ->
        [zero] لم يقرأ بعد
        [one] قراءة واحدة
        [two] قراءتان
        [few] { $n } قراءات
        [many] { $n } قراءة
       *[other] { $n } قراءة
    }

need-missing = ينتظر الترجمة
need-machine = ترجمة آلية
need-unofficial = غير رسمي أو صحفي
need-unreviewed = ترجمة رسمية لم تراجع

translation-question-ar = السؤال بالعربية
translation-question-fr = السؤال بالفرنسية
translation-answer-ar = الجواب بالعربية
translation-answer-fr = الجواب بالفرنسية
translation-elsewhere = نصوص السؤال الأخرى
translation-side-by-side = النصان متقابلان، فقرة بفقرة
translation-paragraph = { $language }، الفقرة { $n }
translation-paragraphs = { $language }، الفقرات من { $from } إلى { $to }
translation-published = هذا الجواب منشور: لا يتغير نصه. تنشر الترجمة الأفضل في استدراك، من صفحة السؤال.
translation-about = صفة الترجمة ومصدرها
translation-role-hint = الترجمة الرسمية هي التي وضعتها الجهة صاحبة الأصل. يسري هذا الاختيار على كل ما يحفظ هنا.
translation-document = الوثيقة المأخوذة منها الترجمة
translation-page = الصفحة في الوثيقة
translation-url = رابط المصدر
translation-date = تاريخ الوثيقة
translation-reason-hint = ضروري لتعديل نص اطلع عليه العموم: يحفظ النص السابق. لا حاجة إليه عند إضافة نص.
translation-review = المراجعة
translation-reviewed = راجعت هذه النصوص على مصدرها
translation-reviewed-hint = يظهر اسمكم وتاريخ اليوم تحت النص.
translation-save = حفظ الترجمة
translation-save-publish = حفظ الترجمة ونشرها
translation-conflict-title = عدل السؤال في هذه الأثناء
translation-conflict-text = سُجّل تعديل للسؤال باسم { $who } بينما كنتم تحررون. لم يضع شيء مما كتبتم: النصوص التي عدلت معروضة فوق نصوصكم. خذوا منها ما تريدون الإبقاء عليه، ثم احفظوا.
translation-conflict-text-own = عدّلتم بأنفسكم السؤال منذ بدء هذا التحرير. لم يضع شيء مما كتبتم: النصوص التي عُدّلت معروضة فوق نصوصكم. خذوا منها ما تريدون الإبقاء عليه، ثم احفظوا.

doubts-title = للتحقق قبل الحفظ
doubts-lead = لم يحفظ شيء بعد. صححوا، أو ضعوا علامة في آخر الصفحة على أن الترجمة مقصودة كما هي.
doubts-anyway = الحفظ رغم ذلك
doubt-paragraph = الفقرة { $n }
doubt-paragraphs = الفقرات من { $from } إلى { $to }
doubt-count = عدد الفقرات: { $source } في المصدر، { $target } في الترجمة.
translation-uneven = لذلك قد لا تكون كل فقرة مقابل أصلها.
doubt-empty = لم يكتب شيء مقابل هذه الفقرة.
doubt-empty-several = لم يكتب شيء مقابل هذه الفقرات.
doubt-script-ar = معظم هذا النص العربي مكتوب بحروف لاتينية.
doubt-script-fr = معظم هذا النص الفرنسي مكتوب بحروف عربية.
doubt-missing =
    { PLURAL($n) ->
        [one] رقم لا يوجد إلا في المصدر:
        [two] رقمان لا يوجدان إلا في المصدر:
        [few] أرقام لا توجد إلا في المصدر:
        [many] أرقام لا توجد إلا في المصدر:
       *[other] أرقام لا توجد إلا في المصدر:
    }
doubt-added =
    { PLURAL($n) ->
        [one] رقم لا يوجد إلا في الترجمة:
        [two] رقمان لا يوجدان إلا في الترجمة:
        [few] أرقام لا توجد إلا في الترجمة:
        [many] أرقام لا توجد إلا في الترجمة:
       *[other] أرقام لا توجد إلا في الترجمة:
    }

flash-translated = تم حفظ الترجمة.
flash-translated-publicly = تم حفظ الترجمة ونشرها.
