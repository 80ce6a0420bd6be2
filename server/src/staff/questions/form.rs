//! The form of a question: a new one, and one that is there.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Chamber, Locale, PerLocale, Publication, Status, TextRole, field::FieldName, lifecycle::Refusal, validation::Problem};
use jawab_service::use_cases::{ExpectedVersion, QuestionInput, UseCaseError, deadline_preview};
use jawab_store::{form_drafts::Name, read::QuestionRecord};
use jawab_ui::{
    form::{ACTION, ENTER, FormProblem, FormState, ORIGINAL, Post, VERSION},
    links,
    pages::staff::{
        QuestionFormPage, StaffBody,
        confirm::{ACT, BACK},
        conflict::{BOTH, THEIRS},
        form_drafts::{FORM, FormDraftOffer, KEEP},
        question_form::{CHECK, DeadlinePreview, GROUPS, LOOK, Referral},
    },
    shell::staff::Flash,
};

use super::{
    Desk,
    acts::{self, Asked},
    add_errors, conflict, drafted, duplicates, edits,
    input::{Read, role_of},
    save, status_of, version,
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, form_drafts},
};

/// Which question a form is about.
struct About {
    chamber: Chamber,
    record: Option<QuestionRecord>,
    version: Option<i64>,
    /// The form, as drafts of it are saved.
    draft_context: form_drafts::Form,
    /// The ministries of a transmitted question, which the form shows and does not change.
    referred: Option<Vec<String>>,
}

impl About {
    /// A new question, whose drafts are saved under the name that its form was sent with, and begins as `blank`.
    fn new(desk: &Desk, state: &FormState, blank: &FormState) -> Result<Self, AppError> {
        let name = match state.filled(FORM) {
            Some(said) => form_drafts::parse_new_question_name(said)?,
            None => form_drafts::new_question_name(),
        };
        Ok(Self {
            chamber: desk.chamber()?,
            record: None,
            version: None,
            draft_context: form_drafts::Form::new(name, blank),
            referred: None,
        })
    }
}

/// An empty form, or a draft of it.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let Some(rendering) = drafted::rendering(&desk) else { return Ok(drafted::to_own_address(&desk)) };
    let state = begun(&desk).await?;
    let mut about = About::new(&desk, &state, &state)?;
    let (mut state, offer) = with_resumed_draft(&desk, &mut about, state).await?;
    // A draft that is resumed is known by the address too.
    drafted::name(&desk, &rendering, &mut state).await?;
    show(&desk, &about, state, (offer, None)).await
}

/// The form of a new question as it begins.
async fn begun(desk: &Desk) -> Result<FormState, AppError> {
    let role = |locale: &Locale| (FieldName::Role.in_language(*locale).form(), TextRole::Original.code());
    let mut state = FormState::from_pairs(Locale::ALL.iter().map(role));
    if let Some(ordinal) = desk.legislature().await? {
        state.set(FieldName::Legislature.form(), ordinal.to_string());
    }
    state.set_date(FieldName::DepositedOn.form(), desk.today);
    Ok(state)
}

/// The form of a question as it is, or a draft of it.
pub async fn filled(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let (mut about, input) = load(&desk).await?;
    let mut state = desk.fill(&input);
    state.set(ORIGINAL, conflict::PARTS.fingerprint(&state));
    let (state, offer) = with_resumed_draft(&desk, &mut about, state).await?;
    show(&desk, &about, state, (offer, None)).await
}

/// A form that nobody sent yet, or the draft of it that is resumed; and the other drafts that are offered above it.
async fn with_resumed_draft(desk: &Desk, about: &mut About, state: FormState) -> Result<(FormState, FormDraftOffer), AppError> {
    let (resumed, offer) = form_drafts::resume_and_offer(&desk.signed, &about.draft_context).await?;
    let Some((name, saved)) = resumed else { return Ok((state, offer)) };
    about.version = saved.get(VERSION).parse().ok().or(about.version);
    about.draft_context.name = name;
    Ok((saved, offer))
}

async fn load(desk: &Desk) -> Result<(About, QuestionInput), AppError> {
    let record = desk.question().await?;
    let (input, version) = desk.app().use_cases().question_input(desk.signed.actor(), record.id).await?;
    let saved = desk.fill(&input);
    let referred =
        (referral(Some(&record)) != Referral::Intended).then(|| saved.all(FieldName::Ministries.form()).map(str::to_owned).collect());
    let draft_context = form_drafts::Form::new(Name::Question(record.code.clone()), &saved);
    Ok((About { chamber: record.chamber, version: Some(version), record: Some(record), draft_context, referred }, input))
}

/// Logs a question; deposits it, or deposits and transmits it, where the button for that was pressed.
pub async fn log(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let mut state = posted.form;
    let about = About::new(&desk, &state, &begun(&desk).await?)?;
    if posted.resumed || only_changed(&desk, &mut state, true) {
        return again(&desk, &about, state).await;
    }
    if state.get(ACTION) == KEEP {
        return keep(&desk, &about, state).await;
    }
    let read = desk.read(&mut state, about.chamber, None);
    if let Some(answer) = drafted::answer(&desk, &about.draft_context, &mut state, &read).await? {
        return Ok(answer);
    }
    act(&desk, &about, state, read, None).await
}

/// Changes a question.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let (mut about, before) = load(&desk).await?;
    let mut state = posted.form;
    let current = about.version;
    about.version = Some(version(&state)?);
    if state.get(ACTION) == THEIRS {
        let saved = desk.fill(&before);
        conflict::PARTS.take_theirs(&saved, &mut state);
        let offer = form_drafts::save_and_offer(&desk.signed, &about.draft_context, &state).await?;
        let unsaved = conflict::differing(&desk, &saved, &state);
        return show(&desk, &about, state, (offer, Some(unsaved))).await;
    }
    state.clear(BOTH);
    if posted.resumed || only_changed(&desk, &mut state, is_draft(&about)) {
        return again(&desk, &about, state).await;
    }
    if state.get(ACTION) == KEEP {
        return keep(&desk, &about, state).await;
    }
    let read = desk.read(&mut state, about.chamber, Some(before.clone()));
    if !is_draft(&about) && before.deposited_on.is_some() && read.input.deposited_on.is_none() {
        state.add_problem(FieldName::DepositedOn.form(), Problem::Missing);
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
    let key = match acts::act_idempotency_key(desk, &state, &read).await {
        Err(error) if !matches!(error, UseCaseError::NoKey) => return Err(error.into()),
        key => key,
    };
    if state.is_valid()
        && let Ok(key) = &key
        && let Some(made) = acts::made_before(desk, &mut state, key).await?
    {
        return Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &made.code), Flash::Saved));
    }
    if state.problem("").is_some() {
        return again(desk, about, state).await;
    }
    let deposit_preview = match acts::preview_deposit(desk, &mut state, asked, &read, about.record.as_ref()).await {
        Ok(found) => found,
        Err(error) => {
            add_errors(&mut state, error, |field| read.field(field).form())?;
            None
        }
    };
    let expected = about.record.as_ref().zip(about.version).map(|(record, version)| ExpectedVersion { question: record.id, version });
    let changed = saved.is_some_and(|(current, _)| expected.is_some_and(|expected| expected.version != current));
    let closed = acts::closes(desk, asked, &read, about.record.as_ref()).await?;
    let wants = acts::wants_confirmation(asked, deposit_preview.as_ref(), about.record.as_ref());
    let asks = !changed && (wants || (closed.is_some() && !asked.confirmed));
    let sound = state.is_valid();
    let done = match key {
        Ok(key) if sound && !asks => {
            save::carry_out(desk, key, &about.draft_context.name, &state, &read, expected, (asked, deposit_preview)).await.map(Some)
        }
        Err(error) if sound && !asks => Err(error),
        _ => save::rehearse(desk, &state, &read, expected, (asked, deposit_preview)).await.map(|()| None),
    };
    match done {
        Ok(Some((saved, flash))) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &saved.code), flash)),
        Ok(None) if sound => {
            form_drafts::save_and_offer(&desk.signed, &about.draft_context, &state).await?;
            let post = Post { action: action(desk, about), version: about.version, ..Post::default() };
            let edit = match (asked.act, about.record.as_ref().zip(saved)) {
                (acts::Act::Save, Some((record, (_, saved)))) => edits::says(desk, record, saved, &read.input, closed),
                _ => Vec::new(),
            };
            acts::confirm(desk, state, asked, &read, (deposit_preview, edit), (about.record.as_ref(), post)).await
        }
        Ok(None) => again(desk, about, state).await,
        Err(UseCaseError::Conflict { .. }) if !sound => again(desk, about, state).await,
        Err(UseCaseError::Conflict { .. }) => {
            let ((current, saved), record) = saved.zip(about.record.as_ref()).ok_or(AppError::Conflict)?;
            state.clear(ACT);
            form_drafts::save_and_offer(&desk.signed, &about.draft_context, &state).await?;
            conflict::show(desk, record, current, saved, state).await
        }
        Err(UseCaseError::Refused(Refusal::TooEarly(day))) => {
            state.add_problem(FieldName::TransmittedOn.form(), FormProblem::BeforeDeposit(day));
            again(desk, about, state).await
        }
        Err(error) => {
            add_errors(&mut state, error, |field| read.field(field).form())?;
            again(desk, about, state).await
        }
    }
}

/// How the ministries of a question can be changed.
fn referral(record: Option<&QuestionRecord>) -> Referral {
    match record {
        Some(record) if record.status == Status::Transmitted => Referral::Open,
        Some(record) if record.transmitted_on.is_some() || record.status > Status::Deposited => Referral::Over,
        _ => Referral::Intended,
    }
}

fn is_draft(about: &About) -> bool {
    about.record.as_ref().is_none_or(|record| record.status == Status::Draft)
}

/// Whether what was pressed changes the form, or shows more, and sends nothing. The Enter key saves a draft, and only shows the form of
/// what is more than a draft.
fn only_changed(desk: &Desk, state: &mut FormState, draft: bool) -> bool {
    let asked = desk.authors(state).was_asked(state) | desk.ministries().was_asked(state);
    let entered = state.get(ACTION) == ENTER && !draft;
    asked || entered || state.rearrange(&GROUPS) || [CHECK, LOOK, BACK].contains(&state.get(ACTION))
}

fn action(desk: &Desk, about: &About) -> String {
    let locale = desk.signed.locale();
    match &about.record {
        None => links::staff::new_question(locale),
        Some(record) => links::staff::question_step(locale, &record.code, "edit"),
    }
}

/// Keeps a form by its button, to go on later.
async fn keep(desk: &Desk, about: &About, state: FormState) -> Result<Response, AppError> {
    match form_drafts::save_by_button(&desk.signed, &about.draft_context, &state).await? {
        Some(flash) => Ok(desk.signed.done(&action(desk, about), flash)),
        None => again(desk, about, state).await,
    }
}

/// Shows a form again that was sent and saved nothing. It is saved as a draft, so that leaving it loses nothing.
async fn again(desk: &Desk, about: &About, state: FormState) -> Result<Response, AppError> {
    let offer = if state.get(ACTION) == LOOK {
        form_drafts::offer_others(&desk.signed, &about.draft_context, &state).await?
    } else {
        form_drafts::save_and_offer(&desk.signed, &about.draft_context, &state).await?
    };
    show(desk, about, state, (offer, None)).await
}

/// `unsaved`: the fields that differ from what is saved, where that was chosen over what both had changed.
async fn show(
    desk: &Desk,
    about: &About,
    mut state: FormState,
    (offer, unsaved): (FormDraftOffer, Option<Vec<String>>),
) -> Result<Response, AppError> {
    let code = about.record.as_ref().map(|record| record.code.clone());
    let status = status_of(&state);
    state.clear(ACT);
    if let Some(referred) = &about.referred {
        state.clear(FieldName::Ministries.form());
        referred.iter().for_each(|slug| state.add(FieldName::Ministries.form(), slug.clone()));
    }
    let duplicates = if [CHECK, LOOK].contains(&state.get(ACTION)) || about.record.is_none() {
        duplicates::find(desk, &state, about.record.as_ref().map(|record| record.id)).await
    } else {
        Vec::new()
    };
    let page = QuestionFormPage {
        post: Post { action: action(desk, about), idempotency_key: acts::code(&state), version: about.version, files: false },
        authors: desk.authors(&state).shown(&state),
        ministries: desk.ministries().shown(&state),
        themes: desk.themes.iter().map(|theme| (theme.slug.clone(), name(&theme.name))).collect(),
        roles: about.record.as_ref().map(roles).unwrap_or_default(),
        preview: preview(desk, about.chamber, &state),
        next_number: if is_draft(about) { desk.next_number(about.chamber, &state).await? } else { None },
        duplicates,
        draft_context: form_drafts::draft_context(&desk.signed, &about.draft_context, &state, true),
        draft_offer: offer,
        unsaved,
        referral: referral(about.record.as_ref()),
        published: about.record.as_ref().is_some_and(|record| record.publication != Publication::Unpublished),
        public: about.record.as_ref().is_some_and(|record| record.publication == Publication::Published),
        draft: is_draft(about),
        code,
        state,
    };
    let body = StaffBody::QuestionForm(Box::new(page));
    desk.show(if status.is_success() { StatusCode::OK } else { status }, body).await
}

/// The deadline, were the question transmitted on the day in the form, or today; none where what is in the form is no day.
fn preview(desk: &Desk, chamber: Chamber, state: &FormState) -> Option<DeadlinePreview> {
    let on = state.date(FieldName::TransmittedOn.form()).ok()?.unwrap_or(desk.today);
    let preview = deadline_preview(&desk.reference_data.calendar, chamber, on, &[])?;
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
