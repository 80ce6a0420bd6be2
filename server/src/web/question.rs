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
use crate::{App, error::AppError, reader::Reader};

/// By its public reference. One it once had leads to the one it has.
pub async fn by_reference(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let said = format!("{}/{}/{}", reader.param("chamber")?, reader.param("legislature")?, reader.param("number")?);
    let reference: Reference = said.parse().map_err(|_| AppError::NotFound)?;
    let answer = respond(&app, &reader, |loading| async move {
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
    let answer = respond(&app, &reader, |loading| async move {
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
    let directory = &loading.directory;
    let others = read::rows(loading.app.database.reader(), Viewer::Public, &view::named_by(record), Some(directory.known())).await?;
    let shown = TextsShown::from_code(&loading.reader.value("texts"));
    let page = view::question(record, &others, &directory.calendar, directory, loading.today(), shown);
    Ok(Loaded::Page(Page::Question(Box::new(page))))
}
