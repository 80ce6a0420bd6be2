//! What a deposit comes to, before it is made: its legislature, the last number of its series, and everything that stands against it.
//! The deposit itself asks the same, so that a confirmation never promises what is refused afterwards.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::Chamber;
use jawab_store::{
    StoreError,
    entity::{legislature, question, reference_alias},
    read::Names,
};
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, Statement};

use super::{
    Outcome, Problem, UseCaseError, Work,
    check::Checks,
    deposit::{LARGEST_KNOWN, legislature_of},
    seated::Seats,
};

/// A number further above the last one than this is asked about: it is more often a slip, as of two digits that changed places, than a
/// series that jumps.
const FAR: i32 = 100;

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
}

impl Foreseen {
    /// The last number, where the one given by hand is so far above it that it is asked about.
    #[must_use]
    pub fn far_above(&self) -> Option<i32> {
        self.last.filter(|last| self.number.is_some_and(|number| number > last.saturating_add(FAR)))
    }
}

impl Work {
    /// What a deposit would come to.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] with every field at fault, by the names that [`super::Deposit`] has for them, and `authors.N`.
    pub async fn foresee_deposit(&self, plan: &DepositPlan) -> Outcome<Foreseen> {
        foresee(self.database.reader(), plan).await
    }

    /// What another number would come to, of a question that has one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn foresee_number(&self, chamber: Chamber, legislature: i32, number: Option<i32>) -> Outcome<Foreseen> {
        let last = last_number(self.database.reader(), chamber, legislature).await?;
        Ok(Foreseen { legislature, number, last })
    }
}

pub(super) async fn foresee(db: &impl ConnectionTrait, plan: &DepositPlan) -> Outcome<Foreseen> {
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
        && is_taken(db, plan.question, plan.chamber.code(), legislature, number).await?
    {
        checks.add("number", Problem::Taken);
    }
    checks.done()?;
    Ok(Foreseen { legislature, number: plan.number, last: last_number(db, plan.chamber, legislature).await? })
}

/// Complains, by name, of authors who do not sit in the Chamber on the day; those who `stand` already are not asked about.
pub(super) async fn not_seated(
    db: &impl ConnectionTrait,
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
pub(super) async fn unrecorded(db: &impl ConnectionTrait, ordinal: i32) -> Outcome<Option<Problem>> {
    let all = legislature::Entity::find().all(db).await?;
    let wrong = !all.is_empty() && all.iter().all(|row| row.ordinal != ordinal);
    Ok(wrong.then_some(Problem::UnrecordedLegislature))
}

/// What is wrong with a day of deposit that lies outside a legislature whose days are known.
pub(super) async fn outside(db: &impl ConnectionTrait, ordinal: i32, on: NaiveDate) -> Outcome<Option<Problem>> {
    let row = legislature::Entity::find_by_id(ordinal).one(db).await?;
    let row = row.filter(|row| on < row.begins_on || row.ends_on.is_some_and(|end| on > end));
    Ok(row.map(|row| Problem::OutsideLegislature { from: row.begins_on, to: row.ends_on }))
}

/// Whether another question has a number, or had it.
pub(crate) async fn is_taken(
    db: &impl ConnectionTrait,
    own: Option<i64>,
    chamber: &str,
    legislature: i32,
    number: i32,
) -> Result<bool, StoreError> {
    let other = question::Entity::find()
        .filter(question::COLUMN.chamber.eq(chamber))
        .filter(question::COLUMN.legislature.eq(legislature))
        .filter(question::COLUMN.number.eq(number))
        .one(db)
        .await?
        .map(|row| row.id);
    let alias = reference_alias::Entity::find_by_id((chamber.to_owned(), legislature, number)).one(db).await?;
    let holder = other.or(alias.map(|alias| alias.question_id));
    Ok(holder.is_some_and(|id| Some(id) != own))
}

/// The last number of a series, as far as it is known.
async fn last_number(db: &impl ConnectionTrait, chamber: Chamber, legislature: i32) -> Outcome<Option<i32>> {
    let sql = format!(
        "SELECT MAX(n) AS n FROM (SELECT last_number AS n FROM numbering WHERE chamber = $1 AND legislature = $2 \
         UNION ALL {LARGEST_KNOWN}) AS known"
    );
    let values = [chamber.code().into(), legislature.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let last = row.map(|row| row.try_get::<Option<i32>>("", "n")).transpose()?.flatten();
    Ok(last.filter(|last| *last > 0))
}
