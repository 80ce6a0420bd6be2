//! Which ministries no longer exist on a day, and their successors. A question cannot be sent to such a ministry; a day before its end
//! is valid. Imported history is not checked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use jawab_domain::{
    field::FieldName,
    lifecycle::Correction,
    people::{self, Period},
};
use jawab_store::{Connection, StoreError, read::Names, registers::ministries};

use crate::use_cases::{Problem, UseCaseError, UseCaseResult, questions::loaded_question::LoadedQuestion, validation::Checks};

/// The successors of ministries, and the periods of their names.
#[derive(Debug, Clone, Default)]
pub struct Successions {
    names: BTreeMap<i64, Vec<Period>>,
    became: BTreeMap<i64, Vec<(i64, Option<NaiveDate>)>>,
}

/// The end of a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinistryEnd {
    /// The first day on which it no longer exists.
    pub since: NaiveDate,
    /// Its known successors that exist on the given day.
    pub successors: Vec<i64>,
}

impl Successions {
    /// Loads those of all ministries.
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

    /// The end of a ministry that no longer exists on a day; `None` if it exists.
    #[must_use]
    pub fn ended(&self, ministry: i64, day: NaiveDate) -> Option<MinistryEnd> {
        let since = self.since(ministry, day)?;
        // A successor that no longer exists either is replaced by its own successors.
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
        Some(MinistryEnd { since, successors })
    }

    /// The first day on which it no longer exists.
    fn since(&self, ministry: i64, day: NaiveDate) -> Option<NaiveDate> {
        let days: Vec<NaiveDate> = self.became.get(&ministry).into_iter().flatten().filter_map(|(_, on)| *on).collect();
        people::ended(self.names.get(&ministry)?, &days, day)
    }
}

/// The problems of those ministries that no longer exist on a day, each with its index.
pub(super) async fn ended_problems(db: &impl Connection, ministries: &[i64], on: NaiveDate) -> UseCaseResult<Vec<(usize, Problem)>> {
    if ministries.is_empty() {
        return Ok(Vec::new());
    }
    let successions = Successions::load(db).await?;
    let found: Vec<(usize, i64, MinistryEnd)> =
        ministries.iter().enumerate().filter_map(|(n, id)| Some((n, *id, successions.ended(*id, on)?))).collect();
    let wanted: BTreeSet<i64> = found.iter().flat_map(|(_, id, end)| std::iter::once(*id).chain(end.successors.iter().copied())).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::ministries(db, Some(&wanted)).await?;
    let name = |id: i64| names.on(id, Some(on)).map(|named| named.name).unwrap_or_default();
    let problem = |(n, id, end): (usize, i64, MinistryEnd)| {
        let successors = end.successors.into_iter().map(name).collect();
        (n, Problem::MinistryEnded { who: name(id), since: end.since, successors })
    };
    Ok(found.into_iter().map(problem).collect())
}

impl Checks {
    /// Rejects ministries that no longer exist on a day.
    pub async fn require_existing_ministries(
        &mut self,
        db: &impl Connection,
        field: FieldName,
        ministries: &[i64],
        on: NaiveDate,
    ) -> UseCaseResult<()> {
        if !self.limit(field, ministries) {
            return Ok(());
        }
        for (n, problem) in ended_problems(db, ministries, on).await? {
            self.add(field.at(n), problem);
        }
        Ok(())
    }
}

/// Rejects a corrected day of a transmission or referral on which the receiving ministry no longer exists, and a return of the question
/// to a ministry that no longer exists today.
pub(super) async fn must_exist(
    db: &impl Connection,
    loaded: &LoadedQuestion,
    correction: Correction,
    today: NaiveDate,
) -> UseCaseResult<()> {
    let parts = &loaded.state.attributions;
    let of = |nth: usize| -> Vec<i64> { parts.get(nth).map(|part| part.ministry).into_iter().collect() };
    let (field, day, received): (_, _, Vec<i64>) = match correction {
        Correction::Transmitted { on, .. } => {
            (FieldName::On, on, parts.iter().filter(|part| part.first).map(|part| part.ministry).collect())
        }
        Correction::Referred { nth, on, .. } => (FieldName::On, on, of(nth)),
        Correction::NotReferred { from: Some(from), .. } => (FieldName::Referral, today, of(from)),
        _ => return Ok(()),
    };
    match ended_problems(db, &received, day).await?.into_iter().next() {
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
    fn successors_exist_on_the_day() {
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
