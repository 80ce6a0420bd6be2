# الحسابات: الولوج إلى فضاء العمل، والحساب الشخصي، وحسابات الآخرين، ورموز البرامج.

sign-in-title = تسجيل الدخول
sign-in-address = البريد الإلكتروني
sign-in-password = كلمة المرور
sign-in-button = تسجيل الدخول
sign-in-help = نسيتم كلمة المرور أو انتهت صلاحية الدعوة؟ يمكن لإدارة الموقع أن توافيكم برابط جديد.
sign-in-ended = انتهت جلستكم. لم يضع شيء مما كتبتم: سجلوا الدخول لتجدوه كما تركتموه.
sign-in-wrong = البريد الإلكتروني أو كلمة المرور غير صحيحة.
sign-in-code-title = رمز التحقق
sign-in-code = الرمز المكون من ستة أرقام
sign-in-code-hint = الرمز الذي يعرضه تطبيق المصادقة، أو أحد رموز الاسترجاع عند الضرورة.
sign-in-code-over = مر وقت طويل: المرجو إدخال كلمة المرور من جديد.

resume-title = ما كتبتموه محفوظ
resume-text = انتهت جلستكم قبل إرسال الاستمارة، ولم يُرسل أي شيء. يمكنكم استئناف الاستمارة، وفيها كل ما كتبتم باستثناء الملفات التي يتعين اختيارها من جديد.
resume-button = استئناف الاستمارة
resume-typed = ما كتبتموه

link-invitation-title = مرحبا بكم في فضاء العمل
link-invitation-text = أنتم مدعوون إلى الالتحاق بفضاء العمل الخاص بمنصة جواب. المرجو التحقق من اسمكم واختيار كلمة مرور.
link-password-title = اختيار كلمة مرور جديدة
link-password-text = يتيح لكم هذا الرابط اختيار كلمة مرور جديدة. وإذا كان التحقق بخطوتين مفعلا، فسيُطلب منكم بعد ذلك رمز كالمعتاد.
link-join-button = حفظ وتسجيل الدخول
demonstration-accounts = حسابات تجريبية (يُستعمل كل رابط مرة واحدة، وتُنشأ روابط جديدة عند كل تشغيل)
link-demonstration-title = حساب تجريبي
link-demonstration-text = يفتح هذا الرابط، مرة واحدة فقط، الحساب التجريبي التالي:
link-demonstration-button = دخول
link-gone-title = لم يعد هذا الرابط صالحا
link-gone-text = سبق استعماله، أو انتهت صلاحيته، أو عُوض برابط آخر. يمكن لإدارة الموقع أن توافيكم برابط جديد.

password-new = كلمة المرور الجديدة
password-again = كلمة المرور نفسها مرة ثانية
password-current = كلمة المرور الحالية
password-hint =
    { PLURAL($n) ->
        [zero] { $n } حرف على الأقل.
        [one] حرف واحد على الأقل ({ $n }).
        [two] حرفان على الأقل ({ $n }).
        [few] { $n } أحرف على الأقل.
        [many] { $n } حرفا على الأقل. يستحسن أن تكون جملة من بضع كلمات يسهل عليكم وحدكم تذكرها، ولا تُشترط فيها أرقام ولا رموز.
       *[other] { $n } حرف على الأقل.
    }
password-change = تغيير كلمة المرور
password-change-text = ستُنهى جلساتكم في جميع المتصفحات الأخرى.

account-name = الاسم الكامل
account-name-hint = كما سيظهر لزملائكم وفي سجل العمليات.
account-role = الصفة
account-language = اللغة
account-language-hint = لغة الرسائل الإلكترونية التي تتوصلون بها.
account-save = حفظ
account-no-password = ليست لهذا الحساب التجريبي كلمة مرور ولا تحقق بخطوتين.
account-invite = دعوة شخص
account-invite-button = إرسال الدعوة
account-address-hint = سيستعمله المعني بالأمر لتسجيل الدخول، ولا يمكن تغييره فيما بعد.
account-person = المعني بالأمر
account-mandate = الصلاحيات
account-change-hint = يؤدي تغيير الصفة أو المجلس أو القطاعات إلى إنهاء جلسات المعني بالأمر.
account-chamber = المجلس
account-chamber-hint = لمصلحة الأسئلة فقط.
account-ministries = القطاعات الحكومية
account-ministries-hint = لموظفي القطاعات الحكومية فقط: قطاع واحد أو أكثر.
account-invited = دعوة في الانتظار
account-working = مفعل
account-disabled = معطل
account-conflict = عدّل شخص آخر هذا الحساب في هذه الأثناء. المعلومات المحفوظة مبينة أعلاه، وما كتبتموه باق أدناه. احفظوا من جديد لتعويضها.
account-steps = عمليات أخرى
account-disable = تعطيل الحساب
account-disable-hint = تُنهى جلسات المعني بالأمر فورا ولا يمكنه تسجيل الدخول بعد ذلك. ولا يُحذف شيء مما قام به.
account-enable = إعادة تفعيل الحساب
account-enable-hint = سيتمكن المعني بالأمر من تسجيل الدخول من جديد بكلمة مروره.
account-link-invitation = إنشاء رابط دعوة جديد
account-link-password = إنشاء رابط لكلمة مرور جديدة
account-link-hint = إذا نسي المعني بالأمر كلمة مروره. باستعمال الرابط يختار كلمة مرور جديدة، ويبقى التحقق بخطوتين مفعلا. ويُشعر المعني بالأمر بذلك بالبريد الإلكتروني، ولا يمكنه خلال ثلاثين يوما تأكيد ما تطلبونه.
account-end-sessions = إنهاء جلساته
account-end-sessions-hint = تُنهى جلسات المعني بالأمر في جميع المتصفحات ويُشعر بذلك بالبريد الإلكتروني، ويمكنه تسجيل الدخول من جديد.
factor-removal-hint = إذا فقد المعني بالأمر هاتفه ورموز الاسترجاع: تطلبون إلغاء التحقق بخطوتين ويؤكده شخص آخر من الإدارة. ويُشعر المعني بالأمر بالبريد الإلكتروني بالطلب ثم بالإلغاء.
factor-removal-ask = طلب إلغاء التحقق بخطوتين
factor-removal-asked-by = طلب إلغاء التحقق بخطوتين:
factor-removal-until = في الانتظار إلى غاية
factor-removal-confirm = تأكيد إلغاء التحقق بخطوتين
factor-removal-not-you = يجب أن يؤكده شخص آخر من الإدارة، غير الذي طلبه وغير الذي فتح له صاحب الطلب حسابه منذ أقل من ثلاثين يوما.
factor-removal-drop = التخلي عن الطلب
factor-removal-waits = طُلب إلغاء التحقق بخطوتين
accounts-back = جميع الحسابات
role-administrator-hint = تدبير الحسابات والبيانات المرجعية وسجل العمليات، دون تقييد الأسئلة أو تعديلها.
role-clerk-hint = تقييد أسئلة أحد المجلسين وإحالتها ونشرها.
role-agent-hint = إعداد أجوبة قطاع حكومي واحد أو أكثر.

link-made-title = أُنشئ الرابط
link-made-invitation = أرسلوا هذا الرابط إلى الشخص المدعو بوسيلة آمنة. يُستعمل مرة واحدة خلال ثلاثة أيام.
link-made-password = أرسلوا هذا الرابط إلى المعني بالأمر بوسيلة آمنة. يُستعمل مرة واحدة خلال ثلاثة أيام، ويلغي الروابط السابقة.
link-made-once = لا يُعرض هذا الرابط إلا هنا والآن، ولا يُحتفظ به.

second-factor-title = التحقق بخطوتين
second-factor-short = تحقق بخطوتين
second-factor-lead = عند كل تسجيل دخول، يُطلب رمز من ستة أرقام بعد كلمة المرور. وهكذا لا تكفي كلمة مرور مسروقة وحدها.
second-factor-required = تشترطه مهامكم: المرجو تفعيله للمتابعة.
second-factor-on = التحقق بخطوتين مفعل.
second-factor-off = التحقق بخطوتين غير مفعل، ويُنصح بتفعيله.
second-factor-set = تفعيل
second-factor-replace = تغيير الهاتف أو التطبيق
second-factor-remove = إلغاء التحقق بخطوتين
second-factor-password-hint = ستُنهى جلساتكم في المتصفحات الأخرى.
second-factor-step-app = افتحوا أي تطبيق للمصادقة على هاتفكم.
second-factor-step-scan = صوروا هذا المربع بواسطة التطبيق.
second-factor-step-code = أدخلوا الرمز الذي يعرضه.
second-factor-square = مربع يُصور بواسطة تطبيق المصادقة
second-factor-by-hand = إدخال المفتاح يدويا
second-factor-secret = المفتاح
recovery-codes-title = رموز الاسترجاع
recovery-codes-once = لا تُعرض هذه الرموز إلا هنا والآن: اطبعوها أو دوّنوها.
recovery-codes-text = يعوض كل رمز منها رمز التطبيق مرة واحدة إذا لم يكن هاتفكم معكم. احتفظوا بها بعيدا عن كلمة المرور.
recovery-codes-done = لقد احتفظت بها
recovery-codes-new = إنشاء رموز استرجاع جديدة
recovery-codes-short = رموز الاسترجاع الخاصة بكم من النموذج القديم الأقصر. ما زالت صالحة، ويستحسن إنشاء رموز جديدة أكثر أمانا.
recovery-codes-left =
    { PLURAL($n) ->
        [zero] لم يبق لكم أي رمز استرجاع ({ $n }).
        [one] بقي لكم رمز استرجاع واحد ({ $n }).
        [two] بقي لكم رمزا استرجاع ({ $n }).
        [few] بقيت لكم { $n } رموز استرجاع.
        [many] بقي لكم { $n } رمز استرجاع.
       *[other] بقي لكم { $n } رمز استرجاع.
    }

sessions-title = المتصفحات المتصلة بحسابكم
sessions-text = إذا لم تتعرفوا على أحد هذه المتصفحات، فأنهوا جلسته وغيروا كلمة المرور.
sessions-password-hint = تُطلب لإنهاء جلسة متصفح.
sessions-end-all = إنهاء جميع الجلسات
session-here = هذا المتصفح
session-end = إنهاء الجلسة
session-started = تسجيل الدخول:
session-seen = آخر نشاط:
session-browser-unknown = متصفح غير معروف

tokens-title = رموز البرامج
tokens-text = يتيح الرمز لبرنامج معلوماتي استعمال واجهة JSON.
tokens-none = لم يُسلم أي رمز.
token-new = رمز جديد
token-name = الاسم
token-name-hint = الغرض منه، والجهة التي سيُسلم إليها.
token-scope = الصلاحيات
token-scope-read = الاطلاع على ما هو منشور للعموم
token-scope-import = تقييد الأسئلة وإحالتها وتسجيل الأجوبة
token-both = المجلسان معا
token-issue = تسليم الرمز
token-issued = تاريخ التسليم:
token-used = آخر استعمال:
token-unused = لم يُستعمل بعد
token-revoke = إلغاء الرمز
token-revoked = ملغى
token-made-title = سُلم الرمز
token-made-once = لا يُعرض هذا الرمز إلا هنا والآن، ولا يُحتفظ به.
token-made-label = الرمز
token-made-use = يرسله البرنامج في الترويسة

flash-signed-out = تم تسجيل الخروج.
flash-signed-out-there = أُنهيت الجلسة في ذلك المتصفح.
flash-password-changed = تغيرت كلمة المرور وأُنهيت الجلسات الأخرى.
flash-second-factor-removed = أُلغي التحقق بخطوتين.
flash-factor-removal-asked = سُجل الطلب، ويجب أن يؤكده شخص آخر من الإدارة.
flash-factor-removal-confirmed = أُلغي التحقق بخطوتين في هذا الحساب وأُنهيت جلساته.
flash-factor-removal-dropped = تم التخلي عن الطلب.
flash-sessions-ended = أُنهيت جلسات هذا الحساب.
flash-account-disabled = عُطل الحساب وأُنهيت جلساته.
flash-account-enabled = أعيد تفعيل الحساب.
flash-token-revoked = أُلغي الرمز.

problem-address-taken = هذا البريد الإلكتروني مستعمل في حساب آخر.
problem-password-short =
    { PLURAL($n) ->
        [zero] كلمة المرور قصيرة: { $n } حرف على الأقل.
        [one] كلمة المرور قصيرة: حرف واحد على الأقل ({ $n }).
        [two] كلمة المرور قصيرة: حرفان على الأقل ({ $n }).
        [few] كلمة المرور قصيرة: { $n } أحرف على الأقل.
        [many] كلمة المرور قصيرة: { $n } حرفا على الأقل.
       *[other] كلمة المرور قصيرة: { $n } حرف على الأقل.
    }
problem-password-common = كلمة المرور هذه من أول ما يُجرب، أو يسهل تخمينها (تتابع مفاتيح، كلمات معروفة، تكرار، تواريخ): المرجو اختيار غيرها.
problem-password-expected = لا تتضمن كلمة المرور سوى كلمات متوقعة هنا (مؤسسات، اسم البلد، سنة): المرجو اختيار غيرها.
problem-password-personal = تتضمن كلمة المرور اسمكم أو بريدكم أو اسم الموقع: المرجو اختيار غيرها.
problem-passwords-differ = كلمتا المرور غير متطابقتين.
problem-wrong-password = ليست هذه كلمة مروركم الحالية.
problem-wrong-code = الرمز غير صحيح أو سبق استعماله. انتظروا الرمز الموالي.
problem-last-administrator = هذا آخر حساب إدارة مفعل: ادعوا شخصا آخر أولا.
problem-wait =
    { PLURAL($n) ->
        [zero] محاولات كثيرة غير صحيحة. أعيدوا المحاولة الآن ({ $n }).
        [one] محاولات كثيرة غير صحيحة. أعيدوا المحاولة بعد ثانية واحدة ({ $n }).
        [two] محاولات كثيرة غير صحيحة. أعيدوا المحاولة بعد ثانيتين ({ $n }).
        [few] محاولات كثيرة غير صحيحة. أعيدوا المحاولة بعد { $n } ثوان.
        [many] محاولات كثيرة غير صحيحة. أعيدوا المحاولة بعد { $n } ثانية.
       *[other] محاولات كثيرة غير صحيحة. أعيدوا المحاولة بعد { $n } ثانية.
    }

error-unauthorized = يلزم رمز صالح
error-unauthorized-text = يتطلب هذا العنوان رمزا صالحا في الترويسة Authorization.

notice-subject = جواب: حسابكم
notice-link-made = أُنشئ رابط لاختيار كلمة مرور جديدة لحسابكم.
notice-password-changed = غُيرت كلمة مرور حسابكم.
notice-second-factor-set = فُعل التحقق بخطوتين في حسابكم أو غُير.
notice-second-factor-removed = أُلغي التحقق بخطوتين في حسابكم.
notice-removal-asked = طُلب إلغاء التحقق بخطوتين في حسابكم، ويجب أن يؤكده شخص ثان من الإدارة.
notice-removal-confirmed = ألغى شخصان من الإدارة التحقق بخطوتين في حسابكم.
notice-recovery-codes-made = أُنشئت رموز استرجاع جديدة لحسابكم.
notice-recovery-code-used = استُعمل رمز استرجاع لتسجيل الدخول إلى حسابكم.
notice-sessions-ended = أنهت إدارة الموقع جميع جلسات حسابكم.
notice-at = كان ذلك يوم { $date } على الساعة { $time } بتوقيت المغرب.
notice-by = أنجز العملية { $name }.
notice-not-you = إذا لم تكونوا على علم بذلك، فغيروا كلمة المرور وأخبروا في أقرب وقت شخصا تعرفونه في الإدارة، دون الرد على هذه الرسالة.
notice-account = حسابكم
