//! The public pages, as readers without JavaScript get them.

mod all_pages;
mod cache;
mod clock;
mod hidden;
mod languages;
mod lists;
mod paging;
mod references;

/// The URLs of the site without their language; those of a question, a ministry and a member come from the fixture.
const ADDRESSES: [&str; 18] = [
    "",
    "/questions",
    "/questions?chamber=councillors&sort=due",
    "/questions/councillors/11/12",
    "/questions?theme=eau",
    "/search",
    "/search?q=eau",
    "/search?q=introuvable&chamber=councillors",
    "/search?q=eau&theme=eau&in_member=xyz&sort=due",
    "/search/help",
    "/ministries",
    "/ministries/sante-et-protection-sociale",
    "/members",
    "/members?q=ali",
    "/members/ali-baba",
    "/overdue",
    "/rule",
    "/about",
];

/// A question with every kind of field.
fn full() -> serde_json::Value {
    use jawab_tests::records::{ministries, record};
    use serde_json::json;

    record(
        "full",
        json!({
            "chamber": "councillors", "legislature": 11, "number": 12, "deposited_on": "2026-10-01", "transmitted_on": "2026-10-05",
            "authors": [{ "name": { "ar": "علي بابا", "fr": "Ali Baba" }, "gender": "m", "group": { "ar": "فريق الوسط", "fr": "Groupe du Centre" } }],
            "ministries": [ministries::health(), ministries::education()],
            "themes": [{ "ar": "الماء", "fr": "Eau" }],
            "subject": { "ar": "الماء في المدارس", "fr": "L’eau dans les écoles" },
            "text": { "ar": "السيد الوزير، متى يصل الماء؟" },
            "sub_questions": [{ "fr": "Quand ?" }, { "ar": "كيف؟" }],
            "answers": [{ "kind": "holding", "date": "2026-10-20", "ministry": ministries::health(), "texts": { "fr": "Le dossier est à l’étude." } }],
            "press": [{ "lang": "ar", "title": "المدارس بلا ماء", "outlet": "جريدة مختلقة", "url": "https://example.org/a" }],
        }),
    )
}
