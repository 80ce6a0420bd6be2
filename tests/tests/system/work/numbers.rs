//! Official numbers: consecutive, unique, whoever asks at the same time.

use jawab_tests::{apply, both_databases};
use std::collections::BTreeSet;

use jawab_domain::Chamber;
use jawab_service::{
    UseCaseError,
    work::{Deposit, FieldError, Problem, QuestionInput},
};
use jawab_store::StoreError;

use super::desk::{Desk, clerk, day};

#[apply(both_databases)]
async fn a_thousand_deposits_at_once_give_consecutive_numbers(desk: Desk) {
    const ALL: usize = 1_000;
    let mut turn = desk.turn(&clerk()).await;
    let mut drafts = Vec::new();
    for n in 0..ALL {
        drafts.push(turn.log(desk.question(&format!("Sujet {n}"))).await.unwrap());
    }
    turn.commit().await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    // As many at once as a database takes connections, and all of the others waiting behind them.
    let gate = std::sync::Arc::new(tokio::sync::Semaphore::new(100));
    for draft in drafts {
        let (work, gate) = (desk.work.clone(), gate.clone());
        tasks.spawn(async move {
            let _pass = gate.acquire().await.unwrap();
            // Whoever waits too long for a connection is told so, and asks again.
            let mut turn = loop {
                match work.begin(&clerk()).await {
                    Err(UseCaseError::Store(StoreError::Busy(_))) => {}
                    begun => break begun.unwrap(),
                }
            };
            turn.deposit(draft.seen(), Deposit::default()).await.unwrap();
            turn.commit().await.unwrap();
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    let numbers = desk.app.strings("SELECT CAST(number AS TEXT) FROM question WHERE status = 'deposited' AND legislature = 11").await;
    let numbers: BTreeSet<usize> = numbers.iter().map(|number| number.parse().unwrap()).collect();
    assert_eq!(numbers, (1..=ALL).collect());
}

#[apply(both_databases)]
async fn a_number_given_by_hand_moves_the_series_on(desk: Desk) {
    let (first, second, third) = (desk.log("Un").await, desk.log("Deux").await, desk.log("Trois").await);
    let mut turn = desk.turn(&clerk()).await;
    turn.deposit(first.seen(), Deposit { number: Some(1234), ..Deposit::default() }).await.unwrap();
    turn.deposit(second.seen(), Deposit::default()).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.app.number(&format!("SELECT CAST(number AS BIGINT) FROM question WHERE id = {}", second.id)).await, 1235);
    let mut turn = desk.turn(&clerk()).await;
    let taken = turn.deposit(third.seen(), Deposit { number: Some(1234), ..Deposit::default() }).await;
    let Err(UseCaseError::Invalid(fields)) = taken else { panic!("{taken:?}") };
    assert_eq!(fields, [FieldError { field: "number".into(), problem: Problem::Taken }]);
}

#[apply(both_databases)]
async fn the_legislature_is_that_of_the_day(desk: Desk) {
    let unsaid = QuestionInput { legislature: None, ..desk.question("Un") };
    let deposit = |on: &str| Deposit { on: Some(day(on)), ..Deposit::default() };
    let mut turn = desk.turn(&clerk()).await;
    let draft = turn.log(unsaid).await.unwrap();
    turn.commit().await.unwrap();
    let unknown = desk.turn(&clerk()).await.deposit(draft.seen(), deposit("2026-11-02")).await;
    assert!(matches!(&unknown, Err(UseCaseError::Invalid(fields)) if fields[0].problem == Problem::NoLegislature), "{unknown:?}");
    desk.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-10-08')").await;
    desk.app.execute("INSERT INTO legislature (ordinal, begins_on) VALUES (12, '2026-10-09')").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.deposit(draft.seen(), deposit("2026-11-02")).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.app.number(&format!("SELECT CAST(legislature AS BIGINT) FROM question WHERE id = {}", draft.id)).await, 12);
}

#[apply(both_databases)]
async fn a_deposit_wants_what_a_question_must_have(desk: Desk) {
    let mut turn = desk.turn(&clerk()).await;
    let bare = QuestionInput { text: super::desk::french("Texte"), legislature: Some(11), ..QuestionInput::new(Chamber::Councillors) };
    let draft = turn.log(bare).await.unwrap();
    let Err(UseCaseError::Invalid(fields)) = turn.deposit(draft.seen(), Deposit::default()).await else { panic!() };
    let names: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(names, ["subject", "authors"]);
    drop(turn);
    let mut turn = desk.turn(&clerk()).await;
    let later = Deposit { on: Some(day("2026-11-22")), ..Deposit::default() };
    let draft = turn.log(desk.question("Un")).await.unwrap();
    let outcome = turn.deposit(draft.seen(), later).await;
    assert!(
        matches!(&outcome, Err(UseCaseError::Invalid(fields)) if fields[0].problem == Problem::TooLate(day("2026-11-21"))),
        "{outcome:?}"
    );
}
