//! Drafts of answers that were never sent: saved for their author only, offered again, deleted once saved, and never put over
//! what others saved meanwhile.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, client::PASSWORD, records::ministries};

use super::{agent, concurrent_changes::transferred, ministry, referred, slug};
use crate::staff::reference::Dated as _;

/// A ministry's agent and a colleague, with the address of the answer to a question.
pub(super) async fn set_up(app: &TestApp) -> (Client, Client, String) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("c", 3, "2026-11-10", &ministries::secretariat())]).await;
    let id = ministry(app, &health).await;
    let at = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(app, id).await);
    (agent(app, &[id]).await, agent(app, &[id]).await, at)
}

/// The page with the offered draft restored.
pub(super) async fn restored(who: &Client, page: &Page) -> Page {
    who.get(&page.attributes(".kept a.button", "href").concat()).await
}

/// How many form drafts there are.
pub(super) async fn draft_count(app: &TestApp) -> i64 {
    app.number("SELECT COUNT(*) FROM form_draft").await
}

#[apply(both_databases)]
async fn an_answer_is_offered_again_to_whoever_typed_it_until_it_is_saved(app: TestApp) {
    let (us, other, at) = set_up(&app).await;
    let typed = us.form_to(&at, "/draft").await.fill("text-fr", "Bientôt.").fill("reason", "Pas à nous.");
    let silent = typed.keep().await;
    assert_eq!(silent.status, 204, "{}", silent.text());
    let page = us.get(&at).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), "", "it is offered, not forced");
    assert!(page.texts(".kept").concat().contains("Bientôt."), "it says what it is about: {}", page.text());
    assert!(other.get(&at).await.all(".kept").is_empty(), "another’s is not shown");
    let arabic = us.get(&at.replace("/fr/", "/ar/")).await;
    assert!(arabic.texts(".kept").concat().contains("لديكم نسخة غير مكتملة"), "{}", arabic.text());
    let page = restored(&us, &page).await;
    let form = us.form_in(&page, Some("/draft"));
    assert_eq!((form.value("text-fr"), form.value("reason")), ("Bientôt.".into(), "Pas à nous.".into()));

    // What the step does not save remains as a draft, and nothing else does.
    form.submit().await;
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Bientôt."]);
    let page = restored(&us, &us.get(&at).await).await;
    let form = us.form_in(&page, Some("/draft"));
    assert_eq!((form.value("text-fr"), form.value("reason")), ("Bientôt.".into(), "Pas à nous.".into()));
    form.fill("text-fr", "Demain.").fill("reason", "").submit().await;
    assert!(us.get(&at).await.all(".kept").is_empty(), "what was saved is kept no longer");
    assert_eq!(
        (draft_count(&app).await, app.strings("SELECT body FROM text WHERE part = 'answer'").await),
        (0, vec!["Demain.".to_owned()])
    );
}

#[apply(both_databases)]
async fn an_answer_that_was_refused_is_kept_and_can_be_thrown_away(app: TestApp) {
    let (us, _, at) = set_up(&app).await;
    let refused = us.form_to(&at, "/draft").await.fill("text-fr", "Bientôt.").fill("answered-day", "41").send().await;
    assert_eq!((refused.status.as_u16(), refused.all(".kept").len()), (422, 0), "{}", refused.text());
    assert_eq!(us.get(&at).await.all(".kept").len(), 1);
    let page = us.form_to(&at, "/kept/discard").await.submit().await;
    assert_eq!(page.texts(".flash"), ["La version inachevée est supprimée."]);
    assert_eq!((page.all(".kept").len(), draft_count(&app).await), (0, 0));
    // Looking up a ministry saves nothing either.
    us.form_to(&at, "/draft").await.fill("text-fr", "Demain.").fill("to-q", "Justice").press("to:find").await;
    let page = restored(&us, &us.get(&at).await).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), "Demain.");
}

#[apply(both_databases)]
async fn what_was_kept_never_goes_over_what_a_colleague_saved(app: TestApp) {
    let (us, other, at) = set_up(&app).await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    us.form_to(&at, "/draft").await.fill("text-fr", "La mienne.").fill("minister-fr", "Khalid").keep().await;
    let page = other.form_to(&at, "/draft").await.fill("text-fr", "La leur.").submit().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    // A further lookup continues from the saved text it was typed over.
    let page = restored(&us, &us.get(&at).await).await;
    let page = us.form_in(&page, Some("/draft")).fill("also-q", "7").press("also:find").await;
    let conflict = us.form_in(&page, Some("/draft")).fill("also-q", "").send().await;
    assert_eq!((conflict.status.as_u16(), conflict.texts(".compare .theirs")), (409, vec!["La leur.".to_owned()]), "{}", conflict.text());
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["La leur."]);
    assert_eq!(us.get(&at).await.all(".kept").len(), 1, "it is kept until it is saved");
    let form = us.form_in(&conflict, Some("/draft"));
    assert_eq!((form.value("text-fr"), form.value("minister-fr")), ("La mienne.".into(), "Khalid".into()));
    form.press("save").await;
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["La mienne."]);
    assert!(us.get(&at).await.all(".kept").is_empty());
}

#[apply(both_databases)]
async fn what_the_chamber_has_meanwhile_is_shown_to_be_copied(app: TestApp) {
    let (us, other, at) = set_up(&app).await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    us.form_to(&at, "/draft").await.fill("text-fr", "La mienne.").keep().await;
    other.form_to(&at, "/clear").await.submit().await;
    other.form_to(&at, "/submit").await.confirm().await;
    let page = restored(&us, &us.get(&at).await).await;
    assert_eq!(page.texts(".typed"), ["La mienne."], "{}", page.text());
}

#[apply(both_databases)]
async fn nobody_keeps_or_reads_an_answer_that_they_may_not_prepare(app: TestApp) {
    let (us, _, at) = set_up(&app).await;
    let (ours, theirs) = (ministry(&app, &ministries::health()).await, ministry(&app, &ministries::secretariat()).await);
    let (ours, theirs) = (slug(&app, ours).await, slug(&app, theirs).await);
    let (own, other) = (app.code("a").await, app.code("c").await);
    let keep = async |who: &Client, name: &str| {
        let by = format!("{}.s1", app.account_code(who.account).await);
        who.post("/fr/staff/kept", &[("kept-form", name), ("kept-by", by.as_str()), ("text-fr", "Oui.")]).await
    };
    let mut messages = std::collections::BTreeSet::new();
    for part in [format!("n0b0dys:{ours}"), format!("n0b0dys:{theirs}"), format!("{other}:{ours}"), format!("{other}:{theirs}")] {
        let said = keep(&us, &format!("answer:{part}")).await;
        assert_eq!(said.status, 404, "{part}: {}", said.text());
        messages.insert(said.texts("main").concat());
    }
    assert_eq!(messages.len(), 1, "no more is said than of a question that never was: {messages:?}");
    let clerk = app.clerk(Chamber::Councillors).await;
    let elsewhere = app.clerk(Chamber::Representatives).await;
    for (who, name, status) in [
        (&us, format!("record:{own}:{ours}"), 404),
        (&us, format!("translation:{own}:ar"), 404),
        (&us, format!("question:{own}"), 403),
        (&elsewhere, format!("question:{own}"), 403),
        (&clerk, "question:n0b0dys".to_owned(), 404),
        (&us, format!("answer:{own}"), 400),
        (&clerk, format!("answer:{own}:{ours}"), 404),
        (&elsewhere, format!("record:{own}:{ours}"), 404),
        (&elsewhere, format!("translation:{own}:ar"), 404),
    ] {
        let said = keep(who, &name).await;
        assert_eq!(said.status.as_u16(), status, "{name}: {}", said.text());
    }
    assert_eq!(draft_count(&app).await, 0);

    assert_eq!(keep(&us, &format!("answer:{own}:{ours}")).await.status, 204);
    transferred(&app).await;
    assert_eq!(keep(&us, &format!("answer:{own}:{ours}")).await.status, 404);
    for address in [at.clone(), format!("{at}?kept=answer")] {
        let gone = us.get(&address).await;
        assert!(gone.status == 404 && !gone.body.contains("Oui."), "{}", gone.text());
    }
    app.index().await;
}

#[apply(both_databases)]
async fn nothing_kept_is_given_up_for_another_but_in_time_all_is(app: TestApp) {
    let (clerk, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let post = async |who: &Client, to: &str, name: &str| {
        let by = format!("{}.s1", app.account_code(who.account).await);
        let fields = [("kept-form", name), ("kept-by", by.as_str()), ("kept", "s1"), ("kept-list", "1"), ("subject-fr", "Objet")];
        who.post(to, &fields).await
    };
    let keep = async |who: &Client, name: &str| post(who, "/fr/staff/kept", name).await.status.as_u16();
    assert_eq!(keep(&other, "question:new-theirs").await, 204);
    for n in 10..40 {
        app.set_clock(&format!("2026-11-21T10:{n}:00Z"));
        assert_eq!(keep(&clerk, &format!("question:new-n{n}")).await, 204);
    }
    assert_eq!(keep(&clerk, "question:new-n40").await, 422, "there is no room, and that is said");
    assert_eq!(keep(&clerk, "question:new-n15").await, 204, "what is kept goes on");
    let refused = clerk.form_to("/fr/staff/questions/new", "/new").await.fill("subject-fr", "De trop").press("keep").await;
    assert!(refused.texts("main .notice").concat().contains("autant de versions inachevées que possible"), "{}", refused.text());
    assert_eq!(clerk.form_in(&refused, Some("/new")).value("subject-fr"), "De trop");
    let list = clerk.get("/fr/staff/kept").await;
    assert_eq!((list.all("main .copies > li").len(), list.all("main a.button").len()), (30, 30), "{}", list.text());
    let thrown = clerk.follow(post(&clerk, "/fr/staff/kept/discard", "question:new-n10").await).await;
    assert_eq!((thrown.address.as_str(), thrown.all("main .copies > li").len()), ("/fr/staff/kept", 29), "{}", thrown.text());
    assert_eq!(keep(&clerk, "question:new-n40").await, 204);
    app.set_clock("2027-01-21T10:00:00Z");
    assert_eq!(clerk.sign_in(&clerk.address, PASSWORD).await.status, 303);
    assert_eq!(keep(&clerk, "question:new-n46").await, 204);
    let left = app.strings("SELECT form FROM form_draft ORDER BY form").await;
    assert_eq!(left, ["question:new-n46", "question:new-theirs"], "each makes room for its own");
}

#[apply(both_databases)]
async fn what_is_taken_up_stays_where_there_is_no_room_for_what_goes_on_from_it(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    assert_eq!(clerk.form_to("/fr/staff/questions/new", "/new").await.fill("subject-fr", "La longue.").keep().await.status, 204);
    let page = restored(&clerk, &clerk.get("/fr/staff/questions/new").await).await;
    // One more than there is room for, as two pages may keep at the same moment.
    let columns = "account_id, form, showing, fields, about, content, based_on, saved_at";
    for n in 1..=30 {
        let values = format!("account_id, 'question:new-other{n}', 's{n}', fields, about, 'x{n}', based_on, saved_at");
        let of = "FROM form_draft WHERE content NOT LIKE 'x%'";
        app.execute(&format!("INSERT INTO form_draft ({columns}) SELECT {values} {of}")).await;
    }
    let kept = clerk.form_in(&page, Some("/new")).fill("subject-fr", "La plus longue.").keep().await;
    assert_eq!(kept.status, 422, "{}", kept.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM form_draft WHERE content NOT LIKE 'x%'").await, 1);
    // Where there is room, it goes on in its place.
    app.execute("DELETE FROM form_draft WHERE content = 'x1'").await;
    let kept = clerk.form_in(&page, Some("/new")).fill("subject-fr", "La plus longue.").keep().await;
    assert_eq!((kept.status.as_u16(), draft_count(&app).await), (204, 30), "{}", kept.text());
}

#[apply(both_databases)]
async fn control_characters_take_no_room(app: TestApp) {
    let (us, _, at) = set_up(&app).await;
    let typed = "\u{1}".repeat(50_000);
    assert_eq!(us.form_to(&at, "/draft").await.fill("text-fr", &format!("Oui.{typed}\nNon.")).keep().await.status, 204);
    assert!(app.number("SELECT CAST(MAX(LENGTH(fields)) AS BIGINT) FROM form_draft").await < 2_000);
    let page = restored(&us, &us.get(&at).await).await;
    let lines = us.form_in(&page, Some("/draft")).value("text-fr");
    assert_eq!(lines.lines().collect::<Vec<_>>(), ["Oui.", "Non."], "lines stay");
}

#[apply(both_databases)]
async fn what_is_still_under_way_when_a_form_is_saved_is_not_kept(app: TestApp) {
    let (us, _, at) = set_up(&app).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let edit = format!("/fr/staff/questions/{}/edit", app.code("c").await);
    app.execute("UPDATE question SET publication = 'unpublished' WHERE source_id = 'c'").await;
    for (who, address, action, field) in [
        (&us, at.as_str(), "/draft", "text-fr"),
        (&clerk, "/fr/staff/questions/new", "/new", "subject-fr"),
        (&clerk, edit.as_str(), "/edit", "subject-fr"),
    ] {
        let page = who.get(address).await;
        let typed = |words: &str| who.form_in(&page, Some(action)).fill(field, words);
        assert_eq!(typed("Bientôt.").keep().await.status, 204);
        assert_eq!(draft_count(&app).await, 1, "{address}");
        let saved = typed("Bientôt.").send().await;
        assert_eq!((saved.status.as_u16(), draft_count(&app).await), (303, 0), "{address}: {}", saved.text());
        assert_eq!(typed("Bientôt.").keep().await.status, 409, "nothing is said to be kept that is not");
        assert_eq!(draft_count(&app).await, 0, "{address}");
        // Typed anew, it is saved as a draft.
        who.form_to(address, action).await.fill(field, "Plus tard.").keep().await;
        assert_eq!(draft_count(&app).await, 1, "{address}");
        app.execute("DELETE FROM form_draft").await;
    }
    app.index().await;
}

#[apply(both_databases)]
async fn an_answer_of_the_chamber_is_offered_again_until_it_is_published(app: TestApp) {
    let (_, _, at) = set_up(&app).await;
    let (clerk, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let record = format!("{at}/record");
    let silent = clerk.form_to(&record, "/record").await.fill("text-fr", "Le plan est prêt.").keep().await;
    assert_eq!(silent.status, 204, "{}", silent.text());
    let page = clerk.get(&record).await;
    assert!(page.texts(".kept").concat().contains("Le plan est prêt."), "{}", page.text());
    assert!(other.get(&record).await.all(".kept").is_empty(), "another’s is not shown");
    let page = restored(&clerk, &page).await;
    let form = clerk.form_in(&page, Some("/record"));
    assert_eq!(form.value("text-fr"), "Le plan est prêt.");
    let confirmation = form.on("answered", "2026-11-20").submit().await;
    let page = restored(&clerk, &clerk.get(&record).await).await;
    assert_eq!(clerk.form_in(&page, Some("/record")).value("answered-day"), "20", "it is kept until it is confirmed");
    let done = clerk.confirm(confirmation).await;
    assert!(done.all(".error-summary").is_empty(), "{}", done.text());
    assert_eq!((app.number("SELECT COUNT(*) FROM answer").await, draft_count(&app).await), (1, 0));

    let work = clerk.get(&format!("/fr/staff/questions/{}", app.code("a").await)).await;
    let correct = work.attributes("a[href*='/correct/']", "href").concat();
    let page = clerk.form_to(&correct, &correct).await.fill("text-fr", "Le plan est en préparation.").press("keep").await;
    assert_eq!((page.address.as_str(), page.all(".flash").len(), page.all(".kept").len()), (correct.as_str(), 1, 1), "{}", page.text());
    let page = restored(&clerk, &page).await;
    let done = clerk.form_in(&page, Some(&correct)).confirm().await;
    assert!(done.all(".error-summary").is_empty(), "{}", done.text());
    assert_eq!((app.number("SELECT COUNT(*) FROM answer").await, draft_count(&app).await), (2, 0));
    app.index().await;
}

#[apply(both_databases)]
async fn what_the_chamber_kept_never_goes_over_a_change_unseen(app: TestApp) {
    let (_, _, at) = set_up(&app).await;
    let (clerk, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let record = format!("{at}/record");
    clerk.form_to(&record, "/record").await.fill("text-fr", "Le mien.").on("answered", "2026-11-20").keep().await;
    app.execute("UPDATE question SET version = version + 1").await;
    let page = restored(&clerk, &clerk.get(&record).await).await;
    // The Enter key only shows the form again.
    let page = clerk.form_in(&page, Some("/record")).enter().await;
    let conflict = clerk.form_in(&page, Some("/record")).send().await;
    assert_eq!((conflict.status.as_u16(), app.number("SELECT COUNT(*) FROM answer").await), (409, 0), "{}", conflict.text());
    assert_eq!(clerk.form_in(&conflict, Some("/record")).value("text-fr"), "Le mien.");

    let done = other.form_to(&record, "/record").await.fill("text-fr", "Le leur.").on("answered", "2026-11-20").confirm().await;
    assert!(done.all(".error-summary").is_empty(), "{}", done.text());
    let over = clerk.get(&record).await;
    assert_eq!((over.status.as_u16(), over.all("main button[value=go]").len()), (200, 0), "{}", over.text());
    assert_eq!(clerk.form_in(&over, Some("/record")).value("text-fr"), "Le mien.", "what was typed is there to be copied");
    assert_eq!(other.get(&record).await.status, 404);
    app.index().await;
}
