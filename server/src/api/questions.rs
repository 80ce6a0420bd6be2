//! Questions as JSON.

use axum::{extract::State, http::HeaderMap, response::Response};
use jawab_domain::{Filters, Reference};
use jawab_service::reference_data::ReferenceData;
use jawab_store::{
    Viewer,
    list::Cursor,
    read::{self, QuestionRecord},
};
use jawab_ui::filters::{FilterKey, ListFilters};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    answer::answer,
    problem::Problem,
    schema::{Question, Summary},
    search::LANGUAGE,
    work,
};
use crate::{App, access::identity::identify, cache::Stamp, error::AppError, page_request::PageRequest, web::filters};

/// A stretch of the list of questions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Questions {
    /// How many questions there are under the filters.
    pub total: u64,
    /// Those of this stretch.
    pub questions: Vec<Summary>,
    /// The value of `after` for the next stretch; null: this is the last.
    pub next: Option<String>,
}

/// Questions, filtered and sorted, a hundred at a time.
#[utoipa::path(
    get,
    path = "/api/v1/questions",
    params(
        ("chamber" = Option<String>, Query, description = "representatives or councillors"),
        ("ministry" = Option<String>, Query, description = "slug of a ministry that has the question or ever had it"),
        ("group" = Option<String>, Query, description = "slug of a group"),
        ("member" = Option<String>, Query, description = "slug of an author"),
        ("theme" = Option<String>, Query, description = "slug of a theme"),
        ("status" = Option<String>, Query, description = "deposited, transmitted, answered, withdrawn or lapsed"),
        ("standing" = Option<String>, Query, description = "overdue, due_today, due_soon, on_time, not_started, answered_on_time, answered_late, answered or closed"),
        ("from" = Option<String>, Query, description = "deposited on this day or later, YYYY-MM-DD"),
        ("to" = Option<String>, Query, description = "deposited on this day or earlier, YYYY-MM-DD; not before `from`"),
        ("lang" = Option<String>, Query, description = "has a text in this language: ar or fr"),
        ("sort" = Option<String>, Query, description = "deposited (newest first), due (earliest first) or answered (newest first)"),
        ("after" = Option<String>, Query, description = "where to go on, as `next` said"),
    ),
    responses((status = 200, body = Questions), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let stamp = app.stamp().await?;
    let (raw, filters) = checked(&app, &request, stamp, filters::read_list).await?;
    let order = filters::order(&raw);
    let after: Option<Cursor> = match raw.raw(FilterKey::After) {
        "" => None,
        cursor => Some(cursor.parse().map_err(|_| AppError::Parameter("after", "take it from `next`, unchanged".into()))?),
    };
    let ledger = app.ledgers.at(&app.database, stamp.state.generation).await?;
    let (total, stretch) = ledger.list(&filters, stamp.today, order, after, PAGE);
    let (db, reference_data) = (app.database.reader(), app.reference_cache.at(stamp.state).await?);
    let records = read::load_with_names(db, Viewer::Public, &stretch.ids, Some(reference_data.known())).await?;
    let said = Questions {
        total,
        questions: records.iter().map(|record| Summary::of(record, &app.public_url, stamp.today)).collect(),
        next: stretch.next.map(|next| next.to_string()),
    };
    answer(None, &said)
}

/// Questions of a stretch of the list.
const PAGE: usize = 100;

/// Reads the filters of an address.
type Read = fn(&str, &ReferenceData) -> (ListFilters, Filters);

/// The filters of a request; the first that cannot be used is a problem that names it.
pub async fn checked(app: &App, request: &PageRequest, stamp: Stamp, read: Read) -> Result<(ListFilters, Filters), AppError> {
    given_once(request)?;
    let reference_data = app.reference_cache.at(stamp.state).await?;
    let (raw, filters) = read(&request.query, &reference_data);
    let invalid = raw.invalid().next();
    match invalid {
        Some(FilterKey::To) if raw.is_reversed() => {
            Err(AppError::ReversedPeriod { from: FilterKey::From.code(), to: FilterKey::To.code() })
        }
        Some(key) => Err(AppError::Parameter(key.code(), format!("{:?} is not a value it takes", raw.raw(key)))),
        None => Ok((raw, filters)),
    }
}

/// The parameters of these addresses that are no filters.
const OTHERS: [&str; 3] = ["per_page", "in", LANGUAGE];

/// Refuses a parameter that is given more than once: whoever does so may mean either value, and one would be left out unsaid.
fn given_once(request: &PageRequest) -> Result<(), AppError> {
    let given = request.pairs();
    let taken = FilterKey::ALL.iter().map(|key| key.code()).chain(OTHERS);
    for parameter in taken {
        if given.iter().filter(|(name, _)| name == parameter).nth(1).is_some() {
            return Err(AppError::DuplicateParameter(parameter));
        }
    }
    Ok(())
}

/// A question by its opaque identity.
#[utoipa::path(
    get,
    path = "/api/v1/questions/{id}",
    params(("id" = String, Path, description = "`id` of a question")),
    responses((status = 200, body = Question), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub async fn by_code(State(app): State<App>, request: PageRequest, headers: HeaderMap) -> Result<Response, AppError> {
    let (db, reference_data) = (app.database.reader(), app.reference_data().await?);
    for viewer in viewers(&app, &headers).await? {
        if let Some(record) = read::load_by_code(db, viewer, request.param("code")?, reference_data.known()).await? {
            return one(&app, &record);
        }
    }
    Err(AppError::NotFound)
}

/// A question by its public reference; one it once had leads to it too.
#[utoipa::path(
    get,
    path = "/api/v1/questions/{chamber}/{legislature}/{number}",
    params(
        ("chamber" = String, Path, description = "representatives or councillors"),
        ("legislature" = i32, Path, description = "the legislature, 1 to 99"),
        ("number" = i32, Path, description = "the number"),
    ),
    responses((status = 200, body = Question), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub async fn by_reference(State(app): State<App>, request: PageRequest, headers: HeaderMap) -> Result<Response, AppError> {
    let said = format!("{}/{}/{}", request.param("chamber")?, request.param("legislature")?, request.param("number")?);
    let reference: Reference = said.parse().map_err(|_| AppError::NotFound)?;
    let (db, reference_data) = (app.database.reader(), app.reference_data().await?);
    for viewer in viewers(&app, &headers).await? {
        if let Some(record) = read::load_by_reference(db, viewer, reference, reference_data.known()).await? {
            return one(&app, &record);
        }
    }
    Err(AppError::NotFound)
}

/// As whom a request looks: as everybody, or as the program whose token it carries.
async fn viewers(app: &App, headers: &HeaderMap) -> Result<Vec<Viewer>, AppError> {
    Ok(identify(app, headers, true).await?.map_or_else(|| vec![Viewer::Public], |who| work::viewers(&who.actor.mandate)))
}

fn one(app: &App, record: &QuestionRecord) -> Result<Response, AppError> {
    answer(Some(record.version), &Question::now(record, app))
}
