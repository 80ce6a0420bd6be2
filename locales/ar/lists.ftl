# الصفحة الرئيسية، ولائحة الأسئلة، والبحث، والمتأخرة عن الأجل.

home-title = جواب: الأسئلة الكتابية في البرلمان المغربي
home-description = ابحث في الأسئلة الكتابية التي يوجهها أعضاء البرلمان المغربي إلى الحكومة، واقرأ الأجوبة، وتتبع الآجال.
home-heading = ابحث عن سؤال أو جواب، بالعربية أو بالفرنسية
home-tiles = وضعية الأسئلة اليوم
home-article-100 = وفق الفصل 100 من الدستور، تجيب الحكومة خلال العشرين يوما الموالية لإحالة السؤال عليها.
home-due-next = أقرب الآجال
home-latest-answers = آخر الأجوبة
home-latest-questions = آخر الأسئلة
home-none-due = لا سؤال ينتهي أجله قريبا.
home-none = لا شيء بعد.
tile-overdue =
    { PLURAL($n) ->
        [one] سؤال متأخر عن الأجل
        [two] سؤالان متأخران عن الأجل
        [few] أسئلة متأخرة عن الأجل
        [many] سؤالا متأخرا عن الأجل
       *[other] سؤال متأخر عن الأجل
    }
tile-due-soon =
    { PLURAL($n) ->
        [one] سؤال ينتهي أجله خلال 5 أيام
        [two] سؤالان ينتهي أجلهما خلال 5 أيام
        [few] أسئلة ينتهي أجلها خلال 5 أيام
        [many] سؤالا ينتهي أجلها خلال 5 أيام
       *[other] سؤال ينتهي أجلها خلال 5 أيام
    }
home-due-today =
    { PLURAL($n) ->
        [one] سؤال واحد ينتهي أجله اليوم
        [two] سؤالان ينتهي أجلهما اليوم
        [few] { $n } أسئلة ينتهي أجلها اليوم
        [many] { $n } سؤالا ينتهي أجلها اليوم
       *[other] { $n } سؤال ينتهي أجلها اليوم
    }
tile-on-time =
    { PLURAL($n) ->
        [one] سؤال داخل الأجل
        [two] سؤالان داخل الأجل
        [few] أسئلة داخل الأجل
        [many] سؤالا داخل الأجل
       *[other] سؤال داخل الأجل
    }
tile-answers =
    { PLURAL($n) ->
        [one] جواب منشور
        [two] جوابان منشوران
        [few] أجوبة منشورة
        [many] جوابا منشورا
       *[other] جواب منشور
    }

addressed-to = موجه إلى
answered-on = أجيب عنه في
due-on = الأجل:

questions-title = الأسئلة
questions-description = كل الأسئلة المنشورة، مع إمكانية حصرها حسب القطاع أو المجلس أو الوضعية أو التاريخ.
questions-lead = كل الأسئلة المنشورة. للبحث في نصوصها:
to-filters = حصر اللائحة
questions-search-link = صفحة البحث
questions-count =
    { PLURAL($n) ->
        [zero] لا أسئلة
        [one] سؤال واحد
        [two] سؤالان
        [few] { $n } أسئلة
        [many] { $n } سؤالا
       *[other] { $n } سؤال
    }
filters-title = حصر اللائحة
filters-more = مزيد من المعايير
filters-legend = معايير الحصر
filters-apply = تطبيق
filter-all = الكل
filter-text = البحث
filter-chamber = المجلس
filter-ministry = القطاع الحكومي
filter-group = الفريق أو المجموعة
filter-member = صاحب السؤال
filter-theme = المجال
filter-status = المرحلة
filter-standing = الوضعية إزاء الأجل
filter-from = أودع ابتداء من
filter-to = أودع إلى غاية
filter-language = لغة النصوص
filter-sort = الترتيب
filter-page = الصفحة
sort-deposited = الأحدث إيداعا
sort-due = الأقرب أجلا
sort-answered = الأحدث جوابا
sort-relevance = الأكثر مطابقة
chips-label = المعايير المطبقة
chips-clear = إزالة كل المعايير
chip-drop = إزالة المعيار
problem-date = تاريخ غير مقروء، لم يؤخذ به:
problem-period = تاريخ النهاية يسبق تاريخ البداية، لم يؤخذ به:
problem-choice = اختيار غير معروف، لم يؤخذ به:
empty-title = لا سؤال يطابق هذه المعايير.
empty-invalid = أحد المعايير غير مقروء؛ صححه أو أزله.
empty-period = تاريخ النهاية يسبق تاريخ البداية: المرجو تصحيح أحدهما أو إزالته.
empty-drop = أزل معيارا من المعايير أعلاه لتوسيع اللائحة.
empty-nothing-yet = لم ينشر أي سؤال بعد.

search-title = البحث
search-title-for = البحث عن { $text }
search-description = نتائج البحث في الأسئلة الكتابية وأجوبتها.
search-no-word = لا يضم نص البحث أي كلمة: لم يُبحث عن أي شيء. المرجو كتابة كلمة أو رقم على الأقل.
search-too-long = نص البحث أطول من اللازم: عدد أحرفه { $n } على الأكثر. المرجو اختصاره ثم إعادة البحث.
search-word-too-long = في نص البحث كلمة يتجاوز عدد أحرفها { $n }، ولا يوجد نص فيه كلمة بهذا الطول. المرجو حذفها ثم إعادة البحث.
search-too-many-words = كلمات البحث أكثر من اللازم: عددها { $n } على الأكثر. المرجو حذف بعضها ثم إعادة البحث.
search-words-left-out = اقتصر البحث على الكلمات الأولى، وعددها { $n }، ولم تؤخذ الكلمات التي بعدها بعين الاعتبار.
search-degraded = محرك البحث متوقف حاليا. هذه نتائج بحث أبسط في قاعدة البيانات، وقد تنقصها نتائج.
search-count =
    { PLURAL($n) ->
        [zero] لا نتائج
        [one] نتيجة واحدة
        [two] نتيجتان
        [few] { $n } نتائج
        [many] { $n } نتيجة
       *[other] { $n } نتيجة
    }
search-also = وشمل البحث أيضا
found-by-translation = عثر عليه عبر الترجمة
found-in = ورد في
found-in-subject = الموضوع
found-in-question = نص السؤال
found-in-answer = الجواب
found-in-name = الأسماء
found-in-reference = الرقم
facets-title = حصر النتائج
facet-search = ابحث في هذه اللائحة
facet-found = { $n } من أصل { $all }.
facet-none = لا اسم في هذه اللائحة يطابق
facet-all = العودة إلى اللائحة كاملة
facet-more =
    { PLURAL($n) ->
        [one] اسم آخر يمكن البحث عنه.
        [two] اسمان آخران يمكن البحث عنهما.
        [few] { $n } أسماء أخرى يمكن البحث عنها.
        [many] { $n } اسما آخر يمكن البحث عنها.
       *[other] { $n } اسم آخر يمكن البحث عنها.
    }
nothing-title = لم يعثر على شيء.
nothing-on-page = لا نتائج في هذه الصفحة.
nothing-first-page = العودة إلى أولى النتائج
nothing-searched = ما شمله البحث
searched-words = الكلمات
searched-phrases = العبارة بنصها
searched-without = باستثناء
nothing-with-less = بمعايير أقل
nothing-drop-one = دون معيار
nothing-drop-all = دون أي معيار
nothing-near = هل تقصد
nothing-fewer-words = جرب كلمات أقل أو أعم
nothing-other-language = جرب الكلمة نفسها باللغة الأخرى

overdue-title = الأسئلة المتأخرة عن الأجل
overdue-lead = أسئلة انقضى أجل الجواب عنها دون جواب، أقدمها أولا.
overdue-count =
    { PLURAL($n) ->
        [zero] لا سؤال متأخر عن الأجل
        [one] سؤال واحد متأخر عن الأجل
        [two] سؤالان متأخران عن الأجل
        [few] { $n } أسئلة متأخرة عن الأجل
        [many] { $n } سؤالا متأخرا عن الأجل
       *[other] { $n } سؤال متأخر عن الأجل
    }
overdue-none = لا سؤال متأخر عن الأجل اليوم.
overdue-by-ministry = حسب القطاع
