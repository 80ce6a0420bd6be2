//! No confirmation is shown for a form that is refused afterwards. All problems are reported first, at once, each at its field;
//! and the confirmation repeats the typed input that matters.

use jawab_tests::{Client, Form, Page, TestApp, apply, both_databases};

use super::legal_acts::{clerk, dated, statuses, whole};

const NEW: &str = "/fr/staff/questions/new";
const NO_DAY: [&str; 3] = ["31", "11", "2026"];
const TOMORROW: [&str; 3] = ["22", "11", "2026"];
/// More characters than a line accepts.
const LONG: usize = 3_027;
/// How many answers are published to the questions that the clerk deposited.
const PUBLISHED: &str = "SELECT COUNT(*) FROM answer a JOIN answer_question l ON l.answer_id = a.id JOIN question q ON q.id = l.question_id \
                         WHERE a.published_at IS NOT NULL AND q.source_id IS NULL";

/// A form was refused for exactly these fields, in any order, and shows no confirmation.
fn refused(page: &Page, fields: &[&str]) {
    let mut found = page.attributes(".error-summary a", "href");
    let mut expected: Vec<String> = fields.iter().map(|field| format!("#f-{field}")).collect();
    found.sort();
    expected.sort();
    assert_eq!((page.status.as_u16(), &found), (422, &expected), "{}: {}", page.address, page.text());
    assert!(page.all("main button[value=confirm]").is_empty(), "{}", page.text());
    for field in fields.iter().filter(|field| **field != "text") {
        assert_eq!(page.all(&format!("#f-{field}-error")).len(), 1, "{field}: {}", page.text());
    }
}

/// The text of a confirmation.
fn consequences(page: &Page) -> Vec<String> {
    assert_eq!((page.status.as_u16(), page.all("main button[value=confirm]").len()), (200, 1), "{}", page.text());
    page.texts(".effect li")
}

fn assert_says(page: &Page, words: &str) {
    let consequences = consequences(page);
    assert!(consequences.iter().any(|line| line.contains(words)), "{words}: {consequences:?}");
}

/// Deposits a question; returns its work page.
async fn deposited(clerk: &Client, number: &str) -> String {
    let page = whole(clerk, NEW, number).await.press("deposit").await;
    assert_eq!(page.texts(".flash"), ["La question est déposée."], "{}", page.text());
    page.address
}

/// Deposits and transmits a question; returns its work page.
async fn transmitted(clerk: &Client, number: &str) -> String {
    let confirmation = whole(clerk, NEW, number).await.press("deposit-transmit").await;
    clerk.form_in(&confirmation, None).press("confirm").await.address
}

#[apply(both_databases)]
async fn a_new_question_is_asked_about_once_nothing_is_wrong_with_it(app: TestApp) {
    let clerk = clerk(&app).await;
    let _ = deposited(&clerk, "2125").await;
    let before = statuses(&app).await;
    // Transmitted at once, or under a number that is far from the last one.
    for (press, number) in [("deposit-transmit", "2126"), ("deposit", "99998"), ("deposit-transmit", "99998")] {
        let form = || whole(&clerk, NEW, number);
        let scripted = form().await.fill("press-1-title", "Article").fill("press-1-url", "javascript:alert(1)").press(press).await;
        refused(&scripted, &["press-1-url"]);
        refused(&form().await.fill("subject-fr", &"x".repeat(LONG)).press(press).await, &["subject-fr"]);
        refused(&form().await.fill("press-1-title", &"x".repeat(LONG)).press(press).await, &["press-1-title"]);
        let all = form().await.fill("subject-fr", &"x".repeat(LONG)).fill("legislature", "0").fill("press-1-url", "javascript:alert(1)");
        let all = dated(all.fill("number", "abc"), "deposited", NO_DAY).press(press).await;
        refused(&all, &["subject-fr", "legislature", "number", "deposited", "press-1-url"]);
    }
    let taken = whole(&clerk, NEW, "2125").await.fill("subject-fr", &"x".repeat(LONG)).press("deposit-transmit").await;
    refused(&taken, &["number", "subject-fr"]);
    assert_eq!(statuses(&app).await, before);
    let confirmation = whole(&clerk, NEW, "99998").await.press("deposit").await;
    assert_says(&confirmation, "Le dernier numéro est 2125 ; vous avez indiqué 99998.");
    app.index().await;
}

#[apply(both_databases)]
async fn a_correction_of_number_and_day_says_old_and_new_and_why(app: TestApp) {
    let clerk = clerk(&app).await;
    let edit = format!("{}/edit", deposited(&clerk, "2125").await);
    let _ = deposited(&clerk, "2126").await;
    let form = || async {
        let form = clerk.form(&edit).await.fill("number", "99998").fill("legislature", "11");
        dated(form, "deposited", ["2", "11", "2026"])
    };
    refused(&form().await.press("save").await, &["reason"]);
    let wrong = form().await.fill("press-1-url", "javascript:alert(1)").press("save").await;
    refused(&wrong, &["reason", "press-1-url"]);
    assert!(!wrong.texts("label[for=f-reason]").concat().contains("facultatif"), "{}", wrong.text());
    refused(&form().await.fill("reason", &"x".repeat(LONG)).press("save").await, &["reason"]);
    let confirmation = form().await.fill("reason", "Registre du bureau").press("save").await;
    assert_says(
        &confirmation,
        "Nouvelle référence : question n° 99998, 11e législature. Ancienne référence : question n° 2125, 11e législature.",
    );
    assert_says(&confirmation, "Rectification de la date de dépôt : 2 novembre 2026 au lieu du 1er novembre 2026");
    assert_says(&confirmation, "Motif : Registre du bureau");
    let page = clerk.form_in(&confirmation, None).press("confirm").await;
    assert_eq!(page.texts(".flash").len(), 1, "{}", page.text());
    app.index().await;
}

/// The form of a step with a ministry found, if it needs one, and with a reason.
async fn step<'a>(clerk: &'a Client, at: &str, reason: &str) -> Form<'a> {
    let form = clerk.form(at).await;
    let form = if form.has("to-q") { form.fill("to-q", "Santé et Protection sociale") } else { form };
    form.fill("reason", reason)
}

#[apply(both_databases)]
async fn a_step_is_asked_about_once_nothing_is_wrong_with_it(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = transmitted(&clerk, "2125").await;
    let before = app.number("SELECT COUNT(*) FROM event").await;
    for of in ["transfer", "add-ministry", "convert", "withdraw"] {
        let at = format!("{work}/{of}");
        let long = "x".repeat(LONG);
        refused(&step(&clerk, &at, &long).await.submit().await, &["reason"]);
        refused(&step(&clerk, &at, "").await.submit().await, &["reason"]);
        for day in [NO_DAY, TOMORROW] {
            refused(&dated(step(&clerk, &at, "Demande").await, "on", day).submit().await, &["on"]);
            refused(&dated(step(&clerk, &at, &long).await, "on", day).submit().await, &["on", "reason"]);
        }
        assert_says(&step(&clerk, &at, "Demande de l’auteur").await.submit().await, "Motif : Demande de l’auteur");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM event").await, before, "nothing was done");
    let work = deposited(&clerk, "2126").await;
    for day in [NO_DAY, TOMORROW] {
        refused(&dated(clerk.form(&format!("{work}/transmit")).await, "on", day).submit().await, &["on"]);
    }
    let draft = whole(&clerk, NEW, "2127").await.press("save").await.address;
    let deposit = clerk.form(&format!("{draft}/deposit")).await.fill("number", "99998").fill("legislature", "12");
    refused(&dated(deposit, "on", NO_DAY).submit().await, &["on", "legislature"]);
    app.index().await;
}

/// The form of an answer that the Chamber publishes itself.
async fn answer<'a>(clerk: &'a Client, at: &str, minister: &str, on: [&str; 3]) -> Form<'a> {
    dated(clerk.form_to(at, at).await.fill("text-fr", "Oui.").fill("minister-fr", minister), "answered", on)
}

#[apply(both_databases)]
async fn an_answer_is_asked_about_once_nothing_is_wrong_with_it(app: TestApp) {
    let clerk = clerk(&app).await;
    let work = transmitted(&clerk, "2125").await;
    let day = ["20", "11", "2026"];
    for (of, published) in [("/record", 0), ("/correct/", 1)] {
        let links = clerk.get(&work).await.attributes("main a", "href");
        let at = links.into_iter().find(|link| link.contains(of)).unwrap();
        let long = "x".repeat(3_000);
        refused(&answer(&clerk, &at, &long, day).await.submit().await, &["minister-fr"]);
        refused(&answer(&clerk, &at, &long, NO_DAY).await.submit().await, &["minister-fr", "answered"]);
        let empty = answer(&clerk, &at, &long, TOMORROW).await.fill("text-fr", "").fill("text-ar", "");
        refused(&empty.submit().await, &["minister-fr", "answered", "text"]);
        refused(&answer(&clerk, &at, "Khalid", ["3", "11", "2026"]).await.submit().await, &["answered"]);
        assert_eq!(app.number(PUBLISHED).await, published, "nothing was published");
        let confirmation = answer(&clerk, &at, "Khalid Ait Taleb", day).await.submit().await;
        assert_says(&confirmation, "Répondu par : Khalid Ait Taleb");
        let done = clerk.form_in(&confirmation, None).press("confirm").await;
        assert_eq!(done.texts(".flash").len(), 1, "{}", done.text());
    }
    app.index().await;
}
