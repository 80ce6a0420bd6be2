//! Which members may ask: those who sit in a Chamber on a day. A member without a known seat may also ask, since nothing says that they
//! do not sit; so may one whose seat in the Chamber has unknown days. Imported history is not checked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::{Chamber, people::Period};
use jawab_store::{
    Connection, StoreError,
    registers::{legislatures, seats},
    rows,
};

/// A seat with its days, as far as they are known: its own, else those of its legislature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The Chamber.
    pub chamber: Chamber,
    /// The group, if known.
    pub group: Option<i64>,
    legislature: Option<i32>,
    days: Period,
}

/// Where a member sits on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seating {
    /// No seat of theirs is known.
    Unknown,
    /// In the Chamber, as far as is known.
    Here(Seat),
    /// In the other Chamber, or in neither any more.
    Elsewhere(Seat),
}

impl Seating {
    /// Whether they may ask a question that is deposited in the Chamber that day.
    #[must_use]
    pub const fn may_ask(self) -> bool {
        !matches!(self, Self::Elsewhere(_))
    }
}

/// The seats of members.
#[derive(Debug, Clone, Default)]
pub struct Seats(BTreeMap<i64, Vec<Seat>>);

impl Seats {
    /// Loads the seats of these members; without a list, of all members.
    pub async fn load(db: &impl Connection, members: Option<&[i64]>) -> Result<Self, StoreError> {
        let legislatures = days_of_legislatures(db).await?;
        let rows = match members {
            Some(members) => seats::of_members(db, members).await?,
            None => seats::all(db).await?,
        };
        Self::of_rows(&rows, &legislatures)
    }

    /// These seats, with the days of the legislatures.
    pub(super) fn of_rows<'a>(
        rows: impl IntoIterator<Item = &'a rows::Seat>,
        legislatures: &BTreeMap<i32, Period>,
    ) -> Result<Self, StoreError> {
        let mut all = Self::default();
        for row in rows {
            let whole = row.legislature.and_then(|ordinal| legislatures.get(&ordinal)).copied().unwrap_or_default();
            let days = Period { from: row.held_from.or(whole.from), to: row.held_to.or(whole.to) };
            let seat = Seat { chamber: row.chamber.parse()?, group: row.political_group_id, legislature: row.legislature, days };
            all.0.entry(row.member_id).or_default().push(seat);
        }
        Ok(all)
    }

    /// Where a member sits on a day, from the view of a Chamber. Of several seats, the one that began last counts, and its group, or else
    /// that of another seat there that day: an import may know of the seat alone.
    #[must_use]
    pub fn seating(&self, member: i64, chamber: Chamber, day: NaiveDate) -> Seating {
        self.seating_in(member, chamber, None, day)
    }

    /// The group in which a member asks a question of a Chamber on a day, if known. Of seats that began on the same day, or of which that
    /// is unknown, the one of the question's legislature counts.
    #[must_use]
    pub fn group(&self, member: i64, (chamber, legislature): (Chamber, Option<i32>), day: NaiveDate) -> Option<i64> {
        match self.seating_in(member, chamber, legislature, day) {
            Seating::Here(seat) => seat.group,
            Seating::Unknown | Seating::Elsewhere(_) => None,
        }
    }

    fn seating_in(&self, member: i64, chamber: Chamber, legislature: Option<i32>, day: NaiveDate) -> Seating {
        let seats = self.0.get(&member).map(Vec::as_slice).unwrap_or_default();
        let rank = |seat: &&Seat| (seat.days.contains(day), seat.days.from, legislature.is_some() && seat.legislature == legislature);
        let latest = |fits: &dyn Fn(&Seat) -> bool| seats.iter().filter(|seat| fits(seat)).max_by_key(rank).copied();
        // Nobody holds two seats at once: a seat known to be held that day outweighs one with unknown days.
        let certain = latest(&|seat| seat.days.from.is_some() && seat.days.contains(day));
        let here = certain.or_else(|| latest(&|seat| seat.chamber == chamber && seat.days.contains(day)));
        match here.or_else(|| latest(&|_| true)) {
            Some(seat) if seat.chamber == chamber && seat.days.contains(day) => {
                let in_group = |other: &Seat| other.chamber == chamber && other.days.contains(day) && other.group.is_some();
                Seating::Here(Seat { group: seat.group.or(latest(&in_group).and_then(|other| other.group)), ..seat })
            }
            Some(seat) => Seating::Elsewhere(seat),
            None => Seating::Unknown,
        }
    }
}

/// The days of every recorded legislature.
pub(super) async fn days_of_legislatures(db: &impl Connection) -> Result<BTreeMap<i32, Period>, StoreError> {
    let rows = legislatures::all(db).await?;
    Ok(rows.into_iter().map(|row| (row.ordinal, Period { from: Some(row.begins_on), to: row.ends_on })).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn seat(chamber: Chamber, from: Option<&str>, to: Option<&str>) -> Seat {
        Seat { chamber, group: None, legislature: None, days: Period { from: from.map(day), to: to.map(day) } }
    }

    #[test]
    fn a_seat_without_a_group_hides_no_group() {
        let here = |from: Option<&str>, group| Seat { group, ..seat(Chamber::Councillors, from, None) };
        let group = |seats: Vec<Seat>| match Seats([(1, seats)].into_iter().collect()).seating(1, Chamber::Councillors, day("2026-11-27")) {
            Seating::Here(seat) => seat.group,
            _ => None,
        };
        assert_eq!(group(vec![here(Some("2021-10-08"), Some(7)), here(None, None)]), Some(7));
        assert_eq!(group(vec![here(None, Some(7)), here(None, None)]), Some(7));
        assert_eq!(group(vec![here(Some("2021-10-08"), Some(7)), here(Some("2026-10-09"), None)]), Some(7));
        assert_eq!(group(vec![here(Some("2021-10-08"), Some(7)), here(Some("2026-10-09"), Some(8))]), Some(8), "the last that is known");
        assert_eq!(group(vec![here(Some("2026-11-28"), Some(7)), here(None, None)]), None, "not yet in that group");
    }

    #[test]
    fn a_question_is_asked_in_the_group_of_the_seat_that_is_shown() {
        let of = |legislature, group, from: Option<&str>, to: Option<&str>| Seat {
            group,
            legislature: Some(legislature),
            ..seat(Chamber::Councillors, from, to)
        };
        let group = |seats: Vec<Seat>, legislature| {
            Seats([(1, seats)].into_iter().collect()).group(1, (Chamber::Councillors, legislature), day("2026-11-27"))
        };
        let ended = of(10, Some(7), Some("2016-10-14"), Some("2021-10-07"));
        assert_eq!(group(vec![ended, of(11, None, Some("2021-10-08"), None)], None), None, "its legislature has ended");
        assert_eq!(group(vec![ended], Some(10)), None);
        let unknown = || vec![of(11, Some(8), None, None), of(10, Some(7), None, None)];
        assert_eq!([10, 11].map(|legislature| group(unknown(), Some(legislature))), [Some(7), Some(8)]);
        assert_eq!(group(vec![seat(Chamber::Representatives, None, None)], Some(11)), None, "of the other Chamber");
    }

    #[test]
    fn only_a_known_seat_elsewhere_prevents_asking() {
        use Chamber::{Councillors, Representatives};
        let asked = |seats: Vec<Seat>| Seats([(1, seats)].into_iter().collect()).seating(1, Councillors, day("2026-11-27")).may_ask();
        assert!(Seats::default().seating(1, Councillors, day("2026-11-27")).may_ask(), "nothing is known");
        assert!(asked(vec![seat(Councillors, None, None)]), "since when is unknown");
        assert!(asked(vec![seat(Councillors, Some("2021-10-08"), None)]));
        assert!(!asked(vec![seat(Councillors, Some("2021-10-08"), Some("2026-11-26"))]), "the seat has ended");
        assert!(!asked(vec![seat(Councillors, Some("2026-11-28"), None)]), "the seat has not begun");
        assert!(!asked(vec![seat(Representatives, None, None)]), "of the other Chamber");
        assert!(!asked(vec![seat(Councillors, None, None), seat(Representatives, Some("2021-10-08"), None)]), "known to sit there now");
        assert!(asked(vec![seat(Representatives, None, Some("2021-10-07")), seat(Councillors, Some("2021-10-08"), None)]));
        assert!(!asked(vec![seat(Councillors, None, Some("2021-10-07")), seat(Representatives, Some("2021-10-08"), None)]));
    }
}
