//! Each paragraph of a translation stays beside the one that it translates.

use jawab_domain::Chamber;
use jawab_tests::{Client, Form, TestApp, apply, both_databases};
use serde_json::json;

use super::french;

/// A clerk, and the editor of a question of four paragraphs.
async fn set_up(app: &TestApp) -> (Client, String) {
    let mut question = french("a", 1, "2026-10-01");
    question["text"]["fr"]["body"] = json!("Un.\n\nDeux.\n\nTrois.\n\nQuatre.");
    app.load(&[question]).await;
    (app.clerk(Chamber::Councillors).await, format!("/fr/staff/desk/{}/ar", app.code("a").await))
}

/// What stands in the fields of the paragraphs.
fn rows(form: &Form<'_>) -> [String; 4] {
    [1, 2, 3, 4].map(|row| form.value(&format!("question-{row}")))
}

#[apply(both_databases)]
async fn nothing_is_saved_in_the_place_of_a_paragraph_that_is_missing(app: TestApp) {
    let (clerk, editor) = set_up(&app).await;
    let form = clerk.form(&editor).await.fill("question-1", "واحد.").fill("question-3", "ثلاثة.").fill("role", "official_translation");
    let refused = form.send().await;
    assert_eq!((refused.status.as_u16(), refused.attributes(".error-summary a[href='#f-question-2']", "href").len()), (422, 1));
    let said = refused.texts(".error-summary").concat();
    assert!(said.contains("Le paragraphe 2 n’est pas traduit, mais un suivant l’est"), "{said}");
    // What is missing at the end can be meant; what is missing before cannot.
    let meant = refused.attributes("input[name=anyway]", "value").concat();
    let refused = clerk.form_in(&refused, None).fill("anyway", &meant).send().await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM text WHERE locale = 'ar'").await, 0);
    // What was begun is kept as it stands.
    clerk.form_in(&refused, None).press("keep").await;
    let begun = clerk.get(&clerk.get(&editor).await.attributes(".kept a.button", "href").concat()).await;
    let form = clerk.form_in(&begun, None);
    assert_eq!(rows(&form), ["واحد.", "", "ثلاثة.", ""]);
    let arabic = clerk.form_in(&clerk.get(&editor.replace("/fr/", "/ar/")).await, None).fill("question-2", "اثنان.");
    let arabic = arabic.fill("role", "official_translation").send().await;
    assert!(arabic.texts(".error-summary").concat().contains("لم تُترجم الفقرة 1"), "{}", arabic.text());

    let doubtful = form.fill("question-2", "اثنان.").send().await;
    let meant = doubtful.attributes("input[name=anyway]", "value").concat();
    let done = clerk.form_in(&doubtful, None).fill("anyway", &meant).confirm().await;
    assert!(done.text().contains("La traduction est enregistrée et publiée."), "{}", done.text());
    let page = clerk.get(&editor).await;
    assert_eq!(rows(&clerk.form_in(&page, None)), ["واحد.", "اثنان.", "ثلاثة.", ""]);
    assert!(page.texts(".piece .hint").concat().contains("4 dans la source, 3 dans la traduction"), "{}", page.text());
    // The same words in another place are another translation.
    let moved = clerk.form_in(&page, None).fill("question-3", "").fill("question-4", "ثلاثة.").send().await;
    assert_eq!(moved.attributes(".error-summary a[href='#f-question-3']", "href").len(), 1, "{}", moved.text());
    app.index().await;
}
