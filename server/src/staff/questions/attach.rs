//! Attaching a document: the one step whose form carries a file. What everybody would see at once is confirmed first; the file is kept
//! meanwhile as one that nothing names, and is gone after a day where nobody confirms.

use axum::{
    extract::{FromRequest as _, Request},
    http::StatusCode,
    response::Response,
};
use jawab_domain::{
    Publication,
    field::{FieldName, FieldPath},
    validation::Problem,
};
use jawab_service::{
    attachments::{AttachmentError, Document, MAX_DOCUMENT_BYTES},
    new_code,
    use_cases::{ExpectedVersion, Idempotent, SavedQuestion, UseCaseError},
};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{ACTION, ENTER, FILE_NOT_KEPT, FormProblem, FormState, Post, VERSION},
    links,
    pages::{
        question::Attachment,
        staff::{
            ConfirmPage, QuestionStep, StaffBody,
            confirm::{BACK, ConfirmedAct, Consequence, is_confirmed},
        },
    },
    shell::staff::Flash,
};

use super::{Desk, add_errors, idempotency_key, steps, steps_form, version};
use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn,
        multipart::{self, File, Parts, is_multipart},
        posted::as_typed,
    },
    web::view,
};

/// The field that says which document is confirmed: its hash.
const DOCUMENT: &str = "sha256";
/// The field of the file.
const FILE: &str = FieldName::File.form();

/// The form.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let (desk, record) = steps::on(signed, QuestionStep::Attach).await?;
    steps_form::open(&desk, &record, QuestionStep::Attach).await
}

/// What came beside the fields.
enum Sent {
    /// A form that has a file.
    File(File),
    /// One that has none: a confirmation, or a form that comes back after its session had ended.
    Fields { resumed: bool },
}

/// Attaches what was sent, or asks whether everybody shall see it. A form that comes back after its session had ended has no file any
/// more, and is shown again.
///
/// The form is read before anything else, so that what was typed is at hand where the question is there no longer.
pub async fn attach(signed: SignedIn, request: Request) -> Result<Response, AppError> {
    let sent = if is_multipart(&request) {
        multipart::read(request, &signed.app, MAX_DOCUMENT_BYTES).await.map(|Parts { fields, file }| (as_typed(fields), Sent::File(file)))
    } else {
        Posted::from_request(request, &signed.app).await.map(|posted| (posted.form, Sent::Fields { resumed: posted.resumed }))
    };
    let (desk, record) = steps::on(signed, QuestionStep::Attach).await?;
    let (mut state, sent) = sent?;
    let goes_back = [ENTER, BACK].contains(&state.get(ACTION));
    let chosen = match &sent {
        Sent::File(File::Whole(file)) => !file.is_empty(),
        Sent::File(File::TooLarge) => true,
        Sent::File(File::None) => false,
        Sent::Fields { .. } => state.filled(DOCUMENT).is_some(),
    };
    let (document, confirmed) = match sent {
        Sent::File(file) if !goes_back => (look_into(&desk, file).await, false),
        Sent::Fields { resumed } if is_confirmed(&state) => (stored_document(&desk, state.get(DOCUMENT)).await, !resumed),
        _ => return again(&desk, &record, state, chosen).await,
    };
    let expected = ExpectedVersion { question: record.id, version: version(&state)? };
    let asks = record.publication == Publication::Published && !confirmed;
    let done = match &document {
        Ok(document) => carry_out(&desk, &mut state, expected, document, asks).await,
        Err(_) => Ok(false),
    };
    match (done, document) {
        (Ok(true), _) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &record.code), Flash::Attached)),
        (Ok(false), Ok(document)) => confirm(&desk, &record, expected, state, &document).await,
        (Err(error), _) | (_, Err(error)) => refused(&desk, &record, state, (error, chosen)).await,
    }
}

/// Shows the form again; `chosen`: a file was chosen, which is to be chosen anew.
async fn again(desk: &Desk, record: &QuestionRecord, mut state: FormState, chosen: bool) -> Result<Response, AppError> {
    state.clear(DOCUMENT);
    if chosen {
        state.set(FILE, FILE_NOT_KEPT);
    }
    steps_form::show(desk, record, QuestionStep::Attach, state).await
}

/// Shows the form again with what stands against it.
async fn refused(
    desk: &Desk,
    record: &QuestionRecord,
    mut state: FormState,
    (error, chosen): (UseCaseError, bool),
) -> Result<Response, AppError> {
    match error {
        UseCaseError::Attachment(AttachmentError::Busy) => state.add_problem(FILE, FormProblem::TooManyFiles),
        UseCaseError::Conflict { current } => {
            state.add_problem("", FormProblem::ChangedMeanwhile);
            state.set(VERSION, current.to_string());
        }
        error => add_errors(&mut state, error, FieldPath::form)?,
    }
    again(desk, record, state, chosen).await
}

fn at_fault(problem: Problem) -> UseCaseError {
    UseCaseError::field(FieldName::File, problem)
}

/// What is said of a document that could not be looked into.
fn unread(error: AttachmentError) -> UseCaseError {
    match error {
        AttachmentError::Refused(problem) => at_fault(problem),
        AttachmentError::Busy => error.into(),
        failed => {
            tracing::error!(error = %failed, "a document could not be looked into");
            at_fault(Problem::Unreadable)
        }
    }
}

/// Looks into the file that was sent.
async fn look_into(desk: &Desk, file: File) -> Result<Document, UseCaseError> {
    let file = match file {
        File::Whole(file) if !file.is_empty() => file,
        File::TooLarge => return Err(at_fault(Problem::TooLarge { most: MAX_DOCUMENT_BYTES })),
        File::Whole(_) | File::None => return Err(at_fault(Problem::Missing)),
    };
    desk.app().attachments.inspect(desk.signed.actor().id, file).await.map_err(unread)
}

/// The document that is confirmed, as it was stored. Whoever names it by its hash has it, or had it.
async fn stored_document(desk: &Desk, sha256: &str) -> Result<Document, UseCaseError> {
    let found = desk.app().attachments.reinspect(desk.signed.actor().id, sha256).await.map_err(unread)?;
    found.ok_or_else(|| at_fault(Problem::Missing))
}

/// Attaches the document; whether that is done, or only asked about. It is tried first in a change that is given up again: nothing is kept
/// of what is refused.
async fn carry_out(
    desk: &Desk,
    state: &mut FormState,
    expected: ExpectedVersion,
    document: &Document,
    asks: bool,
) -> Result<bool, UseCaseError> {
    state.set(DOCUMENT, document.sha256());
    let (key, use_cases, actor) = (idempotency_key(&desk.signed, state).await?, desk.app().use_cases(), desk.signed.actor());
    let Idempotent::Fresh(mut tried) = use_cases.begin_idempotent(actor, key.clone()).await? else { return Ok(true) };
    tried.attach(expected, None, state.get(FieldName::Title.form()), document).await?;
    drop(tried);
    // Outside of a change: nobody waits for a disk that is slow.
    desk.app().attachments.store(document).await?;
    if asks {
        return Ok(false);
    }
    let Idempotent::Fresh(mut unit) = use_cases.begin_idempotent(actor, key).await? else { return Ok(true) };
    unit.attach(expected, None, state.get(FieldName::Title.form()), document).await?;
    unit.commit_with(&None::<SavedQuestion>).await?;
    Ok(true)
}

/// The page that says who will see the document.
async fn confirm(
    desk: &Desk,
    record: &QuestionRecord,
    expected: ExpectedVersion,
    state: FormState,
    document: &Document,
) -> Result<Response, AppError> {
    let attached = Attachment {
        title: state.get(FieldName::Title.form()).trim().to_owned(),
        pages: document.pages().unsigned_abs(),
        kibibytes: document.size().unsigned_abs().div_ceil(1024),
        link: String::new(),
    };
    let action = links::staff::question_step(desk.signed.locale(), &record.code, QuestionStep::Attach.code());
    let page = ConfirmPage {
        act: ConfirmedAct::Attach,
        question: Some(view::row(record, desk.today)),
        subject: record.title(),
        post: Post { action, idempotency_key: new_code(), version: Some(expected.version), files: false },
        state,
        says: vec![Consequence::Document(attached), Consequence::Seen, Consequence::CanBeWithdrawn],
        preview: None,
        can_publish: false,
    };
    desk.show(StatusCode::OK, StaffBody::Confirm(Box::new(page))).await
}
