use super::*;

fn correct(correction: Correction) -> Command {
    Command::Correct(correction)
}

fn moved(on: u64) -> Command {
    correct(Correction::Transmitted { on: day(on), restarts_clock: false })
}

#[test]
fn a_corrected_transmission_moves_the_clocks_it_started() {
    let state = after(transmitted(&[1, 2]), [moved(1)]).unwrap();
    assert_eq!(state.transmitted_on, Some(day(1)));
    assert!(state.attributions.iter().all(|part| (part.since, part.clock_from) == (day(1), day(1))));
    let kept = after(transmitted(&[1]), [transfer(8, 1, 2, false), moved(5)]).unwrap();
    assert_eq!((kept.attributions[1].since, kept.attributions[1].clock_from), (day(8), day(5)));
    let anew = after(transmitted(&[1]), [transfer(8, 1, 2, true), moved(5)]).unwrap();
    assert_eq!(anew.attributions[1].clock_from, day(8));
    let added = after(transmitted(&[1]), [add(8, 2), moved(5)]).unwrap();
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
fn a_corrected_day_has_bounds_and_each_its_reason() {
    let moved = Correction::Transmitted { on: day(0), restarts_clock: false };
    let recorded = Some(day(3));
    let bounds = |more: Vec<Command>| after(transmitted(&[1]), more).unwrap().bounds(moved).unwrap();
    let deposit = Some((day(0), Milestone::Deposit));
    assert_eq!(bounds(Vec::new()), Bounds { earliest: deposit, latest: None, recorded });
    assert_eq!(bounds(Vec::new()).until(day(20)).latest, Some((day(20), Milestone::Today)));
    let answered = bounds(vec![answer(5, 1, AnswerKind::Holding)]);
    assert_eq!(answered, Bounds { earliest: deposit, latest: Some((day(5), Milestone::Answer)), recorded });
    assert_eq!(answered.until(day(20)), answered);
    assert_eq!(bounds(vec![add(8, 2)]).latest, Some((day(8), Milestone::Referral)));
    assert_eq!(bounds(vec![Command::Withdraw { on: day(9) }]).latest, Some((day(9), Milestone::End)));
    let ended = after(transmitted(&[1]), [answer(5, 1, AnswerKind::Holding), Command::Withdraw { on: day(9) }]).unwrap();
    assert_eq!(ended.bounds(Correction::Ended { on: day(0) }).unwrap().earliest, Some((day(5), Milestone::Answer)));
    let never = run([Command::Deposit { on: day(0) }]).unwrap();
    assert_eq!(never.bounds(moved), Err(Refusal::WrongStatus(Status::Deposited)));
}

#[test]
fn where_no_other_day_is_left_both_that_hold_it_are_named() {
    let bounds = |deposited: u64, transmitted: u64, more: Vec<Command>| {
        let begun = vec![Command::Deposit { on: day(deposited) }, Command::Transmit { on: day(transmitted), to: vec![1] }];
        after(begun, more).unwrap().bounds(Correction::Transmitted { on: day(0), restarts_clock: false }).unwrap()
    };
    let (deposit, transfer_of) = ((day(8), Milestone::Deposit), (day(8), Milestone::Transfer));
    assert_eq!(bounds(8, 8, vec![transfer(8, 1, 2, true)]).without_a_day(), Some((deposit, transfer_of)));
    assert_eq!(bounds(8, 8, Vec::new()).without_a_day(), None);
    assert_eq!(bounds(8, 8, Vec::new()).until(day(8)).without_a_day(), Some((deposit, (day(8), Milestone::Today))));
    assert_eq!(bounds(7, 8, vec![transfer(8, 1, 2, true)]).without_a_day(), None);
    // Imported data may leave only one possible day while another one is recorded.
    let other = Bounds { recorded: Some(day(9)), ..bounds(8, 8, vec![transfer(8, 1, 2, true)]) };
    assert_eq!(other.without_a_day(), None);
}

#[test]
fn a_transmission_of_the_day_of_a_referral_and_back_leaves_the_clocks_as_they_were() {
    for (referral, anew) in [(add(8, 2), false), (add(8, 2), true), (transfer(8, 1, 2, false), false), (transfer(8, 1, 2, true), true)] {
        let to = |on| correct(Correction::Transmitted { on: day(on), restarts_clock: anew });
        let before = after(transmitted(&[1]), [referral.clone()]).unwrap();
        let there = after(transmitted(&[1]), [referral.clone(), to(8)]).unwrap();
        assert!(there.attributions.iter().all(|part| (part.since, part.clock_from) == (day(8), day(8))), "{referral:?}");
        assert_eq!(after(transmitted(&[1]), [referral.clone(), to(8), to(3)]), Ok(before), "{referral:?}");
        assert_eq!(after(transmitted(&[1]), [referral, to(9)]), Err(Refusal::TooLate(day(8))));
    }
}

#[test]
fn an_end_before_what_it_follows_names_that() {
    let ended = |more: Vec<Command>, on: u64| {
        let state = after(transmitted(&[1]), more).unwrap();
        State { ended_from: Some(state.status), status: Status::Withdrawn, ended_on: Some(day(on)), ..state }
    };
    let held = || vec![answer(5, 1, AnswerKind::Holding)];
    assert_eq!(ended(held(), 4).act_after_end(), Some((day(5), Milestone::Answer)));
    assert_eq!(ended(held(), 5).act_after_end(), None);
    assert_eq!(ended(Vec::new(), 2).act_after_end(), Some((day(3), Milestone::Transmission)));
    assert_eq!(ended(vec![transfer(8, 1, 2, false)], 7).act_after_end(), Some((day(8), Milestone::Transfer)));
    assert_eq!(ended(vec![add(8, 2)], 7).act_after_end(), Some((day(8), Milestone::Referral)));
    let corrected = vec![answer(5, 1, AnswerKind::Final), answer(9, 1, AnswerKind::Correction)];
    assert_eq!(ended(corrected, 6).act_after_end(), None, "a correction may come after the end");
    assert_eq!(after(transmitted(&[1]), held()).unwrap().act_after_end(), None, "what has not ended follows nothing");
}

#[test]
fn what_was_answered_was_transmitted() {
    let never = || correct(Correction::NotTransmitted);
    assert_eq!(after(transmitted(&[1]), [answer(5, 1, AnswerKind::Holding), never()]), Err(Refusal::HasAnswers));
    assert_eq!(after(transmitted(&[1]), [Command::Withdraw { on: day(5) }, never()]), Err(Refusal::WrongStatus(Status::Withdrawn)));
    assert_eq!(after(transmitted(&[1]), [never()]), run([Command::Deposit { on: day(0) }]));
}

fn referred(nth: usize, on: u64) -> Command {
    correct(Correction::Referred { nth, on: day(on), restarts_clock: false })
}

fn transfer(on: u64, from: i64, to: i64, restarts_clock: bool) -> Command {
    Command::Transfer { on: day(on), from, to, restarts_clock }
}

fn add(on: u64, ministry: i64) -> Command {
    Command::AddMinistry { on: day(on), ministry }
}

/// For each part its start, the start of its clock and its end, in days.
fn days(state: &State) -> Vec<(i64, i64, Option<i64>)> {
    let count = |on: NaiveDate| (on - day(0)).num_days();
    state.attributions.iter().map(|part| (count(part.since), count(part.clock_from), part.until.map(count))).collect()
}

#[test]
fn a_corrected_transfer_ends_the_part_before_and_moves_the_clock_it_began() {
    let of = |more: Vec<Command>| days(&after(transmitted(&[1]), more).unwrap());
    assert_eq!(of(vec![transfer(8, 1, 2, true), referred(1, 6)]), [(3, 3, Some(6)), (6, 6, None)]);
    assert_eq!(of(vec![transfer(8, 1, 2, false), referred(1, 10)]), [(3, 3, Some(10)), (10, 3, None)]);
    assert_eq!(of(vec![add(8, 2), referred(1, 6)]), [(3, 3, None), (6, 6, None)]);
    // A clock kept through a later transfer moves with the one it came from.
    let kept = vec![add(8, 2), transfer(12, 2, 4, false), referred(1, 6)];
    assert_eq!(of(kept), [(3, 3, None), (6, 6, Some(12)), (12, 6, None)]);
    let answered = after(transmitted(&[1]), [transfer(8, 1, 2, true), answer(15, 2, AnswerKind::Final), referred(1, 11)]).unwrap();
    assert_eq!((answered.status, days(&answered)), (Status::Answered, vec![(3, 3, Some(11)), (11, 11, None)]));
}

#[test]
fn who_took_over_from_whom_is_told_by_days_and_clocks() {
    let of = |more: Vec<Command>| days(&after(transmitted(&[1]), more).unwrap());
    // A ministry is added on the day on which another one takes over.
    let both = || vec![add(8, 2), transfer(8, 1, 4, false)];
    assert_eq!(of([both(), vec![referred(2, 10)]].concat()), [(3, 3, Some(10)), (8, 8, None), (10, 3, None)]);
    assert_eq!(of([both(), vec![referred(1, 10)]].concat()), [(3, 3, Some(8)), (10, 10, None), (8, 3, None)]);
    // Transferred on the day it was received.
    let at_once = || vec![transfer(8, 1, 2, false), transfer(8, 2, 4, false)];
    assert_eq!(of([at_once(), vec![referred(2, 10)]].concat()), [(3, 3, Some(8)), (8, 3, Some(10)), (10, 3, None)]);
    assert_eq!(of([at_once(), vec![referred(1, 6)]].concat()), [(3, 3, Some(6)), (6, 3, Some(8)), (8, 3, None)]);
    // On the day of transmission the rule decides whether the clock was kept.
    assert_eq!(of(vec![transfer(3, 1, 2, false), referred(1, 5)]), [(3, 3, Some(5)), (5, 3, None)]);
    let anew = correct(Correction::Referred { nth: 1, on: day(5), restarts_clock: true });
    assert_eq!(of(vec![transfer(3, 1, 2, true), anew]), [(3, 3, Some(5)), (5, 5, None)]);
}

fn never_referred(nth: usize, from: Option<usize>) -> Command {
    correct(Correction::NotReferred { nth, from })
}

#[test]
fn a_ministry_that_was_added_or_transferred_to_by_mistake_is_taken_out_again() {
    let of = |more: Vec<Command>| after(transmitted(&[1]), more);
    assert_eq!(of(vec![add(8, 2), never_referred(1, None)]), of(Vec::new()));
    assert_eq!(
        of(vec![transfer(8, 1, 2, true), never_referred(1, Some(0))]),
        of(Vec::new()),
        "it is with the first again, under its clock"
    );
    // One after the other, the last one first.
    let back = || vec![transfer(8, 1, 2, true), transfer(9, 2, 1, true)];
    assert_eq!(of([back(), vec![never_referred(1, Some(0))]].concat()), Err(Refusal::NotTheirs));
    assert_eq!(of([back(), vec![never_referred(2, Some(1)), never_referred(1, Some(0))]].concat()), of(Vec::new()));
    assert_eq!(of(vec![never_referred(0, None)]), Err(Refusal::CameFirst));
    assert_eq!(of(vec![transfer(8, 1, 2, true), never_referred(1, None)]), Err(Refusal::NoMinistry));
    assert_eq!(of(vec![transfer(8, 1, 2, true), add(9, 1), never_referred(1, Some(0))]), Err(Refusal::MinistryTwice));
    assert_eq!(of(vec![add(8, 2), answer(9, 2, AnswerKind::Holding), never_referred(1, None)]), Err(Refusal::HasAnswers));
    assert_eq!(
        of(vec![add(8, 2), Command::Withdraw { on: day(9) }, never_referred(1, None)]),
        Err(Refusal::WrongStatus(Status::Withdrawn))
    );
    let settled = of(vec![add(8, 2), answer(9, 1, AnswerKind::Final), never_referred(1, None)]).unwrap();
    assert_eq!(settled.status, Status::Answered, "nobody else owes an answer");
}

#[test]
fn who_had_answered_owes_nothing_when_the_question_comes_back() {
    // As sources tell it: the first answered, and the question went on to another.
    let mut state = after(transmitted(&[1]), [transfer(8, 1, 2, true)]).unwrap();
    for on in [Some(day(5)), None] {
        state.answers = vec![PublishedAnswer { ministry: Some(1), kind: AnswerKind::Final, on }];
        let by = |command| state.clone().apply(&state.decide(command).unwrap());
        for (back, since) in [(by(never_referred(1, Some(0))), 3), (by(transfer(9, 2, 1, true)), 9)] {
            let theirs = back.attributions.iter().find(|part| part.until.is_none()).unwrap();
            assert_eq!((back.status, theirs.ministry, theirs.answered_on), (Status::Answered, 1, on.or(Some(day(since)))));
        }
        let joined = by(add(9, 1));
        let owing: Vec<i64> = joined.attributions.iter().filter(|part| part.is_open()).map(|part| part.ministry).collect();
        assert_eq!((joined.status, owing), (Status::Transmitted, vec![2]));
    }
}

#[test]
fn a_referral_lies_between_the_one_before_and_what_followed() {
    let with = |more: Vec<Command>, last: Command| after(transmitted(&[1]), more.into_iter().chain([last]));
    let moved = || vec![transfer(8, 1, 2, false)];
    assert_eq!(with(moved(), referred(1, 2)), Err(Refusal::TooEarly(day(3))));
    assert_eq!(with(moved(), referred(1, 8)), Err(Refusal::SameDay));
    assert_eq!(with(moved(), referred(0, 5)), Err(Refusal::CameFirst));
    assert_eq!(with(moved(), referred(2, 5)), Err(Refusal::WrongStatus(Status::Transmitted)));
    assert_eq!(with([moved(), vec![answer(9, 2, AnswerKind::Holding)]].concat(), referred(1, 10)), Err(Refusal::TooLate(day(9))));
    assert_eq!(with([moved(), vec![answer(9, 2, AnswerKind::Final)]].concat(), referred(1, 10)), Err(Refusal::TooLate(day(9))));
    assert_eq!(with([moved(), vec![transfer(9, 2, 4, false)]].concat(), referred(1, 10)), Err(Refusal::TooLate(day(9))));
    assert_eq!(with([moved(), vec![transfer(9, 2, 4, false)]].concat(), referred(2, 7)), Err(Refusal::TooEarly(day(8))));
    assert_eq!(with([moved(), vec![Command::Withdraw { on: day(9) }]].concat(), referred(1, 10)), Err(Refusal::TooLate(day(9))));
    // The previous ministry still had it when it answered, until it has it again.
    let held = vec![answer(6, 1, AnswerKind::Holding), transfer(8, 1, 2, false)];
    assert_eq!(with(held, referred(1, 5)), Err(Refusal::TooEarly(day(6))));
    assert_eq!(with([moved(), vec![add(9, 1)]].concat(), referred(1, 10)), Err(Refusal::TooLate(day(9))));
    let never = vec![Command::Deposit { on: day(0) }, referred(0, 1)];
    assert_eq!(run(never), Err(Refusal::WrongStatus(Status::Deposited)));
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
    for kind in [AnswerKind::Holding, AnswerKind::Final] {
        let ended = after(transmitted(&[1, 2]), [answer(5, 1, kind), Command::Withdraw { on: day(9) }]).unwrap();
        assert_eq!(ended.decide(moved(0, 10)), Err(Refusal::TooLate(day(9))));
    }
}

#[test]
fn an_end_is_not_moved_before_what_it_follows() {
    let moved = |on| correct(Correction::Ended { on: day(on) });
    let ended = after(transmitted(&[1, 2]), [answer(5, 1, AnswerKind::Final), Command::Withdraw { on: day(9) }]).unwrap();
    assert_eq!(ended.decide(moved(4)), Err(Refusal::TooEarly(day(5))));
    // An answer may be corrected after the end.
    let corrected = ended.clone().apply(&ended.decide(answer(12, 1, AnswerKind::Correction)).unwrap());
    assert!(corrected.decide(moved(5)).is_ok());
}

fn annulled(nth: usize) -> Command {
    correct(Correction::NotAnswered { nth })
}

#[test]
fn what_was_answered_by_mistake_is_owed_again() {
    let both = || vec![answer(5, 1, AnswerKind::Final), answer(6, 2, AnswerKind::Final)];
    let state = after(transmitted(&[1, 2]), [both(), vec![annulled(0)]].concat()).unwrap();
    let answered: Vec<_> = state.attributions.iter().map(|part| part.answered_on).collect();
    assert_eq!((state.status, answered), (Status::Transmitted, vec![None, Some(day(6))]));
    let again = state.clone().apply(&state.decide(answer(8, 1, AnswerKind::Final)).unwrap());
    assert_eq!((again.status, again.answers.len()), (Status::Answered, 2));
    assert_eq!(again.decide(annulled(2)), Err(Refusal::NothingToCorrect));
    let held = after(transmitted(&[1]), [answer(5, 1, AnswerKind::Holding), answer(9, 1, AnswerKind::Final), annulled(0)]).unwrap();
    assert_eq!((held.status, held.attributions[0].answered_on), (Status::Answered, Some(day(9))));
    // The end of a question that ended meanwhile stays.
    let ended = vec![answer(5, 1, AnswerKind::Final), Command::Withdraw { on: day(7) }, annulled(0)];
    let ended = after(transmitted(&[1, 2]), ended).unwrap();
    assert_eq!((ended.status, ended.attributions[0].is_open()), (Status::Withdrawn, true));
}

#[test]
fn an_answer_of_nobody_known_is_owed_by_all_and_another_settles_still() {
    let mut state = after(transmitted(&[1, 2]), [answer(5, 1, AnswerKind::Final), answer(6, 2, AnswerKind::Final)]).unwrap();
    let of_all = |on| PublishedAnswer { ministry: None, kind: AnswerKind::Final, on: Some(day(on)) };
    state.answers = vec![of_all(5), of_all(6)];
    let one = state.clone().apply(&state.decide(annulled(0)).unwrap());
    assert_eq!((one.status, one.attributions[0].answered_on), (Status::Answered, Some(day(6))));
    let none = one.clone().apply(&one.decide(annulled(0)).unwrap());
    assert!(none.status == Status::Transmitted && none.attributions.iter().all(Attribution::is_open));
}

#[test]
fn what_is_corrected_is_annulled_after_its_correction() {
    let given = vec![answer(9, 1, AnswerKind::Final), answer(12, 1, AnswerKind::Correction)];
    assert_eq!(after(transmitted(&[1]), [given.clone(), vec![annulled(0)]].concat()), Err(Refusal::AnswerCorrected));
    let first = after(transmitted(&[1]), [given.clone(), vec![annulled(1)]].concat()).unwrap();
    assert_eq!((first.status, first.answers.len()), (Status::Answered, 1));
    assert_eq!(after(transmitted(&[1]), [given, vec![annulled(1), annulled(0)]].concat()), run(transmitted(&[1])));
}

#[test]
fn readers_are_served_by_two() {
    use CorrectionKind::{Ended, NotAnswered, NotEnded, Referred, Transmitted};
    assert!(NotAnswered.needs_second(Publication::Hidden) && !NotAnswered.needs_second(Publication::Unpublished));
    assert!(Referred.needs_second(Publication::Published) && !Referred.needs_second(Publication::Unpublished));
    assert!(Transmitted.needs_second(Publication::Published) && NotEnded.needs_second(Publication::Hidden));
    assert!(!Transmitted.needs_second(Publication::Unpublished) && !Ended.needs_second(Publication::Published));
}

/// The state after the accepted commands.
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
    fn undoing_an_answer_restores_what_was(
        commands in prop::collection::vec(any_command(), 0..25),
        on in 0..40_u64,
        ministry in 1..4_i64,
        kind in 0..3_usize,
    ) {
        let state = lived(commands);
        if let Some(answered) = carried_out(&state, answer(on, ministry, AnswerKind::ALL[kind])) {
            prop_assert_eq!(carried_out(&answered, annulled(state.answers.len())), Some(state));
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
        // A transfer on the day of transmission does not tell whether its clock was kept.
        let tells = |state: &State| state.attributions.iter().all(|part| part.first || Some(part.since) != state.transmitted_on);
        prop_assume!(tells(&state));
        let there = |on| {
            let transmitted = Correction::Transmitted { on, restarts_clock: false };
            [Correction::Deposited { on }, transmitted, Correction::Answered { nth, on }, Correction::Ended { on }]
        };
        for (n, correction) in there(day(on)).into_iter().enumerate() {
            let Some(old) = state.day_to_correct(correction) else { continue };
            if let Some(corrected) = carried_out(&state, correct(correction)).filter(tells) {
                prop_assert_eq!(carried_out(&corrected, correct(there(old)[n])), Some(state.clone()));
            }
        }
    }

    #[test]
    fn a_referral_that_was_moved_can_be_moved_back(
        on_transmission in prop::collection::vec(1..4_i64, 1..3),
        commands in prop::collection::vec(any_command(), 0..12),
        on in 0..40_u64,
        nth in 1..5_usize,
        anew in any::<bool>(),
    ) {
        let by_rule = |command| match command {
            Command::Transfer { on, from, to, .. } => Command::Transfer { on, from, to, restarts_clock: anew },
            Command::Correct(Correction::Referred { nth, on, .. }) => correct(Correction::Referred { nth, on, restarts_clock: anew }),
            other => other,
        };
        let state = lived([transmitted(&on_transmission), commands].concat().into_iter().map(by_rule).collect());
        let there = |on| correct(Correction::Referred { nth, on, restarts_clock: anew });
        let Some(old) = state.attributions.get(nth).map(|part| part.since) else { return Ok(()) };
        // The recorded day may lie after an answer or an end that was recorded later, and cannot be chosen then.
        let back = carried_out(&state, there(day(on))).and_then(|corrected| carried_out(&corrected, there(old)));
        prop_assert!(back.is_none_or(|back| back == state));
    }
}
