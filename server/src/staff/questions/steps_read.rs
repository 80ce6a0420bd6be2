//! What the form of a step asks for.

use chrono::NaiveDate;
use jawab_domain::{QuestionNumber, field::FieldName, question::LinkKind, validation::Problem};
use jawab_service::use_cases::{CorrectionInput, Decision, Deposit, LinkInput, Transfer, Transmit, reason_problem};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{ACTION, FormProblem, FormState},
    pages::staff::{
        QuestionStep,
        step::{DROP, REQUEST},
    },
};

use super::{
    Desk, corrections,
    input::{needed_day, number},
};

/// A step as read from its form.
#[derive(Clone)]
pub(super) enum Asked {
    Deposit(Deposit),
    Transmit(Transmit),
    Publish,
    Transfer(Transfer),
    DecideTransfer(i64, Decision),
    AddMinistry(i64, Option<NaiveDate>, String),
    Link(LinkInput),
    Unlink(LinkInput),
    Detach(i64),
    DeleteDraft,
    WithdrawDocument(i64, String),
    Renew,
    Convert(Option<NaiveDate>, String),
    Withdraw(Option<NaiveDate>, String),
    Hide(String),
    ConfirmHiding,
    DropHiding(String),
    Unhide(String),
    ConfirmUnhiding,
    DropUnhiding(String),
    Correct(CorrectionInput, String),
    ConfirmCorrection,
    DropCorrection(String),
    /// One's own wish, taken back.
    TakeBack(Wish),
}

/// What waits for a second person.
#[derive(Clone, Copy)]
pub(super) enum Wish {
    Hiding,
    Correction,
}

/// Reads the form of a step as far as it can be read, and complains of what is wrong in it. Its day is said there, and never taken to be
/// today.
pub(super) fn read(desk: &Desk, record: &QuestionRecord, state: &mut FormState, step: QuestionStep) -> Option<Asked> {
    use QuestionStep as S;
    let reason = state.get(FieldName::Reason.form()).trim().to_owned();
    if step.wants_reason() && reason.is_empty() {
        state.add_problem(FieldName::Reason.form(), Problem::Missing);
    }
    complain_of_reason(state);
    // Why not is never thrown away with the act done all the same.
    if step.can_be_declined() && state.get(ACTION) != DROP && !reason.is_empty() {
        state.add_problem(FieldName::Reason.form(), FormProblem::ReasonToRefuse);
    }
    let asked = match step {
        S::Deposit => Asked::Deposit(Deposit {
            on: needed_day(state, FieldName::On),
            legislature: number(state, FieldName::Legislature, 99),
            number: number(state, FieldName::Number, QuestionNumber::MAX),
            moves_series: false,
        }),
        S::Transmit => {
            let to = desk.ministries();
            to.resolve(state);
            let to = to.ids(state);
            if to.is_empty() {
                state.add_problem(FieldName::Ministries.form(), FormProblem::NothingChosen);
            }
            Asked::Transmit(Transmit { on: needed_day(state, FieldName::On), to })
        }
        S::Publish => Asked::Publish,
        S::Transfer => {
            let (from, to) = (from(desk, state), one_ministry(desk, state));
            Asked::Transfer(Transfer { on: needed_day(state, FieldName::On), from, to, reason })
        }
        S::DecideTransfer => {
            let request = state.get(REQUEST).parse().unwrap_or_default();
            let decision =
                if state.get(ACTION) == DROP { Decision::Refused(reason) } else { Decision::Granted(needed_day(state, FieldName::On)?) };
            Asked::DecideTransfer(request, decision)
        }
        S::AddMinistry => Asked::AddMinistry(one_ministry(desk, state), needed_day(state, FieldName::On), reason),
        S::Link => Asked::Link(link(state)),
        S::Unlink => Asked::Unlink(relation(state)?),
        S::Detach => Asked::Detach(document(state)?),
        S::DeleteDraft => Asked::DeleteDraft,
        S::WithdrawDocument => Asked::WithdrawDocument(document(state)?, reason),
        S::Renew => Asked::Renew,
        S::Convert => Asked::Convert(needed_day(state, FieldName::On), reason),
        S::Withdraw => Asked::Withdraw(needed_day(state, FieldName::On), reason),
        S::Hide => Asked::Hide(reason),
        S::ConfirmHiding if state.get(ACTION) == DROP => Asked::DropHiding(reason),
        S::ConfirmHiding => Asked::ConfirmHiding,
        S::DropHiding | S::DropUnhiding => Asked::TakeBack(Wish::Hiding),
        S::ConfirmCorrection if state.get(ACTION) == DROP => Asked::DropCorrection(reason),
        S::ConfirmCorrection => Asked::ConfirmCorrection,
        S::DropCorrection => Asked::TakeBack(Wish::Correction),
        S::CorrectTransmission
        | S::UndoTransmission
        | S::CorrectReferral
        | S::UndoReferral
        | S::CorrectAnswer
        | S::UndoAnswer
        | S::CorrectEnd
        | S::UndoEnd => Asked::Correct(corrections::input(record, state, step.correction()?)?, reason),
        S::Unhide => Asked::Unhide(reason),
        S::ConfirmUnhiding if state.get(ACTION) == DROP => Asked::DropUnhiding(reason),
        S::ConfirmUnhiding => Asked::ConfirmUnhiding,
        S::Edit | S::Attach | S::Redact => return None,
    };
    Some(asked)
}

/// Complains of a reason that cannot be taken, before anything is shown of what it is given for.
pub(super) fn complain_of_reason(state: &mut FormState) {
    if let Some(problem) = reason_problem(state.get(FieldName::Reason.form())) {
        state.add_problem(FieldName::Reason.form(), problem);
    }
}

fn from(desk: &Desk, state: &mut FormState) -> i64 {
    let found = desk.reference_data.ministries.find(state.get(FieldName::From.form()));
    if found.is_none() {
        state.add_problem(FieldName::From.form(), FormProblem::NotChosen);
    }
    found.unwrap_or_default()
}

fn one_ministry(desk: &Desk, state: &mut FormState) -> i64 {
    let picking = desk.one_ministry();
    picking.resolve(state);
    let found = picking.ids(state).first().copied();
    if found.is_none() {
        state.add_problem(FieldName::To.form(), FormProblem::NotChosen);
    }
    found.unwrap_or_default()
}

fn link(state: &mut FormState) -> LinkInput {
    let kind = state.get(FieldName::LinkKind.form()).parse();
    if kind.is_err() {
        state.add_problem(FieldName::LinkKind.form(), FormProblem::NotChosen);
    }
    let to = state.get(FieldName::LinkedQuestion.form()).parse::<i64>();
    if to.is_err() {
        state.add_problem(FieldName::LinkedQuestion.form(), FormProblem::NotChosen);
    }
    LinkInput { kind: kind.unwrap_or(LinkKind::GroupedWith), to: to.unwrap_or_default() }
}

/// A relation that is taken back, as the form names it.
fn relation(state: &mut FormState) -> Option<LinkInput> {
    let named = state.get(FieldName::Relation.form()).split_once(':');
    let link = named.and_then(|(kind, to)| Some(LinkInput { kind: kind.parse().ok()?, to: to.parse().ok()? }));
    if link.is_none() {
        state.add_problem(FieldName::Relation.form(), FormProblem::NotChosen);
    }
    link
}

/// A document that is taken off, as the form names it.
fn document(state: &mut FormState) -> Option<i64> {
    let id = state.get(FieldName::Document.form()).parse().ok();
    if id.is_none() {
        state.add_problem(FieldName::Document.form(), FormProblem::NotChosen);
    }
    id
}
