//! Deposit, with the official number: given by hand, or the next of its Chamber and legislature.

use chrono::NaiveDate;
use jawab_domain::{access::Act, lifecycle::Command};
use jawab_store::{
    authors,
    entity::{numbering, question},
    registers::legislatures,
    texts::{self, Owner},
};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, Statement, sea_query::OnConflict};
use serde_json::json;

use super::{
    Deposit, DepositPlan, Foreseen, Kept, Outcome, Problem, Seen, Turn, UseCaseError,
    check::Checks,
    foresee::foresee,
    held::{Held, Told},
};

impl Turn {
    /// Deposits a draft at its Chamber.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is no draft; [`UseCaseError::Invalid`] where it lacks a subject, an author or a
    /// legislature, its number is taken, its day lies outside the legislature, or an author does not sit in the Chamber that day.
    pub async fn deposit(&mut self, seen: Seen, how: Deposit) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::KeepQuestion).await?;
        let on = self.day("on", how.on.or(held.row.deposited_on))?;
        // Decided before a number is taken from the series.
        held.state.decide(Command::Deposit { on })?;
        self.must_be_whole(&held).await?;
        let authors: Vec<i64> = authors::of(self.db(), held.id()).await?.into_iter().map(|author| author.member_id).collect();
        let plan = DepositPlan {
            chamber: held.chamber,
            legislature: how.legislature.or(held.row.legislature),
            number: how.number.or(held.row.number),
            on,
            authors,
            question: Some(held.id()),
        };
        let (legislature, number) = self.numbered(&plan, how.apart).await?;
        let row = question::Model { legislature: Some(legislature), number: Some(number), ..held.row.clone() };
        self.save_row(&mut held, row).await?;
        self.write_authors(&held.row, &plan.authors, on, &Default::default()).await?;
        let told = Told { on: Some(on), reason: None, data: json!({ "legislature": legislature, "number": number }) };
        self.decide(&mut held, Command::Deposit { on }, told).await?;
        self.kept(held.id()).await
    }

    async fn must_be_whole(&self, held: &Held) -> Outcome<()> {
        let mut checks = Checks::default();
        if !texts::is_any(self.db(), Owner::Subject(held.id())).await? {
            checks.add("subject", Problem::Missing);
        }
        if authors::of(self.db(), held.id()).await?.is_empty() {
            checks.add("authors", Problem::Missing);
        }
        checks.done()
    }

    /// The legislature and the number of a deposit.
    async fn numbered(&self, plan: &DepositPlan, apart: bool) -> Outcome<(i32, i32)> {
        let Foreseen { legislature, number, .. } = foresee(self.db(), plan).await?;
        let chamber = plan.chamber.code();
        let Some(number) = number else { return Ok((legislature, self.next_number(chamber, legislature).await?)) };
        if apart {
            self.set_apart(chamber, legislature, number).await?;
        } else {
            self.raise_series(chamber, legislature, number).await?;
        }
        Ok((legislature, number))
    }

    /// Leaves the number of a question out of the series, which goes on from the others: for a number corrected by hand.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn number_apart(&mut self, question: i64) -> Outcome<()> {
        let row = self.look(question, Act::KeepQuestion, None).await?;
        match (row.legislature, row.number) {
            (Some(legislature), Some(number)) => self.set_apart(&row.chamber, legislature, number).await,
            _ => Ok(()),
        }
    }

    async fn set_apart(&self, chamber: &str, legislature: i32, number: i32) -> Outcome<()> {
        let sql = "INSERT INTO number_apart (chamber, legislature, number) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        let values = [chamber.into(), legislature.into(), number.into()];
        self.db().execute_raw(Statement::from_sql_and_values(self.db().get_database_backend(), sql, values)).await?;
        Ok(())
    }

    pub(super) async fn legislature_of(&self, on: NaiveDate) -> Outcome<Option<i32>> {
        legislature_of(self.db(), on).await
    }

    /// Takes the next number of a series, which goes on from the largest number known and leaves out what is taken already. Others
    /// wait for this change to end, so that no number is left out and none is given twice.
    async fn next_number(&self, chamber: &str, legislature: i32) -> Outcome<i32> {
        self.raise_series(chamber, legislature, 0).await?;
        loop {
            let sql = "UPDATE numbering SET last_number = last_number + 1 WHERE chamber = $1 AND legislature = $2 RETURNING last_number";
            let values = [chamber.into(), legislature.into()];
            let statement = Statement::from_sql_and_values(self.db().get_database_backend(), sql, values);
            let row = self.db().query_one_raw(statement).await?.ok_or(UseCaseError::NotFound)?;
            let number = row.try_get("", "last_number")?;
            if !self.number_is_taken(None, chamber, legislature, number).await? {
                return Ok(number);
            }
        }
    }

    /// Brings a series up to a number that was given by hand, or at least to the largest one known.
    async fn raise_series(&self, chamber: &str, legislature: i32, number: i32) -> Outcome<()> {
        let new = numbering::ActiveModel { chamber: Set(chamber.into()), legislature: Set(legislature), last_number: Set(0) };
        let there = OnConflict::columns([numbering::Column::Chamber, numbering::Column::Legislature]).do_nothing().to_owned();
        numbering::Entity::insert(new).on_conflict(there).exec_without_returning(self.db()).await?;
        // Read by the statement that holds the row: what a change that ended just before gave is seen.
        let sql = format!(
            "UPDATE numbering SET last_number = (SELECT MAX(n) FROM (SELECT numbering.last_number AS n \
             UNION ALL SELECT CAST($3 AS INTEGER) UNION ALL {LARGEST_KNOWN}) AS known) WHERE chamber = $1 AND legislature = $2"
        );
        let values = [chamber.into(), legislature.into(), number.into()];
        self.db().execute_raw(Statement::from_sql_and_values(self.db().get_database_backend(), sql, values)).await?;
        Ok(())
    }
}

/// The largest numbers of a Chamber `$1` and a legislature `$2`, of questions and of what leads to them. What a draft has is no
/// number yet, and numbers that stand apart do not count.
pub(super) const LARGEST_KNOWN: &str = "SELECT (SELECT q.number FROM question q WHERE q.chamber = $1 AND q.legislature = $2 \
     AND q.number IS NOT NULL AND q.status <> 'draft' AND NOT EXISTS (SELECT 1 FROM number_apart a WHERE a.chamber = q.chamber \
     AND a.legislature = q.legislature AND a.number = q.number) ORDER BY q.number DESC LIMIT 1) \
     UNION ALL SELECT (SELECT r.number FROM reference_alias r WHERE r.chamber = $1 AND r.legislature = $2 \
     AND NOT EXISTS (SELECT 1 FROM number_apart a WHERE a.chamber = r.chamber AND a.legislature = r.legislature AND a.number = r.number) \
     ORDER BY r.number DESC LIMIT 1)";

/// The legislature of a day, by the days that are known.
pub(super) async fn legislature_of(db: &impl ConnectionTrait, on: NaiveDate) -> Outcome<Option<i32>> {
    Ok(legislatures::on(db, on).await?.map(|row| row.ordinal))
}
