//! Attaching a document: the one step whose form carries a file.

use axum::{
    extract::{FromRequest as _, Request},
    response::Response,
};
use jawab_service::{
    attachments::{AttachmentError, SIZE_MOST},
    work::{Begun, Kept, Problem, Seen, UseCaseError},
};
use jawab_ui::{
    form::{DO, ENTER, FormState, Problem as Complaint},
    links,
    pages::staff::QuestionStep,
    shell::staff::Flash,
};

use super::{Desk, once, say, steps, steps_form, version};
use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn,
        multipart::{self, File, Parts, is_multipart},
    },
};

/// The form.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let (desk, record) = steps::on(signed, QuestionStep::Attach).await?;
    steps_form::open(&desk, &record, QuestionStep::Attach).await
}

/// Attaches what was sent. A form that comes back after its session had ended has no file any more, and is shown again.
///
/// The form is read before anything else, so that what was typed is at hand where the question is there no longer.
pub async fn attach(signed: SignedIn, request: Request) -> Result<Response, AppError> {
    let sent = if is_multipart(&request) {
        multipart::read(request, &signed.app, SIZE_MOST).await.map(|Parts { fields, file }| (FormState::from_pairs(fields), Some(file)))
    } else {
        Posted::from_request(request, &signed.app).await.map(|posted| (posted.form, None))
    };
    let (desk, record) = steps::on(signed, QuestionStep::Attach).await?;
    let (mut state, file) = sent?;
    let Some(file) = file.filter(|_| state.get(DO) != ENTER) else {
        return steps_form::show(&desk, &record, QuestionStep::Attach, state).await;
    };
    let seen = Seen { question: record.id, version: version(&state)? };
    match carry_out(&desk, &mut state, seen, file).await {
        Ok(()) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &record.code), Flash::Attached)),
        Err(UseCaseError::Attachment(AttachmentError::Busy)) => {
            state.complain("file", Complaint::TooManyFiles);
            steps_form::show(&desk, &record, QuestionStep::Attach, state).await
        }
        Err(UseCaseError::Conflict { current }) => {
            state.complain("", Complaint::ChangedMeanwhile);
            state.set("version", current.to_string());
            steps_form::show(&desk, &record, QuestionStep::Attach, state).await
        }
        Err(error) => {
            say(&mut state, error, str::to_owned)?;
            steps_form::show(&desk, &record, QuestionStep::Attach, state).await
        }
    }
}

async fn carry_out(desk: &Desk, state: &mut FormState, seen: Seen, file: File) -> Result<(), UseCaseError> {
    let refused = |problem| UseCaseError::field("file", problem);
    let file = match file {
        File::Whole(file) if !file.is_empty() => file,
        File::TooLarge => return Err(refused(Problem::TooLarge { most: SIZE_MOST })),
        File::Whole(_) | File::None => return Err(refused(Problem::Missing)),
    };
    let document = desk.app().attachments.inspect(desk.signed.actor().id, file).await.map_err(|error| match error {
        AttachmentError::Refused(problem) => refused(problem),
        AttachmentError::Busy => error.into(),
        failed => {
            tracing::error!(error = %failed, "a document could not be looked into");
            refused(Problem::Unreadable)
        }
    })?;
    state.set("sha256", document.sha256());
    let once = once(&desk.signed, state).await?;
    // Before the change begins: nobody waits for a disk that is slow.
    desk.app().attachments.keep(&document).await?;
    let Begun::New(mut turn) = desk.app().work().begin_once(desk.signed.actor(), once).await? else { return Ok(()) };
    turn.attach(seen, None, state.get("title"), &document).await?;
    turn.commit_with(&None::<Kept>).await
}
