//! What a question form is sent for. Each act has a button of its own: what is filled in never decides what happens. What starts a
//! clock, and a number far from the last one, is confirmed on a page that says the consequence.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{
    Legislature, PerLocale, Publication, Status,
    calendar::has_come,
    lifecycle::{Command, Correction},
};
use jawab_service::{
    new_code,
    use_cases::{
        Deposit, DepositPlan, DepositPreview, ExpectedVersion, FieldError, IdempotencyKey, SavedQuestion, Transmit, UnitOfWork,
        UseCaseError, deadline_preview,
    },
};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{ACTION, FormState, Post, Problem},
    pages::staff::{
        ConfirmPage, StaffBody,
        confirm::{ACT, AND_PUBLISH, BRINGS_BACK, ConfirmedAct, Consequence, MOVES, SERIES, is_confirmed},
        form_drafts::{BY, FORM, FROM, SAVED},
        question_form::{DEPOSIT, DeadlinePreview, MADE, TRANSMIT},
    },
    shell::staff::Flash,
};

use super::{
    Desk, corrections,
    input::Read,
    once, say,
    steps_confirm::{due_on, referred},
};
use crate::{error::AppError, staff::problems, web::view};

/// An act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// To save, and nothing else.
    Save,
    /// To deposit.
    Deposit,
    /// To deposit and transmit.
    Transmit,
}

/// What a form was sent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub act: Act,
    /// Whether its consequence was shown and confirmed.
    pub confirmed: bool,
    /// Whether it is shown to the public as well.
    publish: bool,
    /// Whether a number far above the last one moves the series on.
    moves_series: bool,
    /// Whether a series that a mistaken number moved on is brought back.
    brings_back: bool,
}

impl Asked {
    /// What the pressed button asks for. Only a draft can be deposited.
    pub fn of(state: &FormState, draft: bool) -> Self {
        let said = state.get(ACTION);
        let confirmed = is_confirmed(state);
        let act = match if confirmed { state.get(ACT) } else { said } {
            DEPOSIT if draft => Act::Deposit,
            TRANSMIT if draft => Act::Transmit,
            _ => Act::Save,
        };
        let publish = said == AND_PUBLISH && act == Act::Transmit;
        Self { act, confirmed, publish, moves_series: state.has(SERIES, MOVES), brings_back: state.has(SERIES, BRINGS_BACK) }
    }

    const fn code(self) -> &'static str {
        match self.act {
            Act::Save => "",
            Act::Deposit => DEPOSIT,
            Act::Transmit => TRANSMIT,
        }
    }
}

/// The days of deposit and transmission, as an act takes them. That of the deposit must be said; that of a transmission is today unless
/// said, and shown to be confirmed.
fn days(desk: &Desk, read: &Read) -> (Option<NaiveDate>, NaiveDate) {
    (read.input.deposited_on, read.transmitted_on.unwrap_or(desk.today))
}

/// The code of a form for when it is shown again, or its act is asked about. It stays the same until something was done under it: the
/// form and all of its confirmations make one question.
pub(super) fn code(state: &FormState) -> String {
    let done = state.problem("") == Some(&Problem::AlreadySent);
    state.filled("once").filter(|_| !done).map_or_else(new_code, str::to_owned)
}

/// What may be done once: the form and the act, without what a confirmation adds to them, or the page by which the form is kept. So a form
/// that comes again after its confirmation, or after going back to its page, is known to be the same.
pub(super) async fn sending(desk: &Desk, state: &FormState, read: &Read) -> Result<IdempotencyKey, UseCaseError> {
    let said = if is_confirmed(state) { state.get(ACT) } else { state.get(ACTION) };
    let act = if [DEPOSIT, TRANSMIT].contains(&said) { said.to_owned() } else { String::new() };
    // What is saved by now may be something else than when the form was shown first.
    let added = |name: &str| [ACTION, ACT, SERIES, FORM, BY, FROM, SAVED, MADE].contains(&name);
    let typed = state.pairs().iter().filter(|(name, value)| !added(name) && !value.trim().is_empty());
    let mut typed: Vec<(String, String)> = typed.cloned().collect();
    // Names that were looked up stand elsewhere among the fields afterwards.
    typed.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut form = FormState::from_pairs(typed);
    if act == TRANSMIT && state.date("transmitted").is_ok() {
        form.set_date("transmitted", days(desk, read).1);
    }
    form.set(ACT, act);
    once(&desk.signed, &form).await
}

/// The question that the same form made before. Where other things were in the form then, that is complained of.
pub(super) async fn made_before(desk: &Desk, state: &mut FormState, read: &Read) -> Result<Option<SavedQuestion>, AppError> {
    let once = match sending(desk, state, read).await {
        Ok(once) => once,
        Err(UseCaseError::NoKey) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    match desk.app().work().answered_before(desk.signed.actor(), &once).await {
        Ok(done) => Ok(done.map(serde_json::from_value).transpose().map_err(UseCaseError::from)?),
        Err(error) => {
            say(state, error, str::to_owned)?;
            Ok(None)
        }
    }
}

/// What an act comes to; of plain saving nothing, unless the number is another one.
pub(super) async fn foresee(
    desk: &Desk,
    state: &mut FormState,
    asked: Asked,
    read: &Read,
    record: Option<&QuestionRecord>,
) -> Result<Option<DepositPreview>, UseCaseError> {
    let work = desk.app().work();
    if asked.act == Act::Save {
        let numbered = record.filter(|record| record.status != Status::Draft && record.number.map(i32::from) != read.input.number);
        let Some((record, legislature)) = numbered.zip(read.input.legislature) else { return Ok(None) };
        // A question that changes its legislature leaves its old series as it is.
        let corrected = record.legislature.filter(|before| i32::from(*before) == legislature).and(record.number).and(Some(record.id));
        return work.preview_number(record.chamber, (legislature, read.input.number), corrected).await.map(Some);
    }
    let (deposited, transmitted) = days(desk, read);
    lacks(desk, state, asked, read, (deposited, transmitted));
    let Some(deposited) = deposited else { return Ok(None) };
    let plan = DepositPlan {
        chamber: read.input.chamber,
        legislature: read.input.legislature,
        number: read.input.number,
        on: deposited,
        authors: read.input.authors.clone(),
        question: record.map(|record| record.id),
    };
    work.preview_deposit(&plan).await.map(Some)
}

/// Complains of what an act wants and the form does not have.
fn lacks(desk: &Desk, state: &mut FormState, asked: Asked, read: &Read, (deposited, transmitted): (Option<NaiveDate>, NaiveDate)) {
    if read.input.subject.is_empty() {
        state.add_problem("subject", Problem::NoLanguage);
    }
    if read.input.authors.is_empty() {
        state.add_problem("authors", Problem::NothingChosen);
    }
    match deposited {
        None => state.add_problem("deposited", Problem::Missing),
        Some(on) if !has_come(on, desk.today) => state.add_problem("deposited", Problem::InFuture(desk.today)),
        Some(_) => {}
    }
    if asked.act != Act::Transmit {
        return;
    }
    if let Err(problem) = state.date("transmitted") {
        state.add_problem("transmitted", problem);
    }
    if read.input.ministries.is_empty() {
        state.add_problem("ministries", Problem::NothingChosen);
    }
    for problem in read.input.ministries.iter().filter_map(|ministry| desk.reference_data.ended(*ministry, transmitted)) {
        state.add_problem("ministries", problems::problem(problem));
    }
    if !has_come(transmitted, desk.today) {
        state.add_problem("transmitted", Problem::InFuture(desk.today));
    } else if let Some(deposited) = deposited.filter(|on| transmitted < *on) {
        state.add_problem("transmitted", Problem::BeforeDeposit(deposited));
    }
}

/// The correction that somebody asked for and that an edit closes, as it moves the day of deposit beyond what that could be decided by.
pub(super) async fn closes(
    desk: &Desk,
    asked: Asked,
    read: &Read,
    record: Option<&QuestionRecord>,
) -> Result<Option<Consequence>, AppError> {
    let Some(record) = record.filter(|_| asked.act == Act::Save) else { return Ok(None) };
    match read.input.deposited_on.filter(|on| record.deposited_on.is_some_and(|before| before != *on)) {
        Some(on) => {
            let closed =
                corrections::closed(desk.app().database.reader(), &desk.signed, record, Command::Correct(Correction::Deposited { on }))
                    .await?;
            Ok(closed.map(|asked| Consequence::CorrectionClosed { asked, of: None }))
        }
        None => Ok(None),
    }
}

/// Whether everybody sees what is changed of a question.
fn is_public(record: Option<&QuestionRecord>) -> bool {
    record.is_some_and(|record| record.publication == Publication::Published)
}

/// Whether an act is confirmed first: what everybody would see of it at once is, too.
pub(super) fn wants_confirmation(asked: Asked, foreseen: Option<&DepositPreview>, record: Option<&QuestionRecord>) -> bool {
    let wants = match asked.act {
        Act::Save => is_public(record),
        Act::Deposit => false,
        Act::Transmit => foreseen.is_some(),
    };
    !asked.confirmed && (wants || foreseen.is_some_and(|of| of.far_from().is_some() || of.back.is_some()))
}

/// What is said of a number that is far from the last one, or that is corrected after it moved the series on.
pub(super) fn number_consequence(of: DepositPreview) -> Option<Consequence> {
    let (number, last) = of.number.zip(of.last)?;
    match of.back {
        Some(back) => Some(Consequence::SeriesBack { number, last, to: back.to }),
        None => of.far_from().map(|last| Consequence::FarNumber { number, last }),
    }
}

/// The page that says what the act brings about. Everything typed goes along, and the days it says: what is confirmed after midnight is
/// what was shown before.
pub(super) async fn confirm(
    desk: &Desk,
    mut state: FormState,
    asked: Asked,
    read: &Read,
    (foreseen, edit): (Option<DepositPreview>, Vec<Consequence>),
    (record, post): (Option<&QuestionRecord>, Post),
) -> Result<Response, AppError> {
    let (deposited, transmitted) = days(desk, read);
    let mut says = Vec::new();
    if let Some(foreseen) = foreseen {
        if let Some((on, number)) = deposited.filter(|_| asked.act != Act::Save).zip(foreseen.number.or(foreseen.next)) {
            let legislature = Legislature::try_from(foreseen.legislature).map_err(jawab_store::StoreError::from)?;
            says.push(Consequence::Deposited { on, legislature, number, given: foreseen.number.is_some() });
        }
        says.extend(number_consequence(foreseen));
    }
    let mut preview = None;
    says.extend(edit);
    if asked.act == Act::Save && record.is_some() {
        says.extend(state.filled("reason").map(|reason| Consequence::Reason(reason.to_owned())));
    }
    if asked.act == Act::Transmit {
        state.set_date("transmitted", transmitted);
        let ministries = read.input.ministries.iter().filter_map(|id| view::linked_in(&desk.reference_data.ministries, *id)).collect();
        let reckoned = deadline_preview(&desk.reference_data.calendar, read.input.chamber, transmitted, &[])
            .filter(|_| read.input.kind.has_deadline());
        let due = reckoned.as_ref().map_or(Consequence::NoDeadline, |of| due_on(desk, of.deadline.due_on, of.rule));
        says.extend(referred(ministries, transmitted, due));
        preview = reckoned.map(|of| DeadlinePreview { rule: of.rule.clone(), deadline: of.deadline });
    }
    let public = is_public(record);
    says.push(if public { Consequence::Seen } else { Consequence::Unseen });
    state.set(ACT, asked.code());
    let subject: PerLocale<String> = read.input.subject.iter().map(|(locale, text)| (locale, text.body.clone())).collect();
    let page = ConfirmPage {
        act: match asked.act {
            Act::Save if public => ConfirmedAct::Edit,
            Act::Save => ConfirmedAct::Renumber,
            Act::Deposit => ConfirmedAct::Deposit,
            Act::Transmit => ConfirmedAct::DepositAndTransmit,
        },
        question: record.map(|record| view::row(record, desk.today)),
        subject,
        post: Post { idempotency_key: code(&state), ..post },
        state,
        says,
        preview,
        can_publish: asked.act == Act::Transmit,
    };
    desk.show(StatusCode::OK, StaffBody::Confirm(Box::new(page))).await
}

/// Carries an act out on a question that was just saved.
pub(super) async fn carry_out(
    unit: &mut UnitOfWork,
    desk: &Desk,
    mut kept: SavedQuestion,
    asked: Asked,
    read: &Read,
    foreseen: Option<DepositPreview>,
) -> Result<(SavedQuestion, Flash), UseCaseError> {
    let (deposited, transmitted) = days(desk, read);
    let seen = |kept: &SavedQuestion| ExpectedVersion { question: kept.id, version: kept.version };
    if asked.act == Act::Save {
        if foreseen.is_some_and(|of| of.is_far_above()) && !asked.moves_series {
            unit.exclude_number_from_series(kept.id).await?;
        }
        if asked.brings_back && foreseen.is_some_and(|of| of.back.is_some()) {
            unit.bring_series_back(kept.id).await?;
        }
        return Ok((kept, if read.says_transmitted { Flash::SavedOnly } else { Flash::Saved }));
    }
    let on = deposited.ok_or_else(|| UseCaseError::field("deposited_on", jawab_service::Problem::Missing))?;
    kept = unit.deposit(seen(&kept), Deposit { on: Some(on), moves_series: asked.moves_series, ..Deposit::default() }).await?;
    if asked.act == Act::Deposit {
        return Ok((kept, Flash::Deposited));
    }
    let how = Transmit { on: Some(transmitted), to: Vec::new() };
    kept = unit.transmit(seen(&kept), how).await.map_err(|error| renamed(error, "on", "transmitted"))?;
    if asked.publish {
        kept = unit.publish(seen(&kept)).await?;
        return Ok((kept, Flash::TransmittedAndPublished));
    }
    Ok((kept, Flash::Transmitted))
}

/// The same faults, a field by another name: two acts of one form have a day each.
fn renamed(error: UseCaseError, field: &str, to: &str) -> UseCaseError {
    match error {
        UseCaseError::Invalid(faults) => {
            let rename = |fault: FieldError| FieldError { field: if fault.field == field { to.to_owned() } else { fault.field }, ..fault };
            UseCaseError::Invalid(faults.into_iter().map(rename).collect())
        }
        other => other,
    }
}
