//! Searching for a number leads to the question.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

use super::search;
use jawab_tests::hostile::escape;

fn numbered(id: &str, chamber: &str, number: i32) -> serde_json::Value {
    record(id, json!({ "chamber": chamber, "legislature": 11, "number": number }))
}

#[apply(both_databases)]
async fn a_number_leads_to_its_question(app: TestApp) {
    app.load(&[numbered("a", "councillors", 8701), numbered("b", "councillors", 8702)]).await;
    for text in ["n° 8701", "N°8701", "رقم 8701", "السؤال رقم ٨٧٠١", "question écrite n° 8701", "councillors/11/8701"] {
        for locale in ["ar", "fr"] {
            let page = app.get(&format!("/{locale}/search?q={}", escape(text))).await;
            assert_eq!(page.status, 303, "{text}");
            assert_eq!(page.header("location"), format!("/{locale}/questions/councillors/11/8701"), "{text}");
        }
    }
    assert_eq!(search(&app, "fr", "8701").await.subjects(), ["Sujet a"], "a bare number may be anything: it is searched for");
    assert!(search(&app, "fr", "n° 9999").await.subjects().is_empty());
}

#[apply(both_databases)]
async fn a_number_of_several_questions_lists_them(app: TestApp) {
    app.load(&[numbered("a", "councillors", 8701), numbered("b", "representatives", 8701)]).await;
    assert_eq!(search(&app, "fr", "n° 8701").await.subjects().len(), 2);
}

#[apply(both_databases)]
async fn a_hidden_question_is_not_led_to(app: TestApp) {
    app.load(&[numbered("a", "councillors", 8701), numbered("b", "representatives", 8701)]).await;
    app.hide("a").await;
    let page = app.get(&format!("/fr/search?q={}", escape("n° 8701"))).await;
    assert_eq!(page.header("location"), "/fr/questions/representatives/11/8701", "only the other one is there");
    app.hide("b").await;
    assert!(search(&app, "fr", "n° 8701").await.subjects().is_empty());
}
