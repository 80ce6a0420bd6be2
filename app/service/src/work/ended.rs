//! Which ministries are no more on a day, and what they became. A question is sent to none of them; a day before their end is right.
//! History that is imported is taken as it is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use jawab_domain::{
    lifecycle::Correction,
    people::{self, Period},
};
use jawab_store::{Connection, StoreError, read::Names, registers::ministries};

use super::{Outcome, Problem, UseCaseError, check::Checks, held::Held};

/// What ministries became, and the days of their names.
#[derive(Debug, Clone, Default)]
pub struct Successions {
    names: BTreeMap<i64, Vec<Period>>,
    became: BTreeMap<i64, Vec<(i64, Option<NaiveDate>)>>,
}

/// The end of a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The first day without it.
    pub since: NaiveDate,
    /// What it became that is there on the day that was asked about, as far as is known.
    pub successors: Vec<i64>,
}

impl Successions {
    /// Those of all ministries.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn load(db: &impl Connection) -> Result<Self, StoreError> {
        let mut all = Self::default();
        for row in ministries::names(db).await? {
            all.names.entry(row.ministry_id).or_default().push(Period { from: row.valid_from, to: row.valid_to });
        }
        for row in ministries::successions(db).await? {
            all.became.entry(row.predecessor_id).or_default().push((row.successor_id, row.on_day));
        }
        Ok(all)
    }

    /// The end of a ministry that is no more on a day.
    #[must_use]
    pub fn ended(&self, ministry: i64, day: NaiveDate) -> Option<Ended> {
        let since = self.since(ministry, day)?;
        // A successor that is no more either became others in its turn.
        let (mut met, mut ahead, mut successors) = (BTreeSet::from([ministry]), vec![ministry], Vec::new());
        while let Some(one) = ahead.pop() {
            for (next, on) in self.became.get(&one).into_iter().flatten() {
                let later = on.is_some_and(|on| day < on);
                if later || !met.insert(*next) {
                    continue;
                }
                if self.since(*next, day).is_some() { ahead.push(*next) } else { successors.push(*next) }
            }
        }
        Some(Ended { since, successors })
    }

    /// Since when it is no more.
    fn since(&self, ministry: i64, day: NaiveDate) -> Option<NaiveDate> {
        let days: Vec<NaiveDate> = self.became.get(&ministry).into_iter().flatten().filter_map(|(_, on)| *on).collect();
        people::ended(self.names.get(&ministry)?, &days, day)
    }
}

/// What is wrong with those of some ministries that are no more on a day, each with its place among them.
pub(super) async fn ended(db: &impl Connection, ministries: &[i64], on: NaiveDate) -> Outcome<Vec<(usize, Problem)>> {
    if ministries.is_empty() {
        return Ok(Vec::new());
    }
    let successions = Successions::load(db).await?;
    let found: Vec<(usize, i64, Ended)> =
        ministries.iter().enumerate().filter_map(|(n, id)| Some((n, *id, successions.ended(*id, on)?))).collect();
    let wanted: BTreeSet<i64> = found.iter().flat_map(|(_, id, end)| std::iter::once(*id).chain(end.successors.iter().copied())).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::ministries(db, Some(&wanted)).await?;
    let name = |id: i64| names.on(id, Some(on)).map(|named| named.name).unwrap_or_default();
    let problem = |(n, id, end): (usize, i64, Ended)| {
        let successors = end.successors.into_iter().map(name).collect();
        (n, Problem::MinistryEnded { who: name(id), since: end.since, successors })
    };
    Ok(found.into_iter().map(problem).collect())
}

impl Checks {
    /// Refuses ministries that are no more on a day.
    pub async fn existing(&mut self, db: &impl Connection, field: &str, ministries: &[i64], on: NaiveDate) -> Outcome<()> {
        if !self.count(field, ministries) {
            return Ok(());
        }
        for (n, problem) in ended(db, ministries, on).await? {
            self.add(format!("{field}.{n}"), problem);
        }
        Ok(())
    }
}

/// Refuses the right day of a transmission or referral, where a ministry that received the question then is no more on it; and that a
/// question goes back today to one that is no more.
pub(super) async fn must_exist(db: &impl Connection, held: &Held, correction: Correction, today: NaiveDate) -> Outcome<()> {
    let parts = &held.state.attributions;
    let of = |nth: usize| -> Vec<i64> { parts.get(nth).map(|part| part.ministry).into_iter().collect() };
    let (field, day, received): (_, _, Vec<i64>) = match correction {
        Correction::Transmitted { on, .. } => ("on", on, parts.iter().filter(|part| part.first).map(|part| part.ministry).collect()),
        Correction::Referred { nth, on, .. } => ("on", on, of(nth)),
        Correction::NotReferred { from: Some(from), .. } => ("referral", today, of(from)),
        _ => return Ok(()),
    };
    match ended(db, &received, day).await?.into_iter().next() {
        Some((_, problem)) => Err(UseCaseError::field(field, problem)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_a_ministry_became_is_there_itself() {
        let until = |to| vec![Period { from: None, to: Some(day(to)) }];
        let names = [(1, until("2021-10-06")), (2, until("2024-10-22")), (3, vec![Period::default()]), (4, vec![Period::default()])];
        let became =
            [(1, vec![(2, Some(day("2021-10-07"))), (3, Some(day("2021-10-07")))]), (2, vec![(4, Some(day("2024-10-23"))), (1, None)])];
        let all = Successions { names: names.into_iter().collect(), became: became.into_iter().collect() };
        let of = |ministry, on| all.ended(ministry, day(on)).map(|end| (end.since, end.successors));
        assert_eq!(of(1, "2021-10-06"), None);
        assert_eq!(of(1, "2021-10-07"), Some((day("2021-10-07"), vec![2, 3])));
        assert_eq!(of(1, "2026-11-28"), Some((day("2021-10-07"), vec![3, 4])), "one of the two became another");
        assert_eq!(of(2, "2026-11-28"), Some((day("2024-10-23"), vec![4, 3])), "no way is gone twice");
        assert_eq!(of(3, "2026-11-28"), None);
    }
}
