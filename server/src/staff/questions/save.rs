//! What a question form was sent for, done in one change, or tried in one that is given up again.

use jawab_service::use_cases::{DepositPreview, ExpectedVersion, Idempotent, SavedQuestion, UnitOfWork, UseCaseError};
use jawab_store::form_drafts::Name;
use jawab_ui::{form::FormState, shell::staff::Flash};

use super::{
    Desk,
    acts::{self, Asked},
    input::Read,
};
use crate::staff::kept;

/// One change, once: the question, and what is done with it. What was kept of its form is forgotten with that.
pub(super) async fn carry_out(
    desk: &Desk,
    draft_context: &Name,
    state: &FormState,
    read: &Read,
    seen: Option<ExpectedVersion>,
    (asked, foreseen): (Asked, Option<DepositPreview>),
) -> Result<(SavedQuestion, Flash), UseCaseError> {
    let once = acts::sending(desk, state, read).await?;
    let mut unit = match desk.app().work().begin_idempotent(desk.signed.actor(), once).await? {
        Idempotent::Fresh(unit) => unit,
        Idempotent::Replay(kept) => {
            kept::forget(desk.app().database.writer(), &desk.signed, draft_context, state).await?;
            return Ok((serde_json::from_value(kept)?, Flash::Saved));
        }
    };
    let (kept, flash) = attempt(&mut unit, desk, state, read, seen, (asked, foreseen)).await?;
    kept::forget(unit.db(), &desk.signed, draft_context, state).await?;
    unit.commit_with(&kept).await?;
    Ok((kept, flash))
}

/// The same in a change that is given up again. So all that stands against it is known before anybody is asked to confirm it, and where
/// something is wrong already, everything is said at once.
pub(super) async fn rehearse(
    desk: &Desk,
    state: &FormState,
    read: &Read,
    seen: Option<ExpectedVersion>,
    what: (Asked, Option<DepositPreview>),
) -> Result<(), UseCaseError> {
    let mut unit = desk.app().work().begin(desk.signed.actor()).await?;
    attempt(&mut unit, desk, state, read, seen, what).await.map(drop)
}

/// Saves the question, and does with it what was asked for.
async fn attempt(
    unit: &mut UnitOfWork,
    desk: &Desk,
    state: &FormState,
    read: &Read,
    seen: Option<ExpectedVersion>,
    (asked, foreseen): (Asked, Option<DepositPreview>),
) -> Result<(SavedQuestion, Flash), UseCaseError> {
    let kept = match seen {
        None => unit.log(read.input.clone()).await?,
        Some(seen) => unit.edit(seen, read.input.clone(), state.filled("reason")).await?,
    };
    acts::carry_out(unit, desk, kept, asked, read, foreseen).await
}
