//! Members from a file: who is new, known, changed or in doubt is seen before anything is written, and doing it twice adds nobody.
//!
//! The file is a table with a line of column names: `name_ar`, `name_fr`, `gender`, `group_ar`, `group_fr`, `district_ar`,
//! `district_fr`; others are left alone. All of its members sit in one Chamber and legislature.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use jawab_domain::{
    Chamber, Locale, PerLocale,
    access::{Act, Actor},
    people::{Gender, Period},
};
use jawab_store::registers::{Register, groups};
use serde_json::json;

use super::{SeatInput, Turn, print};
use crate::{
    apart::apart,
    import::people::group_kind,
    work::{Outcome, Problem, UseCaseError, Work},
};

mod plan;
mod read;

use plan::Known;

/// A file of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterInput {
    /// Its text.
    pub file: String,
    /// The Chamber they sit in.
    pub chamber: Chamber,
    /// The legislature.
    pub legislature: i32,
    /// The day from which what it says holds, if known: of seats that begin, and of changes of group.
    pub from: Option<NaiveDate>,
    /// What was decided of lines in doubt, by their number.
    pub choices: BTreeMap<u64, Choice>,
}

/// What was decided of a line in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is the member of that name: the names are the file's from now on.
    Same,
    /// It is somebody else.
    Another,
}

/// A file of members, held against those that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Every line.
    pub lines: Vec<RosterLine>,
    /// Groups that are not known yet.
    pub groups: Vec<PerLocale<String>>,
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterLine {
    /// Its number, from 1.
    pub line: u64,
    /// The name.
    pub names: PerLocale<String>,
    /// The group, if said.
    pub group: PerLocale<String>,
    /// What becomes of it.
    pub verdict: Verdict,
    gender: Option<Gender>,
    district: PerLocale<String>,
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Somebody new.
    New,
    /// Known, and nothing is new.
    Known,
    /// Known, and this is new.
    Changed(i64, Vec<Change>),
    /// Nothing is done, until somebody decides.
    Doubt(Doubt),
    /// Nothing is done.
    Faulty(Fault),
}

/// What is new of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The name in a language.
    Name(Locale),
    /// The gender.
    Gender,
    /// A seat in the Chamber and legislature.
    Seat,
    /// Another group than that of this seat, from the day on.
    Group(i64),
    /// The constituency or group of this seat, of which nothing was known.
    District(i64),
}

/// Why it is not clear who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Several members are called so.
    Namesakes,
    /// A member is called so in one language, and otherwise in another.
    OtherName(i64, PerLocale<String>),
    /// They sit in another group, and it is not said since when.
    OtherGroup(i64),
    /// They sit elsewhere at that time.
    OtherSeat(i64),
}

/// Why a line cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It has not as many columns as the first line, or is no text.
    Columns,
    /// It has no name.
    NoName,
    /// The gender is neither `f` nor `m`.
    Gender,
    /// A text in it cannot be taken.
    Text(Problem),
    /// This earlier line has the same name.
    Twice(u64),
}

impl Roster {
    /// A number for what would be done: another one as soon as it is something else.
    #[must_use]
    pub fn print(&self) -> i64 {
        print(self)
    }

    /// How many lines of a sort there are.
    #[must_use]
    pub fn count(&self, is: impl Fn(&Verdict) -> bool) -> usize {
        self.lines.iter().filter(|line| is(&line.verdict)).count()
    }
}

impl Work {
    /// What a file would do. Nothing is changed.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where the file has no names.
    pub async fn roster(&self, actor: &Actor, input: &RosterInput) -> Outcome<Roster> {
        let turn = self.look(actor).await?;
        turn.must_be_allowed(Act::KeepReferenceData, None)?;
        turn.plan(input).await
    }
}

impl Turn {
    async fn plan(&self, input: &RosterInput) -> Outcome<Roster> {
        if !(1..=99).contains(&input.legislature) {
            return Err(UseCaseError::field("legislature", Problem::OutOfRange { least: 1, most: 99 }));
        }
        let (mut known, input) = (Known::load(self.db()).await?, input.clone());
        // On a thread of its own: a large file takes a while.
        let judged = apart(move || -> Outcome<Roster> {
            let lines = read::lines(&input.file)?.into_iter().map(|line| known.judge(line, &input)).collect();
            Ok(Roster { lines, groups: known.new_groups() })
        });
        judged.await.map_err(|error| UseCaseError::Internal(format!("the file could not be judged: {error}")))?
    }

    /// Takes the members of a file over. `expected` is the print of what was shown: if it is something else now, nothing is
    /// changed.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] with the print of what it would be now; otherwise as [`Work::roster`].
    pub async fn import_roster(&mut self, input: &RosterInput, expected: i64) -> Outcome<Roster> {
        self.keep().await?;
        let roster = self.plan(input).await?;
        let current = roster.print();
        if current != expected {
            return Err(UseCaseError::Conflict { current });
        }
        let mut known = Known::load(self.db()).await?;
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

    async fn new_roster_group(&mut self, names: &PerLocale<String>, chamber: Chamber) -> Outcome<i64> {
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
        known: &Known,
    ) -> Outcome<()> {
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
                    let (before, last) = (known.held(*old)?, input.from.and_then(|from| from.checked_sub_days(Days::new(1))));
                    let ended = SeatInput { period: Period { to: last, ..before.period }, ..before };
                    self.change_seat(member, *old, &ended).await?;
                    self.new_seat(member, &seat).await?;
                }
                Change::District(old) => {
                    let before = known.held(*old)?;
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
