//! Deposit, with the official number: given by hand, or the next of its Chamber and legislature.

use chrono::NaiveDate;
use jawab_domain::{access::Act, lifecycle::Command};
use jawab_store::{
    Connection, authors,
    questions::numbers,
    registers::legislatures,
    rows,
    texts::{self, Owner},
};
use serde_json::json;

use super::{
    Deposit, DepositPlan, Foreseen, Kept, Outcome, Problem, Seen, Turn,
    check::Checks,
    foresee::foresee,
    held::{Held, Told},
};

impl Turn {
    /// Deposits a draft at its Chamber.
    ///
    /// # Errors
    /// [`super::UseCaseError::Refused`] where it is no draft; [`super::UseCaseError::Invalid`] where it lacks a subject, an author or a
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
        let row = rows::Question { legislature: Some(legislature), number: Some(number), ..held.row.clone() };
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
        let Some(number) = number else {
            return Ok((legislature, numbers::take_next(self.db(), plan.chamber, legislature).await?));
        };
        if apart {
            numbers::set_apart(self.db(), plan.chamber, legislature, number).await?;
        } else {
            numbers::raise(self.db(), plan.chamber, legislature, number).await?;
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
            (Some(legislature), Some(number)) => Ok(numbers::set_apart(self.db(), row.chamber.parse()?, legislature, number).await?),
            _ => Ok(()),
        }
    }

    pub(super) async fn legislature_of(&self, on: NaiveDate) -> Outcome<Option<i32>> {
        legislature_of(self.db(), on).await
    }
}

/// The legislature of a day, by the days that are known.
pub(super) async fn legislature_of(db: &impl Connection, on: NaiveDate) -> Outcome<Option<i32>> {
    Ok(legislatures::on(db, on).await?.map(|row| row.ordinal))
}
