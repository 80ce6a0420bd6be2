//! A redacted text no longer finds its questions, even before the index is updated.

use jawab_store::outbox;
use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

/// Records that a text was redacted on the page of a question.
async fn redacted(app: &TestApp, text: &str, question: i64) {
    app.execute(&format!(
        "INSERT INTO redaction (text_id, question_id, reason, body_sha256, redacted_by, redacted_at) \
         SELECT t.id, {question}, 'demande', 'x', 'greffe', t.created_at FROM text t WHERE {text}"
    ))
    .await;
}

/// Queues a question for the index, as any change does.
async fn wait(app: &TestApp, question: i64) {
    let change = app.app.database.change().await.unwrap();
    outbox::enqueue(change.connection(), outbox::INDEX_QUESTION, question).await.unwrap();
    change.commit().await.unwrap();
    app.execute(&format!("UPDATE question SET version = version + 1 WHERE id = {question}")).await;
}

async fn total(app: &TestApp, words: &str) -> u64 {
    app.get_json(&format!("/api/v1/search?q={words}")).await["total"].as_u64().unwrap()
}

async fn suggested(app: &TestApp, typed: &str) -> usize {
    app.get_json(&format!("/fr/search/suggest?q={typed}")).await["suggestions"].as_array().unwrap().len()
}

#[apply(both_databases)]
async fn a_redacted_name_finds_nothing_while_the_index_still_has_it(app: TestApp) {
    let about = |id: &str, subject: &str| record(id, json!({ "subject": { "fr": subject } }));
    app.load(&[about("a", "Plainte de Benjelloun"), about("b", "Plainte anonyme")]).await;
    assert_eq!((total(&app, "benjelloun").await, suggested(&app, "plainte").await), (1, 2));
    let id = app.id("a").await;
    app.execute(&format!("UPDATE text SET body = 'Plainte de […]' WHERE question_id = {id}")).await;
    redacted(&app, &format!("t.question_id = {id}"), id).await;
    wait(&app, id).await;
    assert_eq!((total(&app, "benjelloun").await, suggested(&app, "benjelloun").await), (0, 0));
    assert_eq!(suggested(&app, "plainte").await, 1);
    app.index().await;
    assert_eq!((total(&app, "benjelloun").await, total(&app, "plainte").await, suggested(&app, "plainte").await), (0, 2, 2));
}

#[apply(both_databases)]
async fn nor_does_one_in_an_answer_to_several_questions(app: TestApp) {
    let referred = |id: &str| record(id, json!({ "transmitted_on": "2026-11-02", "ministry": { "fr": "Santé" } }));
    let mut answered = referred("a");
    answered["answer"] = json!({ "date": "2026-11-10", "texts": { "fr": "Madame Benjelloun a été reçue." } });
    app.load(&[answered, referred("b")]).await;
    let (first, second) = (app.id("a").await, app.id("b").await);
    app.execute(&format!("INSERT INTO answer_question (answer_id, question_id, position) SELECT id, {second}, 1 FROM answer")).await;
    wait(&app, second).await;
    app.index().await;
    assert_eq!(total(&app, "benjelloun").await, 2);
    redacted(&app, "t.part = 'answer'", first).await;
    for waiting in [first, second] {
        wait(&app, waiting).await;
    }
    assert_eq!(total(&app, "benjelloun").await, 0);
    app.index().await;
}
