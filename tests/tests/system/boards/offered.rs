//! What is on offer above a form is left alone by the form: until it is taken up and saved, or thrown away.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{
    kept::{begun, kept, taken_up},
    referred,
};
use crate::staff::reference::Dated as _;

/// What is typed into a field first, and beside the offer of that.
fn words(field: &str) -> [&'static str; 2] {
    if field == "subject-1" { ["موضوع أدق", "موضوع"] } else { ["La longue.", "Autre."] }
}

/// Types something long into a field of a form and leaves; comes back, types something else beside the offer, has it kept and presses the
/// Enter key. The page after that.
async fn typed_beside(app: &TestApp, who: &Client, address: &str, action: &str, field: &str) -> Page {
    let [long, other] = words(field);
    assert_eq!(who.form_to(address, action).await.fill(field, long).keep().await.status, 204, "{address}");
    let page = who.get(address).await;
    let beside = || who.form_in(&page, Some(action)).fill(field, other);
    assert_eq!(page.all(".kept").len(), 1, "{address}: {}", page.text());
    assert!(!beside().has("kept-form") && page.all("main button[value=keep]").is_empty(), "{address}: it is kept in no place of its own");
    assert_ne!(beside().keep().await.status, 204, "{address}");
    // Even by a button that is not there.
    let page = beside().press("keep").await;
    assert_eq!(who.form_in(&page, Some(action)).value(field), other, "{address}: {}", page.text());
    let page = who.form_in(&page, Some(action)).enter().await;
    assert_eq!((page.all(".kept").len(), who.form_in(&page, Some(action)).value(field)), (1, other.into()), "{address}: {}", page.text());
    still_there(app, who, address, action, field).await;
    page
}

/// Sees that what is kept is what was typed first.
async fn still_there(app: &TestApp, who: &Client, address: &str, action: &str, field: &str) {
    let [long, _] = words(field);
    let page = taken_up(who, &who.get(address).await).await;
    assert_eq!((who.form_in(&page, Some(action)).value(field), kept(app).await), (long.into(), 1), "{address}: {}", page.text());
}

fn is_done(page: &Page) {
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
}

#[apply(both_databases)]
async fn of_an_answer(app: TestApp) {
    let (us, _, at) = begun(&app).await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    let (page, action, field) = (us.form_to(&at, "/draft").await.fill("text-fr", "La longue.").keep().await, "/draft", "text-fr");
    assert_eq!(page.status, 204);
    let page = us.get(&at).await;
    let beside = || us.form_in(&page, Some(action)).fill(field, "Autre.");
    assert!(page.all(".kept").len() == 1 && !beside().has("kept-form"), "{}", page.text());
    assert_ne!(beside().keep().await.status, 204);
    // To look for something saves nothing, and what is offered stays.
    let page = beside().fill("to-q", "Justice").press("to:find").await;
    assert_eq!((page.all(".kept").len(), us.form_in(&page, Some(action)).value(field)), (1, "Autre.".into()), "{}", page.text());
    // Each step keeps what was written.
    let page = us.form_in(&page, Some(action)).fill("to-q", "").enter().await;
    is_done(&page);
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Autre."]);
    assert_eq!(page.all(".kept").len(), 1, "{}", page.text());
    // Once more, it changes nothing.
    assert_eq!(us.form_in(&page, Some(action)).enter().await.all(".kept").len(), 1);
    let page = us.form_to(&at, "/clear").await.fill("reason", "Pas à nous.").submit().await;
    is_done(&page);
    assert_eq!(page.all(".kept").len(), 1, "what was typed for another step stays beside it: {}", page.text());
    still_there(&app, &us, &at, action, field).await;
    let page = taken_up(&us, &us.get(&at).await).await;
    let page = us.form_in(&page, Some(action)).enter().await;
    let page = if page.status == 409 { us.form_in(&page, Some(action)).press("save").await } else { page };
    is_done(&page);
    assert_eq!(kept(&app).await, 0, "its own version was saved: {}", page.text());
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
    is_done(&clerk.form_in(&page, Some(&editor)).fill("role", "official_translation").submit().await);
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
    is_done(&clerk.form_in(&page, Some("/edit")).fill("reason", "Correction").submit().await);
    assert_eq!(app.strings("SELECT body FROM text WHERE locale = 'fr' AND part = 'subject'").await, ["Autre."]);
    still_there(&app, &clerk, &edit, "/edit", "subject-fr").await;
    app.index().await;
}

/// Two pages of a form, both open before anything was kept of it.
async fn two_pages(app: &TestApp, who: &Client, address: &str, action: &str, field: &str) {
    let [long, other] = words(field);
    let (first, second) = (who.form_to(address, action).await, who.form_to(address, action).await);
    let beside = who.get(address).await;
    assert_eq!(first.fill(field, long).keep().await.status, 204, "{address}");
    assert_eq!(second.fill(field, other).keep().await.status, 409, "{address}: it would replace what the other page keeps");
    // By its button it is told what is kept, and what was typed stays.
    let page = who.form_in(&beside, Some(action)).fill(field, other).press("keep").await;
    assert_eq!((page.all(".kept").len(), who.form_in(&page, Some(action)).value(field)), (1, other.into()), "{address}: {}", page.text());
    still_there(app, who, address, action, field).await;
    // Whoever takes it up goes on from it.
    let page = taken_up(who, &who.get(address).await).await;
    assert_eq!(who.form_in(&page, Some(action)).fill(field, "أطول").keep().await.status, 204, "{address}");
    let page = taken_up(who, &who.get(address).await).await;
    assert_eq!(who.form_in(&page, Some(action)).value(field), "أطول", "{address}");
}

#[apply(both_databases)]
async fn what_one_page_keeps_another_that_was_open_before_leaves_alone(app: TestApp) {
    let (us, _, at) = begun(&app).await;
    two_pages(&app, &us, &at, "/draft", "text-fr").await;
    // Saved from a page that did not keep it, it is still there.
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    assert_eq!((app.strings("SELECT body FROM text WHERE part = 'answer'").await, kept(&app).await), (vec!["Une.".to_owned()], 1));
    app.execute("DELETE FROM kept_form").await;
    let clerk = app.clerk(Chamber::Councillors).await;
    two_pages(&app, &clerk, &format!("{at}/record"), "/record", "text-fr").await;
    app.execute("DELETE FROM kept_form").await;
    two_pages(&app, &clerk, &format!("/fr/staff/questions/{}/edit", app.code("a").await), "/edit", "subject-fr").await;
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
    assert_eq!(form.fill("text-fr", "Bientôt.").keep().await.status, 204);
}
