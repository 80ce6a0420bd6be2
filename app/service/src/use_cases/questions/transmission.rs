//! Sends a question on: to the Government, from ministry to ministry, to the public, or to its end.

use chrono::NaiveDate;
use jawab_domain::{
    access::{Act, Actor},
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
    ExpectedVersion, Problem, SavedQuestion, Transfer, Transmit, UnitOfWork, UseCaseError, UseCaseResult, UseCases,
    questions::loaded_question::{EventDetails, LoadedQuestion, authorize},
    validation::{self, Checks},
};

impl UseCases {
    /// Checks that the lifecycle allows a command now, and that its ministries exist, without carrying it out.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] or [`UseCaseError::Invalid`] if it is not allowed.
    pub async fn check_command(&self, actor: &Actor, act: Act, question: i64, command: Command) -> UseCaseResult<()> {
        let db = self.database.reader();
        let row = authorize(db, actor, question, act, None).await?;
        let mut checks = Checks::default();
        match &command {
            Command::Transmit { on, to } => checks.require_existing_ministries(db, "ministries", to, *on).await?,
            Command::Transfer { on, to, .. } => checks.require_existing_ministries(db, "to", &[*to], *on).await?,
            Command::AddMinistry { on, ministry } => checks.require_existing_ministries(db, "ministry", &[*ministry], *on).await?,
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
    /// [`UseCaseError::Refused`] if it is not deposited, or the day is before its deposit; [`UseCaseError::Invalid`] if a ministry does
    /// not exist on that day.
    pub async fn transmit(&mut self, expected: ExpectedVersion, how: Transmit) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::KeepQuestion).await?;
        let on = self.day("on", how.on)?;
        let to = if how.to.is_empty() { loaded.ministries() } else { how.to };
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, "ministries", &to).await?;
        checks.require_existing_ministries(self.db(), "ministries", &to, on).await?;
        checks.done()?;
        let command = Command::Transmit { on, to: to.clone() };
        loaded.state.decide(command.clone())?;
        attributions::delete_of(self.db(), loaded.id()).await?;
        loaded.parts.clear();
        loaded.row.deadline_rule_id = loaded.rule_of(&self.calendar().await?.rules, on).map(|rule| rule.id);
        let details = EventDetails { on: Some(on), reason: None, data: json!({ "ministries": to, "rule": loaded.row.deadline_rule_id }) };
        self.decide(&mut loaded, command, details).await?;
        self.saved(loaded.id()).await
    }

    /// Publishes a question.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] for drafts, and for questions that are or were published.
    pub async fn publish(&mut self, expected: ExpectedVersion) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::KeepQuestion).await?;
        if !texts::is_any(self.db(), Owner::Subject(loaded.id())).await? {
            return Err(UseCaseError::field("subject", Problem::Missing));
        }
        self.decide(&mut loaded, Command::Publish, EventDetails { on: Some(self.today), ..EventDetails::default() }).await?;
        self.index(loaded.id()).await?;
        self.saved(loaded.id()).await
    }

    /// Transfers a question from one ministry to another. The rule decides whether the clock restarts.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if the first ministry no longer has it or the other has it already; [`UseCaseError::Invalid`] if the
    /// other does not exist on that day.
    pub async fn transfer(&mut self, expected: ExpectedVersion, how: Transfer) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        self.transfer_loaded(&mut loaded, &how).await?;
        self.saved(loaded.id()).await
    }

    pub(in crate::use_cases) async fn transfer_loaded(&mut self, loaded: &mut LoadedQuestion, how: &Transfer) -> UseCaseResult<()> {
        let (reason, on) = validation::combine(validation::reason(&how.reason), self.day("on", how.on))?;
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, "to", &[how.to]).await?;
        checks.require_existing_ministries(self.db(), "to", &[how.to], on).await?;
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
    /// [`UseCaseError::Refused`] if it is not transmitted, or the ministry has it; [`UseCaseError::Invalid`] if the ministry does not
    /// exist on that day.
    pub async fn add_ministry(
        &mut self,
        expected: ExpectedVersion,
        ministry: i64,
        on: Option<NaiveDate>,
        reason: &str,
    ) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let (reason, on) = validation::combine(validation::reason(reason), self.day("on", on))?;
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, "ministry", &[ministry]).await?;
        checks.require_existing_ministries(self.db(), "ministry", &[ministry], on).await?;
        checks.done()?;
        let details = EventDetails { on: Some(on), reason: Some(&reason), data: json!({ "ministry": ministry }) };
        self.decide(&mut loaded, Command::AddMinistry { on, ministry }, details).await?;
        self.saved(loaded.id()).await
    }

    /// Withdraws a question at its author's request.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it is not open.
    pub async fn withdraw(&mut self, expected: ExpectedVersion, on: Option<NaiveDate>, reason: &str) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let (reason, on) = validation::combine(validation::reason(reason), self.day("on", on))?;
        self.decide(&mut loaded, Command::Withdraw { on }, EventDetails { on: Some(on), reason: Some(&reason), data: json!({}) }).await?;
        self.saved(loaded.id()).await
    }

    /// Ends the written procedure because the question is asked orally.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it is not open, or is an oral question.
    pub async fn convert_to_oral(
        &mut self,
        expected: ExpectedVersion,
        on: Option<NaiveDate>,
        reason: Option<&str>,
    ) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let (reason, on) = validation::combine(validation::optional_reason(reason), self.day("on", on))?;
        let details = EventDetails { on: Some(on), reason: reason.as_deref(), data: json!({}) };
        self.decide(&mut loaded, Command::ConvertToOral { on }, details).await?;
        self.saved(loaded.id()).await
    }
}
