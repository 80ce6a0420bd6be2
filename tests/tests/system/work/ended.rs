//! A question goes to no ministry that is no more on the day of that, by whichever use case. A day before its end is right.

use chrono::NaiveDate;
use jawab_domain::{
    access::Act,
    lifecycle::{Command, CorrectionKind},
    people::Succession,
};
use jawab_service::{
    FieldError, Problem, UseCaseError,
    work::{
        CorrectionInput, Decision, Deposit, Kept, QuestionInput, Transfer, Transmit,
        reference::{Item, SuccessionInput, print_of},
    },
};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::desk::{Desk, administrator, agent, clerk, colleague, day};

/// The field at fault, since when its ministry is no more, and the French names of what that became.
fn gone<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> (String, NaiveDate, Vec<String>) {
    let faults = match outcome {
        Err(UseCaseError::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    };
    match faults.as_slice() {
        [FieldError { field, problem: Problem::MinistryEnded { who, since, successors } }] => {
            assert_eq!(who.fr.as_deref(), Some("Santé"));
            (field.clone(), *since, successors.iter().filter_map(|name| name.fr.clone()).collect())
        }
        other => panic!("{other:?}"),
    }
}

/// Health is split on 10 November.
async fn split(desk: &Desk, culture: i64) {
    let input = SuccessionInput {
        kind: Succession::Split,
        on: day("2026-11-10"),
        to: vec![desk.education, culture],
        open_to: None,
        ends: true,
        reason: "Décret".into(),
    };
    let seen = print_of(desk.app.app.database.reader(), Item::Ministry(desk.health)).await.unwrap();
    let mut turn = desk.turn(&administrator()).await;
    turn.succeed_ministry(desk.health, seen, &input).await.unwrap();
    turn.commit().await.unwrap();
}

/// A question that was transmitted to Education.
async fn of_education(desk: &Desk) -> Kept {
    let mut turn = desk.turn(&clerk()).await;
    let input = QuestionInput { ministries: vec![desk.education], ..desk.question("Trois") };
    let kept = turn.log(input).await.unwrap();
    let kept = turn.deposit(kept.seen(), Deposit { on: Some(day("2026-11-02")), ..Deposit::default() }).await.unwrap();
    let kept = turn.transmit(kept.seen(), Transmit { on: Some(day("2026-11-04")), to: vec![] }).await.unwrap();
    turn.commit().await.unwrap();
    kept
}

#[apply(both_databases)]
async fn a_question_goes_to_no_ministry_that_is_no_more(desk: Desk) {
    let of = |name: &str| record(name, json!({ "ministry": { "fr": name }, "legislature": 10 }));
    desk.app.load(&[of("Culture"), of("Tourisme")]).await;
    let culture = desk.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    let tourism = desk.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Tourisme'").await;
    let (waits, sent) = (desk.deposited("Un").await, desk.transmitted("Deux").await);
    let (theirs, unasked) = (of_education(&desk).await, of_education(&desk).await);
    let mut turn = desk.turn(&agent(desk.education)).await;
    let wish = turn.ask_transfer(theirs.id, desk.education, desk.health, "Pas à nous").await.unwrap();
    turn.commit().await.unwrap();
    split(&desk, culture).await;
    let at = |field: &str| (field.to_owned(), day("2026-11-10"), vec!["Éducation".to_owned(), "Culture".to_owned()]);
    let (last, first) = (day("2026-11-09"), day("2026-11-10"));

    let drafted = |deposited_on| QuestionInput { deposited_on, ..desk.question("Quatre") };
    assert_eq!(gone(desk.turn(&clerk()).await.log(drafted(None)).await), at("ministries.0"));
    assert_eq!(gone(desk.turn(&clerk()).await.log(drafted(Some(first))).await), at("ministries.0"));
    desk.turn(&clerk()).await.log(drafted(Some(last))).await.unwrap();

    let form = desk.form(&waits, "Un, corrigé").await;
    desk.turn(&clerk()).await.edit(waits.seen(), form.clone(), None).await.expect("whoever stands there already is left");
    let before = desk.form(&theirs, "Trois").await;
    let edited = QuestionInput { ministries: vec![desk.health], ..before };
    desk.turn(&clerk()).await.edit(theirs.seen(), edited, None).await.expect("what was transmitted is not sent by its form");

    for (on, right) in [(last, true), (first, false)] {
        let how = Transmit { on: Some(on), to: vec![] };
        let sent = desk.turn(&clerk()).await.transmit(waits.seen(), how).await.map(drop);
        let command = Command::Transmit { on, to: vec![desk.health] };
        let foreseen = desk.work.foresee_command(&clerk(), Act::KeepQuestion, waits.id, command).await;
        let how = Transfer { on: Some(on), from: desk.education, to: desk.health, reason: "Compétence".into() };
        let moved = desk.turn(&clerk()).await.transfer(theirs.seen(), how).await.map(drop);
        let added = desk.turn(&clerk()).await.add_ministry(theirs.seen(), desk.health, Some(on), "Aussi").await.map(drop);
        let granted = desk.turn(&clerk()).await.decide_transfer(theirs.seen(), wish, Decision::Granted(on)).await.map(drop);
        for (outcome, field) in
            [(sent, "ministries.0"), (foreseen, "ministries.0"), (moved, "to.0"), (added, "ministry.0"), (granted, "to.0")]
        {
            if right { outcome.unwrap() } else { assert_eq!(gone(outcome), at(field)) }
        }
    }

    let mut turn = desk.turn(&agent(desk.education)).await;
    assert_eq!(gone(turn.ask_transfer(unasked.id, desk.education, desk.health, "Pas à nous").await), at("to.0"));
    drop(turn);
    for (on, right) in [(day("2026-11-09"), true), (day("2026-11-12"), false)] {
        let wish = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(on), answer: None, referral: None };
        let seen = desk.work.correction_preview(&clerk(), sent.id, &wish).await.map(drop);
        let done = desk.turn(&clerk()).await.rectify(sent.seen(), &wish, "Lettre du bureau").await.map(drop);
        for outcome in [seen, done] {
            if right { outcome.unwrap() } else { assert_eq!(gone(outcome), at("on")) }
        }
    }
    let into = |on, open_to| SuccessionInput {
        kind: Succession::Replaced,
        on,
        to: vec![desk.health],
        open_to,
        ends: true,
        reason: "Décret".into(),
    };
    let later = into(day("2026-11-15"), None);
    assert_eq!(gone(desk.work.succession_preview(&administrator(), tourism, &later).await), at("to.0"));
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_correction_that_waits_is_not_carried_out_for_a_ministry_that_is_no_more(desk: Desk) {
    desk.app.load(&[record("culture", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    let culture = desk.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    let kept = desk.published("Un").await;
    let wish = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-12")), answer: None, referral: None };
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.rectify(kept.seen(), &wish, "Lettre du bureau").await.unwrap();
    assert!(asked.waits);
    turn.commit().await.unwrap();
    split(&desk, culture).await;
    let mut turn = desk.turn(&colleague()).await;
    assert_eq!(gone(turn.confirm_correction(asked.question.seen()).await).0, "on");
    drop(turn);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_reminder_is_logged_and_says_at_its_transmission_who_is_no_more(desk: Desk) {
    desk.app.load(&[record("culture", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    let culture = desk.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    let kept = desk.published("Un").await;
    split(&desk, culture).await;
    let mut turn = desk.turn(&clerk()).await;
    let draft = turn.renew(kept.id).await.unwrap();
    let deposited = turn.deposit(draft.seen(), Deposit::default()).await.unwrap();
    assert_eq!(gone(turn.transmit(deposited.seen(), Transmit::default()).await).0, "ministries.0");
    drop(turn);
    desk.app.index().await;
}
