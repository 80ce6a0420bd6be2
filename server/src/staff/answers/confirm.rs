//! An answer before it is published: whose it is, for how many questions, who will see it, and that nobody will where a question is not
//! published itself.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{AnswerKind, Publication, Status};
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
    /// The other questions that it answers.
    pub also: Vec<i64>,
}

/// Whether the public sees nothing of a question, and could.
fn is_unseen(record: &QuestionRecord) -> bool {
    record.publication == Publication::Unpublished && record.status != Status::Draft
}

/// The questions of an answer that the public does not see.
async fn unseen(signed: &SignedIn, record: &QuestionRecord, also: &[i64]) -> Result<Vec<QuestionRecord>, AppError> {
    let others = read::load(signed.app.database.reader(), signed.viewer(), also).await?;
    Ok(std::iter::once(record.clone()).chain(others).filter(is_unseen).collect())
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
    let unseen = unseen(signed, record, &of.also).await?;
    let mut says = vec![Consequence::Answered { ministry: of.ministry, questions: 1 + of.also.len() as u64 }];
    if of.kind == AnswerKind::Holding {
        says.push(Consequence::ClockGoesOn);
    }
    match record.publication {
        Publication::Published => says.push(Consequence::Seen),
        Publication::Hidden => {
            says.push(Consequence::Hidden);
            state.set(UNSEEN, "yes");
        }
        Publication::Unpublished => {}
    }
    if !unseen.is_empty() {
        says.push(Consequence::AnswerUnseen(unseen.iter().map(|record| view::row(record, today)).collect()));
        state.set(UNSEEN, "yes");
    }
    says.push(Consequence::Lasting);
    let page = ConfirmPage {
        act: of.act,
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
