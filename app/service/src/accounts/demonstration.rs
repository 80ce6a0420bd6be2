//! Demonstration accounts: one for each role, entered by links that are valid until the next start. They have no password.

use jawab_domain::{
    Chamber, Locale,
    access::{Actor, ActorId, Mandate},
};
use jawab_store::{
    accounts::{self, links},
    rows,
};

use super::{AccountError, Accounts, Purpose, Secret, subject};
use crate::new_code;

/// The domain of their addresses, to which no mail can be sent (RFC 2606).
const DOMAIN: &str = "@demonstration.invalid";

/// Whether an address is that of a demonstration account.
#[must_use]
pub fn is_demonstration(address: &str) -> bool {
    address.ends_with(DOMAIN)
}

/// The link to a demonstration account.
#[derive(Debug, Clone)]
pub struct DemonstrationLink {
    /// The account and its mandate.
    pub actor: Actor,
    /// The token of the link.
    pub token: Secret,
}

impl Accounts {
    /// Creates the accounts that are missing, with agents of these ministries, and a new link for each. Earlier links and sessions end.
    pub async fn open_demonstration(&self, ministries: &[i64]) -> Result<Vec<DemonstrationLink>, AccountError> {
        self.close_demonstration().await?;
        let people = [
            ("administration", "Samira Bennis", Mandate::Administrator),
            ("greffe-representants", "عبد الكبير الوزاني", Mandate::Clerk(Chamber::Representatives)),
            ("greffe-conseillers", "Hind Lahlou", Mandate::Clerk(Chamber::Councillors)),
        ];
        let people = people.map(|(at, name, mandate)| (at.to_owned(), name, mandate));
        let agents = ministries.iter().zip(["يونس التازي", "Karim Seddiki"]);
        let agents = agents.map(|(id, name)| (format!("ministere-{id}"), name, Mandate::MinistryAgent(vec![*id])));
        let mut opened = Vec::new();
        for (at, name, mandate) in people.into_iter().chain(agents) {
            let (id, token) = self.open_one(&format!("{at}{DOMAIN}"), name, &mandate).await?;
            opened.push(DemonstrationLink { actor: Actor { id: ActorId::Account(id), name: name.to_owned(), mandate }, token });
        }
        Ok(opened)
    }

    async fn open_one(&self, address: &str, name: &str, mandate: &Mandate) -> Result<(i64, Secret), AccountError> {
        let change = self.database.change().await?;
        let db = change.connection();
        let id = match accounts::by_address(db, address).await? {
            Some(there) => {
                let there = accounts::lock(db, there.id).await?.ok_or(AccountError::NotFound)?;
                accounts::save(db, &rows::Account { disabled_at: None, ..there.clone() }).await?;
                there.id
            }
            None => {
                let at = self.clock.now();
                let id =
                    accounts::add(db, accounts::NewAccount { code: new_code(), address, name, locale: Locale::Ar, mandate, at }).await?;
                self.record(&change, ActorId::Jawab, "account.invited", &subject(id), super::manage::mandate_data(mandate)).await?;
                id
            }
        };
        let token = self.create_link(&change, id, Purpose::Demonstration).await?;
        change.commit_quietly().await?;
        Ok((id, token))
    }

    /// Ends the demonstration: voids its links, ends its sessions and disables its accounts.
    pub async fn close_demonstration(&self) -> Result<(), AccountError> {
        let all = accounts::all(self.database.reader()).await?;
        for found in all.into_iter().filter(|account| is_demonstration(&account.address_key) && account.disabled_at.is_none()) {
            let change = self.database.change().await?;
            let Some(found) = accounts::lock(change.connection(), found.id).await? else { continue };
            links::void(change.connection(), found.id, &[Purpose::Demonstration.code()]).await?;
            self.end_all_access(&change, found.id).await?;
            self.end_calendar(&change, ActorId::Jawab, found.id).await?;
            accounts::save(change.connection(), &rows::Account { disabled_at: Some(self.clock.now()), ..found }).await?;
            change.commit_quietly().await?;
        }
        Ok(())
    }
}
