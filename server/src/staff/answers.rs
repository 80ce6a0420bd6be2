//! Where a ministry prepares its answer.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    AnswerKind,
    access::{Act, Place},
    board::Lane,
    preparation::WorkState,
};
use jawab_service::work::{Begun, SeenWork, UseCaseError};
use jawab_store::{
    board::{self as rows, Filters, Owed},
    entity::{answer, ministry_work},
    read::{self, QuestionRecord},
    rules,
};
use jawab_ui::{
    form::{DO, FormState, Pick, Picker, Problem},
    pages::{
        question::TextsShown,
        staff::{
            AnswerPage, StaffBody,
            answer::{AnswerStep, Submitted},
            conflict::ConflictField,
        },
    },
    shell::staff::Flash,
};
use sea_orm::EntityTrait as _;

use super::{
    Posted, SignedIn,
    board::{Desk, tickets::Tickets},
    sending::{begin, complain, new_once},
};
use crate::{error::AppError, web::view};

mod fields;
pub mod judge;
pub mod publish;

/// Most other questions that are offered for the same answer.
const MOST_ALSO: u64 = 12;

/// A ministry's part of a question, as an agent of it has it open.
pub struct Open {
    desk: Desk,
    owed: Owed,
    record: QuestionRecord,
}

impl Open {
    /// What the address names, if it is of one of the agent's ministries.
    async fn of(signed: &SignedIn) -> Result<Self, AppError> {
        let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
        let desk = Desk::of(signed).await?;
        let ministry = desk.directory.ministries.find(signed.reader.param("ministry")?).ok_or(AppError::NotFound)?;
        let place = Place { chamber: None, ministries: &[ministry] };
        if !signed.actor().mandate.allows(Act::PrepareAnswer, place) {
            return Err(AppError::NotFound);
        }
        let id = read::by_code(db, signed.viewer(), signed.reader.param("code")?).await?.ok_or(AppError::NotFound)?;
        let owed = rows::one_part(db, signed.viewer(), today, id, ministry).await?.ok_or(AppError::NotFound)?;
        let record = read::one(db, signed.viewer(), id).await?.ok_or(AppError::NotFound)?;
        Ok(Self { desk, owed, record })
    }

    /// The answer that is being prepared, or was submitted, or published last of all.
    async fn prepared(&self, signed: &SignedIn) -> Result<Option<&read::Answer>, AppError> {
        let db = signed.app.database.reader();
        let key = (self.owed.question, self.owed.ministry);
        let work = ministry_work::Entity::find_by_id(key).one(db).await.map_err(jawab_store::StoreError::from)?;
        let id = work.and_then(|work| work.answer_id);
        Ok(self.record.answers.iter().find(|answer| Some(answer.id) == id))
    }

    const fn seen(&self, version: i64) -> SeenWork {
        SeenWork { question: self.owed.question, ministry: self.owed.ministry, version }
    }
}

/// The forms of the page, as they were sent or as they are filled.
#[derive(Default)]
struct Forms {
    draft: Option<FormState>,
    assign: FormState,
    transfer: FormState,
    conflict: bool,
}

/// The page.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let open = Open::of(&signed).await?;
    page(&signed, StatusCode::OK, open, Forms::default()).await
}

async fn page(signed: &SignedIn, status: StatusCode, open: Open, forms: Forms) -> Result<Response, AppError> {
    let (app, db, today) = (&signed.app, signed.app.database.reader(), signed.app.clock.today());
    let (directory, calendar) = (Arc::clone(&open.desk.directory), rules::calendar(db).await?);
    let prepared = open.prepared(signed).await?.cloned();
    let mut public = open.record.clone();
    public.answers.retain(|answer| answer.published);
    let others = read::load(db, signed.viewer(), &view::named_by(&public)).await?;
    let question = view::question(&public, &others, &calendar, &directory, today, TextsShown::All);
    let saved = fields::filled(prepared.as_ref().filter(|answer| !answer.published), &open.record, &others);
    let conflict = if forms.conflict { differences(signed, &saved, forms.draft.as_ref()) } else { Vec::new() };
    let draft = forms.draft.unwrap_or(saved);
    let mut assign = forms.assign;
    if assign.pairs().is_empty() {
        fields::fill_assign(&mut assign, &open.owed, &open.desk);
    }
    let also = also(signed, &open, &draft).await?;
    let ministries = fields::ministries(&directory, signed.locale(), &forms.transfer);
    let transfer_asked = rows::transfer_asked(db, open.owed.question, open.owed.ministry).await?;
    let submitted = prepared
        .filter(|answer| open.owed.state == WorkState::Submitted && !answer.published)
        .map(|answer| Submitted { kind: answer.kind, texts: answer.texts.iter().map(|(_, text)| text.clone()).collect() });
    let colleagues = open.desk.people();
    let tickets = Tickets { app, directory: &directory, calendar: Some(&calendar) };
    let body = AnswerPage {
        ticket: tickets.ticket(open.owed),
        question,
        draft,
        assign,
        transfer: forms.transfer,
        once: new_once(),
        also,
        ministries,
        colleagues,
        transfer_asked: transfer_asked.and_then(|(to, why)| Some((directory.ministries.linked(to)?, why))),
        submitted,
        conflict,
    };
    signed.show(status, StaffBody::Answer(Box::new(body))).await
}

/// The other questions that the answer may serve: those ticked, and those looked for among what the ministry owes.
async fn also(signed: &SignedIn, open: &Open, draft: &FormState) -> Result<Picker, AppError> {
    let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
    let typed = draft.get(&Picker::words_of("also")).trim().to_owned();
    let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    let number = typed.parse::<i32>().ok();
    let mut found = Vec::new();
    if !words.is_empty() {
        let words = if number.is_some() { Vec::new() } else { words };
        let filters = Filters { ministry: Some(open.owed.ministry), words, ..Filters::default() };
        let all = rows::parts(db, signed.viewer(), &filters, today, &Lane::OPEN, 0..5_000).await?;
        found = all.into_iter().filter(|part| number.is_none() || part.number.map(i32::from) == number).collect();
        found.truncate(usize::try_from(MOST_ALSO).unwrap_or(12));
    }
    let nothing_found = !typed.is_empty() && found.is_empty();
    for link in open.record.links.iter().filter(|link| link.kind == jawab_domain::question::LinkKind::GroupedWith) {
        found.extend(rows::one_part(db, signed.viewer(), today, link.question, open.owed.ministry).await?);
    }
    for code in draft.all("also").collect::<Vec<_>>() {
        if let Some(id) = read::by_code(db, signed.viewer(), code).await? {
            found.extend(rows::one_part(db, signed.viewer(), today, id, open.owed.ministry).await?);
        }
    }
    let mut picks: Vec<Pick> = Vec::new();
    for part in found.into_iter().filter(|part| part.question != open.owed.question && part.answered_on.is_none()) {
        if picks.iter().all(|pick| pick.value != part.code) {
            picks.push(fields::pick(part, signed.locale()));
        }
    }
    Ok(Picker { picks, nothing_found, ..Picker::default() })
}

/// The fields in which what is saved differs from what was typed.
fn differences(signed: &SignedIn, saved: &FormState, typed: Option<&FormState>) -> Vec<ConflictField> {
    let tr = jawab_ui::catalogue::Tr::new(signed.locale());
    let typed = typed.cloned().unwrap_or_default();
    let names = ["text", "minister"].into_iter().flat_map(|name| jawab_domain::Locale::ALL.iter().map(move |locale| (name, *locale)));
    let differing = names.filter_map(|(name, locale)| {
        let field = format!("{name}-{locale}");
        let theirs = saved.get(&field).to_owned();
        let label = if name == "text" { tr.t("answer-form-text") } else { tr.t("answer-form-minister") };
        let same = theirs.replace("\r\n", "\n").trim() == typed.get(&field).replace("\r\n", "\n").trim();
        (!same).then(|| ConflictField {
            label: format!("{label} ({})", tr.language(locale)),
            name: field,
            locale: Some(locale),
            theirs,
            chosen: None,
        })
    });
    let mut fields: Vec<ConflictField> = differing.collect();
    if fields.is_empty() {
        // Only the version differs: one's own text is shown to be sent again.
        let field = format!("text-{}", signed.locale());
        let theirs = saved.get(&field).to_owned();
        fields.push(ConflictField { label: tr.t("answer-form-text"), name: field, locale: Some(signed.locale()), theirs, chosen: None });
    }
    fields
}

/// Gives it to somebody.
pub async fn assigned(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Assign).await
}

/// Keeps what was written.
pub async fn drafted(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Draft).await
}

/// Agrees to it.
pub async fn cleared(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Clear).await
}

/// Hands it to the Chamber.
pub async fn submitted(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Submit).await
}

/// Asks for the question to go elsewhere.
pub async fn transfer_asked(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Transfer).await
}

async fn step(signed: &SignedIn, posted: Posted, step: AnswerStep) -> Result<Response, AppError> {
    let open = Open::of(signed).await?;
    let mut form = posted.form;
    let looks = form.get(DO).ends_with(":find");
    if posted.resumed || looks {
        return page(signed, StatusCode::OK, open, forms(step, form, false)).await;
    }
    let done = match step {
        AnswerStep::Assign => assign(signed, &open, &mut form).await,
        AnswerStep::Draft => draft(signed, &open, &mut form).await,
        AnswerStep::Clear | AnswerStep::Submit => move_on(signed, &open, &form, step).await,
        AnswerStep::Transfer => transfer(signed, &open, &mut form).await,
    };
    match done {
        Ok(true) => Ok(signed.done(&link(signed)?, said(step))),
        Ok(false) => page(signed, StatusCode::UNPROCESSABLE_ENTITY, open, forms(step, form, false)).await,
        Err(error) => {
            let status = complain(&mut form, error, |field| fields::named(step, field))?;
            // Whoever meets a conflict goes on from what is there now.
            let open = Open::of(signed).await?;
            page(signed, status, open, forms(step, form, status == StatusCode::CONFLICT && step == AnswerStep::Draft)).await
        }
    }
}

/// What is said of a step once it is done.
const fn said(step: AnswerStep) -> Flash {
    match step {
        AnswerStep::Assign => Flash::Assigned,
        AnswerStep::Draft => Flash::Saved,
        AnswerStep::Clear => Flash::Cleared,
        AnswerStep::Submit => Flash::Submitted,
        AnswerStep::Transfer => Flash::TransferAsked,
    }
}

fn link(signed: &SignedIn) -> Result<String, AppError> {
    let (code, ministry) = (signed.reader.param("code")?, signed.reader.param("ministry")?);
    Ok(jawab_ui::links::board::answer(signed.locale(), code, ministry))
}

fn forms(step: AnswerStep, form: FormState, conflict: bool) -> Forms {
    match step {
        AnswerStep::Assign => Forms { assign: form, ..Forms::default() },
        AnswerStep::Transfer => Forms { transfer: form, ..Forms::default() },
        AnswerStep::Draft => Forms { draft: Some(form), conflict, ..Forms::default() },
        // Nothing was typed: only what is wrong is carried over.
        AnswerStep::Clear | AnswerStep::Submit => {
            let mut refused = FormState::default();
            for (field, problem) in form.problems() {
                refused.complain(field.clone(), *problem);
            }
            Forms { assign: refused, ..Forms::default() }
        }
    }
}

fn version(form: &FormState) -> i64 {
    form.get("version").parse().unwrap_or(-1)
}

async fn assign(signed: &SignedIn, open: &Open, form: &mut FormState) -> Result<bool, UseCaseError> {
    let person = open.desk.person(form.get("assigned"));
    if person.is_none() {
        form.complain("assigned", if form.get("assigned").is_empty() { Problem::Missing } else { Problem::NotOnOffer });
    }
    let by = form.date("internal").unwrap_or_else(|problem| {
        form.complain("internal", problem);
        None
    });
    if !form.is_sound() {
        return Ok(false);
    }
    if let Begun::New(mut turn) = begin(signed, form).await? {
        turn.assign(&[open.seen(version(form))], person, by).await?;
        turn.commit().await?;
    }
    Ok(true)
}

async fn draft(signed: &SignedIn, open: &Open, form: &mut FormState) -> Result<bool, UseCaseError> {
    let Some(input) = fields::input(signed, &open.record, form).await? else { return Ok(false) };
    if let Begun::New(mut turn) = begin(signed, form).await? {
        turn.draft_answer(open.seen(version(form)), &input).await?;
        turn.commit().await?;
    }
    Ok(true)
}

async fn move_on(signed: &SignedIn, open: &Open, form: &FormState, step: AnswerStep) -> Result<bool, UseCaseError> {
    if let Begun::New(mut turn) = begin(signed, form).await? {
        let seen = open.seen(version(form));
        if step == AnswerStep::Submit {
            turn.submit_answer(seen).await?
        } else {
            turn.clear_answer(seen).await?
        };
        turn.commit().await?;
    }
    Ok(true)
}

async fn transfer(signed: &SignedIn, open: &Open, form: &mut FormState) -> Result<bool, UseCaseError> {
    let to = fields::ministry(&open.desk.directory, form);
    if form.filled("reason").is_none() {
        form.complain("reason", Problem::Missing);
    }
    let Some(to) = to.filter(|_| form.is_sound()) else { return Ok(false) };
    if let Begun::New(mut turn) = begin(signed, form).await? {
        turn.ask_transfer(open.owed.question, open.owed.ministry, to, form.get("reason")).await?;
        turn.commit().await?;
    }
    Ok(true)
}

/// Whether an answer is still to be judged.
pub(super) fn is_submitted(answer: &answer::Model, state: WorkState) -> bool {
    state == WorkState::Submitted && answer.published_at.is_none() && answer.kind != AnswerKind::Correction.code()
}
