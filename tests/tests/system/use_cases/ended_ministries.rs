//! No use case refers a question to a ministry that has ended by that day. A day before its end is valid.

use chrono::NaiveDate;
use jawab_domain::{
    access::Act,
    field::FieldName,
    lifecycle::{Command, CorrectionKind},
    people::Succession,
};
use jawab_service::{
    FieldError, Problem, UseCaseError,
    use_cases::{
        CorrectionInput, Decision, Deposit, QuestionInput, SavedQuestion, Transfer, Transmit,
        registers::{Item, SuccessionInput, fingerprint_of},
    },
};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::staff_app::{StaffApp, administrator, agent, clerk, colleague, day};

/// The field at fault, the day its ministry ended, and the French names of its successors.
fn ended_ministry<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> (String, NaiveDate, Vec<String>) {
    let faults = match outcome {
        Err(UseCaseError::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    };
    match faults.as_slice() {
        [FieldError { field, problem: Problem::MinistryEnded { who, since, successors } }] => {
            assert_eq!(who.fr.as_deref(), Some("Santé"));
            (field.to_string(), *since, successors.iter().filter_map(|name| name.fr.clone()).collect())
        }
        other => panic!("{other:?}"),
    }
}

fn ministries_fixed() -> FieldError {
    FieldError { field: FieldName::Ministries.into(), problem: Problem::MinistriesFixed }
}

/// Health is split on 10 November.
async fn split(staff: &StaffApp, culture: i64) {
    let input = SuccessionInput {
        kind: Succession::Split,
        on: day("2026-11-10"),
        to: vec![staff.education, culture],
        open_to: None,
        ends: true,
        reason: "Décret".into(),
    };
    let seen = fingerprint_of(staff.app.app.database.reader(), Item::Ministry(staff.health)).await.unwrap();
    let mut unit = staff.begin(&administrator()).await;
    unit.succeed_ministry(staff.health, seen, &input).await.unwrap();
    unit.commit().await.unwrap();
}

/// A question that was transmitted to Education.
async fn of_education(staff: &StaffApp) -> SavedQuestion {
    let mut unit = staff.begin(&clerk()).await;
    let input = QuestionInput { ministries: vec![staff.education], ..staff.question("Trois") };
    let saved = unit.log(input).await.unwrap();
    let saved = unit.deposit(saved.expected(), Deposit { on: Some(day("2026-11-02")), ..Deposit::default() }).await.unwrap();
    let saved = unit.transmit(saved.expected(), Transmit { on: Some(day("2026-11-04")), to: vec![] }).await.unwrap();
    unit.commit().await.unwrap();
    saved
}

#[apply(both_databases)]
async fn a_question_goes_to_no_ministry_that_is_no_more(staff: StaffApp) {
    let of = |name: &str| record(name, json!({ "ministry": { "fr": name }, "legislature": 10 }));
    staff.app.load(&[of("Culture"), of("Tourisme")]).await;
    let culture = staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    let tourism = staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Tourisme'").await;
    let (waits, sent) = (staff.deposited("Un").await, staff.transmitted("Deux").await);
    let (theirs, unasked) = (of_education(&staff).await, of_education(&staff).await);
    let mut unit = staff.begin(&agent(staff.education)).await;
    let transfer_request = unit.ask_transfer(theirs.id, staff.education, staff.health, "Pas à nous").await.unwrap();
    unit.commit().await.unwrap();
    split(&staff, culture).await;
    let at = |field: &str| (field.to_owned(), day("2026-11-10"), vec!["Éducation".to_owned(), "Culture".to_owned()]);
    let (last, first) = (day("2026-11-09"), day("2026-11-10"));

    let drafted = |deposited_on| QuestionInput { deposited_on, ..staff.question("Quatre") };
    assert_eq!(ended_ministry(staff.begin(&clerk()).await.log(drafted(None)).await), at("ministries.0"));
    assert_eq!(ended_ministry(staff.begin(&clerk()).await.log(drafted(Some(first))).await), at("ministries.0"));
    staff.begin(&clerk()).await.log(drafted(Some(last))).await.unwrap();

    let form = staff.form(&waits, "Un, corrigé").await;
    staff.begin(&clerk()).await.edit(waits.expected(), form.clone(), None).await.expect("whoever stands there already is left");
    let before = staff.form(&theirs, "Trois").await;
    let edited = QuestionInput { ministries: vec![staff.health], ..before };
    let outcome = staff.begin(&clerk()).await.edit(theirs.expected(), edited, None).await.map(drop);
    let fixed = matches!(&outcome, Err(UseCaseError::Invalid(faults)) if faults.as_slice() == [ministries_fixed()]);
    assert!(fixed, "what was transmitted is not sent by its form: {outcome:?}");

    for (on, right) in [(last, true), (first, false)] {
        let how = Transmit { on: Some(on), to: vec![] };
        let sent = staff.begin(&clerk()).await.transmit(waits.expected(), how).await.map(drop);
        let command = Command::Transmit { on, to: vec![staff.health] };
        let foreseen = staff.use_cases.check_command(&clerk(), Act::KeepQuestion, waits.id, command).await;
        let how = Transfer { on: Some(on), from: staff.education, to: staff.health, reason: "Compétence".into() };
        let moved = staff.begin(&clerk()).await.transfer(theirs.expected(), how).await.map(drop);
        let added = staff.begin(&clerk()).await.add_ministry(theirs.expected(), staff.health, Some(on), "Aussi").await.map(drop);
        let granted =
            staff.begin(&clerk()).await.decide_transfer(theirs.expected(), transfer_request, Decision::Granted(on)).await.map(drop);
        for (outcome, field) in
            [(sent, "ministries.0"), (foreseen, "ministries.0"), (moved, "to.0"), (added, "ministry.0"), (granted, "to.0")]
        {
            if right { outcome.unwrap() } else { assert_eq!(ended_ministry(outcome), at(field)) }
        }
    }

    let mut unit = staff.begin(&agent(staff.education)).await;
    assert_eq!(ended_ministry(unit.ask_transfer(unasked.id, staff.education, staff.health, "Pas à nous").await), at("to.0"));
    drop(unit);
    for (on, right) in [(day("2026-11-09"), true), (day("2026-11-12"), false)] {
        let correction = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(on), answer: None, referral: None };
        let seen = staff.use_cases.correction_preview(&clerk(), sent.id, &correction).await.map(drop);
        let done = staff.begin(&clerk()).await.correct_record(sent.expected(), &correction, "Lettre du bureau").await.map(drop);
        for outcome in [seen, done] {
            if right { outcome.unwrap() } else { assert_eq!(ended_ministry(outcome), at("on")) }
        }
    }
    let into = |on, open_to| SuccessionInput {
        kind: Succession::Replaced,
        on,
        to: vec![staff.health],
        open_to,
        ends: true,
        reason: "Décret".into(),
    };
    let later = into(day("2026-11-15"), None);
    assert_eq!(ended_ministry(staff.use_cases.succession_preview(&administrator(), tourism, &later).await), at("to.0"));
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_correction_that_waits_is_not_carried_out_for_a_ministry_that_is_no_more(staff: StaffApp) {
    staff.app.load(&[record("culture", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    let culture = staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    let saved = staff.published("Un").await;
    let correction = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-12")), answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.correct_record(saved.expected(), &correction, "Lettre du bureau").await.unwrap();
    assert!(requested.waits);
    unit.commit().await.unwrap();
    split(&staff, culture).await;
    let mut unit = staff.begin(&colleague()).await;
    assert_eq!(ended_ministry(unit.confirm_correction(requested.question.expected()).await).0, "on");
    drop(unit);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_reminder_is_logged_and_says_at_its_transmission_who_is_no_more(staff: StaffApp) {
    staff.app.load(&[record("culture", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    let culture = staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await;
    let saved = staff.published("Un").await;
    split(&staff, culture).await;
    let mut unit = staff.begin(&clerk()).await;
    let draft = unit.renew(saved.id).await.unwrap();
    let deposited = unit.deposit(draft.expected(), Deposit::default()).await.unwrap();
    assert_eq!(ended_ministry(unit.transmit(deposited.expected(), Transmit::default()).await).0, "ministries.0");
    drop(unit);
    staff.app.index().await;
}
