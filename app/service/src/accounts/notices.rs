//! What the holder of an account is told by mail.

use std::{fmt, sync::Arc};

use chrono::NaiveDateTime;
use jawab_domain::{Locale, access::AccountEvent};
use jawab_store::{Change, entity::account};

use super::{AccountError, Accounts};
use crate::mail;

/// What happened to an account, to be put into words.
#[derive(Debug, Clone)]
pub struct Notice<'a> {
    /// What.
    pub event: AccountEvent,
    /// The holder's language.
    pub locale: Locale,
    /// The holder's name.
    pub name: &'a str,
    /// The administrator who did it; none: somebody who was in the account.
    pub by: Option<&'a str>,
    /// When, by the clocks of Morocco.
    pub at: NaiveDateTime,
}

/// Puts notices into words: subject and text. The words are the pages' affair.
pub type Words = Arc<dyn Fn(&Notice<'_>) -> [String; 2] + Send + Sync>;

/// Whoever puts notices into words.
#[derive(Clone)]
pub(super) struct Teller(pub(super) Words);

impl fmt::Debug for Teller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Teller(…)")
    }
}

impl Accounts {
    /// Tells the holder of an account by mail what happened to it, once the change is made to last. Nobody is told who has no
    /// password yet, or is of the demonstration: there is nothing to take from them, or nobody to be reached.
    pub(super) async fn notify_holder(
        &self,
        change: &Change,
        of: &account::Model,
        event: AccountEvent,
        by: Option<&str>,
    ) -> Result<(), AccountError> {
        let Some(words) = self.words.as_ref().filter(|_| of.password_hash.is_some()) else { return Ok(()) };
        let (now, locale) = (self.clock.now(), of.locale.parse()?);
        let [subject, body] = words.0(&Notice { event, locale, name: &of.name, by, at: self.clock.local(now) });
        Ok(mail::enqueue(change.connection(), of, &subject, &body, now).await?)
    }
}
