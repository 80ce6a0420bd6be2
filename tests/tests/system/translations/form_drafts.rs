//! Drafts of translations that were never sent: saved for their author only, offered again, deleted once saved, and never put
//! over what others saved meanwhile.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::french;

/// Two clerks, with the address of a translation into Arabic.
async fn set_up(app: &TestApp) -> (Client, Client, String) {
    app.load(&[french("a", 1, "2026-10-01")]).await;
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await, editor)
}

/// The page with the offered draft restored.
async fn restored(who: &Client, editor: &str) -> Page {
    who.get(&who.get(editor).await.attributes(".kept a.button", "href").concat()).await
}

async fn draft_count(app: &TestApp) -> i64 {
    app.number("SELECT COUNT(*) FROM form_draft").await
}

#[apply(both_databases)]
async fn a_translation_is_offered_again_to_whoever_typed_it_until_it_is_saved(app: TestApp) {
    let (one, two, editor) = set_up(&app).await;
    let silent = one.form(&editor).await.fill("subject-1", "موضوع").keep().await;
    assert_eq!(silent.status, 204, "{}", silent.text());
    let page = one.get(&editor).await;
    assert_eq!(one.form_in(&page, None).value("subject-1"), "", "it is offered, not forced");
    assert!(page.texts(".kept").concat().contains("موضوع"), "it says what it is about: {}", page.text());
    assert!(two.get(&editor).await.all(".kept").is_empty(), "another’s is not shown");
    let page = restored(&one, &editor).await;
    let form = one.form_in(&page, None);
    assert_eq!(form.value("subject-1"), "موضوع");
    let refused = form.fill("document", "Bulletin").send().await;
    assert_eq!(refused.status, 422, "its role is wanted: {}", refused.text());
    let page = restored(&one, &editor).await;
    let form = one.form_in(&page, None);
    assert_eq!((form.value("subject-1"), form.value("document")), ("موضوع".into(), "Bulletin".into()), "what was refused is kept as well");
    let done = form.fill("role", "official_translation").confirm().await;
    assert!(done.text().contains("La traduction est enregistrée et publiée."), "{}", done.text());
    assert_eq!((one.get(&editor).await.all(".kept").len(), draft_count(&app).await), (0, 0), "what was saved is kept no longer");
    // Without scripts by a button.
    let page = one.form(&editor).await.fill("subject-1", "موضوع أدق").press("keep").await;
    assert_eq!((page.all(".flash").len(), page.all(".kept").len()), (1, 1), "{}", page.text());
    let page = one.form_to(&editor, "/kept/discard").await.confirm().await;
    assert_eq!((page.address.as_str(), page.all(".kept").len(), draft_count(&app).await), (editor.as_str(), 0, 0));
    app.index().await;
}

#[apply(both_databases)]
async fn what_was_kept_never_goes_over_what_a_colleague_saved(app: TestApp) {
    let (one, two, editor) = set_up(&app).await;
    one.form(&editor).await.fill("subject-1", "موضوع الأولى").fill("role", "official_translation").keep().await;
    let done = two.form(&editor).await.fill("subject-1", "موضوع الثانية").fill("role", "official_translation").confirm().await;
    assert!(done.text().contains("La traduction est enregistrée et publiée."), "{}", done.text());
    let page = restored(&one, &editor).await;
    // The Enter key only shows the form again.
    let page = one.form_in(&page, None).enter().await;
    let conflict = one.form_in(&page, None).send().await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    assert!(conflict.texts(".theirs").contains(&"موضوع الثانية".to_owned()), "{}", conflict.text());
    assert_eq!(app.strings("SELECT body FROM text WHERE locale = 'ar'").await, ["موضوع الثانية"]);
    assert_eq!(one.get(&editor).await.all(".kept").len(), 1, "it is kept until it is saved");
    let form = one.form_in(&conflict, None);
    assert_eq!(form.value("subject-1"), "موضوع الأولى");
    let done = form.fill("reason", "Accord").confirm().await;
    assert!(done.text().contains("La traduction est enregistrée et publiée."), "{}", done.text());
    assert_eq!(
        (app.strings("SELECT body FROM text WHERE locale = 'ar'").await, draft_count(&app).await),
        (vec!["موضوع الأولى".to_owned()], 0)
    );
    app.index().await;
}

#[apply(both_databases)]
async fn what_was_typed_for_an_answer_that_a_colleague_translated_is_shown(app: TestApp) {
    let mut question = french("a", 1, "2026-10-01");
    question["transmitted_on"] = json!("2026-10-03");
    question["ministry"] = ministries::health();
    question["answer"] = json!({ "date": "2026-10-10", "texts": { "ar": { "body": "نعم.", "provenance": "original" } } });
    app.load(&[question]).await;
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let editor = one.get("/fr/staff/desk?about=answer").await.attributes(".desk-list .item-title a", "href").remove(0);
    let page = one.get(&editor).await;
    let mine = || one.form_in(&page, None).fill("answer-1", "La mienne.").fill("role", "unofficial_translation");
    assert_eq!(mine().keep().await.status, 204);
    let saved = two.form(&editor).await.fill("answer-1", "La leur.").fill("role", "unofficial_translation").confirm().await;
    assert_eq!(saved.all(".flash").len(), 1, "{}", saved.text());
    let shown = restored(&one, &editor).await;
    assert_eq!(shown.texts(".typed"), ["La mienne."], "{}", shown.text());
    let response = mine().send().await;
    assert_eq!((response.status.as_u16(), response.texts(".typed")), (409, vec!["La mienne.".to_owned()]), "{}", response.text());
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer' AND locale = 'fr'").await, ["La leur."]);
    // Sent again, it contains nothing to be saved.
    let done = one.form_in(&response, None).confirm().await;
    assert_eq!((done.all(".flash").len(), draft_count(&app).await), (1, 0), "{}", done.text());
    app.index().await;
}
