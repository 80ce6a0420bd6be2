//! Reference data: its registers, each a list and forms, and what a change would do, shown before it is made.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use futures::future::BoxFuture;
use jawab_domain::{Locale, PerLocale};
use jawab_service::{
    Work, new_code,
    work::{
        Begun, Outcome, Problem as Fault, Turn, UseCaseError,
        reference::{Item, print_of},
    },
};
use jawab_store::Pool;
use jawab_ui::{
    form::{FormState, Pick, Post, Problem},
    links::staff as links,
    model::{Linked, QuestionRow},
    pages::staff::{
        ReferencePage, StaffBody,
        reference::{Aside, EditForm, EditPage, Register},
    },
    shell::staff::Flash,
};

use super::{
    SignedIn, problems,
    sending::{done_before, once, status_of},
};
use crate::{
    directory::{Bodies, Directory},
    error::AppError,
    web::view,
};

pub mod groups;
pub mod holidays;
pub mod index;
pub mod lapse;
pub mod legislatures;
pub mod members;
pub mod ministries;
mod moves;
mod read;
pub mod roster;
pub mod rules;
pub mod seats;
pub mod succession;
pub mod themes;

/// What every one of these requests needs at hand.
struct Keeping {
    signed: SignedIn,
    directory: Arc<Directory>,
    today: NaiveDate,
}

impl Keeping {
    async fn of(signed: SignedIn) -> Result<Self, AppError> {
        Ok(Self { directory: signed.directory().await?, today: signed.app.clock.today(), signed })
    }

    fn db(&self) -> &Pool {
        self.signed.app.database.reader()
    }

    fn work(&self) -> Work {
        self.signed.app.work()
    }

    const fn locale(&self) -> Locale {
        self.signed.locale()
    }

    fn register(&self, of: Register) -> String {
        links::register(self.locale(), of.code())
    }

    fn item(&self, of: Register, item: &str) -> String {
        links::register_item(self.locale(), of.code(), item)
    }

    fn param(&self, name: &str) -> Result<&str, AppError> {
        self.signed.reader.param(name)
    }

    /// What the address names, among bodies; an address that was another's leads nowhere here.
    fn body(&self, of: &Bodies) -> Result<(i64, PerLocale<String>), AppError> {
        let slug = self.param("slug")?;
        let id = of.find(slug).ok_or(AppError::NotFound)?;
        let body = of.get(id).filter(|body| body.slug == slug).ok_or(AppError::NotFound)?;
        Ok((id, body.name))
    }

    /// The print of something, for the form that changes it.
    async fn print(&self, item: Item) -> Result<Option<i64>, AppError> {
        Ok(Some(print_of(self.db(), item).await?))
    }

    async fn show(&self, status: StatusCode, page: ReferencePage) -> Result<Response, AppError> {
        self.signed.show(status, StaffBody::Reference(page)).await
    }

    async fn show_form(&self, page: EditPage) -> Result<Response, AppError> {
        let status = if page.theirs.is_some() { StatusCode::CONFLICT } else { status_of(&page.state) };
        self.show(status, ReferencePage::Edit(Box::new(page))).await
    }

    /// A form at an address, with what is in it.
    fn form(&self, form: EditForm, new: bool, state: FormState) -> EditPage {
        let action = self.signed.reader.path_and_query.split('?').next().unwrap_or_default().to_owned();
        EditPage {
            form,
            new,
            of: PerLocale::default(),
            item: String::new(),
            post: Post { action, once: new_code(), version: None, files: form == EditForm::Roster },
            state,
            picks: Vec::new(),
            chambers: Vec::new(),
            theirs: None,
            aside: Aside::Nothing,
        }
    }

    /// One change, once; where it leads.
    async fn carry_out<F>(&self, state: &FormState, change: F) -> Outcome<String>
    where
        F: for<'t> FnOnce(&'t mut Turn) -> BoxFuture<'t, Outcome<String>> + Send,
    {
        let once = once(&self.signed, state).await?;
        let mut turn = match self.work().begin_once(self.signed.actor(), once).await? {
            Begun::New(turn) => turn,
            Begun::Done(to) => return Ok(serde_json::from_value(to)?),
        };
        let to = change(&mut turn).await?;
        turn.commit_with(&to).await?;
        Ok(to)
    }

    /// Where a form led that was sent before: what it was about may be gone since.
    async fn done_before(&self, state: &FormState) -> Result<Option<Response>, AppError> {
        let done = done_before(&self.signed, state).await?;
        Ok(done.and_then(|to| Some(self.done(to.as_str()?))))
    }

    fn done(&self, to: &str) -> Response {
        self.signed.done(to, Flash::Saved)
    }

    /// A form that was refused: with what is wrong with it, or with what somebody else saved meanwhile, as `current` has it.
    async fn refused(&self, mut page: EditPage, error: UseCaseError, current: FormState) -> Result<Response, AppError> {
        if let UseCaseError::Conflict { current: print } = error {
            page.post.version = Some(print);
            page.theirs = Some(current);
        } else {
            complain(&mut page.state, error)?;
        }
        self.show_form(page).await
    }

    /// The questions of these identities, as lists show them.
    async fn questions(&self, ids: &[i64]) -> Result<Vec<(i64, QuestionRow)>, AppError> {
        let rows = jawab_store::read::rows(self.db(), self.signed.viewer(), ids, Some(self.directory.known())).await?;
        Ok(rows.into_iter().map(|row| (row.id, view::row(row, self.today))).collect())
    }

    /// What can be chosen among bodies, by name.
    fn picks(&self, of: &Bodies, keep: impl Fn(i64) -> bool) -> Vec<Pick> {
        let wanted = |linked: &Linked| of.find(&linked.slug).is_some_and(&keep);
        let pick = |linked: Linked| Pick { value: linked.slug, name: linked.name, ..Pick::default() };
        of.sorted(self.locale()).into_iter().filter(wanted).map(pick).collect()
    }
}

/// What a use case says is wrong goes into the form; what is no fault of the form goes on.
fn complain(state: &mut FormState, error: UseCaseError) -> Result<(), AppError> {
    let faults = match error {
        UseCaseError::Invalid(faults) => faults,
        UseCaseError::KeyReused => {
            state.complain("", Problem::AlreadySent);
            return Ok(());
        }
        other => return Err(other.into()),
    };
    for fault in faults {
        let field = field(&fault.field);
        let problem = match (field.as_str(), fault.problem) {
            ("name" | "source", Fault::Missing) => Problem::NoLanguage,
            ("to", Fault::Missing) => Problem::NothingChosen,
            (_, problem) => problems::problem(problem),
        };
        state.complain(field, problem);
    }
    Ok(())
}

/// The form's name of a field: `name.ar` is `name-ar`, `to.1` is `to`, `begins_on` is `begins`.
fn field(path: &str) -> String {
    match path.split_once('.') {
        Some((name, locale)) if locale.parse::<Locale>().is_ok() => format!("{name}-{locale}"),
        Some((name, _)) => name.to_owned(),
        None => path.strip_suffix("_on").or_else(|| path.strip_suffix("_to").filter(|name| *name == "open")).unwrap_or(path).to_owned(),
    }
}
