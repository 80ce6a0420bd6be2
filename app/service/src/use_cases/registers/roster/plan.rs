//! Matches the lines of a file with the known members.

use std::collections::{BTreeMap, BTreeSet};

use jawab_domain::{
    Chamber, PerLocale,
    people::{Gender, Period},
};
use jawab_search::analysis::name_key;
use jawab_store::{
    Connection,
    registers::{groups, members, seats},
    rows,
};

use super::{Change, Choice, Doubt, RosterInput, RosterLine, Verdict};
use crate::use_cases::{
    UseCaseError, UseCaseResult,
    registers::{
        SeatInput,
        seat::{Legislatures, collides, legislatures},
    },
};

/// The known members, by name.
#[derive(Default)]
pub(super) struct KnownMembers {
    members: BTreeMap<String, BTreeSet<i64>>,
    names: BTreeMap<i64, PerLocale<String>>,
    genders: BTreeMap<i64, Gender>,
    seats: BTreeMap<i64, Vec<rows::Seat>>,
    groups: BTreeMap<String, Vec<(i64, Option<String>)>>,
    legislatures: Legislatures,
    new_groups: Vec<PerLocale<String>>,
    meant: BTreeSet<i64>,
}

impl KnownMembers {
    pub async fn load(db: &impl Connection) -> UseCaseResult<Self> {
        let mut known = Self { legislatures: legislatures(db).await?, ..Self::default() };
        for row in members::names(db).await? {
            known.names.entry(row.member_id).or_default().set(row.locale.parse()?, row.name);
            known.members.entry(row.name_key).or_default().insert(row.member_id);
        }
        for row in members::all(db).await? {
            if let Some(gender) = row.gender {
                known.genders.insert(row.id, gender.parse()?);
            }
        }
        for row in seats::all(db).await? {
            known.seats.entry(row.member_id).or_default().push(row);
        }
        let chambers = groups::all(db).await?;
        let chambers: BTreeMap<i64, Option<String>> = chambers.into_iter().map(|row| (row.id, row.chamber)).collect();
        for row in groups::names(db).await? {
            let chamber = chambers.get(&row.political_group_id).cloned().flatten();
            known.groups.entry(row.name_key).or_default().push((row.political_group_id, chamber));
        }
        Ok(known)
    }

    pub fn names(&self, member: i64) -> PerLocale<String> {
        self.names.get(&member).cloned().unwrap_or_default()
    }

    pub fn gender(&self, member: i64) -> Option<Gender> {
        self.genders.get(&member).copied()
    }

    /// The current data of a seat.
    pub fn seat_input(&self, seat: i64) -> UseCaseResult<SeatInput> {
        let row = self.seats.values().flatten().find(|row| row.id == seat).ok_or(UseCaseError::NotFound)?;
        Ok(SeatInput {
            chamber: row.chamber.parse()?,
            legislature: row.legislature,
            group: row.political_group_id,
            district: serde_json::from_value(row.district.clone())?,
            period: Period { from: row.held_from, to: row.held_to },
        })
    }

    /// The seat that a line describes.
    pub fn seat(&self, line: &RosterLine, input: &RosterInput) -> SeatInput {
        SeatInput {
            chamber: input.chamber,
            legislature: Some(input.legislature),
            group: self.group(&line.group, input.chamber),
            district: line.district.clone(),
            period: Period { from: input.from, to: None },
        }
    }

    /// The group with these names in a Chamber, or without a Chamber.
    fn group(&self, names: &PerLocale<String>, chamber: Chamber) -> Option<i64> {
        let sits_here = |of: &Option<String>| of.as_ref().is_none_or(|of| of == chamber.code());
        let by_name = |name: &String| self.groups.get(&name_key(name)).into_iter().flatten().find(|(_, of)| sits_here(of));
        names.iter().find_map(|(_, name)| by_name(name)).map(|(id, _)| *id)
    }

    pub fn learn_group(&mut self, id: i64, names: &PerLocale<String>, chamber: Chamber) {
        for (_, name) in names.iter() {
            self.groups.entry(name_key(name)).or_default().push((id, Some(chamber.code().into())));
        }
    }

    pub fn new_groups(self) -> Vec<PerLocale<String>> {
        self.new_groups
    }

    /// Decides the result for a line.
    pub fn judge(&mut self, mut line: RosterLine, input: &RosterInput) -> RosterLine {
        if line.verdict != Verdict::New {
            return line;
        }
        line.verdict = self.verdict(&line, input);
        let taken = matches!(line.verdict, Verdict::New | Verdict::Changed(..));
        if taken && !line.group.is_empty() && self.group(&line.group, input.chamber).is_none() {
            self.new_groups.push(line.group.clone());
            // The new group has no id yet, but it is no longer unknown.
            self.learn_group(0, &line.group, input.chamber);
        }
        line
    }

    fn verdict(&mut self, line: &RosterLine, input: &RosterInput) -> Verdict {
        let choice = input.choices.get(&line.line).copied();
        let by_name = |(_, name): (_, &String)| self.members.get(&name_key(name)).cloned().unwrap_or_default();
        let by_name: Vec<BTreeSet<i64>> = line.names.iter().map(by_name).collect();
        let any: BTreeSet<i64> = by_name.iter().flatten().copied().collect();
        // A member with every name of the line is meant, even if others have one of the names.
        let every: Vec<i64> = any.iter().copied().filter(|id| by_name.iter().all(|of| of.contains(id))).collect();
        let member = match (every.as_slice(), any.first()) {
            (_, None) => return Verdict::New,
            ([only], _) => *only,
            ([], Some(only)) if any.len() == 1 => *only,
            _ if choice == Some(Choice::Another) => return Verdict::New,
            _ => return Verdict::Doubt(Doubt::Namesakes),
        };
        let differs = |name: &String, own: Option<&String>| own.is_some_and(|own| name_key(own) != name_key(name));
        let own = self.names(member);
        let other = line.names.iter().any(|(locale, name)| differs(name, own.get(locale)));
        match choice {
            Some(Choice::Another) if other => return Verdict::New,
            None if other => return Verdict::Doubt(Doubt::OtherName(member, own)),
            _ => {}
        }
        if !self.meant.insert(member) {
            return Verdict::Doubt(Doubt::Namesakes);
        }
        self.changes(member, &own, line, input)
    }

    fn changes(&self, member: i64, own: &PerLocale<String>, line: &RosterLine, input: &RosterInput) -> Verdict {
        let mut changes = Vec::new();
        for (locale, name) in line.names.iter() {
            if own.get(locale).is_none_or(|own| name_key(own) != name_key(name)) {
                changes.push(Change::Name(locale));
            }
        }
        if line.gender.is_some() && line.gender != self.gender(member) {
            changes.push(Change::Gender);
        }
        match self.seat_change(member, line, input) {
            Ok(change) => changes.extend(change),
            Err(doubt) => return Verdict::Doubt(doubt),
        }
        if changes.is_empty() { Verdict::Known } else { Verdict::Changed(member, changes) }
    }

    /// The change of a member's seat in the Chamber and legislature.
    fn seat_change(&self, member: i64, line: &RosterLine, input: &RosterInput) -> Result<Option<Change>, Doubt> {
        let wanted = self.seat(line, input);
        let seats = self.seats.get(&member).map_or(&[][..], Vec::as_slice);
        let here = |row: &&rows::Seat| row.chamber == input.chamber.code() && row.legislature == Some(input.legislature);
        let Some(latest) = seats.iter().filter(here).max_by_key(|row| (row.held_to.is_none(), row.held_from, row.id)) else {
            let elsewhere = seats.iter().any(|row| collides(&wanted, row, &self.legislatures));
            return if elsewhere { Err(Doubt::OtherSeat(member)) } else { Ok(Some(Change::Seat)) };
        };
        let no_district = latest.district.as_object().is_none_or(serde_json::Map::is_empty);
        match (latest.political_group_id, wanted.group) {
            (Some(old), new) if !line.group.is_empty() && new != Some(old) => match input.from {
                Some(from) if latest.held_from.is_none_or(|held_from| held_from < from) && latest.held_to.is_none() => {
                    Ok(Some(Change::Group(latest.id)))
                }
                _ => Err(Doubt::OtherGroup(member)),
            },
            (None, _) if !line.group.is_empty() => Ok(Some(Change::District(latest.id))),
            _ if no_district && !line.district.is_empty() => Ok(Some(Change::District(latest.id))),
            _ => Ok(None),
        }
    }
}
