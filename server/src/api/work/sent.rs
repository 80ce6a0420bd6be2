//! A request that changes something: who sends it, once, and what it saw.

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, FromRequestParts as _, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jawab_domain::access::{ActorId, Mandate, Scope};
use jawab_service::{
    attachments::SIZE_MOST,
    work::{Begun, Kept, Once, Problem, Seen, Turn, UseCaseError},
};
use jawab_store::{
    Viewer,
    read::{self, QuestionRecord},
};
use jawab_ui::pages::error::BadRequest;
use sea_orm::ConnectionTrait;
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, IgnoredAny},
};

use super::super::answer::answer;
use crate::{App, error::AppError, reader::Reader, staff::SignedIn};

/// Most bytes of a body in JSON.
const JSON_MOST: usize = 2 * 1024 * 1024;

/// A request that changes something.
pub struct Sent {
    signed: SignedIn,
    once: Once,
    if_match: Option<IfMatch>,
    /// The body as sent.
    pub body: Bytes,
}

/// What a change says it saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IfMatch {
    Version(i64),
    /// Something that no question was ever read with.
    Other,
}

/// The answer to a request, kept for when it comes again.
#[derive(Debug, Serialize, Deserialize)]
pub struct Done {
    /// Its status.
    pub status: u16,
    /// The question it left.
    pub kept: Kept,
    /// What else it said.
    #[serde(default)]
    pub answer: serde_json::Value,
}

/// Why a request goes no further.
pub enum Stopped {
    /// It was done before, and is told the same again.
    Told(Box<Response>),
    /// It cannot be done.
    Failed(AppError),
}

impl<E: Into<AppError>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl IntoResponse for Stopped {
    fn into_response(self) -> Response {
        match self {
            Self::Told(response) => *response,
            Self::Failed(error) => error.into_response(),
        }
    }
}

/// What a body lacks or has too much, which is JSON: a field of it is missing, unknown, or not what is taken there.
fn unreadable(error: &serde_path_to_error::Error<serde_json::Error>) -> AppError {
    let said = error.inner().to_string();
    let named = |before: &str| said.strip_prefix(before)?.split('`').next().map(str::to_owned);
    let (last, problem) = match named("missing field `") {
        Some(name) => (Some(name), Problem::Missing),
        None => (named("unknown field `"), Problem::Unknown),
    };
    let mut path: Vec<String> =
        error.path().iter().map(|part| part.to_string().trim_matches(['[', ']']).to_owned()).filter(|part| part != "?").collect();
    path.extend(last.filter(|last| path.last() != Some(last)));
    AppError::Work(UseCaseError::field(path.join("."), problem))
}

/// What a body says, which is JSON; an empty one is an empty object.
fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, AppError> {
    let body: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice::<IgnoredAny>(body).map_err(|_| AppError::BadRequest(BadRequest::Json))?;
    let mut reading = serde_json::Deserializer::from_slice(body);
    serde_path_to_error::deserialize(&mut reading).map_err(|error| unreadable(&error))
}

/// The mark of a question's version.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

impl FromRequest<App> for Sent {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        let (mut parts, body) = request.into_parts();
        let signed = SignedIn::from_request_parts(&mut parts, app).await?;
        let is_pdf = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/pdf"));
        let most = if is_pdf { SIZE_MOST } else { JSON_MOST };
        let body = axum::body::to_bytes(body, most).await.map_err(|_| AppError::TooLarge { most })?;
        let key = text(&parts.headers, "idempotency-key").ok_or(AppError::HeaderMissing("Idempotency-Key"))?;
        let (key, address, hashed) = (key.to_owned(), signed.reader.path_and_query.clone(), body.clone());
        let once = app.computing.run_over(body.len(), move || Once::new(&key, &address, &hashed)).await?;
        let once = once.ok_or(AppError::HeaderMissing("Idempotency-Key"))?;
        Ok(Self { once, if_match: text(&parts.headers, header::IF_MATCH.as_str()).map(if_match), signed, body })
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim).filter(|value| !value.is_empty())
}

fn if_match(said: &str) -> IfMatch {
    // What follows the version is of how it was told, and may differ where the question does not.
    let bare = said.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let version = bare.and_then(|tag| tag.split('-').next()).and_then(|version| version.parse().ok());
    version.map_or(IfMatch::Other, IfMatch::Version)
}

impl Sent {
    /// The request as readers' are seen.
    pub const fn reader(&self) -> &Reader {
        &self.signed.reader
    }

    pub(super) const fn app(&self) -> &App {
        &self.signed.app
    }

    /// Who sends it.
    pub(super) const fn actor(&self) -> ActorId {
        self.signed.actor().id
    }

    /// The body, from JSON; an empty one is an empty object.
    pub async fn json<T: DeserializeOwned + Send + 'static>(&self) -> Result<T, AppError> {
        let body = self.body.clone();
        self.app().computing.run_over(body.len(), move || parsed(&body)).await?
    }

    /// Begins the change, unless it was made before.
    pub async fn begin(&self) -> Result<Box<Turn>, Stopped> {
        match self.app().work().begin_once(self.signed.actor(), self.once.clone()).await? {
            Begun::New(turn) => Ok(turn),
            Begun::Done(before) => {
                let done: Done = serde_json::from_value(before).map_err(|error| AppError::Internal(error.to_string()))?;
                Err(Stopped::Told(Box::new(self.told(done).await?)))
            }
        }
    }

    /// Begins a change of the question that the address names, as it was seen.
    pub async fn begin_on(&self) -> Result<(Seen, Box<Turn>), Stopped> {
        let code = self.reader().param("code")?;
        let db = self.app().database.reader();
        let mut id = None;
        for viewer in self.viewers() {
            id = id.or(read::by_code(db, viewer, code).await?);
        }
        let question = id.ok_or(AppError::NotFound)?;
        let version = match self.if_match.ok_or(AppError::HeaderMissing("If-Match"))? {
            IfMatch::Version(version) => version,
            IfMatch::Other => 0,
        };
        Ok((Seen { question, version }, self.begin().await?))
    }

    /// As what a program sees: the Chambers it works for, one after the other.
    pub(super) fn viewers(&self) -> Vec<Viewer> {
        viewers(&self.signed.actor().mandate)
    }

    /// A question as the program may see it.
    pub async fn question(&self, db: &impl ConnectionTrait, id: i64) -> Result<QuestionRecord, AppError> {
        for viewer in self.viewers() {
            if let Some(record) = read::one(db, viewer, id).await? {
                return Ok(record);
            }
        }
        Err(AppError::NotFound)
    }

    /// Makes a change last, and tells the question as it is now.
    pub async fn commit(&self, turn: Box<Turn>, status: StatusCode, kept: Kept) -> Result<Response, Stopped> {
        let done = Done { status: status.as_u16(), kept, answer: serde_json::Value::Null };
        turn.commit_with(&done).await?;
        Ok(self.told(done).await?)
    }

    /// Tells what a change left, now or when the same request came first: what it said itself, or else the question.
    async fn told(&self, done: Done) -> Result<Response, AppError> {
        let status = StatusCode::from_u16(done.status).unwrap_or(StatusCode::OK);
        if !done.answer.is_null() {
            return Ok((status, Json(done.answer)).into_response());
        }
        let record = self.question(self.app().database.reader(), done.kept.id).await?;
        let location = format!("{}/api/v1/questions/{}", self.app().public_url, record.code);
        let mut response = answer(&[], Some(record.version), &super::told(&record, self.app()))?;
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
