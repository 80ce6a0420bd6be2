//! Reference data: registers of one pattern (`register.rs`), and beside them what is shown before it is done: deadlines that move
//! (`moves.rs`), members from a file (`roster.rs`), the end of a legislature (`lapse.rs`).

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use futures::future::BoxFuture;
use jawab_domain::{Locale, PerLocale, UnknownCode, field::FieldName, validation::Problem};
use jawab_service::{
    UseCases, new_code,
    reference_data::{NamedSet, ReferenceData},
    use_cases::{Idempotent, UnitOfWork, UseCaseError, UseCaseResult},
};
use jawab_store::{Pool, StoreError};
use jawab_ui::{
    form::{FormProblem, FormState, Pick, Post},
    model::QuestionRow,
    pages::staff::{
        ReferencePage, StaffBody,
        reference::{Aside, EditForm, EditPage},
    },
    shell::staff::Flash,
};

use super::{
    SignedIn,
    submission::{done_before, idempotency_key, status_of},
};
use crate::{error::AppError, web::view};

mod groups;
mod holidays;
pub mod index;
pub mod lapse;
mod legislatures;
mod members;
pub(crate) mod ministries;
mod moves;
mod prelude;
mod read;
pub(crate) mod register;
pub mod roster;
mod rules;
pub(crate) mod seats;
pub(crate) mod succession;
pub(crate) mod table;
pub(crate) mod themes;

/// What every request about reference data needs at hand.
pub(crate) struct RegisterContext {
    signed: SignedIn,
    reference_data: Arc<ReferenceData>,
    today: NaiveDate,
}

impl RegisterContext {
    async fn load(signed: SignedIn) -> Result<Self, AppError> {
        Ok(Self { reference_data: signed.reference_data().await?, today: signed.app.clock.today(), signed })
    }

    fn db(&self) -> &Pool {
        self.signed.app.database.reader()
    }

    fn use_cases(&self) -> UseCases {
        self.signed.app.use_cases()
    }

    const fn locale(&self) -> Locale {
        self.signed.locale()
    }

    fn param(&self, name: &str) -> Result<&str, AppError> {
        self.signed.request.param(name)
    }

    /// What the address names, among bodies; none: a new one.
    fn named(&self, of: &NamedSet) -> Result<Option<(i64, PerLocale<String>)>, AppError> {
        self.param("slug").is_ok().then(|| self.body(of)).transpose()
    }

    /// What the address names, among bodies; an address that was another's leads nowhere here.
    fn body(&self, of: &NamedSet) -> Result<(i64, PerLocale<String>), AppError> {
        let slug = self.param("slug")?;
        let id = of.find(slug).ok_or(AppError::NotFound)?;
        let body = of.get(id).filter(|body| body.slug == slug).ok_or(AppError::NotFound)?;
        Ok((id, body.name))
    }

    async fn show(&self, status: StatusCode, page: ReferencePage) -> Result<Response, AppError> {
        self.signed.show(status, StaffBody::Reference(page)).await
    }

    async fn show_form(&self, page: EditPage) -> Result<Response, AppError> {
        let status = if page.theirs.is_some() { StatusCode::CONFLICT } else { status_of(&page.state) };
        self.show(status, ReferencePage::Edit(Box::new(page))).await
    }

    /// A form at an address, with what is in it.
    fn form(&self, form: &'static EditForm, new: bool, state: FormState) -> EditPage {
        let action = self.signed.request.path_and_query.split('?').next().unwrap_or_default().to_owned();
        EditPage {
            form,
            new,
            of: PerLocale::default(),
            item: String::new(),
            post: Post { action, idempotency_key: new_code(), version: None, files: form.with_file },
            state,
            picks: Vec::new(),
            chambers: Vec::new(),
            theirs: None,
            aside: Aside::Nothing,
        }
    }

    /// One change, once; where it leads.
    async fn carry_out<F>(&self, state: &FormState, change: F) -> UseCaseResult<String>
    where
        F: for<'t> FnOnce(&'t mut UnitOfWork) -> BoxFuture<'t, UseCaseResult<String>> + Send,
    {
        let key = idempotency_key(&self.signed, state).await?;
        let mut unit = match self.use_cases().begin_idempotent(self.signed.actor(), key).await? {
            Idempotent::Fresh(unit) => unit,
            Idempotent::Replay(to) => return Ok(serde_json::from_value(to)?),
        };
        let to = change(&mut unit).await?;
        unit.commit_with(&to).await?;
        Ok(to)
    }

    /// Where a form led that was sent before: what it was about may be gone since.
    async fn done_before(&self, state: &FormState, flash: Flash) -> Result<Option<Response>, AppError> {
        let done = done_before(&self.signed, state).await?;
        Ok(done.and_then(|to| Some(self.signed.done(to.as_str()?, flash))))
    }

    /// A form that was refused: with what is wrong with it, or with what somebody else saved meanwhile, as `current` has it.
    async fn refused(&self, mut page: EditPage, error: UseCaseError, current: FormState) -> Result<Response, AppError> {
        if let UseCaseError::Conflict { current: print } = error {
            page.post.version = Some(print);
            page.theirs = Some(current);
        } else {
            add_problem(&mut page.state, error)?;
        }
        self.show_form(page).await
    }

    /// The questions of these identities, as lists show them.
    async fn questions(&self, ids: &[i64]) -> Result<Vec<(i64, QuestionRow)>, AppError> {
        let rows = jawab_store::read::load_rows(self.db(), self.signed.viewer(), ids, Some(self.reference_data.known())).await?;
        Ok(rows.into_iter().map(|row| (row.id, view::row(row, self.today))).collect())
    }

    /// What can be chosen among bodies, by name.
    fn picks(&self, of: &NamedSet, keep: impl Fn(i64) -> bool) -> Vec<Pick> {
        let wanted = of.sorted(self.locale()).iter().filter(|of| keep(of.id));
        wanted.map(|of| Pick { value: of.slug.clone(), name: of.name.clone(), ..Pick::default() }).collect()
    }
}

/// What a use case says is wrong goes into the form; what is no fault of the form goes on.
fn add_problem(state: &mut FormState, error: UseCaseError) -> Result<(), AppError> {
    let faults = match error {
        UseCaseError::Invalid(faults) => faults,
        UseCaseError::KeyReused => {
            state.add_problem("", FormProblem::AlreadySent);
            return Ok(());
        }
        other => return Err(other.into()),
    };
    for fault in faults {
        let problem = match (fault.field.name, fault.problem) {
            (FieldName::Name | FieldName::Source, Problem::Missing) => FormProblem::NoLanguage,
            (FieldName::Successors, Problem::Missing) => FormProblem::NothingChosen,
            (_, problem) => problem.into(),
        };
        state.add_problem(fault.field.form(), problem);
    }
    Ok(())
}

/// A code in the database that no version wrote.
fn unreadable(error: UnknownCode) -> AppError {
    StoreError::from(error).into()
}
