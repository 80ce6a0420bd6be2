//! Ends many questions at once, and closes their pending requests.

use jawab_store::{
    lapses::{self, LapseDetails},
    questions,
};
use serde_json::json;

use super::LegislatureEnd;
use crate::use_cases::{
    UnitOfWork, UseCaseError, UseCaseResult,
    questions::deadlines::CHUNK,
    questions::loaded_question::{ENDED_FROM, LoadedQuestion},
};

impl UnitOfWork {
    /// Ends the open questions and records an event for each. Returns their number. The caller holds the lock on questions.
    pub(super) async fn lapse(&mut self, id: i64, ending: LegislatureEnd, expected: i64, reason: &str) -> UseCaseResult<i64> {
        let open = ending.preview(self.db()).await?;
        let current = open.total();
        if current != expected || current == 0 {
            return Err(UseCaseError::Conflict { current });
        }
        let data = ["deposited", "transmitted"].map(|from| json!({ "legislature": ending.legislature, "lapse": id, ENDED_FROM: from }));
        let how = LapseDetails { on: ending.on, reason, by: self.by(), at: self.now, data };
        lapses::end(self.db(), id, &open.questions, how).await?;
        self.close_pending_of(id).await?;
        self.index_among(&lapses::questions_of(id)).await?;
        Ok(current)
    }

    /// Closes the pending requests of each lapsed question. An answer to several of them stays one answer.
    async fn close_pending_of(&mut self, id: i64) -> UseCaseResult<()> {
        let pending = lapses::pending(self.db(), id).await?;
        for some in pending.chunks(CHUNK) {
            let rows = questions::by_ids(self.db(), some.iter().copied()).await?;
            for loaded in LoadedQuestion::load_all(self.db(), rows).await? {
                self.close_pending(&loaded, true).await?;
            }
        }
        Ok(())
    }
}
