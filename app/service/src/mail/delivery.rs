//! Sending the mails that the database keeps: each is leased, handed over, and then removed. A crash between loses none; a
//! mail that is handed over twice has one `Message-ID`. Where the database takes no writes, nothing else is sent until what was handed
//! over is removed: its lease would end, and it would be handed over again.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::Locale;
use jawab_store::{
    Connection, Database, StoreError,
    mail::{self, Mail, NewMail},
    rows,
};
use tokio::sync::watch;

use super::{Letter, MailError, Mailer};
use crate::Clock;

/// How long an idle sender waits before it looks again.
const IDLE: Duration = Duration::from_secs(2);
/// How long it is waited between two attempts to remove a mail that was handed over.
const REMOVED_AGAIN: Duration = Duration::from_millis(500);
/// How long a leased mail is a sender's own, in milliseconds: longer than a mail server may take to answer.
const LEASE: i64 = 300_000;
/// How long a mail that was refused waits the first time, in milliseconds; twice as long each time …
const FIRST_PAUSE: i64 = 30_000;
/// … up to this.
const LONGEST_PAUSE: i64 = 3_600_000;
/// For how long it is tried to reach the holder of an account.
const WORTH_TRYING: TimeDelta = TimeDelta::days(3);

/// Keeps a mail to the holder of an account, within a change, to be sent once that is made to last.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue(db: &impl Connection, to: &rows::Account, subject: &str, body: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let key = format!("{}.{}", to.code, crate::new_code());
    let not_after = (now + WORTH_TRYING).timestamp_millis();
    let locale: Locale = to.locale.parse()?;
    let new = NewMail { key: &key, name: &to.name, address: &to.address, locale, subject, body, stop_url: None, not_after };
    mail::enqueue(db, &new, now).await.map(drop)
}

/// Sends what the database keeps.
#[derive(Clone)]
pub struct Delivery {
    database: Database,
    clock: Clock,
    mailer: Mailer,
}

/// What came of a round.
#[derive(Debug, Default)]
pub struct Round {
    /// How many mails were sent.
    pub sent: usize,
    /// How many were not.
    pub failed: usize,
    /// Why the last of those was not.
    pub error: Option<MailError>,
}

impl Delivery {
    /// From a database, by a mailer.
    #[must_use]
    pub const fn new(database: Database, clock: Clock, mailer: Mailer) -> Self {
        Self { database, clock, mailer }
    }

    /// Sends the mails that are due, each once. One that is refused waits, longer each time, as long as it is worth sending.
    ///
    /// # Errors
    /// When the database fails: also where it takes no writes until the lease of a mail that was handed over ends. Nobody may be there to
    /// tell this to stop.
    pub async fn round(&self) -> Result<Round, StoreError> {
        let (_going_on, mut never) = watch::channel(false);
        self.round_until(&mut never, true).await
    }

    /// The same, until told to stop. `gives_up` says whether a mail is tried to be removed for no longer than its lease.
    async fn round_until(&self, stop: &mut watch::Receiver<bool>, gives_up: bool) -> Result<Round, StoreError> {
        let (db, mut round) = (self.database.writer(), Round::default());
        while !is_told(stop) && mail::is_due(self.database.reader(), self.clock.now_millis()).await? {
            let now = self.clock.now_millis();
            for lost in mail::give_up(db, now).await? {
                tracing::error!(mail = lost.key, attempts = lost.attempts, why = lost.note, "a mail was given up: its time is over");
            }
            let leased_until = now + LEASE;
            let Some(next) = mail::lease(db, now, leased_until).await? else { break };
            match self.send(&next).await {
                Ok(()) => {
                    self.remove(&next, stop, gives_up.then_some(leased_until)).await?;
                    round.sent += 1;
                }
                Err(error) => {
                    let now = self.clock.now_millis();
                    mail::put_off(db, next.id, now + pause(next.attempts), &error.to_string()).await?;
                    tracing::warn!(%error, mail = next.key, attempts = next.attempts, "a mail was not sent; it is tried again");
                    (round.failed, round.error) = (round.failed + 1, Some(error));
                }
            }
        }
        Ok(round)
    }

    /// Removes a mail that was handed over, however long that takes, or until a time, in milliseconds; told to stop, it makes no further
    /// attempt.
    async fn remove(&self, mail: &Mail, stop: &mut watch::Receiver<bool>, until: Option<i64>) -> Result<(), StoreError> {
        let mut told = false;
        loop {
            let Err(error) = mail::sent(self.database.writer(), mail.id).await else { return Ok(()) };
            if !told {
                tracing::warn!(%error, mail = mail.key, "a mail was sent and cannot be removed yet; trying until it is");
                told = true;
            }
            let is_over = until.is_some_and(|until| self.clock.now_millis() >= until);
            // Errs when the sender is gone: then nobody is left to work for.
            if is_over || tokio::time::timeout(REMOVED_AGAIN, stop.wait_for(|stop| *stop)).await.is_ok() {
                return Err(error);
            }
        }
    }

    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let letter = Letter {
            key: mail.key.clone(),
            written_at: mail.queued_at,
            locale: mail.locale.parse().unwrap_or(Locale::Ar),
            name: mail.name.clone(),
            address: mail.address.clone(),
            subject: mail.subject.clone(),
            body: mail.body.clone(),
            stop_url: mail.stop_url.clone(),
        };
        self.mailer.send(letter).await
    }

    /// Sends until told to stop.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !is_told(&stop) {
            if let Err(error) = self.round_until(&mut stop, false).await {
                tracing::warn!(%error, "mails could not be sent; trying again");
            }
            // Errs when the sender is gone: then nobody is left to send for.
            if tokio::time::timeout(IDLE, stop.wait_for(|stop| *stop)).await.is_ok() {
                return;
            }
        }
    }
}

/// Whether it is told to stop.
fn is_told(stop: &watch::Receiver<bool>) -> bool {
    *stop.borrow()
}

/// How many milliseconds a mail waits after so many attempts.
fn pause(attempts: i32) -> i64 {
    FIRST_PAUSE.saturating_mul(1 << attempts.saturating_sub(1).clamp(0, 20)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_mail_that_is_refused_waits_longer_each_time() {
        assert_eq!([1, 2, 3, 8, 9, i32::MAX].map(super::pause), [30_000, 60_000, 120_000, 3_600_000, 3_600_000, 3_600_000]);
    }
}
