//! What a source does not state stays unknown; nothing is invented.

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{record, social_media},
};
use serde_json::{Value, json};

async fn question(app: &TestApp, record: Value) -> Value {
    app.load(std::slice::from_ref(&record)).await;
    let code = app.code(record["source_id"].as_str().unwrap()).await;
    for language in ["ar", "fr"] {
        assert_eq!(app.get(&format!("/{language}/questions/{code}")).await.status, 200);
    }
    app.get_json(&format!("/api/v1/questions/{code}")).await
}

#[apply(both_databases)]
async fn a_question_without_an_author_goes_in(app: TestApp) {
    let question = question(&app, record("a", json!({ "authors": [{ "group": { "fr": "Groupe" } }] }))).await;
    assert_eq!(question["authors"], json!([]));
}

#[apply(both_databases)]
async fn answered_without_text_or_date_stays_unknown(app: TestApp) {
    let fields =
        json!({ "status": "answered", "deposited_on": "2026-09-01", "transmitted_on": "2026-09-02", "ministry": { "fr": "Santé" } });
    let question = question(&app, record("a", fields)).await;
    assert_eq!((&question["status"], &question["standing"]), (&json!("answered"), &json!("answered")));
    assert_eq!((&question["answered_on"], &question["standing_days"]), (&Value::Null, &Value::Null));
    assert_eq!(question["answers"], json!([]));
    assert_eq!(app.get_json("/api/v1/questions?standing=answered").await["total"], 1);
    assert_eq!(app.get_json("/api/v1/questions?standing=overdue").await["total"], 0);
}

#[apply(both_databases)]
async fn an_article_of_the_press_makes_no_dates(app: TestApp) {
    let question = question(&app, social_media()).await;
    for unknown in ["reference", "legislature", "number", "deposited_on", "transmitted_on", "due_on", "answered_on"] {
        assert_eq!(question[unknown], Value::Null, "{unknown}");
    }
    assert_eq!(question["standing"], "answered");
    assert_eq!(question["subject_texts"][0]["role"], "press_report");
    assert_eq!(question["answers"][0]["answered_on"], Value::Null);
    assert_eq!(question["answers"][0]["covers_sub_questions"][1], json!({ "position": 2, "coverage": "not_addressed" }));
}

#[apply(both_databases)]
async fn without_transmission_there_is_no_due_date(app: TestApp) {
    let question = question(&app, record("a", json!({ "deposited_on": "2026-01-01", "ministry": { "fr": "Santé" } }))).await;
    assert_eq!((&question["due_on"], &question["standing"]), (&Value::Null, &json!("not_started")));
}

#[apply(both_databases)]
async fn an_oral_question_has_no_deadline(app: TestApp) {
    let question =
        question(&app, record("a", json!({ "kind": "oral", "transmitted_on": "2026-01-01", "ministry": { "fr": "Santé" } }))).await;
    assert_eq!((&question["due_on"], &question["standing"]), (&Value::Null, &json!("not_started")));
}
