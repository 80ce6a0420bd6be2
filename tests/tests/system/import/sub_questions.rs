//! Matching of the sub-questions of a changed record: an answer's coverage stays with its sub-question.

use jawab_domain::Chamber;
use jawab_service::import::RecordProblem;
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, ministries, record},
};
use serde_json::{Value, json};

use super::{counts, rejected};

/// An answered question with sub-questions; `covers` is the answer's coverage of each.
fn answered(sub_questions: &[&str], covers: &[&str]) -> Value {
    let all: Vec<Value> = sub_questions.iter().map(|body| json!({ "fr": body })).collect();
    let covers: serde_json::Map<String, Value> = (1..).zip(covers).map(|(n, of)| (n.to_string(), json!(of))).collect();
    let answer = json!({ "date": "2026-11-10", "texts": { "fr": "Oui." }, "covers_sub_questions": covers });
    let fields = json!({
        "chamber": "councillors", "transmitted_on": "2026-11-02", "ministry": ministries::health(), "sub_questions": all, "answer": answer,
    });
    record("a", fields)
}

/// Each sub-question with the answer's coverage, in order.
async fn coverage(app: &TestApp) -> Vec<String> {
    let sql = "SELECT CAST(s.position AS TEXT) || ' ' || t.body || ' ' || COALESCE(c.coverage, '-') FROM sub_question s \
               JOIN text t ON t.sub_question_id = s.id LEFT JOIN answer_coverage c ON c.sub_question_id = s.id ORDER BY s.position";
    app.strings(sql).await
}

#[apply(both_databases)]
async fn one_that_the_source_moved_keeps_what_the_answer_says_of_it(app: TestApp) {
    app.load(&[answered(&["Un ?", "Deux ?", "Trois ?"], &["answered", "partly", "not_addressed"])]).await;
    let report = app.load(&[answered(&["Trois ?", "Un ?", "Deux ?"], &["not_addressed", "answered", "partly"])]).await;
    assert_eq!(counts(&report), [0, 1, 0, 0, 0]);
    let moved = ["1 Trois ? not_addressed", "2 Un ? answered", "3 Deux ? partly"];
    assert_eq!(coverage(&app).await, moved);
    // One inserted before the others is new; a reworded one is matched by position.
    app.load(&[answered(&["Trois et demi ?", "Un ?", "Deux ?", "Quatre ?"], &["not_addressed", "answered", "partly"])]).await;
    assert_eq!(coverage(&app).await, ["1 Trois et demi ? not_addressed", "2 Un ? answered", "3 Deux ? partly", "4 Quatre ? -"]);
}

#[apply(both_databases)]
async fn what_a_published_answer_says_of_one_does_not_change(app: TestApp) {
    app.load(&[answered(&["Un ?", "Deux ?"], &["answered", "not_addressed"])]).await;
    let before = coverage(&app).await;
    for (record, field) in [
        (answered(&["Deux ?", "Un ?"], &["answered", "not_addressed"]), "answers[0]"),
        (answered(&["Un ?", "Deux ?"], &["answered", "answered"]), "answers[0]"),
        (answered(&["Deux ?"], &["not_addressed"]), "sub_questions"),
    ] {
        let report = app.import(&lines(&[record])).await;
        assert_eq!(rejected(&report), [(1, field, &RecordProblem::PublishedAnswer)]);
        assert_eq!(coverage(&app).await, before);
    }
    app.index().await;
}

#[apply(both_databases)]
async fn a_published_answer_may_come_to_say_something_of_more_of_them(app: TestApp) {
    app.load(&[answered(&["Un ?", "Deux ?"], &["answered"])]).await;
    assert_eq!(coverage(&app).await, ["1 Un ? answered", "2 Deux ? -"]);
    let more = answered(&["Un ?", "Deux ?"], &["answered", "partly"]);
    assert_eq!(counts(&app.load(std::slice::from_ref(&more)).await), [0, 1, 0, 0, 0]);
    assert_eq!(coverage(&app).await, ["1 Un ? answered", "2 Deux ? partly"]);
    assert_eq!(counts(&app.load(&[more]).await), [0, 0, 1, 0, 0]);
}

#[apply(both_databases)]
async fn one_that_a_clerk_moved_is_known_again(app: TestApp) {
    let of = |subject: &str| {
        let mut record = answered(&["Un ?", "Deux ?"], &["answered", "not_addressed"]);
        record["subject"] = json!({ "fr": subject });
        record
    };
    app.load(&[of("Objet")]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let moved = clerk.form(&format!("/fr/staff/questions/{}/edit", app.code("a").await)).await.press("sub:up:2").await;
    let page = clerk.form_in(&moved, None).fill("reason", "Ordre du texte").confirm().await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(coverage(&app).await, ["1 Deux ? not_addressed", "2 Un ? answered"]);
    app.load(&[of("Un autre objet")]).await;
    assert_eq!(coverage(&app).await, ["1 Un ? answered", "2 Deux ? not_addressed"], "in the order of the source again");
}
