//! The questions of the contract, written for it.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, PerLocale, Status, TextRole, question::QuestionKind};
use jawab_search::engine::{Document, Filters, Named, Query, Sort};

/// The day on which all searches take place.
pub fn today() -> NaiveDate {
    day(2026, 11, 21)
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A search for a text, in French, for the best hundred.
pub fn query(text: &str) -> Query {
    let (text, filters) = (text.to_owned(), Filters::default());
    Query { text, locale: Locale::Fr, filters, sort: Sort::Relevance, offset: 0, limit: 100, today: today(), facets: false }
}

fn texts(ar: &str, fr: &str) -> PerLocale<String> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    PerLocale { ar: some(ar), fr: some(fr) }
}

fn named(id: i64, names: &[&str]) -> Named {
    Named { id, names: names.iter().map(|name| (*name).to_owned()).collect() }
}

/// A deposited question of the Chamber of Representatives with a subject and a text in either language.
pub fn question(id: i64, subject: [&str; 2], body: [&str; 2]) -> Document {
    let subject = texts(subject[0], subject[1]);
    let question = texts(body[0], body[1]);
    let languages = Locale::ALL.iter().copied().filter(|l| subject.get(*l).or(question.get(*l)).is_some()).collect();
    Document {
        id,
        version: 1,
        chamber: Some(Chamber::Representatives),
        legislature: Some(11),
        number: Some(1000 + i32::try_from(id).unwrap()),
        kind: QuestionKind::Written,
        status: Status::Deposited,
        subject,
        question,
        answer: PerLocale::default(),
        languages,
        roles: vec![TextRole::Original],
        authors: vec![],
        ministries: vec![],
        ministries_ever: vec![],
        groups: vec![],
        themes: vec![],
        deposited_on: Some(day(2026, 1, 1) + chrono::TimeDelta::days(id)),
        due_on: None,
        answered_on: None,
    }
}

pub fn documents() -> Vec<Document> {
    let mut all = texts_only();
    let secretariat = named(1, &["الأمانة العامة للحكومة", "Secrétariat général du gouvernement"]);
    let health = named(2, &["وزارة الصحة والحماية الاجتماعية", "Ministère de la Santé et de la Protection sociale"]);
    let water = named(3, &["وزارة التجهيز والماء", "Ministère de l’Équipement et de l’Eau"]);
    let (preschool, finances) =
        (named(31, &["التعليم الأولي", "Enseignement préscolaire"]), named(32, &["المالية المحلية", "Finances locales"]));
    for question in &mut all {
        match question.id {
            1 => {
                question.chamber = Some(Chamber::Councillors);
                question.number = Some(3455);
                question.authors = vec![named(11, &["المصطفى الدحماني", "Mustapha Dahmani"])];
                question.ministries = vec![secretariat.clone()];
                question.groups = vec![named(21, &["فريق الأصالة", "Groupe Al Assala"])];
                question.answer = texts("تستعمل الحكومة النسخة المؤدى عنها.", "Le gouvernement utilise la version payante.");
                (question.status, question.due_on, question.answered_on) = (Status::Answered, Some(day(2026, 2, 1)), Some(day(2026, 2, 9)));
            }
            2 => {
                question.ministries = vec![health.clone()];
                question.authors = vec![named(12, &["فاطمة الزهراء بنعلي", "Fatima-Zahra Benali"])];
                (question.status, question.due_on) = (Status::Transmitted, Some(today()));
            }
            3 | 4 => {
                question.ministries = vec![water.clone()];
                question.authors = vec![named(13, &["عبد الرحيم أيت الطالب", "Abderrahim Aït Taleb"])];
                let late = chrono::TimeDelta::days(question.id - 4);
                (question.status, question.due_on) = (Status::Transmitted, Some(day(2026, 11, 20) + late));
            }
            5 => (question.status, question.due_on) = (Status::Transmitted, Some(day(2026, 11, 26))),
            6 => {
                question.themes = vec![finances.clone()];
                (question.status, question.due_on) = (Status::Transmitted, Some(day(2026, 11, 27)));
            }
            7 => {
                question.themes = vec![preschool.clone(), finances.clone()];
                question.status = Status::Withdrawn;
            }
            8 => {
                (question.status, question.due_on, question.answered_on) = (Status::Answered, Some(day(2026, 2, 1)), Some(day(2026, 2, 1)))
            }
            9 => question.status = Status::Answered,
            10 => {
                question.authors = vec![named(15, &["Najib Ouazzani"])];
                question.deposited_on = None;
            }
            13 => question.authors = vec![named(14, &["خديجة الركراكي"])],
            _ => {}
        }
        question.ministries_ever = question.ministries.iter().map(|ministry| ministry.id).collect();
        if question.id == 3 {
            question.ministries_ever.push(1);
        }
    }
    all
}

fn texts_only() -> Vec<Document> {
    vec![
        question(
            1,
            [
                "استعمال منصات التواصل الاجتماعي من طرف الإدارات العمومية",
                "Utilisation des plateformes de réseaux sociaux par les administrations publiques",
            ],
            [
                "ما هي الاحترازات المتخذة عند نشوء نزاعات عن عقود الانخراط في شبكات التواصل؟ وكيف تتجنبون استعمال الصفحات لأغراض الإشهار؟",
                "Quelles précautions en cas de litige né des contrats d’adhésion à ces réseaux ? Qu’en est-il de la publicité ?",
            ],
        ),
        question(
            2,
            ["تأخر أوراش بناء المستشفى الإقليمي بالحسيمة", ""],
            ["تعرف أشغال المستشفى تأخرا كبيرا، ومرضى الإقليم يتنقلون إلى فاس وطنجة.", ""],
        ),
        question(
            3,
            ["", "Pénurie d’eau d’irrigation dans la plaine du Gharb"],
            ["", "Les agriculteurs attendent la réhabilitation des réseaux d'irrigation. La porte-parole l’avait promise."],
        ),
        question(
            4,
            ["تزويد الدواوير بالماء الصالح للشرب بإقليم أزيلال", "Alimentation des douars en eau potable dans la province d’Azilal"],
            ["يعاني سكان الدواوير من قلة المياه.", "Les habitants manquent d’eau potable ; les travaux régionaux tardent."],
        ),
        question(
            5,
            [
                "تطبيق القانون رقم 08.09 المتعلق بحماية المعطيات ذات الطابع الشخصي",
                "Application de la loi 09-08 sur la protection des données personnelles",
            ],
            ["كيف تحمى معطيات المرتفقين؟", "Comment la CNDP contrôle-t-elle les fichiers ? La S.N.T.L. est-elle concernée ?"],
        ),
        question(
            6,
            ["المرسوم رقم 2.22.431 المتعلق بالصفقات العمومية", "Décret relatif aux marchés publics et loi n°43.22"],
            ["تخصيص 37.000 درهم سنة ٢٠٢٥ لكل صفقة", "Une enveloppe de 37 000 dirhams en 2025"],
        ),
        question(
            7,
            ["النقل المدرسي بالعالم القروي", "Transport scolaire en milieu rural"],
            ["حافلات المدارس غير كافية، والأستاذ يقطع المسافات.", "Les écoles manquent de bus ; une élève sur deux abandonne."],
        ),
        question(
            8,
            ["أثمنة المحروقات وهوامش الربح", "Prix des carburants et marges"],
            [
                "ارتفعت الأسعار رغم انخفاض ثمن البرميل.",
                "Les prix montent malgré la baisse du baril. L’œuvre du Conseil de la concurrence (décision n° 1234/2026).",
            ],
        ),
        question(
            9,
            ["الطريق الرابطة بين فاس وتازة", "Route reliant Fès à Taza"],
            ["توقف مشروع التثنية، والطرق المجاورة متدهورة.", "Le projet de doublement est à l’arrêt."],
        ),
        question(
            10,
            ["معاشات المتقاعدين", "Pensions des retraités"],
            ["متى تراجعون معاشات المتقاعدين؟", "Quand les pensions seront-elles revalorisées ?"],
        ),
        question(
            11,
            ["تلوث واد سبو وحماية البيئة", "Pollution de l’oued Sebou et protection de l’environnement"],
            ["نفوق الأسماك بسبب مادة المرجان، وفكرة إحداث محطة.", "Les margines des huileries tuent les poissons."],
        ),
        question(
            12,
            ["دعم الأندية الرياضية لكرة القدم", "Soutien aux clubs de football amateur"],
            ["الملاعب قليلة والنادي بلا موارد.", "Les terrains sont rares, le club est sans moyens."],
        ),
        question(13, ["حق النساء في الإرث والقوانين المؤطرة", ""], ["هل من مشاريع لتعديل القانون؟", ""]),
        question(
            14,
            ["رقمنة الإدارة الترابية", "Numérisation de l’administration territoriale"],
            ["إحداث منصات إلكترونية وآليات للتتبع والألعاب", "Les plateformes électroniques et les e-services"],
        ),
    ]
}
