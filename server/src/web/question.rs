//! A question's page.

use axum::{extract::State, http::StatusCode, response::Response};
use jawab_domain::Reference;
use jawab_store::{
    Viewer,
    desk::ViewedQuestion,
    read::{self, QuestionRecord},
};
use jawab_ui::{
    links,
    pages::{Page, question::TextsShown},
};

use super::{LoadedPage, Loading, respond, view};
use crate::{App, cache::CacheScope, error::AppError, page_request::PageRequest};

/// What the address of a question's page may say: which of its texts are shown.
const PARAMETERS: [&str; 1] = ["texts"];

/// By its public reference. One it once had leads to the one it has.
pub async fn by_reference(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let said = format!("{}/{}/{}", request.param("chamber")?, request.param("legislature")?, request.param("number")?);
    let reference: Reference = said.parse().map_err(|_| AppError::NotFound)?;
    let answer = respond(&app, &request, &PARAMETERS, move |loading| async move {
        let (db, known) = (loading.app.database.reader(), loading.reference_data.known());
        let record = read::load_by_reference(db, Viewer::Public, reference, known).await?.ok_or(AppError::NotFound)?;
        load(&loading, &record, Some(&said)).await
    })
    .await?;
    Ok(counted(&app, ViewedQuestion::Reference(reference), answer))
}

/// By its code; once it has a number, its reference is its address.
pub async fn by_code(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let answer = respond(&app, &request, &PARAMETERS, move |loading| async move {
        let (db, known) = (loading.app.database.reader(), loading.reference_data.known());
        let code = loading.request.param("code")?;
        let record = read::load_by_code(db, Viewer::Public, code, known).await?.ok_or(AppError::NotFound)?;
        load(&loading, &record, None).await
    })
    .await?;
    Ok(counted(&app, ViewedQuestion::Code(request.param("code")?.to_owned()), answer))
}

/// Counts a view, if the answer is the page, or that the browser has it already.
fn counted(app: &App, of: ViewedQuestion, answer: Response) -> Response {
    if matches!(answer.status(), StatusCode::OK | StatusCode::NOT_MODIFIED) {
        app.view_counter.count(of);
    }
    answer
}

async fn load(loading: &Loading, record: &QuestionRecord, said: Option<&str>) -> Result<LoadedPage, AppError> {
    if let Some(reference) = record.reference()
        && said != Some(reference.to_string().as_str())
    {
        return Ok(LoadedPage::Moved(links::question(loading.request.locale, &reference)));
    }
    let (reference_data, named) = (&loading.reference_data, view::named_by(record));
    let others = read::load_rows(loading.app.database.reader(), Viewer::Public, &named, Some(reference_data.known())).await?;
    let shown = TextsShown::from_code(&loading.request.value("texts"));
    let page = view::question(record, &others, reference_data, loading.today(), shown);
    let shows = CacheScope::Questions(named.into_iter().chain([record.id]).collect());
    Ok(LoadedPage::Page(shows, Page::Question(Box::new(page))))
}
