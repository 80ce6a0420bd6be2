//! The forms that are kept: who may fill one, and where its page is.

use jawab_domain::{
    Locale,
    access::{Act, Place},
};
use jawab_store::kept_form::Name;
use jawab_ui::links;

use crate::{
    error::AppError,
    staff::{
        SignedIn,
        answers::{self, publish},
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
        Name::Answer { question, ministry } => answers::admit(signed, question, ministry).await,
        Name::Recorded { question, ministry } => publish::admit(signed, question, ministry, None).await,
        Name::Correction { question, ministry, answer } => publish::admit(signed, question, ministry, Some(answer.as_str())).await,
        Name::Translation { question, answer, .. } => editor::admit(signed, question, answer.as_deref()).await,
    }
}

fn may_keep(signed: &SignedIn, place: Place<'_>) -> Result<(), AppError> {
    if signed.actor().mandate.allows(Act::KeepQuestion, place) { Ok(()) } else { Err(AppError::Forbidden) }
}

/// The page of a form.
pub fn link(locale: Locale, name: &Name) -> String {
    match name {
        Name::New(_) => links::staff::new_question(locale),
        Name::Question(code) => links::staff::question_step(locale, code, "edit"),
        Name::Answer { question, ministry } => links::board::answer(locale, question, ministry),
        Name::Recorded { question, ministry } => links::board::answer_step(locale, question, ministry, "record"),
        Name::Correction { question, ministry, answer } => links::board::correct(locale, question, ministry, answer),
        Name::Translation { question, into, answer: None } => links::desk::question(locale, question, *into),
        Name::Translation { question, into, answer: Some(answer) } => links::desk::answer(locale, question, *into, answer),
    }
}
