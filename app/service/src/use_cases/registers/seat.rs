//! The seats of a member over time. Nobody holds two seats at once. A question keeps the group of its day of deposit.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, PerLocale,
    access::{Act, Actor},
    field::FieldName,
    people::Period,
};
use jawab_store::{
    Connection,
    registers::{groups, seats},
    rows,
};
use serde_json::json;

use super::{Item, UnitOfWork};
use crate::use_cases::{Problem, Seating, Seats, UseCaseError, UseCaseResult, UseCases, seating::days_of_legislatures, validation::Checks};

/// A seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatInput {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature, if known.
    pub legislature: Option<i32>,
    /// The group, if known.
    pub group: Option<i64>,
    /// The constituency, if known.
    pub district: PerLocale<String>,
    /// Its first and last day, if known.
    pub period: Period,
}

/// What removing a seat would leave behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatRemoval {
    /// The number of questions that the member asked while holding it, and of which no other seat of theirs is left. They keep their
    /// recorded group.
    pub questions: u64,
    /// Whether the member has other seats.
    pub has_others: bool,
    /// Whether these do not let the member ask on days on which this one does.
    pub refused: bool,
}

/// The days of each legislature.
pub(super) type Legislatures = BTreeMap<i32, Period>;

/// The days of every legislature.
pub(super) async fn legislatures(db: &impl Connection) -> UseCaseResult<Legislatures> {
    Ok(days_of_legislatures(db).await?)
}

/// The days of a seat, as far as they are known: its own, else those of its legislature.
fn bounds(legislature: Option<i32>, own: Period, legislatures: &Legislatures) -> Option<Period> {
    let whole = legislature.and_then(|ordinal| legislatures.get(&ordinal)).copied().unwrap_or_default();
    let known = Period { from: own.from.or(whole.from), to: own.to.or(whole.to) };
    (known != Period::default()).then_some(known)
}

/// Whether two seats exclude each other. If the days of either are unknown, only seats of the same legislature do.
pub(super) fn collides(input: &SeatInput, other: &rows::Seat, legislatures: &Legislatures) -> bool {
    let theirs = Period { from: other.held_from, to: other.held_to };
    match (bounds(input.legislature, input.period, legislatures), bounds(other.legislature, theirs, legislatures)) {
        (Some(own), Some(theirs)) => own.overlaps(&theirs),
        _ => input.legislature.is_some() && input.legislature == other.legislature && input.chamber.code() == other.chamber,
    }
}

impl UseCases {
    /// What removing a seat of a member would leave behind.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] if they have no such seat.
    pub async fn seat_removal_preview(&self, actor: &Actor, member: i64, seat: i64) -> UseCaseResult<SeatRemoval> {
        let unit = self.begin_read(actor).await?;
        unit.must_be_allowed(Act::KeepReferenceData, None)?;
        let row = unit.seat(member, seat).await?;
        let (chamber, legislatures): (Chamber, _) = (row.chamber.parse()?, legislatures(unit.db()).await?);
        let days_of = |seat: &rows::Seat| {
            bounds(seat.legislature, Period { from: seat.held_from, to: seat.held_to }, &legislatures).unwrap_or_default()
        };
        let held = seats::of_members(unit.db(), &[member]).await?;
        let others: Vec<&rows::Seat> = held.iter().filter(|other| other.id != seat).collect();
        let (now, then) = (Seats::of_rows(&held, &legislatures)?, Seats::of_rows(others.iter().copied(), &legislatures)?);
        let (seated, left) = (|day| now.seating(member, chamber, day), |day| then.seating(member, chamber, day));
        let is_here = |seating: Seating| matches!(seating, Seating::Here(_));

        let days = days_of(&row);
        let asked = seats::days_of_questions(unit.db(), &row, days).await?;
        // A question without a day is of a seat of its legislature, so of this one, and of another seat of that.
        let undated = others.iter().any(|other| other.chamber == row.chamber && other.legislature == row.legislature);
        let loses = |day: Option<NaiveDate>| day.map_or(!undated, |day| is_here(seated(day)) && !is_here(left(day)));
        let questions = asked.into_iter().filter(|day| loses(*day)).count() as u64;

        // Where a member sits changes on the first day of a seat, and on the day after the last.
        let changes = others.iter().copied().map(days_of).flat_map(|of| [of.from, of.to.and_then(|to| to.succ_opt())]);
        let mut changes = std::iter::once(days.from.or(Some(NaiveDate::MIN))).chain(changes).flatten().filter(|day| days.contains(*day));
        let refused = !others.is_empty() && changes.any(|day| seated(day).may_ask() && !left(day).may_ask());
        Ok(SeatRemoval { questions, has_others: !others.is_empty(), refused })
    }
}

impl UnitOfWork {
    /// Adds a seat of a member.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if it overlaps another of their seats; [`UseCaseError::Conflict`] if the member has changed since.
    pub async fn add_seat(&mut self, member: i64, expected: i64, input: &SeatInput) -> UseCaseResult<i64> {
        self.lock_unchanged(Item::Member(member), expected).await?;
        let input = self.check_seat(member, None, input).await?;
        self.new_seat(member, &input).await
    }

    pub(super) async fn new_seat(&mut self, member: i64, input: &SeatInput) -> UseCaseResult<i64> {
        let id = seats::insert(self.db(), row(member, 0, input)?).await?;
        self.record_seat("seat.added", member, id, input);
        Ok(id)
    }

    /// Changes a seat of a member.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] if they have no such seat; otherwise as [`Self::add_seat`].
    pub async fn edit_seat(&mut self, member: i64, expected: i64, seat: i64, input: &SeatInput) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Member(member), expected).await?;
        self.seat(member, seat).await?;
        let input = self.check_seat(member, Some(seat), input).await?;
        self.change_seat(member, seat, &input).await
    }

    pub(super) async fn change_seat(&mut self, member: i64, seat: i64, input: &SeatInput) -> UseCaseResult<()> {
        seats::update(self.db(), row(member, seat, input)?).await?;
        self.record_seat("seat.edited", member, seat, input);
        Ok(())
    }

    /// Removes a seat that was recorded by mistake.
    pub async fn remove_seat(&mut self, member: i64, expected: i64, seat: i64) -> UseCaseResult<()> {
        self.lock_unchanged(Item::Member(member), expected).await?;
        self.seat(member, seat).await?;
        seats::delete(self.db(), seat).await?;
        self.record("seat.removed", format!("member:{member}"), json!({ "seat": seat }));
        Ok(())
    }

    async fn seat(&self, member: i64, seat: i64) -> UseCaseResult<rows::Seat> {
        let row = seats::by_id(self.db(), seat).await?;
        row.filter(|row| row.member_id == member).ok_or(UseCaseError::NotFound)
    }

    async fn check_seat(&self, member: i64, own: Option<i64>, input: &SeatInput) -> UseCaseResult<SeatInput> {
        let mut checks = Checks::default();
        let district = checks.optional_names(FieldName::District, &input.district);
        checks.in_range(FieldName::Legislature, input.legislature, 1, 99);
        checks.in_order(FieldName::HeldTo, input.period.from, input.period.to);
        if let Some(id) = input.group {
            let group = groups::by_id(self.db(), id).await?;
            let sits_here = |chamber: &String| chamber == input.chamber.code();
            if group.is_none_or(|group| !group.chamber.as_ref().is_none_or(sits_here)) {
                checks.add(FieldName::Group, Problem::Unknown);
            }
        }
        let legislatures = legislatures(self.db()).await?;
        let others = seats::of_members(self.db(), &[member]).await?;
        if others.iter().any(|other| Some(other.id) != own && collides(input, other, &legislatures)) {
            checks.add(FieldName::HeldFrom, Problem::Overlaps);
        }
        checks.done()?;
        Ok(SeatInput { district, ..input.clone() })
    }

    fn record_seat(&mut self, action: &str, member: i64, seat: i64, of: &SeatInput) {
        let (from, to): (Option<NaiveDate>, Option<NaiveDate>) = (of.period.from, of.period.to);
        let data = json!({ "seat": seat, "chamber": of.chamber, "legislature": of.legislature, "group": of.group, "from": from, "to": to });
        self.record(action, format!("member:{member}"), data);
    }
}

fn row(member: i64, id: i64, of: &SeatInput) -> UseCaseResult<rows::Seat> {
    Ok(rows::Seat {
        id,
        member_id: member,
        chamber: of.chamber.code().into(),
        legislature: of.legislature,
        political_group_id: of.group,
        district: serde_json::to_value(&of.district)?,
        held_from: of.period.from,
        held_to: of.period.to,
    })
}
