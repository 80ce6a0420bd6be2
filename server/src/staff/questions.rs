//! A clerk's questions: the list, the form, the work page, the steps of a question's life, its history.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{
    Chamber,
    access::{Act, Mandate, Place},
    field::FieldName,
};
use jawab_service::reference_data::ReferenceData;
use jawab_store::{
    read::QuestionRecord,
    registers::{legislatures, themes},
    rows,
};
use jawab_ui::{
    form::{FormState, western_digits},
    model::Linked,
    pages::staff::StaffBody,
};

use super::{
    SignedIn,
    submission::{add_errors, idempotency_key, status_of, version},
};
use crate::{App, error::AppError, web::view};

mod acts;
pub mod attach;
mod conflict;
pub(super) mod corrections;
mod drafted;
mod duplicates;
mod edits;
pub mod form;
mod happened;
pub mod history;
mod input;
pub mod list;
pub(super) mod pickers;
mod redact;
mod redaction;
mod save;
mod step_fields;
mod step_refused;
pub mod steps;
mod steps_confirm;
mod steps_form;
mod steps_read;
pub mod work;

/// What every one of these requests needs at hand.
struct Desk {
    pub signed: SignedIn,
    pub reference_data: Arc<ReferenceData>,
    pub themes: Vec<rows::Theme>,
    pub today: NaiveDate,
}

impl Desk {
    pub async fn of(signed: SignedIn) -> Result<Self, AppError> {
        let app = signed.app.clone();
        let db = app.database.reader();
        let themes = themes::all(db).await?;
        Ok(Self { reference_data: signed.reference_data().await?, themes, today: app.clock.today(), signed })
    }

    /// A ministry, as pages link to it.
    pub fn ministry(&self, id: i64) -> Linked {
        view::linked_in(&self.reference_data.ministries, id).unwrap_or_default()
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
        let record = self.signed.question().await?;
        if self.may(Act::KeepQuestion, &record) || self.may(Act::HideQuestion, &record) { Ok(record) } else { Err(AppError::Forbidden) }
    }

    /// Whether the signed-in person may do this to a question.
    pub fn may(&self, act: Act, record: &QuestionRecord) -> bool {
        let place = Place { chamber: Some(record.chamber), ministries: &[] };
        self.signed.actor().mandate.allows(act, place)
    }

    /// The legislature of today, if it is known: by its days, else the one that questions were last put in.
    pub async fn legislature(&self) -> Result<Option<i32>, AppError> {
        let db = self.app().database.reader();
        match legislatures::on(db, self.today).await? {
            Some(row) => Ok(Some(row.ordinal)),
            None => Ok(jawab_store::chamber::latest_legislature(db).await?),
        }
    }

    /// The number that a deposit without one would be given now, in the legislature that a form says or else in today's.
    pub async fn next_number(&self, chamber: Chamber, state: &FormState) -> Result<Option<i32>, AppError> {
        let said = western_digits(state.get(FieldName::Legislature.form()).trim()).parse::<i32>().ok();
        let legislature = if said.is_some() { said } else { self.legislature().await? };
        match legislature.filter(|ordinal| (1..=99).contains(ordinal)) {
            Some(ordinal) => Ok(Some(self.app().use_cases().next_number(chamber, ordinal).await?)),
            None => Ok(None),
        }
    }

    pub async fn show(&self, status: StatusCode, body: StaffBody) -> Result<Response, AppError> {
        self.signed.show(status, body).await
    }
}
