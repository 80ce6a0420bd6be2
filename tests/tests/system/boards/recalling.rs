//! Before a ministry submits its answer it is told the consequences; and it can recall the answer until the Chamber decides.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};

use super::{
    agent,
    judging::{accepting, submitted, us},
    lane, ministry, referred, slug,
};
use crate::staff::reference::Dated as _;

/// An agent, with the address of a cleared answer.
async fn cleared(app: &TestApp) -> (Client, String) {
    app.load(&[referred("a", 1, "2026-11-10", &ministries::health())]).await;
    let id = ministry(app, &ministries::health()).await;
    let (us, at) = (us(app).await, format!("/fr/staff/answers/{}/{}", app.code("a").await, slug(app, id).await));
    us.form_to(&at, "/draft").await.fill("text-fr", "Oui.").submit().await;
    us.form_to(&at, "/clear").await.submit().await;
    (us, at)
}

async fn state(app: &TestApp) -> String {
    app.strings("SELECT state || '/' || COALESCE(CAST(submitted_on AS TEXT), '') FROM ministry_work").await.concat()
}

fn consequences(page: &Page) -> Vec<String> {
    page.texts(".effect li")
}

fn flash(page: &Page) -> String {
    page.texts(".flash").concat()
}

#[apply(both_databases)]
async fn handing_an_answer_over_says_its_day_and_its_languages_first(app: TestApp) {
    let (us, at) = cleared(&app).await;
    let confirmation = us.form_to(&at, "/submit").await.send().await;
    assert_eq!(
        consequences(&confirmation),
        [
            "La réponse est envoyée à la Chambre pour une question.",
            "Aucune date n’est indiquée : la réponse sera datée du jour de son envoi, le 21 novembre 2026.",
            "Langues de la réponse : français",
            "La réponse ne peut pas être modifiée tant qu’elle est à la Chambre. Vous pouvez la reprendre tant que la Chambre n’a pas décidé.",
        ],
        "{}",
        confirmation.text()
    );
    assert!(confirmation.all("main a[href^='/fr/staff/questions']").is_empty(), "agents have no way there");
    let back = us.form_in(&confirmation, None).enter().await;
    assert_eq!((us.form_in(&back, Some("/draft")).value("text-fr"), state(&app).await), ("Oui.".into(), "cleared/".into()));
    // Confirmed after midnight in Morocco, its day would differ from the one shown.
    app.set_clock("2026-11-21T21:00:00Z");
    us.get(&at).await;
    app.set_clock("2026-11-22T00:30:00Z");
    let anew = us.form_in(&confirmation, None).press("confirm").await;
    assert_eq!((anew.status.as_u16(), state(&app).await), (422, "cleared/".into()), "{}", anew.text());
    assert!(consequences(&anew)[1].ends_with("le 22 novembre 2026."), "{}", anew.text());
    let sent = us.confirm(anew).await;
    assert_eq!((flash(&sent), state(&app).await), ("La réponse est envoyée à la Chambre.".into(), "submitted/2026-11-22".into()));
}

#[apply(both_databases)]
async fn a_day_of_its_own_is_said_as_it_is(app: TestApp) {
    let (us, at) = cleared(&app).await;
    us.form_to(&at, "/draft").await.on("answered", "2026-11-15").fill("text-ar", "نعم.").submit().await;
    us.form_to(&at, "/clear").await.submit().await;
    let said = consequences(&us.form_to(&at.replace("/fr/", "/ar/"), "/submit").await.send().await);
    assert_eq!(said[..3], ["يرسل الجواب عن سؤال واحد إلى المجلس.", "تاريخ الجواب هو 15 نونبر 2026.", "لغات الجواب: العربية، الفرنسية"]);
}

#[apply(both_databases)]
async fn an_answer_is_taken_back_until_the_chamber_decides(app: TestApp) {
    let (us, at) = cleared(&app).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    us.form_to(&at, "/submit").await.confirm().await;
    let judged = accepting(&clerk, &format!("{at}/judge")).await;
    assert!(clerk.get("/fr/staff/chamber").await.body.contains("/judge"));
    let page = us.form_to(&at, "/recall").await.submit().await;
    assert!(flash(&page).contains("La réponse est reprise"), "{}", page.text());
    assert_eq!((us.form_in(&page, Some("/draft")).value("text-fr"), state(&app).await), ("Oui.".into(), "cleared/".into()));
    assert_eq!(lane(&us.get("/fr/staff/board").await, "waiting"), Vec::<String>::new());
    assert!(!clerk.get("/fr/staff/chamber").await.body.contains("/judge"), "it does not wait there any more");
    assert_eq!(clerk.get(&format!("{at}/judge")).await.status, 404);
    // A clerk who was about to accept it is told.
    let late = clerk.form_in(&judged, None).press("confirm").await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Le département a repris sa réponse avant toute décision"), "{}", late.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM answer WHERE published_at IS NOT NULL").await, 0);
    assert_eq!(app.strings("SELECT kind FROM event WHERE kind LIKE 'answer%' ORDER BY id").await, ["answer_submitted", "answer_recalled"]);
    let history = clerk.get(&format!("/fr/staff/questions/{}/history", app.code("a").await)).await;
    assert!(history.text().contains("Réponse reprise par le département"), "{}", history.text());
    // Work continues: changed, cleared and submitted again.
    us.form_to(&at, "/draft").await.fill("text-fr", "Oui, en 2027.").submit().await;
    assert_eq!(state(&app).await, "drafted/");
    us.form_to(&at, "/clear").await.submit().await;
    us.form_to(&at, "/submit").await.confirm().await;
    let other = clerk.form_in(&judged, None).press("confirm").await;
    assert_eq!(other.status, 409, "it is another answer than was read: {}", other.text());
    clerk.confirm(accepting(&clerk, &format!("{at}/judge")).await).await;
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Oui, en 2027."]);
    app.index().await;
}

#[apply(both_databases)]
async fn what_the_chamber_has_decided_is_not_taken_back(app: TestApp) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-11-10", &health), referred("c", 3, "2026-11-10", &health)])
        .await;
    let (us, clerk) = (us(&app).await, app.clerk(Chamber::Councillors).await);
    let colleague = agent(&app, &[ministry(&app, &health).await]).await;
    // Published, returned, recalled by a colleague.
    for (question, status) in [("a", "answered"), ("b", "transmitted"), ("c", "transmitted")] {
        let judge = submitted(&app, &us, question, &[]).await;
        let at = judge.strip_suffix("/judge").unwrap().to_owned();
        let page = us.get(&at).await;
        match question {
            "a" => drop(clerk.confirm(accepting(&clerk, &judge).await).await),
            "b" => drop(clerk.form_to(&judge, "/judge").await.fill("reason", "À préciser").press("return").await),
            _ => drop(colleague.form_to(&at, "/recall").await.submit().await),
        }
        let events = app.number("SELECT COUNT(*) FROM event").await;
        let late = us.form_in(&page, Some("/recall")).send().await;
        assert_eq!((late.status.as_u16(), late.all(".error-summary").len()), (409, 1), "{question}: {}", late.text());
        assert_eq!(app.number("SELECT COUNT(*) FROM event").await, events, "{question}");
        let text = late.all("form[action$='/draft']").len();
        assert_eq!(text, usize::from(status == "transmitted"), "{question}: the page is as things are now");
        if status == "transmitted" {
            assert_eq!(us.form_in(&late, Some("/draft")).value("text-fr"), "Oui.", "{question}: nothing is lost");
        }
        assert_eq!(app.strings(&format!("SELECT status FROM question WHERE source_id = '{question}'")).await, [status]);
    }
    app.index().await;
}
