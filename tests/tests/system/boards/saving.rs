//! What a ministry is told if its answer cannot be saved, and the state shown for it.

use jawab_domain::Chamber;
use jawab_tests::{Client, Page, TestApp, apply, both_databases, records::ministries};

use super::{agent, judging::accepting, ministry, referred, slug};
use crate::staff::reference::Dated as _;

/// A ministry's agent, with the addresses of the answers to two questions received one after the other.
async fn set_up(app: &TestApp) -> (Client, String, String) {
    let health = ministries::health();
    app.load(&[referred("a", 1, "2026-11-10", &health), referred("b", 2, "2026-11-14", &health)]).await;
    let id = ministry(app, &health).await;
    let slug = slug(app, id).await;
    let at = async |question: &str| format!("/fr/staff/answers/{}/{slug}", app.code(question).await);
    (agent(app, &[id]).await, at("a").await, at("b").await)
}

async fn written(us: &Client, at: &str, text: &str) {
    let page = us.form_to(at, "/draft").await.fill("text-fr", text).submit().await;
    assert!(page.all(".error-summary").is_empty(), "{}", page.text());
}

async fn sent(us: &Client, at: &str) {
    us.form_to(at, "/clear").await.submit().await;
    us.form_to(at, "/submit").await.confirm().await;
}

/// The page on which the other question is ticked.
async fn with_other(us: &Client, at: &str) -> Page {
    us.form_to(at, "/draft").await.fill("also-q", "2").press("also:find").await
}

/// The message of the only invalid field.
fn fault(page: &Page, field: &str) -> String {
    assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec![format!("#f-{field}")]), "{}", page.text());
    page.texts(".error-summary a").concat()
}

#[apply(both_databases)]
async fn a_search_for_other_questions_that_finds_only_this_one_says_that_nothing_matches(app: TestApp) {
    let (us, at, _) = set_up(&app).await;
    let none = "Aucune autre question ouverte du département ne correspond.";
    let found = us.form_to(&at, "/draft").await.fill("also-q", "1").press("also:find").await;
    assert!(found.text().contains(none) && found.all("input[name=also]").is_empty(), "{}", found.text());
    let found = with_other(&us, &at).await;
    assert!(!found.text().contains(none) && found.all("input[name=also]").len() == 1, "{}", found.text());
}

#[apply(both_databases)]
async fn an_answer_is_of_no_day_before_its_ministry_had_its_questions(app: TestApp) {
    let (us, at, _) = set_up(&app).await;
    let early = us.form_to(&at, "/draft").await.fill("text-fr", "Oui.").on("answered", "2026-11-09").send().await;
    let said = fault(&early, "answered");
    assert!(said.contains("la transmission de la question au Gouvernement, le 10 novembre 2026"), "{said}");
    assert_eq!(us.form_in(&early, Some("/draft")).value("text-fr"), "Oui.", "nothing typed is lost");
    let both = us.form_in(&with_other(&us, &at).await, Some("/draft")).fill("also-q", "").tick("also", &app.code("b").await);
    let early = both.fill("text-fr", "Oui.").on("answered", "2026-11-12").send().await;
    let said = fault(&early, "answered");
    assert!(said.contains("le 14 novembre 2026"), "{said}");
    assert_eq!(app.number("SELECT COUNT(*) FROM answer").await, 0);

    us.form_to(&at, "/draft").await.fill("text-fr", "Oui.").on("answered", "2026-11-10").submit().await;
    assert_eq!(app.number("SELECT COUNT(*) FROM answer").await, 1, "the same day will do");
    // The day was corrected since.
    app.execute("UPDATE question SET transmitted_on = '2026-11-11' WHERE source_id = 'a'").await;
    app.execute("UPDATE attribution SET since = '2026-11-11' WHERE since = '2026-11-10'").await;
    let early = us.form_to(&at, "/clear").await.send().await;
    assert!(fault(&early, "answered").contains("11 novembre 2026"), "{}", early.text());
    app.execute("UPDATE ministry_work SET state = 'cleared'").await;
    let early = us.form_to(&at, "/submit").await.send().await;
    assert!(fault(&early, "answered").contains("11 novembre 2026"), "{}", early.text());
    assert_eq!(app.number("SELECT COUNT(*) FROM event WHERE kind = 'answer_submitted'").await, 0);
}

#[apply(both_databases)]
async fn what_is_saved_after_the_answer_was_sent_is_said_not_to_be_kept(app: TestApp) {
    let (us, at, _) = set_up(&app).await;
    let other = agent(&app, &[ministry(&app, &ministries::health()).await]).await;
    written(&us, &at, "Un.").await;
    let page = us.get(&at).await;
    let late = async |text: &str| us.form_in(&page, Some("/draft")).fill("text-fr", text).send().await;
    sent(&other, &at).await;
    let response = late("Deux.").await;
    assert_eq!((response.status.as_u16(), response.texts(".typed")), (409, vec!["Deux.".to_owned()]), "{}", response.text());
    let said = response.texts(".error-summary").concat();
    assert!(said.contains("Rien n’est enregistré") && said.contains("a envoyé cette réponse à la Chambre"), "{said}");

    let clerk = app.clerk(Chamber::Councillors).await;
    clerk.confirm(accepting(&clerk, &format!("{at}/judge")).await).await;
    let response = late("Trois.").await;
    assert!(response.status == 409 && response.texts(".typed").contains(&"Trois.".to_owned()), "{}", response.text());
    let said = response.texts(".error-summary").concat();
    assert!(said.contains("Rien n’est enregistré") && said.contains("une autre réponse a été enregistrée"), "{said}");
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Un."]);
    app.index().await;
}

#[apply(both_databases)]
async fn nobody_is_said_to_prepare_what_was_given_to_nobody(app: TestApp) {
    let (us, at, _) = set_up(&app).await;
    let done = async || us.get(&at).await.texts("ol.stages li.done");
    us.form_to(&at, "/draft").await.fill("text-fr", "Bientôt.").fill("kind", "holding").submit().await;
    assert_eq!(done().await, ["Reçue (fait)"]);
    sent(&us, &at).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    clerk.confirm(accepting(&clerk, &format!("{at}/judge")).await).await;
    assert_eq!(us.get(&at).await.texts("[aria-current=step]"), ["Reçue"], "the final answer is still given to nobody");
    let me = app.strings(&format!("SELECT code FROM account WHERE id = {}", us.account)).await.remove(0);
    us.form_to(&at, "/assign").await.fill("assigned", &me).submit().await;
    written(&us, &at, "Oui.").await;
    assert_eq!(done().await, ["Reçue (fait)", "Attribuée (fait)"]);
    app.index().await;
}

#[apply(both_databases)]
async fn the_question_that_is_answered_apart_already_is_named(app: TestApp) {
    let (us, at, other) = set_up(&app).await;
    let found = with_other(&us, &at).await;
    written(&us, &other, "Pour la seconde.").await;
    let code = app.code("b").await;
    for sends in [false, true] {
        if sends {
            sent(&us, &other).await;
        }
        let both = us.form_in(&found, Some("/draft")).fill("also-q", "").fill("text-fr", "Pour les deux.").tick("also", &code);
        let refused = both.send().await;
        let said = fault(&refused, "also");
        assert!(said.contains("une autre réponse à la question") && said.contains("Sujet b"), "{said}");
        assert_eq!(us.form_in(&refused, Some("/draft")).value("text-fr"), "Pour les deux.", "nothing typed is lost");
    }
    assert_eq!(app.strings("SELECT body FROM text WHERE part = 'answer'").await, ["Pour la seconde."]);
}
