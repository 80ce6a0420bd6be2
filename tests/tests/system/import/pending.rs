//! Pending decisions that an update of a source makes void are closed, as if staff had done it: desks list only what can be
//! decided.

use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::use_cases::{CorrectionInput, ExpectedWorkVersion};
use jawab_store::board::{Queue, queue};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::{Value, json};

use crate::use_cases::staff_app::{StaffApp, agent, clerk, day};

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

/// The health ministry submits an answer.
async fn handed_over(staff: &StaffApp, question: i64, ministry: i64) {
    let mut unit = staff.begin(&agent(ministry)).await;
    let begun_work = ExpectedWorkVersion { question, ministry, version: 0 };
    let draft = unit.draft_answer(begun_work, &staff.answer(AnswerKind::Final, "Projet.")).await.unwrap();
    let cleared = unit.clear_answer(draft.expected()).await.unwrap();
    unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
}

/// An imported question; its ministry submits an answer and requests a transfer, and a user requests that its transmission be
/// annulled.
async fn pending(staff: &StaffApp) -> i64 {
    staff.app.load(&[imported(json!({}))]).await;
    let id = staff.app.id("a").await;
    handed_over(staff, id, staff.health).await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    unit.ask_transfer(id, staff.health, staff.education, "Pas à nous").await.unwrap();
    unit.commit().await.unwrap();
    let correction = CorrectionInput { kind: CorrectionKind::NotTransmitted, on: None, answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    assert!(unit.correct_record(staff.expected_version(id).await, &correction, "Mauvaise question").await.unwrap().waits);
    unit.commit().await.unwrap();
    assert_eq!(lists(staff).await, [1, 1, 1]);
    id
}

/// How many answers, transfer requests and corrections wait for a clerk.
async fn lists(staff: &StaffApp) -> [usize; 3] {
    let mut counts = [0; 3];
    for (count, list) in counts.iter_mut().zip([Queue::Answers, Queue::Transfers, Queue::Corrections]) {
        let db = staff.app.app.database.reader();
        *count = queue(db, Chamber::Councillors, list, "account:2", 0..10).await.unwrap().len();
    }
    counts
}

/// The last event of a question's history, which closed something.
async fn last_closing(staff: &StaffApp, id: i64) -> Value {
    let sql = format!("SELECT CAST(data AS TEXT) FROM event WHERE kind = 'pending_closed' AND question_id = {id} ORDER BY id DESC");
    let mut event: Value = serde_json::from_str(&staff.one(&sql).await).unwrap();
    event.as_object_mut().unwrap().remove("source_id");
    event
}

/// The state of the ministry's answer that was not submitted.
async fn work(staff: &StaffApp, id: i64) -> String {
    let of = "SELECT w.state || ' ' || t.body FROM ministry_work w JOIN text t ON t.answer_id = w.answer_id WHERE w.question_id =";
    staff.app.strings(&format!("{of} {id} ORDER BY w.ministry_id")).await.join(", ")
}

#[apply(both_databases)]
async fn a_question_that_left_its_ministry_is_no_longer_decided_of_it(staff: StaffApp) {
    let id = pending(&staff).await;
    staff.app.load(&[imported(json!({ "ministry": { "fr": "Éducation" } }))]).await;
    assert_eq!(lists(&staff).await, [0, 0, 1], "its transmission can still be undone");
    assert_eq!(last_closing(&staff, id).await, json!({ "transfers": [staff.health], "answers": [staff.health], "correction": null }));
    assert_eq!(work(&staff, id).await, "drafted Projet.");
    // When the question returns, the ministry finds its draft.
    staff.app.load(&[imported(json!({ "subject": { "fr": "Un objet revu" } }))]).await;
    let version = staff.app.number(&format!("SELECT version FROM ministry_work WHERE question_id = {id}")).await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let cleared = unit.clear_answer(ExpectedWorkVersion { question: id, ministry: staff.health, version }).await.unwrap();
    unit.submit_answer(cleared.expected()).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(lists(&staff).await, [1, 0, 1]);
}

#[apply(both_databases)]
async fn an_end_closes_all_that_is_pending(staff: StaffApp) {
    let id = pending(&staff).await;
    staff.app.load(&[imported(json!({ "status": "withdrawn", "ended_on": "2026-11-15" }))]).await;
    assert_eq!(lists(&staff).await, [0, 0, 0]);
    let all = json!({ "transfers": [staff.health], "answers": [staff.health], "correction": "not_transmitted" });
    assert_eq!(last_closing(&staff, id).await, all);
    assert_eq!(work(&staff, id).await, "drafted Projet.");
    // Nothing of it is recorded again.
    staff.app.load(&[imported(json!({ "status": "withdrawn", "ended_on": "2026-11-16" }))]).await;
    assert_eq!(staff.events(id).await.iter().filter(|kind| *kind == "pending_closed").count(), 1);
}

#[apply(both_databases)]
async fn an_answer_closes_what_it_settles(staff: StaffApp) {
    let id = pending(&staff).await;
    staff.app.load(&[imported(json!({ "answer": { "date": "2026-11-12", "texts": { "fr": "Oui." } } }))]).await;
    assert_eq!(staff.one(&format!("SELECT status FROM question WHERE id = {id}")).await, "answered");
    assert_eq!(lists(&staff).await, [0, 0, 0], "what was answered was transmitted");
    let all = json!({ "transfers": [staff.health], "answers": [staff.health], "correction": "not_transmitted" });
    assert_eq!((last_closing(&staff, id).await, work(&staff, id).await), (all, "drafted Projet.".to_owned()));
    let clerk = staff.app.clerk(Chamber::Councillors).await;
    let page = clerk.get(&format!("/fr/staff/questions/{}", staff.app.code("a").await)).await.text();
    assert!(page.contains("Oui.") && !page.contains("Projet."), "what the ministry has as a draft is its own again: {page}");
}

#[apply(both_databases)]
async fn an_answer_of_one_ministry_leaves_the_others_their_own(staff: StaffApp) {
    let both = json!([{ "fr": "Santé" }, { "fr": "Éducation" }]);
    staff.app.load(&[imported(json!({ "ministry": null, "ministries": both }))]).await;
    let id = staff.app.id("a").await;
    for ministry in [staff.health, staff.education] {
        handed_over(&staff, id, ministry).await;
    }
    assert_eq!(lists(&staff).await, [2, 0, 0]);
    // On a day that the source does not state.
    let answers = json!([{ "ministry": { "fr": "Santé" }, "texts": { "fr": "Oui." } }]);
    staff.app.load(&[imported(json!({ "ministry": null, "ministries": both, "answers": answers }))]).await;
    assert_eq!(staff.one(&format!("SELECT status FROM question WHERE id = {id}")).await, "transmitted");
    assert_eq!((lists(&staff).await, last_closing(&staff, id).await["answers"].clone()), ([1, 0, 0], json!([staff.health])));
    let states = "SELECT state FROM ministry_work ORDER BY CASE WHEN ministry_id =";
    assert_eq!(staff.app.strings(&format!("{states} {} THEN 0 ELSE 1 END", staff.health)).await, ["drafted", "submitted"]);
}

#[apply(both_databases)]
async fn a_wish_for_the_day_of_a_referral_is_of_that_ministry(staff: StaffApp) {
    let gone_to = |ministry: &str, subject: &str| {
        let transfers = json!([{ "from": { "fr": "Santé" }, "to": { "fr": ministry }, "on": "2026-11-06" }]);
        imported(json!({ "ministry": { "fr": ministry }, "transfers": transfers, "subject": { "fr": subject } }))
    };
    staff.app.load(&[gone_to("Éducation", "Un")]).await;
    let id = staff.app.id("a").await;
    let correction = CorrectionInput { kind: CorrectionKind::Referred, on: Some(day("2026-11-07")), answer: None, referral: Some(2) };
    let mut unit = staff.begin(&clerk()).await;
    assert!(unit.correct_record(staff.expected_version(id).await, &correction, "Lettre du bureau").await.unwrap().waits);
    unit.commit().await.unwrap();
    staff.app.load(&[gone_to("Éducation", "Deux")]).await;
    assert_eq!(lists(&staff).await, [0, 0, 1], "it went there still");
    staff.app.load(&[gone_to("Intérieur", "Deux")]).await;
    assert_eq!(lists(&staff).await, [0, 0, 0]);
    assert_eq!(last_closing(&staff, id).await, json!({ "transfers": [], "answers": [], "correction": "referred" }));
}

#[apply(both_databases)]
async fn an_answer_of_another_record_closes_what_it_settles(staff: StaffApp) {
    let id = pending(&staff).await;
    let answer = json!({ "date": "2026-11-12", "texts": { "fr": "Aux deux." }, "also_answers": ["a"] });
    let other = json!({ "chamber": "councillors", "transmitted_on": "2026-11-04", "ministry": { "fr": "Santé" }, "answer": answer });
    staff.app.load(&[record("b", other)]).await;
    assert_eq!((lists(&staff).await, work(&staff, id).await), ([0, 0, 0], "drafted Projet.".to_owned()));
}
