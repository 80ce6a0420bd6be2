use super::*;

fn correct(correction: Correction) -> Command {
    Command::Correct(correction)
}

fn moved(on: u64) -> Command {
    correct(Correction::Transmitted { on: day(on) })
}

#[test]
fn a_corrected_transmission_moves_the_clocks_it_started() {
    let state = after(transmitted(&[1, 2]), [moved(1)]).unwrap();
    assert_eq!(state.transmitted_on, Some(day(1)));
    assert!(state.attributions.iter().all(|part| (part.since, part.clock_from) == (day(1), day(1))));
    let transfer = |restarts_clock| Command::Transfer { on: day(8), from: 1, to: 2, restarts_clock };
    let kept = after(transmitted(&[1]), [transfer(false), moved(5)]).unwrap();
    assert_eq!((kept.attributions[1].since, kept.attributions[1].clock_from), (day(8), day(5)));
    let anew = after(transmitted(&[1]), [transfer(true), moved(5)]).unwrap();
    assert_eq!(anew.attributions[1].clock_from, day(8));
    let added = after(transmitted(&[1]), [Command::AddMinistry { on: day(8), ministry: 2 }, moved(5)]).unwrap();
    assert_eq!(added.attributions[1].clock_from, day(8));
}

#[test]
fn a_transmission_lies_between_deposit_and_what_followed() {
    let deposited_late = vec![Command::Deposit { on: day(2) }, Command::Transmit { on: day(3), to: vec![1] }];
    assert_eq!(after(deposited_late, [moved(1)]), Err(Refusal::TooEarly(day(2))));
    assert_eq!(after(transmitted(&[1]), [moved(3)]), Err(Refusal::SameDay));
    assert_eq!(after(transmitted(&[1]), [answer(5, 1, AnswerKind::Holding), moved(6)]), Err(Refusal::TooLate(day(5))));
    assert_eq!(after(transmitted(&[1]), [Command::Withdraw { on: day(7) }, moved(8)]), Err(Refusal::TooLate(day(7))));
    assert_eq!(after(vec![Command::Deposit { on: day(0) }], [moved(1)]), Err(Refusal::WrongStatus(Status::Deposited)));
    assert_eq!(
        after(vec![Command::Deposit { on: day(0) }, Command::Withdraw { on: day(1) }], [moved(1)]).unwrap_err(),
        Refusal::WrongStatus(Status::Withdrawn)
    );
}

#[test]
fn what_was_answered_was_transmitted() {
    let never = || correct(Correction::NotTransmitted);
    assert_eq!(after(transmitted(&[1]), [answer(5, 1, AnswerKind::Holding), never()]), Err(Refusal::HasAnswers));
    assert_eq!(after(transmitted(&[1]), [Command::Withdraw { on: day(5) }, never()]), Err(Refusal::WrongStatus(Status::Withdrawn)));
    assert_eq!(after(transmitted(&[1]), [never()]), run([Command::Deposit { on: day(0) }]));
}

#[test]
fn an_answers_day_lies_between_its_question_and_its_correction() {
    let moved = |nth, on| correct(Correction::Answered { nth, on: day(on) });
    let given = || after(transmitted(&[1]), [answer(9, 1, AnswerKind::Final), answer(12, 1, AnswerKind::Correction)]).unwrap();
    let earlier = given().apply(&given().decide(moved(0, 4)).unwrap());
    assert_eq!((earlier.attributions[0].answered_on, earlier.status), (Some(day(4)), Status::Answered));
    assert_eq!(given().decide(moved(0, 2)), Err(Refusal::TooEarly(day(3))));
    assert_eq!(given().decide(moved(0, 13)), Err(Refusal::TooLate(day(12))));
    assert_eq!(given().decide(moved(1, 8)), Err(Refusal::TooEarly(day(9))));
    assert_eq!(given().decide(moved(2, 8)), Err(Refusal::NothingToCorrect));
    let held = after(transmitted(&[1]), [answer(5, 1, AnswerKind::Holding), answer(9, 1, AnswerKind::Final)]).unwrap();
    assert_eq!(held.decide(moved(0, 10)), Err(Refusal::TooLate(day(9))));
}

#[test]
fn readers_are_served_by_two() {
    use CorrectionKind::{Ended, NotEnded, Transmitted};
    assert!(Transmitted.needs_second(Publication::Published) && NotEnded.needs_second(Publication::Hidden));
    assert!(!Transmitted.needs_second(Publication::Unpublished) && !Ended.needs_second(Publication::Published));
}

/// The state after those commands that are accepted.
fn lived(commands: Vec<Command>) -> State {
    commands.into_iter().fold(State::default(), |state, command| match state.decide(command) {
        Ok(event) => state.apply(&event),
        Err(_) => state,
    })
}

fn carried_out(state: &State, command: Command) -> Option<State> {
    let event = state.decide(command).ok()?;
    Some(state.clone().apply(&event))
}

proptest! {
    #[test]
    fn undoing_an_end_restores_what_was(commands in prop::collection::vec(any_command(), 0..25), on in 0..40_u64) {
        let state = lived(commands);
        let on = day(on);
        for end in [Command::Withdraw { on }, Command::ConvertToOral { on }, Command::Lapse { on }] {
            if let Some(ended) = carried_out(&state, end) {
                prop_assert_eq!(carried_out(&ended, correct(Correction::NotEnded)), Some(state.clone()));
            }
        }
    }

    #[test]
    fn undoing_a_transmission_restores_what_was(commands in prop::collection::vec(any_command(), 0..6), on in 0..40_u64) {
        let state = lived(commands);
        if let Some(transmitted) = carried_out(&state, Command::Transmit { on: day(on), to: vec![1, 2] }) {
            prop_assert_eq!(carried_out(&transmitted, correct(Correction::NotTransmitted)), Some(state));
        }
    }

    #[test]
    fn a_date_that_was_moved_can_be_moved_back(commands in prop::collection::vec(any_command(), 0..25), on in 0..40_u64, nth in 0..3_usize) {
        let state = lived(commands);
        // A transfer of the day of transmission does not tell whether its clock was kept.
        prop_assume!(state.attributions.iter().all(|part| part.first || Some(part.since) != state.transmitted_on));
        let there = |on| [Correction::Deposited { on }, Correction::Transmitted { on }, Correction::Answered { nth, on }, Correction::Ended { on }];
        for (n, correction) in there(day(on)).into_iter().enumerate() {
            let Some(old) = state.day_to_correct(correction) else { continue };
            if let Some(corrected) = carried_out(&state, correct(correction)) {
                prop_assert_eq!(carried_out(&corrected, correct(there(old)[n])), Some(state.clone()));
            }
        }
    }
}
