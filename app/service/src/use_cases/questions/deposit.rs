//! The deposit of a question, and its official number: given by hand, or the next one of its Chamber and legislature.

use chrono::NaiveDate;
use jawab_domain::{access::Act, field::FieldName, lifecycle::Command};
use jawab_store::{
    Connection, authors,
    questions::numbers,
    registers::legislatures,
    rows,
    texts::{self, Owner},
};
use serde_json::json;

use crate::use_cases::{
    Deposit, DepositPlan, DepositPreview, ExpectedVersion, Problem, SavedQuestion, UnitOfWork, UseCaseResult,
    questions::deposit_preview,
    questions::loaded_question::{EventDetails, LoadedQuestion},
    validation::Checks,
};

impl UnitOfWork {
    /// Deposits a draft at its Chamber.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] if it is not a draft. [`crate::UseCaseError::Invalid`] if it lacks a subject, an author or a
    /// legislature, its number is taken, its day is outside the legislature, or an author does not sit in the Chamber that day.
    pub async fn deposit(&mut self, expected: ExpectedVersion, how: Deposit) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::KeepQuestion).await?;
        let on = self.day(FieldName::On, how.on.or(loaded.row.deposited_on))?;
        // Checked before a number is taken from the series.
        loaded.state.decide(Command::Deposit { on })?;
        self.must_be_whole(&loaded).await?;
        let authors: Vec<i64> = authors::of_question(self.db(), loaded.id()).await?.into_iter().map(|author| author.member_id).collect();
        let plan = DepositPlan {
            chamber: loaded.chamber,
            legislature: how.legislature.or(loaded.row.legislature),
            number: how.number.or(loaded.row.number),
            on,
            authors,
            question: Some(loaded.id()),
        };
        let (legislature, number) = self.assign_number(&plan, how.moves_series).await?;
        let row = rows::Question { legislature: Some(legislature), number: Some(number), ..loaded.row.clone() };
        self.save_row(&mut loaded, row).await?;
        self.write_authors(&loaded.row, &plan.authors, on, &Default::default()).await?;
        let details = EventDetails { on: Some(on), reason: None, data: json!({ "legislature": legislature, "number": number }) };
        self.decide(&mut loaded, Command::Deposit { on }, details).await?;
        Ok(loaded.saved())
    }

    async fn must_be_whole(&self, loaded: &LoadedQuestion) -> UseCaseResult<()> {
        let mut checks = Checks::default();
        if !texts::is_any(self.db(), Owner::Subject(loaded.id())).await? {
            checks.add(FieldName::Subject, Problem::Missing);
        }
        if authors::of_question(self.db(), loaded.id()).await?.is_empty() {
            checks.add(FieldName::Authors, Problem::Missing);
        }
        checks.done()
    }

    /// The legislature and the number of a deposit.
    async fn assign_number(&self, plan: &DepositPlan, moves_series: bool) -> UseCaseResult<(i32, i32)> {
        let preview = deposit_preview::preview(self.db(), plan).await?;
        let DepositPreview { legislature, number, .. } = preview;
        let Some(number) = number else {
            return Ok((legislature, numbers::allocate_next(self.db(), plan.chamber, legislature).await?));
        };
        if preview.is_far_above() && !moves_series {
            numbers::exclude(self.db(), plan.chamber, legislature, number).await?;
        } else {
            numbers::advance_to(self.db(), plan.chamber, legislature, number).await?;
        }
        Ok((legislature, number))
    }

    /// Excludes the number of a question, corrected by hand, from the series: the next numbers continue from the others.
    pub async fn exclude_number_from_series(&mut self, question: i64) -> UseCaseResult<()> {
        let row = self.authorize(question, Act::KeepQuestion, None).await?;
        match (row.legislature, row.number) {
            (Some(legislature), Some(number)) => Ok(numbers::exclude(self.db(), row.chamber.parse()?, legislature, number).await?),
            _ => Ok(()),
        }
    }

    /// Brings the series of a question back, whose number moved it by mistake and is corrected.
    pub async fn bring_series_back(&mut self, question: i64) -> UseCaseResult<()> {
        let row = self.authorize(question, Act::KeepQuestion, None).await?;
        match (row.legislature, row.number) {
            (Some(legislature), Some(number)) => {
                Ok(numbers::bring_back(self.db(), row.chamber.parse()?, legislature, (question, number)).await?)
            }
            _ => Ok(()),
        }
    }

    pub(in crate::use_cases) async fn legislature_of(&self, on: NaiveDate) -> UseCaseResult<Option<i32>> {
        legislature_of(self.db(), on).await
    }
}

/// The legislature of a day, according to the recorded days.
pub(in crate::use_cases) async fn legislature_of(db: &impl Connection, on: NaiveDate) -> UseCaseResult<Option<i32>> {
    Ok(legislatures::on(db, on).await?.map(|row| row.ordinal))
}
