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
    fn periods_that_touch_overlap_and_open_ends_reach_everywhere() {
        let a = Period { from: None, to: Some(day(2024, 1, 1)) };
        assert!(a.overlaps(&Period { from: Some(day(2024, 1, 1)), to: None }));
        assert!(!a.overlaps(&Period { from: Some(day(2024, 1, 2)), to: None }));
        assert!(Period::default().contains(day(1, 1, 1)));
    }
}
