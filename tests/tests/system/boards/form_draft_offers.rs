//! A form does not change the draft offered above it: it saves its own draft beside it, until the offered one is restored and
//! saved, or discarded. A draft without unsaved changes is neither saved nor offered.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{
    concurrent_changes::transferred,
    form_drafts::{draft_count, restored, set_up},
    referred,
};
use crate::staff::reference::Dated as _;

/// The text first typed into a field, and the text typed beside the offer of it.
fn words(field: &str) -> [&'static str; 2] {
    if field == "subject-1" { ["موضوع أدق", "موضوع"] } else { ["La longue.", "Autre."] }
}

/// The page with the draft of this text restored.
async fn restored_with(who: &Client, page: &Page, words: &str) -> Page {
    let at = page.texts(".kept li").iter().position(|copy| copy.contains(words));
    let at = at.unwrap_or_else(|| panic!("{words} is not on offer: {}", page.text()));
    who.get(&page.attributes(".kept li .actions a", "href")[at]).await
}

/// Types a long text into a field and leaves; comes back, types another text beside the offer and saves that as a draft too.
/// Returns the page after the Enter key.
async fn typed_beside(app: &TestApp, who: &Client, address: &str, action: &str, field: &str) -> Page {
    let [long, other] = words(field);
    assert_eq!(who.form_to(address, action).await.fill(field, long).keep().await.status, 204, "{address}");
    let page = who.get(address).await;
    let beside = || who.form_in(&page, Some(action)).fill(field, other);
    assert_eq!(page.all(".kept li").len(), 1, "{address}: {}", page.text());
    assert_eq!((beside().keep().await.status.as_u16(), draft_count(app).await), (204, 2), "{address}: each has a place of its own");
    assert_eq!(who.get(address).await.all(".kept li").len(), 2, "{address}");
    let response = beside().press("keep").await;
    assert_eq!(
        (response.all(".flash").len(), response.all(".kept li").len(), draft_count(app).await),
        (1, 2, 2),
        "{address}: {}",
        response.text()
    );
    let page = beside().enter().await;
    assert_eq!(
        (page.all(".kept li").len(), who.form_in(&page, Some(action)).value(field)),
        (1, other.into()),
        "{address}: {}",
        page.text()
    );
    page
}

/// Checks that of two drafts the first remains after the other was saved.
async fn assert_draft_remains(app: &TestApp, who: &Client, address: &str, action: &str, field: &str) {
    let [long, _] = words(field);
    let page = restored_with(who, &who.get(address).await, long).await;
    assert_eq!((who.form_in(&page, Some(action)).value(field), draft_count(app).await), (long.into(), 1), "{address}: {}", page.text());
}

fn is_done(page: &Page) {
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
}

#[apply(both_databases)]
async fn of_an_answer(app: TestApp) {
    let (us, _, at) = set_up(&app).await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    let (action, field) = ("/draft", "text-fr");
    assert_eq!(us.form_to(&at, action).await.fill(field, "La longue.").keep().await.status, 204);
    let page = us.get(&at).await;
    let beside = || us.form_in(&page, Some(action)).fill(field, "Autre.");
    assert_eq!((beside().keep().await.status.as_u16(), draft_count(&app).await), (204, 2), "each has a place of its own");
    // A lookup saves nothing, and the offer stays.
    let page = beside().fill("to-q", "Justice").press("to:find").await;
    assert_eq!((page.all(".kept li").len(), us.form_in(&page, Some(action)).value(field)), (1, "Autre.".into()), "{}", page.text());
    // Each step keeps the typed text.
    let page = us.form_in(&page, Some(action)).fill("to-q", "").enter().await;
    is_done(&page);
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Autre."]);
    assert_eq!((page.all(".kept li").len(), draft_count(&app).await), (1, 1), "{}", page.text());
    // Sent again, it changes nothing.
    assert_eq!(us.form_in(&page, Some(action)).enter().await.all(".kept li").len(), 1);
    let page = us.form_to(&at, "/clear").await.fill("reason", "Pas à nous.").submit().await;
    is_done(&page);
    assert_eq!(page.all(".kept li").len(), 1, "what was typed for another step stays beside it: {}", page.text());
    assert_eq!(draft_count(&app).await, 2, "and is kept by itself");
    let page = restored_with(&us, &us.get(&at).await, "La longue.").await;
    assert_eq!(us.form_in(&page, Some(action)).value(field), "La longue.");
    let page = us.form_in(&page, Some(action)).enter().await;
    let page = if page.status == 409 { us.form_in(&page, Some(action)).press("save").await } else { page };
    is_done(&page);
    assert_eq!(draft_count(&app).await, 1, "its own version was saved: {}", page.text());
}

#[apply(both_databases)]
async fn of_an_answer_that_the_chamber_records_or_corrects(app: TestApp) {
    let health = ministries::health();
    let (_, _, at) = set_up(&app).await;
    let mut answered = referred("b", 2, "2026-10-03", &health);
    answered["answer"] = json!({ "date": "2026-10-10", "texts": { "fr": { "body": "Oui.", "provenance": "original" } } });
    app.load(&[answered]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let record = format!("{at}/record");
    let page = typed_beside(&app, &clerk, &record, "/record", "text-fr").await;
    is_done(&clerk.form_in(&page, Some("/record")).on("answered", "2026-11-20").confirm().await);
    let over = clerk.get(&record).await;
    assert_eq!((over.status.as_u16(), clerk.form_in(&over, Some("/record")).value("text-fr")), (200, "La longue.".into()));
    app.execute("DELETE FROM form_draft").await;

    let work = clerk.get(&format!("/fr/staff/questions/{}", app.code("b").await)).await;
    let correct = work.attributes("a[href*='/correct/']", "href").concat();
    let page = typed_beside(&app, &clerk, &correct, &correct, "text-fr").await;
    is_done(&clerk.form_in(&page, Some(&correct)).confirm().await);
    assert_eq!((app.number("SELECT COUNT(*) FROM answer").await, draft_count(&app).await), (3, 1));
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
    assert_draft_remains(&app, &clerk, &editor, &editor, "subject-1").await;
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
    assert_draft_remains(&app, &clerk, &edit, "/edit", "subject-fr").await;
    app.index().await;
}

#[apply(both_databases)]
async fn two_pages_of_a_form_keep_a_copy_each(app: TestApp) {
    let (us, _, at) = set_up(&app).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let edit = format!("/fr/staff/questions/{}/edit", app.code("a").await);
    let record = format!("{at}/record");
    let forms = [(&us, &at, "/draft", "text-fr"), (&clerk, &record, "/record", "text-fr"), (&clerk, &edit, "/edit", "subject-fr")];
    for (who, address, action, field) in forms {
        // Both pages are open before anything is saved as a draft.
        let (first, second) = (who.form_to(address, action).await, who.form_to(address, action).await);
        assert_eq!(first.fill(field, "La longue.").keep().await.status, 204, "{address}");
        assert_eq!(second.fill(field, "Autre.").keep().await.status, 204, "{address}");
        assert_eq!(draft_count(&app).await, 2, "{address}: one does not replace the other");
        // A restored draft is continued.
        let page = restored_with(who, &who.get(address).await, "La longue.").await;
        assert_eq!(page.all(".kept li").len(), 1, "{address}: the other stays on offer: {}", page.text());
        assert_eq!(who.form_in(&page, Some(action)).fill(field, "La plus longue.").keep().await.status, 204, "{address}");
        assert_eq!(draft_count(&app).await, 2, "{address}");
        restored_with(who, &who.get(address).await, "La plus longue.").await;
        app.execute("DELETE FROM form_draft").await;
    }
}

#[apply(both_databases)]
async fn what_holds_no_more_than_what_is_saved_is_neither_kept_nor_offered(app: TestApp) {
    let (us, other, at) = set_up(&app).await;
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
        assert_eq!(draft_count(&app).await, 0, "{address}: nothing was typed");
    }
    // Input that was undone is no longer saved.
    let form = us.get(&at).await;
    let typed = |text: &str| us.form_in(&form, Some("/draft")).fill("text-fr", text);
    assert_eq!((typed("Une.").keep().await.status.as_u16(), draft_count(&app).await), (204, 1));
    assert_eq!((typed(" ").keep().await.status.as_u16(), draft_count(&app).await), (204, 0));
    // Two pages with the same text: one saves it.
    typed("Une.").keep().await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    assert!(us.get(&at).await.all(".kept").is_empty(), "what is saved is not offered as unfinished");
    assert_eq!(draft_count(&app).await, 0, "and is not kept");

    // The colleague's saved text is chosen: no draft remains.
    let mine = us.form_to(&at, "/draft").await.fill("text-fr", "La mienne.");
    other.form_to(&at, "/draft").await.fill("text-fr", "La leur.").submit().await;
    let conflict = mine.send().await;
    let chosen = us.form_in(&conflict, Some("/draft")).press("theirs").await;
    assert!(chosen.texts("main .notice").concat().contains("Rien ici ne diffère plus"), "{}", chosen.text());
    assert_eq!(draft_count(&app).await, 0, "{}", chosen.text());

    // A difference from the Chamber's version is shown, and not reported as unsent.
    us.form_to(&at, "/draft").await.fill("text-fr", "Une autre.").keep().await;
    other.form_to(&at, "/clear").await.submit().await;
    other.form_to(&at, "/submit").await.confirm().await;
    let page = us.get(&at).await;
    assert!(page.texts(".kept").concat().contains("ne peut plus être envoyé"), "{}", page.text());
    let page = restored(&us, &page).await;
    assert_eq!(page.texts(".typed"), ["Une autre."], "{}", page.text());
}

#[apply(both_databases)]
async fn what_no_form_leads_to_any_more_can_be_read_and_thrown_away(app: TestApp) {
    let (us, other, at) = set_up(&app).await;
    assert!(us.get("/fr/staff/board").await.all("a[href$='/staff/kept']").is_empty());
    us.form_to(&at, "/draft").await.fill("text-fr", "La longue.").keep().await;
    assert_eq!(us.get("/fr/staff/kept").await.attributes("main a.button", "href").len(), 1);
    transferred(&app).await;
    assert_eq!(us.get(&at).await.status, 404);
    let board = us.get("/fr/staff/board").await;
    assert_eq!(board.all("main a[href$='/staff/kept']").len(), 1, "the board leads there: {}", board.text());
    let list = us.get("/fr/staff/kept").await;
    let named = "Réponse en préparation · Sujet a (question n° 1) · La longue. · ";
    assert!(list.texts("main .copies > li").concat().contains(named), "{}", list.text());
    let read = us.get(&list.attributes("main a.button", "href").concat()).await;
    assert!(read.texts(".typed").contains(&"La longue.".to_owned()), "{}", read.text());
    // It belongs to its author only.
    let theirs = other.get(&list.attributes("main a.button", "href").concat()).await;
    assert!(theirs.all("main .copies > li").is_empty() && !theirs.text().contains("La longue."), "{}", theirs.text());
    let empty = us.form_to("/fr/staff/kept", "/kept/discard").await.submit().await;
    assert_eq!((empty.address.as_str(), empty.all("main .copies > li").len(), draft_count(&app).await), ("/fr/staff/kept", 0, 0));
    app.index().await;
}

#[apply(both_databases)]
async fn a_form_is_kept_for_nobody_but_whoever_filled_it(app: TestApp) {
    let (us, other, at) = set_up(&app).await;
    let form = us.form_to(&at, "/draft").await;
    let (name, by) = (form.value("kept-form"), form.value("kept-by"));
    assert!(by.starts_with(&format!("{}.", app.account_code(us.account).await)), "{by}");
    // The page of one user, in a browser in which another has signed in meanwhile.
    let sent = other.post("/fr/staff/kept", &[("kept-form", name.as_str()), ("kept-by", by.as_str()), ("text-fr", "Bientôt.")]).await;
    assert_eq!((sent.status.as_u16(), draft_count(&app).await), (409, 0), "{}", sent.text());
    let sent = other.post("/fr/staff/kept", &[("kept-form", name.as_str()), ("text-fr", "Bientôt.")]).await;
    assert_eq!((sent.status.as_u16(), draft_count(&app).await), (409, 0), "{}", sent.text());
    // The save button reports it, and the draft is saved from then on.
    let form = other.form_to(&at, "/draft").await;
    let response = form.fill("kept-by", &by).fill("text-fr", "Bientôt.").fill("also-q", "7").press("also:find").await;
    assert!(response.texts("main .notice").concat().contains("ouverte avec un autre compte"), "{}", response.text());
    assert_eq!(draft_count(&app).await, 0);
    assert_eq!(other.form_in(&response, Some("/draft")).keep().await.status, 204);
    let form = us.form_to(&at, "/draft").await;
    assert_eq!(form.fill("text-fr", "Bientôt.").keep().await.status, 204);
}

#[apply(both_databases)]
async fn two_pages_that_take_up_one_copy_keep_a_copy_each(app: TestApp) {
    let (us, _, at) = set_up(&app).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let editor = format!("/fr/staff/desk/{}/ar", app.code("a").await);
    for (who, address, action, field) in [
        (&us, at.as_str(), "/draft", "text-fr"),
        (&clerk, "/fr/staff/questions/new", "/new", "subject-fr"),
        (&clerk, editor.as_str(), editor.as_str(), "subject-1"),
    ] {
        let page = who.get(address).await;
        let keep = async |page: &Page, text: &str| who.form_in(page, Some(action)).fill(field, text).keep().await.status.as_u16();
        assert_eq!(keep(&page, "La longue.").await, 204, "{address}");
        let offer = who.get(address).await;
        let [first, second] = [restored(who, &offer).await, restored(who, &offer).await];
        assert!(first.all(".kept li").is_empty(), "{address}: what is taken up is not offered: {}", first.text());
        assert_eq!((keep(&first, "Une.").await, draft_count(&app).await), (204, 1), "{address}: it takes the place of what it took up");
        assert_eq!((keep(&second, "Deux.").await, draft_count(&app).await), (204, 2), "{address}: neither replaces the other");
        // What was taken up has changed since: both stay.
        let third = restored_with(who, &who.get(address).await, "Une.").await;
        assert_eq!(keep(&first, "Une suite.").await, 204, "{address}");
        assert_eq!((keep(&third, "Trois.").await, draft_count(&app).await), (204, 3), "{address}");
        let offer = who.get(address).await;
        for text in ["Une suite.", "Deux.", "Trois."] {
            let form = restored_with(who, &offer, text).await;
            assert_eq!(who.form_in(&form, Some(action)).value(field), text, "{address}");
        }
        app.execute("DELETE FROM form_draft").await;
    }
}

#[apply(both_databases)]
async fn a_form_that_is_gone_back_to_takes_the_place_of_what_it_kept(app: TestApp) {
    let (us, _, at) = set_up(&app).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let new = clerk.get("/fr/staff/questions/new").await.address;
    for (who, address, action, field) in [(&us, at.as_str(), "/draft", "text-fr"), (&clerk, new.as_str(), "/new", "subject-fr")] {
        let left = who.form_to(address, action).await.fill(field, "La longue.");
        assert_eq!((left.keep().await.status.as_u16(), draft_count(&app).await), (204, 1), "{address}");
        // The browser fills the page in again.
        let page = who.get(address).await;
        let again = |text: &str| who.form_in(&page, Some(action)).fill(field, text);
        assert_eq!((again("La longue.").keep().await.status.as_u16(), draft_count(&app).await), (204, 1), "{address}");
        let done = again("La plus longue.").press("save").await;
        assert!(done.all(".error-summary").is_empty(), "{address}: {}", done.text());
        assert_eq!(draft_count(&app).await, 0, "{address}: what is saved is offered no more");
        // Saved before anything was kept of it.
        let fresh = address.split('?').next().unwrap_or_default();
        assert_eq!(who.form_to(fresh, action).await.fill(field, "Encore.").keep().await.status, 204, "{address}");
        who.form_to(fresh, action).await.fill(field, "Encore.").press("save").await;
        assert_eq!(draft_count(&app).await, 0, "{address}");
    }
    app.index().await;
}
