//! What is on offer above a form is left alone by the form, which keeps a copy of its own beside it: until it is taken up and saved, or
//! thrown away. What holds no more than what is saved is neither kept nor offered.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{
    kept::{begun, kept, taken_up},
    meanwhile::transferred,
    referred,
};
use crate::staff::reference::Dated as _;

/// What is typed into a field first, and beside the offer of that.
fn words(field: &str) -> [&'static str; 2] {
    if field == "subject-1" { ["موضوع أدق", "موضوع"] } else { ["La longue.", "Autre."] }
}

/// The page with the copy of these words taken up.
async fn taken_up_with(who: &Client, page: &Page, words: &str) -> Page {
    let at = page.texts(".kept li").iter().position(|copy| copy.contains(words));
    let at = at.unwrap_or_else(|| panic!("{words} is not on offer: {}", page.text()));
    who.get(&page.attributes(".kept li .actions a", "href")[at]).await
}

/// Types something long into a field of a form and leaves; comes back, types something else beside the offer and has it kept too. The page
/// after the Enter key.
async fn typed_beside(app: &TestApp, who: &Client, address: &str, action: &str, field: &str) -> Page {
    let [long, other] = words(field);
    assert_eq!(who.form_to(address, action).await.fill(field, long).keep().await.status, 204, "{address}");
    let page = who.get(address).await;
    let beside = || who.form_in(&page, Some(action)).fill(field, other);
    assert_eq!(page.all(".kept li").len(), 1, "{address}: {}", page.text());
    assert_eq!((beside().keep().await.status.as_u16(), kept(app).await), (204, 2), "{address}: each has a place of its own");
    assert_eq!(who.get(address).await.all(".kept li").len(), 2, "{address}");
    let told = beside().press("keep").await;
    assert_eq!((told.all(".flash").len(), told.all(".kept li").len(), kept(app).await), (1, 2, 2), "{address}: {}", told.text());
    let page = beside().enter().await;
    assert_eq!(
        (page.all(".kept li").len(), who.form_in(&page, Some(action)).value(field)),
        (1, other.into()),
        "{address}: {}",
        page.text()
    );
    page
}

/// Sees that of two copies the one of what was typed first is left, as the other was saved.
async fn still_there(app: &TestApp, who: &Client, address: &str, action: &str, field: &str) {
    let [long, _] = words(field);
    let page = taken_up_with(who, &who.get(address).await, long).await;
    assert_eq!((who.form_in(&page, Some(action)).value(field), kept(app).await), (long.into(), 1), "{address}: {}", page.text());
}

fn is_done(page: &Page) {
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
}

#[apply(both_databases)]
async fn of_an_answer(app: TestApp) {
    let (us, _, at) = begun(&app).await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    let (action, field) = ("/draft", "text-fr");
    assert_eq!(us.form_to(&at, action).await.fill(field, "La longue.").keep().await.status, 204);
    let page = us.get(&at).await;
    let beside = || us.form_in(&page, Some(action)).fill(field, "Autre.");
    assert_eq!((beside().keep().await.status.as_u16(), kept(&app).await), (204, 2), "each has a place of its own");
    // To look for something saves nothing, and what is offered stays.
    let page = beside().fill("to-q", "Justice").press("to:find").await;
    assert_eq!((page.all(".kept li").len(), us.form_in(&page, Some(action)).value(field)), (1, "Autre.".into()), "{}", page.text());
    // Each step keeps what was written.
    let page = us.form_in(&page, Some(action)).fill("to-q", "").enter().await;
    is_done(&page);
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Autre."]);
    assert_eq!((page.all(".kept li").len(), kept(&app).await), (1, 1), "{}", page.text());
    // Once more, it changes nothing.
    assert_eq!(us.form_in(&page, Some(action)).enter().await.all(".kept li").len(), 1);
    let page = us.form_to(&at, "/clear").await.fill("reason", "Pas à nous.").submit().await;
    is_done(&page);
    assert_eq!(page.all(".kept li").len(), 1, "what was typed for another step stays beside it: {}", page.text());
    assert_eq!(kept(&app).await, 2, "and is kept by itself");
    let page = taken_up_with(&us, &us.get(&at).await, "La longue.").await;
    assert_eq!(us.form_in(&page, Some(action)).value(field), "La longue.");
    let page = us.form_in(&page, Some(action)).enter().await;
    let page = if page.status == 409 { us.form_in(&page, Some(action)).press("save").await } else { page };
    is_done(&page);
    assert_eq!(kept(&app).await, 1, "its own version was saved: {}", page.text());
}

#[apply(both_databases)]
async fn of_an_answer_that_the_chamber_records_or_corrects(app: TestApp) {
    let health = ministries::health();
    let (_, _, at) = begun(&app).await;
    let mut answered = referred("b", 2, "2026-10-03", &health);
    answered["answer"] = json!({ "date": "2026-10-10", "texts": { "fr": { "body": "Oui.", "provenance": "original" } } });
    app.load(&[answered]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let record = format!("{at}/record");
    let page = typed_beside(&app, &clerk, &record, "/record", "text-fr").await;
    is_done(&clerk.form_in(&page, Some("/record")).on("answered", "2026-11-20").confirm().await);
    let over = clerk.get(&record).await;
    assert_eq!((over.status.as_u16(), clerk.form_in(&over, Some("/record")).value("text-fr")), (200, "La longue.".into()));
    app.execute("DELETE FROM kept_form").await;

    let work = clerk.get(&format!("/fr/staff/questions/{}", app.code("b").await)).await;
    let correct = work.attributes("a[href*='/correct/']", "href").concat();
    let page = typed_beside(&app, &clerk, &correct, &correct, "text-fr").await;
    is_done(&clerk.form_in(&page, Some(&correct)).confirm().await);
    assert_eq!((app.number("SELECT COUNT(*) FROM answer").await, kept(&app).await), (3, 1));
    app.index().await;
}

#[apply(both_databases)]
async fn of_a_translation(app: TestApp) {
    app.load(&[crate::translations::french("a", 1, "2026-10-01")]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    let page = typed_beside(&app, &clerk, &editor, &editor, "subject-1").await;
    let saved = clerk.form_in(&page, Some(&editor)).fill("role", "official_translation").confirm().await;
    is_done(&saved);
    assert_eq!(app.strings("SELECT body FROM text WHERE locale = 'ar'").await, ["موضوع"]);
    still_there(&app, &clerk, &editor, &editor, "subject-1").await;
    app.index().await;
}

#[apply(both_databases)]
async fn of_a_question(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let edit = format!("/fr/staff/questions/{}/edit", app.code("a").await);
    let page = typed_beside(&app, &clerk, &edit, "/edit", "subject-fr").await;
    is_done(&clerk.form_in(&page, Some("/edit")).fill("reason", "Correction").confirm().await);
    assert_eq!(app.strings("SELECT body FROM text WHERE locale = 'fr' AND part = 'subject'").await, ["Autre."]);
    still_there(&app, &clerk, &edit, "/edit", "subject-fr").await;
    app.index().await;
}

#[apply(both_databases)]
async fn two_pages_of_a_form_keep_a_copy_each(app: TestApp) {
    let (us, _, at) = begun(&app).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let edit = format!("/fr/staff/questions/{}/edit", app.code("a").await);
    let record = format!("{at}/record");
    let forms = [(&us, &at, "/draft", "text-fr"), (&clerk, &record, "/record", "text-fr"), (&clerk, &edit, "/edit", "subject-fr")];
    for (who, address, action, field) in forms {
        // Both open before anything was kept.
        let (first, second) = (who.form_to(address, action).await, who.form_to(address, action).await);
        assert_eq!(first.fill(field, "La longue.").keep().await.status, 204, "{address}");
        assert_eq!(second.fill(field, "Autre.").keep().await.status, 204, "{address}");
        assert_eq!(kept(&app).await, 2, "{address}: one does not replace the other");
        // Whoever takes one up goes on from it.
        let page = taken_up_with(who, &who.get(address).await, "La longue.").await;
        assert_eq!(page.all(".kept li").len(), 1, "{address}: the other stays on offer: {}", page.text());
        assert_eq!(who.form_in(&page, Some(action)).fill(field, "La plus longue.").keep().await.status, 204, "{address}");
        assert_eq!(kept(&app).await, 2, "{address}");
        taken_up_with(who, &who.get(address).await, "La plus longue.").await;
        app.execute("DELETE FROM kept_form").await;
    }
}

#[apply(both_databases)]
async fn what_holds_no_more_than_what_is_saved_is_neither_kept_nor_offered(app: TestApp) {
    let (us, other, at) = begun(&app).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let edit = format!("/fr/staff/questions/{}/edit", app.code("a").await);
    let record = format!("{at}/record");
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    for (who, address, action) in [
        (&us, at.as_str(), "/draft"),
        (&clerk, "/fr/staff/questions/new", "/new"),
        (&clerk, edit.as_str(), "/edit"),
        (&clerk, record.as_str(), "/record"),
        (&clerk, editor.as_str(), editor.as_str()),
    ] {
        assert_eq!(who.form_to(address, action).await.keep().await.status, 204, "{address}");
        assert_eq!(kept(&app).await, 0, "{address}: nothing was typed");
    }
    // What was undone is kept no longer.
    let form = us.get(&at).await;
    let typed = |text: &str| us.form_in(&form, Some("/draft")).fill("text-fr", text);
    assert_eq!((typed("Une.").keep().await.status.as_u16(), kept(&app).await), (204, 1));
    assert_eq!((typed(" ").keep().await.status.as_u16(), kept(&app).await), (204, 0));
    // Two pages with the same words: one saves them.
    typed("Une.").keep().await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    assert!(us.get(&at).await.all(".kept").is_empty(), "what is saved is not offered as unfinished");
    assert_eq!(kept(&app).await, 0, "and is not kept");

    // What a colleague saved is chosen: nothing is left to be kept.
    let mine = us.form_to(&at, "/draft").await.fill("text-fr", "La mienne.");
    other.form_to(&at, "/draft").await.fill("text-fr", "La leur.").submit().await;
    let conflict = mine.send().await;
    let chosen = us.form_in(&conflict, Some("/draft")).press("theirs").await;
    assert!(chosen.texts("main .notice").concat().contains("Rien ici ne diffère plus"), "{}", chosen.text());
    assert_eq!(kept(&app).await, 0, "{}", chosen.text());

    // What differs from what the Chamber has can be read, and is not said to be unsent.
    us.form_to(&at, "/draft").await.fill("text-fr", "Une autre.").keep().await;
    other.form_to(&at, "/clear").await.submit().await;
    other.form_to(&at, "/submit").await.confirm().await;
    let page = us.get(&at).await;
    assert!(page.texts(".kept").concat().contains("ne peut plus être envoyé"), "{}", page.text());
    let page = taken_up(&us, &page).await;
    assert_eq!(page.texts(".typed"), ["Une autre."], "{}", page.text());
}

#[apply(both_databases)]
async fn what_no_form_leads_to_any_more_can_be_read_and_thrown_away(app: TestApp) {
    let (us, other, at) = begun(&app).await;
    assert!(us.get("/fr/staff/board").await.all("a[href$='/staff/kept']").is_empty());
    us.form_to(&at, "/draft").await.fill("text-fr", "La longue.").keep().await;
    assert_eq!(us.get("/fr/staff/kept").await.attributes("main a.button", "href").len(), 1);
    transferred(&app).await;
    assert_eq!(us.get(&at).await.status, 404);
    let board = us.get("/fr/staff/board").await;
    assert_eq!(board.all("main a[href$='/staff/kept']").len(), 1, "the board leads there: {}", board.text());
    let list = us.get("/fr/staff/kept").await;
    assert!(list.texts("main .copies > li").concat().contains("La longue."), "{}", list.text());
    let read = us.get(&list.attributes("main a.button", "href").concat()).await;
    assert!(read.texts(".typed").contains(&"La longue.".to_owned()), "{}", read.text());
    // It is its author’s alone.
    let theirs = other.get(&list.attributes("main a.button", "href").concat()).await;
    assert!(theirs.all("main .copies > li").is_empty() && !theirs.text().contains("La longue."), "{}", theirs.text());
    let empty = us.form_to("/fr/staff/kept", "/kept/discard").await.submit().await;
    assert_eq!((empty.address.as_str(), empty.all("main .copies > li").len(), kept(&app).await), ("/fr/staff/kept", 0, 0));
    app.index().await;
}

#[apply(both_databases)]
async fn a_form_is_kept_for_nobody_but_whoever_filled_it(app: TestApp) {
    let (us, other, at) = begun(&app).await;
    let form = us.form_to(&at, "/draft").await;
    let (name, by) = (form.value("kept-form"), form.value("kept-by"));
    assert!(by.starts_with(&format!("{}.", app.account_code(us.account).await)), "{by}");
    // The page of one, in a browser in which the other has signed in meanwhile.
    let sent = other.post("/fr/staff/kept", &[("kept-form", name.as_str()), ("kept-by", by.as_str()), ("text-fr", "Bientôt.")]).await;
    assert_eq!((sent.status.as_u16(), kept(&app).await), (409, 0), "{}", sent.text());
    let sent = other.post("/fr/staff/kept", &[("kept-form", name.as_str()), ("text-fr", "Bientôt.")]).await;
    assert_eq!((sent.status.as_u16(), kept(&app).await), (409, 0), "{}", sent.text());
    // By the button it is said, and kept from then on.
    let form = other.form_to(&at, "/draft").await;
    let told = form.fill("kept-by", &by).fill("text-fr", "Bientôt.").fill("also-q", "7").press("also:find").await;
    assert!(told.texts("main .notice").concat().contains("ouverte avec un autre compte"), "{}", told.text());
    assert_eq!(kept(&app).await, 0);
    assert_eq!(other.form_in(&told, Some("/draft")).keep().await.status, 204);
    let form = us.form_to(&at, "/draft").await;
    assert_eq!(form.fill("text-fr", "Bientôt.").keep().await.status, 204);
}
