//! An answer before it is published: whose it is, of which day, for how many questions, what becomes of the deadline, who will see it,
//! and that nobody will where a question is not published itself.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Publication, Standing, Status, access::Act, lifecycle::Command};
use jawab_service::work::{Seen, Turn, UseCaseError};
use jawab_store::read::{self, QuestionRecord};
use jawab_ui::{
    form::{FormState, Post},
    model::Linked,
    pages::staff::{
        ConfirmPage, StaffBody,
        confirm::{Confirmed, Consequence},
    },
};

use crate::{
    directory::linked,
    error::AppError,
    staff::{SignedIn, sending::new_once},
    web::view,
};

/// The field that says that some of the questions are not published.
pub const UNSEEN: &str = "unseen";

/// An answer that is to be published.
pub struct Answering {
    /// By which act.
    pub act: Confirmed,
    /// Whose.
    pub ministry: Linked,
    /// What it is.
    pub kind: AnswerKind,
    /// Its day.
    pub on: NaiveDate,
    /// The other questions that it answers.
    pub also: Vec<i64>,
}

/// Whether the public sees nothing of a question, and could.
fn is_unseen(record: &QuestionRecord) -> bool {
    record.publication == Publication::Unpublished && record.status != Status::Draft
}

/// Whether publishing an answer shows it to the public: in one of its questions at least.
pub fn is_shown<'a>(mut questions: impl Iterator<Item = &'a QuestionRecord>) -> bool {
    questions.any(|record| record.publication == Publication::Published)
}

impl Answering {
    /// When the ministry's answer to a question is due.
    fn due(&self, record: &QuestionRecord) -> Option<NaiveDate> {
        record.ministries().find(|part| part.ministry.slug == self.ministry.slug)?.due_on
    }

    /// The other ministries that owe an answer still.
    fn others_owe(&self, questions: &[&QuestionRecord]) -> Vec<Linked> {
        let mut owe: Vec<Linked> = Vec::new();
        let parts = questions.iter().flat_map(|record| record.ministries()).filter(|part| part.answered_on.is_none());
        for part in parts.filter(|part| part.ministry.slug != self.ministry.slug) {
            if owe.iter().all(|other| other.slug != part.ministry.slug) {
                owe.push(linked(part.ministry.clone()));
            }
        }
        owe
    }

    /// Its day, how that stands to when it was due, and what becomes of the deadline.
    fn deadline(&self, questions: &[&QuestionRecord], today: NaiveDate) -> Vec<Consequence> {
        let mut says = vec![Consequence::Given(self.on)];
        let due: Vec<_> = questions.iter().filter_map(|record| Some((*record, self.due(record)?))).collect();
        match self.kind {
            AnswerKind::Final => {
                says.extend(due.iter().map(|(record, due)| Consequence::Against {
                    due: *due,
                    standing: Standing::on(today, Status::Answered, Some(*due), Some(self.on)),
                    of: (questions.len() > 1).then(|| view::row(*record, today)),
                }));
                let others = self.others_owe(questions);
                if !due.is_empty() {
                    says.push(if others.is_empty() { Consequence::ClockStops } else { Consequence::OthersOwe(others) });
                }
            }
            AnswerKind::Holding => {
                says.push(Consequence::ClockGoesOn);
                if let ([_], [(_, due)]) = (questions, due.as_slice()) {
                    says.push(Consequence::SameDue(Some(*due)));
                }
            }
            AnswerKind::Correction => {}
        }
        says
    }
}

/// Sees whether an answer can be given to each of its questions, before anybody is asked to confirm it.
///
/// # Errors
/// As for publishing it.
pub async fn foresee(signed: &SignedIn, act: Act, record: &QuestionRecord, also: &[i64], command: &Command) -> Result<(), UseCaseError> {
    for question in std::iter::once(record.id).chain(also.iter().copied()) {
        signed.app.work().foresee_command(signed.actor(), act, question, command.clone()).await?;
    }
    Ok(())
}

/// The page that says what publishing the answer brings about.
///
/// # Errors
/// When the database cannot be read.
pub async fn show(
    signed: &SignedIn,
    record: &QuestionRecord,
    of: Answering,
    version: i64,
    mut state: FormState,
) -> Result<Response, AppError> {
    let today = signed.app.clock.today();
    let others = read::load(signed.app.database.reader(), signed.viewer(), &of.also).await?;
    let all: Vec<&QuestionRecord> = std::iter::once(record).chain(&others).collect();
    let unseen: Vec<&QuestionRecord> = all.iter().copied().filter(|one| is_unseen(one)).collect();
    let shown = is_shown(all.iter().copied());
    let (ministry, questions) = (of.ministry.clone(), 1 + of.also.len() as u64);
    let answered = if shown { Consequence::Answered { ministry, questions } } else { Consequence::Accepted { ministry, questions } };
    let mut says = vec![answered];
    says.extend(of.deadline(&all, today));
    match record.publication {
        Publication::Published => says.push(Consequence::Seen),
        Publication::Hidden => {
            says.push(Consequence::Hidden);
            state.set(UNSEEN, "yes");
        }
        Publication::Unpublished => {}
    }
    if !unseen.is_empty() {
        says.push(Consequence::AnswerUnseen(unseen.iter().map(|record| view::row(*record, today)).collect()));
        state.set(UNSEEN, "yes");
    }
    says.push(Consequence::Lasting);
    let page = ConfirmPage {
        act: if shown { of.act } else { of.act.unseen() },
        question: Some(view::row(record, today)),
        subject: view::subject(record),
        post: Post { action: signed.reader.path_and_query.clone(), once: new_once(), version: Some(version), files: false },
        state,
        says,
        preview: None,
        can_publish: !unseen.is_empty(),
    };
    signed.show(StatusCode::OK, StaffBody::Confirm(Box::new(page))).await
}

/// Publishes the questions of an answer that the public does not see yet; the question in hand, as it is then.
///
/// # Errors
/// As for publishing each of them.
pub async fn publish(signed: &SignedIn, turn: &mut Turn, record: &QuestionRecord, also: &[i64]) -> Result<Seen, UseCaseError> {
    let mut seen = Seen { question: record.id, version: record.version };
    let others = read::load(turn.db(), signed.viewer(), also).await?;
    for one in std::iter::once(record).chain(&others).filter(|one| is_unseen(one)) {
        let kept = turn.publish(Seen { question: one.id, version: one.version }).await?;
        if kept.id == record.id {
            seen = kept.seen();
        }
    }
    Ok(seen)
}
