//! What one person asks for, another confirms: [`crate::second_person`], as the staff's work asks it.

use chrono::{DateTime, Utc};
use jawab_domain::{
    Chamber,
    access::{AccountEvent, AccountNotice, Actor, ActorId, Mandate},
    lifecycle::Refusal,
};
use jawab_store::{accounts, audit, rows};
use serde::{Deserialize, Serialize};

use super::{Outcome, Turn, Work};
use crate::{
    mail,
    second_person::{INDEPENDENT_AFTER, OfTwo, Second, is_there, second_person_may},
};

/// What the record calls it that two accounts of one inviter did together what takes two people.
const OF_ONE_INVITER: &str = "second.of_one_inviter";
/// Most of them that a board tells.
const MOST: usize = 20;
/// How many of the latest are looked through for those of a Chamber.
const LOOKED_THROUGH: u64 = 500;

/// Something that takes two people, done by two accounts that one administrator invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfOneInviter {
    /// When it was confirmed.
    pub at: DateTime<Utc>,
    /// Who confirmed it, as the record names them.
    pub confirmed_by: String,
    /// Who asked for it.
    pub asked_by: String,
    /// Who invited both.
    pub invited_by: String,
    /// To what it was done, as the record names it.
    pub subject: String,
}

/// What the record says of it beside.
#[derive(Serialize, Deserialize)]
struct Said {
    chamber: String,
    asked_by: String,
    invited_by: String,
}

impl Work {
    /// Whether an actor may confirm what somebody asked for, as history keeps who that was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn may_confirm(&self, actor: &Actor, of: OfTwo, asked_by: &str) -> Outcome<bool> {
        Ok(self.not_second(actor, of, asked_by).await?.is_none())
    }

    /// Why an actor may not confirm what somebody asked for; none where they may.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn not_second(&self, actor: &Actor, of: OfTwo, asked_by: &str) -> Outcome<Option<Refusal>> {
        Ok(second_person_may(self.database.reader(), of, asked_by, &actor.id.to_string(), self.clock.now()).await?.err())
    }

    /// What was done in a Chamber of late by two accounts of one inviter, the latest first, without what the actor had a part in.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of_one_inviter(&self, actor: &Actor, chamber: Chamber) -> Outcome<Vec<OfOneInviter>> {
        let from = Some(self.clock.now() - INDEPENDENT_AFTER);
        let search = audit::Search { action: Some(OF_ONE_INVITER.into()), from, ..audit::Search::default() };
        let (own, mut all) = (actor.id.to_string(), Vec::new());
        for line in audit::search(self.database.reader(), &search, LOOKED_THROUGH).await? {
            let said: Said = serde_json::from_str(&line.data)?;
            if said.chamber == chamber.code() && line.actor != own && said.asked_by != own {
                let (asked_by, invited_by) = (said.asked_by, said.invited_by);
                all.push(OfOneInviter { at: line.at, confirmed_by: line.actor, asked_by, invited_by, subject: line.subject });
            }
        }
        all.truncate(MOST);
        Ok(all)
    }
}

impl Turn {
    /// Refuses a confirmation by whoever asked, or by whoever may not be the second person for them. `subject` is to what it is done, as the
    /// record names it.
    pub(super) async fn must_be_second(&mut self, of: OfTwo, asked_by: &str, subject: String) -> Outcome<()> {
        let second = second_person_may(self.db(), of, asked_by, &self.by(), self.now).await??;
        match second {
            Second::Independent => Ok(()),
            Second::OfOneInviter(inviter) => self.tell_of_one_inviter(of, [asked_by, &inviter], subject).await,
        }
    }

    /// Tells everybody else who may do such things, by mail and on their boards, that two accounts of one inviter did one.
    async fn tell_of_one_inviter(&mut self, of: OfTwo, [asked_by, inviter]: [&str; 2], subject: String) -> Outcome<()> {
        let said = Said { chamber: of.chamber.to_string(), asked_by: asked_by.to_owned(), invited_by: inviter.to_owned() };
        self.record(OF_ONE_INVITER, subject, serde_json::to_value(said)?);
        let Some(teller) = self.teller.clone() else { return Ok(()) };
        let (by, since) = (self.by(), self.now - INDEPENDENT_AFTER);
        let reached = |row: &rows::Account| {
            let name = ActorId::Account(row.id).to_string();
            is_there(row, since) && name != by && name != asked_by
        };
        let all: Vec<rows::Account> = accounts::all(self.db()).await?.into_iter().filter(reached).collect();
        for row in all {
            let concerned = match accounts::mandate(self.db(), &row).await? {
                Mandate::Administrator => true,
                Mandate::Clerk(chamber) => chamber == of.chamber,
                Mandate::MinistryAgent(_) | Mandate::Program(..) => false,
            };
            if concerned {
                let (event, locale, at) = (AccountEvent::OfOneInviter, row.locale.parse()?, self.local);
                let [subject, body] = teller.0(&AccountNotice { event, locale, name: &row.name, by: Some(self.actor.name.as_str()), at });
                mail::enqueue(self.db(), &row, &subject, &body, self.now).await?;
            }
        }
        Ok(())
    }
}
