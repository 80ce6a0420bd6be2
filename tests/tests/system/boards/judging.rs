//! Before a Chamber accepts an answer: its day, whether it is in time, the effect on the deadline, and who will see it.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};

use super::{agent, ministry, referred, slug};
use crate::staff::reference::Dated as _;

/// Writes and submits the answer to a question, with other fields filled in; returns the address where it is judged.
pub(super) async fn submitted(app: &TestApp, us: &Client, question: &str, fields: &[(&str, &str)]) -> String {
    let id = ministry(app, &ministries::health()).await;
    let at = format!("/fr/staff/answers/{}/{}", app.code(question).await, slug(app, id).await);
    let form = us.form_to(&at, "/draft").await.fill("text-fr", "Oui.");
    let page = fields.iter().fold(form, |form, (name, value)| form.fill(name, value)).submit().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
    us.form_to(&at, "/clear").await.submit().await;
    us.form_to(&at, "/submit").await.confirm().await;
    format!("{at}/judge")
}

/// An agent of the ministry.
pub(super) async fn us(app: &TestApp) -> Client {
    agent(app, &[ministry(app, &ministries::health()).await]).await
}

/// The confirmation before an answer is accepted.
pub(super) async fn accepting(clerk: &Client, judge: &str) -> Page {
    clerk.form_to(judge, "/judge").await.press("accept").await
}

fn consequences(page: &Page) -> Vec<String> {
    page.texts(".effect li")
}

#[apply(both_databases)]
async fn accepting_says_whether_an_answer_is_in_time(app: TestApp) {
    let health = ministries::health();
    let days = ["2026-11-01", "2026-10-31", "2026-10-30", "2026-10-29"];
    for (n, on) in (1..).zip(days) {
        app.load(&[referred(on, n, on, &health)]).await;
    }
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    for (on, french, arabic) in [
        (
            days[0],
            "D’après sa date, la réponse est dans le délai, dont l’échéance est le 21 novembre 2026.",
            "داخل الأجل الذي ينتهي في 21 نونبر 2026",
        ),
        (days[1], "D’après sa date, la réponse a 1 jour de retard sur l’échéance du 20 novembre 2026.", "بيوم واحد"),
        (days[2], "D’après sa date, la réponse a 2 jours de retard sur l’échéance du 19 novembre 2026.", "بيومين"),
        (days[3], "D’après sa date, la réponse a 3 jours de retard sur l’échéance du 18 novembre 2026.", "بـ 3 أيام"),
    ] {
        let judge = submitted(&app, &us, on, &[]).await;
        let said = consequences(&accepting(&clerk, &judge).await);
        let expected = [
            "La réponse est publiée pour une question, au nom de : Santé et Protection sociale",
            "La réponse est datée du 21 novembre 2026.",
            "La réponse a été envoyée à la Chambre le 21 novembre 2026.",
            french,
            "Le délai cesse de courir.",
        ];
        assert_eq!(said[..5], expected, "without a day of its own it is of the day on which it was submitted");
        let said = consequences(&accepting(&clerk, &judge.replace("/fr/", "/ar/")).await);
        assert!(said[3].contains(arabic), "{said:?}");
    }
}

#[apply(both_databases)]
async fn each_question_that_an_answer_is_for_has_a_deadline_of_its_own(app: TestApp) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-10-29", &health)]).await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, ministry(&app, &health).await).await);
    let found = us.form_to(&at, "/draft").await.fill("also-q", "2").press("also:find").await;
    us.form_in(&found, Some("/draft")).fill("text-fr", "Oui.").fill("also-q", "").tick("also", &app.code("b").await).submit().await;
    us.form_to(&at, "/clear").await.submit().await;
    us.form_to(&at, "/submit").await.confirm().await;
    let said = consequences(&accepting(&clerk, &format!("{at}/judge")).await);
    assert_eq!(
        said[3..5],
        [
            "Sujet a : D’après sa date, la réponse est dans le délai, dont l’échéance est le 30 novembre 2026.",
            "Sujet b : D’après sa date, la réponse a 3 jours de retard sur l’échéance du 18 novembre 2026."
        ],
        "{said:?}"
    );
}

#[apply(both_databases)]
async fn a_deadline_stops_for_those_alone_who_have_answered(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health()), referred("b", 2, "2026-11-10", &ministries::secretariat())]).await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let add = clerk.form(&format!("/fr/staff/questions/{}/add-ministry", app.code("a").await)).await;
    add.fill("to-q", "Secrétariat général du gouvernement").fill("reason", "Aussi").confirm().await;
    app.index().await;
    let judge = submitted(&app, &us, "a", &[]).await;
    let confirmation = accepting(&clerk, &judge).await;
    let said = consequences(&confirmation);
    assert_eq!(
        said[4], "Le délai de ce département cesse de courir ; doivent encore répondre : Secrétariat général du gouvernement",
        "{said:?}"
    );
    // An end does not wait for the others, and is not said to come without an answer.
    clerk.confirm(confirmation).await;
    app.index().await;
    let code = app.code("a").await;
    let ends = |locale: &str| format!("/{locale}/staff/questions/{code}/withdraw");
    let arabic = consequences(&clerk.form(&ends("ar")).await.fill("reason", "طلب").submit().await);
    assert!(arabic[0].contains("أجاب عنه:") && arabic[0].contains("لم يجب عنه:") && !arabic[0].contains("دون جواب"), "{arabic:?}");
    let confirmation = clerk.form(&ends("fr")).await.fill("reason", "Demande").submit().await;
    assert_eq!(
        consequences(&confirmation)[0],
        "La procédure prend fin le 21 novembre 2026. Réponse reçue : Santé et Protection sociale. \
         Sans réponse : Secrétariat général du gouvernement."
    );
    clerk.confirm(confirmation).await;
    app.index().await;
    let public = app.get("/fr/questions/councillors/11/1").await.text();
    assert!(public.contains("retirée avant que tous les départements saisis y répondent"), "{public}");
}

#[apply(both_databases)]
async fn a_holding_answer_says_that_the_deadline_goes_on(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let dated = [("kind", "holding"), ("answered-day", "20"), ("answered-month", "11"), ("answered-year", "2026")];
    let judge = submitted(&app, &us, "a", &dated).await;
    let said = consequences(&accepting(&clerk, &judge).await);
    assert_eq!(
        said[1..5],
        [
            "La réponse est datée du 20 novembre 2026.",
            "La réponse a été envoyée à la Chambre le 21 novembre 2026.",
            "C’est une réponse d’attente : le délai continue de courir.",
            "L’échéance reste la même : 30 novembre 2026."
        ],
        "{said:?}"
    );
}

#[apply(both_databases)]
async fn nothing_is_said_to_be_published_of_a_question_that_is_not(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    app.execute("UPDATE question SET publication = 'unpublished'").await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let judge = submitted(&app, &us, "a", &[]).await;
    for (locale, accept, published) in [("fr", "Accepter la réponse", "publiée pour"), ("ar", "قبول الجواب", "ينشر الجواب")]
    {
        let judge = judge.replace("/fr/", &format!("/{locale}/"));
        assert_eq!(clerk.get(&judge).await.texts("main button[value=accept]"), [accept]);
        let confirmation = accepting(&clerk, &judge).await;
        assert_eq!(confirmation.texts("main button[value=confirm]"), [accept]);
        assert!(!consequences(&confirmation)[0].contains(published), "{}", confirmation.text());
    }
    let record = judge.replace("/judge", "/record");
    let page = clerk.get(&record).await;
    assert!(page.texts("h1")[0].starts_with("Enregistrer une réponse") && !page.text().contains("publiée aussitôt"), "{}", page.text());
    app.execute("UPDATE question SET publication = 'published'").await;
    assert_eq!(clerk.get(&judge).await.texts("main button[value=accept]"), ["Accepter et publier la réponse"]);
    assert!(clerk.get(&record).await.text().contains("publiée aussitôt"));
}

#[apply(both_databases)]
async fn who_judges_an_answer_that_came_again_loses_nothing(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let judge = submitted(&app, &us, "a", &[]).await;
    for act in ["accept", "return"] {
        let form = clerk.form_to(&judge, "/judge").await.fill("reason", "Le point 2 manque.");
        app.execute("UPDATE ministry_work SET version = version + 1").await;
        let stale = form.press(act).await;
        assert_eq!(stale.status, 409, "{act}");
        let form = clerk.form_in(&stale, Some("/judge"));
        assert_eq!(form.value("reason"), "Le point 2 manque.", "{act}");
        assert_eq!(app.number("SELECT COUNT(*) FROM ministry_work WHERE state = 'submitted'").await, 1, "{act}");
    }
}

#[apply(both_databases)]
async fn an_answer_that_waits_is_told_alike_wherever_it_is_read(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let judge = submitted(&app, &us(&app).await, "a", &[("minister-fr", "Khalid Ait Taleb")]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let judged = clerk.get(&judge).await.text();
    for said in ["Répondu par : Khalid Ait Taleb", "La réponse est datée du 21 novembre 2026."] {
        assert!(judged.contains(said), "{said}: {judged}");
    }
    let work = clerk.get(&format!("/fr/staff/questions/{}", app.code("a").await)).await.texts(".answer header").concat();
    for said in ["Répondu par : Khalid Ait Taleb", "Date : 21 novembre 2026"] {
        assert!(work.contains(said), "{said}: {work}");
    }
}

#[apply(both_databases)]
async fn a_day_in_time_is_shown_beside_that_of_a_late_submission(app: TestApp) {
    app.load(&[referred("a", 1, "2026-10-20", &ministries::health())]).await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, ministry(&app, &ministries::health()).await).await);
    us.form_to(&at, "/draft").await.on("answered", "2026-11-05").fill("text-fr", "Oui.").submit().await;
    us.form_to(&at, "/clear").await.submit().await;
    let late = "La date portée sur la réponse, le 5 novembre 2026, est dans le délai ; mais la date de son envoi à la Chambre, \
                le 21 novembre 2026, est postérieure à l’échéance du 9 novembre 2026. Le délai se compte d’après la date portée sur \
                la réponse.";
    let seen = "La Chambre voit les deux dates.";
    let sending = us.form_to(&at, "/submit").await.send().await;
    let said = consequences(&sending);
    assert!(said.windows(2).any(|lines| lines == [late, seen]), "{said:?}");
    us.confirm(sending).await;
    let judge = format!("{at}/judge");
    let page = clerk.get(&judge).await;
    assert!(page.texts(".notice").iter().any(|line| line.starts_with(late)), "{}", page.text());
    assert!(!page.text().contains(seen), "the Chamber is not told what it sees: {}", page.text());
    for day in ["La réponse est datée du 5 novembre 2026.", "La réponse a été envoyée à la Chambre le 21 novembre 2026."] {
        assert!(page.texts(".meta").concat().contains(day), "{day}: {}", page.text());
    }
    let said = consequences(&accepting(&clerk, &judge).await);
    assert_eq!(
        said[1..4],
        [
            "La réponse est datée du 5 novembre 2026.",
            "La réponse a été envoyée à la Chambre le 21 novembre 2026.",
            "D’après sa date, la réponse est dans le délai, dont l’échéance est le 9 novembre 2026.",
        ],
        "{said:?}"
    );
    assert!(said[4] == late && !said.iter().any(|line| line == seen), "{said:?}");
    let arabic = judge.replace("/fr/", "/ar/");
    for page in [clerk.get(&arabic).await, accepting(&clerk, &arabic).await] {
        assert!(page.text().contains("أي بعد انتهاء الأجل في 9 نونبر 2026"), "{}", page.text());
        assert!(!page.text().contains("ورد الجواب داخل الأجل"), "{}", page.text());
    }
}

#[apply(both_databases)]
async fn a_text_in_the_field_of_the_other_language_is_asked_about(app: TestApp) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(&app, ministry(&app, &ministries::health()).await).await);
    let french = "La réponse du département est jointe au présent courrier.";
    us.form_to(&at, "/draft").await.fill("text-ar", french).submit().await;
    us.form_to(&at, "/clear").await.submit().await;
    let warning = "ce texte, donné comme arabe, est écrit surtout en caractères latins";
    let sending = us.form_to(&at, "/submit").await.send().await;
    assert!(consequences(&sending).concat().contains(warning), "{}", sending.text());
    us.confirm(sending).await;
    let judge = format!("{at}/judge");
    assert!(clerk.get(&judge).await.texts(".notice").concat().contains(warning), "it is a warning: the answer is with the Chamber");
    assert!(consequences(&accepting(&clerk, &judge).await).concat().contains(warning));
}
