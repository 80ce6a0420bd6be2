//! The morning's mail to agents: what presses, each with its deadline explained.

use std::{fmt, sync::Arc, time::Duration};

use chrono::{Days, NaiveDate, TimeDelta, Timelike as _};
use jawab_domain::{Locale, board::Lane};
use jawab_store::{
    Database, LedgerCache, StoreError, Viewer,
    board::{self, DigestSubscriber, Filters, OwedAnswer},
    mail::{self, NewMail},
};
use tokio::sync::watch::Receiver;

use crate::{
    Accounts, Clock,
    accounts::{AccountError, Secret},
    mail::{Delivery, MailError, Mailer},
    reference_data::{ReferenceCache, ReferenceData},
};

/// The hour in Morocco from which the mail is sent.
const FROM_HOUR: u32 = 7;
/// The hour until which it still is: a program that begins in the afternoon sends no morning's mail.
const TO_HOUR: u32 = 12;
/// For how long a morning's mail is worth sending.
const WORTH_SENDING: TimeDelta = TimeDelta::hours(12);
/// For how many days the link in a mail stops it.
const STOPS_FOR: Days = Days::new(180);
/// How often it is looked whether it is time.
const CHECK_EVERY: Duration = Duration::from_secs(30);
/// Most questions of a mail.
const MAX_QUESTIONS: u64 = 200;

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

/// What a mail says.
pub struct DigestContents<'a> {
    /// The language of its receiver.
    pub locale: Locale,
    /// The name of its receiver.
    pub name: &'a str,
    /// The secret of the link that stops it.
    pub stop: &'a str,
    /// The day.
    pub today: NaiveDate,
    /// What presses.
    pub parts: Vec<OwedAnswer>,
    /// The names of ministries, and what deadlines are computed by.
    pub reference: &'a ReferenceData,
}

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestText {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// Where its receiver stops it.
    pub stop_url: String,
}

/// Puts a mail into words; none where nothing in it is worth one.
pub type DigestWriter = Arc<dyn Fn(DigestContents<'_>) -> Option<DigestText> + Send + Sync>;

/// Writes and sends the mails. Cheap to clone.
#[derive(Clone)]
pub struct Digest {
    database: Database,
    clock: Clock,
    accounts: Accounts,
    ledgers: LedgerCache,
    reference: ReferenceCache,
    writer: DigestWriter,
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(…)")
    }
}

impl Digest {
    /// To the holders of accounts, in the words of a writer.
    #[must_use]
    pub fn new(
        database: Database,
        clock: Clock,
        accounts: Accounts,
        ledgers: LedgerCache,
        reference: ReferenceCache,
        writer: DigestWriter,
    ) -> Self {
        Self { database, clock, accounts, ledgers, reference, writer }
    }

    /// Writes the mails of the day and sends what is due; how many were sent. Who could not be reached is tried again later, by
    /// whoever sends mail.
    ///
    /// # Errors
    /// When the database fails, or mails could not be handed over.
    pub async fn send(&self, mailer: &Mailer) -> Result<usize, DigestError> {
        self.write().await?;
        let round = Delivery::new(self.database.clone(), self.clock.clone(), mailer.clone()).round().await?;
        round.error.map_or(Ok(round.sent), |error| Err(DigestError::Mail(round.failed, error)))
    }

    /// Writes the mails of the day to everybody who wants one, lacks no second factor asked of them, has something pressing, and has not
    /// had it: from then on they are sent, whatever happens to this program. How many were written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(&self) -> Result<usize, DigestError> {
        let (db, today) = (self.database.reader(), self.clock.today());
        let mut written = 0;
        for subscriber in board::digest_subscribers(db, today).await? {
            if self.accounts.lacks_second_factor(subscriber.account).await? {
                continue;
            }
            let stop = Secret::new()?;
            let Some(text) = self.text(&subscriber, &stop, today).await? else { continue };
            let new = NewMail {
                key: &format!("digest.{}.{today}", subscriber.code),
                name: &subscriber.name,
                address: &subscriber.address,
                locale: subscriber.locale,
                subject: &text.subject,
                body: &text.body,
                stop_url: Some(&text.stop_url),
                not_after: (self.clock.now() + WORTH_SENDING).timestamp_millis(),
            };
            let change = self.database.change().await?;
            if board::claim_digest(change.connection(), subscriber.account, today).await? {
                board::add_unsubscribe_link(change.connection(), subscriber.account, &stop.sha256(), today, today - STOPS_FOR).await?;
                mail::enqueue(change.connection(), &new, self.clock.now()).await?;
                written += 1;
            }
            change.commit_quietly().await?;
        }
        Ok(written)
    }

    async fn text(&self, subscriber: &DigestSubscriber, stop: &Secret, today: NaiveDate) -> Result<Option<DigestText>, StoreError> {
        let state = self.database.state().await?;
        let ledger = self.ledgers.at(&self.database, state.generation).await?;
        let (viewer, filters) = (Viewer::Agent(subscriber.account), Filters::default());
        let parts = board::parts(self.database.reader(), &ledger, viewer, &filters, today, &Lane::PRESSING, 0..MAX_QUESTIONS).await?;
        if parts.is_empty() {
            return Ok(None);
        }
        let reference = self.reference.at(state).await?;
        let (locale, name, stop) = (subscriber.locale, subscriber.name.as_str(), stop.text());
        Ok((self.writer)(DigestContents { locale, name, stop, today, parts, reference: &reference }))
    }

    /// Whether it is the time of the morning's mail.
    fn is_time(&self) -> bool {
        (FROM_HOUR..TO_HOUR).contains(&self.clock.local(self.clock.now()).hour())
    }

    /// Writes the mails every morning until told to stop.
    pub async fn run(self, mut stop: Receiver<bool>) {
        let mut done_on = None;
        while !*stop.borrow_and_update() {
            let today = self.clock.today();
            if self.is_time() && done_on != Some(today) {
                match self.write().await {
                    Ok(written) => {
                        done_on = Some(today);
                        tracing::info!(written, "the morning's mails are written");
                    }
                    Err(error) => tracing::warn!(%error, "the morning's mails were not all written; trying again"),
                }
            }
            // Errs when the sender is gone: then nobody is left to send for.
            if let Ok(Err(_)) = tokio::time::timeout(CHECK_EVERY, stop.changed()).await {
                return;
            }
        }
    }
}
