//! The Chamber's board: what waits for the clerk, and the ministries' answer rates.

use jawab_domain::Chamber;
use jawab_tests::{TestApp, apply, both_databases, records::ministries};
use serde_json::{Value, json};

use super::{agent, lane, ministry, referred, slug};

fn answered(source_id: &str, number: i32, on: &str) -> Value {
    let mut question = referred(source_id, number, "2026-10-01", &ministries::health());
    question["answer"] = json!({ "date": on, "texts": { "fr": "Oui." } });
    question
}

/// An old question, never answered.
fn old(source_id: &str, number: i32) -> Value {
    let mut question = referred(source_id, number, "2025-01-01", &ministries::secretariat());
    question["deposited_on"] = json!("2024-12-20");
    question
}

#[apply(both_databases)]
async fn ministries_are_counted_by_what_became_of_their_questions(app: TestApp) {
    app.load(&[
        answered("early", 1, "2026-10-11"),
        answered("last-day", 2, "2026-10-21"),
        answered("late", 3, "2026-10-31"),
        referred("overdue", 4, "2026-10-01", &ministries::health()),
        referred("open", 5, "2026-11-20", &ministries::health()),
        referred("theirs", 6, "2026-11-20", &ministries::secretariat()),
        old("old", 7),
    ])
    .await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let cells = |page: &jawab_tests::Page| page.texts(".rates tbody td:not(.bar-cell)");
    let year = clerk.get("/fr/staff/chamber").await;
    assert_eq!(year.texts(".rates tbody th"), ["Santé et Protection sociale", "Secrétariat général du gouvernement"]);
    assert_eq!(cells(&year)[..7], ["50 %", "2", "1", "1", "1", "20", "20"], "{}", year.text());
    assert_eq!(cells(&year)[7..], ["–non disponible", "0", "0", "0", "1", "–non disponible", "–non disponible"]);
    assert_eq!(year.all(".rates tbody tr:first-child svg.bar rect").len(), 4);
    let ever = clerk.get("/fr/staff/chamber?since=ever").await;
    assert_eq!(ever.texts(".rates tbody tr:first-child th"), ["Secrétariat général du gouvernement"], "the slowest first");
    let table = clerk.get("/fr/staff/chamber.csv").await;
    assert!(table.body.starts_with("\u{feff}Département ministériel;"), "{}", table.body);
    assert!(table.body.contains("\r\nSanté et Protection sociale;2;1;1;1;0;50;20;20\r\n"), "{}", table.body);
    let elsewhere = app.clerk(Chamber::Representatives).await.get("/fr/staff/chamber").await;
    assert!(elsewhere.all(".rates").is_empty() && lane(&elsewhere, "overdue").is_empty());
}

#[apply(both_databases)]
async fn ministries_are_reminded_of_what_is_overdue(app: TestApp) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-10-01", &health), referred("b", 2, "2026-10-02", &health)]).await;
    let id = ministry(&app, &health).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let nothing = clerk.form_to("/fr/staff/chamber", "/remind?page=1").await.send().await;
    assert_eq!(nothing.status, 422);
    let part = format!("{}:{}", app.code("a").await, slug(&app, id).await);
    let form = clerk.form_to("/fr/staff/chamber", "/remind?page=1").await.fill("part", &part).fill("note", "Merci d’avance.");
    let page = form.submit().await;
    assert!(page.one(".flash").text().collect::<String>().contains("rappel"), "{}", page.text());
    let us = agent(&app, &[id]).await;
    let board = us.get("/fr/staff/board").await;
    assert_eq!(board.texts(".ticket-note"), ["Rappel de la Chambre le 21 novembre 2026 : Merci d’avance."]);
    assert_eq!(app.strings("SELECT reason FROM event WHERE kind = 'reminded'").await, ["Merci d’avance."]);
    let foreign = app.clerk(Chamber::Representatives).await.post("/fr/staff/chamber/remind", &[("part", &part)]).await;
    assert!(matches!(foreign.status.as_u16(), 403 | 404), "{}", foreign.status);
    assert_eq!(app.number("SELECT COUNT(*) FROM ministry_reminder").await, 1);
    app.set_clock("2026-11-21T12:00:00Z");
    clerk.form_to("/fr/staff/chamber", "/remind?page=1").await.fill("part", &part).submit().await;
    let answer = us.get(&format!("/fr/staff/answers/{}", part.replace(':', "/"))).await;
    let reminders = ["Rappel de la Chambre le 21 novembre 2026", "Rappel de la Chambre le 21 novembre 2026 : Merci d’avance."];
    let told: Vec<String> = answer.texts("main p.notice").into_iter().filter(|notice| notice.starts_with("Rappel")).collect();
    assert_eq!(told, reminders, "a second one hides no word of the first");
}

#[apply(both_databases)]
async fn what_waits_is_of_the_clerks_own_chamber(app: TestApp) {
    let mut deposited = referred("deposited", 1, "2026-10-01", &ministries::health());
    deposited.as_object_mut().unwrap().remove("transmitted_on");
    app.load(&[deposited]).await;
    let (own, other) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Representatives).await);
    let waits = "section[aria-labelledby=waits-deposited] li h3";
    assert_eq!(own.get("/fr/staff/chamber").await.texts(waits), ["Sujet deposited"]);
    assert_eq!(own.get("/ar/staff/chamber?list=deposited").await.texts(waits), ["موضوع deposited"]);
    assert!(other.get("/fr/staff/chamber").await.texts(waits).is_empty());
    let us = agent(&app, &[ministry(&app, &ministries::health()).await]).await;
    assert_eq!(us.get("/fr/staff/chamber").await.status, 403);
    assert_eq!(own.get("/fr/staff/board").await.status, 403);
}
