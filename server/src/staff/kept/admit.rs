//! Who may fill a form that is kept.

use jawab_domain::access::{Act, Place};
use jawab_store::form_drafts::Name;

use crate::{
    error::AppError,
    staff::{
        SignedIn,
        answers::{open, publish},
        desk::editor,
    },
};

/// Lets only those keep a form who may fill it, and says no more to others than its page does.
///
/// # Errors
/// As for the page of the form.
pub async fn admit(signed: &SignedIn, name: &Name) -> Result<(), AppError> {
    match name {
        Name::New(_) => may_keep(signed, Place::default()),
        Name::Question(code) => {
            let record = signed.question_of(code).await?;
            may_keep(signed, Place { chamber: Some(record.chamber), ministries: &[] })
        }
        Name::Answer { question, ministry } => open::admit(signed, question, ministry).await,
        Name::Recorded { question, ministry } => publish::admit(signed, question, ministry, None).await,
        Name::Correction { question, ministry, answer } => publish::admit(signed, question, ministry, Some(answer.as_str())).await,
        Name::Translation { question, answer, .. } => editor::admit(signed, question, answer.as_deref()).await,
    }
}

fn may_keep(signed: &SignedIn, place: Place<'_>) -> Result<(), AppError> {
    if signed.actor().mandate.allows(Act::KeepQuestion, place) { Ok(()) } else { Err(AppError::Forbidden) }
}
