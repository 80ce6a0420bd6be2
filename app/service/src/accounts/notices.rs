//! What the holder of an account is told by mail.

use std::{fmt, sync::Arc};

use jawab_domain::access::{AccountEvent, AccountNotice};
use jawab_store::{Change, rows};

use super::{AccountError, Accounts};
use crate::mail;

/// Puts notices into words: subject and text. The words are the pages' affair.
pub type Words = Arc<dyn Fn(&AccountNotice<'_>) -> [String; 2] + Send + Sync>;

/// Whoever puts notices into words.
#[derive(Clone)]
pub(crate) struct Teller(pub(crate) Words);

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
        of: &rows::Account,
        event: AccountEvent,
        by: Option<&str>,
    ) -> Result<(), AccountError> {
        let Some(words) = self.words.as_ref().filter(|_| of.password_hash.is_some()) else { return Ok(()) };
        let (now, locale) = (self.clock.now(), of.locale.parse()?);
        let [subject, body] = words.0(&AccountNotice { event, locale, name: &of.name, by, at: self.clock.local(now) });
        Ok(mail::enqueue(change.connection(), of, &subject, &body, now).await?)
    }
}
