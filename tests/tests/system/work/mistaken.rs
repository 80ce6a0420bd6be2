//! A ministry that received a question by mistake is taken out again, and the one that a transfer took it from has it as before.

use jawab_domain::{
    AnswerKind, Chamber,
    lifecycle::{CorrectionKind, EventKind, Refusal},
};
use jawab_service::{
    FieldError, Problem, UseCaseError,
    work::{CorrectionInput, Kept, Outcome, SeenWork, Transfer},
};
use jawab_tests::{apply, both_databases};
use serde_json::json;

use super::desk::{Desk, agent, clerk, colleague, day};

const WHY: &str = "Erreur de saisie";

fn never(referral: i32) -> CorrectionInput {
    CorrectionInput { kind: CorrectionKind::NotReferred, on: None, answer: None, referral: Some(referral) }
}

async fn transfer(desk: &Desk, id: i64, from: i64, to: i64) {
    let mut turn = desk.turn(&clerk()).await;
    let how = Transfer { on: Some(day("2026-11-10")), from, to, reason: "Compétence".into() };
    turn.transfer(desk.seen(id).await, how).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
}

async fn add(desk: &Desk, id: i64) {
    let mut turn = desk.turn(&clerk()).await;
    turn.add_ministry(desk.seen(id).await, desk.education, Some(day("2026-11-10")), "Aussi").await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
}

/// Asks as one clerk and confirms as another.
async fn by_two(desk: &Desk, id: i64, referral: i32) -> Outcome<Kept> {
    desk.put_right_by_two(id, &never(referral), WHY).await
}

/// How many questions the other ministry has for readers.
async fn counted(desk: &Desk) -> Option<i64> {
    let ledger = desk.app.app.ledger().await.unwrap();
    ledger.ministry_shares(None, desk.app.today()).get(&desk.education).map(|share| share.questions)
}

async fn parts(desk: &Desk, id: i64) -> Vec<String> {
    let of = "CAST(ministry_id AS TEXT) || ' ' || CAST(clock_from AS TEXT) || ' ' || CAST(due_on AS TEXT) || ' ' || COALESCE(CAST(until AS TEXT), '-')";
    desk.app.strings(&format!("SELECT {of} FROM attribution WHERE question_id = {id} ORDER BY position")).await
}

#[apply(both_databases)]
async fn a_ministry_that_was_added_by_mistake_owes_nothing_and_the_public_is_told(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let before =
        (parts(&desk, kept.id).await, desk.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {}", kept.id)).await);
    let counted_before = counted(&desk).await;
    add(&desk, kept.id).await;
    assert_ne!(counted(&desk).await, counted_before);
    let preview = desk.work.correction_preview(&clerk(), kept.id, &never(2)).await.unwrap();
    assert!(preview.needs_second && preview.due_of.is_empty() && preview.due_on.0 == preview.due_on.1, "{preview:?}");
    by_two(&desk, kept.id, 2).await.unwrap();
    let due = desk.one(&format!("SELECT CAST(due_on AS TEXT) FROM question WHERE id = {}", kept.id)).await;
    assert_eq!((parts(&desk, kept.id).await, due), before);

    let told = desk.work.history(&clerk(), kept.id).await.unwrap().pop().unwrap();
    assert_eq!((told.kind, told.reason.as_deref()), (EventKind::ReferralUndone, Some(WHY)));
    assert_eq!((&told.data["ministry"], &told.data["before"]), (&json!(desk.education), &json!("2026-11-10")));
    let page = desk.app.get("/fr/questions/councillors/11/1").await;
    assert_eq!(page.texts(".steps s"), ["10 novembre 2026", "Transmise à un département de plus"], "it is no fact any more");
    assert_eq!(page.texts(".put-right"), ["Annulation ultérieure"]);
    assert!(page.text().contains("Annulation de la saisine du 10 novembre 2026"), "{}", page.text());
    assert!(desk.app.get("/ar/questions/councillors/11/1").await.text().contains("إلغاء الإحالة على القطاع (10 نونبر 2026)"));
    let told = desk.app.get_json("/api/v1/questions/councillors/11/1").await;
    assert_eq!(told["attributions"].as_array().unwrap().len(), 1);
    assert_eq!(counted(&desk).await, counted_before, "nothing is counted against it");

    // It may receive it in earnest afterwards, and be taken out once more.
    add(&desk, kept.id).await;
    assert_eq!(parts(&desk, kept.id).await.len(), 2);
    by_two(&desk, kept.id, 2).await.unwrap();
    assert_eq!(parts(&desk, kept.id).await, before.0);
}

#[apply(both_databases)]
async fn a_transfer_that_was_a_mistake_gives_the_question_back_with_its_clock_and_its_draft(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let before = parts(&desk, kept.id).await;
    let mut turn = desk.turn(&agent(desk.health)).await;
    let seen = SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    let drafted = turn.draft_answer(seen, &desk.answer(AnswerKind::Final, "Un coquelicot.")).await.unwrap();
    let cleared = turn.clear_answer(drafted.seen()).await.unwrap();
    turn.submit_answer(cleared.seen()).await.unwrap();
    turn.commit().await.unwrap();
    transfer(&desk, kept.id, desk.health, desk.education).await;
    by_two(&desk, kept.id, 2).await.unwrap();
    assert_eq!(parts(&desk, kept.id).await, before);
    let told = desk.work.history(&clerk(), kept.id).await.unwrap().pop().unwrap();
    assert_eq!((&told.data["ministry"], &told.data["from"]), (&json!(desk.education), &json!(desk.health)));
    let us = desk.app.agent(&[desk.health]).await;
    let page = us.get(&format!("/fr/staff/answers/{}/sante", kept.code)).await;
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), "Un coquelicot.");
    assert!(page.texts(".notice[role=note]").concat().contains("elle vous revient"), "{}", page.text());
    let page = desk.app.get("/fr/questions/councillors/11/1").await;
    assert_eq!(page.texts(".steps s").len(), 2, "{}", page.text());

    // Of two the later first.
    transfer(&desk, kept.id, desk.health, desk.education).await;
    transfer(&desk, kept.id, desk.education, desk.health).await;
    let passed_on = by_two(&desk, kept.id, 2).await;
    assert!(matches!(passed_on, Err(UseCaseError::Refused(Refusal::NotTheirs))), "{passed_on:?}");
    by_two(&desk, kept.id, 3).await.unwrap();
    by_two(&desk, kept.id, 2).await.unwrap();
    assert_eq!(parts(&desk, kept.id).await, before);
}

#[apply(both_databases)]
async fn what_was_added_on_the_day_of_a_transfer_took_nothing_from_anybody(desk: Desk) {
    let kept = desk.published("Sujet").await;
    add(&desk, kept.id).await;
    desk.app.load(&[jawab_tests::records::record("c", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    let culture = desk.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    transfer(&desk, kept.id, desk.health, culture).await;
    by_two(&desk, kept.id, 2).await.unwrap();
    let has = format!("SELECT CAST(ministry_id AS TEXT) FROM attribution WHERE question_id = {} AND until IS NULL", kept.id);
    assert_eq!(desk.app.strings(&has).await, [culture.to_string()], "it does not go back to the one that it was transferred from");
}

#[apply(both_databases)]
async fn a_clerk_annuls_a_referral_on_a_page_of_its_own(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let (one, two) = (desk.app.clerk(Chamber::Councillors).await, desk.app.clerk(Chamber::Councillors).await);
    let at = format!("/fr/staff/questions/{}", kept.code);
    assert_eq!(one.get(&format!("{at}/undo-referral")).await.status, 409, "it came with the transmission");
    add(&desk, kept.id).await;
    let offered = one.get(&at).await.attributes("main a", "href");
    assert!(offered.iter().any(|link| link.ends_with("/undo-referral")), "{offered:?}");
    let form = one.form(&format!("{at}/undo-referral")).await;
    let asked = form.fill("reason", WHY).press("go").await;
    assert_eq!(asked.texts(".flash").len(), 1, "{}", asked.text());
    assert_eq!(parts(&desk, kept.id).await.len(), 2, "it waits for a second person");
    let waits = two.get("/fr/staff/chamber").await.text();
    assert!(waits.contains("Annulation de la saisine du 10 novembre 2026"), "{waits}");
    let done = two.form(&format!("{at}/confirm-correction")).await.press("go").await;
    assert!(done.texts(".flash").concat().starts_with("L’annulation de la saisine est enregistrée"), "{}", done.text());
    assert_eq!(parts(&desk, kept.id).await.len(), 1);
    let history = one.get(&format!("/ar/staff/questions/{}/history", kept.code)).await;
    assert!(history.text().contains("إلغاء إحالة على قطاع سُجّلت خطأً"), "{}", history.text());
    desk.app.index().await;
}

#[apply(both_databases)]
async fn what_a_ministry_that_ended_handed_on_is_not_lost_with_its_successor(desk: Desk) {
    let kept = desk.published("Sujet").await;
    add(&desk, kept.id).await;
    desk.app.load(&[jawab_tests::records::record("c", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    let culture = desk.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.add_ministry(desk.seen(kept.id).await, culture, Some(day("2026-11-10")), "Aussi").await.unwrap();
    turn.commit().await.unwrap();
    // The history tells of Health last, whose part ends later than the one of Education began.
    desk.merged().await;
    let before = parts(&desk, kept.id).await;
    let refused = by_two(&desk, kept.id, 2).await;
    assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::NotTheirs))), "{refused:?}");
    assert_eq!(parts(&desk, kept.id).await, before);
    by_two(&desk, kept.id, 3).await.unwrap();
}

#[apply(both_databases)]
async fn no_question_goes_back_to_a_ministry_that_is_no_more(desk: Desk) {
    let gone = |outcome: Result<(), UseCaseError>| match outcome {
        Err(UseCaseError::Invalid(faults)) => match faults.as_slice() {
            [FieldError { field, problem: Problem::MinistryEnded { since, .. } }] => (field.clone(), *since),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let ended = ("referral".to_owned(), day("2026-11-20"));
    let (moved, waits) = (desk.published("Un").await, desk.published("Deux").await);
    transfer(&desk, waits.id, desk.health, desk.education).await;
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.rectify(desk.seen(waits.id).await, &never(2), WHY).await.unwrap();
    assert!(asked.waits);
    turn.commit().await.unwrap();
    desk.merged().await;
    assert_eq!(gone(desk.work.correction_preview(&clerk(), moved.id, &never(2)).await.map(drop)), ended);
    assert_eq!(gone(by_two(&desk, moved.id, 2).await.map(drop)), ended);
    let mut turn = desk.turn(&colleague()).await;
    assert_eq!(gone(turn.confirm_correction(desk.seen(waits.id).await).await.map(drop)), ended);
    drop(turn);
    for id in [moved.id, waits.id] {
        let open = format!("SELECT CAST(ministry_id AS TEXT) FROM attribution WHERE question_id = {id} AND until IS NULL");
        assert_eq!(desk.app.strings(&open).await, [desk.education.to_string()]);
    }
}
