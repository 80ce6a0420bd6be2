//! Official numbers: consecutive and unique, also for concurrent requests.

use jawab_tests::{apply, both_databases};
use std::collections::BTreeSet;

use jawab_domain::{Chamber, field::FieldName};
use jawab_service::{
    UseCaseError,
    use_cases::{Deposit, FieldError, Problem, QuestionInput},
};
use jawab_store::StoreError;

use super::staff_app::{StaffApp, clerk, day};

#[apply(both_databases)]
async fn a_thousand_deposits_at_once_give_consecutive_numbers(staff: StaffApp) {
    const ALL: usize = 1_000;
    let mut unit = staff.begin(&clerk()).await;
    let mut drafts = Vec::new();
    for n in 0..ALL {
        drafts.push(unit.log(staff.question(&format!("Sujet {n}"))).await.unwrap());
    }
    unit.commit().await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    // As many at once as a database accepts connections, with all others queued behind them.
    let gate = std::sync::Arc::new(tokio::sync::Semaphore::new(100));
    for draft in drafts {
        let (work, gate) = (staff.use_cases.clone(), gate.clone());
        tasks.spawn(async move {
            let _pass = gate.acquire().await.unwrap();
            // A request that waits too long for a connection is told so, and repeats.
            let mut unit = loop {
                match work.begin(&clerk()).await {
                    Err(UseCaseError::Store(StoreError::Busy(_))) => {}
                    begun => break begun.unwrap(),
                }
            };
            unit.deposit(draft.expected(), Deposit::default()).await.unwrap();
            unit.commit().await.unwrap();
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    let numbers = staff.app.strings("SELECT CAST(number AS TEXT) FROM question WHERE status = 'deposited' AND legislature = 11").await;
    let numbers: BTreeSet<usize> = numbers.iter().map(|number| number.parse().unwrap()).collect();
    assert_eq!(numbers, (1..=ALL).collect());
}

#[apply(both_databases)]
async fn a_number_given_by_hand_moves_the_series_on(staff: StaffApp) {
    let (first, second, third) = (staff.log("Un").await, staff.log("Deux").await, staff.log("Trois").await);
    let mut unit = staff.begin(&clerk()).await;
    unit.deposit(first.expected(), Deposit { number: Some(1234), ..Deposit::default() }).await.unwrap();
    unit.deposit(second.expected(), Deposit::default()).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.app.number(&format!("SELECT CAST(number AS BIGINT) FROM question WHERE id = {}", second.id)).await, 1235);
    let mut unit = staff.begin(&clerk()).await;
    let taken = unit.deposit(third.expected(), Deposit { number: Some(1234), ..Deposit::default() }).await;
    let Err(UseCaseError::Invalid(fields)) = taken else { panic!("{taken:?}") };
    assert_eq!(fields, [FieldError { field: FieldName::Number.into(), problem: Problem::Taken }]);
}

#[apply(both_databases)]
async fn a_number_far_above_moves_the_series_only_where_that_is_said(staff: StaffApp) {
    let deposit = async |number: Option<i32>, moves_series: bool| {
        let draft = staff.log("Un").await;
        let mut unit = staff.begin(&clerk()).await;
        unit.deposit(draft.expected(), Deposit { number, moves_series, ..Deposit::default() }).await.unwrap();
        unit.commit().await.unwrap();
        staff.app.number(&format!("SELECT CAST(number AS BIGINT) FROM question WHERE id = {}", draft.id)).await
    };
    for (given, moves, next) in [
        (2_125, false, 2_126),
        (5_000, false, 2_127),
        (6_000, true, 6_001),
        (6_101, false, 6_102),
        (999_999, true, 6_103),
        (900_000, true, 6_104),
        (899_999, true, 900_001),
    ] {
        assert_eq!(deposit(Some(given), moves).await, i64::from(given));
        assert_eq!(deposit(None, false).await, next, "after {given}");
    }
}

#[apply(both_databases)]
async fn the_legislature_is_that_of_the_day(staff: StaffApp) {
    let unsaid = QuestionInput { legislature: None, ..staff.question("Un") };
    let deposit = |on: &str| Deposit { on: Some(day(on)), ..Deposit::default() };
    let mut unit = staff.begin(&clerk()).await;
    let draft = unit.log(unsaid).await.unwrap();
    unit.commit().await.unwrap();
    let unknown = staff.begin(&clerk()).await.deposit(draft.expected(), deposit("2026-11-02")).await;
    assert!(matches!(&unknown, Err(UseCaseError::Invalid(fields)) if fields[0].problem == Problem::NoLegislature), "{unknown:?}");
    staff.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-10-08')").await;
    staff.app.execute("INSERT INTO legislature (ordinal, begins_on) VALUES (12, '2026-10-09')").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.deposit(draft.expected(), deposit("2026-11-02")).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.app.number(&format!("SELECT CAST(legislature AS BIGINT) FROM question WHERE id = {}", draft.id)).await, 12);
}

#[apply(both_databases)]
async fn a_deposit_wants_what_a_question_must_have(staff: StaffApp) {
    let mut unit = staff.begin(&clerk()).await;
    let bare = QuestionInput { text: super::staff_app::french("Texte"), legislature: Some(11), ..QuestionInput::new(Chamber::Councillors) };
    let draft = unit.log(bare).await.unwrap();
    let Err(UseCaseError::Invalid(fields)) = unit.deposit(draft.expected(), Deposit::default()).await else { panic!() };
    let names: Vec<String> = fields.iter().map(|field| field.field.to_string()).collect();
    assert_eq!(names, ["subject", "authors"]);
    drop(unit);
    let mut unit = staff.begin(&clerk()).await;
    let later = Deposit { on: Some(day("2026-11-22")), ..Deposit::default() };
    let draft = unit.log(staff.question("Un")).await.unwrap();
    let outcome = unit.deposit(draft.expected(), later).await;
    assert!(
        matches!(&outcome, Err(UseCaseError::Invalid(fields)) if fields[0].problem == Problem::TooLate(day("2026-11-21"))),
        "{outcome:?}"
    );
}
