use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::{AnswerKind, question::QuestionKind};

mod corrections;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n)
}

fn run(commands: impl IntoIterator<Item = Command>) -> Result<State, Refusal> {
    commands.into_iter().try_fold(State::default(), |state, command| {
        let event = state.decide(command)?;
        Ok(state.apply(&event))
    })
}

fn transmitted(to: &[i64]) -> Vec<Command> {
    vec![Command::Deposit { on: day(0) }, Command::Transmit { on: day(3), to: to.to_vec() }]
}

fn answer(on: u64, ministry: i64, kind: AnswerKind) -> Command {
    Command::Answer { on: day(on), ministry, kind }
}

fn after(mut commands: Vec<Command>, more: impl IntoIterator<Item = Command>) -> Result<State, Refusal> {
    commands.extend(more);
    run(commands)
}

#[test]
fn a_question_of_two_ministries_is_answered_when_both_have_answered() {
    let one = after(transmitted(&[1, 2]), [answer(5, 1, AnswerKind::Final)]).unwrap();
    assert_eq!(one.status, Status::Transmitted);
    let both = after(transmitted(&[1, 2]), [answer(5, 1, AnswerKind::Final), answer(6, 2, AnswerKind::Final)]).unwrap();
    assert_eq!(both.status, Status::Answered);
}

#[test]
fn who_is_only_meant_to_answer_has_received_nothing() {
    let nothing = (None, None);
    for status in Status::ALL {
        let is_with_government = matches!(status, Status::Transmitted | Status::Answered);
        assert_eq!(Attribution::was_referred(*status, None, nothing), is_with_government, "{status}");
        for (transmitted_on, days) in [(Some(day(3)), nothing), (None, (Some(day(3)), None)), (None, (None, Some(day(8))))] {
            assert!(Attribution::was_referred(*status, transmitted_on, days), "{status}");
        }
    }
}

#[test]
fn a_holding_answer_does_not_stop_the_clock() {
    let held = after(transmitted(&[1]), [answer(5, 1, AnswerKind::Holding)]).unwrap();
    assert_eq!(held.status, Status::Transmitted);
    assert!(held.attributions[0].is_open());
}

#[test]
fn a_correction_needs_an_answer_and_leaves_the_status() {
    assert_eq!(after(transmitted(&[1]), [answer(5, 1, AnswerKind::Correction)]), Err(Refusal::NothingToCorrect));
    let corrected = after(transmitted(&[1]), [answer(5, 1, AnswerKind::Final), answer(9, 1, AnswerKind::Correction)]).unwrap();
    assert_eq!(corrected.status, Status::Answered);
}

#[test]
fn a_transfer_keeps_the_clock_unless_the_rule_restarts_it() {
    let transfer = |restarts_clock| Command::Transfer { on: day(8), from: 1, to: 2, restarts_clock };
    let kept = after(transmitted(&[1]), [transfer(false)]).unwrap();
    assert_eq!(kept.attributions[1].clock_from, day(3));
    let anew = after(transmitted(&[1]), [transfer(true)]).unwrap();
    assert_eq!(anew.attributions[1].clock_from, day(8));
    assert_eq!(anew.attributions[0].until, Some(day(8)));
}

#[test]
fn a_ministry_added_later_has_its_own_clock_and_owes_an_answer() {
    let add = |on, ministry| Command::AddMinistry { on: day(on), ministry };
    let two = after(transmitted(&[1]), [add(8, 2), answer(9, 1, AnswerKind::Final)]).unwrap();
    assert_eq!((two.attributions[1].clock_from, two.status), (day(8), Status::Transmitted));
    assert_eq!(after(transmitted(&[1]), [add(8, 1)]), Err(Refusal::MinistryTwice));
    assert_eq!(after(transmitted(&[1]), [add(1, 2)]), Err(Refusal::TooEarly(day(3))));
    assert_eq!(after(transmitted(&[1]), [answer(5, 1, AnswerKind::Final), add(8, 2)]), Err(Refusal::WrongStatus(Status::Answered)));
}

#[test]
fn conversion_ends_the_written_procedure_of_a_written_question() {
    let convert = || Command::ConvertToOral { on: day(9) };
    let converted = after(transmitted(&[1]), [convert()]).unwrap();
    assert_eq!(converted.status, Status::Converted);
    assert_eq!(converted.decide(answer(10, 1, AnswerKind::Final)), Err(Refusal::WrongStatus(Status::Converted)));
    assert_eq!(run([convert()]), Err(Refusal::WrongStatus(Status::Draft)));
    let oral = State { kind: QuestionKind::Oral, ..after(transmitted(&[1]), []).unwrap() };
    assert_eq!(oral.decide(convert()), Err(Refusal::AlreadyOral));
}

#[test]
fn an_end_is_not_dated_before_what_it_follows() {
    let ends = |on| [Command::Withdraw { on: day(on) }, Command::ConvertToOral { on: day(on) }, Command::Lapse { on: day(on) }];
    let referred = |on| vec![Command::Transfer { on: day(on), from: 1, to: 2, restarts_clock: false }];
    let corrected = vec![answer(5, 1, AnswerKind::Final), answer(9, 1, AnswerKind::Correction)];
    let lives = [vec![answer(9, 1, AnswerKind::Holding)], referred(9), vec![Command::AddMinistry { on: day(9), ministry: 3 }], corrected];
    for life in lives {
        let state = after(transmitted(&[1, 4]), life).unwrap();
        for (early, there) in ends(8).into_iter().zip(ends(9)) {
            assert_eq!(state.decide(early), Err(Refusal::TooEarly(day(9))));
            assert!(state.decide(there).is_ok());
        }
    }
    let held = after(transmitted(&[1]), vec![answer(9, 1, AnswerKind::Holding)]).unwrap();
    assert_eq!(held.decide(Command::Transfer { on: day(8), from: 1, to: 2, restarts_clock: false }), Err(Refusal::TooEarly(day(9))));
    let deposited = run([Command::Deposit { on: day(4) }]).unwrap();
    assert!(ends(3).into_iter().all(|end| deposited.decide(end) == Err(Refusal::TooEarly(day(4)))));
}

#[test]
fn what_makes_no_sense_is_refused_with_its_reason() {
    assert_eq!(run([Command::Transmit { on: day(0), to: vec![1] }]), Err(Refusal::WrongStatus(Status::Draft)));
    assert_eq!(
        after(vec![Command::Deposit { on: day(4) }], [Command::Transmit { on: day(3), to: vec![1] }]),
        Err(Refusal::TooEarly(day(4)))
    );
    assert_eq!(after(vec![Command::Deposit { on: day(0) }], [Command::Transmit { on: day(3), to: vec![] }]), Err(Refusal::NoMinistry));
    assert_eq!(
        after(vec![Command::Deposit { on: day(0) }], [Command::Transmit { on: day(3), to: vec![7, 7] }]),
        Err(Refusal::MinistryTwice)
    );
    assert_eq!(after(transmitted(&[1]), [answer(5, 9, AnswerKind::Final)]), Err(Refusal::NotTheirs));
    assert_eq!(run([Command::Publish]), Err(Refusal::WrongStatus(Status::Draft)));
    assert_eq!(after(transmitted(&[1]), [Command::Publish, Command::Hide { reason: " ".into() }]), Err(Refusal::NoReason));
}

fn any_command() -> impl Strategy<Value = Command> {
    let on = (0..40_u64).prop_map(day);
    prop_oneof![
        on.clone().prop_map(|on| Command::Deposit { on }),
        (on.clone(), prop::collection::vec(1..4_i64, 0..3)).prop_map(|(on, to)| Command::Transmit { on, to }),
        (on.clone(), 1..4_i64, 1..4_i64, any::<bool>()).prop_map(|(on, from, to, restarts_clock)| Command::Transfer {
            on,
            from,
            to,
            restarts_clock
        }),
        (on.clone(), 1..4_i64, 0..3_usize).prop_map(|(on, ministry, kind)| Command::Answer { on, ministry, kind: AnswerKind::ALL[kind] }),
        (on.clone(), 1..4_i64).prop_map(|(on, ministry)| Command::AddMinistry { on, ministry }),
        on.clone().prop_map(|on| Command::Withdraw { on }),
        on.clone().prop_map(|on| Command::ConvertToOral { on }),
        on.clone().prop_map(|on| Command::Lapse { on }),
        on.clone().prop_map(|on| Command::Correct(Correction::Deposited { on })),
        (on.clone(), any::<bool>()).prop_map(|(on, restarts_clock)| Command::Correct(Correction::Transmitted { on, restarts_clock })),
        (on.clone(), 0..6_usize, any::<bool>()).prop_map(|(on, nth, restarts_clock)| Command::Correct(Correction::Referred {
            nth,
            on,
            restarts_clock
        })),
        (1..6_usize, prop::option::of(0..5_usize)).prop_map(|(nth, from)| Command::Correct(Correction::NotReferred { nth, from })),
        (on.clone(), 0..4_usize).prop_map(|(on, nth)| Command::Correct(Correction::Answered { nth, on })),
        (0..4_usize).prop_map(|nth| Command::Correct(Correction::NotAnswered { nth })),
        on.prop_map(|on| Command::Correct(Correction::Ended { on })),
        Just(Command::Correct(Correction::NotTransmitted)),
        Just(Command::Correct(Correction::NotEnded)),
        Just(Command::Publish),
        Just(Command::Hide { reason: "x".into() }),
        Just(Command::Unhide),
    ]
}

proptest! {
    #[test]
    fn no_accepted_history_is_illegal(commands in prop::collection::vec(any_command(), 0..25)) {
        let mut state = State::default();
        for command in commands {
            let Ok(event) = state.decide(command) else { continue };
            let before = state.clone();
            state = state.apply(&event);
            // An end is final, and the status never goes back, except by a correction.
            let corrected = matches!(event.command(), Command::Correct(_));
            prop_assert!(corrected || before.status <= state.status);
            if matches!(before.status, Status::Withdrawn | Status::Lapsed | Status::Converted) && !corrected {
                prop_assert_eq!(before.status, state.status);
            }
            prop_assert_eq!(state.ended_from.is_some(), matches!(state.status, Status::Withdrawn | Status::Lapsed | Status::Converted));
            prop_assert_eq!(state.ended_from.is_some(), state.ended_on.is_some());
            // Dates are ordered.
            if let (Some(deposited), Some(transmitted)) = (state.deposited_on, state.transmitted_on) {
                prop_assert!(deposited <= transmitted);
            }
            for a in &state.attributions {
                prop_assert!(a.clock_from <= a.since);
                prop_assert!(a.until.is_none_or(|until| a.since <= until));
                prop_assert!(a.answered_on.is_none_or(|answered| a.since <= answered));
                prop_assert!(a.until.is_none() || a.answered_on.is_none());
            }
            for given in &state.answers {
                prop_assert!(given.on >= state.transmitted_on);
            }
            // No act that precedes an end is dated after it.
            let acts = [state.deposited_on, state.transmitted_on].into_iter();
            let acts = acts.chain(state.attributions.iter().flat_map(|a| [Some(a.since), a.until, a.answered_on]));
            let acts = acts.chain(state.answers.iter().filter(|given| given.kind != AnswerKind::Correction).map(|given| given.on));
            prop_assert!(state.ended_on.is_none() || acts.flatten().all(|on| Some(on) <= state.ended_on));
            prop_assert_eq!(state.act_after_end(), None);
            // An answered question has a final answer, and no ministry owes one.
            if state.status == Status::Answered {
                prop_assert!(state.attributions.iter().all(|a| !a.is_open()) && state.answers.iter().any(|a| a.kind == AnswerKind::Final));
            }
            // A ministry cannot have the same question twice at the same time.
            let mut current: Vec<i64> = state.attributions.iter().filter(|a| a.until.is_none()).map(|a| a.ministry).collect();
            let all = current.len();
            current.sort_unstable();
            current.dedup();
            prop_assert_eq!(all, current.len());
            prop_assert!(state.publication == Publication::Unpublished || state.status != Status::Draft);
        }
    }
}
