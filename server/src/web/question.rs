//! A question's page.

use axum::{extract::State, response::Response};
use jawab_domain::Reference;
use jawab_store::{Viewer, attachments, desk::Read, read, rules};
use jawab_ui::{
    links,
    pages::{Page, question::TextsShown},
};

use super::{Loaded, Loading, respond, view};
use crate::{App, cache::Shows, error::AppError, reader::Reader};

/// What the address of a question's page may say: which of its texts are shown.
const PARAMETERS: [&str; 1] = ["texts"];

/// By its public reference. One it once had leads to the one it has.
pub async fn by_reference(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let said = format!("{}/{}/{}", reader.param("chamber")?, reader.param("legislature")?, reader.param("number")?);
    let reference: Reference = said.parse().map_err(|_| AppError::NotFound)?;
    let answer = respond(&app, &reader, &PARAMETERS, move |loading| async move {
        let id = read::find(loading.app.database.reader(), Viewer::Public, reference).await?.ok_or(AppError::NotFound)?;
        load(&loading, id, Some(&said)).await
    })
    .await?;
    app.readings.count(Read::Reference(reference), &answer);
    Ok(answer)
}

/// By its code; once it has a number, its reference is its address.
pub async fn by_code(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let answer = respond(&app, &reader, &PARAMETERS, move |loading| async move {
        let code = loading.reader.param("code")?;
        let id = read::by_code(loading.app.database.reader(), Viewer::Public, code).await?.ok_or(AppError::NotFound)?;
        load(&loading, id, None).await
    })
    .await?;
    app.readings.count(Read::Code(reader.param("code")?.to_owned()), &answer);
    Ok(answer)
}

async fn load(loading: &Loading, id: i64, said: Option<&str>) -> Result<Loaded, AppError> {
    let db = loading.app.database.reader();
    let record = read::one(db, Viewer::Public, id).await?.ok_or(AppError::NotFound)?;
    if let Some(reference) = record.reference()
        && said != Some(reference.to_string().as_str())
    {
        return Ok(Loaded::Moved(links::question(loading.reader.locale, &reference)));
    }
    let named = view::named_by(&record);
    let others = read::load(db, Viewer::Public, &named).await?;
    let calendar = rules::calendar(db).await?;
    let shown = TextsShown::from_code(&loading.reader.value("texts"));
    let documents = attachments::of_question(db, Viewer::Public, id).await?;
    let mut page = view::question(&record, &others, &calendar, &loading.directory, loading.today(), shown);
    page.attachments = documents.iter().map(view::attachment).collect();
    let shows = Shows::Questions(named.into_iter().chain([id]).collect());
    Ok(Loaded::Page(shows, Page::Question(Box::new(page))))
}
