//! Notices by mail to the holders of accounts.

use std::{fmt, sync::Arc};

use jawab_domain::access::{AccountEvent, AccountNotice};
use jawab_store::{Change, rows};

use super::{AccountError, Accounts};
use crate::mail;

/// Writes a notice: its subject and text. Implemented where the texts of pages are.
pub type NoticeWriter = Arc<dyn Fn(&AccountNotice<'_>) -> [String; 2] + Send + Sync>;

/// The writer of notices.
#[derive(Clone)]
pub(crate) struct Notifier(pub(crate) NoticeWriter);

impl fmt::Debug for Notifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Notifier(…)")
    }
}

impl Accounts {
    /// Sends the holder of an account a notice by mail when the change commits. Accounts without a password, and those of the
    /// demonstration, get none: there is nothing to steal, or nobody to reach.
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
