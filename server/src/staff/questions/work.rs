//! A question's work page: everything recorded, what waits, and the steps that are possible now.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Locale, Publication, Status, access::Act, lifecycle::EventKind, question::LinkKind};
use jawab_store::{
    chamber::{self, Waiting},
    read::{self, QuestionRecord},
};
use jawab_ui::{
    links,
    model::Linked,
    pages::{
        question::TextsShown,
        staff::{
            QuestionStep, StaffBody, WorkPage,
            work::{SubmittedAnswer, TransferAsked},
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
    let others = read::rows(db, desk.signed.viewer(), &view::named_by(&record), Some(desk.directory.known())).await?;
    let waiting = chamber::waiting(db, record.id).await?;
    let hiding_asked = match &waiting.hiding {
        Some(asked) => Some((history::person(desk.app(), &asked.asked_by).await?.unwrap_or_default(), asked.reason.clone())),
        None => None,
    };
    let correction_asked = match &waiting.correction {
        Some(asked) => Some(corrections::asked(&desk, &record, asked).await?),
        None => None,
    };
    let seconds = Seconds::of(&desk, &waiting).await?;
    let seen = |record: &QuestionRecord| view::question(record, &others, &desk.calendar, &desk.directory, desk.today, TextsShown::All);
    // An answer that waits to be judged is shown as such, and nothing is answered by it yet.
    let mut published = record.clone();
    published.answers.retain(|answer| answer.published);
    let mut question = seen(&published);
    question.answers = seen(&record).answers;
    let has_documents = record.documents.iter().any(|document| document.own);
    // Its own page tells the history.
    question.history.clear();
    let page = WorkPage {
        publication: record.publication,
        hidden_reason: hidden_because(&record),
        steps: QuestionStep::ALL.iter().copied().filter(|step| possible(&desk, &record, &waiting, seconds, has_documents, *step)).collect(),
        to_judge: submitted(&desk, &record, &waiting),
        publishable: if desk.may(Act::RecordAnswer, &record) {
            publish::publishable(desk.signed.locale(), &desk.directory, &record)
        } else {
            Vec::new()
        },
        transfers: transfers(&desk, &record, &waiting),
        hiding_asked,
        correction_asked,
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

/// Why it is hidden, as its history tells.
fn hidden_because(record: &QuestionRecord) -> Option<String> {
    let hidden = record.publication == Publication::Hidden;
    record.events.iter().rev().filter(|_| hidden).find(|event| event.kind == EventKind::Hidden)?.reason.clone()
}

/// For which of the wishes that wait whoever is signed in may be the second person.
#[derive(Clone, Copy)]
struct Seconds {
    hiding: bool,
    correction: bool,
}

impl Seconds {
    async fn of(desk: &Desk, waiting: &Waiting) -> Result<Self, AppError> {
        let asked = [waiting.hiding.as_ref().map(|row| &row.asked_by), waiting.correction.as_ref().map(|row| &row.asked_by)];
        let mut may = [false; 2];
        for (may, asked_by) in may.iter_mut().zip(asked) {
            if let Some(asked_by) = asked_by {
                *may = desk.app().work().may_confirm(desk.signed.actor(), asked_by).await?;
            }
        }
        let [hiding, correction] = may;
        Ok(Self { hiding, correction })
    }
}

/// Whether a step is possible now, for whoever is signed in. The use case decides in the end.
fn possible(desk: &Desk, record: &QuestionRecord, waiting: &Waiting, seconds: Seconds, has_documents: bool, step: QuestionStep) -> bool {
    use QuestionStep as S;
    let open = matches!(record.status, Status::Deposited | Status::Transmitted);
    let published = record.publication == Publication::Published;
    let own = desk.signed.actor().id.to_string();
    let (settled, answered) = (waiting.correction.is_none(), record.answers.iter().any(read::Answer::stands));
    let (act, now) = match step {
        S::Edit => (Act::KeepQuestion, record.status.is_open() || record.status == Status::Answered),
        S::Deposit => (Act::KeepQuestion, record.status == Status::Draft),
        S::Transmit => (Act::KeepQuestion, record.status == Status::Deposited),
        S::Publish => (Act::KeepQuestion, record.status != Status::Draft && record.publication == Publication::Unpublished),
        S::Transfer | S::AddMinistry => (Act::DirectQuestion, record.status == Status::Transmitted),
        S::DecideTransfer => (Act::DirectQuestion, false),
        S::Link => (Act::DirectQuestion, true),
        S::Unlink => (Act::DirectQuestion, record.links.iter().any(can_be_unlinked)),
        S::Detach => (Act::KeepQuestion, has_documents && record.publication == Publication::Unpublished),
        S::Renew => (Act::KeepQuestion, matches!(record.status, Status::Transmitted | Status::Lapsed)),
        S::Convert => (Act::DirectQuestion, open && record.kind.has_deadline()),
        S::Withdraw => (Act::DirectQuestion, open),
        S::Hide => (Act::HideQuestion, published && waiting.hiding.is_none()),
        S::ConfirmHiding => (Act::HideQuestion, seconds.hiding),
        S::DropHiding => (Act::HideQuestion, waiting.hiding.as_ref().is_some_and(|asked| asked.asked_by == own)),
        S::ConfirmCorrection => (Act::DirectQuestion, seconds.correction),
        S::DropCorrection => (Act::DirectQuestion, waiting.correction.as_ref().is_some_and(|asked| asked.asked_by == own)),
        S::CorrectTransmission => (Act::DirectQuestion, settled && record.transmitted_on.is_some()),
        S::UndoTransmission => (Act::DirectQuestion, settled && record.status == Status::Transmitted && !answered),
        S::CorrectReferral => {
            (Act::DirectQuestion, settled && record.transmitted_on.is_some() && record.later_referrals().next().is_some())
        }
        S::CorrectAnswer | S::UndoAnswer => (Act::DirectQuestion, settled && answered),
        S::CorrectEnd | S::UndoEnd => (Act::DirectQuestion, settled && !open && record.status > Status::Answered),
        S::Unhide => (Act::HideQuestion, record.publication == Publication::Hidden),
        S::Redact => (Act::HideQuestion, record.publication != Publication::Unpublished),
        S::Attach => (Act::KeepQuestion, true),
    };
    now && desk.may(act, record)
}

/// Whether a relation can be taken back from here: the question's own, or one that is the same from either side.
pub(super) fn can_be_unlinked(link: &read::Link) -> bool {
    link.kind != LinkKind::ConvertedFrom && (link.outgoing || link.kind == LinkKind::GroupedWith)
}

fn submitted(desk: &Desk, record: &QuestionRecord, waiting: &Waiting) -> Vec<SubmittedAnswer> {
    let one = |work: &jawab_store::entity::ministry_work::Model| {
        record.answers.iter().find(|answer| Some(answer.id) == work.answer_id && !answer.published)?;
        let ministry = named(desk, work.ministry_id);
        let link = links::board::answer_step(desk.signed.locale(), &record.code, &ministry.slug, "judge");
        Some(SubmittedAnswer { ministry, on: work.submitted_on, link })
    };
    if desk.may(Act::JudgeAnswer, record) { waiting.submitted.iter().filter_map(one).collect() } else { Vec::new() }
}

fn transfers(desk: &Desk, record: &QuestionRecord, waiting: &Waiting) -> Vec<TransferAsked> {
    let step = links::staff::question_step(desk.signed.locale(), &record.code, QuestionStep::DecideTransfer.code());
    let one = |asked: &jawab_store::entity::transfer_request::Model| TransferAsked {
        from: named(desk, asked.from_ministry_id),
        to: named(desk, asked.to_ministry_id).name,
        reason: asked.reason.clone(),
        link: links::with_query(&step, &[("request", &asked.id.to_string())]),
    };
    if desk.may(Act::DirectQuestion, record) { waiting.transfers.iter().map(one).collect() } else { Vec::new() }
}

pub(super) fn named(desk: &Desk, ministry: i64) -> Linked {
    desk.directory.ministries.linked(ministry).unwrap_or_default()
}
