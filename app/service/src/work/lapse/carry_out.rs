//! Many questions end at once, and what was pending on them with them.

use jawab_store::{
    lapses::{self, Lapsing},
    questions,
};
use serde_json::json;

use super::Ending;
use crate::work::{
    Outcome, Turn, UseCaseError,
    deadlines::CHUNK,
    held::{ENDED_FROM, Held},
};

impl Turn {
    /// Ends the open questions, each with its event; how many. Nobody else writes questions meanwhile.
    pub(super) async fn lapse(&mut self, id: i64, ending: Ending, expected: i64, reason: &str) -> Outcome<i64> {
        let open = ending.foresee(self.db()).await?;
        let current = open.total();
        if current != expected || current == 0 {
            return Err(UseCaseError::Conflict { current });
        }
        let told = ["deposited", "transmitted"].map(|from| json!({ "legislature": ending.legislature, "lapse": id, ENDED_FROM: from }));
        let how = Lapsing { on: ending.on, reason, by: self.by(), at: self.now, told };
        lapses::end(self.db(), id, &open.questions, how).await?;
        self.close_pending_of(id).await?;
        self.index_among(&lapses::questions_of(id)).await?;
        Ok(current)
    }

    /// Closes what was pending on each of them, all having ended by now: an answer for several of these stays one.
    async fn close_pending_of(&mut self, id: i64) -> Outcome<()> {
        let pending = lapses::pending(self.db(), id).await?;
        for some in pending.chunks(CHUNK) {
            let rows = questions::by_ids(self.db(), some.iter().copied()).await?;
            for held in Held::load_all(self.db(), rows).await? {
                self.close_pending(&held, true).await?;
            }
        }
        Ok(())
    }
}
