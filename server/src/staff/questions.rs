//! A clerk's questions: the list, the form, the work page, the steps of a question's life, its history.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{
    Chamber,
    access::{Act, Mandate, Place},
};
use jawab_service::work::{Once, UseCaseError};
use jawab_store::{
    entity::theme,
    read::{self, QuestionRecord},
    rules::{self, Calendar},
};
use jawab_ui::{
    form::{FormState, Problem},
    pages::staff::StaffBody,
};
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{SignedIn, problems};
use crate::{App, directory::Directory, error::AppError};

mod conflict;
mod duplicates;
pub mod form;
pub mod history;
mod input;
pub mod kept;
pub mod list;
mod pickers;
pub mod steps;
mod steps_form;
pub mod work;

/// What every one of these requests needs at hand.
struct Desk {
    pub signed: SignedIn,
    pub directory: Arc<Directory>,
    pub calendar: Calendar,
    pub themes: Vec<theme::Model>,
    pub today: NaiveDate,
}

impl Desk {
    pub async fn of(signed: SignedIn) -> Result<Self, AppError> {
        let app = signed.app.clone();
        let db = app.database.reader();
        let generation = app.database.generation().await?;
        let themes = theme::Entity::find().order_by_asc(theme::COLUMN.id).all(db).await.map_err(jawab_store::StoreError::from)?;
        Ok(Self {
            directory: app.directories.get(&app.database, generation).await?,
            calendar: rules::calendar(db).await?,
            themes,
            today: app.clock.today(),
            signed,
        })
    }

    pub const fn app(&self) -> &App {
        &self.signed.app
    }

    /// The Chamber that a clerk works for.
    pub fn chamber(&self) -> Result<Chamber, AppError> {
        match self.signed.actor().mandate {
            Mandate::Clerk(chamber) => Ok(chamber),
            _ => Err(AppError::Forbidden),
        }
    }

    /// The question that the address names, as the signed-in person sees it; one they may do nothing to is forbidden.
    pub async fn question(&self) -> Result<QuestionRecord, AppError> {
        let (db, viewer) = (self.app().database.reader(), self.signed.viewer());
        let id = read::by_code(db, viewer, self.signed.reader.param("code")?).await?.ok_or(AppError::NotFound)?;
        let record = read::one(db, viewer, id).await?.ok_or(AppError::NotFound)?;
        if self.may(Act::KeepQuestion, &record) || self.may(Act::HideQuestion, &record) { Ok(record) } else { Err(AppError::Forbidden) }
    }

    /// Whether the signed-in person may do this to a question.
    pub fn may(&self, act: Act, record: &QuestionRecord) -> bool {
        let place = Place { chamber: Some(record.chamber), ministries: &[] };
        self.signed.actor().mandate.allows(act, place)
    }

    /// The legislature of today, if it is known.
    pub async fn legislature(&self) -> Result<Option<i32>, AppError> {
        use jawab_store::entity::legislature::{COLUMN, Entity};
        let begun = Entity::find().filter(COLUMN.begins_on.lte(self.today)).order_by_desc(COLUMN.ordinal);
        let latest = begun.one(self.app().database.reader()).await.map_err(jawab_store::StoreError::from)?;
        Ok(latest.filter(|row| row.ends_on.is_none_or(|end| end >= self.today)).map(|row| row.ordinal))
    }

    pub async fn show(&self, status: StatusCode, body: StaffBody) -> Result<Response, AppError> {
        self.signed.show(status, body).await
    }
}

/// The status of a form that comes back.
pub(super) fn status_of(state: &FormState) -> StatusCode {
    if state.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// What a form says may be done once. A form without the code is none of ours.
pub(super) fn once(signed: &SignedIn, state: &FormState) -> Result<Once, AppError> {
    let body = serde_urlencoded::to_string(state.pairs()).map_err(|error| AppError::Internal(error.to_string()))?;
    let garbled = AppError::BadRequest(jawab_ui::pages::error::BadRequest::Form);
    Once::new(state.get("once"), &signed.reader.path_and_query, body.as_bytes()).ok_or(garbled)
}

/// The version that a form was filled on.
pub(super) fn version(state: &FormState) -> Result<i64, AppError> {
    state.get("version").parse().map_err(|_| AppError::BadRequest(jawab_ui::pages::error::BadRequest::Form))
}

/// What a use case says is wrong goes into the form, by `field`'s names; conflicts and what is no fault of the form go on.
fn complain(state: &mut FormState, error: UseCaseError, field: impl Fn(&str) -> String) -> Result<(), UseCaseError> {
    match error {
        UseCaseError::Invalid(faults) => {
            for fault in faults {
                state.complain(field(&fault.field), problems::problem(fault.problem));
            }
        }
        UseCaseError::Refused(refusal) => state.complain("", Problem::Refused(refusal)),
        UseCaseError::KeyReused => state.complain("", Problem::AlreadySent),
        other => return Err(other),
    }
    Ok(())
}
