//! What the staff of the demonstration have done so far, and what waits for them. Every deed goes through its use case, by the
//! account whose deed it is, so that history, audit record and index know of it.

use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::{Days, NaiveDate};
use jawab_domain::{
    Coverage, PerLocale,
    access::{Act, Actor, Place},
};
use jawab_service::{UseCaseError, accounts::DemonstrationLink, use_cases::registers::LegislatureInput};
use jawab_store::{StoreError, registers::legislatures};
use serde::Deserialize;

use crate::App;

mod deeds;

/// What was done, question by question.
const WORK: &str = include_str!("../../../../demo/work.jsonl");
/// The legislature of the demonstration's questions, and its first day.
const LEGISLATURE: (i32, Option<NaiveDate>) = (11, NaiveDate::from_ymd_opt(2021, 10, 8));

/// What was done about a question: by the agent of its ministry, then by the clerk of its Chamber, then by the administrator.
/// Days are counted from today.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    question: String,
    #[serde(default)]
    agent: Vec<AgentDeed>,
    #[serde(default)]
    clerk: Vec<ClerkDeed>,
    #[serde(default)]
    administrator: Vec<AdministratorDeed>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum AgentDeed {
    /// Takes it, to be ready on a day.
    Assign(Option<i64>),
    /// Drafts an answer, which addresses sub-questions so far, by their places.
    Draft {
        texts: PerLocale<String>,
        #[serde(default)]
        coverage: BTreeMap<i32, Coverage>,
    },
    Clear,
    Submit,
    /// Asks for it to go to another ministry, named by its slug.
    AskTransfer {
        to: String,
        reason: String,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum ClerkDeed {
    Return(String),
    /// Publishes the answer, as of a day.
    Publish(i64),
    Remind(String),
    /// Logs another question of the same members to the same ministries, and perhaps deposits it.
    Log {
        subject: PerLocale<String>,
        text: PerLocale<String>,
        deposited: Option<i64>,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum AdministratorDeed {
    AskHiding(String),
}

/// What one of them did at once: one change.
#[derive(Clone, Copy)]
enum Step<'a> {
    Agent(&'a [AgentDeed]),
    Clerk(&'a ClerkDeed),
    Administrator(&'a AdministratorDeed),
}

impl Task {
    fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        let agent = Some(Step::Agent(&self.agent)).filter(|_| !self.agent.is_empty());
        let clerk = self.clerk.iter().map(Step::Clerk);
        agent.into_iter().chain(clerk).chain(self.administrator.iter().map(Step::Administrator))
    }
}

/// Does all of it that was not done before. What is refused is told in the log and left out, with what follows from it.
///
/// # Errors
/// When the legislature cannot be added, the work cannot be read, or the database cannot be reached or is full.
pub async fn fill(app: &App, opened: &[DemonstrationLink]) -> anyhow::Result<()> {
    let staff = Staff { app, actors: opened.iter().map(|link| &link.actor).collect() };
    staff.know_legislature().await?;
    let mut done = 0;
    for line in WORK.lines() {
        let task: Task = serde_json::from_str(line)?;
        let mut left_out = false;
        for step in task.steps() {
            done += 1;
            if left_out {
                continue;
            }
            if let Err(error) = staff.carry_out(&task.question, step, done).await {
                if is_unavailable(&error) {
                    return Err(error);
                }
                tracing::error!(question = task.question, error = format!("{error:#}"), "work of the demonstration was left out");
                left_out = true;
            }
        }
    }
    Ok(())
}

/// Whether the database failed altogether: then the next start goes on.
fn is_unavailable(error: &anyhow::Error) -> bool {
    let store = match error.downcast_ref::<UseCaseError>() {
        Some(UseCaseError::Store(error)) => Some(error),
        _ => error.downcast_ref::<StoreError>(),
    };
    matches!(store, Some(StoreError::Busy(_) | StoreError::Unavailable(_)))
}

/// The accounts of the demonstration.
struct Staff<'a> {
    app: &'a App,
    actors: Vec<&'a Actor>,
}

impl Staff<'_> {
    /// Who may do something there.
    fn who(&self, act: Act, place: Place<'_>) -> anyhow::Result<&Actor> {
        self.actors.iter().find(|actor| actor.mandate.allows(act, place)).copied().context("no account may do this")
    }

    fn day(&self, from_today: i64) -> NaiveDate {
        let days = Days::new(from_today.unsigned_abs());
        let today = self.app.clock.today();
        if from_today < 0 { today - days } else { today + days }
    }

    /// New deposits find their legislature by its days.
    async fn know_legislature(&self) -> anyhow::Result<()> {
        let (ordinal, Some(begins_on)) = LEGISLATURE else { return Ok(()) };
        if legislatures::by_ordinal(self.app.database.reader(), ordinal).await?.is_some() {
            return Ok(());
        }
        let mut unit = self.app.use_cases().begin(self.who(Act::KeepReferenceData, Place::default())?).await?;
        unit.add_legislature(LegislatureInput { ordinal, begins_on, ends_on: None, outside: 0 }).await?;
        Ok(unit.commit().await?)
    }
}
