//! Sends a question on: to the Government, from ministry to ministry, to the public, or to its end.

use chrono::NaiveDate;
use jawab_domain::{
    Status,
    access::{Act, Actor},
    field::FieldName,
    lifecycle::Command,
};
use jawab_store::{
    attributions,
    registers::Register,
    texts::{self, Owner},
    works,
};
use serde_json::json;

use crate::use_cases::{
    ExpectedVersion, Problem, SavedQuestion, Transfer, Transmit, UnitOfWork, UseCaseResult, UseCases,
    questions::loaded_question::{EventDetails, LoadedQuestion, authorize},
    validation::{self, Checks},
};

impl UseCases {
    /// Checks that the lifecycle allows a command now, and that its ministries exist, without carrying it out.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] or [`crate::UseCaseError::Invalid`] if it is not allowed.
    pub async fn check_command(&self, actor: &Actor, act: Act, question: i64, command: Command) -> UseCaseResult<()> {
        let db = self.database.reader();
        let row = authorize(db, actor, question, act, None).await?;
        let mut checks = Checks::default();
        match &command {
            Command::Transmit { on, to } => checks.require_existing_ministries(db, FieldName::Ministries, to, *on).await?,
            Command::Transfer { on, to, .. } => checks.require_existing_ministries(db, FieldName::To, &[*to], *on).await?,
            Command::AddMinistry { on, ministry } => checks.require_existing_ministries(db, FieldName::Ministry, &[*ministry], *on).await?,
            _ => {}
        }
        LoadedQuestion::load(db, row).await?.state.decide(command)?;
        checks.done()
    }
}

impl UnitOfWork {
    /// Transmits a deposited question to the Government. The clock of each ministry starts, by the rule of the day.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] if it is not deposited, or the day is before its deposit; [`crate::UseCaseError::Invalid`] if a
    /// ministry does not exist on that day.
    pub async fn transmit(&mut self, expected: ExpectedVersion, how: Transmit) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::KeepQuestion).await?;
        let on = self.day(FieldName::On, how.on)?;
        let to = if how.to.is_empty() { loaded.ministries() } else { how.to };
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, FieldName::Ministries, &to).await?;
        checks.require_existing_ministries(self.db(), FieldName::Ministries, &to, on).await?;
        checks.done()?;
        let command = Command::Transmit { on, to: to.clone() };
        loaded.state.decide(command.clone())?;
        attributions::delete_of(self.db(), loaded.id()).await?;
        loaded.parts.clear();
        loaded.row.deadline_rule_id = loaded.rule_of(&self.calendar().await?.rules, on).map(|rule| rule.id);
        let details = EventDetails { on: Some(on), reason: None, data: json!({ "ministries": to, "rule": loaded.row.deadline_rule_id }) };
        self.decide(&mut loaded, command, details).await?;
        Ok(loaded.saved())
    }

    /// Publishes a question.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] for drafts, and for questions that are or were published; [`crate::UseCaseError::Invalid`] if it
    /// lacks a subject, or is deposited and addressed to no ministry: readers are told whom a question is for.
    pub async fn publish(&mut self, expected: ExpectedVersion) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::KeepQuestion).await?;
        let mut checks = Checks::default();
        if !texts::is_any(self.db(), Owner::Subject(loaded.id())).await? {
            checks.add(FieldName::Subject, Problem::Missing);
        }
        // A question that an import brought further may name none.
        if loaded.state.status == Status::Deposited && loaded.ministries().is_empty() {
            checks.add(FieldName::Ministries, Problem::Missing);
        }
        checks.done()?;
        self.decide(&mut loaded, Command::Publish, EventDetails { on: Some(self.today), ..EventDetails::default() }).await?;
        self.index(loaded.id()).await?;
        Ok(loaded.saved())
    }

    /// Transfers a question from one ministry to another. The rule decides whether the clock restarts.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] if the first ministry no longer has it or the other has it already;
    /// [`crate::UseCaseError::Invalid`] if the other does not exist on that day.
    pub async fn transfer(&mut self, expected: ExpectedVersion, how: Transfer) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        self.transfer_loaded(&mut loaded, &how).await?;
        Ok(loaded.saved())
    }

    pub(in crate::use_cases) async fn transfer_loaded(&mut self, loaded: &mut LoadedQuestion, how: &Transfer) -> UseCaseResult<()> {
        let (reason, on) = validation::combine(validation::reason(&how.reason), self.day(FieldName::On, how.on))?;
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, FieldName::To, &[how.to]).await?;
        checks.require_existing_ministries(self.db(), FieldName::To, &[how.to], on).await?;
        checks.done()?;
        let restarts_clock = loaded.restarts_clock(&self.calendar().await?.rules);
        let command = Command::Transfer { on, from: how.from, to: how.to, restarts_clock };
        loaded.state.decide(command.clone())?;
        // Waits for a colleague of the ministry who may be starting work. The work stays with the ministry, which finds it again if the
        // question comes back.
        works::begin_and_lock(self.db(), loaded.id(), how.from).await?;
        let details = EventDetails {
            on: Some(on),
            reason: Some(&reason),
            data: json!({ "from": how.from, "to": how.to, "clock_restarts": restarts_clock }),
        };
        self.decide(loaded, command, details).await?;
        Ok(())
    }

    /// Transmits a question to one more ministry, with a clock of its own from that day.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] if it is not transmitted, or the ministry has it; [`crate::UseCaseError::Invalid`] if the ministry
    /// does not exist on that day.
    pub async fn add_ministry(
        &mut self,
        expected: ExpectedVersion,
        ministry: i64,
        on: Option<NaiveDate>,
        reason: &str,
    ) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let (reason, on) = validation::combine(validation::reason(reason), self.day(FieldName::On, on))?;
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, FieldName::Ministry, &[ministry]).await?;
        checks.require_existing_ministries(self.db(), FieldName::Ministry, &[ministry], on).await?;
        checks.done()?;
        let details = EventDetails { on: Some(on), reason: Some(&reason), data: json!({ "ministry": ministry }) };
        self.decide(&mut loaded, Command::AddMinistry { on, ministry }, details).await?;
        Ok(loaded.saved())
    }

    /// Withdraws a question at its author's request.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] if it is not open.
    pub async fn withdraw(&mut self, expected: ExpectedVersion, on: Option<NaiveDate>, reason: &str) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let (reason, on) = validation::combine(validation::reason(reason), self.day(FieldName::On, on))?;
        self.decide(&mut loaded, Command::Withdraw { on }, EventDetails { on: Some(on), reason: Some(&reason), data: json!({}) }).await?;
        Ok(loaded.saved())
    }

    /// Ends the written procedure because the question is asked orally.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Refused`] if it is not open, or is an oral question.
    pub async fn convert_to_oral(
        &mut self,
        expected: ExpectedVersion,
        on: Option<NaiveDate>,
        reason: Option<&str>,
    ) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let (reason, on) = validation::combine(validation::optional_reason(reason), self.day(FieldName::On, on))?;
        let details = EventDetails { on: Some(on), reason: reason.as_deref(), data: json!({}) };
        self.decide(&mut loaded, Command::ConvertToOral { on }, details).await?;
        Ok(loaded.saved())
    }
}
