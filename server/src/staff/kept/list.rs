//! All that somebody keeps of forms that were never sent: also what no form leads to any more, to be read and copied.

use axum::{http::StatusCode, response::Response};
use jawab_domain::access::{Act, Place};
use jawab_store::{
    kept_form::{self, Name, Of},
    questions,
};
use jawab_ui::{
    catalogue::Tr,
    form::FormState,
    links,
    pages::staff::{
        KeptPage, StaffBody,
        kept::{COPY, KeptOf, Listed, Way},
        unkept,
    },
};

use super::{KEPT_FOR, MOST, SignedIn, admit, fields, link, shown};
use crate::error::AppError;

/// The list; with `?kept=`, what that copy holds.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let account = signed.account()?.id;
    let asked = signed.reader.value(COPY);
    let mut page = KeptPage { most: MOST, days: KEPT_FOR.num_days().unsigned_abs(), ..KeptPage::default() };
    for copy in kept_form::offered(signed.app.database.reader(), account, Of::All).await? {
        let (name, is_asked) = (copy.name.clone(), copy.showing == asked);
        let mut copy = shown(&signed, copy);
        let way = way(&signed, &name, &copy.copy).await?;
        if way == Way::Closed {
            copy.subject = jawab_domain::PerLocale::default();
        } else if is_asked {
            page.read = read(&signed, &name, &copy.copy).await?;
        }
        page.copies.push(Listed { of: kind(&name), copy, way });
    }
    signed.show(StatusCode::OK, StaffBody::Kept(Box::new(page))).await
}

const fn kind(name: &Name) -> KeptOf {
    match name {
        Name::New(_) => KeptOf::New,
        Name::Question(_) => KeptOf::Question,
        Name::Answer { .. } => KeptOf::Answer,
        Name::Recorded { .. } => KeptOf::Recorded,
        Name::Correction { .. } => KeptOf::Correction,
        Name::Translation { .. } => KeptOf::Translation,
    }
}

/// What can be done with a copy of a form.
async fn way(signed: &SignedIn, name: &Name, showing: &str) -> Result<Way, AppError> {
    match admit(signed, name).await {
        Ok(()) => return Ok(Way::TakeUp),
        Err(AppError::NotFound | AppError::NoPart | AppError::Forbidden) => {}
        Err(error) => return Err(error),
    }
    if !may_read(signed, name).await? {
        return Ok(Way::Closed);
    }
    Ok(Way::Read(links::with_query(&links::staff::kept_list(signed.locale()), &[(COPY, showing)])))
}

/// Whether somebody may read what they typed into a form that is not to be found any more: their mandate is still one to fill it.
async fn may_read(signed: &SignedIn, name: &Name) -> Result<bool, AppError> {
    let mandate = &signed.actor().mandate;
    let act = match name {
        Name::New(_) | Name::Question(_) => Act::KeepQuestion,
        Name::Answer { ministry, .. } => {
            let found = signed.directory().await?.ministries.find(ministry);
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
async fn read(signed: &SignedIn, name: &Name, showing: &str) -> Result<Vec<unkept::Unkept>, AppError> {
    let found = kept_form::find(signed.app.database.reader(), signed.account()?.id, Of::Form(name), showing).await?;
    let Some((_, kept)) = found else { return Ok(Vec::new()) };
    let state: FormState = fields(signed, kept).await?;
    Ok(unkept::of(Tr::new(signed.locale()), &link(signed.locale(), name), &state, |_, _| None))
}
