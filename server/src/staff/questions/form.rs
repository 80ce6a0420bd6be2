//! The form of a question: a new one, and one that is there.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Chamber, Locale, PerLocale, Publication, Status, TextRole, lifecycle::Refusal};
use jawab_service::work::{Begun, Foreseen, Kept, QuestionInput, Seen, UseCaseError, deadline_preview};
use jawab_store::{kept_form::Name, read::QuestionRecord};
use jawab_ui::{
    form::{DO, ENTER, FormState, Post, Problem, WAS},
    links,
    pages::staff::{
        QuestionFormPage, StaffBody,
        confirm::{ACT, BACK},
        conflict::{BOTH, THEIRS},
        kept::{FORM, KEEP, Kept as Offer},
        question_form::{CHECK, DeadlinePreview, GROUPS, LOOK},
    },
    shell::staff::Flash,
};

use super::{
    Desk,
    acts::{self, Asked},
    conflict, duplicates,
    input::{Read, role_of},
    say, status_of, version,
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, kept},
};

/// Which question a form is about.
struct About {
    chamber: Chamber,
    record: Option<QuestionRecord>,
    version: Option<i64>,
    /// The name under which the form is kept.
    kept_as: Name,
}

impl About {
    /// A new question, whose form is kept under the name that it was sent with.
    fn new(desk: &Desk, state: &FormState) -> Result<Self, AppError> {
        let kept_as = match state.filled(FORM) {
            Some(said) => kept::name_of_new(said)?,
            None => kept::new_name(),
        };
        Ok(Self { chamber: desk.chamber()?, record: None, version: None, kept_as })
    }
}

/// An empty form, or what was kept of it.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let mut state = FormState::from_pairs([("role-ar", "original"), ("role-fr", "original")]);
    if let Some(ordinal) = desk.legislature().await? {
        state.set("legislature", ordinal.to_string());
    }
    state.set_date("deposited", desk.today);
    let about = About::new(&desk, &state)?;
    let found = kept::latest_new(&desk.signed).await?;
    offer(&desk, about, state, found).await
}

/// The form of a question as it is, or what was kept of it.
pub async fn filled(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let (about, input) = load(&desk).await?;
    let mut state = desk.fill(&input);
    state.set(WAS, conflict::PARTS.print(&state));
    let found = Some(about.kept_as.clone());
    offer(&desk, about, state, found).await
}

/// Shows a form that nobody sent yet, and offers what was kept; with the name of that in `?kept=`, shows it.
async fn offer(desk: &Desk, about: About, state: FormState, found: Option<Name>) -> Result<Response, AppError> {
    let asked = desk.signed.reader.value("kept");
    let taken_up = !asked.is_empty();
    let name = if taken_up && about.record.is_none() { Some(kept::name_of_new(&asked)?) } else { found };
    let found = match &name {
        Some(name) => kept::find(&desk.signed, name).await?,
        None => None,
    };
    match found.zip(name) {
        Some(((kept, _), kept_as)) if taken_up => {
            let about = About { version: kept.based_on.or(about.version), kept_as, ..about };
            let state = kept::filled(&desk.signed, &about.kept_as, kept);
            show(desk, &about, state, None).await
        }
        found => show(desk, &about, state, found.map(|((_, offer), _)| offer)).await,
    }
}

async fn load(desk: &Desk) -> Result<(About, QuestionInput), AppError> {
    let record = desk.question().await?;
    let (input, version) = desk.app().work().question_input(desk.signed.actor(), record.id).await?;
    let kept_as = Name::Question(record.code.clone());
    Ok((About { chamber: record.chamber, version: Some(version), record: Some(record), kept_as }, input))
}

/// Logs a question; deposits it, or deposits and transmits it, where the button for that was pressed.
pub async fn log(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let mut state = posted.form;
    let about = About::new(&desk, &state)?;
    if posted.resumed || only_changed(&desk, &mut state, true) {
        return again(&desk, &about, state).await;
    }
    if state.get(DO) == KEEP {
        if !kept::keep_form(&desk.signed, &about.kept_as, &state).await? {
            return again(&desk, &about, state).await;
        }
        return Ok(desk.signed.done(&links::staff::new_question(desk.signed.locale()), Flash::Kept));
    }
    let read = desk.read(&mut state, about.chamber, None);
    act(&desk, &about, state, read, None).await
}

/// Changes a question.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let (mut about, before) = load(&desk).await?;
    let mut state = posted.form;
    let current = about.version;
    about.version = Some(version(&state)?);
    if state.get(DO) == THEIRS {
        conflict::PARTS.give_up(&desk.fill(&before), &mut state);
        return again(&desk, &about, state).await;
    }
    state.clear(BOTH);
    if posted.resumed || only_changed(&desk, &mut state, is_draft(&about)) {
        return again(&desk, &about, state).await;
    }
    if state.get(DO) == KEEP {
        if !kept::keep_form(&desk.signed, &about.kept_as, &state).await? {
            return again(&desk, &about, state).await;
        }
        return Ok(desk.signed.done(&desk.signed.reader.path_and_query, Flash::Kept));
    }
    let read = desk.read(&mut state, about.chamber, Some(before.clone()));
    if !is_draft(&about) && before.deposited_on.is_some() && read.input.deposited_on.is_none() {
        state.complain("deposited", Problem::Missing);
    }
    act(&desk, &about, state, read, Some((current.unwrap_or_default(), &before))).await
}

/// Does what a form was sent for, or asks whether that is meant. `saved` is the question as it is now, where it is there.
async fn act(
    desk: &Desk,
    about: &About,
    mut state: FormState,
    read: Read,
    saved: Option<(i64, &QuestionInput)>,
) -> Result<Response, AppError> {
    let asked = Asked::of(&state, is_draft(about));
    let made = if state.is_sound() { acts::made_before(desk, &mut state, &read).await? } else { None };
    if let Some(made) = made {
        return Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &made.code), Flash::Saved));
    }
    let mut foreseen = None;
    if state.is_sound() {
        match acts::foresee(desk, &mut state, asked, &read, about.record.as_ref()).await {
            Ok(found) => foreseen = found,
            Err(error) => say(&mut state, error, |field| read.field(field))?,
        }
    }
    if !state.is_sound() {
        return again(desk, about, state).await;
    }
    let seen = about.record.as_ref().zip(about.version).map(|(record, version)| Seen { question: record.id, version });
    let changed = saved.filter(|(current, _)| seen.is_some_and(|seen| seen.version != *current));
    if let Some(foreseen) = foreseen.filter(|of| changed.is_none() && acts::wants_confirmation(asked, Some(of))) {
        kept::again(&desk.signed, &about.kept_as, &state).await?;
        let post = Post { action: action(desk, about), version: about.version, ..Post::default() };
        return acts::confirm(desk, state, asked, &read, foreseen, (about.record.as_ref(), post)).await;
    }
    match carry_out(desk, about, &state, &read, seen, (asked, foreseen)).await {
        Ok((kept, flash)) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &kept.code), flash)),
        Err(UseCaseError::Conflict { .. }) => {
            let ((current, saved), record) = saved.zip(about.record.as_ref()).ok_or(AppError::Conflict)?;
            state.clear(ACT);
            kept::again(&desk.signed, &about.kept_as, &state).await?;
            conflict::show(desk, record, current, saved, state).await
        }
        Err(UseCaseError::Refused(Refusal::TooEarly(day))) => {
            state.complain("transmitted", Problem::BeforeDeposit(day));
            again(desk, about, state).await
        }
        Err(error) => {
            say(&mut state, error, |field| read.field(field))?;
            again(desk, about, state).await
        }
    }
}

fn is_draft(about: &About) -> bool {
    about.record.as_ref().is_none_or(|record| record.status == Status::Draft)
}

/// Whether what was pressed changes the form, or shows more, and sends nothing. The Enter key saves a draft, and only shows the form of
/// what is more than a draft.
fn only_changed(desk: &Desk, state: &mut FormState, draft: bool) -> bool {
    let asked = desk.authors(state).was_asked(state) | desk.ministries().was_asked(state);
    let entered = state.get(DO) == ENTER && !draft;
    asked || entered || state.rearrange(&GROUPS) || [CHECK, LOOK, BACK].contains(&state.get(DO))
}

/// One change, once: the question, and what is done with it. What was kept of its form is forgotten with that.
async fn carry_out(
    desk: &Desk,
    about: &About,
    state: &FormState,
    read: &Read,
    seen: Option<Seen>,
    (asked, foreseen): (Asked, Option<Foreseen>),
) -> Result<(Kept, Flash), UseCaseError> {
    let once = acts::sending(desk, state, read).await?;
    let mut turn = match desk.app().work().begin_once(desk.signed.actor(), once).await? {
        Begun::New(turn) => turn,
        Begun::Done(kept) => {
            kept::forget(desk.app().database.writer(), &desk.signed, &about.kept_as, state).await?;
            return Ok((serde_json::from_value(kept)?, Flash::Saved));
        }
    };
    let kept = match seen {
        None => turn.log(read.input.clone()).await?,
        Some(seen) => turn.edit(seen, read.input.clone(), state.filled("reason")).await?,
    };
    let (kept, flash) = acts::carry_out(&mut turn, desk, kept, asked, read, foreseen).await?;
    kept::forget(turn.db(), &desk.signed, &about.kept_as, state).await?;
    turn.commit_with(&kept).await?;
    Ok((kept, flash))
}

fn action(desk: &Desk, about: &About) -> String {
    let locale = desk.signed.locale();
    match &about.record {
        None => links::staff::new_question(locale),
        Some(record) => links::staff::question_step(locale, &record.code, "edit"),
    }
}

/// Shows a form again that was sent and saved nothing. It is kept, so that leaving it loses nothing.
async fn again(desk: &Desk, about: &About, state: FormState) -> Result<Response, AppError> {
    let offer = if state.get(DO) == LOOK {
        kept::still_offered(&desk.signed, &about.kept_as, &state).await?
    } else {
        kept::again(&desk.signed, &about.kept_as, &state).await?
    };
    show(desk, about, state, offer).await
}

async fn show(desk: &Desk, about: &About, mut state: FormState, offer: Option<Offer>) -> Result<Response, AppError> {
    let code = about.record.as_ref().map(|record| record.code.clone());
    let status = status_of(&state);
    state.clear(ACT);
    let duplicates = if [CHECK, LOOK].contains(&state.get(DO)) || about.record.is_none() {
        duplicates::find(desk, &state, about.record.as_ref().map(|record| record.id)).await
    } else {
        Vec::new()
    };
    let page = QuestionFormPage {
        post: Post { action: action(desk, about), once: acts::code(&state), version: about.version, files: false },
        authors: desk.authors(&state).shown(&state),
        ministries: desk.ministries().shown(&state),
        themes: desk.themes.iter().map(|theme| (theme.slug.clone(), name(&theme.name))).collect(),
        roles: about.record.as_ref().map(roles).unwrap_or_default(),
        preview: preview(desk, about.chamber, &mut state),
        next_number: if is_draft(about) { desk.next_number(about.chamber, &state).await? } else { None },
        duplicates,
        kept_as: kept::kept_as(&desk.signed, &about.kept_as, &state, offer.as_ref(), true),
        kept: offer,
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

/// What the texts of a question are, as the form shows it.
fn roles(record: &QuestionRecord) -> PerLocale<TextRole> {
    let of = |locale: &Locale| Some((*locale, role_of(*locale, &record.text, &record.subject, |text| text.role)?));
    Locale::ALL.iter().filter_map(of).collect()
}

fn name(json: &serde_json::Value) -> PerLocale<String> {
    serde_json::from_value(json.clone()).unwrap_or_default()
}
