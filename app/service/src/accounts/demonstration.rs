//! Accounts of the demonstration: one of each role, entered by links that hold until the next start. They have no password.

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

/// Where the addresses of these accounts end: nothing can ever be sent there (RFC 2606).
const DOMAIN: &str = "@demonstration.invalid";

/// Whether an address is that of an account of the demonstration.
#[must_use]
pub fn is_demonstration(address: &str) -> bool {
    address.ends_with(DOMAIN)
}

/// The way into an account of the demonstration.
#[derive(Debug, Clone)]
pub struct DemonstrationLink {
    /// Whose account it is, and what it may do.
    pub actor: Actor,
    /// The token of the link.
    pub token: Secret,
}

impl Accounts {
    /// Makes the accounts where they are missing, for agents of these ministries, and a fresh link for each: earlier links
    /// and sessions end.
    ///
    /// # Errors
    /// When the database fails.
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
                let there = accounts::held(db, there.id).await?.ok_or(AccountError::NotFound)?;
                accounts::save(db, &rows::Account { disabled_at: None, ..there.clone() }).await?;
                there.id
            }
            None => {
                let at = self.clock.now();
                let id =
                    accounts::add(db, accounts::NewAccount { code: new_code(), address, name, locale: Locale::Ar, mandate, at }).await?;
                self.note(&change, ActorId::Jawab, "account.invited", &subject(id), super::manage::mandate_data(mandate)).await?;
                id
            }
        };
        let token = self.keep_link(&change, id, Purpose::Demonstration).await?;
        change.commit_quietly().await?;
        Ok((id, token))
    }

    /// Ends what the demonstration opened: its links are void, its sessions end, its accounts are disabled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_demonstration(&self) -> Result<(), AccountError> {
        let all = accounts::all(self.database.reader()).await?;
        for found in all.into_iter().filter(|account| is_demonstration(&account.address_key) && account.disabled_at.is_none()) {
            let change = self.database.change().await?;
            let Some(found) = accounts::held(change.connection(), found.id).await? else { continue };
            links::void(change.connection(), found.id, &[Purpose::Demonstration.code()]).await?;
            self.end_everything(&change, found.id).await?;
            accounts::save(change.connection(), &rows::Account { disabled_at: Some(self.clock.now()), ..found }).await?;
            change.commit_quietly().await?;
        }
        Ok(())
    }
}
