# ما يوجد في كل صفحة.

site-name = جواب
site-tagline = الأسئلة الكتابية في البرلمان المغربي
skip-link = انتقل إلى المحتوى
menu = القائمة
menu-narrow = القائمة المفتوحة
menu-questions = الأسئلة
menu-overdue = المتأخرة عن الأجل
menu-ministries = القطاعات
menu-members = الأعضاء
menu-rule = أجل الجواب
breadcrumbs = موقع الصفحة
breadcrumb-home = الرئيسية
demonstration-banner = نسخة تجريبية: يضم هذا الموقع أسئلة مختلقة لا صلة لها بأسئلة حقيقية.
footer-sentence = يتتبع هذا الموقع الأسئلة الكتابية وأجوبة الحكومة، بالعربية والفرنسية. القراءة مفتوحة للجميع، بلا حساب وبلا تتبع.
footer-about = حول الموقع
footer-search-help = كيف تبحث
footer-accessibility = سهولة الولوج

search-label = ابحث في الأسئلة والأجوبة
search-button = ابحث
search-hint = كلمة، أو عبارة بين «مزدوجتين»، أو رقم، أو اسم، بالعربية أو الفرنسية:
search-help-link = كيف تبحث
suggest-hint = تظهر الاقتراحات أثناء الكتابة؛ تنقل بينها بالسهمين إلى أعلى وإلى أسفل، واختر بزر الإدخال.
suggest-list = اقتراحات
suggest-none = لا اقتراحات
suggest-count =
    { PLURAL($n) ->
        [one] اقتراح واحد
        [two] اقتراحان
        [few] { $n } اقتراحات
        [many] { $n } اقتراحا
       *[other] { $n } اقتراح
    }
suggest-question = سؤال
suggest-ministry = قطاع
suggest-member = عضو

comma = ،
colon = :
unknown = غير معروف
source = المصدر
see-all = عرض الكل
period-from-to = من { $from } إلى { $to }
period-since = منذ { $from }
period-until = إلى غاية { $to }
period-unknown = في تاريخ غير معروف
pages-label = الصفحات
pages-first = العودة إلى البداية
pages-next = الصفحة الموالية
pages-previous = الصفحة السابقة
pages-where = الصفحة { $page } من { $pages }
rule-link = كيف يحسب الأجل
