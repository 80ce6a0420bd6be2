//! What an update of a source leaves nobody to decide is closed, as if staff had brought it about: desks list only what can be decided.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::work::{CorrectionInput, SeenWork};
use jawab_store::board::{Waiting, waiting};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::{Value, json};

use crate::work::desk::{Desk, agent, clerk, day};

/// A question of the health ministry, as its source has it, with other fields.
fn imported(fields: Value) -> Value {
    let mut record = record(
        "a",
        json!({
            "chamber": "councillors", "legislature": 11, "number": 1, "deposited_on": "2026-11-02", "transmitted_on": "2026-11-04",
            "ministry": { "fr": "Santé" },
        }),
    );
    record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    record
}

/// The health ministry hands over an answer.
async fn handed_over(desk: &Desk, question: i64, ministry: i64) {
    let mut turn = desk.turn(&agent(ministry)).await;
    let begun = SeenWork { question, ministry, version: 0 };
    let draft = turn.draft_answer(begun, &desk.answer(AnswerKind::Final, "Projet.")).await.unwrap();
    let cleared = turn.clear_answer(draft.seen()).await.unwrap();
    turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
}

/// It is imported; its ministry hands over an answer and asks for it to go elsewhere, and somebody asks for its transmission to be undone.
async fn pending(desk: &Desk) -> i64 {
    desk.app.load(&[imported(json!({}))]).await;
    let id = desk.app.id("a").await;
    handed_over(desk, id, desk.health).await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    turn.ask_transfer(id, desk.health, desk.education, "Pas à nous").await.unwrap();
    turn.commit().await.unwrap();
    let wish = CorrectionInput { kind: CorrectionKind::NotTransmitted, on: None, answer: None, referral: None };
    let mut turn = desk.turn(&clerk()).await;
    assert!(turn.rectify(desk.seen(id).await, &wish, "Mauvaise question").await.unwrap().waits);
    turn.commit().await.unwrap();
    assert_eq!(lists(desk).await, [1, 1, 1]);
    id
}

/// How many answers, requests for a transfer and corrections wait for a clerk.
async fn lists(desk: &Desk) -> [usize; 3] {
    let mut counts = [0; 3];
    for (count, list) in counts.iter_mut().zip([Waiting::Answers, Waiting::Transfers, Waiting::Corrections]) {
        let db = desk.app.app.database.reader();
        *count = waiting(db, Chamber::Councillors, list, "account:2", 0..10).await.unwrap().len();
    }
    counts
}

/// What was closed of a question, as its history tells last of all.
async fn closed(desk: &Desk, id: i64) -> Value {
    let told = format!("SELECT CAST(data AS TEXT) FROM event WHERE kind = 'pending_closed' AND question_id = {id} ORDER BY id DESC");
    let mut told: Value = serde_json::from_str(&desk.one(&told).await).unwrap();
    told.as_object_mut().unwrap().remove("source_id");
    told
}

/// How far the ministry is with the answer that it wrote, which is still its own.
async fn work(desk: &Desk, id: i64) -> String {
    let of = "SELECT w.state || ' ' || t.body FROM ministry_work w JOIN text t ON t.answer_id = w.answer_id WHERE w.question_id =";
    desk.app.strings(&format!("{of} {id} ORDER BY w.ministry_id")).await.join(", ")
}

#[apply(both_databases)]
async fn a_question_that_left_its_ministry_is_no_longer_decided_of_it(desk: Desk) {
    let id = pending(&desk).await;
    desk.app.load(&[imported(json!({ "ministry": { "fr": "Éducation" } }))]).await;
    assert_eq!(lists(&desk).await, [0, 0, 1], "its transmission can still be undone");
    assert_eq!(closed(&desk, id).await, json!({ "transfers": [desk.health], "answers": [desk.health], "correction": null }));
    assert_eq!(work(&desk, id).await, "drafted Projet.");
    // Given back, it finds what it wrote.
    desk.app.load(&[imported(json!({ "subject": { "fr": "Un objet revu" } }))]).await;
    let version = desk.app.number(&format!("SELECT version FROM ministry_work WHERE question_id = {id}")).await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    let cleared = turn.clear_answer(SeenWork { question: id, ministry: desk.health, version }).await.unwrap();
    turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(lists(&desk).await, [1, 0, 1]);
}

#[apply(both_databases)]
async fn an_end_closes_all_that_is_pending(desk: Desk) {
    let id = pending(&desk).await;
    desk.app.load(&[imported(json!({ "status": "withdrawn", "ended_on": "2026-11-15" }))]).await;
    assert_eq!(lists(&desk).await, [0, 0, 0]);
    let all = json!({ "transfers": [desk.health], "answers": [desk.health], "correction": "not_transmitted" });
    assert_eq!(closed(&desk, id).await, all);
    assert_eq!(work(&desk, id).await, "drafted Projet.");
    // Nothing of it is told again.
    desk.app.load(&[imported(json!({ "status": "withdrawn", "ended_on": "2026-11-16" }))]).await;
    assert_eq!(desk.events(id).await.iter().filter(|kind| *kind == "pending_closed").count(), 1);
}

#[apply(both_databases)]
async fn an_answer_closes_what_it_settles(desk: Desk) {
    let id = pending(&desk).await;
    desk.app.load(&[imported(json!({ "answer": { "date": "2026-11-12", "texts": { "fr": "Oui." } } }))]).await;
    assert_eq!(desk.one(&format!("SELECT status FROM question WHERE id = {id}")).await, "answered");
    assert_eq!(lists(&desk).await, [0, 0, 0], "what was answered was transmitted");
    let all = json!({ "transfers": [desk.health], "answers": [desk.health], "correction": "not_transmitted" });
    assert_eq!((closed(&desk, id).await, work(&desk, id).await), (all, "drafted Projet.".to_owned()));
    let clerk = desk.app.clerk(Chamber::Councillors).await;
    let page = clerk.get(&format!("/fr/staff/questions/{}", desk.app.code("a").await)).await.text();
    assert!(page.contains("Oui.") && !page.contains("Projet."), "what the ministry has as a draft is its own again: {page}");
}

#[apply(both_databases)]
async fn an_answer_of_one_ministry_leaves_the_others_their_own(desk: Desk) {
    let both = json!([{ "fr": "Santé" }, { "fr": "Éducation" }]);
    desk.app.load(&[imported(json!({ "ministry": null, "ministries": both }))]).await;
    let id = desk.app.id("a").await;
    for ministry in [desk.health, desk.education] {
        handed_over(&desk, id, ministry).await;
    }
    assert_eq!(lists(&desk).await, [2, 0, 0]);
    // On a day that the source does not tell.
    let answers = json!([{ "ministry": { "fr": "Santé" }, "texts": { "fr": "Oui." } }]);
    desk.app.load(&[imported(json!({ "ministry": null, "ministries": both, "answers": answers }))]).await;
    assert_eq!(desk.one(&format!("SELECT status FROM question WHERE id = {id}")).await, "transmitted");
    assert_eq!((lists(&desk).await, closed(&desk, id).await["answers"].clone()), ([1, 0, 0], json!([desk.health])));
    let states = "SELECT state FROM ministry_work ORDER BY CASE WHEN ministry_id =";
    assert_eq!(desk.app.strings(&format!("{states} {} THEN 0 ELSE 1 END", desk.health)).await, ["drafted", "submitted"]);
}

#[apply(both_databases)]
async fn a_wish_for_the_day_of_a_referral_is_of_that_ministry(desk: Desk) {
    let gone_to = |ministry: &str, subject: &str| {
        let transfers = json!([{ "from": { "fr": "Santé" }, "to": { "fr": ministry }, "on": "2026-11-06" }]);
        imported(json!({ "ministry": { "fr": ministry }, "transfers": transfers, "subject": { "fr": subject } }))
    };
    desk.app.load(&[gone_to("Éducation", "Un")]).await;
    let id = desk.app.id("a").await;
    let wish = CorrectionInput { kind: CorrectionKind::Referred, on: Some(day("2026-11-07")), answer: None, referral: Some(2) };
    let mut turn = desk.turn(&clerk()).await;
    assert!(turn.rectify(desk.seen(id).await, &wish, "Lettre du bureau").await.unwrap().waits);
    turn.commit().await.unwrap();
    desk.app.load(&[gone_to("Éducation", "Deux")]).await;
    assert_eq!(lists(&desk).await, [0, 0, 1], "it went there still");
    desk.app.load(&[gone_to("Intérieur", "Deux")]).await;
    assert_eq!(lists(&desk).await, [0, 0, 0]);
    assert_eq!(closed(&desk, id).await, json!({ "transfers": [], "answers": [], "correction": "referred" }));
}

#[apply(both_databases)]
async fn an_answer_of_another_record_closes_what_it_settles(desk: Desk) {
    let id = pending(&desk).await;
    let answer = json!({ "date": "2026-11-12", "texts": { "fr": "Aux deux." }, "also_answers": ["a"] });
    let other = json!({ "chamber": "councillors", "transmitted_on": "2026-11-04", "ministry": { "fr": "Santé" }, "answer": answer });
    desk.app.load(&[record("b", other)]).await;
    assert_eq!((lists(&desk).await, work(&desk, id).await), ([0, 0, 0], "drafted Projet.".to_owned()));
}
