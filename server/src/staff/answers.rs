//! Where a ministry prepares its answer.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    access::{Act, Place},
    preparation::WorkState,
};
use jawab_service::work::{FieldError, Problem as Fault, SeenWork, UseCaseError};
use jawab_store::{
    board::{self as rows, Owed},
    kept_form::Name,
    read::{self, QuestionRecord},
    rules, works,
};
use jawab_ui::{
    form::{DO, ENTER, FormState, Problem, WAS},
    pages::{
        question::{QuestionPage, TextsShown},
        staff::{
            answer::AnswerStep,
            confirm::BACK,
            conflict::{BOTH, THEIRS},
            kept::{BY, FORM, Offer, SAVED},
        },
    },
    shell::staff::Flash,
};

use self::page::page;
use super::{
    Posted, SignedIn,
    board::Desk,
    kept,
    questions::too_early,
    sending::{complain, done_before},
};
use crate::{error::AppError, web::view};

mod carry_out;
mod confirm;
mod conflict;
mod fields;
pub mod hand_over;
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
    /// The name under which its form is kept.
    name: Name,
}

impl Open {
    /// What the address names, if it is of one of the agent's ministries. Of a question that left the ministry no more is said than of one
    /// that was never there.
    async fn of(signed: &SignedIn) -> Result<Self, AppError> {
        Self::at(signed, signed.reader.param("code")?, signed.reader.param("ministry")?).await
    }

    /// The same of a question and a ministry, as addresses name them.
    async fn at(signed: &SignedIn, code: &str, slug: &str) -> Result<Self, AppError> {
        let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
        let desk = Desk::of(signed).await?;
        let ministry = desk.directory.ministries.find(slug).ok_or(AppError::NoPart)?;
        let place = Place { chamber: None, ministries: &[ministry] };
        if !signed.actor().mandate.allows(Act::PrepareAnswer, place) {
            return Err(AppError::NoPart);
        }
        let id = read::by_code(db, signed.viewer(), code).await?.ok_or(AppError::NoPart)?;
        let owed = rows::one_part(db, signed.viewer(), today, id, ministry).await?.ok_or(AppError::NoPart)?;
        let record = read::one(db, signed.viewer(), id).await?.ok_or(AppError::NoPart)?;
        let name = Name::Answer { question: record.code.clone(), ministry: slug.to_owned() };
        Ok(Self { desk, owed, record, name })
    }

    /// The answer that is being prepared, or was submitted, or published last of all.
    async fn prepared(&self, signed: &SignedIn) -> Result<Option<&read::Answer>, AppError> {
        let db = signed.app.database.reader();
        let work = works::of(db, self.owed.question, self.owed.ministry).await?;
        let id = work.and_then(|work| work.answer_id);
        Ok(self.record.answers.iter().find(|answer| Some(answer.id) == id))
    }

    /// The form as it is kept: the answer that is being prepared, and whom it is given to.
    async fn kept(&self, signed: &SignedIn) -> Result<FormState, AppError> {
        let answer = self.prepared(signed).await?.filter(|answer| !answer.published);
        let also = answer.map(|answer| answer.questions.as_slice()).unwrap_or_default();
        let others = read::rows(signed.app.database.reader(), signed.viewer(), also, Some(self.desk.directory.known())).await?;
        let mut form = fields::filled(answer, &self.record, &others);
        fields::fill_assign(&mut form, &self.owed, &self.desk);
        Ok(form)
    }

    /// How the form is kept; `saved` is the form as the answer is.
    fn form(&self, saved: &FormState) -> kept::Form {
        kept::Form::new(self.name.clone(), saved)
    }

    const fn seen(&self, version: i64) -> SeenWork {
        SeenWork { question: self.owed.question, ministry: self.owed.ministry, version }
    }
}

/// Lets only those go on who prepare the ministry's answer to a question.
///
/// # Errors
/// As for the page of the answer.
pub(super) async fn admit(signed: &SignedIn, code: &str, ministry: &str) -> Result<(), AppError> {
    Open::at(signed, code, ministry).await.map(drop)
}

/// The page.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let open = Open::of(&signed).await?;
    page::asked_for(&signed, open).await
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
    let kept = open.kept(signed).await?;
    if form.get(DO) == THEIRS {
        conflict::give_up(&kept, &mut form);
        return page::given_up(signed, open, form).await;
    }
    let differs = fields::differs(&form, &kept);
    // Enter looks for what was typed into a search; else it keeps what was written, and does nothing else.
    let entered = form.get(DO) == ENTER;
    let searches = form.pairs().iter().any(|(name, value)| name.ends_with("-q") && !value.trim().is_empty());
    let back = form.get(DO) == BACK;
    let looks = form.get(DO).ends_with(":find") || entered && searches || back;
    if posted.resumed || looks {
        form.clear(hand_over::SHOWN);
        return again(signed, StatusCode::OK, open, form).await;
    }
    let as_kept = step == AnswerStep::Draft && (form.filled(BOTH).is_some() || open.owed.state == WorkState::Cleared);
    if (entered || as_kept) && !differs {
        // It is kept already, perhaps by the same key pressed before, or was made the same as a colleague’s: the page goes on from there.
        // Kept once more, it would lose the ministry’s agreement to it.
        if let Some((left, offer)) = beside(signed, &open, &kept, &form, AnswerStep::Draft).await? {
            return page(signed, StatusCode::OK, open, Some(left), offer).await;
        }
        kept::forget(signed.app.database.writer(), signed, &open.name, &form).await?;
        let offer = kept::still_offered(signed, &open.form(&kept), &form).await?;
        return page(signed, StatusCode::OK, open, None, offer).await;
    }
    let step = if entered { AnswerStep::Draft } else { step };
    // What was changed since the ministry agreed to it is only saved: nothing of that is to be confirmed, nor is what was done already.
    if step == AnswerStep::Submit && !differs && done_before(signed, &form).await?.is_none() {
        let prepared = open.prepared(signed).await?;
        match hand_over::asks(signed, &open, prepared, &mut form).await {
            Ok(Some(page)) => {
                // What was typed for another step is lost to nobody who leaves here.
                kept::again(signed, &open.form(&kept), &form).await?;
                return hand_over::ask(signed, page).await;
            }
            Ok(None) => {}
            Err(error) => return refused(signed, form, step, error).await,
        }
    }
    match carry_out::carry_out(signed, &open, &mut form, step, differs).await {
        Ok(Some(flash)) => lead_on(signed, &form, step, flash).await,
        Ok(None) => again(signed, StatusCode::UNPROCESSABLE_ENTITY, open, form).await,
        Err(error) => refused(signed, form, step, error).await,
    }
}

/// Shows a form again that was sent and saved nothing. It is kept, so that leaving it loses nothing.
async fn again(signed: &SignedIn, status: StatusCode, open: Open, form: FormState) -> Result<Response, AppError> {
    let saved = open.kept(signed).await?;
    let offer = kept::again(signed, &open.form(&saved), &form).await?;
    page(signed, status, open, Some(form), offer).await
}

/// Shows the page again after a step that was refused, as it is now. Where the question left the ministry meanwhile, that is said instead.
async fn refused(signed: &SignedIn, mut form: FormState, step: AnswerStep, error: UseCaseError) -> Result<Response, AppError> {
    let open = Open::of(signed).await?;
    let status = match error {
        UseCaseError::Conflict { .. } => return page::changed(signed, open, form).await,
        UseCaseError::Invalid(faults) => {
            explain(signed, &open, &mut form, &faults).await?;
            complain(&mut form, UseCaseError::Invalid(faults), |field| fields::named(step, field))?
        }
        error => complain(&mut form, error, |field| fields::named(step, field))?,
    };
    again(signed, status, open, form).await
}

/// Says what a fault alone does not: what happened on the day that the answer’s precedes, and which other question is answered apart.
async fn explain(signed: &SignedIn, open: &Open, form: &mut FormState, faults: &[FieldError]) -> Result<(), AppError> {
    for FieldError { field, problem } in faults {
        match (problem, field.split_once('.')) {
            (Fault::TooEarly(day), None) if field == "answered_on" => form.complain("answered", too_early(&open.record, *day)),
            (Fault::Exists, Some(("also", n))) => {
                let code = n.parse().ok().and_then(|n| form.all("also").nth(n)).unwrap_or_default();
                if let Some(question) = conflict::question(signed, &open.desk, code).await? {
                    form.complain("also", Problem::AnsweredApart(question));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Leads on after a step. Where something was typed beside it that it does not keep, the page stays open with it.
async fn lead_on(signed: &SignedIn, form: &FormState, step: AnswerStep, flash: Flash) -> Result<Response, AppError> {
    let open = Open::of(signed).await?;
    let kept = open.kept(signed).await?;
    match beside(signed, &open, &kept, form, step).await? {
        Some((left, offer)) => page(&signed.having(flash), StatusCode::OK, open, Some(left), offer).await,
        None => Ok(signed.done(&kept::link(signed.locale(), &open.name), flash)),
    }
}

/// The form as it is saved, with what was typed beside a step that does not save it, which is kept then, and with what else is on offer
/// above it; none where nothing was.
async fn beside(
    signed: &SignedIn,
    open: &Open,
    saved: &FormState,
    typed: &FormState,
    step: AnswerStep,
) -> Result<Option<(FormState, Offer)>, AppError> {
    let Some(mut left) = fields::beside(typed, saved, step) else { return Ok(None) };
    [FORM, BY, SAVED].into_iter().for_each(|name| left.set(name, typed.get(name)));
    left.set("version", open.owed.version.to_string());
    left.set(WAS, conflict::print(saved));
    let offer = kept::again(signed, &open.form(saved), &left).await?;
    Ok(Some((left, offer)))
}
