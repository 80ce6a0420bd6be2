//! The list of an account's form drafts: also those whose form has no page any more, to be read and copied.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    PerLocale,
    access::{Act, Place},
};
use jawab_service::upkeep::FORM_DRAFT_LIFETIME;
use jawab_store::{
    form_drafts::{self, DraftFilter, Name},
    questions, read as stored,
};
use jawab_ui::{
    catalogue::Tr,
    form::FormState,
    links,
    pages::staff::{
        FormDraftsPage, StaffBody,
        form_drafts::{COPY, DraftQuestion, FormDraftAction, FormDraftKind, ListedFormDraft},
        unsaved_fields,
    },
};

use super::{MAX_DRAFTS, authorize::authorize, fields, link, offered};
use crate::{error::AppError, staff::SignedIn};

/// The list; with `?kept=`, the fields of that draft.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let account = signed.account()?.id;
    let asked = signed.request.value(COPY);
    let mut page = FormDraftsPage { most: MAX_DRAFTS, days: FORM_DRAFT_LIFETIME.num_days().unsigned_abs(), ..FormDraftsPage::default() };
    for draft in form_drafts::list(signed.app.database.reader(), account, DraftFilter::All).await? {
        let (name, is_asked) = (draft.name.clone(), draft.rendering == asked);
        let mut draft = offered(&signed, draft);
        let action = action(&signed, &name, &draft.rendering).await?;
        let mut question = None;
        if action == FormDraftAction::Closed {
            draft.subject = PerLocale::default();
        } else {
            question = about(&signed, &name).await?;
            if is_asked {
                page.read = read(&signed, &name, &draft.rendering).await?;
            }
        }
        // The subject of a question is not said twice.
        if question.as_ref().is_some_and(|of| of.subject == draft.subject) {
            draft.subject = PerLocale::default();
        }
        page.drafts.push(ListedFormDraft { kind: kind(&name), question, draft, action });
    }
    signed.show(StatusCode::OK, StaffBody::FormDrafts(Box::new(page))).await
}

const fn kind(name: &Name) -> FormDraftKind {
    match name {
        Name::New(_) => FormDraftKind::New,
        Name::Question(_) => FormDraftKind::Question,
        Name::Answer { .. } => FormDraftKind::Answer,
        Name::Recorded { .. } => FormDraftKind::Recorded,
        Name::Correction { .. } => FormDraftKind::Correction,
        Name::Translation { .. } => FormDraftKind::Translation,
    }
}

/// The question that a form is about, if it is there and may be seen.
async fn about(signed: &SignedIn, name: &Name) -> Result<Option<DraftQuestion>, AppError> {
    let (db, viewer) = (signed.app.database.reader(), signed.viewer());
    let Some(code) = name.question() else { return Ok(None) };
    let Some(id) = stored::id_by_code(db, viewer, code).await? else { return Ok(None) };
    let rows = stored::load_rows(db, viewer, &[id], Some(signed.reference_data().await?.known())).await?;
    Ok(rows.into_iter().next().map(|row| DraftQuestion { number: row.number, subject: row.subject }))
}

/// What can be done with a draft.
async fn action(signed: &SignedIn, name: &Name, rendering: &str) -> Result<FormDraftAction, AppError> {
    match authorize(signed, name).await {
        Ok(()) => return Ok(FormDraftAction::Resume),
        Err(AppError::NotFound | AppError::NotWithMinistry | AppError::Forbidden) => {}
        Err(error) => return Err(error),
    }
    if !may_read(signed, name).await? {
        return Ok(FormDraftAction::Closed);
    }
    Ok(FormDraftAction::Read(links::with_query(&links::staff::form_drafts(signed.locale()), &[(COPY, rendering)])))
}

/// Whether somebody may read what they typed into a form that is not to be found any more: their mandate is still one to fill it.
async fn may_read(signed: &SignedIn, name: &Name) -> Result<bool, AppError> {
    let mandate = &signed.actor().mandate;
    let act = match name {
        Name::New(_) | Name::Question(_) => Act::KeepQuestion,
        Name::Answer { ministry, .. } => {
            let found = signed.reference_data().await?.ministries.find(ministry);
            return Ok(found.is_some_and(|id| mandate.allows(Act::PrepareAnswer, Place { chamber: None, ministries: &[id] })));
        }
        Name::Recorded { .. } => Act::RecordAnswer,
        Name::Correction { .. } => Act::JudgeAnswer,
        Name::Translation { .. } => Act::Translate,
    };
    let chamber = match name.question() {
        Some(code) => questions::chamber_of(signed.app.database.reader(), code).await?,
        None => None,
    };
    Ok(mandate.allows(act, Place { chamber, ministries: &[] }))
}

/// The fields of a draft, in words.
async fn read(signed: &SignedIn, name: &Name, rendering: &str) -> Result<Vec<unsaved_fields::UnsavedField>, AppError> {
    let found = form_drafts::find(signed.app.database.reader(), signed.account()?.id, DraftFilter::Form(name), rendering).await?;
    let Some((_, draft)) = found else { return Ok(Vec::new()) };
    let state: FormState = fields(signed, draft).await?;
    Ok(unsaved_fields::from_form(Tr::new(signed.locale()), &link(signed.locale(), name), &state, |_, _| None))
}
