//! Where a ministry prepares its answer.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    AnswerKind,
    access::{Act, Place},
    preparation::WorkState,
};
use jawab_service::work::{Begun, SeenWork, UseCaseError};
use jawab_store::{
    board::{self as rows, Owed},
    entity::{answer, ministry_work},
    read::{self, QuestionRecord},
    rules,
};
use jawab_ui::{
    form::{DO, ENTER, FormState, Problem},
    pages::{
        question::{QuestionPage, TextsShown},
        staff::answer::AnswerStep,
    },
    shell::staff::Flash,
};
use sea_orm::EntityTrait as _;

use self::page::{Forms, page};
use super::{
    Posted, SignedIn,
    board::Desk,
    sending::{begin, complain},
};
use crate::{error::AppError, web::view};

mod confirm;
mod fields;
pub mod judge;
mod page;
pub mod publish;

/// The question with its published answers, to be read beside one that is none yet.
async fn reading(signed: &SignedIn, record: &QuestionRecord) -> Result<QuestionPage, AppError> {
    let db = signed.app.database.reader();
    let mut public = record.clone();
    public.answers.retain(|answer| answer.published);
    let (calendar, directory) = (rules::calendar(db).await?, signed.directory().await?);
    let others = read::rows(db, signed.viewer(), &view::named_by(&public), Some(directory.known())).await?;
    Ok(view::question(&public, &others, &calendar, &directory, signed.app.clock.today(), TextsShown::All))
}

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

/// The page.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let open = Open::of(&signed).await?;
    page(&signed, StatusCode::OK, open, Forms::default()).await
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
    // Enter looks for what was typed into a search; else it keeps a draft, and asks for nothing.
    let typed = form.pairs().iter().any(|(name, value)| name.ends_with("-q") && !value.trim().is_empty());
    let entered = form.get(DO) == ENTER && (typed || step == AnswerStep::Transfer);
    let looks = form.get(DO).ends_with(":find") || entered;
    if posted.resumed || looks {
        return page(signed, StatusCode::OK, open, Forms::sent(step, form, false)).await;
    }
    let done = match step {
        AnswerStep::Assign => assign(signed, &open, &mut form).await,
        AnswerStep::Draft => draft(signed, &open, &mut form).await,
        AnswerStep::Clear | AnswerStep::Submit => move_on(signed, &open, &form, step).await,
        AnswerStep::Transfer => transfer(signed, &open, &mut form).await,
    };
    match done {
        Ok(true) => Ok(signed.done(&link(signed)?, said(step))),
        Ok(false) => page(signed, StatusCode::UNPROCESSABLE_ENTITY, open, Forms::sent(step, form, false)).await,
        Err(error) => {
            let status = complain(&mut form, error, |field| fields::named(step, field))?;
            // Whoever meets a conflict goes on from what is there now.
            let open = Open::of(signed).await?;
            page(signed, status, open, Forms::sent(step, form, status == StatusCode::CONFLICT && step == AnswerStep::Draft)).await
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
