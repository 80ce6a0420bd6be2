//! Boards as tables to download, and the one home of how such tables are written. People open them in a spreadsheet: in Morocco one
//! parts cells at semicolons, in Arabic and in French, as the comma is the decimal mark there. What programs read is JSON.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use jawab_domain::board::Lane;
use jawab_service::compute_pool::Queue;
use jawab_store::board as rows;
use jawab_ui::{catalogue::Tr, exports, pages::staff::board::BoardQuery};

use super::{Desk, board_items::BoardItems};
use crate::{error::AppError, staff::SignedIn};

/// Most rows of a table.
const MOST: u64 = 20_000;
/// What tells spreadsheets that a table is UTF-8.
const MARK: &str = "\u{feff}";
/// What parts cells.
const SEPARATOR: u8 = b';';

/// The board under its filters, as CSV.
pub async fn board(signed: SignedIn) -> Result<Response, AppError> {
    let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
    let desk = Desk::of(&signed).await?;
    let mut query = BoardQuery::from_pairs(signed.request.pairs());
    let filters = desk.filters(&mut query);
    let lanes = query.lane().map_or_else(|| Lane::ALL.to_vec(), |lane| vec![lane]);
    let parts = rows::parts(db, &*signed.app.ledger().await?, signed.viewer(), &filters, today, &lanes, 0..MOST).await?;
    let (app, tr) = (signed.app.clone(), Tr::new(signed.locale()));
    let written = signed.app.pool.run(Queue::Staff(signed.actor().id), move || {
        let board_items = BoardItems { clock: &app.clock, reference_data: &desk.reference_data, explained: false }.all(parts);
        csv(&format!("jawab-{today}.csv"), &exports::board_table(tr, &app.public_url, &board_items, today))
    });
    written.await?
}

/// Cells as a file that a spreadsheet opens.
///
/// # Errors
/// When they cannot be written, which memory always can.
pub fn csv(name: &str, cells: &[Vec<String>]) -> Result<Response, AppError> {
    let failed = |error: csv::Error| AppError::Internal(error.to_string());
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer.delimiter(SEPARATOR).terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    for row in cells {
        writer.write_record(row).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| AppError::Internal(error.to_string()))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    headers.insert(header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok(response)
}
