//! Words and what they must find: the phenomena of both languages, one case each.

use jawab_search::port::SearchEngine;

use crate::corpus::query;

enum Finds {
    /// These and no others.
    Only(&'static [i64]),
    /// This one first, whatever follows.
    First(i64),
}
use Finds::{First, Only};

const CASES: &[(&str, &str, Finds)] = &[
    ("social networks, Arabic", "شبكات التواصل", Only(&[1])),
    ("dative with article", "للإدارات العمومية", First(1)),
    ("no accents", "reseaux sociaux", Only(&[1])),
    ("author in Latin", "Dahmani", Only(&[1])),
    ("author in Arabic", "الدحماني", Only(&[1])),
    ("author without article", "دحماني", Only(&[1])),
    ("author with a typo", "Dahmanni", Only(&[1])),
    ("full name in either order", "Dahmani Mustapha", Only(&[1])),
    ("name with hyphen", "Fatima Zahra Benali", Only(&[2])),
    ("name with hyphen, hyphenated", "Fatima-Zahra", Only(&[2])),
    ("name with diaeresis", "ait taleb", Only(&[3, 4])),
    ("ministry in French", "Secrétariat général du gouvernement", First(1)),
    ("ministry in Arabic", "وزارة الصحة", First(2)),
    ("no article in the query", "منصات تواصل", First(1)),
    ("article in the query only", "المنصات", Only(&[1, 14])),
    ("vowel marks", "المُسْتَشْفَى", Only(&[2])),
    ("tatweel", "المستشـــفى", Only(&[2])),
    ("presentation forms", "ﺍﻟﻤﺴﺘﺸﻔﻰ", Only(&[2])),
    ("hamza left out", "الاقليمي بالحسيمة", Only(&[2])),
    ("hamza put in", "ألإدارة الترابية", First(14)),
    ("final ya for alef maqsura", "مستشفي", Only(&[2])),
    ("ha for ta marbuta", "البيئه", Only(&[11])),
    ("preposition ب", "الحسيمة", Only(&[2])),
    ("conjunction و in the text", "مرضى", Only(&[2])),
    ("conjunction و in the query", "ومرضى الإقليم", Only(&[2])),
    ("conjunction and preposition", "وبالحسيمة", Only(&[2])),
    ("فكرة is no كرة", "فكرة", Only(&[11])),
    ("كرة is no فكرة", "لكرة القدم", Only(&[12])),
    ("broken plural to singular", "ورش المستشفى", Only(&[2])),
    ("broken plural, schools", "مدرسة الحافلات", Only(&[7])),
    ("broken plural, roads", "طرق تازة", Only(&[9])),
    ("broken plural, clubs", "نادي رياضي", Only(&[12])),
    ("sound plural", "المعطيات الشخصية", Only(&[5])),
    ("prices by their other plural", "ثمن المحروقات", Only(&[8])),
    ("a word that begins with ال", "ألعاب", Only(&[14])),
    ("mechanisms", "آلية", First(14)),
    ("Arabic-Indic digits in the text", "2025", Only(&[6])),
    ("Arabic-Indic digits in the query", "٢٠٢٥", Only(&[6])),
    ("law with a hyphen", "loi 09-08", Only(&[5])),
    ("law with a point, other order", "القانون 09.08", Only(&[5])),
    ("law with a slash", "08/09", Only(&[5])),
    ("law alone", "09-08", Only(&[5])),
    ("n° before a number", "n°43.22", Only(&[6])),
    ("decree of three numbers", "2.22.431", Only(&[6])),
    ("thousands with blank", "37 000 dirhams", Only(&[6])),
    ("thousands without", "37000", Only(&[6])),
    ("own number", "n° 3455", Only(&[1])),
    ("own reference", "councillors/11/3455", Only(&[1])),
    ("no typos in numbers", "3456", Only(&[])),
    ("elision, straight", "l'irrigation", Only(&[3])),
    ("elision, curly", "d’irrigation", Only(&[3])),
    ("plural -aux", "régional travail", Only(&[4])),
    ("plural -x", "réseau irrigation", Only(&[3])),
    ("feminine", "public administration", First(1)),
    ("ligature", "oeuvre", Only(&[8])),
    ("capitals", "ROUTE FES", Only(&[9])),
    ("hyphen in the text", "porte parole", Only(&[3])),
    ("hyphen in both", "porte-parole", Only(&[3])),
    ("written as one", "porteparole", Only(&[3])),
    ("initials with points", "SNTL", Only(&[5])),
    ("joined e-", "eservices", Only(&[14])),
    ("phrase, French", "\"eau potable\"", Only(&[4])),
    ("phrase in guillemets", "« eau d’irrigation »", Only(&[3])),
    ("phrase that is nowhere", "\"potable eau\"", Only(&[])),
    ("phrase, Arabic, articles aside", "“تواصل اجتماعي”", Only(&[1])),
    ("phrase after a clitic", "\"حماية البيئة\"", Only(&[11])),
    ("minus", "eau -irrigation", First(4)),
    ("minus with elision", "eau -l'irrigation", First(4)),
    ("minus, Arabic, by stem", "القانون -النساء", Only(&[5])),
    ("minus with a phrase", "protection -\"données personnelles\"", First(11)),
    ("minus alone", "-القانون -قوانين -eau -الإدارات -route -école -prix -retraité -pollution -football -المستشفى", Only(&[6])),
    ("beginning of a word", "carbu", Only(&[8])),
    ("beginning of an Arabic word", "المحرو", Only(&[8])),
    ("one typo", "carburnts ", Only(&[8])),
    ("two typos in a long word", "alimantasion ", Only(&[4])),
    ("typo in Arabic", "المتقاعذين ", Only(&[10])),
    ("swapped letters", "polultion ", Only(&[11])),
    ("both languages at once", "eau أزيلال", Only(&[4])),
    ("words of different texts", "Dahmani publicité", Only(&[1])),
    ("found in the answer", "version payante", Only(&[1])),
    ("a place in Arabic only", "طنجة", Only(&[2])),
    ("stop words do not count", "les retraités de la", Only(&[10])),
    ("a question as a sentence", "ما هي الإجراءات المتخذة لحماية المعطيات ذات الطابع الشخصي للمواطنين؟", First(5)),
    ("a sentence in French", "Pourquoi les douars de la province d'Azilal manquent-ils encore d'eau potable en été ?", First(4)),
    ("not all words anywhere", "pensions xyzzyx", First(10)),
    ("nothing", "xyzzyx", Only(&[])),
];

/// Checks every case, and says all that fail.
pub async fn check(engine: &dyn SearchEngine) {
    let mut wrong = Vec::new();
    for (name, text, finds) in CASES {
        let outcome = engine.search(&query(text)).await.unwrap();
        let mut ids: Vec<i64> = outcome.hits.iter().map(|hit| hit.id).collect();
        let right = match finds {
            First(id) => ids.first() == Some(id),
            Only(expected) => {
                ids.sort_unstable();
                ids == *expected && outcome.total == expected.len() as u64
            }
        };
        if !right {
            wrong.push(format!("{name}: {text:?} finds {ids:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}
