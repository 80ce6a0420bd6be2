//! A question's page.

use axum::{extract::State, response::Response};
use jawab_domain::Reference;
use jawab_store::{
    Viewer,
    desk::Read,
    read::{self, QuestionRecord},
};
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
        let (db, known) = (loading.app.database.reader(), loading.directory.known());
        let record = read::one_of_reference(db, Viewer::Public, reference, known).await?.ok_or(AppError::NotFound)?;
        load(&loading, &record, Some(&said)).await
    })
    .await?;
    app.readings.count(Read::Reference(reference), &answer);
    Ok(answer)
}

/// By its code; once it has a number, its reference is its address.
pub async fn by_code(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let answer = respond(&app, &reader, &PARAMETERS, move |loading| async move {
        let (db, known) = (loading.app.database.reader(), loading.directory.known());
        let code = loading.reader.param("code")?;
        let record = read::one_of_code(db, Viewer::Public, code, known).await?.ok_or(AppError::NotFound)?;
        load(&loading, &record, None).await
    })
    .await?;
    app.readings.count(Read::Code(reader.param("code")?.to_owned()), &answer);
    Ok(answer)
}

async fn load(loading: &Loading, record: &QuestionRecord, said: Option<&str>) -> Result<Loaded, AppError> {
    if let Some(reference) = record.reference()
        && said != Some(reference.to_string().as_str())
    {
        return Ok(Loaded::Moved(links::question(loading.reader.locale, &reference)));
    }
    let (directory, named) = (&loading.directory, view::named_by(record));
    let others = read::rows(loading.app.database.reader(), Viewer::Public, &named, Some(directory.known())).await?;
    let shown = TextsShown::from_code(&loading.reader.value("texts"));
    let page = view::question(record, &others, &directory.calendar, directory, loading.today(), shown);
    let shows = Shows::Questions(named.into_iter().chain([record.id]).collect());
    Ok(Loaded::Page(shows, Page::Question(Box::new(page))))
}
