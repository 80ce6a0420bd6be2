//! A question with a long history: its former texts are redacted in as many chunks as needed.

use jawab_domain::Chamber;
use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

#[apply(both_databases)]
async fn what_goes_not_at_once_goes_in_stretches(app: TestApp) {
    let fields =
        json!({ "chamber": "councillors", "legislature": 11, "number": 7, "deposited_on": "2026-11-01", "text": { "fr": "Ali demande." } });
    app.load(&[record("a", fields)]).await;
    let body = "Ali ".repeat(1_001);
    let earlier = format!(
        "INSERT INTO earlier_text (text_id, question_id, body, replaced_by, replaced_at) \
         SELECT id, question_id, '{body}', 'account:1', created_at FROM text WHERE part = 'question'"
    );
    for _ in 0..2 {
        app.execute(&earlier).await;
    }
    let (clerk, work) = (app.clerk(Chamber::Councillors).await, format!("/fr/staff/questions/{}", app.code("a").await));
    let left = async || app.number("SELECT COUNT(*) FROM earlier_text WHERE body LIKE '%Ali%'").await;
    let form = clerk.form(&format!("{work}/redact")).await.fill("words", "Ali").fill("reason", "Demande de la personne");
    let page = form.press("check").await;
    let shown = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
    let text = shown(page.text());
    assert!(text.contains("1 002 occurrences") && text.contains("les suivantes restent à parcourir"), "{text}");
    let form = page;
    let page = clerk.form_in(&form, None).press("go").await;
    let text = shown(page.text());
    assert!(page.texts(".flash").len() == 1 && text.contains("1 001 occurrences"), "the next stretch is shown: {text}");
    let twice = shown(clerk.form_in(&form, None).press("go").await.text());
    assert!(twice.contains("1 001 occurrences") && left().await == 1, "and to whoever sends the form twice: {twice}");
    assert!(!text.contains("les suivantes restent à parcourir") && left().await == 1, "{text}");
    let page = clerk.form_in(&page, None).press("go").await;
    assert_eq!((page.texts(".flash").len(), left().await), (1, 0), "{}", page.text());
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'question'").await, ["[…] demande."]);
    app.index().await;
}
