//! The morning's mail to agents.

use std::time::Duration;

use chrono::{Days, NaiveDate, TimeDelta, Timelike as _};
use jawab_domain::board::Lane;
use jawab_service::{
    accounts::{AccountError, Secret},
    mail::{Delivery, MailError, Mailer},
};
use jawab_store::{
    StoreError, Viewer,
    board::{self as rows, Filters, Reader},
    mail::{self, NewMail},
    rules::{self, Calendar},
};
use jawab_ui::{catalogue::Tr, links, plain};

use crate::{App, staff::board::tickets::Tickets};

/// The hour in Morocco from which the mail is sent.
const FROM_HOUR: u32 = 7;
/// The hour until which it still is: a program that begins in the afternoon sends no morning's mail.
const TO_HOUR: u32 = 12;
/// For how long a morning's mail is worth sending.
const WORTH_SENDING: TimeDelta = TimeDelta::hours(12);
/// For how many days the link in a mail stops it.
const STOPS_FOR: Days = Days::new(180);
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
    /// An account could not be read, or the system gave no secret for a link.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// Some mails were not sent: how many, and why the last was not.
    #[error("{0} mails were not sent: {1}")]
    Mail(usize, MailError),
}

/// Writes the mails of the day and sends what is due; how many were sent. Who could not be reached is tried again later, by
/// whoever sends mail.
///
/// # Errors
/// When the database fails, or mails could not be handed over.
pub async fn send(app: &App, mailer: &Mailer) -> Result<usize, DigestError> {
    write(app).await?;
    let round = Delivery::new(app.database.clone(), app.clock.clone(), mailer.clone()).round().await?;
    round.error.map_or(Ok(round.sent), |error| Err(DigestError::Mail(round.failed, error)))
}

/// Writes the mails of the day to everybody who wants one, lacks no second factor asked of them, has something pressing, and has not
/// had it: from then on they are sent, whatever happens to this program. How many were written.
///
/// # Errors
/// When the database fails.
pub async fn write(app: &App) -> Result<usize, DigestError> {
    let (db, today) = (app.database.reader(), app.clock.today());
    let calendar = rules::calendar(db).await?;
    let mut written = 0;
    for reader in rows::digest_readers(db, today).await? {
        if app.accounts.lacks_second_factor(reader.account).await? {
            continue;
        }
        let stop = Secret::new()?;
        let stop_url = format!("{}{}", app.public_url, links::board::stop_mail(reader.locale, stop.text()));
        let Some(text) = text(app, &calendar, &reader, &stop_url, today).await? else { continue };
        let new = NewMail {
            key: &format!("digest.{}.{today}", reader.code),
            name: &reader.name,
            address: &reader.address,
            locale: reader.locale,
            subject: &text.subject,
            body: &text.body,
            stop_url: Some(&stop_url),
            not_after: (app.clock.now() + WORTH_SENDING).timestamp_millis(),
        };
        let change = app.database.change().await?;
        if rows::claim_digest(change.connection(), reader.account, today).await? {
            rows::keep_stop(change.connection(), reader.account, &stop.sha256(), today, today - STOPS_FOR).await?;
            mail::enqueue(change.connection(), &new, app.clock.now()).await?;
            written += 1;
        }
        change.commit_quietly().await?;
    }
    Ok(written)
}

async fn text(
    app: &App,
    calendar: &Calendar,
    reader: &Reader,
    stop_url: &str,
    today: NaiveDate,
) -> Result<Option<plain::Mail>, StoreError> {
    let db = app.database.reader();
    let parts =
        rows::parts(db, &*app.ledger().await?, Viewer::Agent(reader.account), &Filters::default(), today, &Lane::PRESSING, 0..MOST).await?;
    if parts.is_empty() {
        return Ok(None);
    }
    let directory = app.directory().await?;
    let tickets = Tickets { app, directory: &directory, calendar: Some(calendar) }.all(parts);
    Ok(plain::digest(Tr::new(reader.locale), &app.public_url, stop_url, &reader.name, today, &tickets))
}

/// Whether it is the time of the morning's mail.
fn is_time(app: &App) -> bool {
    (FROM_HOUR..TO_HOUR).contains(&app.clock.local(app.clock.now()).hour())
}

/// Writes the mails every morning until told to stop.
pub async fn run(app: App, mut stop: tokio::sync::watch::Receiver<bool>) {
    let mut done_on = None;
    while !*stop.borrow_and_update() {
        let today = app.clock.today();
        if is_time(&app) && done_on != Some(today) {
            match write(&app).await {
                Ok(written) => {
                    done_on = Some(today);
                    tracing::info!(written, "the morning's mails are written");
                }
                Err(error) => tracing::warn!(%error, "the morning's mails were not all written; trying again"),
            }
        }
        // Errs when the sender is gone: then nobody is left to send for.
        if let Ok(Err(_)) = tokio::time::timeout(EVERY, stop.changed()).await {
            return;
        }
    }
}
