//! What all registers have in common: a list of entries, and forms that add an entry, change it or take it away. A register is a file
//! that implements [`Register`] and [`Form`], and a line of the table of registers (`table.rs`).

use std::future::ready;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{PerLocale, field::FieldName};
use jawab_service::use_cases::{
    UnitOfWork, UseCaseError, UseCaseResult,
    registers::{Item, fingerprint_of},
};
use jawab_ui::{
    form::{ACTION, ENTER, FormProblem, FormState, SHOWN},
    links::staff as links,
    pages::staff::{
        ReferencePage,
        reference::{self as ui, BACK, CONFIRM, EditForm, EditPage, ListPage, Listed, REMOVING, Row},
    },
    shell::staff::Flash,
};

use super::RegisterContext;
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, submission::version},
};

/// A register: its list, and the form of a new entry and of one that is there.
pub(crate) trait Register: Form {
    /// Which register.
    const REGISTER: &'static ui::Register;
    /// The part of an entry's address that names it, as a placeholder; none: entries have no page.
    const ENTRY: Option<&'static str>;

    /// The page that lists the entries.
    fn list(context: &RegisterContext) -> impl Future<Output = Result<ListPage, AppError>> + Send;

    /// How many entries there are.
    fn count(context: &RegisterContext) -> impl Future<Output = Result<u64, AppError>> + Send;
}

/// A form at one or two addresses: that of a new entry, and that of one which is there.
pub(crate) trait Form: Sized + 'static {
    /// What the address names, for whoever saves.
    type Of: Clone + Send + Sync + 'static;
    /// What was typed, once it can be read.
    type Input: Clone + Send + Sync + 'static;

    /// Loads what the address names, with the fields as they are saved.
    fn load(context: &RegisterContext) -> impl Future<Output = Result<Entry<Self::Of>, AppError>> + Send;

    /// Adds what there is to choose from, and what stands beside the form.
    fn beside(_context: &RegisterContext, _of: &Self::Of, _page: &mut EditPage) -> impl Future<Output = Result<(), AppError>> + Send {
        ready(Ok(()))
    }

    /// Reads the form; what is wrong with it goes into `state`. None where the form is only to be shown again.
    fn read(context: &RegisterContext, entry: &Entry<Self::Of>, state: &mut FormState) -> Option<Self::Input>;

    /// Makes the change. `version` is the fingerprint of what was seen; 0 where nothing was.
    fn save(unit: &mut UnitOfWork, of: Self::Of, version: i64, input: Self::Input) -> impl Future<Output = UseCaseResult<Next>> + Send;

    /// What is said once the change is made, by the fields that asked for it.
    fn flash(_state: &FormState) -> Flash {
        Flash::Saved
    }

    /// Answers a form that could be read: [`commit`], or [`in_two_steps`] where the effect is shown first.
    fn submit(context: &RegisterContext, sent: Submission<Self>) -> impl Future<Output = Result<Response, AppError>> + Send {
        commit(context, sent)
    }
}

/// A form whose effect is shown before it is made. What is made is what was shown: its fingerprint is part of what is typed.
pub(crate) trait Previewed: Form {
    /// Shows the effect, to be confirmed. `changed`: it is not what was shown before.
    fn preview(context: &RegisterContext, sent: Submission<Self>, changed: bool)
    -> impl Future<Output = Result<Response, AppError>> + Send;
}

/// What a form is about.
pub(crate) struct Entry<Of> {
    /// Which form.
    pub form: &'static EditForm,
    /// What the address names, for whoever saves.
    pub of: Of,
    /// Whether the form adds something.
    pub new: bool,
    /// The name of what the address names, if it has one.
    pub name: PerLocale<String>,
    /// The part of addresses of the entry.
    pub slug: String,
    /// What must be as it was seen for the change to be made; none: a new entry stands alone.
    pub compared: Option<Item>,
    /// The fingerprint of that: now while the form is shown, as it was seen once it is sent.
    pub version: Option<i64>,
    /// The fields as they are saved; those of a new entry as they are offered.
    pub state: FormState,
}

impl<Of> Entry<Of> {
    /// An entry that is not there yet.
    pub fn new(form: &'static EditForm, of: Of) -> Self {
        let (name, slug, state) = (PerLocale::default(), String::new(), FormState::default());
        Self { form, of, new: true, name, slug, compared: None, version: None, state }
    }

    /// An entry that is there.
    pub fn saved(form: &'static EditForm, of: Of, slug: &str, compared: Item) -> Self {
        Self { new: false, slug: slug.to_owned(), compared: Some(compared), ..Self::new(form, of) }
    }
}

/// A form that was sent and could be read.
pub(crate) struct Submission<F: Form> {
    /// The form, to be shown again.
    pub page: EditPage,
    /// What the address names.
    pub of: F::Of,
    /// What was typed.
    pub input: F::Input,
    /// The fields as they are saved, for whoever saves second.
    pub current: FormState,
}

/// Where a form leads once it is saved.
pub(crate) enum Next {
    /// To the list of the register.
    List,
    /// To the page of the entry that the address names.
    Page,
    /// To the page of a new entry, by its part of addresses.
    New(String),
}

/// The page of a list that shows all entries.
pub(super) fn whole<L: Listed + 'static>(register: &'static ui::Register, entries: impl Iterator<Item = L>) -> ListPage {
    let rows: Vec<Row> = entries.map(Row::new).collect();
    ListPage { register, words: String::new(), total: rows.len() as u64, rows, next: None }
}

/// Shows the entries of a register.
pub(super) async fn list<R: Register>(signed: SignedIn) -> Result<Response, AppError> {
    let context = RegisterContext::load(signed).await?;
    let page = R::list(&context).await?;
    context.show(StatusCode::OK, ReferencePage::List(Box::new(page))).await
}

/// Shows a form.
pub(crate) async fn show<F: Form>(signed: SignedIn) -> Result<Response, AppError> {
    let context = RegisterContext::load(signed).await?;
    let mut entry = F::load(&context).await?;
    if let Some(item) = entry.compared {
        entry.version = Some(fingerprint_of(context.db(), item).await?);
    }
    let (_, page) = page::<F>(&context, entry).await?;
    context.show_form(page).await
}

/// Does what a form asks for, or shows it again with what is wrong.
pub(crate) async fn act<F: Form>(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let context = RegisterContext::load(signed).await?;
    let mut state = posted.form;
    if let Some(led) = context.done_before(&state, F::flash(&state)).await? {
        return Ok(led);
    }
    let mut entry = F::load(&context).await?;
    if entry.compared.is_some() {
        entry.version = Some(version(&state)?);
    }
    let input = F::read(&context, &entry, &mut state).filter(|_| state.is_valid() && !posted.resumed);
    let current = std::mem::replace(&mut entry.state, state);
    let (of, page) = page::<F>(&context, entry).await?;
    match input {
        Some(input) => F::submit(&context, Submission { page, of, input, current }).await,
        None => context.show_form(page).await,
    }
}

async fn page<F: Form>(context: &RegisterContext, entry: Entry<F::Of>) -> Result<(F::Of, EditPage), AppError> {
    let Entry { form, of, new, name, slug, version, state, .. } = entry;
    let mut page = EditPage { of: name, item: slug, ..context.form(form, new, state) };
    page.post.version = version;
    F::beside(context, &of, &mut page).await?;
    Ok((of, page))
}

/// Saves a form, and leads on; or shows it again with why not. Registers are public at once, so the Enter key only shows the form.
pub(super) async fn commit<F: Form>(context: &RegisterContext, sent: Submission<F>) -> Result<Response, AppError> {
    let Submission { page, of, input, current } = sent;
    if page.state.get(ACTION) == ENTER {
        return context.show_form(page).await;
    }
    match save::<F>(context, &page, of, input).await {
        Ok(to) => Ok(context.signed.done(&to, F::flash(&page.state))),
        Err(error) => context.refused(page, error, current).await,
    }
}

/// Shows what a form would do, does it, or goes back to the form, as the button says.
pub(super) async fn in_two_steps<F: Previewed>(context: &RegisterContext, mut sent: Submission<F>) -> Result<Response, AppError> {
    match sent.page.state.get(ACTION) {
        BACK => {
            [ACTION, FieldName::MovesReason.form(), SHOWN, REMOVING].iter().for_each(|name| sent.page.state.clear(name));
            context.show_form(sent.page).await
        }
        CONFIRM => match save::<F>(context, &sent.page, sent.of.clone(), sent.input.clone()).await {
            Ok(to) => Ok(context.signed.done(&to, F::flash(&sent.page.state))),
            Err(UseCaseError::Conflict { .. }) => F::preview(context, sent, true).await,
            // A reason is asked for where the effect is shown.
            Err(UseCaseError::Invalid(faults)) if faults.iter().any(|fault| fault.field.name == FieldName::Reason) => {
                for fault in faults.into_iter().filter(|fault| fault.field.name == FieldName::Reason) {
                    sent.page.state.add_problem(FieldName::MovesReason.form(), fault.problem);
                }
                F::preview(context, sent, false).await
            }
            Err(error) => context.refused(sent.page, error, sent.current).await,
        },
        _ => F::preview(context, sent, false).await,
    }
}

/// Says of a form that is confirmed, but not as it was shown, that nothing was done. It is shown again with what it would do now.
pub(super) fn complain_of_change(state: &mut FormState) {
    if state.get(ACTION) == CONFIRM && !state.get(SHOWN).is_empty() {
        state.add_problem("", FormProblem::NotAsShown);
    }
}

/// Saves a form, once; where that leads.
pub(super) async fn save<F: Form>(context: &RegisterContext, page: &EditPage, of: F::Of, input: F::Input) -> UseCaseResult<String> {
    let (version, locale, slug) = (page.post.version.unwrap_or_default(), context.locale(), page.item.clone());
    let code = page.form.register.map_or("", |register| register.code);
    let saved = context.carry_out(&page.state, |unit| {
        Box::pin(async move {
            Ok(match F::save(unit, of, version, input).await? {
                Next::List => links::register(locale, code),
                Next::Page => links::register_item(locale, code, &slug),
                Next::New(slug) => links::register_item(locale, code, &slug),
            })
        })
    });
    saved.await
}
