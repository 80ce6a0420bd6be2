//! Imports members from a file. New, known, changed and doubtful members are shown before anything is written. Importing a file twice
//! adds nobody.
//!
//! The file is a table with a header line of column names: `name_ar`, `name_fr`, `gender`, `group_ar`, `group_fr`, `district_ar`,
//! `district_fr`; other columns are ignored. All its members sit in one Chamber and legislature.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use jawab_domain::{
    Chamber, Locale, PerLocale,
    access::{Act, Actor},
    field::FieldName,
    people::{Gender, Period},
};
use jawab_store::registers::{Register, groups};
use serde_json::json;

use super::{SeatInput, UnitOfWork, fingerprint};
use crate::{
    blocking::run_blocking,
    import::people::group_kind,
    use_cases::{Problem, UseCaseError, UseCaseResult, UseCases},
};

mod plan;
mod read;

use plan::KnownMembers;

/// A file of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterInput {
    /// The text of the file.
    pub file: String,
    /// The Chamber they sit in.
    pub chamber: Chamber,
    /// The legislature.
    pub legislature: i32,
    /// The day from which the file holds, if known: for new seats and changes of group.
    pub from: Option<NaiveDate>,
    /// The decisions on doubtful lines, by line number.
    pub choices: BTreeMap<u64, Choice>,
}

/// A decision on a doubtful line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is the member with that name; the member gets the names in the file.
    Same,
    /// It is another person.
    Another,
}

/// A file of members, compared with the known members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Every line.
    pub lines: Vec<RosterLine>,
    /// The groups that are not known yet.
    pub groups: Vec<PerLocale<String>>,
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterLine {
    /// Its number, from 1.
    pub line: u64,
    /// The name.
    pub names: PerLocale<String>,
    /// The group, if given.
    pub group: PerLocale<String>,
    /// The result for the line.
    pub verdict: Verdict,
    gender: Option<Gender>,
    district: PerLocale<String>,
}

/// The result for a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A new member.
    New,
    /// A known member without changes.
    Known,
    /// A known member with these changes.
    Changed(i64, Vec<Change>),
    /// Not imported until somebody decides.
    Doubt(Doubt),
    /// Not imported.
    Faulty(Fault),
}

/// A change of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The name in a language.
    Name(Locale),
    /// The gender.
    Gender,
    /// A seat in the Chamber and legislature.
    Seat,
    /// Another group for this seat, from the day on.
    Group(i64),
    /// The constituency or group of this seat, which was unknown.
    District(i64),
}

/// Why a line is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Several members have this name.
    Namesakes,
    /// A member has this name in one language and another name in the other.
    OtherName(i64, PerLocale<String>),
    /// They sit in another group, and the day of the change is not given.
    OtherGroup(i64),
    /// They hold another seat at that time.
    OtherSeat(i64),
}

/// Why a line is invalid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Its number of columns differs from the header, or it is not valid text.
    Columns,
    /// It has no name.
    NoName,
    /// The gender is neither `f` nor `m`.
    Gender,
    /// One of its texts is invalid.
    Text(Problem),
    /// This earlier line has the same name.
    Twice(u64),
}

impl Roster {
    /// A fingerprint of the result: it changes if the import would do anything else.
    #[must_use]
    pub fn fingerprint(&self) -> i64 {
        fingerprint(self)
    }

    /// The number of lines with a kind of result.
    #[must_use]
    pub fn count(&self, is: impl Fn(&Verdict) -> bool) -> usize {
        self.lines.iter().filter(|line| is(&line.verdict)).count()
    }
}

impl UseCases {
    /// Computes what the import of a file would do.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if the file has no column of names.
    pub async fn roster(&self, actor: &Actor, input: &RosterInput) -> UseCaseResult<Roster> {
        let unit = self.begin_read(actor).await?;
        unit.must_be_allowed(Act::KeepReferenceData, None)?;
        unit.plan(input).await
    }
}

impl UnitOfWork {
    async fn plan(&self, input: &RosterInput) -> UseCaseResult<Roster> {
        if !(1..=99).contains(&input.legislature) {
            return Err(UseCaseError::field(FieldName::Legislature, Problem::OutOfRange { least: 1, most: 99 }));
        }
        let (mut known, input) = (KnownMembers::load(self.db()).await?, input.clone());
        // A large file takes too long for the async thread.
        let judged = run_blocking(move || -> UseCaseResult<Roster> {
            let lines = read::lines(&input.file)?.into_iter().map(|line| known.judge(line, &input)).collect();
            Ok(Roster { lines, groups: known.new_groups() })
        });
        judged.await.map_err(|error| UseCaseError::Internal(format!("the file could not be judged: {error}")))?
    }

    /// Imports the members of a file. `expected` is the fingerprint of the result shown before: if it differs now, nothing is changed.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] with the current fingerprint; otherwise as [`UseCases::roster`].
    pub async fn import_roster(&mut self, input: &RosterInput, expected: i64) -> UseCaseResult<Roster> {
        self.lock_registers().await?;
        let roster = self.plan(input).await?;
        let current = roster.fingerprint();
        if current != expected {
            return Err(UseCaseError::Conflict { current });
        }
        let mut known = KnownMembers::load(self.db()).await?;
        for names in &roster.groups {
            let id = self.new_roster_group(names, input.chamber).await?;
            known.learn_group(id, names, input.chamber);
        }
        let mut touched = BTreeSet::new();
        for line in &roster.lines {
            match &line.verdict {
                Verdict::New => {
                    let member = self.new_member(&line.names, line.gender).await?.id;
                    self.new_seat(member, &known.seat(line, input)).await?;
                }
                Verdict::Changed(member, changes) => {
                    self.change_listed(*member, changes, line, input, &known).await?;
                    touched.insert(*member);
                }
                _ => {}
            }
        }
        let data = json!({
            "chamber": input.chamber, "legislature": input.legislature, "from": input.from,
            "new": roster.count(|of| *of == Verdict::New), "changed": touched.len(),
        });
        self.record("members.imported", "", data);
        Ok(roster)
    }

    async fn new_roster_group(&mut self, names: &PerLocale<String>, chamber: Chamber) -> UseCaseResult<i64> {
        let slug = self.free_slug(Register::Groups, names).await?;
        let id = groups::insert(self.db(), &slug, group_kind(names).code(), Some(chamber.code())).await?;
        self.set_names(Register::Groups, id, names).await?;
        self.record("group.added", format!("group:{id}"), json!({ "name": names, "chamber": chamber }));
        Ok(id)
    }

    async fn change_listed(
        &mut self,
        member: i64,
        changes: &[Change],
        line: &RosterLine,
        input: &RosterInput,
        known: &KnownMembers,
    ) -> UseCaseResult<()> {
        if changes.iter().any(|change| matches!(change, Change::Name(_) | Change::Gender)) {
            let mut names = known.names(member);
            for (locale, name) in line.names.iter().filter(|(locale, _)| changes.contains(&Change::Name(*locale))) {
                names.set(locale, name.clone());
            }
            self.change_member(member, &names, line.gender.or_else(|| known.gender(member))).await?;
        }
        let seat = known.seat(line, input);
        for change in changes {
            match change {
                Change::Seat => {
                    self.new_seat(member, &seat).await?;
                }
                Change::Group(old) => {
                    let (before, last) = (known.seat_input(*old)?, input.from.and_then(|from| from.checked_sub_days(Days::new(1))));
                    let ended = SeatInput { period: Period { to: last, ..before.period }, ..before };
                    self.change_seat(member, *old, &ended).await?;
                    self.new_seat(member, &seat).await?;
                }
                Change::District(old) => {
                    let before = known.seat_input(*old)?;
                    let district = if before.district.is_empty() { seat.district.clone() } else { before.district.clone() };
                    let filled = SeatInput { district, group: before.group.or(seat.group), ..before };
                    self.change_seat(member, *old, &filled).await?;
                }
                Change::Name(_) | Change::Gender => {}
            }
        }
        Ok(())
    }
}
