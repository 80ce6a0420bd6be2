//! The staff's work: every change that a person or a program makes to questions and answers goes through here.
//!
//! [`Work::begin`] opens a [`Turn`] for an actor: one transaction. Each use case is a verb of the turn. It checks the mandate,
//! lets [`jawab_domain::lifecycle`] decide, and writes rows and history; [`Turn::commit`] adds the audit record and makes all
//! of it last at once. A turn that is dropped leaves nothing behind, so several verbs are one change:
//!
//! ```ignore
//! let mut turn = work.begin(&actor).await?;
//! let logged = turn.log(input).await?;
//! let deposited = turn.deposit(logged.seen(), Deposit { on, ..Deposit::default() }).await?;
//! turn.commit().await?;
//! ```
//!
//! [`Work::begin_once`] does the same for requests that may arrive twice.

use jawab_domain::access::Actor;
use jawab_store::Database;

mod answers;
mod attach;
mod check;
mod correct;
mod deadlines;
mod delete;
mod deposit;
mod direct;
mod ended;
mod foresee;
mod held;
mod hide;
mod history;
pub mod input;
mod judge;
mod lapse;
mod links;
mod log;
mod notices;
pub(crate) mod once;
mod parts;
mod pending;
mod prepare;
mod problem;
pub mod reference;
mod seated;
mod second;
mod sub_questions;
mod texts;
mod transfers;
mod translate;
mod turn;
mod unhide;

pub use attach::KeptAttachment;
pub use check::{MOST_ITEMS, reason_fault};
pub use correct::{CorrectionInput, CorrectionPreview, KeptCorrection};
pub use deadlines::{DeadlinePreview, Moved, deadline_preview, moves_print};
pub use ended::{Ended, Successions};
pub use foresee::{DepositPlan, Foreseen};
pub use history::HistoryLine;
pub use input::*;
pub use judge::KeptAnswer;
pub use lapse::{Ending, LapseAtHand, LapsePreview, Restored, Undoing};
pub use once::{Begun, Once, is_spent};
pub(crate) use pending::close as close_pending;
pub use prepare::KeptWork;
pub use problem::{FieldError, Problem, UseCaseError};
pub use seated::{Seat, Seats, Sits};
pub use second::OfOneInviter;
pub use transfers::Decision;
pub use turn::{Kept, Turn};

use crate::{
    Clock,
    accounts::{Accounts, Teller},
};

/// What a use case comes to.
pub type Outcome<T> = Result<T, UseCaseError>;

/// The door to all use cases. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Work {
    database: Database,
    clock: Clock,
    teller: Option<Teller>,
}

impl Work {
    /// On a database, by a clock.
    #[must_use]
    pub const fn new(database: Database, clock: Clock) -> Self {
        Self { database, clock, teller: None }
    }

    /// The same, telling staff by mail in the words in which the holders of accounts are told.
    #[must_use]
    pub fn telling_as(self, accounts: &Accounts) -> Self {
        Self { teller: accounts.teller(), ..self }
    }

    /// Begins a look at what a change by an actor would do: as [`Self::begin`], but nothing can be written in it, and it waits
    /// for no writer.
    async fn look(&self, actor: &Actor) -> Outcome<Turn> {
        Ok(Turn::new(self.database.look().await?, actor.clone(), &self.clock, None))
    }

    /// Begins a change by an actor.
    ///
    /// # Errors
    /// When no transaction can be begun.
    pub async fn begin(&self, actor: &Actor) -> Outcome<Turn> {
        Ok(Turn::new(self.database.change().await?, actor.clone(), &self.clock, self.teller.clone()))
    }
}
