//! What a deposit comes to, before it is made: its legislature, the last number of its series, and everything that stands against it.
//! The deposit itself asks the same, so that a confirmation never promises what is refused afterwards.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::Chamber;
use jawab_store::{Connection, questions::numbers, read::Names, registers::legislatures};

use super::{Outcome, Problem, UseCaseError, Work, check::Checks, deposit::legislature_of, seated::Seats};

/// A number further from the last one of its series than this is asked about: it is more often a slip, as of two digits that changed
/// places or of one that was left out, than a series that jumps, or an old question that is logged late.
const FAR: u32 = 100;

/// A deposit that is thought of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepositPlan {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature; none: that of the day.
    pub legislature: Option<i32>,
    /// The number given by hand; none: the next one.
    pub number: Option<i32>,
    /// The day.
    pub on: NaiveDate,
    /// Its authors, in order.
    pub authors: Vec<i64>,
    /// The question, where it is there already.
    pub question: Option<i64>,
}

/// What it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreseen {
    /// The legislature.
    pub legislature: i32,
    /// The number given by hand.
    pub number: Option<i32>,
    /// The last number of the series; none: no number is known.
    pub last: Option<i32>,
    /// The number that a deposit without one would be given now, where that was asked for; somebody else may take it first.
    pub next: Option<i32>,
}

impl Foreseen {
    /// The last number, where the one given by hand is so far from it that it is asked about. The first number of a series is far from
    /// none.
    #[must_use]
    pub fn far_from(&self) -> Option<i32> {
        self.last.filter(|last| self.number.is_some_and(|number| number.abs_diff(*last) > FAR))
    }

    /// Whether it is far above, so that it would move the series on with it; one below moves nothing.
    #[must_use]
    pub fn is_far_above(&self) -> bool {
        self.far_from().is_some_and(|last| self.number > Some(last))
    }
}

impl Work {
    /// What a deposit would come to.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] with every field at fault, by the names that [`super::Deposit`] has for them, and `authors.N`.
    pub async fn foresee_deposit(&self, plan: &DepositPlan) -> Outcome<Foreseen> {
        let foreseen = foresee(self.database.reader(), plan).await?;
        let next = match foreseen.number {
            None => Some(self.next_number(plan.chamber, foreseen.legislature).await?),
            Some(_) => None,
        };
        Ok(Foreseen { next, ..foreseen })
    }

    /// The number that a deposit without one would be given now; somebody else may take it first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_number(&self, chamber: Chamber, legislature: i32) -> Outcome<i32> {
        let db = self.database.reader();
        let mut next = numbers::last(db, chamber, legislature).await?.unwrap_or_default().saturating_add(1);
        while numbers::is_taken(db, None, chamber, legislature, next).await? {
            next = next.saturating_add(1);
        }
        Ok(next)
    }

    /// What another number would come to, of a question that has one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn foresee_number(&self, chamber: Chamber, legislature: i32, number: Option<i32>) -> Outcome<Foreseen> {
        let last = numbers::last(self.database.reader(), chamber, legislature).await?;
        Ok(Foreseen { legislature, number, last, next: None })
    }
}

pub(super) async fn foresee(db: &impl Connection, plan: &DepositPlan) -> Outcome<Foreseen> {
    let legislature = match plan.legislature {
        Some(legislature) => legislature,
        None => legislature_of(db, plan.on).await?.ok_or_else(|| UseCaseError::field("legislature", Problem::NoLegislature))?,
    };
    let mut checks = Checks::default();
    checks.within("legislature", Some(legislature), 1, 99);
    checks.within("number", plan.number, 1, 999_999);
    if let Some(problem) = unrecorded(db, legislature).await? {
        checks.add("legislature", problem);
    }
    if let Some(problem) = outside(db, legislature, plan.on).await? {
        checks.add("on", problem);
    }
    not_seated(db, &mut checks, (plan.chamber, plan.on), &plan.authors, &[]).await?;
    if let Some(number) = plan.number
        && numbers::is_taken(db, plan.question, plan.chamber, legislature, number).await?
    {
        checks.add("number", Problem::Taken);
    }
    checks.done()?;
    Ok(Foreseen { legislature, number: plan.number, last: numbers::last(db, plan.chamber, legislature).await?, next: None })
}

/// Complains, by name, of authors who do not sit in the Chamber on the day; those who `stand` already are not asked about.
pub(super) async fn not_seated(
    db: &impl Connection,
    checks: &mut Checks,
    (chamber, on): (Chamber, NaiveDate),
    authors: &[i64],
    stand: &[i64],
) -> Outcome<()> {
    if authors.is_empty() {
        return Ok(());
    }
    let seats = Seats::load(db, Some(authors)).await?;
    let absent = |member: &i64| !stand.contains(member) && !seats.of(*member, chamber, on).may_ask();
    let members: BTreeSet<i64> = authors.iter().copied().filter(absent).collect();
    let names = Names::members(db, Some(&members)).await?;
    for (n, member) in authors.iter().enumerate().filter(|(_, member)| absent(member)) {
        let who = names.on(*member, Some(on)).map(|named| named.name).unwrap_or_default();
        checks.add(format!("authors.{n}"), Problem::NotSeated { who, on });
    }
    Ok(())
}

/// What is wrong with a legislature that is not recorded, where others are. Where none is, nothing is known of any.
pub(super) async fn unrecorded(db: &impl Connection, ordinal: i32) -> Outcome<Option<Problem>> {
    let all = legislatures::all(db).await?;
    let wrong = !all.is_empty() && all.iter().all(|row| row.ordinal != ordinal);
    Ok(wrong.then_some(Problem::UnrecordedLegislature))
}

/// What is wrong with a day of deposit that lies outside a legislature whose days are known.
pub(super) async fn outside(db: &impl Connection, ordinal: i32, on: NaiveDate) -> Outcome<Option<Problem>> {
    let row = legislatures::by_ordinal(db, ordinal).await?;
    let row = row.filter(|row| on < row.begins_on || row.ends_on.is_some_and(|end| on > end));
    Ok(row.map(|row| Problem::OutsideLegislature { from: row.begins_on, to: row.ends_on }))
}

#[cfg(test)]
mod tests {
    use super::Foreseen;

    #[test]
    fn a_number_is_far_from_the_last_one_on_either_side_and_moves_the_series_on_one() {
        let of = |number: i32, last: Option<i32>| {
            let foreseen = Foreseen { legislature: 11, number: Some(number), last, next: None };
            (foreseen.far_from().is_some(), foreseen.is_far_above())
        };
        for (number, far, above) in
            [(2_226, false, false), (2_227, true, true), (2_026, false, false), (2_025, true, false), (212, true, false)]
        {
            assert_eq!(of(number, Some(2_126)), (far, above), "{number}");
        }
        assert_eq!(of(i32::MAX, Some(1)), (true, true));
        assert_eq!(of(999_999, None), (false, false), "the first of a series is far from none");
        let next = Foreseen { legislature: 11, number: None, last: Some(2_126), next: None };
        assert_eq!((next.far_from(), next.is_far_above()), (None, false));
    }
}
