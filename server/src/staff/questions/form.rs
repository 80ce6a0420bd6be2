//! The form of a question: a new one, and one that is there.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Chamber, PerLocale, Publication, Status};
use jawab_service::{
    new_code,
    work::{Begun, Deposit, Kept, QuestionInput, Seen, Transmit, UseCaseError, deadline_preview},
};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{DO, FormState, Post},
    links,
    pages::staff::{
        QuestionFormPage, StaffBody,
        question_form::{CHECK, DeadlinePreview, GROUPS, KEEP},
    },
    shell::staff::Flash,
};

use super::{Desk, conflict, duplicates, input::Read, kept, once, say, status_of, version};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
};

/// Which question a form is about.
struct About {
    chamber: Chamber,
    record: Option<QuestionRecord>,
    version: Option<i64>,
}

impl About {
    /// The name under which the form is kept.
    fn kept_as(&self) -> String {
        format!("question:{}", self.record.as_ref().map_or("new", |record| record.code.as_str()))
    }
}

/// An empty form, or what was kept of it.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let about = About { chamber: desk.chamber()?, record: None, version: None };
    let mut state = FormState::from_pairs([("role-ar", "original"), ("role-fr", "original")]);
    if let Some(ordinal) = desk.legislature().await? {
        state.set("legislature", ordinal.to_string());
    }
    offer(&desk, &about, state).await
}

/// The form of a question as it is, or what was kept of it.
pub async fn filled(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let (about, input) = load(&desk).await?;
    let state = desk.fill(&input);
    offer(&desk, &about, state).await
}

/// Shows a form that nobody sent yet; with `?kept=1`, what was kept of it.
async fn offer(desk: &Desk, about: &About, state: FormState) -> Result<Response, AppError> {
    let found = kept::find(desk, &about.kept_as()).await?;
    match found {
        Some((kept, _)) if desk.signed.reader.value("kept") == "1" => {
            let about = About { version: kept.based_on.or(about.version), record: about.record.clone(), ..*about };
            let state = FormState::from_pairs(kept.fields);
            show(desk, &about, state, None).await
        }
        found => show(desk, about, state, found.map(|(_, offer)| offer)).await,
    }
}

async fn load(desk: &Desk) -> Result<(About, QuestionInput), AppError> {
    let record = desk.question().await?;
    let (input, version) = desk.app().work().question_input(desk.signed.actor(), record.id).await?;
    Ok((About { chamber: record.chamber, version: Some(version), record: Some(record) }, input))
}

/// Logs a question, and deposits and transmits it where the days are said.
pub async fn log(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let about = About { chamber: desk.chamber()?, record: None, version: None };
    let mut state = posted.form;
    if posted.resumed || only_changed(&desk, &mut state) {
        return again(&desk, &about, state).await;
    }
    if state.get(DO) == KEEP {
        kept::keep_form(&desk.signed, &about.kept_as(), &state).await?;
        return Ok(desk.signed.done(&links::staff::new_question(desk.signed.locale()), Flash::Kept));
    }
    let read = desk.read(&mut state, about.chamber, None);
    if !state.is_sound() {
        return again(&desk, &about, state).await;
    }
    match carry_out(&desk, &state, &read, None, true).await {
        Ok((kept, flash)) => {
            kept::forget(&desk.signed, &about.kept_as()).await?;
            Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &kept.code), flash))
        }
        Err(error) => {
            say(&mut state, error, |field| read.field(field))?;
            again(&desk, &about, state).await
        }
    }
}

/// Changes a question.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let (mut about, before) = load(&desk).await?;
    let mut state = posted.form;
    let current = about.version;
    about.version = Some(version(&state)?);
    if posted.resumed || only_changed(&desk, &mut state) {
        return again(&desk, &about, state).await;
    }
    if state.get(DO) == KEEP {
        kept::keep_form(&desk.signed, &about.kept_as(), &state).await?;
        return Ok(desk.signed.done(&desk.signed.reader.path_and_query, Flash::Kept));
    }
    let read = desk.read(&mut state, about.chamber, Some(before.clone()));
    if !state.is_sound() {
        return again(&desk, &about, state).await;
    }
    let seen = about.record.as_ref().zip(about.version).map(|(record, version)| Seen { question: record.id, version });
    match carry_out(&desk, &state, &read, seen, is_draft(&about)).await {
        Ok((kept, flash)) => {
            kept::forget(&desk.signed, &about.kept_as()).await?;
            Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &kept.code), flash))
        }
        Err(UseCaseError::Conflict { .. }) => {
            kept::keep_form(&desk.signed, &about.kept_as(), &state).await?;
            conflict::show(&desk, about.record.as_ref().ok_or(AppError::NotFound)?, current.unwrap_or_default(), &before, state).await
        }
        Err(error) => {
            say(&mut state, error, |field| read.field(field))?;
            again(&desk, &about, state).await
        }
    }
}

fn is_draft(about: &About) -> bool {
    about.record.as_ref().is_none_or(|record| record.status == Status::Draft)
}

/// Whether a button was pressed that changes the form, or shows more, and sends nothing.
fn only_changed(desk: &Desk, state: &mut FormState) -> bool {
    let asked = desk.authors().was_asked(state) | desk.ministries().was_asked(state);
    asked || state.rearrange(&GROUPS) || state.get(DO) == CHECK
}

/// One change, once: the question, and its deposit and transmission where their days are said along with a draft.
async fn carry_out(desk: &Desk, state: &FormState, read: &Read, seen: Option<Seen>, draft: bool) -> Result<(Kept, Flash), UseCaseError> {
    let once = once(&desk.signed, state).map_err(|_| UseCaseError::field("", jawab_service::Problem::Missing))?;
    let mut turn = match desk.app().work().begin_once(desk.signed.actor(), once).await? {
        Begun::New(turn) => turn,
        Begun::Done(kept) => return Ok((serde_json::from_value(kept)?, Flash::Saved)),
    };
    let mut flash = Flash::Saved;
    let mut kept = match seen {
        None => turn.log(read.input.clone()).await?,
        Some(seen) => turn.edit(seen, read.input.clone(), state.filled("reason")).await?,
    };
    let seen = |kept: &Kept| Seen { question: kept.id, version: kept.version };
    if draft && (read.input.deposited_on.is_some() || read.transmitted_on.is_some()) {
        kept = turn.deposit(seen(&kept), Deposit { on: read.input.deposited_on.or(read.transmitted_on), ..Deposit::default() }).await?;
        flash = Flash::Deposited;
    }
    if let Some(on) = read.transmitted_on.filter(|_| flash == Flash::Deposited) {
        kept = turn.transmit(seen(&kept), Transmit { on: Some(on), to: Vec::new() }).await?;
        flash = Flash::Transmitted;
    }
    turn.commit_with(&kept).await?;
    Ok((kept, flash))
}

/// Shows a form again that was sent and saved nothing. It is kept, so that leaving it loses nothing.
async fn again(desk: &Desk, about: &About, state: FormState) -> Result<Response, AppError> {
    kept::keep_form(&desk.signed, &about.kept_as(), &state).await?;
    show(desk, about, state, None).await
}

async fn show(
    desk: &Desk,
    about: &About,
    mut state: FormState,
    offer: Option<jawab_ui::pages::staff::question_form::Kept>,
) -> Result<Response, AppError> {
    let locale = desk.signed.locale();
    let code = about.record.as_ref().map(|record| record.code.clone());
    let status = status_of(&state);
    let action = match &code {
        None => links::staff::new_question(locale),
        Some(code) => links::staff::question_step(locale, code, "edit"),
    };
    let duplicates = if state.get(DO) == CHECK || about.record.is_none() {
        duplicates::find(desk, &state, about.record.as_ref().map(|record| record.id)).await
    } else {
        Vec::new()
    };
    let page = QuestionFormPage {
        post: Post { action, once: new_code(), version: about.version, files: false },
        authors: desk.authors().shown(&state),
        ministries: desk.ministries().shown(&state),
        themes: desk.themes.iter().map(|theme| (theme.slug.clone(), name(&theme.name))).collect(),
        preview: preview(desk, about.chamber, &mut state),
        duplicates,
        kept: offer,
        kept_as: about.kept_as(),
        published: about.record.as_ref().is_some_and(|record| record.publication != Publication::Unpublished),
        draft: is_draft(about),
        code,
        state,
    };
    let body = StaffBody::QuestionForm(Box::new(page));
    desk.show(if status.is_success() { StatusCode::OK } else { status }, body).await
}

/// The deadline, were the question transmitted on the day in the form, or today.
fn preview(desk: &Desk, chamber: Chamber, state: &mut FormState) -> Option<DeadlinePreview> {
    let on = state.date("transmitted").ok().flatten().unwrap_or(desk.today);
    let preview = deadline_preview(&desk.calendar, chamber, on, &[])?;
    Some(DeadlinePreview { rule: preview.rule.clone(), deadline: preview.deadline })
}

fn name(json: &serde_json::Value) -> PerLocale<String> {
    serde_json::from_value(json.clone()).unwrap_or_default()
}
