//! The same use cases as JSON, for programs with a token: log, deposit, transmit, publish, answer, attach, withdraw what was attached.
//!
//! Each request carries an `Idempotency-Key`: sent again within a day it gets the first answer, and nothing is done twice.
//! Changes of a question carry `If-Match` with the `ETag` it was read with: where it changed since, or is told in other words, nothing is
//! done. Who means to change it whatever it is now says so (`*`).

use axum::{extract::State, http::StatusCode, response::Response};
use jawab_domain::{
    AnswerKind,
    field::{ActPart, FieldName, FieldPart},
    validation::Problem,
};
use jawab_service::{
    attachments::Document,
    use_cases::{AnswerInput, Deposit, ExpectedVersion, SavedAttachment, SavedQuestion, Transmit, UnitOfWork, UseCaseError},
};
use jawab_store::{attachments, read};
use jawab_ui::links;

use super::schema::Question;
use crate::{App, error::AppError};

mod body;
mod json;
mod text;
mod write_request;

use body::Named;
pub use body::{AnswerBody, DepositBody, QuestionBody, TransmitBody, WithdrawalBody};
pub use json::{InvalidJson, JsonProblem};
use write_request::{Done, EarlyResponse};
pub use write_request::{WriteRequest, viewers};

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
pub async fn log(sent: WriteRequest) -> Result<Response, EarlyResponse> {
    let body: QuestionBody = sent.json().await?;
    let names = Named::of(&sent).await?;
    let mut unit = sent.begin().await?;
    let input = names.question(unit.db(), &body).await?;
    let mut saved = unit.log(input).await?;
    if let Some(deposit) = &body.deposit {
        let own =
            [(FieldName::On, true), (FieldName::Legislature, deposit.legislature.is_some()), (FieldName::Number, deposit.number.is_some())];
        saved = unit.deposit(saved.expected(), how_deposited(deposit)).await.map_err(|error| in_part(error, ActPart::Deposit, &own))?;
    }
    if let Some(transmit) = &body.transmit {
        let own = [(FieldName::On, true), (FieldName::Ministries, !transmit.ministries.is_empty())];
        saved =
            unit.transmit(saved.expected(), names.transmit(transmit)?).await.map_err(|error| in_part(error, ActPart::Transmit, &own))?;
    }
    if body.publish {
        saved = unit.publish(saved.expected()).await?;
    }
    sent.commit(unit, StatusCode::CREATED, saved).await
}

/// A refusal with the faults of a part of the body pointed at in the whole. `own` says of each field whether the part has it itself.
fn in_part(error: UseCaseError, part: ActPart, own: &[(FieldName, bool)]) -> UseCaseError {
    let UseCaseError::Invalid(mut faults) = error else { return error };
    for fault in faults.iter_mut().filter(|fault| own.contains(&(fault.field.name, true))) {
        fault.field = fault.field.within(part);
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
pub async fn deposit(sent: WriteRequest) -> Result<Response, EarlyResponse> {
    let body: DepositBody = sent.json().await?;
    let (expected, mut unit) = sent.begin_on().await?;
    let saved = unit.deposit(expected, how_deposited(&body)).await?;
    sent.commit(unit, StatusCode::OK, saved).await
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
pub async fn transmit(sent: WriteRequest) -> Result<Response, EarlyResponse> {
    let body: TransmitBody = sent.json().await?;
    let names = Named::of(&sent).await?;
    let (expected, mut unit) = sent.begin_on().await?;
    let how = names.transmit(&body)?;
    let saved = unit.transmit(expected, how).await?;
    sent.commit(unit, StatusCode::OK, saved).await
}

/// Publishes a question. One that is deposited and addressed to no ministry is a 422 at `/ministries`.
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
pub async fn publish(sent: WriteRequest) -> Result<Response, EarlyResponse> {
    let (expected, mut unit) = sent.begin_on().await?;
    let saved = unit.publish(expected).await?;
    sent.commit(unit, StatusCode::OK, saved).await
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
pub async fn answer(sent: WriteRequest) -> Result<Response, EarlyResponse> {
    let body: AnswerBody = sent.json().await?;
    let names = Named::of(&sent).await?;
    let (expected, mut unit) = sent.begin_on().await?;
    let record = sent.question(unit.db(), expected.question).await?;
    let ministry = names.ministry(FieldName::Ministry, &body.ministry)?;
    body::check_length(FieldName::Coverage, &body.covers_sub_questions)?;
    let mut coverage = Vec::new();
    for (n, covered) in body.covers_sub_questions.iter().enumerate() {
        let sub = record.sub_questions.iter().find(|sub| sub.position == covered.position);
        let unknown = || UseCaseError::field(FieldName::Coverage.at(n).part(FieldPart::Position), Problem::Unknown);
        coverage.push((sub.ok_or_else(unknown)?.id, covered.coverage));
    }
    let input = AnswerInput {
        kind: body.kind.unwrap_or(AnswerKind::Final),
        minister: body.minister.clone(),
        answered_on: body.answered_on,
        texts: body.texts.clone().map(|_, text| text.into_input()),
        also: names.questions(unit.db(), FieldName::Also, &body.also).await?,
        coverage,
    };
    let saved = unit.record_answer(expected, ministry, &input).await?;
    sent.commit(unit, StatusCode::CREATED, saved.question).await
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
pub async fn attach(State(app): State<App>, sent: WriteRequest) -> Result<Response, EarlyResponse> {
    let (title, answer) = (sent.request().value("title"), sent.request().value("answer"));
    let document = app.attachments.inspect(sent.actor(), sent.pdf()?).await?;
    // It is tried first in a change that is given up again: nothing is kept of what is refused.
    let (_, tried, ..) = sent.attach(&answer, &title, &document).await?;
    drop(tried);
    // Outside of a change: nobody waits for a disk that is slow.
    app.attachments.store(&document).await?;
    let (saved, unit, record, expected) = sent.attach(&answer, &title, &document).await?;
    let url = format!("{}{}", app.public_url, links::attachment(&saved.sha256));
    let (pages, size) = (saved.pages, saved.size);
    let attached = Attached { question: record.code.clone(), sha256: saved.sha256, title: saved.title, pages, size, url };
    let saved = SavedQuestion { id: record.id, code: record.code, version: expected.version + 1 };
    sent.commit_done(unit, Done { status: 201, saved, attached: Some(attached) }).await
}

impl WriteRequest {
    /// Attaches a document, without making it last; the question as it was before.
    async fn attach(
        &self,
        answer: &str,
        title: &str,
        document: &Document,
    ) -> Result<(SavedAttachment, Box<UnitOfWork>, read::QuestionRecord, ExpectedVersion), EarlyResponse> {
        let (expected, mut unit) = self.begin_on().await?;
        let record = self.question(unit.db(), expected.question).await?;
        let answer = answer_of(&record, answer)?;
        let saved = unit.attach(expected, answer, title, document).await?;
        Ok((saved, unit, record, expected))
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
pub async fn withdraw_document(sent: WriteRequest) -> Result<Response, EarlyResponse> {
    let body: WithdrawalBody = sent.json().await?;
    let (expected, mut unit) = sent.begin_on().await?;
    let record = sent.question(unit.db(), expected.question).await?;
    let answer = answer_of(&record, body.answer.as_deref().unwrap_or_default())?;
    let (question, sha256) = (expected.question, sent.request().param("sha256")?);
    let document = attachments::find(unit.db(), question, answer, sha256).await?.ok_or(AppError::NotFound)?;
    let saved = unit.withdraw_document(expected, document.id, &body.reason).await?;
    sent.commit(unit, StatusCode::OK, saved).await
}

fn how_deposited(body: &DepositBody) -> Deposit {
    Deposit { on: body.on, legislature: body.legislature, number: body.number, moves_series: body.moves_series }
}

impl Named {
    /// How a question is transmitted.
    fn transmit(&self, body: &TransmitBody) -> Result<Transmit, AppError> {
        Ok(Transmit { on: body.on, to: self.ministries(FieldName::Ministries, &body.ministries)? })
    }
}
