//! The home page, and the way to it.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jawab_domain::{Filters, StandingKind, Status};
use jawab_store::{Viewer, list::Order, read};
use jawab_ui::{
    links,
    model::QuestionRow,
    pages::{HomePage, Page},
};

use super::{LoadedPage, Loading, respond, view};
use crate::{
    App,
    error::AppError,
    page_request::{PageRequest, locale_of},
};

/// Questions in each block of the home page.
const SHOWN: usize = 5;

/// Leads to the home page in the language the browser prefers.
pub async fn choose_language(headers: HeaderMap) -> Response {
    let to = links::home(locale_of("/", &headers));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::VARY, "accept-language".into())]).into_response()
}

/// The home page.
pub async fn home(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |loading| async move { Ok(LoadedPage::page(Page::Home(Box::new(load(&loading).await?)))) }).await
}

async fn load(loading: &Loading) -> Result<HomePage, AppError> {
    let standings = loading.ledger().await?.standings(loading.today());
    let count = |kind: StandingKind| standings.get(&kind).copied().unwrap_or_default();
    let answered = Filters { status: Some(Status::Answered), ..Filters::default() };
    let due_next = due_next(loading).await?;
    Ok(HomePage {
        overdue: count(StandingKind::Overdue),
        due_soon: count(StandingKind::DueSoon),
        due_today: count(StandingKind::DueToday),
        on_time: count(StandingKind::OnTime),
        answers: [StandingKind::AnsweredOnTime, StandingKind::AnsweredLate, StandingKind::Answered].into_iter().map(count).sum(),
        due_next,
        latest_answers: rows(loading, &answered, Order::Answered).await?,
        latest_questions: rows(loading, &Filters::default(), Order::Deposited).await?,
    })
}

/// What is due from today on, the earliest first.
async fn due_next(loading: &Loading) -> Result<Vec<QuestionRow>, AppError> {
    let mut next = Vec::new();
    for kind in [StandingKind::DueToday, StandingKind::DueSoon, StandingKind::OnTime] {
        let filters = Filters { standing: Some(kind), ..Filters::default() };
        next.extend(rows(loading, &filters, Order::Due).await?);
    }
    next.truncate(SHOWN);
    Ok(next)
}

async fn rows(loading: &Loading, filters: &Filters, order: Order) -> Result<Vec<QuestionRow>, AppError> {
    let today = loading.today();
    let (_, stretch) = loading.ledger().await?.list(filters, today, order, None, SHOWN);
    let rows = read::load_rows(loading.app.database.reader(), Viewer::Public, &stretch.ids, Some(loading.reference_data.known())).await?;
    Ok(rows.into_iter().map(|row| view::row(row, today)).collect())
}
