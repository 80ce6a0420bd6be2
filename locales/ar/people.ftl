# القطاعات والأعضاء.

ministries-title = القطاعات الحكومية
ministries-lead = لكل قطاع صفحة واحدة تبقى مهما تغير اسمه.
ministry-description = الأسئلة الكتابية الموجهة إلى { $name } والأجوبة عنها.
ministry-former = سابقا
ministry-names = الأسماء عبر الزمن
ministry-names-note = تبقى الروابط صالحة بعد تغيير الاسم.
successions = الضم والتقسيم
succession-from = انبثق عن
succession-to = انتقل إلى

members-title = الأعضاء
members-lead = أعضاء مجلس النواب ومجلس المستشارين أصحاب الأسئلة المنشورة.
members-filter-label = الاسم، بالعربية أو بالفرنسية
members-filter-button = ابحث
members-none = لا عضو بهذا الاسم.
members-all = عرض كل الأعضاء
members-count =
    { PLURAL($n) ->
        [zero] لا أعضاء
        [one] عضو واحد
        [two] عضوان
        [few] { $n } أعضاء
        [many] { $n } عضوا
       *[other] { $n } عضو
    }
member-description = الأسئلة الكتابية الموجهة إلى الحكومة من لدن { $name }.
member-seats = المقاعد عبر الزمن
member-seats-note = يبقى السؤال منسوبا إلى الفريق الذي كان ينتمي إليه صاحبه يوم إيداعه.
deputy = عضو مجلس النواب
deputy-f = نائبة برلمانية
deputy-m = نائب برلماني
councillor = عضو مجلس المستشارين
councillor-f = مستشارة برلمانية
councillor-m = مستشار برلماني

counts-title = الحصيلة
count-questions = أسئلة منشورة
count-answered = أجيب عنها
count-overdue = متأخرة عن الأجل
counts-definition = تحصى الأسئلة المنشورة. «أجيب عنها»: ورد عنها جواب نهائي. «متأخرة عن الأجل»: انقضى أجلها إلى غاية أمس دون جواب نهائي.
counts-definition-ministry = تحصى الأسئلة المنشورة الموجهة إليه، حاليا أو قبل تغيير الجهة المحال عليها. «أجيب عنها»: ورد عنها جواب نهائي. «متأخرة عن الأجل»: ما زالت لديه، وانقضى أجله إلى غاية أمس دون جواب نهائي.
their-questions = الأسئلة
their-none = لا أسئلة منشورة.
