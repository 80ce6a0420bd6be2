//! A question's work page: everything recorded, what waits, and the steps that are possible now.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    Locale, Publication, Status,
    access::Act,
    lifecycle::{EventKind, Refusal},
    question::LinkKind,
};
use jawab_service::second_person::TwoPersonAct;
use jawab_store::{
    chamber::{self, PendingItems},
    read::{self, QuestionRecord},
    rows,
};
use jawab_ui::{
    form::{FormProblem, FormState},
    links,
    pages::{
        question::TextsShown,
        staff::{
            QuestionStep, StaffBody, WorkPage,
            step::REQUEST,
            work::{PendingTransfer, SubmittedAnswer},
        },
    },
};

use super::{Desk, corrections, history};
use crate::{
    error::AppError,
    staff::{SignedIn, answers::publish},
    web::view,
};

/// A question's work page.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let record = desk.question().await?;
    let db = desk.app().database.reader();
    let others = read::load_rows(db, desk.signed.viewer(), &view::named_by(&record), Some(desk.reference_data.known())).await?;
    let open_requests = OpenRequests::of(&desk, &record).await?;
    let waiting = &open_requests.waiting;
    let hiding_asked = match &waiting.hiding {
        Some(asked) => {
            Some((history::person(desk.app().database.reader(), &asked.asked_by).await?.unwrap_or_default(), asked.reason.clone()))
        }
        None => None,
    };
    let pending_correction = match &waiting.correction {
        Some(asked) => Some(corrections::asked(desk.app().database.reader(), &record, asked).await?),
        None => None,
    };
    let seen = |record: &QuestionRecord| view::question(record, &others, &desk.reference_data, desk.today, TextsShown::All);
    // An answer that waits to be judged is shown as such, and nothing is answered by it yet.
    let mut published = record.clone();
    published.answers.retain(|answer| answer.published);
    let mut question = seen(&published);
    question.answers = seen(&dated(&record, waiting)).answers;
    // Its own page tells the history.
    question.history.clear();
    let page = WorkPage {
        publication: record.publication,
        hidden_reason: hidden_because(&record),
        steps: QuestionStep::ALL.iter().copied().filter(|step| possible(&desk, &record, &open_requests, *step)).collect(),
        to_judge: submitted(&desk, &record, waiting),
        publishable: if desk.may(Act::RecordAnswer, &record) {
            publish::publishable(desk.signed.locale(), &desk.reference_data, &record)
        } else {
            Vec::new()
        },
        transfers: transfers(&desk, &record, waiting),
        hiding_asked,
        pending_correction,
        missing: Locale::ALL
            .iter()
            .copied()
            .filter(|locale| record.text.get(*locale).is_none() && record.subject.get(*locale).is_none())
            .collect(),
        redactions: u32::try_from(waiting.redactions).unwrap_or(u32::MAX),
        question,
    };
    desk.show(StatusCode::OK, StaffBody::Work(Box::new(page))).await
}

/// A question in which an answer that waits, and has no day of its own, is of the day on which it was handed in: so accepting dates it.
fn dated(record: &QuestionRecord, waiting: &PendingItems) -> QuestionRecord {
    let mut record = record.clone();
    for answer in record.answers.iter_mut().filter(|answer| !answer.published && answer.answered_on.is_none()) {
        let work = waiting.submitted.iter().find(|work| work.answer_id == Some(answer.id));
        answer.answered_on = work.and_then(|work| work.submitted_on);
    }
    record
}

/// Why it is hidden, as its history tells.
fn hidden_because(record: &QuestionRecord) -> Option<String> {
    let hidden = record.publication == Publication::Hidden;
    record.events.iter().rev().filter(|_| hidden).find(|event| event.kind == EventKind::Hidden)?.reason.clone()
}

/// A wish that waits for a second person.
struct Wish {
    /// Whether whoever is signed in asked for it.
    own: bool,
    /// Why they may not be the second person for it; none where they may.
    not_second: Option<Refusal>,
}

impl Wish {
    async fn of(desk: &Desk, of: TwoPersonAct, asked_by: Option<&str>) -> Result<Option<Self>, AppError> {
        let Some(asked_by) = asked_by else { return Ok(None) };
        let actor = desk.signed.actor();
        Ok(Some(Self {
            own: asked_by == actor.id.to_string(),
            not_second: desk.app().use_cases().confirmation_refusal(actor, of, asked_by).await?,
        }))
    }

    /// Why it cannot be decided by whoever is signed in.
    fn not_theirs(wish: Option<&Self>) -> Option<FormProblem> {
        wish.map_or(Some(Refusal::NothingAsked), |wish| wish.not_second).map(FormProblem::Refused)
    }

    /// Why it cannot be taken back by whoever is signed in.
    fn not_own(wish: Option<&Self>) -> Option<FormProblem> {
        match wish {
            None => Some(FormProblem::Refused(Refusal::NothingAsked)),
            Some(wish) => (!wish.own).then_some(FormProblem::NotAsker),
        }
    }
}

/// What waits on a question, as far as steps depend on it.
pub(super) struct OpenRequests {
    pub waiting: PendingItems,
    hiding: Option<Wish>,
    unhiding: Option<Wish>,
    correction: Option<Wish>,
}

impl OpenRequests {
    pub async fn of(desk: &Desk, record: &QuestionRecord) -> Result<Self, AppError> {
        let waiting = chamber::pending(desk.app().database.reader(), record.id).await?;
        let of = |act: Act| TwoPersonAct { act, chamber: record.chamber };
        let sight = Wish::of(desk, of(Act::HideQuestion), waiting.hiding.as_ref().map(|row| row.asked_by.as_str())).await?;
        // What is hidden is asked to be shown.
        let (hiding, unhiding) = if record.publication == Publication::Hidden { (None, sight) } else { (sight, None) };
        Ok(Self {
            hiding,
            unhiding,
            correction: Wish::of(desk, of(Act::DirectQuestion), waiting.correction.as_ref().map(|row| row.asked_by.as_str())).await?,
            waiting,
        })
    }
}

/// Whether a step is possible now, for whoever is signed in. Which wish of a ministry is decided, each wish says by its own link.
fn possible(desk: &Desk, record: &QuestionRecord, open_requests: &OpenRequests, step: QuestionStep) -> bool {
    closed(record, open_requests, step, "").is_none() && desk.may(step.act(), record)
}

/// Whether nothing is left to be done by a step, as a form of it was sent.
pub(super) async fn is_closed(desk: &Desk, record: &QuestionRecord, step: QuestionStep, state: &FormState) -> Result<bool, AppError> {
    Ok(closed(record, &OpenRequests::of(desk, record).await?, step, state.get(REQUEST)).is_some())
}

/// Why a step is closed to whoever is signed in; none where it is open. `request` is the wish of a ministry that would be decided.
/// What the work page offers is what this leaves open, and the page of a closed step says why. The use case decides in the end.
pub(super) fn closed(record: &QuestionRecord, open_requests: &OpenRequests, step: QuestionStep, request: &str) -> Option<FormProblem> {
    use QuestionStep as S;
    if let Some(refusal) = refusal(record, step) {
        return Some(FormProblem::Refused(refusal));
    }
    let waiting = &open_requests.waiting;
    match step {
        S::DecideTransfer if waiting.transfers.iter().all(|asked| asked.id.to_string() != request) => {
            Some(FormProblem::Refused(Refusal::NothingAsked))
        }
        S::Unlink if !record.links.iter().any(can_be_unlinked) => Some(FormProblem::NothingLinked),
        S::Detach if !record.documents.iter().any(|document| document.answer.is_none()) => Some(FormProblem::NothingAttached),
        S::WithdrawDocument if record.documents.is_empty() => Some(FormProblem::NothingAttached),
        S::Hide if waiting.hiding.is_some() => Some(FormProblem::HidingPending),
        S::ConfirmHiding => Wish::not_theirs(open_requests.hiding.as_ref()),
        S::DropHiding => Wish::not_own(open_requests.hiding.as_ref()),
        S::Unhide if waiting.hiding.is_some() => Some(FormProblem::UnhidingPending),
        S::ConfirmUnhiding => Wish::not_theirs(open_requests.unhiding.as_ref()),
        S::DropUnhiding => Wish::not_own(open_requests.unhiding.as_ref()),
        S::ConfirmCorrection => Wish::not_theirs(open_requests.correction.as_ref()),
        S::DropCorrection => Wish::not_own(open_requests.correction.as_ref()),
        step if step.correction().is_some() && waiting.correction.is_some() => Some(FormProblem::Refused(Refusal::CorrectionPending)),
        _ => None,
    }
}

/// Why the question's state allows a step to nobody; none where it allows it, or says nothing of it.
fn refusal(record: &QuestionRecord, step: QuestionStep) -> Option<Refusal> {
    use QuestionStep as S;
    let (status, publication) = (record.status, record.publication);
    let open = matches!(status, Status::Deposited | Status::Transmitted);
    let answered = record.answers.iter().any(read::Answer::stands);
    let (allowed, otherwise) = match step {
        S::Deposit | S::DeleteDraft => (status == Status::Draft, Refusal::WrongStatus(status)),
        S::Transmit => (status == Status::Deposited, Refusal::WrongStatus(status)),
        S::Publish if status == Status::Draft => (false, Refusal::WrongStatus(status)),
        S::Transfer | S::AddMinistry => (status == Status::Transmitted, Refusal::WrongStatus(status)),
        S::Renew => (matches!(status, Status::Transmitted | Status::Lapsed), Refusal::WrongStatus(status)),
        S::Convert if !record.kind.has_deadline() => (false, Refusal::AlreadyOral),
        S::Convert | S::Withdraw => (open, Refusal::WrongStatus(status)),
        S::CorrectTransmission => (record.transmitted_on.is_some(), Refusal::WrongStatus(status)),
        S::CorrectReferral => (record.transmitted_on.is_some() && record.later_referrals().next().is_some(), Refusal::WrongStatus(status)),
        S::UndoReferral if status != Status::Transmitted => (false, Refusal::WrongStatus(status)),
        S::UndoReferral => (corrections::mistakable(record).next().is_some(), Refusal::NotTheirs),
        S::UndoTransmission if answered => (false, Refusal::HasAnswers),
        S::UndoTransmission => (status == Status::Transmitted, Refusal::WrongStatus(status)),
        S::CorrectAnswer | S::UndoAnswer => (answered, Refusal::NothingToCorrect),
        S::CorrectEnd | S::UndoEnd => (!open && status > Status::Answered, Refusal::WrongStatus(status)),
        S::Publish | S::Detach => (publication == Publication::Unpublished, Refusal::WrongPublication(publication)),
        S::WithdrawDocument => {
            let of_answers = record.documents.iter().any(|document| document.answer.is_some());
            (publication != Publication::Unpublished || of_answers, Refusal::WrongPublication(publication))
        }
        S::Hide => (publication == Publication::Published, Refusal::WrongPublication(publication)),
        S::Unhide => (publication == Publication::Hidden, Refusal::WrongPublication(publication)),
        S::Redact => (publication != Publication::Unpublished, Refusal::WrongPublication(publication)),
        S::Edit
        | S::DecideTransfer
        | S::Link
        | S::Unlink
        | S::Attach
        | S::ConfirmHiding
        | S::DropHiding
        | S::ConfirmUnhiding
        | S::DropUnhiding
        | S::ConfirmCorrection
        | S::DropCorrection => return None,
    };
    (!allowed).then_some(otherwise)
}

/// Whether a relation can be taken back from here: the question's own, or one that is the same from either side.
pub(super) fn can_be_unlinked(link: &read::Link) -> bool {
    link.kind != LinkKind::ConvertedFrom && (link.outgoing || link.kind == LinkKind::GroupedWith)
}

fn submitted(desk: &Desk, record: &QuestionRecord, waiting: &PendingItems) -> Vec<SubmittedAnswer> {
    let one = |work: &rows::MinistryWork| {
        record.answers.iter().find(|answer| Some(answer.id) == work.answer_id && !answer.published)?;
        let ministry = desk.ministry(work.ministry_id);
        let link = links::board::answer_step(desk.signed.locale(), &record.code, &ministry.slug, "judge");
        Some(SubmittedAnswer { ministry, on: work.submitted_on, link })
    };
    if desk.may(Act::JudgeAnswer, record) { waiting.submitted.iter().filter_map(one).collect() } else { Vec::new() }
}

fn transfers(desk: &Desk, record: &QuestionRecord, waiting: &PendingItems) -> Vec<PendingTransfer> {
    let step = links::staff::question_step(desk.signed.locale(), &record.code, QuestionStep::DecideTransfer.code());
    let one = |asked: &rows::TransferRequest| PendingTransfer {
        from: desk.ministry(asked.from_ministry_id),
        to: desk.ministry(asked.to_ministry_id).name,
        reason: asked.reason.clone(),
        link: links::with_query(&step, &[(REQUEST, &asked.id.to_string())]),
    };
    if desk.may(Act::DirectQuestion, record) { waiting.transfers.iter().map(one).collect() } else { Vec::new() }
}
