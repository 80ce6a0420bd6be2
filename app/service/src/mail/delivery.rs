//! Sends the mails in the database: each is leased, sent, and then removed. A crash in between loses none; a mail that is sent twice
//! has the same `Message-ID`. If the database takes no writes, nothing else is sent until the sent mail is removed: otherwise its lease
//! would end, and it would be sent again.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::Locale;
use jawab_store::{
    Connection, Database, StoreError,
    mail::{self, Mail, NewMail},
    rows,
};
use tokio::sync::watch;

use super::{MailError, Mailer, OutgoingMail};
use crate::Clock;

/// How long an idle sender waits between polls.
const POLL_INTERVAL: Duration = Duration::from_secs(2);
/// The pause between two attempts to remove a sent mail.
const REMOVE_RETRY: Duration = Duration::from_millis(500);
/// The lease of a mail, in milliseconds: longer than a mail server may take to answer.
const LEASE_MILLIS: i64 = 300_000;
/// The delay after the first failure, in milliseconds; doubled each time …
const FIRST_PAUSE: i64 = 30_000;
/// … up to this.
const MAX_PAUSE: i64 = 3_600_000;
/// How long a notice to the holder of an account is retried.
const RETRY_PERIOD: TimeDelta = TimeDelta::days(3);

/// Queues a mail to the holder of an account, within a change. It is sent after the commit.
pub async fn enqueue(db: &impl Connection, to: &rows::Account, subject: &str, body: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let key = format!("{}.{}", to.code, crate::new_code());
    let not_after = (now + RETRY_PERIOD).timestamp_millis();
    let locale: Locale = to.locale.parse()?;
    let new = NewMail { key: &key, name: &to.name, address: &to.address, locale, subject, body, stop_url: None, not_after };
    mail::enqueue(db, &new, now).await.map(drop)
}

/// Sends the mails in the database.
#[derive(Clone)]
pub struct Delivery {
    database: Database,
    clock: Clock,
    mailer: Mailer,
}

/// The result of a round.
#[derive(Debug, Default)]
pub struct Round {
    /// The number of mails sent.
    pub sent: usize,
    /// The number of mails not sent.
    pub failed: usize,
    /// The error of the last one not sent.
    pub error: Option<MailError>,
}

impl Delivery {
    /// Creates the sender of a database, with a mailer.
    #[must_use]
    pub const fn new(database: Database, clock: Clock, mailer: Mailer) -> Self {
        Self { database, clock, mailer }
    }

    /// Sends the mails that are due, each once. A failed mail waits, longer each time, until it is given up.
    ///
    /// # Errors
    /// If the database fails, including that it takes no writes until the lease of a sent mail ends: there may be nobody to stop this.
    pub async fn round(&self) -> Result<Round, StoreError> {
        let (_going_on, mut never) = watch::channel(false);
        self.round_until(&mut never, true).await
    }

    /// The same, until stopped. With `gives_up`, the removal of a mail is tried no longer than its lease.
    async fn round_until(&self, stop: &mut watch::Receiver<bool>, gives_up: bool) -> Result<Round, StoreError> {
        let (db, mut round) = (self.database.writer(), Round::default());
        while !is_told(stop) && mail::is_due(self.database.reader(), self.clock.now_millis()).await? {
            let now = self.clock.now_millis();
            for lost in mail::remove_expired(db, now).await? {
                tracing::error!(mail = lost.key, attempts = lost.attempts, why = lost.note, "a mail was given up: its time is over");
            }
            let leased_until = now + LEASE_MILLIS;
            let Some(next) = mail::lease(db, now, leased_until).await? else { break };
            match self.send(&next).await {
                Ok(()) => {
                    self.remove(&next, stop, gives_up.then_some(leased_until)).await?;
                    round.sent += 1;
                }
                Err(error) => {
                    let now = self.clock.now_millis();
                    mail::postpone(db, next.id, now + pause(next.attempts), &error.to_string()).await?;
                    tracing::warn!(%error, mail = next.key, attempts = next.attempts, "a mail was not sent; it is tried again");
                    (round.failed, round.error) = (round.failed + 1, Some(error));
                }
            }
        }
        Ok(round)
    }

    /// Removes a sent mail, however long that takes, or until a time in milliseconds. Once stopped, it makes no further attempt.
    async fn remove(&self, mail: &Mail, stop: &mut watch::Receiver<bool>, until: Option<i64>) -> Result<(), StoreError> {
        let mut warned = false;
        loop {
            let Err(error) = mail::sent(self.database.writer(), mail.id).await else { return Ok(()) };
            if !warned {
                tracing::warn!(%error, mail = mail.key, "a mail was sent and cannot be removed yet; trying until it is");
                warned = true;
            }
            let is_over = until.is_some_and(|until| self.clock.now_millis() >= until);
            // An error means that the sender is dropped: the program is ending.
            if is_over || tokio::time::timeout(REMOVE_RETRY, stop.wait_for(|stop| *stop)).await.is_ok() {
                return Err(error);
            }
        }
    }

    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let letter = OutgoingMail {
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

    /// Sends mails until stopped.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !is_told(&stop) {
            if let Err(error) = self.round_until(&mut stop, false).await {
                tracing::warn!(%error, "mails could not be sent; trying again");
            }
            // An error means that the sender is dropped: the program is ending.
            if tokio::time::timeout(POLL_INTERVAL, stop.wait_for(|stop| *stop)).await.is_ok() {
                return;
            }
        }
    }
}

/// Whether it is stopped.
fn is_told(stop: &watch::Receiver<bool>) -> bool {
    *stop.borrow()
}

/// The delay after a number of attempts, in milliseconds.
fn pause(attempts: i32) -> i64 {
    FIRST_PAUSE.saturating_mul(1 << attempts.saturating_sub(1).clamp(0, 20)).min(MAX_PAUSE)
}

#[cfg(test)]
mod tests {
    #[test]
    fn retries_of_a_mail_are_delayed_longer_each_time() {
        assert_eq!([1, 2, 3, 8, 9, i32::MAX].map(super::pause), [30_000, 60_000, 120_000, 3_600_000, 3_600_000, 3_600_000]);
    }
}
