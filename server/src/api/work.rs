//! The same use cases as JSON, for programs with a token: log, deposit, transmit, publish, answer, attach, withdraw what was attached.
//!
//! Each request carries an `Idempotency-Key`: sent again within a day it gets the first answer, and nothing is done twice.
//! Changes of a question carry `If-Match` with the `ETag` it was read with: where it changed since, or is told in other words, nothing is
//! done. Who means to change it whatever it is now says so (`*`).

use axum::{extract::State, http::StatusCode, response::Response};
use jawab_domain::AnswerKind;
use jawab_service::{
    attachments::Document,
    use_cases::{
        AnswerInput, Deposit, ExpectedVersion, Problem as FieldProblem, SavedAttachment, SavedQuestion, Transmit, UnitOfWork, UseCaseError,
    },
};
use jawab_store::{attachments, read};

use super::schema::Question;
use crate::{App, error::AppError};

mod body;
mod json;
mod sent;
mod text;

use body::Named;
pub use body::{AnswerBody, DepositBody, QuestionBody, TransmitBody, WithdrawalBody};
pub use json::{Misshapen, ShapeFault};
use sent::{Done, Stopped};
pub use sent::{Sent, viewers};

/// Logs a question; deposits, transmits and publishes it at once where the body says so: a program means what it says, and nothing is asked
/// back. An author who is known not to sit in the Chamber on the day of deposit, or today, is a 422 at `/authors/N`; a ministry that is no
/// more on that day, or on that of the transmission, one at `/ministries/N`, or at `/transmit/ministries/N` where it is named there.
#[utoipa::path(
    post,
    path = "/api/v1/questions",
    params(("Idempotency-Key" = String, Header, description = "chosen by the sender, the same when the request is sent again")),
    request_body = QuestionBody,
    responses((status = 201, body = Question, headers(("ETag" = String), ("Location" = String)))),
    security(("token" = []))
)]
pub async fn log(sent: Sent) -> Result<Response, Stopped> {
    let body: QuestionBody = sent.json().await?;
    let names = Named::of(&sent).await?;
    let mut unit = sent.begin().await?;
    let input = names.question(unit.db(), &body).await?;
    let mut kept = unit.log(input).await?;
    if let Some(deposit) = &body.deposit {
        let own = [("on", true), ("legislature", deposit.legislature.is_some()), ("number", deposit.number.is_some())];
        kept = unit.deposit(kept.expected(), how_deposited(deposit)).await.map_err(|error| in_part(error, "deposit", &own))?;
    }
    if let Some(transmit) = &body.transmit {
        let own = [("on", true), ("ministries", !transmit.ministries.is_empty())];
        kept = unit.transmit(kept.expected(), names.transmit(transmit)?).await.map_err(|error| in_part(error, "transmit", &own))?;
    }
    if body.publish {
        kept = unit.publish(kept.expected()).await?;
    }
    sent.commit(unit, StatusCode::CREATED, kept).await
}

/// A refusal with the faults of a part of the body pointed at in the whole. `own` says of each field whether the part has it itself.
fn in_part(error: UseCaseError, part: &str, own: &[(&str, bool)]) -> UseCaseError {
    let UseCaseError::Invalid(mut faults) = error else { return error };
    for fault in &mut faults {
        let first = fault.field.split('.').next().unwrap_or_default();
        if own.contains(&(first, true)) {
            fault.field = format!("{part}.{}", fault.field);
        }
    }
    UseCaseError::Invalid(faults)
}

/// Deposits a draft, with its number or the next one. A number far above the last one moves the series on only where `moves_series` says
/// so. A day outside the legislature is a 422 at `/on`, an author who is known not to sit in the Chamber that day one at `/authors/N`.
#[utoipa::path(
    post,
    path = "/api/v1/questions/{id}/deposit",
    params(
        ("id" = String, Path, description = "`id` of a question"),
        ("If-Match" = String, Header, description = "the `ETag` it was read with, or `*`: as it is now"),
        ("Idempotency-Key" = String, Header, description = "chosen by the sender"),
    ),
    request_body = DepositBody,
    responses((status = 200, body = Question, headers(("ETag" = String)))),
    security(("token" = []))
)]
pub async fn deposit(sent: Sent) -> Result<Response, Stopped> {
    let body: DepositBody = sent.json().await?;
    let (seen, mut unit) = sent.begin_on().await?;
    let kept = unit.deposit(seen, how_deposited(&body)).await?;
    sent.commit(unit, StatusCode::OK, kept).await
}

/// Transmits a deposited question to the Government. A ministry that is no more on that day is a 422 at `/ministries/N`.
#[utoipa::path(
    post,
    path = "/api/v1/questions/{id}/transmit",
    params(
        ("id" = String, Path, description = "`id` of a question"),
        ("If-Match" = String, Header, description = "the `ETag` it was read with, or `*`: as it is now"),
        ("Idempotency-Key" = String, Header, description = "chosen by the sender"),
    ),
    request_body = TransmitBody,
    responses((status = 200, body = Question, headers(("ETag" = String)))),
    security(("token" = []))
)]
pub async fn transmit(sent: Sent) -> Result<Response, Stopped> {
    let body: TransmitBody = sent.json().await?;
    let names = Named::of(&sent).await?;
    let (seen, mut unit) = sent.begin_on().await?;
    let how = names.transmit(&body)?;
    let kept = unit.transmit(seen, how).await?;
    sent.commit(unit, StatusCode::OK, kept).await
}

/// Publishes a question.
#[utoipa::path(
    post,
    path = "/api/v1/questions/{id}/publish",
    params(
        ("id" = String, Path, description = "`id` of a question"),
        ("If-Match" = String, Header, description = "the `ETag` it was read with, or `*`: as it is now"),
        ("Idempotency-Key" = String, Header, description = "chosen by the sender"),
    ),
    responses((status = 200, body = Question, headers(("ETag" = String)))),
    security(("token" = []))
)]
pub async fn publish(sent: Sent) -> Result<Response, Stopped> {
    let (seen, mut unit) = sent.begin_on().await?;
    let kept = unit.publish(seen).await?;
    sent.commit(unit, StatusCode::OK, kept).await
}

/// Records an answer that arrived outside the site, and publishes it.
#[utoipa::path(
    post,
    path = "/api/v1/questions/{id}/answers",
    params(
        ("id" = String, Path, description = "`id` of a question"),
        ("If-Match" = String, Header, description = "the `ETag` it was read with, or `*`: as it is now"),
        ("Idempotency-Key" = String, Header, description = "chosen by the sender"),
    ),
    request_body = AnswerBody,
    responses((status = 201, body = Question, headers(("ETag" = String)))),
    security(("token" = []))
)]
pub async fn answer(sent: Sent) -> Result<Response, Stopped> {
    let body: AnswerBody = sent.json().await?;
    let names = Named::of(&sent).await?;
    let (seen, mut unit) = sent.begin_on().await?;
    let record = sent.question(unit.db(), seen.question).await?;
    let ministry = names.ministry("ministry", &body.ministry)?;
    body::few("covers_sub_questions", &body.covers_sub_questions)?;
    let mut coverage = Vec::new();
    for (n, covered) in body.covers_sub_questions.iter().enumerate() {
        let sub = record.sub_questions.iter().find(|sub| sub.position == covered.position);
        let unknown = || UseCaseError::field(format!("covers_sub_questions.{n}.position"), FieldProblem::Unknown);
        coverage.push((sub.ok_or_else(unknown)?.id, covered.coverage));
    }
    let input = AnswerInput {
        kind: body.kind.unwrap_or(AnswerKind::Final),
        minister: body.minister.clone(),
        answered_on: body.answered_on,
        texts: body.texts.clone().map(|_, text| text.into_input()),
        also: names.questions(unit.db(), "also", &body.also).await?,
        coverage,
    };
    let kept = unit.record_answer(seen, ministry, &input).await?;
    sent.commit(unit, StatusCode::CREATED, kept.question).await
}

/// A document that was attached.
#[derive(Debug, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Attached {
    /// The question.
    pub question: String,
    /// The hash of its bytes.
    pub sha256: String,
    /// What it is called.
    pub title: String,
    /// How many pages it has.
    pub pages: i32,
    /// How many bytes.
    pub size: i64,
    /// Its address, once the question or answer is public.
    pub url: String,
}

/// Attaches a PDF to a question, or to one of its answers.
#[utoipa::path(
    post,
    path = "/api/v1/questions/{id}/attachments",
    params(
        ("id" = String, Path, description = "`id` of a question"),
        ("title" = String, Query, description = "what the document is called"),
        ("answer" = Option<String>, Query, description = "`id` of an answer to the question; without it, the question itself"),
        ("If-Match" = String, Header, description = "the `ETag` it was read with, or `*`: as it is now"),
        ("Idempotency-Key" = String, Header, description = "chosen by the sender"),
    ),
    request_body(content = Vec<u8>, content_type = "application/pdf", description = "at most 20 MiB and 500 pages, not encrypted"),
    responses((status = 201, body = Attached, headers(("ETag" = String)))),
    security(("token" = []))
)]
pub async fn attach(State(app): State<App>, sent: Sent) -> Result<Response, Stopped> {
    let (title, answer) = (sent.request().value("title"), sent.request().value("answer"));
    let document = app.attachments.inspect(sent.actor(), sent.pdf()?).await?;
    // It is tried first in a change that is given up again: nothing is kept of what is refused.
    let (_, tried, ..) = sent.attach(&answer, &title, &document).await?;
    drop(tried);
    // Outside of a change: nobody waits for a disk that is slow.
    app.attachments.store(&document).await?;
    let (kept, unit, record, seen) = sent.attach(&answer, &title, &document).await?;
    let url = format!("{}/attachments/{}/document.pdf", app.public_url, kept.sha256);
    let (pages, size) = (kept.pages, kept.size);
    let told = Attached { question: record.code.clone(), sha256: kept.sha256, title: kept.title, pages, size, url };
    let kept = SavedQuestion { id: record.id, code: record.code, version: seen.version + 1 };
    sent.commit_done(unit, Done { status: 201, kept, attached: Some(told) }).await
}

impl Sent {
    /// Attaches a document, without making it last; the question as it was before.
    async fn attach(
        &self,
        answer: &str,
        title: &str,
        document: &Document,
    ) -> Result<(SavedAttachment, Box<UnitOfWork>, read::QuestionRecord, ExpectedVersion), Stopped> {
        let (seen, mut unit) = self.begin_on().await?;
        let record = self.question(unit.db(), seen.question).await?;
        let answer = answer_of(&record, answer)?;
        let kept = unit.attach(seen, answer, title, document).await?;
        Ok((kept, unit, record, seen))
    }
}

/// The answer of a code to a question; none where none is named.
fn answer_of(record: &read::QuestionRecord, code: &str) -> Result<Option<i64>, AppError> {
    if code.is_empty() {
        return Ok(None);
    }
    let found = record.answers.iter().find(|answer| answer.code == code);
    Ok(Some(found.ok_or(AppError::NotFound)?.id))
}

/// Withdraws a document that was attached by mistake to a question, or to one of its answers. It is served no longer; one that took its
/// place is attached anew.
#[utoipa::path(
    post,
    path = "/api/v1/questions/{id}/attachments/{sha256}/withdraw",
    params(
        ("id" = String, Path, description = "`id` of a question"),
        ("sha256" = String, Path, description = "the hash of the document’s bytes"),
        ("If-Match" = String, Header, description = "the `ETag` it was read with, or `*`: as it is now"),
        ("Idempotency-Key" = String, Header, description = "chosen by the sender"),
    ),
    request_body = WithdrawalBody,
    responses((status = 200, body = Question, headers(("ETag" = String)))),
    security(("token" = []))
)]
pub async fn withdraw_document(sent: Sent) -> Result<Response, Stopped> {
    let body: WithdrawalBody = sent.json().await?;
    let (seen, mut unit) = sent.begin_on().await?;
    let record = sent.question(unit.db(), seen.question).await?;
    let answer = answer_of(&record, body.answer.as_deref().unwrap_or_default())?;
    let (question, sha256) = (seen.question, sent.request().param("sha256")?);
    let document = attachments::find(unit.db(), question, answer, sha256).await?.ok_or(AppError::NotFound)?;
    let kept = unit.withdraw_document(seen, document.id, &body.reason).await?;
    sent.commit(unit, StatusCode::OK, kept).await
}

fn how_deposited(body: &DepositBody) -> Deposit {
    Deposit { on: body.on, legislature: body.legislature, number: body.number, moves_series: body.moves_series }
}

impl Named {
    /// How a question is transmitted.
    fn transmit(&self, body: &TransmitBody) -> Result<Transmit, AppError> {
        Ok(Transmit { on: body.on, to: self.ministries("ministries", &body.ministries)? })
    }
}
