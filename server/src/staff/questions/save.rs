//! What a question form was sent for, done in one change, or tried in one that is given up again.

use jawab_service::work::{Begun, Foreseen, Kept, Seen, Turn, UseCaseError};
use jawab_store::kept_form::Name;
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
    kept_as: &Name,
    state: &FormState,
    read: &Read,
    seen: Option<Seen>,
    (asked, foreseen): (Asked, Option<Foreseen>),
) -> Result<(Kept, Flash), UseCaseError> {
    let once = acts::sending(desk, state, read).await?;
    let mut turn = match desk.app().work().begin_once(desk.signed.actor(), once).await? {
        Begun::New(turn) => turn,
        Begun::Done(kept) => {
            kept::forget(desk.app().database.writer(), &desk.signed, kept_as, state).await?;
            return Ok((serde_json::from_value(kept)?, Flash::Saved));
        }
    };
    let (kept, flash) = attempt(&mut turn, desk, state, read, seen, (asked, foreseen)).await?;
    kept::forget(turn.db(), &desk.signed, kept_as, state).await?;
    turn.commit_with(&kept).await?;
    Ok((kept, flash))
}

/// The same in a change that is given up again. So all that stands against it is known before anybody is asked to confirm it, and where
/// something is wrong already, everything is said at once.
pub(super) async fn rehearse(
    desk: &Desk,
    state: &FormState,
    read: &Read,
    seen: Option<Seen>,
    what: (Asked, Option<Foreseen>),
) -> Result<(), UseCaseError> {
    let mut turn = desk.app().work().begin(desk.signed.actor()).await?;
    attempt(&mut turn, desk, state, read, seen, what).await.map(drop)
}

/// Saves the question, and does with it what was asked for.
async fn attempt(
    turn: &mut Turn,
    desk: &Desk,
    state: &FormState,
    read: &Read,
    seen: Option<Seen>,
    (asked, foreseen): (Asked, Option<Foreseen>),
) -> Result<(Kept, Flash), UseCaseError> {
    let kept = match seen {
        None => turn.log(read.input.clone()).await?,
        Some(seen) => turn.edit(seen, read.input.clone(), state.filled("reason")).await?,
    };
    acts::carry_out(turn, desk, kept, asked, read, foreseen).await
}
