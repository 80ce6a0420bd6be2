//! When two records are the same.

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, record},
};
use serde_json::json;

use super::counts;

#[apply(both_databases)]
async fn lines_that_repeat_each_other_word_for_word_count_once(app: TestApp) {
    let (a, b) = (record("a", json!({})), record("b", json!({})));
    let report = app.load(&[a.clone(), b.clone(), a.clone(), a]).await;
    assert_eq!(counts(&report), [2, 0, 0, 2, 0]);
    assert_eq!(app.get_json("/api/v1/questions").await["total"], 2);
}

#[apply(both_databases)]
async fn an_identity_with_two_contents_keeps_both_and_stays_stable(app: TestApp) {
    let file = [record("a", json!({ "subject": { "fr": "Un" } })), record("a", json!({ "subject": { "fr": "Deux" } }))];
    assert_eq!(counts(&app.load(&file).await), [2, 0, 0, 0, 0]);
    let codes = (app.code("a").await, app.code("a#2").await);
    assert_eq!(counts(&app.load(&file).await), [0, 0, 2, 0, 0]);
    assert_eq!((app.code("a").await, app.code("a#2").await), codes);
    let second = app.get_json(&format!("/api/v1/questions/{}", codes.1)).await;
    assert_eq!(second["subject"]["fr"], "Deux");
}

#[apply(both_databases)]
async fn an_identity_with_two_contents_keeps_both_across_a_resumption(app: TestApp) {
    let file = lines(&[record("a", json!({ "subject": { "fr": "Un" } })), record("a", json!({ "subject": { "fr": "Deux" } }))]);
    let first = file.lines().next().unwrap();
    app.import(first).await;
    let report = app.run_import(&jawab_service::import::Import { from_line: Some(2), ..app.import_of(file.clone()) }).await.unwrap();
    app.index().await;
    assert_eq!(counts(&report), [1, 0, 0, 0, 0], "the second is a question of its own, not a change of the first");
    assert_eq!(app.number("SELECT COUNT(*) FROM question").await, 2);
}
