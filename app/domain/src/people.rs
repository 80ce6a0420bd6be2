//! Members with their seats and groups, and ministries with their names over time.

use chrono::NaiveDate;

use crate::{Chamber, Legislature, PerLocale, codes};

/// The kind of a group of members of a Chamber.
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

/// The grammatical gender used when a member is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// نائبة, députée; مستشارة, conseillère.
    Feminine,
    /// نائب, député; مستشار, conseiller.
    Masculine,
}

codes!(Gender { Feminine = "f", Masculine = "m" });

/// A range of civil days, possibly without a start or an end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day, if there is one.
    pub from: Option<NaiveDate>,
    /// The last day, if there is one.
    pub to: Option<NaiveDate>,
}

impl Period {
    /// Whether the period contains a day. Both ends belong to it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether two periods have a day in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<NaiveDate>, start: Option<NaiveDate>| matches!((end, start), (Some(e), Some(s)) if e < s);
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

/// A name with the period in which it is used.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NameOverTime {
    /// The name in each language that has one.
    pub name: PerLocale<String>,
    /// The period in which it is used.
    pub period: Period,
}

/// The name used on a day. If none is known for that day, or no day is given, the latest name.
#[must_use]
pub fn name_on(names: &[NameOverTime], day: Option<NaiveDate>) -> Option<&NameOverTime> {
    day.and_then(|day| names.iter().rev().find(|name| name.period.contains(day)))
        .or_else(|| names.iter().max_by_key(|name| name.period.from))
}

/// How a ministry succeeds others. Links, feeds and alerts follow successions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Succession {
    /// Several ministries became one.
    Merged,
    /// One ministry became several.
    Split,
    /// Its whole remit moved to another identity.
    Replaced,
}

codes!(Succession { Merged = "merged", Split = "split", Replaced = "replaced" });

/// The first day on which a body no longer exists, as of `day`, or `None` while it exists. A body has ended when all its names have ended
/// and no name starts later. If a name starts later, it had still ended in between when a succession is recorded (`became`); otherwise only
/// its name in between is unknown.
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

/// A member's seat in a Chamber for a period, with its group.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Seat {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature, if known.
    pub legislature: Option<Legislature>,
    /// The group's identity, if known.
    pub group: Option<i64>,
    /// The period in which it is held.
    pub period: Period,
}

/// The seat held on a day. A question shows its author's seat on the day of deposit.
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
