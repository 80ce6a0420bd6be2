//! Who may save a draft of a form: whoever may submit it.

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

/// Refuses whoever may not submit the form, and tells them no more than its page does.
///
/// # Errors
/// As for the page of the form.
pub async fn authorize(signed: &SignedIn, name: &Name) -> Result<(), AppError> {
    match name {
        Name::New(_) => authorize_question(signed, Place::default()),
        Name::Question(code) => {
            let record = signed.question_of(code).await?;
            authorize_question(signed, Place { chamber: Some(record.chamber), ministries: &[] })
        }
        Name::Answer { question, ministry } => open::authorize(signed, question, ministry).await,
        Name::Recorded { question, ministry } => publish::authorize(signed, question, ministry, None).await,
        Name::Correction { question, ministry, answer } => publish::authorize(signed, question, ministry, Some(answer.as_str())).await,
        Name::Translation { question, answer, .. } => editor::authorize(signed, question, answer.as_deref()).await,
    }
}

fn authorize_question(signed: &SignedIn, place: Place<'_>) -> Result<(), AppError> {
    if signed.actor().mandate.allows(Act::KeepQuestion, place) { Ok(()) } else { Err(AppError::Forbidden) }
}
