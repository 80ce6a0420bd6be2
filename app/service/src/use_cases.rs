//! The use cases of staff: every change that a person or a program makes to questions and answers goes through this module.
//!
//! [`UseCases::begin`] opens a [`UnitOfWork`] for an actor, which is one transaction. Each use case is a method of the unit of work: it
//! checks the mandate, lets [`jawab_domain::lifecycle`] decide, and writes rows and history. [`UnitOfWork::commit`] adds the audit
//! record and commits. A unit of work that is dropped is rolled back, so several use cases can form one change:
//!
//! ```ignore
//! let mut unit = use_cases.begin(&actor).await?;
//! let logged = unit.log(input).await?;
//! let deposited = unit.deposit(logged.expected(), Deposit { on, ..Deposit::default() }).await?;
//! unit.commit().await?;
//! ```
//!
//! [`UseCases::begin_idempotent`] does the same for requests that may arrive more than once.

use jawab_domain::access::Actor;
use jawab_store::Database;

mod answers;
mod calendar_feed;
mod confirmation;
mod error;
pub(crate) mod idempotency;
pub mod input;
mod ministry_ends;
mod questions;
pub mod registers;
mod seating;
mod unit_of_work;
mod validation;

pub use answers::{prepare::SavedWork, publish::SavedAnswer};
pub use confirmation::SharedInviterConfirmation;
pub use error::UseCaseError;
pub use idempotency::{IdempotencyKey, Idempotent, is_key_used};
pub use input::*;
pub use jawab_domain::validation::{FieldError, Problem};
pub use ministry_ends::{MinistryEnd, Successions};
pub(crate) use questions::pending::close as close_pending;
pub use questions::{
    attach::SavedAttachment,
    correct::{CorrectionInput, CorrectionPreview, OwedChange, SavedCorrection},
    deadlines::{DeadlinePreview, MovedDeadline, deadline_preview, moves_fingerprint},
    deposit_preview::{DepositPlan, DepositPreview, SeriesBack},
    history::HistoryLine,
    lapse::{LapsePreview, LapseRequest, LapseUndo, LegislatureEnd, RestoredQuestions},
    transfers::Decision,
};
pub use seating::{Seat, Seating, Seats};
pub use unit_of_work::{SavedQuestion, UnitOfWork};
pub use validation::{MAX_ITEMS, reason_problem};

use crate::{
    Clock,
    accounts::{Accounts, Notifier},
};

/// The result of a use case.
pub type UseCaseResult<T> = Result<T, UseCaseError>;

/// The entry point to all use cases. Cheap to clone.
#[derive(Debug, Clone)]
pub struct UseCases {
    database: Database,
    clock: Clock,
    notifier: Option<Notifier>,
}

impl UseCases {
    /// Creates the use cases of a database, with a clock.
    #[must_use]
    pub const fn new(database: Database, clock: Clock) -> Self {
        Self { database, clock, notifier: None }
    }

    /// Sends notices to staff by mail, in the same words as notices about accounts.
    #[must_use]
    pub fn notifying_with(self, accounts: &Accounts) -> Self {
        Self { notifier: accounts.notifier(), ..self }
    }

    /// Opens a read-only unit of work, to compute what a change would do. It waits for no writer.
    async fn begin_read(&self, actor: &Actor) -> UseCaseResult<UnitOfWork> {
        Ok(UnitOfWork::new(self.database.snapshot().await?, actor.clone(), &self.clock, None))
    }

    /// Opens a unit of work for an actor.
    pub async fn begin(&self, actor: &Actor) -> UseCaseResult<UnitOfWork> {
        Ok(UnitOfWork::new(self.database.change().await?, actor.clone(), &self.clock, self.notifier.clone()))
    }
}
