//! All that somebody keeps of forms that were never sent: also what no form leads to any more, to be read and copied.

use axum::{http::StatusCode, response::Response};
use jawab_domain::access::{Act, Place};
use jawab_service::upkeep::FORMS_KEPT_FOR;
use jawab_store::{
    form_drafts::{self, DraftFilter, Name},
    questions,
};
use jawab_ui::{
    catalogue::Tr,
    form::FormState,
    links,
    pages::staff::{
        FormDraftsPage, StaffBody,
        form_drafts::{COPY, FormDraftAction, FormDraftKind, ListedFormDraft},
        unsaved_fields,
    },
};

use super::{MOST, admit::admit, fields, link, shown};
use crate::{error::AppError, staff::SignedIn};

/// The list; with `?kept=`, what that copy holds.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let account = signed.account()?.id;
    let asked = signed.request.value(COPY);
    let mut page = FormDraftsPage { most: MOST, days: FORMS_KEPT_FOR.num_days().unsigned_abs(), ..FormDraftsPage::default() };
    for copy in form_drafts::list(signed.app.database.reader(), account, DraftFilter::All).await? {
        let (name, is_asked) = (copy.name.clone(), copy.showing == asked);
        let mut copy = shown(&signed, copy);
        let way = way(&signed, &name, &copy.copy).await?;
        if way == FormDraftAction::Closed {
            copy.subject = jawab_domain::PerLocale::default();
        } else if is_asked {
            page.read = read(&signed, &name, &copy.copy).await?;
        }
        page.copies.push(ListedFormDraft { of: kind(&name), copy, way });
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

/// What can be done with a copy of a form.
async fn way(signed: &SignedIn, name: &Name, showing: &str) -> Result<FormDraftAction, AppError> {
    match admit(signed, name).await {
        Ok(()) => return Ok(FormDraftAction::TakeUp),
        Err(AppError::NotFound | AppError::NoPart | AppError::Forbidden) => {}
        Err(error) => return Err(error),
    }
    if !may_read(signed, name).await? {
        return Ok(FormDraftAction::Closed);
    }
    Ok(FormDraftAction::Read(links::with_query(&links::staff::kept_list(signed.locale()), &[(COPY, showing)])))
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

/// What a copy holds, in words.
async fn read(signed: &SignedIn, name: &Name, showing: &str) -> Result<Vec<unsaved_fields::UnsavedField>, AppError> {
    let found = form_drafts::find(signed.app.database.reader(), signed.account()?.id, DraftFilter::Form(name), showing).await?;
    let Some((_, kept)) = found else { return Ok(Vec::new()) };
    let state: FormState = fields(signed, kept).await?;
    Ok(unsaved_fields::from_form(Tr::new(signed.locale()), &link(signed.locale(), name), &state, |_, _| None))
}
