//! Previews a deposit: its legislature, the last number of its series, and every problem. The deposit makes the same checks, so a
//! confirmed preview is not rejected afterwards.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{Chamber, QuestionNumber, field::FieldName};
use jawab_store::{Connection, questions::numbers, read::Names, registers::legislatures};

use crate::use_cases::{
    Problem, UseCaseError, UseCaseResult, UseCases, questions::deposit::legislature_of, seating::Seats, validation::Checks,
};

/// A number further than this from the last number of its series must be confirmed: it is more often a mistake (swapped digits, a
/// missing digit) than a jump in the series or an old question that is logged late.
const MAX_NUMBER_GAP: u32 = 100;

/// A planned deposit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepositPlan {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature; if missing, that of the day.
    pub legislature: Option<i32>,
    /// The number given by hand; if missing, the next one.
    pub number: Option<i32>,
    /// The day.
    pub on: NaiveDate,
    /// Its authors, in order.
    pub authors: Vec<i64>,
    /// The question, if it exists already.
    pub question: Option<i64>,
}

/// The result of a planned deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DepositPreview {
    /// The legislature.
    pub legislature: i32,
    /// The number given by hand.
    pub number: Option<i32>,
    /// The last number of the series; `None` if no number is known.
    pub last: Option<i32>,
    /// If no number is given, the number that the deposit would get now. Somebody else may take it first.
    pub next: Option<i32>,
    /// If a number is corrected beyond which the series stands: where the series can be brought back to.
    pub back: Option<SeriesBack>,
}

/// Where a series can be brought back to, once the number that moved it by mistake is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesBack {
    /// The largest number of the series after the correction.
    pub to: i32,
}

impl DepositPreview {
    /// The last number, if the number given by hand is so far from it that it must be confirmed. The first number of a series never is.
    #[must_use]
    pub fn far_from(&self) -> Option<i32> {
        self.last.filter(|last| self.number.is_some_and(|number| number.abs_diff(*last) > MAX_NUMBER_GAP))
    }

    /// Whether it is far above, so that it would advance the series. A number below does not move the series.
    #[must_use]
    pub fn is_far_above(&self) -> bool {
        self.far_from().is_some_and(|last| self.number > Some(last))
    }
}

impl UseCases {
    /// Previews a deposit.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] with every invalid field, named as in [`crate::use_cases::Deposit`], and `authors.N`.
    pub async fn preview_deposit(&self, plan: &DepositPlan) -> UseCaseResult<DepositPreview> {
        let preview = preview(self.database.reader(), plan).await?;
        let next = match preview.number {
            None => Some(self.next_number(plan.chamber, preview.legislature).await?),
            Some(_) => None,
        };
        Ok(DepositPreview { next, ..preview })
    }

    /// The number that a deposit without a given one would get now. Somebody else may take it first.
    pub async fn next_number(&self, chamber: Chamber, legislature: i32) -> UseCaseResult<i32> {
        let db = self.database.reader();
        let mut next = numbers::last(db, chamber, legislature).await?.unwrap_or_default().saturating_add(1);
        while numbers::is_taken(db, None, chamber, legislature, next).await? {
            next = next.saturating_add(1);
        }
        Ok(next.min(QuestionNumber::MAX))
    }

    /// Previews another number, after the legislature, for a question `corrected` that has one of that series already. Every number that the
    /// question has or had may be the mistake that moved the series.
    pub async fn preview_number(
        &self,
        chamber: Chamber,
        (legislature, number): (i32, Option<i32>),
        corrected: Option<i64>,
    ) -> UseCaseResult<DepositPreview> {
        let db = self.database.reader();
        let last = numbers::last(db, chamber, legislature).await?;
        let back = match (last, corrected, number) {
            (Some(last), Some(question), Some(number)) if number < last => {
                let to = numbers::largest_except(db, chamber, legislature, question).await?.max(number);
                // The number of one question that is corrected leaves no gap that matters.
                (last - to > 1).then_some(SeriesBack { to })
            }
            _ => None,
        };
        Ok(DepositPreview { legislature, number, last, next: None, back })
    }
}

pub(in crate::use_cases) async fn preview(db: &impl Connection, plan: &DepositPlan) -> UseCaseResult<DepositPreview> {
    let legislature = match plan.legislature {
        Some(legislature) => legislature,
        None => legislature_of(db, plan.on).await?.ok_or_else(|| UseCaseError::field(FieldName::Legislature, Problem::NoLegislature))?,
    };
    let mut checks = Checks::default();
    checks.in_range(FieldName::Legislature, Some(legislature), 1, 99);
    checks.in_range(FieldName::Number, plan.number, 1, QuestionNumber::MAX);
    if let Some(problem) = legislature_problem(db, legislature).await? {
        checks.add(FieldName::Legislature, problem);
    }
    if let Some(problem) = deposit_day_problem(db, legislature, plan.on).await? {
        checks.add(FieldName::On, problem);
    }
    check_seating(db, &mut checks, (plan.chamber, plan.on), &plan.authors, &[]).await?;
    if let Some(number) = plan.number
        && numbers::is_taken(db, plan.question, plan.chamber, legislature, number).await?
    {
        checks.add(FieldName::Number, Problem::Taken);
    }
    checks.done()?;
    Ok(DepositPreview {
        legislature,
        number: plan.number,
        last: numbers::last(db, plan.chamber, legislature).await?,
        next: None,
        back: None,
    })
}

/// Adds a problem for each author who does not sit in the Chamber on the day. Authors in `stand` were recorded before and are not
/// checked.
pub(in crate::use_cases) async fn check_seating(
    db: &impl Connection,
    checks: &mut Checks,
    (chamber, on): (Chamber, NaiveDate),
    authors: &[i64],
    stand: &[i64],
) -> UseCaseResult<()> {
    if authors.is_empty() {
        return Ok(());
    }
    let seats = Seats::load(db, Some(authors)).await?;
    let absent = |member: &i64| !stand.contains(member) && !seats.seating(*member, chamber, on).may_ask();
    let members: BTreeSet<i64> = authors.iter().copied().filter(absent).collect();
    let names = Names::members(db, Some(&members)).await?;
    for (n, member) in authors.iter().enumerate().filter(|(_, member)| absent(member)) {
        let who = names.on(*member, Some(on)).map(|named| named.name).unwrap_or_default();
        checks.add(FieldName::Authors.at(n), Problem::NotSeated { who, on });
    }
    Ok(())
}

/// The problem of a legislature that is not recorded though others are. If none is recorded, any is valid.
pub(in crate::use_cases) async fn legislature_problem(db: &impl Connection, ordinal: i32) -> UseCaseResult<Option<Problem>> {
    let all = legislatures::all(db).await?;
    let wrong = !all.is_empty() && all.iter().all(|row| row.ordinal != ordinal);
    Ok(wrong.then_some(Problem::UnrecordedLegislature))
}

/// The problem of a day of deposit outside the known days of a legislature.
pub(in crate::use_cases) async fn deposit_day_problem(db: &impl Connection, ordinal: i32, on: NaiveDate) -> UseCaseResult<Option<Problem>> {
    let row = legislatures::by_ordinal(db, ordinal).await?;
    let row = row.filter(|row| on < row.begins_on || row.ends_on.is_some_and(|end| on > end));
    Ok(row.map(|row| Problem::OutsideLegislature { from: row.begins_on, to: row.ends_on }))
}

#[cfg(test)]
mod tests {
    use super::DepositPreview;

    #[test]
    fn far_numbers_are_found_on_both_sides_of_the_last_one() {
        let of = |number: i32, last: Option<i32>| {
            let preview = DepositPreview { legislature: 11, number: Some(number), last, next: None, back: None };
            (preview.far_from().is_some(), preview.is_far_above())
        };
        for (number, far, above) in
            [(2_226, false, false), (2_227, true, true), (2_026, false, false), (2_025, true, false), (212, true, false)]
        {
            assert_eq!(of(number, Some(2_126)), (far, above), "{number}");
        }
        assert_eq!(of(i32::MAX, Some(1)), (true, true));
        assert_eq!(of(999_999, None), (false, false), "the first of a series is far from none");
        let next = DepositPreview { legislature: 11, number: None, last: Some(2_126), next: None, back: None };
        assert_eq!((next.far_from(), next.is_far_above()), (None, false));
    }
}
