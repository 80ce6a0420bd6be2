//! Phrases that generated records are made of, written for this project, each in Arabic and in French.

/// The same text in Arabic and in French.
pub type Pair<T = &'static str> = (T, T);

/// A ministry with the topics it is asked about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ministry {
    pub name: Pair,
    pub topics: [Pair; 6],
}

/// The ministries and their topics.
pub const MINISTRIES: [Ministry; 12] = [
    Ministry {
        name: ("التجهيز والماء", "Équipement et Eau"),
        topics: [
            ("صيانة الطرق القروية", "l’entretien des routes rurales"),
            ("ربط الدواوير بالماء الصالح للشرب", "le raccordement des douars à l’eau potable"),
            ("بناء القناطر الصغيرة على الأودية", "la construction de petits ponts sur les oueds"),
            ("حماية المراكز من الفيضانات", "la protection des bourgs contre les inondations"),
            ("إصلاح قنوات الصرف", "la réparation des canaux d’évacuation"),
            ("تتبع حقينة السدود", "le suivi des retenues des barrages"),
        ],
    },
    Ministry {
        name: ("الصحة والحماية الاجتماعية", "Santé et Protection sociale"),
        topics: [
            ("خصاص الأطر الطبية بالمستشفيات المحلية", "le manque de personnel médical dans les hôpitaux locaux"),
            ("تأهيل المراكز الصحية القروية", "la mise à niveau des centres de santé ruraux"),
            ("توفير أدوية الأمراض المزمنة", "la disponibilité des médicaments des maladies chroniques"),
            ("خدمات طب الأطفال", "les services de pédiatrie"),
            ("مواعيد الفحص بالأشعة", "les délais des examens de radiologie"),
            ("النقل الصحي للنساء الحوامل", "le transport sanitaire des femmes enceintes"),
        ],
    },
    Ministry {
        name: ("التربية الوطنية والرياضة", "Éducation nationale et Sports"),
        topics: [
            ("اكتظاظ الأقسام الدراسية", "la surcharge des classes"),
            ("النقل المدرسي بالوسط القروي", "le transport scolaire en milieu rural"),
            ("تعويض الحجرات المفككة", "le remplacement des salles préfabriquées"),
            ("تعميم التعليم الأولي", "la généralisation du préscolaire"),
            ("الداخليات والمطاعم المدرسية", "les internats et les cantines scolaires"),
            ("تدريس اللغة الأمازيغية", "l’enseignement de la langue amazighe"),
        ],
    },
    Ministry {
        name: ("التعليم العالي والبحث العلمي", "Enseignement supérieur et Recherche"),
        topics: [
            ("الأحياء الجامعية", "les cités universitaires"),
            ("صرف المنح للطلبة", "le versement des bourses aux étudiants"),
            ("تجهيز مختبرات البحث", "l’équipement des laboratoires de recherche"),
            ("إحداث النوى الجامعية", "la création d’antennes universitaires"),
            ("معادلة الشهادات الأجنبية", "l’équivalence des diplômes étrangers"),
            ("ولوج سلك الدكتوراه", "l’accès au cycle doctoral"),
        ],
    },
    Ministry {
        name: ("الداخلية", "Intérieur"),
        topics: [
            ("تدبير النفايات المنزلية", "la gestion des déchets ménagers"),
            ("النقل الحضري بالحافلات", "le transport urbain par autobus"),
            ("الإنارة العمومية", "l’éclairage public"),
            ("إحداث مراكز الوقاية المدنية", "la création de centres de protection civile"),
            ("تصفية الأراضي السلالية", "l’apurement des terres collectives"),
            ("تنظيم الأسواق الأسبوعية", "l’organisation des souks hebdomadaires"),
        ],
    },
    Ministry {
        name: ("الفلاحة والتنمية القروية", "Agriculture et Développement rural"),
        topics: [
            ("دعم مربي الماشية", "le soutien aux éleveurs"),
            ("توزيع الأعلاف المدعمة", "la distribution des aliments subventionnés du bétail"),
            ("اقتصاد مياه السقي", "l’économie de l’eau d’irrigation"),
            ("تسويق منتوج الزيتون", "la commercialisation des olives"),
            ("مكافحة الحشرة القرمزية", "la lutte contre la cochenille du cactus"),
            ("تأمين المحاصيل ضد الجفاف", "l’assurance des récoltes contre la sécheresse"),
        ],
    },
    Ministry {
        name: ("النقل واللوجستيك", "Transport et Logistique"),
        topics: [
            ("سلامة السير على الطرق", "la sécurité routière"),
            ("الربط بالسكك الحديدية", "la desserte ferroviaire"),
            ("آجال تسليم رخص السياقة", "les délais de délivrance des permis de conduire"),
            ("النقل المزدوج بالعالم القروي", "le transport mixte dans le monde rural"),
            ("تأهيل المحطات الطرقية", "la modernisation des gares routières"),
            ("الرحلات الجوية الداخلية", "les vols intérieurs"),
        ],
    },
    Ministry {
        name: ("الانتقال الطاقي", "Transition énergétique"),
        topics: [
            ("كهربة الدواوير المعزولة", "l’électrification des douars isolés"),
            ("انقطاعات التيار الكهربائي", "les coupures de courant électrique"),
            ("الضخ بالطاقة الشمسية", "le pompage à l’énergie solaire"),
            ("أسعار قنينات الغاز", "les prix des bouteilles de gaz"),
            ("تلوث هواء المدن", "la pollution de l’air des villes"),
            ("تتبع مقالع المعادن", "le suivi des carrières de minerais"),
        ],
    },
    Ministry {
        name: ("إعداد التراب والإسكان", "Aménagement du territoire et Habitat"),
        topics: [
            ("إعادة إيواء قاطني دور الصفيح", "le relogement des habitants des bidonvilles"),
            ("المباني الآيلة للسقوط", "les bâtiments menaçant ruine"),
            ("تصاميم التهيئة المنتهية الصلاحية", "les plans d’aménagement arrivés à échéance"),
            ("رخص البناء بالعالم القروي", "les permis de construire dans le monde rural"),
            ("الدعم المباشر للسكن", "l’aide directe au logement"),
            ("ترميم المدن العتيقة", "la restauration des médinas"),
        ],
    },
    Ministry {
        name: ("الإدماج الاقتصادي والتشغيل", "Inclusion économique et Emploi"),
        topics: [
            ("تشغيل الشباب حاملي الشهادات", "l’emploi des jeunes diplômés"),
            ("ظروف عمل العاملات الزراعيات", "les conditions de travail des ouvrières agricoles"),
            ("مراقبة حوادث الشغل", "le contrôle des accidents du travail"),
            ("مواكبة المقاولات الصغيرة", "l’accompagnement des petites entreprises"),
            ("التكوين المهني بالتدرج", "la formation professionnelle par apprentissage"),
            ("وضعية حراس الأمن الخاص", "la situation des agents de sécurité privée"),
        ],
    },
    Ministry {
        name: ("العدل", "Justice"),
        topics: [
            ("بنايات المحاكم الابتدائية", "les bâtiments des tribunaux de première instance"),
            ("رقمنة مساطر التقاضي", "la numérisation des procédures judiciaires"),
            ("آجال تنفيذ الأحكام", "les délais d’exécution des jugements"),
            ("المساعدة القضائية للمعوزين", "l’aide judiciaire aux démunis"),
            ("خصاص كتاب الضبط", "le manque de greffiers"),
            ("حماية الأطفال في نزاع مع القانون", "la protection des mineurs en conflit avec la loi"),
        ],
    },
    Ministry {
        name: ("الشباب والثقافة والتواصل", "Jeunesse, Culture et Communication"),
        topics: [
            ("دور الشباب بالأحياء الهامشية", "les maisons de jeunes des quartiers périphériques"),
            ("صيانة المواقع الأثرية", "la sauvegarde des sites archéologiques"),
            ("الخزانات الوسائطية", "les médiathèques"),
            ("مراكز التخييم", "les centres de colonies de vacances"),
            ("دعم المسرح المحلي", "le soutien au théâtre local"),
            ("الإشهار على شبكات التواصل الاجتماعي", "la publicité sur les réseaux sociaux"),
        ],
    },
];

/// Places.
pub const PLACES: [Pair; 24] = [
    ("بإقليم أزيلال", "dans la province d’Azilal"),
    ("بإقليم الحوز", "dans la province d’Al Haouz"),
    ("بإقليم تارودانت", "dans la province de Taroudannt"),
    ("بإقليم زاكورة", "dans la province de Zagora"),
    ("بإقليم ميدلت", "dans la province de Midelt"),
    ("بإقليم خنيفرة", "dans la province de Khénifra"),
    ("بإقليم تازة", "dans la province de Taza"),
    ("بإقليم الحسيمة", "dans la province d’Al Hoceïma"),
    ("بإقليم شفشاون", "dans la province de Chefchaouen"),
    ("بإقليم وزان", "dans la province d’Ouezzane"),
    ("بإقليم بركان", "dans la province de Berkane"),
    ("بإقليم فجيج", "dans la province de Figuig"),
    ("بإقليم سطات", "dans la province de Settat"),
    ("بإقليم الجديدة", "dans la province d’El Jadida"),
    ("بإقليم آسفي", "dans la province de Safi"),
    ("بإقليم الصويرة", "dans la province d’Essaouira"),
    ("بإقليم تنغير", "dans la province de Tinghir"),
    ("بإقليم طاطا", "dans la province de Tata"),
    ("بإقليم سيدي إفني", "dans la province de Sidi Ifni"),
    ("بمدينة فاس", "dans la ville de Fès"),
    ("بمدينة سلا", "dans la ville de Salé"),
    ("بمدينة وجدة", "dans la ville d’Oujda"),
    ("بمدينة أكادير", "dans la ville d’Agadir"),
    ("بمدينة العيون", "dans la ville de Laâyoune"),
];

/// Causes of a problem.
pub const CAUSES: [Pair; 12] = [
    ("بسبب تأخر إنجاز الأشغال", "en raison du retard des travaux"),
    ("نتيجة ضعف الاعتمادات المرصودة", "du fait de la faiblesse des crédits alloués"),
    ("جراء توالي سنوات الجفاف", "à cause des années successives de sécheresse"),
    ("بعد التساقطات المطرية الأخيرة", "après les récentes précipitations"),
    ("في غياب أي تنسيق بين المتدخلين", "en l’absence de toute coordination entre les intervenants"),
    ("أمام ارتفاع عدد السكان", "devant la croissance de la population"),
    ("بفعل قلة الموارد البشرية", "par manque de ressources humaines"),
    ("لعدم تفعيل الاتفاقيات الموقعة", "faute d’application des conventions signées"),
    ("بسبب غلاء المواد الأولية", "en raison de la cherté des matières premières"),
    ("نظرا لبعد المرافق الإدارية", "vu l’éloignement des services administratifs"),
    ("جراء توقف المقاولة المكلفة", "à la suite de la défaillance de l’entreprise chargée du chantier"),
    ("لتعقد المساطر الجاري بها العمل", "compte tenu de la complexité des procédures en vigueur"),
];

/// Effects of a problem.
pub const EFFECTS: [Pair; 12] = [
    ("مما يثقل كاهل الأسر الفقيرة", "ce qui alourdit les charges des familles pauvres"),
    ("الأمر الذي يعمق الفوارق المجالية", "ce qui creuse les disparités territoriales"),
    ("مما يدفع الشباب إلى الهجرة", "ce qui pousse les jeunes à l’exode"),
    ("وهو ما يعرض حياة المواطنين للخطر", "ce qui met en danger la vie des citoyens"),
    ("مما يضر بالاقتصاد المحلي", "ce qui nuit à l’économie locale"),
    ("وهو ما يساهم في الهدر المدرسي", "ce qui favorise l’abandon scolaire"),
    ("مما أدى إلى احتجاجات متكررة", "ce qui a provoqué des protestations répétées"),
    ("الأمر الذي يمس بكرامة الساكنة", "ce qui porte atteinte à la dignité des habitants"),
    ("مما يحرم المنطقة من الاستثمار", "ce qui prive la région d’investissements"),
    ("وهو ما يضعف ثقة المواطن في المؤسسات", "ce qui affaiblit la confiance des citoyens dans les institutions"),
    ("مما يزيد من كلفة الخدمات", "ce qui renchérit le coût des services"),
    ("الأمر الذي يستدعي تدخلا عاجلا", "ce qui appelle une intervention urgente"),
];

/// Proposed measures.
pub const MEASURES: [Pair; 14] = [
    ("إعداد برنامج استعجالي", "l’élaboration d’un programme d’urgence"),
    ("تخصيص ميزانية إضافية", "l’affectation d’un budget supplémentaire"),
    ("توظيف أطر جديدة", "le recrutement de nouveaux agents"),
    ("إيفاد لجنة لتقصي الأوضاع", "l’envoi d’une commission d’enquête sur place"),
    ("تسريع وتيرة الأشغال", "l’accélération du rythme des travaux"),
    ("تبسيط المساطر الإدارية", "la simplification des procédures administratives"),
    ("إبرام شراكات مع الجماعات الترابية", "la conclusion de partenariats avec les collectivités territoriales"),
    ("مراجعة الإطار القانوني", "la révision du cadre juridique"),
    ("توفير التجهيزات الضرورية", "la fourniture des équipements nécessaires"),
    ("تعويض المتضررين", "l’indemnisation des sinistrés"),
    ("إحداث منصة رقمية للتتبع", "la mise en place d’une plateforme numérique de suivi"),
    ("تكوين العاملين بالقطاع", "la formation du personnel du secteur"),
    ("نشر المعطيات للعموم", "la publication des données"),
    ("تقوية المراقبة الميدانية", "le renforcement du contrôle sur le terrain"),
];

/// Periods.
pub const PERIODS: [Pair; 10] = [
    ("خلال السنوات الأخيرة", "au cours des dernières années"),
    ("منذ بداية السنة الجارية", "depuis le début de l’année en cours"),
    ("خلال الموسم الفارط", "pendant la saison écoulée"),
    ("برسم قانون المالية", "au titre de la loi de finances"),
    ("في أفق نهاية الولاية", "d’ici la fin de la législature"),
    ("منذ عدة أشهر", "depuis plusieurs mois"),
    ("خلال فصل الشتاء", "pendant l’hiver"),
    ("خلال الصيف الماضي", "au cours de l’été dernier"),
    ("منذ سنة 2019", "depuis 2019"),
    ("في إطار المخطط الخماسي", "dans le cadre du plan quinquennal"),
];

/// The first sentence of a question.
pub const ASK: Pair = (
    "السيد الوزير المحترم، توصلنا بشكايات عديدة من المواطنين حول {topic} {place} {period}.",
    "Monsieur le Ministre, de nombreux citoyens nous ont saisis {period} concernant {topic} {place}.",
);

/// The other sentences of a question.
pub const QUESTION: [Pair; 7] = [
    ("وقد ازداد الوضع صعوبة {cause}، {effect}.", "La situation s’est encore aggravée {cause}, {effect}."),
    (
        "ورغم الجهود المبذولة {period}، لم يتغير شيء {place} في ما يخص {topic}.",
        "Malgré les efforts consentis {period}, rien n’a changé {place} concernant {topic}.",
    ),
    (
        "وتطالب الجمعيات المحلية {place} بالإسراع في {measure}.",
        "Les associations locales demandent {place} {measure} dans les meilleurs délais.",
    ),
    (
        "وحسب المعطيات المتوفرة، تضررت {number} أسرة {period}، {effect}.",
        "Selon les données disponibles, {number} familles ont été touchées {period}, {effect}.",
    ),
    (
        "وسبق لنا أن أثرنا هذا الموضوع {period} دون أن نتلقى أي توضيح حول {topic}.",
        "Nous avions déjà soulevé ce sujet {period} sans recevoir aucun éclaircissement sur {topic}.",
    ),
    ("كما أن {measure} أصبح مطلبا ملحا {cause}.", "De plus, {measure} devient une demande pressante {cause}."),
    (
        "وعليه، نسائلكم عن {topic} {place}، وعن الآجال المحددة من أجل {measure}.",
        "Nous vous interrogeons donc sur {topic} {place} et sur les délais prévus pour {measure}.",
    ),
];

/// The sentence of a sub-question.
pub const SUB_QUESTION: Pair = (
    "ما هي التدابير المتخذة {place} من أجل {measure} في ما يخص {topic}؟",
    "quelles mesures sont prises {place} pour {measure} concernant {topic} ?",
);

/// The sentences of an answer; it begins with the first.
pub const ANSWER: [Pair; 6] = [
    (
        "جوابا عن سؤالكم حول {topic} {place}، يشرفني أن أحيطكم علما بأن الوزارة تعمل على {measure}.",
        "En réponse à votre question sur {topic} {place}, j’ai l’honneur de vous informer que le ministère prépare {measure}.",
    ),
    ("وقد رصد لهذا الغرض مبلغ {number} مليون درهم {period}.", "À cette fin, {number} millions de dirhams ont été mobilisés {period}."),
    (
        "وتم الاتفاق مع الشركاء المحليين {place} على {measure} {period}.",
        "Un accord a été conclu {place} avec les partenaires locaux pour {measure} {period}.",
    ),
    (
        "ويرجع التأخر المسجل إلى كون الأشغال تعثرت {cause}، وقد اتخذت الإجراءات اللازمة لتداركه.",
        "Le retard constaté vient de ce que les travaux ont été ralentis {cause} ; les mesures nécessaires ont été prises pour y remédier.",
    ),
    (
        "وستواصل المصالح اللاممركزة تتبع {topic} بتنسيق مع السلطات {place}.",
        "Les services déconcentrés continueront de suivre {topic} en lien avec les autorités {place}.",
    ),
    ("كما استفاد {number} شخصا من هذه العملية {period}.", "Par ailleurs, {number} personnes ont bénéficié de cette opération {period}."),
];

/// First names: ten of women, then ten of men.
pub const FIRST_NAMES: [Pair; 20] = [
    ("أمينة", "Amina"),
    ("سناء", "Sanae"),
    ("نزهة", "Nezha"),
    ("خديجة", "Khadija"),
    ("رجاء", "Raja"),
    ("لطيفة", "Latifa"),
    ("إلهام", "Ilham"),
    ("حياة", "Hayat"),
    ("فدوى", "Fadoua"),
    ("زينب", "Zineb"),
    ("عبد الكريم", "Abdelkrim"),
    ("يونس", "Younes"),
    ("إدريس", "Driss"),
    ("رشيد", "Rachid"),
    ("محمد", "Mohamed"),
    ("الحسين", "Lhoussaine"),
    ("نبيل", "Nabil"),
    ("سعيد", "Saïd"),
    ("عثمان", "Othmane"),
    ("مصطفى", "Mostafa"),
];

/// Invented family names.
pub const FAMILY_NAMES: [Pair; 10] = [
    ("الورزاگي", "Ouarzagui"),
    ("بنزروال", "Benzeroual"),
    ("التادلاوي", "Tadlaoui"),
    ("أيت وعزيز", "Aït Ouaziz"),
    ("الزرهوني", "Zerhouni"),
    ("بوشمال", "Bouchmal"),
    ("الغيلاني", "Ghilani"),
    ("أوملال", "Oumellal"),
    ("المزگلدي", "Mezgueldi"),
    ("السرغيني", "Serghini"),
];

/// Invented parliamentary groups.
pub const GROUPS: [Pair; 8] = [
    ("فريق السنديان", "Groupe du Chêne"),
    ("فريق الأفق", "Groupe de l’Horizon"),
    ("فريق المنارة", "Groupe du Phare"),
    ("فريق الأرز", "Groupe du Cèdre"),
    ("فريق الواحة", "Groupe de l’Oasis"),
    ("فريق الضفة", "Groupe de la Rive"),
    ("مجموعة الميثاق الترابي", "Groupement du Pacte territorial"),
    ("مجموعة القوس", "Groupement de l’Arc"),
];
