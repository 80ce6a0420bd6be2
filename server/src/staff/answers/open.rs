//! A ministry's part of a question, as an agent of it has it open.

use std::collections::BTreeSet;

use jawab_domain::access::{Act, Place};
use jawab_service::use_cases::ExpectedWorkVersion;
use jawab_store::{
    board::{self as rows, OwedAnswer},
    form_drafts::Name,
    read::{self, QuestionRecord},
    works,
};
use jawab_ui::{
    form::FormState,
    pages::question::{QuestionPage, TextsShown},
};

use super::fields;
use crate::{
    error::AppError,
    staff::{SignedIn, board::Desk, form_drafts},
    web::view,
};

/// The question with its published answers and the documents of both, to be read beside an answer that is none yet.
pub(super) async fn reading(signed: &SignedIn, record: &QuestionRecord) -> Result<QuestionPage, AppError> {
    let db = signed.app.database.reader();
    let mut public = record.clone();
    public.answers.retain(|answer| answer.published);
    let answers: BTreeSet<i64> = public.answers.iter().map(|answer| answer.id).collect();
    public.documents.retain(|document| document.answer.is_none_or(|answer| answers.contains(&answer)));
    let reference_data = signed.reference_data().await?;
    let others = read::load_rows(db, signed.viewer(), &view::named_by(&public), Some(reference_data.known())).await?;
    Ok(view::question(&public, &others, &reference_data, signed.app.clock.today(), TextsShown::All))
}

/// A ministry's part of a question, as an agent of it has it open.
pub struct Open {
    pub(super) desk: Desk,
    pub(super) owed: OwedAnswer,
    pub(super) record: QuestionRecord,
    /// The name under which drafts of its form are saved.
    pub(super) name: Name,
}

impl Open {
    /// What the address names, if it is of one of the agent's ministries. Of a question that left the ministry no more is said than of one
    /// that was never there.
    pub(super) async fn of(signed: &SignedIn) -> Result<Self, AppError> {
        Self::at(signed, signed.request.param("code")?, signed.request.param("ministry")?).await
    }

    /// The same of a question and a ministry, as addresses name them.
    pub(super) async fn at(signed: &SignedIn, code: &str, slug: &str) -> Result<Self, AppError> {
        let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
        let desk = Desk::of(signed).await?;
        let ministry = desk.reference_data.ministries.find(slug).ok_or(AppError::NotWithMinistry)?;
        let place = Place { chamber: None, ministries: &[ministry] };
        if !signed.actor().mandate.allows(Act::PrepareAnswer, place) {
            return Err(AppError::NotWithMinistry);
        }
        let record = read::load_by_code(db, signed.viewer(), code, desk.reference_data.known()).await?.ok_or(AppError::NotWithMinistry)?;
        let owed = rows::find_item(db, signed.viewer(), today, record.id, ministry).await?.ok_or(AppError::NotWithMinistry)?;
        let name = Name::Answer { question: record.code.clone(), ministry: slug.to_owned() };
        Ok(Self { desk, owed, record, name })
    }

    /// The answer that is being prepared, or was submitted, or published last of all.
    pub(super) async fn prepared(&self, signed: &SignedIn) -> Result<Option<&read::Answer>, AppError> {
        let db = signed.app.database.reader();
        let work = works::find(db, self.owed.question, self.owed.ministry).await?;
        let id = work.and_then(|work| work.answer_id);
        Ok(self.record.answers.iter().find(|answer| Some(answer.id) == id))
    }

    /// The form as it is saved: the answer that is being prepared, and whom it is given to.
    pub(super) async fn saved(&self, signed: &SignedIn) -> Result<FormState, AppError> {
        let answer = self.prepared(signed).await?.filter(|answer| !answer.published);
        let also = answer.map(|answer| answer.questions.as_slice()).unwrap_or_default();
        let others = read::load_rows(signed.app.database.reader(), signed.viewer(), also, Some(self.desk.reference_data.known())).await?;
        let mut form = fields::filled(answer, &self.record, &others);
        fields::fill_assign(&mut form, &self.owed, &self.desk);
        Ok(form)
    }

    /// The form as drafts of it are saved; `saved` is the form as the answer is.
    pub(super) fn form(&self, saved: &FormState) -> form_drafts::Form {
        form_drafts::Form::new(self.name.clone(), saved)
    }

    pub(super) const fn expected(&self, version: i64) -> ExpectedWorkVersion {
        ExpectedWorkVersion { question: self.owed.question, ministry: self.owed.ministry, version }
    }
}

/// Lets only those go on who prepare the ministry's answer to a question.
///
/// # Errors
/// As for the page of the answer.
pub(in crate::staff) async fn authorize(signed: &SignedIn, code: &str, ministry: &str) -> Result<(), AppError> {
    Open::at(signed, code, ministry).await.map(drop)
}
