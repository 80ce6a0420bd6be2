//! What a question form was sent for, done in one change, or tried in one that is given up again.

use jawab_domain::field::FieldName;
use jawab_service::use_cases::{DepositPreview, ExpectedVersion, IdempotencyKey, Idempotent, SavedQuestion, UnitOfWork, UseCaseError};
use jawab_store::form_drafts::Name;
use jawab_ui::{form::FormState, shell::staff::Flash};

use super::{
    Desk,
    acts::{self, Asked},
    input::Read,
};
use crate::staff::form_drafts;

/// One change, once: the question, and what is done with it. The draft of its form is deleted with that.
pub(super) async fn carry_out(
    desk: &Desk,
    key: IdempotencyKey,
    draft_context: &Name,
    state: &FormState,
    read: &Read,
    expected: Option<ExpectedVersion>,
    (asked, deposit_preview): (Asked, Option<DepositPreview>),
) -> Result<(SavedQuestion, Flash), UseCaseError> {
    let mut unit = match desk.app().use_cases().begin_idempotent(desk.signed.actor(), key).await? {
        Idempotent::Fresh(unit) => unit,
        Idempotent::Replay(saved) => {
            form_drafts::delete_submitted(desk.app().database.writer(), &desk.signed, draft_context, state).await?;
            return Ok((serde_json::from_value(saved)?, Flash::Saved));
        }
    };
    let (saved, flash) = attempt(&mut unit, desk, state, read, expected, (asked, deposit_preview)).await?;
    form_drafts::delete_submitted(unit.db(), &desk.signed, draft_context, state).await?;
    unit.commit_with(&saved).await?;
    Ok((saved, flash))
}

/// The same in a change that is given up again. So all that stands against it is known before anybody is asked to confirm it, and where
/// something is wrong already, everything is said at once.
pub(super) async fn rehearse(
    desk: &Desk,
    state: &FormState,
    read: &Read,
    expected: Option<ExpectedVersion>,
    what: (Asked, Option<DepositPreview>),
) -> Result<(), UseCaseError> {
    let mut unit = desk.app().use_cases().begin(desk.signed.actor()).await?;
    attempt(&mut unit, desk, state, read, expected, what).await.map(drop)
}

/// Saves the question, and does with it what was asked for.
async fn attempt(
    unit: &mut UnitOfWork,
    desk: &Desk,
    state: &FormState,
    read: &Read,
    expected: Option<ExpectedVersion>,
    (asked, deposit_preview): (Asked, Option<DepositPreview>),
) -> Result<(SavedQuestion, Flash), UseCaseError> {
    let saved = match expected {
        None => unit.log(read.input.clone()).await?,
        Some(expected) => unit.edit(expected, read.input.clone(), state.filled(FieldName::Reason.form())).await?,
    };
    acts::carry_out(unit, desk, saved, asked, read, deposit_preview).await
}
