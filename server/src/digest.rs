//! The morning's mail to agents.

use std::time::Duration;

use chrono::{NaiveDate, Timelike as _};
use jawab_domain::board::Lane;
use jawab_service::mail::{Letter, MailError, Mailer};
use jawab_store::{
    StoreError, Viewer,
    board::{self as rows, Filters, Reader},
    rules::{self, Calendar},
};
use jawab_ui::{catalogue::Tr, plain};

use crate::{App, staff::board::tickets::Tickets};

/// The hour in Morocco from which the mail is sent.
const FROM_HOUR: u32 = 7;
/// The hour until which it still is: a program that begins in the afternoon sends no morning's mail.
const TO_HOUR: u32 = 12;
/// How often it is looked whether it is time.
const EVERY: Duration = Duration::from_secs(30);
/// Most questions of a mail.
const MOST: u64 = 200;

/// Why the mails of a day were not all sent.
#[derive(Debug, thiserror::Error)]
pub enum DigestError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Some mails were not sent: how many, and why the last was not.
    #[error("{0} mails were not sent: {1}")]
    Mail(usize, MailError),
}

/// Sends the mails of a day to everybody who wants one, has something pressing, and has not had it; how many were sent. Who
/// could not be reached is tried again the next time.
///
/// # Errors
/// When the database fails, or mails could not be handed over.
pub async fn send(app: &App, mailer: &Mailer) -> Result<usize, DigestError> {
    let (db, today) = (app.database.reader(), app.clock.today());
    let calendar = rules::calendar(db).await?;
    let (mut sent, mut failed) = (0, None);
    for reader in rows::digest_readers(db, today).await? {
        let Some(letter) = letter(app, &calendar, &reader, today).await? else { continue };
        // Claimed before it is sent: two programs at once send one mail.
        if !rows::claim_digest(app.database.writer(), reader.account, today).await? {
            continue;
        }
        match mailer.send(letter).await {
            Ok(()) => sent += 1,
            Err(error) => {
                rows::release_digest(app.database.writer(), reader.account, today).await?;
                tracing::warn!(%error, account = reader.account, "the morning's mail was not sent");
                failed = Some((failed.map_or(1, |(n, _)| n + 1), error));
            }
        }
    }
    failed.map_or(Ok(sent), |(n, error)| Err(DigestError::Mail(n, error)))
}

async fn letter(app: &App, calendar: &Calendar, reader: &Reader, today: NaiveDate) -> Result<Option<Letter>, StoreError> {
    let db = app.database.reader();
    let parts = rows::parts(db, Viewer::Agent(reader.account), &Filters::default(), today, &Lane::PRESSING, 0..MOST).await?;
    if parts.is_empty() {
        return Ok(None);
    }
    let directory = app.directories.get(&app.database, app.database.generation().await?).await?;
    let tickets = Tickets { app, directory: &directory, calendar: Some(calendar) }.all(parts);
    let mail = plain::digest(Tr::new(reader.locale), &app.public_url, &reader.name, today, &tickets);
    let letter =
        |mail: plain::Mail| Letter { name: reader.name.clone(), address: reader.address.clone(), subject: mail.subject, body: mail.body };
    Ok(mail.map(letter))
}

/// Whether it is the time of the morning's mail.
fn is_time(app: &App) -> bool {
    (FROM_HOUR..TO_HOUR).contains(&app.clock.local(app.clock.now()).hour())
}

/// Sends the mails every morning until told to stop.
pub async fn run(app: App, mailer: Mailer, mut stop: tokio::sync::watch::Receiver<bool>) {
    let mut done_on = None;
    while !*stop.borrow_and_update() {
        let today = app.clock.today();
        if is_time(&app) && done_on != Some(today) {
            match send(&app, &mailer).await {
                Ok(sent) => {
                    done_on = Some(today);
                    tracing::info!(sent, "the morning's mails are sent");
                }
                Err(error) => tracing::warn!(%error, "the morning's mails were not all sent; trying again"),
            }
        }
        // Errs when the sender is gone: then nobody is left to send for.
        if let Ok(Err(_)) = tokio::time::timeout(EVERY, stop.changed()).await {
            return;
        }
    }
}
