//! What a question form is sent for. Each act has a button of its own: what is filled in never decides what happens. What starts a
//! clock, and a number far from the last one, is confirmed on a page that says the consequence.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{
    Legislature, Locale, PerLocale, Publication, Status,
    calendar::has_come,
    field::{FieldName, FieldPath},
    lifecycle::{Command, Correction},
    text::TextPart,
    validation::Problem,
};
use jawab_service::{
    new_code,
    use_cases::{
        Deposit, DepositPlan, DepositPreview, IdempotencyKey, QuestionInput, SavedQuestion, Transmit, UnitOfWork, UseCaseError,
        deadline_preview,
    },
};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{ACTION, FormProblem, FormState, IDEMPOTENCY_KEY, Post},
    pages::staff::{
        ConfirmPage, StaffBody,
        confirm::{ACT, AND_PUBLISH, BRINGS_BACK, ConfirmedAct, Consequence, MOVES, SERIES, is_confirmed},
        form_drafts::{BY, FORM, FROM, SAVED},
        question_form::{DEPOSIT, DeadlinePreview, MADE, TRANSMIT},
    },
    shell::staff::Flash,
};

use super::{
    Desk, add_errors, corrections, idempotency_key,
    input::Read,
    steps_confirm::{due_on, referred, unseen},
};
use crate::{error::AppError, staff::confirmation::other_scripts, web::view};

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
    let done = state.problem("") == Some(&FormProblem::AlreadySent);
    state.filled(IDEMPOTENCY_KEY).filter(|_| !done).map_or_else(new_code, str::to_owned)
}

/// What may be done once: the form and the act, without what a confirmation adds to them, or the fields by which drafts of the form are
/// saved. So a form that comes again after its confirmation, or after going back to its page, is known to be the same.
pub(super) async fn act_idempotency_key(desk: &Desk, state: &FormState, read: &Read) -> Result<IdempotencyKey, UseCaseError> {
    let said = if is_confirmed(state) { state.get(ACT) } else { state.get(ACTION) };
    let act = if [DEPOSIT, TRANSMIT].contains(&said) { said.to_owned() } else { String::new() };
    // What is saved by now may be something else than when the form was shown first.
    let added = |name: &str| [ACTION, ACT, SERIES, FORM, BY, FROM, SAVED, MADE].contains(&name);
    let typed = state.pairs().iter().filter(|(name, value)| !added(name) && !value.trim().is_empty());
    let mut typed: Vec<(String, String)> = typed.cloned().collect();
    // Names that were looked up stand elsewhere among the fields afterwards.
    typed.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut form = FormState::from_pairs(typed);
    if act == TRANSMIT && state.date(FieldName::TransmittedOn.form()).is_ok() {
        form.set_date(FieldName::TransmittedOn.form(), days(desk, read).1);
    }
    form.set(ACT, act);
    idempotency_key(&desk.signed, &form).await
}

/// The question that the same form made before. Where other things were in the form then, that is complained of.
pub(super) async fn made_before(desk: &Desk, state: &mut FormState, key: &IdempotencyKey) -> Result<Option<SavedQuestion>, AppError> {
    match desk.app().use_cases().answered_before(desk.signed.actor(), key).await {
        Ok(done) => Ok(done.map(serde_json::from_value).transpose().map_err(UseCaseError::from)?),
        Err(error) => {
            add_errors(state, error, FieldPath::form)?;
            Ok(None)
        }
    }
}

/// What an act comes to; of plain saving nothing, unless the number is another one.
pub(super) async fn preview_deposit(
    desk: &Desk,
    state: &mut FormState,
    asked: Asked,
    read: &Read,
    record: Option<&QuestionRecord>,
) -> Result<Option<DepositPreview>, UseCaseError> {
    let use_cases = desk.app().use_cases();
    if asked.act == Act::Save {
        let numbered = record.filter(|record| record.status != Status::Draft && record.number.map(i32::from) != read.input.number);
        let Some((record, legislature)) = numbered.zip(read.input.legislature) else { return Ok(None) };
        // A question that changes its legislature leaves its old series as it is.
        let corrected = record.legislature.filter(|before| i32::from(*before) == legislature).and(record.number).and(Some(record.id));
        return use_cases.preview_number(record.chamber, (legislature, read.input.number), corrected).await.map(Some);
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
    use_cases.preview_deposit(&plan).await.map(Some)
}

/// Complains of what an act wants and the form does not have.
fn lacks(desk: &Desk, state: &mut FormState, asked: Asked, read: &Read, (deposited, transmitted): (Option<NaiveDate>, NaiveDate)) {
    if read.input.subject.is_empty() {
        state.add_problem(FieldName::Subject.form(), FormProblem::NoLanguage);
    }
    if read.input.authors.is_empty() {
        state.add_problem(FieldName::Authors.form(), FormProblem::NothingChosen);
    }
    match deposited {
        None => state.add_problem(FieldName::DepositedOn.form(), Problem::Missing),
        Some(on) if !has_come(on, desk.today) => state.add_problem(FieldName::DepositedOn.form(), Problem::TooLate(desk.today)),
        Some(_) => {}
    }
    if asked.act != Act::Transmit {
        return;
    }
    if let Err(problem) = state.date(FieldName::TransmittedOn.form()) {
        state.add_problem(FieldName::TransmittedOn.form(), problem);
    }
    if read.input.ministries.is_empty() {
        state.add_problem(FieldName::Ministries.form(), FormProblem::NothingChosen);
    }
    for problem in read.input.ministries.iter().filter_map(|ministry| desk.reference_data.ended(*ministry, transmitted)) {
        state.add_problem(FieldName::Ministries.form(), problem);
    }
    if !has_come(transmitted, desk.today) {
        state.add_problem(FieldName::TransmittedOn.form(), Problem::TooLate(desk.today));
    } else if let Some(deposited) = deposited.filter(|on| transmitted < *on) {
        state.add_problem(FieldName::TransmittedOn.form(), FormProblem::BeforeDeposit(deposited));
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
pub(super) fn wants_confirmation(asked: Asked, deposit_preview: Option<&DepositPreview>, record: Option<&QuestionRecord>) -> bool {
    let wants = match asked.act {
        Act::Save => is_public(record),
        Act::Deposit => false,
        Act::Transmit => deposit_preview.is_some(),
    };
    !asked.confirmed && (wants || deposit_preview.is_some_and(|of| of.far_from().is_some() || of.back.is_some()))
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
    (deposit_preview, edit): (Option<DepositPreview>, Vec<Consequence>),
    (record, post): (Option<&QuestionRecord>, Post),
) -> Result<Response, AppError> {
    let (deposited, transmitted) = days(desk, read);
    let mut says = Vec::new();
    if let Some(deposit_preview) = deposit_preview {
        if let Some((on, number)) = deposited.filter(|_| asked.act != Act::Save).zip(deposit_preview.number.or(deposit_preview.next)) {
            let legislature = Legislature::try_from(deposit_preview.legislature).map_err(jawab_store::StoreError::from)?;
            says.push(Consequence::Deposited { on, legislature, number, given: deposit_preview.number.is_some() });
        }
        says.extend(number_consequence(deposit_preview));
    }
    let mut preview = None;
    says.extend(edit);
    if asked.act == Act::Save && record.is_some() {
        says.extend(state.filled(FieldName::Reason.form()).map(|reason| Consequence::Reason(reason.to_owned())));
    }
    if asked.act == Act::Transmit {
        state.set_date(FieldName::TransmittedOn.form(), transmitted);
        let ministries = read.input.ministries.iter().filter_map(|id| view::linked_in(&desk.reference_data.ministries, *id)).collect();
        let reckoned = deadline_preview(&desk.reference_data.calendar, read.input.chamber, transmitted, &[])
            .filter(|_| read.input.kind.has_deadline());
        let due = reckoned.as_ref().map_or(Consequence::NoDeadline, |of| due_on(desk, of.deadline.due_on, of.rule));
        says.extend(referred(ministries, transmitted, due));
        preview = reckoned.map(|of| DeadlinePreview { rule: of.rule.clone(), deadline: of.deadline });
    }
    let public = is_public(record);
    let bare = read.input.text.is_empty() && read.input.sub_questions.is_empty();
    says.extend((asked.act == Act::Transmit && bare).then_some(Consequence::NoText));
    says.extend(other_scripts(texts(&read.input)));
    says.push(match asked.act {
        _ if public => Consequence::Seen,
        Act::Transmit => Consequence::Unseen,
        Act::Save | Act::Deposit => unseen(record),
    });
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

/// The texts that were typed, with what each is.
fn texts(input: &QuestionInput) -> impl Iterator<Item = (TextPart, Locale, &str)> {
    let own = [(TextPart::Subject, &input.subject), (TextPart::Question, &input.text)];
    let subs = input.sub_questions.iter().map(|sub| (TextPart::SubQuestion, &sub.texts));
    own.into_iter().chain(subs).flat_map(|(part, texts)| texts.iter().map(move |(locale, text)| (part, locale, text.body.as_str())))
}

/// Carries an act out on a question that was just saved.
pub(super) async fn carry_out(
    unit: &mut UnitOfWork,
    desk: &Desk,
    mut saved: SavedQuestion,
    asked: Asked,
    read: &Read,
    deposit_preview: Option<DepositPreview>,
) -> Result<(SavedQuestion, Flash), UseCaseError> {
    let (deposited, transmitted) = days(desk, read);
    if asked.act == Act::Save {
        if deposit_preview.is_some_and(|of| of.is_far_above()) && !asked.moves_series {
            unit.exclude_number_from_series(saved.id).await?;
        }
        if asked.brings_back && deposit_preview.is_some_and(|of| of.back.is_some()) {
            unit.bring_series_back(saved.id).await?;
        }
        return Ok((saved, if read.says_transmitted { Flash::SavedOnly } else { Flash::Saved }));
    }
    let on = deposited.ok_or_else(|| UseCaseError::field(FieldName::DepositedOn, Problem::Missing))?;
    saved = unit.deposit(saved.expected(), Deposit { on: Some(on), moves_series: asked.moves_series, ..Deposit::default() }).await?;
    if asked.act == Act::Deposit {
        return Ok((saved, Flash::Deposited));
    }
    let how = Transmit { on: Some(transmitted), to: Vec::new() };
    saved = unit.transmit(saved.expected(), how).await.map_err(of_transmission)?;
    if asked.publish {
        saved = unit.publish(saved.expected()).await?;
        return Ok((saved, Flash::TransmittedAndPublished));
    }
    Ok((saved, Flash::Transmitted))
}

/// The same faults, those of the day being of the transmission's: two acts of one form have a day each.
fn of_transmission(mut error: UseCaseError) -> UseCaseError {
    if let UseCaseError::Invalid(faults) = &mut error {
        faults.iter_mut().filter(|fault| fault.field.name == FieldName::On).for_each(|fault| fault.field = FieldName::TransmittedOn.into());
    }
    error
}
