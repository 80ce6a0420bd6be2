//! The morning's mail to agents, in the words and with the links of the site.

use std::sync::Arc;

use jawab_service::{
    Clock,
    digest::{Digest, DigestContents, DigestText, DigestWriter},
};
use jawab_ui::{catalogue::Tr, exports, links};

use crate::{App, staff::board::board_items::BoardItems};

/// What writes and sends the mails of a site.
#[must_use]
pub fn digest(app: &App) -> Digest {
    let (database, clock, accounts) = (app.database.clone(), app.clock.clone(), app.accounts.clone());
    let writer = writer(app.public_url.clone(), clock.clone());
    Digest::new(database, clock, accounts, app.ledgers.clone(), app.reference_cache.clone(), writer)
}

fn writer(public_url: String, clock: Clock) -> DigestWriter {
    Arc::new(move |of: DigestContents<'_>| {
        let stop_url = format!("{public_url}{}", links::board::stop_mail(of.locale, of.stop));
        let items = BoardItems { clock: &clock, reference_data: of.reference, explained: true }.all(of.parts);
        let mail = exports::digest(Tr::new(of.locale), &public_url, &stop_url, of.name, of.today, &items)?;
        Some(DigestText { subject: mail.subject, body: mail.body, stop_url })
    })
}
