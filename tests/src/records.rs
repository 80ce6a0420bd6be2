//! Invented records, as they are in files.

use serde_json::{Value, json};

/// The demonstration that the product ships.
pub const DEMONSTRATION: &str = include_str!("../../server/demo/questions.jsonl");

/// A record: a subject in French and a Chamber, overlaid with the given fields.
#[must_use]
pub fn record(source_id: &str, fields: Value) -> Value {
    let mut record = json!({ "source_id": source_id, "chamber": "representatives", "subject": { "fr": format!("Sujet {source_id}") } });
    if let (Some(record), Value::Object(fields)) = (record.as_object_mut(), fields) {
        record.extend(fields);
    }
    record
}

/// Records as JSON lines.
#[must_use]
pub fn lines(records: &[Value]) -> String {
    records.iter().map(|record| format!("{record}\n")).collect()
}

/// The ministries of the fixtures.
pub mod ministries {
    use serde_json::{Value, json};

    /// Health.
    #[must_use]
    pub fn health() -> Value {
        json!({ "ar": "الصحة والحماية الاجتماعية", "fr": "Santé et Protection sociale" })
    }

    /// Education.
    #[must_use]
    pub fn education() -> Value {
        json!({ "ar": "التربية الوطنية", "fr": "Éducation nationale" })
    }

    /// The Secretariat General of the Government.
    #[must_use]
    pub fn secretariat() -> Value {
        json!({ "ar": "الأمانة العامة للحكومة", "fr": "Secrétariat général du gouvernement" })
    }
}

/// A question on social media, with three sub-questions of which the answer addresses some: the project's founding case, in our
/// own words.
#[must_use]
pub fn social_media() -> Value {
    json!({
        "source_id": "t:reseaux",
        "chamber": "councillors",
        "authors": [{ "name": { "ar": "المصطفى الدحماني", "fr": "Mustapha Dahmani" } }],
        "ministry": ministries::secretariat(),
        "office_holder": { "ar": "محمد الحجوي", "fr": "Mohamed Hajoui" },
        "subject": {
            "ar": "القواعد القانونية لحضور الإدارات العمومية على منصات التواصل الاجتماعي",
            "fr": "Règles de droit de la présence des administrations publiques sur les réseaux sociaux"
        },
        "sub_questions": [
            { "ar": "أي نص ينظم فتح حسابات للإدارات العمومية على شبكات التواصل؟", "fr": "Quel texte encadre l’ouverture de comptes ?" },
            { "ar": "كيف تصان حقوق الدولة عند النزاع مع هذه الشركات؟" },
            { "fr": "Comment écarter la publicité de ces pages ?" }
        ],
        "answer": {
            "texts": { "ar": "تختار الحكومة الصيغة المؤدى عنها حتى لا يظهر الإشهار على صفحاتها." },
            "provenance": "press_report",
            "covers_sub_questions": { "1": "partly", "2": "not_addressed", "3": "answered" }
        },
        "press": [{ "lang": "fr", "title": "Les pages des administrations sans publicité", "outlet": "La Gazette inventée" }]
    })
}
