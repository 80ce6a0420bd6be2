//! Where a question goes: to the Government, from ministry to ministry, to the public, or to its end.

use std::collections::BTreeSet;

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

use super::{
    Kept, Outcome, Problem, Seen, Transfer, Transmit, Turn, UseCaseError, Work,
    check::{self, Checks},
    held::{Held, Told, look},
};

impl Work {
    /// Sees whether a question's life allows this now, and the ministries are there that it would go to, without doing it.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] or [`UseCaseError::Invalid`] where it does not.
    pub async fn foresee_command(&self, actor: &Actor, act: Act, question: i64, command: Command) -> Outcome<()> {
        let db = self.database.reader();
        let row = look(db, actor, question, act, None).await?;
        let mut checks = Checks::default();
        match &command {
            Command::Transmit { on, to } => checks.existing(db, "ministries", to, *on).await?,
            Command::Transfer { on, to, .. } => checks.existing(db, "to", &[*to], *on).await?,
            Command::AddMinistry { on, ministry } => checks.existing(db, "ministry", &[*ministry], *on).await?,
            _ => {}
        }
        Held::load(db, row).await?.state.decide(command)?;
        checks.done()
    }
}

impl Turn {
    /// Transmits a deposited question to the Government: the clock of each ministry starts, by the rule of the day.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not deposited, or the day lies before its deposit; [`UseCaseError::Invalid`] where a
    /// ministry is no more on that day.
    pub async fn transmit(&mut self, seen: Seen, how: Transmit) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::KeepQuestion).await?;
        let on = self.day("on", how.on)?;
        let to = if how.to.is_empty() { held.ministries() } else { how.to };
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, "ministries", &to).await?;
        checks.existing(self.db(), "ministries", &to, on).await?;
        checks.done()?;
        let command = Command::Transmit { on, to: to.clone() };
        held.state.decide(command.clone())?;
        attributions::delete_of(self.db(), held.id()).await?;
        held.parts.clear();
        held.row.deadline_rule_id = held.rule_of(&self.calendar().await?.rules, on).map(|rule| rule.id);
        let told = Told { on: Some(on), reason: None, data: json!({ "ministries": to, "rule": held.row.deadline_rule_id }) };
        self.decide(&mut held, command, told).await?;
        self.kept(held.id()).await
    }

    /// Shows a question to the public.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] for drafts, and for what is or was published.
    pub async fn publish(&mut self, seen: Seen) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::KeepQuestion).await?;
        if !texts::is_any(self.db(), Owner::Subject(held.id())).await? {
            return Err(UseCaseError::field("subject", Problem::Missing));
        }
        self.decide(&mut held, Command::Publish, Told { on: Some(self.today), ..Told::default() }).await?;
        self.index(held.id()).await?;
        self.kept(held.id()).await
    }

    /// Transfers a ministry's part to another; the rule decides whether the clock starts anew.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where the one has it no longer or the other has it already; [`UseCaseError::Invalid`] where the other
    /// is no more on that day.
    pub async fn transfer(&mut self, seen: Seen, how: Transfer) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::DirectQuestion).await?;
        self.transfer_held(&mut held, &how).await?;
        self.kept(held.id()).await
    }

    pub(super) async fn transfer_held(&mut self, held: &mut Held, how: &Transfer) -> Outcome<()> {
        let (reason, on) = check::both(check::reason(&how.reason), self.day("on", how.on))?;
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, "to", &[how.to]).await?;
        checks.existing(self.db(), "to", &[how.to], on).await?;
        checks.done()?;
        let restarts_clock = held.restarts_clock(&self.calendar().await?.rules);
        let command = Command::Transfer { on, from: how.from, to: how.to, restarts_clock };
        held.state.decide(command.clone())?;
        // Somebody of the ministry may just be beginning: that is waited for. It stays with the ministry, which finds it where the question
        // comes back.
        works::lock_all(self.db(), how.from, &BTreeSet::from([held.id()])).await?;
        let told =
            Told { on: Some(on), reason: Some(&reason), data: json!({ "from": how.from, "to": how.to, "clock_restarts": restarts_clock }) };
        self.decide(held, command, told).await?;
        Ok(())
    }

    /// Transmits a question to one more ministry, whose own clock starts that day.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not transmitted, or the ministry has it; [`UseCaseError::Invalid`] where that is no more on
    /// the day.
    pub async fn add_ministry(&mut self, seen: Seen, ministry: i64, on: Option<NaiveDate>, reason: &str) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::DirectQuestion).await?;
        let (reason, on) = check::both(check::reason(reason), self.day("on", on))?;
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, "ministry", &[ministry]).await?;
        checks.existing(self.db(), "ministry", &[ministry], on).await?;
        checks.done()?;
        let told = Told { on: Some(on), reason: Some(&reason), data: json!({ "ministry": ministry }) };
        self.decide(&mut held, Command::AddMinistry { on, ministry }, told).await?;
        self.kept(held.id()).await
    }

    /// Takes a question back, as its author wishes.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not open.
    pub async fn withdraw(&mut self, seen: Seen, on: Option<NaiveDate>, reason: &str) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::DirectQuestion).await?;
        let (reason, on) = check::both(check::reason(reason), self.day("on", on))?;
        self.decide(&mut held, Command::Withdraw { on }, Told { on: Some(on), reason: Some(&reason), data: json!({}) }).await?;
        self.kept(held.id()).await
    }

    /// Ends the written procedure, as the question is put orally.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not open, or is an oral one.
    pub async fn convert_to_oral(&mut self, seen: Seen, on: Option<NaiveDate>, reason: Option<&str>) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::DirectQuestion).await?;
        let (reason, on) = check::both(check::optional_reason(reason), self.day("on", on))?;
        let told = Told { on: Some(on), reason: reason.as_deref(), data: json!({}) };
        self.decide(&mut held, Command::ConvertToOral { on }, told).await?;
        self.kept(held.id()).await
    }
}
