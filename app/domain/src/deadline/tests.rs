use chrono::Weekday;
use proptest::prelude::*;

use super::*;
use crate::calendar::Holiday;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn rule() -> DeadlineRule {
    DeadlineRule {
        id: 1,
        chamber: None,
        version: 1,
        days: 20,
        counting: Counting::Calendar,
        roll_forward: false,
        restarts_on_transfer: false,
        weekend: Weekend::SATURDAY_SUNDAY,
        validity: Period::default(),
        source: PerLocale::default(),
    }
}

fn green_march() -> Holidays {
    [Holiday { on: day(2026, 11, 6), name: PerLocale { ar: None, fr: Some("Marche verte".into()) } }].into_iter().collect()
}

#[test]
fn the_default_reading_counts_twenty_calendar_days_after_transmission() {
    let deadline = rule().explain(day(2026, 10, 20), &green_march()).unwrap();
    assert_eq!(deadline.due_on, day(2026, 11, 9));
    assert_eq!(deadline.days.len(), 21);
    assert_eq!(deadline.days[0].reason, DayReason::Start);
    assert_eq!(deadline.days[20].reason, DayReason::Counted(20));
}

#[test]
fn the_rule_behind_a_date_is_the_recorded_one_or_the_newest_that_gives_it() {
    let other = Some(Chamber::Representatives);
    let rules = [
        rule(),
        DeadlineRule { id: 2, version: 2, days: 10, ..rule() },
        DeadlineRule { id: 3, version: 3, ..rule() },
        DeadlineRule { id: 4, version: 4, chamber: other, days: 7, ..rule() },
    ];
    let behind = |recorded, due: u32| {
        let days = (day(2026, 11, 2), day(2026, 11, due));
        rule_behind(&rules, (Chamber::Councillors, recorded), days, &green_march()).map(|rule| rule.id)
    };
    assert_eq!([behind(Some(1), 22), behind(Some(2), 22), behind(Some(2), 12), behind(None, 12)], [Some(1), Some(3), Some(2), Some(2)]);
    assert_eq!([behind(Some(1), 9), behind(Some(4), 9), behind(Some(1), 23)], [None; 3], "a rule of the other Chamber, or none");

    let later = Period { from: Some(day(2026, 11, 3)), to: None };
    let rules = [rule(), DeadlineRule { id: 2, version: 2, validity: later, ..rule() }];
    let behind = |started: u32, due: u32| {
        let days = (day(2026, 11, started), day(2026, 11, due));
        rule_behind(&rules, (Chamber::Councillors, None), days, &green_march()).map(|rule| rule.id)
    };
    assert_eq!([behind(2, 22), behind(3, 23)], [Some(1), Some(2)], "a rule of later transmissions gave no date that counts from before");
}

#[test]
fn working_days_skip_weekends_and_holidays_and_say_so() {
    let rule = DeadlineRule { days: 5, counting: Counting::Working, ..rule() };
    let deadline = rule.explain(day(2026, 11, 4), &green_march()).unwrap();
    // Thursday 5 counts; Friday 6 is a holiday; the weekend; Monday 9 to Thursday 12.
    assert_eq!(deadline.due_on, day(2026, 11, 12));
    assert_eq!(deadline.days[2].reason, DayReason::Holiday(PerLocale { ar: None, fr: Some("Marche verte".into()) }));
    assert_eq!(deadline.days[3].reason, DayReason::Weekend);
}

#[test]
fn a_last_day_of_rest_rolls_to_the_next_working_day_only_if_the_rule_says_so() {
    // Day 20 after 2026-10-18 is Saturday 7 November.
    let start = day(2026, 10, 18);
    assert_eq!(rule().due_on(start, &green_march()), Ok(day(2026, 11, 7)));
    let rolling = DeadlineRule { roll_forward: true, ..rule() };
    let deadline = rolling.explain(start, &green_march()).unwrap();
    assert_eq!(deadline.due_on, day(2026, 11, 9));
    assert_eq!(deadline.days[21].reason, DayReason::RolledOver);
    assert_eq!(deadline.days[22].reason, DayReason::RolledTo);
}

#[test]
fn the_rule_of_the_chamber_and_of_the_time_governs() {
    let old = DeadlineRule { id: 1, validity: Period { from: None, to: Some(day(2025, 12, 31)) }, ..rule() };
    let new = DeadlineRule { id: 2, version: 2, validity: Period { from: Some(day(2026, 1, 1)), to: None }, ..rule() };
    let own = DeadlineRule { id: 3, version: 1, chamber: Some(Chamber::Councillors), validity: new.validity, ..rule() };
    let rules = [old, new, own];
    let id = |chamber, on| rule_for(&rules, chamber, on).map(|r| r.id);
    assert_eq!(id(Chamber::Councillors, day(2025, 12, 31)), Some(1));
    assert_eq!(id(Chamber::Councillors, day(2026, 1, 1)), Some(3));
    assert_eq!(id(Chamber::Representatives, day(2026, 1, 1)), Some(2));
}

#[test]
fn a_week_without_a_working_day_has_no_deadline() {
    let rule = DeadlineRule { counting: Counting::Working, weekend: Weekend::from_bits(0x7f), ..rule() };
    assert_eq!(rule.due_on(day(2026, 1, 1), &Holidays::default()), Err(DeadlineError::Unreachable));
}

prop_compose! {
    fn any_rule()(days in 1..60_u16, working: bool, roll_forward: bool, weekend in 0..0x7f_u8) -> DeadlineRule {
        DeadlineRule {
            days,
            counting: if working { Counting::Working } else { Counting::Calendar },
            roll_forward,
            weekend: Weekend::from_bits(weekend),
            ..rule()
        }
    }
}

prop_compose! {
    fn any_holidays()(offsets in prop::collection::vec(0..200_u64, 0..12)) -> Holidays {
        offsets.into_iter().map(|n| Holiday { on: day(2026, 1, 1) + Days::new(n), name: PerLocale::default() }).collect()
    }
}

proptest! {
    #[test]
    fn the_explanation_has_no_gap_and_counts_exactly_the_days_of_the_rule(
        rule in any_rule(), holidays in any_holidays(), offset in 0..150_u64,
    ) {
        let start = day(2026, 1, 1) + Days::new(offset);
        let deadline = rule.explain(start, &holidays).unwrap();
        prop_assert_eq!(deadline.days[0].on, start);
        prop_assert_eq!(deadline.days.last().unwrap().on, deadline.due_on);
        prop_assert!(deadline.days.windows(2).all(|pair| pair[0].on.succ_opt() == Some(pair[1].on)));
        let counted: Vec<u16> = deadline.days.iter().filter_map(|d| match d.reason {
            DayReason::Counted(n) => Some(n),
            _ => None,
        }).collect();
        prop_assert_eq!(counted, (1..=rule.days).collect::<Vec<_>>());
    }

    #[test]
    fn the_due_date_alone_is_that_of_the_explanation(rule in any_rule(), holidays in any_holidays(), offset in 0..150_u64) {
        let start = day(2026, 1, 1) + Days::new(offset);
        prop_assert_eq!(rule.due_on(start, &holidays), rule.explain(start, &holidays).map(|d| d.due_on));
    }

    #[test]
    fn a_later_transmission_is_never_due_earlier(rule in any_rule(), holidays in any_holidays(), offset in 0..150_u64) {
        let start = day(2026, 1, 1) + Days::new(offset);
        prop_assert!(rule.due_on(start, &holidays).unwrap() <= rule.due_on(start + Days::new(1), &holidays).unwrap());
    }

    #[test]
    fn another_holiday_never_makes_it_due_earlier(rule in any_rule(), holidays in any_holidays(), offset in 0..150_u64, extra in 0..200_u64) {
        let start = day(2026, 1, 1) + Days::new(offset);
        let more: Holidays = holidays.iter().cloned()
            .chain([Holiday { on: day(2026, 1, 1) + Days::new(extra), name: PerLocale::default() }]).collect();
        prop_assert!(rule.due_on(start, &holidays).unwrap() <= rule.due_on(start, &more).unwrap());
    }

    #[test]
    fn a_due_date_that_rolls_is_a_working_day(rule in any_rule(), holidays in any_holidays(), offset in 0..150_u64) {
        let rule = DeadlineRule { roll_forward: true, ..rule };
        let due = rule.due_on(day(2026, 1, 1) + Days::new(offset), &holidays).unwrap();
        prop_assert!(!rule.weekend.contains(due) && holidays.on(due).is_none());
    }

    #[test]
    fn a_weekend_keeps_its_days(bits in 0..0x80_u8) {
        let days: Vec<Weekday> = (0..7).filter(|n| bits & (1 << n) != 0).map(|n| Weekday::try_from(n).unwrap()).collect();
        prop_assert_eq!(Weekend::from_days(&days).bits(), bits);
    }
}
