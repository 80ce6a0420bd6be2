//! No input on the page of a ministry's answer is lost, whichever button is pressed, and nobody clears or submits an older text
//! than the one they see.

use jawab_domain::Chamber;
use jawab_tests::{Backend, Client, Form, Page, TestApp, apply, both_databases, records::ministries};
use serde_json::json;

use super::{agent, covers, ministry, referred, slug};
use crate::staff::reference::Dated as _;

/// A ministry's agent, with the address of the answer to a question; the ministry has another question.
async fn set_up(app: &TestApp) -> (Client, String) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-11-10", &health)]).await;
    app.load(&[referred("c", 3, "2026-11-10", &ministries::secretariat())]).await;
    let id = ministry(app, &health).await;
    (agent(app, &[id]).await, format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(app, id).await))
}

/// Saves an answer, and optionally clears it.
async fn written(us: &Client, at: &str, text: &str, cleared: bool) {
    let page = us.form_to(at, "/draft").await.fill("text-fr", text).submit().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    if cleared {
        us.form_to(at, "/clear").await.submit().await;
    }
}

/// The texts of answers and their states.
async fn answers(app: &TestApp) -> (Vec<String>, Vec<String>) {
    (app.strings("SELECT body FROM text WHERE part = 'answer' ORDER BY id").await, app.strings("SELECT state FROM ministry_work").await)
}

fn one(text: &str, state: &str) -> (Vec<String>, Vec<String>) {
    (vec![text.to_owned()], vec![state.to_owned()])
}

fn flash(page: &Page) -> String {
    page.texts(".flash").concat()
}

#[apply(both_databases)]
async fn agreeing_keeps_what_was_written_first(app: TestApp) {
    let (us, at) = set_up(&app).await;
    written(&us, &at, "Un.", false).await;
    let page = us.form_to(&at, "/clear").await.fill("text-fr", "Deux.").submit().await;
    assert_eq!((flash(&page), answers(&app).await), ("La réponse est validée.".into(), one("Deux.", "cleared")), "{}", page.text());
    us.form_to(&at, "/submit").await.confirm().await;
    assert_eq!(answers(&app).await, one("Deux.", "submitted"));
}

#[apply(both_databases)]
async fn what_was_changed_after_it_was_agreed_to_is_kept_and_not_sent(app: TestApp) {
    let (us, at) = set_up(&app).await;
    written(&us, &at, "Un.", true).await;
    let page = us.get(&at).await;
    for _ in 0..2 {
        let done = us.form_in(&page, Some("/submit")).fill("text-fr", "Deux.").submit().await;
        assert!(flash(&done).contains("n’est pas envoyée"), "{}", done.text());
        assert_eq!(us.form_in(&done, Some("/draft")).value("text-fr"), "Deux.");
    }
    assert_eq!(answers(&app).await, one("Deux.", "drafted"));
    assert_eq!(app.number("SELECT COUNT(*) FROM event WHERE kind = 'answer_submitted'").await, 0);
    us.form_to(&at, "/clear").await.submit().await;
    let sent = us.form_to(&at, "/submit").await.confirm().await;
    assert_eq!((flash(&sent), answers(&app).await), ("La réponse est envoyée à la Chambre.".into(), one("Deux.", "submitted")));
}

#[apply(both_databases)]
async fn nothing_is_done_where_what_was_written_cannot_be_kept(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let me = app.strings(&format!("SELECT code FROM account WHERE id = {}", us.account)).await.remove(0);
    written(&us, &at, "Un.", false).await;
    for (step, state) in [("/clear", "drafted"), ("/assign", "drafted"), ("/submit", "cleared")] {
        if state == "cleared" {
            us.form_to(&at, "/clear").await.submit().await;
        }
        let form = us.form_to(&at, step).await.fill("text-fr", "Deux.").fill("assigned", &me).fill("answered-day", "41");
        let page = form.send().await;
        assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-answered".to_owned()]), "{step}");
        let form = us.form_in(&page, Some("/draft"));
        assert_eq!((form.value("text-fr"), form.value("answered-day")), ("Deux.".into(), "41".into()), "{step}");
        assert_eq!(answers(&app).await, one("Un.", state), "{step}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry_work WHERE assigned_to IS NOT NULL").await, 0);
}

#[apply(both_databases)]
async fn assigning_and_asking_for_a_transfer_keep_what_was_written(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let me = app.strings(&format!("SELECT code FROM account WHERE id = {}", us.account)).await.remove(0);
    let page = us.form_to(&at, "/assign").await.fill("assigned", &me).fill("text-fr", "Un.").submit().await;
    assert_eq!(flash(&page), "L’attribution et la réponse sont enregistrées.", "{}", page.text());
    assert_eq!((answers(&app).await, app.number("SELECT assigned_to FROM ministry_work").await), (one("Un.", "drafted"), us.account));
    let form = us.form_to(&at, "/transfer").await.fill("text-fr", "Deux.").fill("to-q", "Secrétariat général du gouvernement");
    let page = form.fill("reason", "Pas à nous.").submit().await;
    assert!(flash(&page).contains("réattribution et la réponse"), "{}", page.text());
    assert_eq!((answers(&app).await, app.number("SELECT COUNT(*) FROM transfer_request").await), (one("Deux.", "drafted"), 1));
}

/// A use case that also changes work locks the question first: otherwise it and an act of the Chamber on the question would
/// deadlock.
#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_wish_for_a_transfer_waits_for_the_question_before_it_takes_any_work() {
    jawab_tests::run(Backend::Postgresql, async |app: TestApp| {
        let (us, at) = set_up(&app).await;
        us.form_to(&at, "/draft").await.fill("text-fr", "Un.").submit().await;
        let form = us.form_to(&at, "/transfer").await.fill("text-fr", "Deux.").fill("to-q", "Secrétariat général du gouvernement");
        let form = form.fill("reason", "Pas à nous.");
        let clerk = app.hold("UPDATE question SET updated_at = updated_at").await;
        let waits = async {
            app.until_waiting(1).await;
            // No row of the ministry's work is locked yet.
            let works = app.hold("SELECT 1 FROM ministry_work FOR UPDATE NOWAIT").await;
            works.release().await;
            clerk.release().await;
        };
        let (page, ()) = tokio::join!(form.submit(), waits);
        assert!(flash(&page).contains("réattribution et la réponse"), "{}", page.text());
    });
}

#[apply(both_databases)]
async fn what_was_typed_beside_a_step_stays_in_the_page(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let form = us.form_to(&at, "/draft").await.fill("text-fr", "Un.").fill("reason", "Pas à nous.").on("internal", "2026-11-25");
    let page = form.submit().await;
    assert_eq!((page.status.as_u16(), flash(&page)), (200, "Enregistré.".into()), "{}", page.text());
    let left = |form: &Form<'_>| (form.value("text-fr"), form.value("reason"), form.value("internal-day"));
    let form = us.form_in(&page, Some("/clear"));
    assert_eq!(left(&form), ("Un.".into(), "Pas à nous.".into(), "25".into()));
    let page = form.submit().await;
    assert_eq!((flash(&page), answers(&app).await), ("La réponse est validée.".into(), one("Un.", "cleared")), "it goes on from there");
    assert_eq!(left(&us.form_in(&page, Some("/draft"))), ("Un.".into(), "Pas à nous.".into(), "25".into()));
    let page = us.form_in(&page, Some("/submit")).confirm().await;
    let left = vec!["25 novembre 2026".to_owned(), "Pas à nous.".to_owned()];
    assert_eq!((page.texts(".typed"), answers(&app).await), (left, one("Un.", "submitted")), "{}", page.text());
}

#[apply(both_databases)]
async fn looking_for_other_questions_keeps_what_was_typed(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let other = app.code("b").await;
    written(&us, &at, "Un.", false).await;
    let form = us.form_to(&at, "/draft").await.fill("text-fr", "Deux.").fill("reason", "Pas à nous.").fill("kind", "holding");
    let found = form.fill("also-q", "2").press("also:find").await;
    let form = us.form_in(&found, Some("/draft"));
    let typed = [("text-fr", "Deux."), ("reason", "Pas à nous."), ("kind", "holding"), ("also-q", "2")];
    assert!(typed.iter().all(|(name, value)| form.value(name) == *value), "{}", found.text());
    assert_eq!(answers(&app).await, one("Un.", "drafted"), "it only looks");
    form.tick("also", &other).fill("also-q", "").fill("reason", "").submit().await;
    let again = us.form_to(&at, "/draft").await;
    assert_eq!(again.value("also"), other, "and what it found stays ticked");
    again.fill("text-fr", "Trois.").submit().await;
    assert_eq!(app.number("SELECT COUNT(*) FROM answer_question").await, 2);
    // A lookup never adopts a colleague's change unseen.
    let found = us.form_to(&at, "/draft").await.fill("text-fr", "Quatre.").fill("also-q", "2").press("also:find").await;
    app.execute("UPDATE ministry_work SET version = version + 1").await;
    assert_eq!(us.form_in(&found, Some("/draft")).send().await.status, 409);
}

#[apply(both_databases)]
async fn enter_keeps_the_answer_and_does_nothing_else(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let me = app.strings(&format!("SELECT code FROM account WHERE id = {}", us.account)).await.remove(0);
    let version = "SELECT COALESCE(MAX(version), 0) FROM ministry_work";
    let page = us.form_to(&at, "/assign").await.fill("assigned", &me).enter().await;
    assert_eq!((page.status.as_u16(), app.number(version).await), (200, 0), "{}", page.text());
    assert_eq!(us.form_in(&page, Some("/assign")).value("assigned"), me);
    written(&us, &at, "Un.", false).await;
    let page = us.form_to(&at, "/clear").await.fill("text-fr", "Deux.").enter().await;
    assert_eq!((flash(&page), answers(&app).await), ("Enregistré.".into(), one("Deux.", "drafted")));
    us.form_to(&at, "/clear").await.submit().await;
    let before = app.number(version).await;
    us.form_to(&at, "/submit").await.enter().await;
    assert_eq!((app.number(version).await, answers(&app).await), (before, one("Deux.", "cleared")));
}

#[apply(both_databases)]
async fn a_conflict_carries_along_what_was_typed_beside_the_answer(app: TestApp) {
    let (us, at) = set_up(&app).await;
    let other = agent(&app, &[ministry(&app, &ministries::health()).await]).await;
    written(&us, &at, "Un.", false).await;
    let form = us.form_to(&at, "/clear").await.fill("text-fr", "De la première.").fill("reason", "Pas à nous.");
    written(&other, &at, "De la seconde.", false).await;
    let conflict = form.send().await;
    assert_eq!((conflict.status.as_u16(), answers(&app).await), (409, one("De la seconde.", "drafted")), "nothing was agreed to");
    assert_eq!(us.form_in(&conflict, Some("/draft")).value("text-fr"), "De la première.");
    assert_eq!(conflict.attributes("main form button[disabled]", "value"), [""], "Enter decides nothing");
    let theirs = us.form_in(&conflict, Some("/draft")).press("theirs").await;
    let form = us.form_in(&theirs, Some("/draft"));
    assert_eq!((form.value("text-fr"), form.value("reason")), ("De la seconde.".into(), "Pas à nous.".into()));
    let page = us.form_in(&conflict, Some("/draft")).press("save").await;
    assert_eq!(answers(&app).await, one("De la première.", "drafted"), "{}", page.text());
    assert_eq!(us.form_in(&page, Some("/draft")).value("reason"), "Pas à nous.");
}

/// The coverage of each sub-question, in their order.
async fn coverage(app: &TestApp) -> Vec<String> {
    let of = "SELECT t.body || ' ' || c.coverage FROM answer_coverage c JOIN sub_question s ON s.id = c.sub_question_id";
    app.strings(&format!("{of} JOIN text t ON t.sub_question_id = s.id ORDER BY s.position")).await
}

/// The Chamber moves the second sub-question of a published question before the first.
async fn the_second_moved_up(clerk: &Client, code: &str) {
    let page = clerk.form(&format!("/fr/staff/questions/{code}/edit")).await.press("sub:up:2").await;
    let done = clerk.form_in(&page, None).fill("reason", "Registre du bureau").confirm().await;
    assert_eq!((done.status.as_u16(), done.texts(".flash").len()), (200, 1), "{}", done.text());
}

#[apply(both_databases)]
async fn what_was_typed_of_a_sub_question_stays_with_it_where_it_is_moved_meanwhile(app: TestApp) {
    let health = ministries::health();
    let mut question = referred("a", 1, "2026-11-10", &health);
    question["sub_questions"] = json!([{ "fr": "Combien ?" }, { "fr": "Quand ?" }]);
    app.load(&[question]).await;
    let (id, code, clerk) = (ministry(&app, &health).await, app.code("a").await, app.clerk(Chamber::Councillors).await);
    let (us, other) = (agent(&app, &[id]).await, agent(&app, &[id]).await);
    let at = format!("/fr/staff/answers/{code}/{}", slug(&app, id).await);
    let [many, when] = [covers(&app, "Combien ?").await, covers(&app, "Quand ?").await];
    let form = us.form_to(&at, "/draft").await.fill("text-fr", "Douze.").fill(&many, "answered").fill(&when, "not_addressed");

    the_second_moved_up(&clerk, &code).await;

    let page = form.submit().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    assert_eq!(coverage(&app).await, ["Quand ? not_addressed", "Combien ? answered"]);
    let shown = us.form_in(&page, Some("/draft"));
    assert_eq!([&many, &when].map(|name| shown.value(name)), ["answered", "not_addressed"]);
    let words = page.texts("div.covers");
    assert!(words.len() == 2 && words[0].contains("Quand ?") && words[1].contains("Combien ?"), "{words:?}");

    // Nor does a colleague's change of a moved sub-question conflict with the user's change of the other.
    let mine = us.form_in(&page, Some("/draft")).fill(&many, "partly");
    let page = other.form_to(&at, "/draft").await.fill(&when, "answered").submit().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    the_second_moved_up(&clerk, &code).await;
    let page = mine.send().await;
    assert_eq!((page.status.as_u16(), page.all(".compare").len()), (409, 0), "{}", page.text());
    us.form_in(&page, Some("/draft")).submit().await;
    assert_eq!(coverage(&app).await, ["Combien ? partly", "Quand ? answered"]);
    app.index().await;
}
