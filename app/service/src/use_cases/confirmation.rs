//! What one person requests, another confirms: the rule of [`crate::second_person`], applied to the work of staff.

use chrono::{DateTime, Utc};
use jawab_domain::{
    Chamber,
    access::{AccountEvent, AccountNotice, Actor, ActorId, Mandate},
    lifecycle::Refusal,
};
use jawab_store::audit;
use serde::{Deserialize, Serialize};

use crate::use_cases::{UnitOfWork, UseCaseResult, UseCases};
use crate::{
    mail,
    second_person::{Confirmer, INDEPENDENT_AFTER, TwoPersonAct, UsedAccount, second_person_may, used_since},
};

/// The audit action for a two-person act done by two accounts that one administrator invited.
const SHARED_INVITER: &str = "second.of_one_inviter";
/// How many of them a board shows at most.
const MAX_SHOWN: usize = 20;
/// How many of the latest audit entries are searched for those of a Chamber.
const MAX_SCANNED: u64 = 500;

/// A two-person act done by two accounts that one administrator invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedInviterConfirmation {
    /// When it was confirmed.
    pub at: DateTime<Utc>,
    /// Who confirmed it, as in the audit record.
    pub confirmed_by: String,
    /// Who asked for it.
    pub asked_by: String,
    /// Who invited both.
    pub invited_by: String,
    /// The subject of the act, as in the audit record.
    pub subject: String,
}

/// The data of the audit entry.
#[derive(Serialize, Deserialize)]
struct AuditData {
    chamber: String,
    asked_by: String,
    invited_by: String,
}

impl UseCases {
    /// Whether an actor may confirm the request of another, who is named as in the history.
    pub async fn may_confirm(&self, actor: &Actor, of: TwoPersonAct, asked_by: &str) -> UseCaseResult<bool> {
        Ok(self.confirmation_refusal(actor, of, asked_by).await?.is_none())
    }

    /// Why an actor may not confirm the request of another; `None` if they may.
    pub async fn confirmation_refusal(&self, actor: &Actor, of: TwoPersonAct, asked_by: &str) -> UseCaseResult<Option<Refusal>> {
        Ok(second_person_may(self.database.reader(), of, asked_by, &actor.id.to_string(), self.clock.now()).await?.err())
    }

    /// The recent two-person acts in a Chamber by accounts with one inviter, the latest first, without those that the actor took part
    /// in.
    pub async fn shared_inviter_confirmations(&self, actor: &Actor, chamber: Chamber) -> UseCaseResult<Vec<SharedInviterConfirmation>> {
        let from = Some(self.clock.now() - INDEPENDENT_AFTER);
        let search = audit::Search { action: Some(SHARED_INVITER.into()), from, ..audit::Search::default() };
        let (own, mut all) = (actor.id.to_string(), Vec::new());
        for line in audit::search(self.database.reader(), &search, MAX_SCANNED).await? {
            let said: AuditData = serde_json::from_str(&line.data)?;
            if said.chamber == chamber.code() && line.actor != own && said.asked_by != own {
                let (asked_by, invited_by) = (said.asked_by, said.invited_by);
                all.push(SharedInviterConfirmation { at: line.at, confirmed_by: line.actor, asked_by, invited_by, subject: line.subject });
            }
        }
        all.truncate(MAX_SHOWN);
        Ok(all)
    }
}

impl UnitOfWork {
    /// Rejects a confirmation by the person who asked, or by anybody who is not independent of them. `subject` is the subject of the
    /// act, as in the audit record.
    pub(super) async fn require_second_person(&mut self, of: TwoPersonAct, asked_by: &str, subject: String) -> UseCaseResult<()> {
        let second = second_person_may(self.db(), of, asked_by, &self.by(), self.now).await??;
        match second {
            Confirmer::Independent => Ok(()),
            Confirmer::SharedInviter(inviter) => self.notify_shared_inviter(of, [asked_by, &inviter], subject).await,
        }
    }

    /// Notifies everybody else who may do such acts, by mail and on their boards, that two accounts with one inviter did one.
    async fn notify_shared_inviter(&mut self, of: TwoPersonAct, [asked_by, inviter]: [&str; 2], subject: String) -> UseCaseResult<()> {
        let said = AuditData { chamber: of.chamber.to_string(), asked_by: asked_by.to_owned(), invited_by: inviter.to_owned() };
        self.record(SHARED_INVITER, subject, serde_json::to_value(said)?);
        let Some(notifier) = self.notifier.clone() else { return Ok(()) };
        let (by, since) = (self.by(), self.now - INDEPENDENT_AFTER);
        for UsedAccount { account: row, mandates } in used_since(self.db(), since).await? {
            let name = ActorId::Account(row.id).to_string();
            let concerned = mandates.iter().any(|mandate| match mandate {
                Mandate::Administrator => true,
                Mandate::Clerk(chamber) => *chamber == of.chamber,
                Mandate::MinistryAgent(_) | Mandate::Program(..) => false,
            });
            if concerned && name != by && name != asked_by {
                let (event, locale, at) = (AccountEvent::SharedInviterConfirmation, row.locale.parse()?, self.local);
                let [subject, body] = notifier.0(&AccountNotice { event, locale, name: &row.name, by: Some(self.actor.name.as_str()), at });
                mail::enqueue(self.db(), &row, &subject, &body, self.now).await?;
            }
        }
        Ok(())
    }
}
