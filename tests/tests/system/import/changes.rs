//! The effect of a changed record on existing data.

use jawab_domain::validation::Problem;
use jawab_service::import::{Import, RecordProblem};
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, ministries, record},
};
use serde_json::{Value, json};

use super::{counts, rejected};

fn answered(id: &str, texts: Value) -> Value {
    let answer = json!({ "date": "2026-11-10", "texts": texts });
    record(id, json!({ "transmitted_on": "2026-11-02", "ministry": ministries::health(), "answer": answer }))
}

#[apply(both_databases)]
async fn a_number_that_another_question_had_is_taken(app: TestApp) {
    let numbered = |id: &str, number: i32| record(id, json!({ "chamber": "councillors", "legislature": 11, "number": number }));
    app.load(&[numbered("a", 77_001)]).await;
    app.load(&[numbered("a", 77_002)]).await;
    let report = app.import(&lines(&[numbered("b", 77_001)])).await;
    assert_eq!(rejected(&report), [(1, "number", &RecordProblem::Invalid(Problem::Taken))], "its old reference still leads to the first");
    let old = app.get("/fr/questions/councillors/11/77001").await;
    assert!(old.header("location").ends_with("/councillors/11/77002"), "{}", old.status);
}

#[apply(both_databases)]
async fn a_changed_record_updates_the_question(app: TestApp) {
    app.load(&[record("a", json!({ "deposited_on": "2026-11-02" })), record("b", json!({}))]).await;
    let code = app.code("a").await;
    let changed = record(
        "a",
        json!({ "deposited_on": "2026-11-02", "transmitted_on": "2026-11-04", "ministry": ministries::health(), "subject": { "fr": "Un objet revu" } }),
    );
    let report = app.load(&[changed, record("b", json!({}))]).await;
    assert_eq!(counts(&report), [0, 1, 1, 0, 0]);
    assert_eq!(app.number("SELECT version FROM question WHERE source_id = 'a'").await, 2);
    assert_eq!(app.number("SELECT version FROM question WHERE source_id = 'b'").await, 1);
    let kinds = format!("SELECT kind FROM event WHERE question_id = {} ORDER BY id", app.id("a").await);
    assert_eq!(app.strings(&kinds).await.last().unwrap(), "import_updated");
    assert_eq!(app.code("a").await, code, "its address stays");
    let question = app.get_json(&format!("/api/v1/questions/{code}")).await;
    assert_eq!(question["subject"]["fr"], "Un objet revu");
    assert_eq!(question["due_on"], "2026-11-24");
}

#[apply(both_databases)]
async fn a_changed_published_answer_is_rejected_and_the_rest_goes_in(app: TestApp) {
    app.load(&[answered("a", json!({ "ar": "نعم." }))]).await;
    let report = app.import(&lines(&[record("b", json!({})), answered("a", json!({ "ar": "لا." })), record("c", json!({}))])).await;
    app.index().await;
    assert_eq!(rejected(&report), [(2, "answers[0]", &RecordProblem::PublishedAnswer)]);
    assert_eq!(report.reasons.first()[0].source_id.as_deref(), Some("a"));
    assert_eq!(report.created, 2);
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["نعم."]);
    assert_eq!(app.number("SELECT version FROM question WHERE source_id = 'a'").await, 1);
}

#[apply(both_databases)]
async fn an_answer_gains_a_language(app: TestApp) {
    app.load(&[answered("a", json!({ "ar": "نعم." }))]).await;
    let both = json!({ "ar": "نعم.", "fr": { "body": "Oui.", "provenance": "unofficial_translation" } });
    assert_eq!(counts(&app.load(&[answered("a", both)]).await), [0, 1, 0, 0, 0]);
    let question = app.get_json(&format!("/api/v1/questions/{}", app.code("a").await)).await;
    let answers = question["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 1);
    let texts: Vec<_> = answers[0]["texts"].as_array().unwrap().iter().map(|text| (&text["lang"], &text["body"])).collect();
    assert_eq!(texts, [(&json!("ar"), &json!("نعم.")), (&json!("fr"), &json!("Oui."))]);
    assert_eq!(question["languages"], json!(["ar", "fr"]));
}

#[apply(both_databases)]
async fn a_published_answer_keeps_its_due_date_whatever_rule_came_since(app: TestApp) {
    app.load(&[answered("a", json!({ "ar": "نعم." }))]).await;
    app.execute("UPDATE deadline_rule SET days = 5").await;
    app.load(&[answered("a", json!({ "ar": "نعم.", "fr": { "body": "Oui.", "provenance": "unofficial_translation" } }))]).await;
    assert_eq!(app.strings("SELECT CAST(due_on AS TEXT) FROM attribution").await, ["2026-11-22"]);
    assert_eq!(app.strings("SELECT CAST(due_on AS TEXT) FROM question").await, ["2026-11-22"]);
    let page = app.get(&format!("/fr/questions/{}", app.code("a").await)).await;
    assert_eq!(page.texts(".owed .due"), ["Répondue le 10 novembre 2026. Le délai expirait le 22 novembre 2026."]);
    assert!(page.all(".owed .reckoning").is_empty(), "no rule gives that date any more: {}", page.text());
}

#[apply(both_databases)]
async fn an_answer_that_is_gone_from_the_source_stays(app: TestApp) {
    app.load(&[answered("a", json!({ "ar": "نعم." }))]).await;
    let without = record("a", json!({ "transmitted_on": "2026-11-02", "ministry": ministries::health() }));
    let report = app.import(&lines(&[without])).await;
    app.index().await;
    assert_eq!(rejected(&report), [(1, "answers", &RecordProblem::PublishedAnswer)]);
    assert_eq!(app.strings("SELECT status FROM question").await, ["answered"]);
}

#[apply(both_databases)]
async fn a_correction_is_added_beside_what_it_corrects(app: TestApp) {
    let first = json!({ "date": "2026-11-10", "texts": { "fr": "Dix centres." } });
    let second = json!({ "kind": "correction", "corrects": 1, "date": "2026-11-15", "texts": { "fr": "Douze centres." } });
    let with =
        |answers: &[&Value]| record("a", json!({ "transmitted_on": "2026-11-02", "ministry": ministries::health(), "answers": answers }));
    app.load(&[with(&[&first])]).await;
    app.load(&[with(&[&first, &second])]).await;
    let question = app.get_json(&format!("/api/v1/questions/{}", app.code("a").await)).await;
    assert_eq!(question["answers"][1]["kind"], "correction");
    assert_eq!(question["answers"][1]["corrects"], question["answers"][0]["id"]);
    assert_eq!(question["answered_on"], "2026-11-10");
    let page = app.get(&format!("/fr/questions/{}", app.code("a").await)).await.text();
    assert!(page.contains("Dix centres.") && page.contains("Douze centres."), "both stay readable");
}

#[apply(both_databases)]
async fn a_dry_run_changes_nothing(app: TestApp) {
    app.load(&[record("a", json!({}))]).await;
    let before = app.app.database.generation().await.unwrap();
    let file = lines(&[
        record("a", json!({ "subject": { "fr": "Autre" }, "ministry": { "fr": "Un ministère neuf" } })),
        record("b", json!({})),
        record("c", json!({ "links": [{ "kind": "renews", "to": "b" }] })),
        record("d", json!({ "deposited_on": "demain" })),
    ]);
    let dry = app.run_import(&Import { dry_run: true, ..app.import_of(file.clone()) }).await.unwrap();
    assert_eq!(counts(&dry), [2, 1, 0, 0, 1]);
    assert_eq!(app.app.database.generation().await.unwrap(), before);
    assert_eq!(app.number("SELECT COUNT(*) FROM question").await, 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry").await, 0);
    let wet = app.import(&file).await;
    app.index().await;
    assert_eq!(wet, dry, "the dry run said what would happen");
}

#[apply(both_databases)]
async fn a_dry_run_of_several_batches_is_one_change(app: TestApp) {
    let mut all: Vec<Value> = (0..600).map(|n| record(&format!("r{n}"), json!({ "ministry": { "fr": "Un ministère neuf" } }))).collect();
    all.push(record("last", json!({ "links": [{ "kind": "renews", "to": "r0" }] })));
    let dry = app.run_import(&Import { dry_run: true, ..app.import_of(lines(&all)) }).await.unwrap();
    assert_eq!(counts(&dry), [601, 0, 0, 0, 0], "the last batch finds what the first one saved");
    assert_eq!(app.number("SELECT COUNT(*) FROM question").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry").await, 0);
}
