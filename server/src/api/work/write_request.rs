//! A request that changes something: who sends it, once, and what it saw.

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, FromRequestParts as _, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jawab_domain::access::{ActorId, Mandate, Scope};
use jawab_service::{
    attachments::MAX_DOCUMENT_BYTES,
    compute_pool::Queue,
    use_cases::{ExpectedVersion, IdempotencyKey, Idempotent, SavedQuestion, UnitOfWork},
};
use jawab_store::{
    Connection, Viewer, list,
    read::{self, QuestionRecord},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    super::{
        answer::{self, answer},
        schema::Question,
    },
    Attached, json,
};
use crate::{App, access::identity::Sender, error::AppError, page_request::PageRequest, staff::SignedIn};

/// Most bytes of a body in JSON.
const JSON_MOST: usize = 2 * 1024 * 1024;
const JSON: &str = "application/json";
const PDF: &str = "application/pdf";
const KEY: &str = "Idempotency-Key";
/// A version that no question has.
const NEVER: i64 = 0;

/// A request that changes something.
pub struct WriteRequest {
    signed: SignedIn,
    key: IdempotencyKey,
    /// The tags of what it saw, in one line; empty where it names none.
    if_match: String,
    /// The media type of the body, in small letters, where its sender says one.
    kind: Option<String>,
    /// The body as sent.
    body: Bytes,
}

/// The answer to a request, kept for when it comes again.
#[derive(Debug, Serialize, Deserialize)]
pub struct Done {
    /// Its status.
    pub status: u16,
    /// The question as the request left it.
    #[serde(rename = "kept")]
    pub saved: SavedQuestion,
    /// The document that it attached, of which it told instead of the question.
    #[serde(default, rename = "answer")]
    pub attached: Option<Attached>,
}

/// Why a request goes no further.
pub enum EarlyResponse {
    /// It was done before, and is told the same again.
    Replayed(Box<Response>),
    /// It cannot be done.
    Failed(AppError),
}

impl<E: Into<AppError>> From<E> for EarlyResponse {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl IntoResponse for EarlyResponse {
    fn into_response(self) -> Response {
        match self {
            Self::Replayed(response) => *response,
            Self::Failed(error) => error.into_response(),
        }
    }
}

/// The tag of a question's version alone, where no more is told of it.
fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

impl FromRequest<App> for WriteRequest {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        let sender = Sender::of(&request);
        let (mut parts, body) = request.into_parts();
        let signed = SignedIn::from_request_parts(&mut parts, app).await?;
        let kind = media_type(&parts.headers);
        let most = if kind.as_deref() == Some(PDF) { MAX_DOCUMENT_BYTES } else { JSON_MOST };
        let body = axum::body::to_bytes(body, most).await.map_err(|_| AppError::TooLarge { most })?;
        sender.is_still_admitted(app).await?;
        let (key, address, hashed) = (key(&parts.headers)?, signed.request.path_and_query.clone(), body.clone());
        let key =
            app.pool.run_over(Queue::Staff(signed.actor().id), body.len(), move || IdempotencyKey::new(&key, &address, &hashed)).await?;
        let key = key.ok_or(AppError::InvalidHeader(KEY))?;
        Ok(Self { key, if_match: line(&parts.headers, &header::IF_MATCH), kind, signed, body })
    }
}

/// All lines of a header as one; what is no text in it matches nothing.
fn line(headers: &HeaderMap, name: &HeaderName) -> String {
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
    lines.join(",").trim().to_owned()
}

/// The key that its sender chose: how long it may be is for [`IdempotencyKey`] to say.
fn key(headers: &HeaderMap) -> Result<String, AppError> {
    let key = line(headers, &HeaderName::from_static("idempotency-key"));
    match key.as_str() {
        "" => Err(AppError::MissingHeader(KEY)),
        said if said.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(key),
        _ => Err(AppError::InvalidHeader(KEY)),
    }
}

fn media_type(headers: &HeaderMap) -> Option<String> {
    let said = headers.get(header::CONTENT_TYPE)?.to_str().unwrap_or_default();
    Some(said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

impl WriteRequest {
    /// The request as readers' are seen.
    pub const fn request(&self) -> &PageRequest {
        &self.signed.request
    }

    pub(super) const fn app(&self) -> &App {
        &self.signed.app
    }

    /// Who sends it.
    pub(super) const fn actor(&self) -> ActorId {
        self.signed.actor().id
    }

    /// The body, which is of this media type if its sender says any. An empty one is of all.
    fn body_of(&self, wanted: &'static str) -> Result<Bytes, AppError> {
        let other = self.kind.as_ref().is_some_and(|kind| kind != wanted);
        if other && !self.body.is_empty() { Err(AppError::MediaType(wanted)) } else { Ok(self.body.clone()) }
    }

    /// The body, a document.
    pub fn pdf(&self) -> Result<Bytes, AppError> {
        self.body_of(PDF)
    }

    /// The body, from JSON; an empty one is an empty object.
    pub async fn json<T: DeserializeOwned + Send + 'static>(&self) -> Result<T, AppError> {
        let body = self.body_of(JSON)?;
        self.app().pool.run_over(Queue::Staff(self.actor()), body.len(), move || json::read(&body)).await?
    }

    /// Begins the change, unless it was made before.
    pub async fn begin(&self) -> Result<Box<UnitOfWork>, EarlyResponse> {
        match self.app().use_cases().begin_idempotent(self.signed.actor(), self.key.clone()).await? {
            Idempotent::Fresh(unit) => Ok(unit),
            Idempotent::Replay(before) => {
                let done: Done = serde_json::from_value(before).map_err(|error| AppError::Internal(error.to_string()))?;
                Err(EarlyResponse::Replayed(Box::new(self.respond(done).await?)))
            }
        }
    }

    /// Begins a change of the question that the address names, as it was seen.
    pub async fn begin_on(&self) -> Result<(ExpectedVersion, Box<UnitOfWork>), EarlyResponse> {
        let code = self.request().param("code")?;
        let db = self.app().database.reader();
        let mut id = None;
        for viewer in self.viewers() {
            id = id.or(read::id_by_code(db, viewer, code).await?);
        }
        let question = id.ok_or(AppError::NotFound)?;
        if self.if_match.is_empty() {
            return Err(AppError::MissingHeader("If-Match").into());
        }
        // Told before the change begins, which holds up others: whatever changes until then is a version of its own.
        let named: Vec<&str> = self.if_match.split(',').map(str::trim).collect();
        let matched = if named.contains(&"*") { None } else { Some(self.matched_version(question, &named).await?) };
        let unit = self.begin().await?;
        let version = match matched {
            Some(version) => version,
            None => list::versions_of(unit.db(), Viewer::Operator, &[question]).await?.get(&question).copied().unwrap_or(NEVER),
        };
        Ok((ExpectedVersion { question, version }, unit))
    }

    /// The version that it saw: that of now, if it names the question as it is told now, to the program or to everybody.
    async fn matched_version(&self, question: i64, named: &[&str]) -> Result<i64, AppError> {
        for viewer in self.viewers().into_iter().chain([Viewer::Public]) {
            let Some(record) = read::load_one(self.app().database.reader(), viewer, question).await? else { continue };
            let written = answer::written(&Question::now(&record, self.app()))?;
            let is = [etag(record.version), answer::tag(Some(record.version), &written)];
            if named.iter().any(|tag| is.iter().any(|is| is == tag)) {
                return Ok(record.version);
            }
        }
        Ok(NEVER)
    }

    /// As what a program sees: the Chambers it works for, one after the other.
    pub(super) fn viewers(&self) -> Vec<Viewer> {
        viewers(&self.signed.actor().mandate)
    }

    /// A question as the program may see it.
    pub async fn question(&self, db: &impl Connection, id: i64) -> Result<QuestionRecord, AppError> {
        for viewer in self.viewers() {
            if let Some(record) = read::load_one(db, viewer, id).await? {
                return Ok(record);
            }
        }
        Err(AppError::NotFound)
    }

    /// Makes a change last, and tells the question as it is now.
    pub async fn commit(&self, unit: Box<UnitOfWork>, status: StatusCode, saved: SavedQuestion) -> Result<Response, EarlyResponse> {
        self.commit_done(unit, Done { status: status.as_u16(), saved, attached: None }).await
    }

    /// Makes a change last, and tells what was done, as it is told when the same request comes again.
    pub(super) async fn commit_done(&self, unit: Box<UnitOfWork>, done: Done) -> Result<Response, EarlyResponse> {
        unit.commit_with(&done).await?;
        Ok(self.respond(done).await?)
    }

    /// Tells what a change left, now or when the same request came first: what it said itself, or else the question.
    async fn respond(&self, done: Done) -> Result<Response, AppError> {
        let status = StatusCode::from_u16(done.status).unwrap_or(StatusCode::OK);
        if let Some(attached) = done.attached {
            return Ok((status, [(header::ETAG, etag(done.saved.version))], Json(attached)).into_response());
        }
        let record = self.question(self.app().database.reader(), done.saved.id).await?;
        let location = format!("{}/api/v1/questions/{}", self.app().public_url, record.code);
        let mut response = answer(Some(record.version), &Question::now(&record, self.app()))?;
        *response.status_mut() = status;
        if let Ok(location) = HeaderValue::from_str(&location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        Ok(response)
    }
}

/// As whom a mandate looks at questions through the API. What ministries still prepare stays theirs.
pub fn viewers(mandate: &Mandate) -> Vec<Viewer> {
    match mandate {
        Mandate::Program(Scope::Import, Some(chamber)) => vec![Viewer::Clerk(*chamber)],
        Mandate::Program(Scope::Import, None) => jawab_domain::Chamber::ALL.iter().map(|chamber| Viewer::Clerk(*chamber)).collect(),
        _ => vec![Viewer::Public],
    }
}
