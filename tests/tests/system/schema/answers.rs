//! A published answer is never edited.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

async fn answered(app: &TestApp) {
    let answer = json!({ "date": "2026-11-10", "texts": { "ar": "نعم." } });
    app.load(&[record("a", json!({ "transmitted_on": "2026-11-02", "ministry": { "fr": "Santé" }, "answer": answer }))]).await;
}

#[apply(both_databases)]
async fn a_published_answer_is_never_edited(app: TestApp) {
    answered(&app).await;
    for edit in [
        "UPDATE answer SET answered_on = '2026-11-11'",
        "UPDATE answer SET kind = 'holding'",
        "UPDATE answer SET published_at = NULL",
        "UPDATE answer SET ministry_id = NULL",
        "DELETE FROM answer",
    ] {
        assert!(app.refused(edit).await.contains("never edited"), "{edit}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM answer WHERE kind = 'final'").await, 1);
}

#[apply(both_databases)]
async fn the_text_of_a_published_answer_is_never_edited(app: TestApp) {
    answered(&app).await;
    for edit in [
        "UPDATE text SET body = 'x' WHERE part = 'answer'",
        "UPDATE text SET locale = 'fr' WHERE part = 'answer'",
        "UPDATE text SET role = 'original' WHERE part = 'answer'",
        "DELETE FROM text WHERE part = 'answer'",
    ] {
        assert!(app.refused(edit).await.contains("never edited"), "{edit}");
    }
    app.execute("UPDATE text SET body = 'autre' WHERE part = 'subject'").await;
}

#[apply(both_databases)]
async fn a_published_answer_may_gain_a_language_and_a_review(app: TestApp) {
    answered(&app).await;
    app.execute("UPDATE text SET reviewed_by = 'greffe', reviewed_on = '2026-11-20' WHERE part = 'answer'").await;
    app.execute(
        "INSERT INTO text (part, answer_id, locale, role, body, provenance, created_at) \
         SELECT 'answer', id, 'fr', 'unofficial_translation', 'Oui.', '{}', created_at FROM answer",
    )
    .await;
    let page = app.get(&format!("/fr/questions/{}", app.code("a").await)).await;
    assert!(page.text().contains("Oui."), "{}", page.text());
    assert!(page.text().contains("greffe"));
}
