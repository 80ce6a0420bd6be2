//! The end of a legislature: what would lapse is shown and asked for by one; another confirms, and within a day it can be undone.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Chamber, access::Mandate, field::FieldName, validation::Problem};
use jawab_service::{
    new_code,
    use_cases::{LegislatureEnd, UseCaseError},
};
use jawab_store::registers::legislatures;
use jawab_ui::{
    form::{ACTION, FormState, Post, SHOWN},
    links::staff as links,
    pages::staff::{
        ReferencePage,
        reference::{self as ui, Aside, BACK, CONFIRM, EditPage, LapsePage},
    },
    shell::staff::Flash,
};

use super::{
    RegisterContext, add_problem,
    read::{chosen, needed_day, needed_number},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
};

pub mod pending;

/// The most questions shown.
const MAX_SHOWN: usize = 100;

/// The form: of the latest legislature.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let context = RegisterContext::load(signed).await?;
    let mut state = FormState::default();
    let latest = legislatures::all(context.db()).await?.into_iter().next();
    if let Some(row) = latest {
        state.set(FieldName::Legislature.form(), row.ordinal.to_string());
        row.ends_on.filter(|end| *end < context.today).into_iter().for_each(|end| state.set_date(FieldName::On.form(), end));
    }
    if let [only] = chambers(&context).as_slice() {
        state.set(FieldName::Chamber.form(), only.code());
    }
    let page = EditPage { aside: Aside::Lapses(pending::all(&context).await?), ..form(&context, state) };
    context.show_form(page).await
}

/// Shows what lapses, or lets it lapse, as the button says.
pub async fn act(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let context = RegisterContext::load(signed).await?;
    let mut state = posted.form;
    let read = (
        chosen(&mut state, FieldName::Chamber),
        needed_number(&mut state, FieldName::Legislature, 1, 99),
        needed_day(&mut state, FieldName::On),
    );
    if state.filled(FieldName::Reason.form()).is_none() {
        state.add_problem(FieldName::Reason.form(), Problem::Missing);
    }
    let asked = state.get(ACTION).to_owned();
    let (Some(chamber), Some(legislature), Some(on)) = read else { return context.show_form(form(&context, state)).await };
    if asked == BACK || posted.resumed || !state.is_valid() {
        state.clear(ACTION);
        return context.show_form(form(&context, state)).await;
    }
    let (page, ending) = (form(&context, state), LegislatureEnd { chamber, legislature, on });
    if asked == CONFIRM { ask(&context, page, ending).await } else { preview(&context, page, ending, false).await }
}

async fn ask(context: &RegisterContext, page: EditPage, ending: LegislatureEnd) -> Result<Response, AppError> {
    let shown = page.state.get(SHOWN).parse().unwrap_or(-1);
    let (why, to) = (page.state.get(FieldName::Reason.form()).to_owned(), links::lapse(context.locale()));
    let outcome = context.carry_out(&page.state, |unit| {
        Box::pin(async move {
            unit.ask_lapse(ending, shown, &why).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(context.signed.done(&to, Flash::LapseAsked)),
        Err(UseCaseError::Conflict { .. }) => preview(context, page, ending, true).await,
        Err(error) => context.refused(page, error, FormState::default()).await,
    }
}

async fn preview(context: &RegisterContext, mut page: EditPage, ending: LegislatureEnd, changed: bool) -> Result<Response, AppError> {
    let LegislatureEnd { chamber, legislature, on } = ending;
    let (work, actor) = (context.use_cases(), context.signed.actor());
    let counts = match work.lapse_preview(actor, ending).await {
        Ok(counts) => counts,
        Err(error) => {
            add_problem(&mut page.state, error)?;
            return context.show_form(page).await;
        }
    };
    let view = LapsePage {
        post: Post { idempotency_key: new_code(), ..page.post },
        chamber,
        legislature,
        on,
        counts: (counts.deposited.unsigned_abs(), counts.transmitted.unsigned_abs(), counts.stay.len() as u64),
        rows: context.questions(first(&counts.questions)).await?.into_iter().map(|(_, row)| row).collect(),
        stay: context.questions(first(&counts.stay)).await?.into_iter().map(|(_, row)| row).collect(),
        changed,
        state: page.state,
    };
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    context.show(status, ReferencePage::Lapse(Box::new(view))).await
}

/// Those that are shown.
fn first(questions: &[i64]) -> &[i64] {
    questions.get(..MAX_SHOWN).unwrap_or(questions)
}

/// The Chambers whose questions may be ended.
fn chambers(context: &RegisterContext) -> Vec<Chamber> {
    match context.signed.actor().mandate {
        Mandate::Clerk(own) => vec![own],
        _ => Chamber::ALL.to_vec(),
    }
}

fn form(context: &RegisterContext, state: FormState) -> EditPage {
    let mut page = context.form(&ui::lapse::FORM, true, state);
    page.chambers = chambers(context);
    page
}
