//! Those who ask and those who answer: members with their seats and groups, ministries with their names over time.

use chrono::NaiveDate;

use crate::{Chamber, Legislature, PerLocale, codes};

/// How members of a Chamber sit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// فريق, groupe.
    Group,
    /// مجموعة, groupement: fewer members than a group needs.
    Groupement,
    /// بدون انتماء, sans appartenance.
    None,
}

codes!(GroupKind { Group = "group", Groupement = "groupement", None = "none" });

/// The grammatical gender by which a member is addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// نائبة, députée; مستشارة, conseillère.
    Feminine,
    /// نائب, député; مستشار, conseiller.
    Masculine,
}

codes!(Gender { Feminine = "f", Masculine = "m" });

/// A stretch of civil days; an open end has no bound.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day, if there was one.
    pub from: Option<NaiveDate>,
    /// The last day, if there was one.
    pub to: Option<NaiveDate>,
}

impl Period {
    /// Whether a day lies in the period; both ends belong to it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether two periods share a day.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<NaiveDate>, start: Option<NaiveDate>| matches!((end, start), (Some(e), Some(s)) if e < s);
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

/// A name that held for some time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NameOverTime {
    /// The name, in each language that has one.
    pub name: PerLocale<String>,
    /// When it held.
    pub period: Period,
}

/// The name that held on a day; without one of that day (or without a day), the latest.
#[must_use]
pub fn name_on(names: &[NameOverTime], day: Option<NaiveDate>) -> Option<&NameOverTime> {
    day.and_then(|day| names.iter().rev().find(|name| name.period.contains(day)))
        .or_else(|| names.iter().max_by_key(|name| name.period.from))
}

/// How a ministry came out of others. Links, feeds and alerts follow these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Succession {
    /// Several became one.
    Merged,
    /// One became several.
    Split,
    /// Its remit moved whole to another identity.
    Replaced,
}

codes!(Succession { Merged = "merged", Split = "split", Replaced = "replaced" });

/// Since which day a body is no more, where it is no more on some day: its names have ended by then, and none begins later. One that
/// bears a name again later had ended all the same, if it had become others; otherwise a name of it is not known.
#[must_use]
pub fn ended(names: &[Period], became: &[NaiveDate], day: NaiveDate) -> Option<NaiveDate> {
    if names.iter().any(|name| name.contains(day)) {
        return None;
    }
    let last = names.iter().filter_map(|name| name.to).filter(|to| *to < day).max()?;
    let returns = names.iter().any(|name| name.from.is_some_and(|from| day < from));
    let succeeded = became.iter().any(|on| last < *on && *on <= day);
    if returns && !succeeded { None } else { last.succ_opt() }
}

/// A member's seat, and the group sat in, for some time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Seat {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature, if known.
    pub legislature: Option<Legislature>,
    /// The group's identity, if known.
    pub group: Option<i64>,
    /// When it was held.
    pub period: Period,
}

/// The seat held on a day. A question keeps its author's seat of the day it was deposited.
#[must_use]
pub fn seat_on(seats: &[Seat], chamber: Chamber, day: NaiveDate) -> Option<&Seat> {
    seats.iter().find(|seat| seat.chamber == chamber && seat.period.contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn named(fr: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> NameOverTime {
        NameOverTime { name: PerLocale { ar: None, fr: Some(fr.into()) }, period: Period { from, to } }
    }

    #[test]
    fn a_ministry_is_called_by_the_name_of_the_day() {
        let names = [named("Agriculture", None, Some(day(2024, 10, 22))), named("Agriculture et Eaux", Some(day(2024, 10, 23)), None)];
        let on = |d| name_on(&names, d).and_then(|n| n.name.fr.clone()).unwrap();
        assert_eq!(on(Some(day(2024, 10, 22))), "Agriculture");
        assert_eq!(on(Some(day(2024, 10, 23))), "Agriculture et Eaux");
        assert_eq!(on(None), "Agriculture et Eaux");
    }

    #[test]
    fn a_body_has_ended_once_none_of_its_names_holds_and_none_is_to_come() {
        let (split, back) = (day(2021, 10, 7), day(2024, 10, 23));
        let until = |to| Period { from: None, to: Some(to) };
        let old = until(day(2021, 10, 6));
        assert_eq!(ended(&[old], &[split], day(2021, 10, 6)), None, "it was there on its last day");
        assert_eq!(ended(&[old], &[split], split), Some(split));
        assert_eq!(ended(&[old], &[], day(2026, 11, 28)), Some(split), "whatever it became is not known");
        assert_eq!(ended(&[old, Period::default()], &[split], split), None, "a name in the other language goes on");
        assert_eq!(ended(&[Period::default()], &[split], split), None, "split, and there still");
        assert_eq!(ended(&[], &[split], split), None, "nothing is known of its names");
        let again = Period { from: Some(back), to: None };
        assert_eq!(ended(&[old, again], &[], day(2022, 1, 1)), None, "how it was called then is not known");
        assert_eq!(ended(&[old, again], &[split], day(2022, 1, 1)), Some(split), "it came back later");
        assert_eq!(ended(&[old, again], &[split], back), None);
        assert_eq!(ended(&[again], &[], day(2022, 1, 1)), None, "what was there before it is not known");
    }

    #[test]
    fn periods_that_touch_overlap_and_open_ends_reach_everywhere() {
        let a = Period { from: None, to: Some(day(2024, 1, 1)) };
        assert!(a.overlaps(&Period { from: Some(day(2024, 1, 1)), to: None }));
        assert!(!a.overlaps(&Period { from: Some(day(2024, 1, 2)), to: None }));
        assert!(Period::default().contains(day(1, 1, 1)));
    }
}
