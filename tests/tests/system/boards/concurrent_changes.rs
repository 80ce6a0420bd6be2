//! Changes by others to a question while its answer is being typed: the user is told, no input is lost, and a colleague's change
//! is never overwritten unseen.

use std::collections::BTreeSet;

use jawab_domain::Chamber;
use jawab_tests::{Client, Form, Page, TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{agent, covers, ministry, referred, slug};
use crate::staff::reference::Dated as _;

const TEXT: &str = "نعم.\n\nغدا.";

/// An agent of a ministry that has three questions, with the address of the answer to the first.
async fn set_up(app: &TestApp) -> (Client, String) {
    let health = ministries::health();
    let mut first = referred("a", 1, "2026-11-10", &health);
    first["sub_questions"] = json!([{ "ar": "متى؟" }]);
    app.load(&[first, referred("b", 2, "2026-11-10", &health), referred("d", 4, "2026-11-10", &health)]).await;
    app.load(&[referred("c", 3, "2026-11-10", &ministries::secretariat())]).await;
    let id = ministry(app, &health).await;
    (agent(app, &[id]).await, format!("/ar/staff/answers/{}/{}", app.code("a").await, slug(app, id).await))
}

/// The code of the signed-in account.
async fn code(app: &TestApp, who: &Client) -> String {
    app.strings(&format!("SELECT code FROM account WHERE id = {}", who.account)).await.remove(0)
}

/// Types into every part of the page.
fn typed(form: Form<'_>) -> Form<'_> {
    let form = form.fill("text-ar", TEXT).fill("text-fr", "Oui.").fill("minister-ar", "خالد").fill("kind", "holding");
    form.on("answered", "2026-11-20").on("internal", "2026-11-25").fill("to-q", "العدل").fill("reason", "ليس من اختصاصنا.")
}

/// The typed texts, in the order of the page.
const TYPED: [&str; 9] =
    ["25 نونبر 2026", "جواب مؤقت", "نعم. غدا.", "Oui.", "النص العربي", "خالد", "20 نونبر 2026", "العدل", "ليس من اختصاصنا."];

fn heading(page: &Page) -> String {
    page.texts("h1").concat()
}

/// The Chamber transfers the question to another ministry.
pub(super) async fn transferred(app: &TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let form = clerk.form(&format!("/fr/staff/questions/{}/transfer", app.code("a").await)).await;
    let done = form.fill("to-q", "الأمانة العامة للحكومة").fill("reason", "Compétence").confirm().await;
    assert_eq!(done.texts(".flash"), ["La question est réattribuée."], "{}", done.text());
}

#[apply(both_databases)]
async fn what_was_typed_for_a_question_that_left_the_ministry_is_shown(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let page = us.get(&at).await;
    transferred(&app).await;
    let gone = "هذا السؤال ليس لدى قطاعكم، أو لم يعد لديه";
    for step in ["/draft", "/assign", "/transfer"] {
        let lost = typed(us.form_in(&page, Some(step))).send().await;
        assert_eq!((lost.status.as_u16(), lost.header("content-language"), heading(&lost)), (404, "ar", gone.to_owned()), "{step}");
        assert_eq!((lost.texts(".typed"), lost.all(".account").len()), (TYPED.map(str::to_owned).to_vec(), 1), "{step}: {}", lost.text());
        assert!(lost.body.contains(TEXT), "paragraphs stay apart");
        assert_eq!(lost.all(".typed[lang=ar][dir=rtl]").len(), 2, "{}", lost.body);
        let labels = lost.texts("[aria-labelledby=typed] h3");
        assert!(labels.contains(&"الجواب (العربية)".to_owned()) && labels.contains(&"القطاع المختص".to_owned()), "{labels:?}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM answer").await, 0);
    // The response is the same as for a question that never existed.
    let nothing = at.replace(&app.code("a").await, "n0b0dys");
    let said = us.post(&format!("{nothing}/draft"), &[("text-ar", TEXT), ("password", "hush")]).await;
    assert_eq!((said.status.as_u16(), heading(&said), said.texts(".typed")), (404, gone.to_owned(), vec!["نعم. غدا.".to_owned()]));
    for address in [&at, &nothing] {
        let read = us.get(address).await;
        assert_eq!((read.status.as_u16(), heading(&read), read.all(".typed").len()), (404, gone.to_owned(), 0));
    }
    app.index().await;
}

#[apply(both_databases)]
async fn no_more_is_said_of_another_ministrys_question_than_of_one_that_never_was(app: TestApp) {
    let (us, _) = set_up(&app).await;
    let (ours, other) = (ministry(&app, &ministries::health()).await, ministry(&app, &ministries::secretariat()).await);
    let (ours, other, theirs) = (slug(&app, ours).await, slug(&app, other).await, app.code("c").await);
    let mut messages = BTreeSet::new();
    for part in [format!("n0b0dys/{ours}"), format!("n0b0dys/{other}"), format!("{theirs}/{ours}"), format!("{theirs}/{other}")] {
        let address = format!("/ar/staff/answers/{part}");
        let (read, sent) = (us.get(&address).await, us.post(&format!("{address}/draft"), &[("text-ar", TEXT)]).await);
        assert_eq!((read.status.as_u16(), sent.status.as_u16(), sent.all(".typed").len()), (404, 404, 1), "{part}: {}", sent.text());
        messages.insert([read, sent].map(|page| page.body.replace(&part, "…")));
    }
    assert_eq!(messages.len(), 1, "{messages:?}");
}

#[apply(both_databases)]
async fn what_was_typed_for_a_question_that_ended_is_shown(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let form = typed(us.form_to(&at, "/draft").await);
    let clerk = app.clerk(Chamber::Councillors).await;
    let end = clerk.form(&format!("/fr/staff/questions/{}/withdraw", app.code("a").await)).await.fill("reason", "Demande");
    assert_eq!(end.confirm().await.texts(".flash").len(), 1);
    let ended = form.send().await;
    assert_eq!((ended.status.as_u16(), ended.texts(".typed")), (422, TYPED.map(str::to_owned).to_vec()), "{}", ended.text());
    assert!(ended.text().contains("مسحوب") && ended.all("main textarea").is_empty(), "{}", ended.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_judge_of_an_answer_that_is_gone_is_shown_what_was_typed(app: TestApp) {
    let (us, at) = set_up(&app).await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Oui.").submit().await;
    us.form_to(&at, "/clear").await.submit().await;
    us.form_to(&at, "/submit").await.confirm().await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let form = clerk.form_to(&format!("{at}/judge"), "/judge").await.fill("reason", "المرجو ذكر تاريخ النشر.");
    transferred(&app).await;
    let gone = form.send_by("return").await;
    assert_eq!((gone.status.as_u16(), heading(&gone)), (409, "لم يعد هناك ما يقرر بشأن هذا الجواب".to_owned()), "{}", gone.text());
    assert!(gone.text().contains("لم يسجل قراركم.") && gone.text().contains("لم يعد الجواب لدى المجلس"), "{}", gone.text());
    assert_eq!(gone.texts(".typed"), ["المرجو ذكر تاريخ النشر."], "{}", gone.text());
    app.index().await;
}

/// A colleague of the same ministry, with another name.
async fn colleague(app: &TestApp) -> Client {
    let other = agent(app, &[ministry(app, &ministries::health()).await]).await;
    app.execute(&format!("UPDATE account SET name = 'كريم العمراني' WHERE id = {}", other.account)).await;
    other
}

/// The assignee of the only assigned question.
async fn assigned(app: &TestApp) -> i64 {
    app.number("SELECT assigned_to FROM ministry_work WHERE assigned_to IS NOT NULL").await
}

/// The form of the page, in which another question of the ministry is ticked.
async fn serving<'a>(who: &'a Client, at: &str, question: &str, number: &str) -> Form<'a> {
    let found = who.form_to(at, "/draft").await.fill("also-q", number).press("also:find").await;
    who.form_in(&found, Some("/draft")).tick("also", question).fill("also-q", "")
}

#[apply(both_databases)]
async fn every_field_that_a_colleague_changed_too_is_shown(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let other = colleague(&app).await;
    let (me, them, when) = (code(&app, &us).await, code(&app, &other).await, covers(&app, "متى؟").await);
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    let mine = serving(&us, &at, &app.code("b").await, "2").await.fill("text-fr", "La mienne.").on("answered", "2026-11-15");
    let mine = mine.fill(&when, "answered").fill("minister-fr", "Khalid").fill("assigned", &me).fill("reason", "Pas à nous.");
    let theirs = serving(&other, &at, &app.code("d").await, "4").await.fill("text-fr", "La leur.").on("answered", "2026-11-12");
    let page = theirs.fill(&when, "partly").fill("kind", "holding").submit().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    other.form_to(&at, "/assign").await.fill("assigned", &them).submit().await;
    let conflict = mine.send().await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    assert!(conflict.texts(".error-summary").concat().contains("كريم العمراني"), "who was faster: {}", conflict.text());
    assert_eq!(
        conflict.texts("main form h2"),
        ["المكلف بالجواب", "الجواب (الفرنسية)", "السؤال الفرعي 1", "تاريخ الجواب", "أسئلة أخرى يجيب عنها هذا الجواب"],
        "{}",
        conflict.text()
    );
    let both = [
        "كريم العمراني",
        "يوسف الإدريسي",
        "La leur.",
        "أجيب عنه جزئيا",
        "أجيب عنه",
        "12 نونبر 2026",
        "15 نونبر 2026",
        "موضوع d (سؤال رقم 4)",
        "موضوع b (سؤال رقم 2)",
    ];
    assert_eq!(conflict.texts(".compare .theirs"), both, "what is kept, and what was chosen instead, in words");
    let form = us.form_in(&conflict, Some("/assign"));
    let along = ["text-fr", "kind", "minister-fr", "reason"].map(|name| form.value(name));
    assert_eq!(along, ["La mienne.", "holding", "Khalid", "Pas à nous."], "what only one of them changed is as that one has it");

    let theirs = us.form_in(&conflict, Some("/assign")).press("theirs").await;
    let messages = theirs.texts("main .notice").concat();
    assert!(
        messages.contains("لم يحفظ شيء بعد") && messages.contains("الوزير") && !messages.contains("تاريخ الجواب"),
        "what still differs is named: {messages}"
    );
    let form = us.form_in(&theirs, Some("/draft"));
    let discarded = ["text-fr", "assigned", "answered-day", "also"].map(|name| form.value(name));
    assert_eq!(discarded, ["La leur.", &them, "12", &app.code("d").await], "what both changed is as it is kept");
    let left = ["kind", "minister-fr", "reason"].map(|name| form.value(name));
    assert_eq!(left, ["holding", "Khalid", "Pas à nous."], "and nothing else is given up");

    let saved = us.form_in(&conflict, Some("/assign")).press("save").await;
    assert_eq!(us.form_in(&saved, Some("/draft")).value("reason"), "Pas à nous.", "{}", saved.text());
    let stored_answers =
        "SELECT kind || ' ' || CAST(answered_on AS TEXT) || ' ' || coverage FROM answer JOIN answer_coverage ON answer_id = id";
    assert_eq!(app.strings(stored_answers).await, ["holding 2026-11-15 answered"]);
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["La mienne."]);
    let also = "SELECT source_id FROM answer_question JOIN question ON question.id = question_id ORDER BY position";
    assert_eq!(app.strings(also).await, ["a", "b"]);
    assert_eq!(assigned(&app).await, us.account, "all that is shown is kept");
}

#[apply(both_databases)]
async fn giving_up_whom_it_is_given_to_leaves_what_was_written(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let other = colleague(&app).await;
    let (me, them) = (code(&app, &us).await, code(&app, &other).await);
    let mine = us.form_to(&at, "/draft").await.fill("assigned", &me).fill("text-fr", "La mienne.").on("answered", "2026-11-15");
    other.form_to(&at, "/assign").await.fill("assigned", &them).submit().await;
    let conflict = mine.send().await;
    assert_eq!((conflict.status.as_u16(), conflict.texts("main form h2")), (409, vec!["المكلف بالجواب".to_owned()]), "{}", conflict.text());
    // The colleague continues while the page is open.
    other.form_to(&at, "/assign").await.on("internal", "2026-11-24").submit().await;
    let theirs = us.form_in(&conflict, Some("/assign")).press("theirs").await;
    assert_eq!((theirs.status.as_u16(), app.number("SELECT COUNT(*) FROM answer").await), (200, 0), "{}", theirs.text());
    let values = |form: &Form<'_>| ["assigned", "text-fr", "answered-day"].map(|name| form.value(name));
    let form = us.form_in(&theirs, Some("/draft"));
    assert_eq!(values(&form), [them.as_str(), "La mienne.", "15"]);
    let merged = form.send().await;
    let form = us.form_in(&merged, Some("/draft"));
    assert_eq!((merged.status.as_u16(), form.value("internal-day")), (409, "24".to_owned()), "{}", merged.text());
    assert_eq!(values(&form), [them.as_str(), "La mienne.", "15"]);
    form.submit().await;
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["La mienne."]);
    let by = "SELECT CAST(internal_due_on AS TEXT) FROM ministry_work WHERE internal_due_on IS NOT NULL";
    assert_eq!((assigned(&app).await, app.strings(by).await), (other.account, vec!["2026-11-24".to_owned()]));
}

#[apply(both_databases)]
async fn saving_ones_own_version_does_no_more_than_the_page_shows(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let other = colleague(&app).await;
    let (me, them) = (code(&app, &us).await, code(&app, &other).await);
    let state = async || app.strings("SELECT state FROM ministry_work").await.concat();

    // Nothing is written yet.
    let mine = us.form_to(&at, "/assign").await.fill("assigned", &me);
    other.form_to(&at, "/assign").await.fill("assigned", &them).submit().await;
    let conflict = mine.send().await;
    assert_eq!((conflict.status.as_u16(), assigned(&app).await), (409, other.account), "{}", conflict.text());
    let saved = us.form_in(&conflict, Some("/assign")).press("save").await;
    assert_eq!((assigned(&app).await, state().await), (us.account, "assigned".to_owned()), "{}", saved.text());

    // The answer was cleared meanwhile, and nobody changed it.
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    let mine = us.form_to(&at, "/assign").await.on("internal", "2026-11-25");
    other.form_to(&at, "/assign").await.on("internal", "2026-11-24").submit().await;
    other.form_to(&at, "/clear").await.submit().await;
    let conflict = mine.send().await;
    assert_eq!((conflict.status.as_u16(), state().await), (409, "cleared".to_owned()), "{}", conflict.text());
    let saved = us.form_in(&conflict, Some("/assign")).press("save").await;
    let by = "SELECT CAST(internal_due_on AS TEXT) FROM ministry_work WHERE internal_due_on IS NOT NULL";
    assert_eq!((app.strings(by).await, state().await), (vec!["2026-11-25".to_owned()], "cleared".to_owned()), "{}", saved.text());

    // The user's own text becomes the same as the cleared one.
    let mine = us.form_to(&at, "/draft").await.fill("text-fr", "La mienne.");
    other.form_to(&at, "/draft").await.fill("text-fr", "La leur.").submit().await;
    other.form_to(&at, "/clear").await.submit().await;
    let conflict = mine.send().await;
    assert_eq!((conflict.status.as_u16(), state().await), (409, "cleared".to_owned()), "{}", conflict.text());
    let saved = us.form_in(&conflict, Some("/draft")).fill("text-fr", "La leur.").press("save").await;
    assert_eq!((saved.status.as_u16(), state().await), (200, "cleared".to_owned()), "{}", saved.text());

    // The cleared text is saved again unchanged.
    let saved = us.form_to(&at, "/draft").await.press("save").await;
    assert_eq!(state().await, "cleared", "{}", saved.text());
}

#[apply(both_databases)]
async fn what_only_a_colleague_changed_is_taken_over(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let other = colleague(&app).await;
    us.form_to(&at, "/draft").await.fill("text-fr", "Une.").submit().await;
    let (beside, clearing) = (us.form_to(&at, "/draft").await.fill("minister-fr", "Khalid"), us.form_to(&at, "/clear").await);
    other.form_to(&at, "/draft").await.fill("text-fr", "La leur.").fill("kind", "holding").submit().await;
    let state = async || app.strings("SELECT state FROM ministry_work").await.concat();
    for (form, step, minister) in [(clearing, "/clear", ""), (beside, "/draft", "Khalid")] {
        let messages = form.send().await;
        assert_eq!((messages.status.as_u16(), state().await), (409, "drafted".to_owned()), "{step}");
        assert!(messages.texts(".error-summary").concat().contains("يجمع ما يلي بين المحفوظ حاليا وتعديلاتكم"), "{}", messages.text());
        let form = us.form_in(&messages, Some(step));
        let now = ["text-fr", "kind", "minister-fr"].map(|name| form.value(name));
        assert_eq!(now, ["La leur.", "holding", minister], "{step}");
        if step == "/draft" {
            form.submit().await;
        }
    }
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["La leur."]);
    assert_eq!(app.number("SELECT COUNT(*) FROM answer WHERE kind = 'holding'").await, 1);
    let page = us.get(&at).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("minister-fr"), "Khalid", "seen, both are kept");
}
