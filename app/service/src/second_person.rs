//! The rule of two: what one person asks for, another confirms. Two accounts do not count as two people if one of them opened the other
//! with a link, or somebody could have entered both: whoever creates a link can use it.
//!
//! An office begins with accounts that one administrator invited, and nobody else. As long as there is nobody who is independent of the
//! person who asked, two such accounts count as two people, and everybody else who may do such acts is notified. Afterwards they do not
//! count.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::{
    Chamber,
    access::{Act, ActorId, Mandate, Place},
    lifecycle::Refusal,
};
use jawab_store::{
    Connection, StoreError,
    accounts::{self, mandate_without_ministries},
    audit, rows,
};

/// How long an account opened by somebody is not independent of them.
pub const INDEPENDENT_AFTER: TimeDelta = TimeDelta::days(30);

/// The audit actions that open an account or a program's token to the actor.
const OPENINGS: [&str; 3] = ["account.invited", "account.link_made", "token.issued"];

/// The audit action for a changed name, language or mandate of an account.
const CHANGED: &str = "account.changed";

/// An act that takes two people, and its Chamber.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoPersonAct {
    /// The act that both must be allowed to do.
    pub act: Act,
    /// The Chamber.
    pub chamber: Chamber,
}

/// The relation of the confirming account to the one that asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmer {
    /// Another person.
    Independent,
    /// Another account; this administrator, named as in the audit record, invited both, and nobody else could be asked yet.
    SharedInviter(String),
}

/// Whether somebody may confirm the request of another, each named as in the audit record (`account:7`). Every two-person act checks
/// this within its change.
///
/// Refused with [`Refusal::SamePerson`] for the person who asked. Refused with [`Refusal::NotIndependent`] if within the last thirty
/// days one of them invited the other or created a link or token for them, directly or through accounts they opened, or if one
/// administrator opened both. If one administrator only *invited* both, it is refused only if somebody else could be asked: an account
/// that may do the act, is older than thirty days, and is independent of the person who asked.
pub async fn second_person_may(
    db: &impl Connection,
    of: TwoPersonAct,
    asked_by: &str,
    confirming: &str,
    now: DateTime<Utc>,
) -> Result<Result<Confirmer, Refusal>, StoreError> {
    if asked_by == confirming {
        return Ok(Err(Refusal::SamePerson));
    }
    let since = now - INDEPENDENT_AFTER;
    let (asker, confirmer) = (openers(db, asked_by, since).await?, openers(db, confirming, since).await?);
    let by_password = meet(&asker.of_passwords, &confirmer.all) || meet(&asker.all, &confirmer.of_passwords);
    if by_password || opened_either([(asked_by, &asker), (confirming, &confirmer)]) {
        return Ok(Err(Refusal::NotIndependent));
    }
    let Some(inviter) = asker.all.intersection(&confirmer.all).next() else { return Ok(Ok(Confirmer::Independent)) };
    Ok(if is_another_there(db, of, (asked_by, &asker), since).await? {
        Err(Refusal::NotIndependent)
    } else {
        Ok(Confirmer::SharedInviter(inviter.clone()))
    })
}

/// As [`second_person_may`], for two administrators, who together can enter any account: they do not count as two if somebody opened
/// both, in any way.
pub async fn second_administrator_may(
    db: &impl Connection,
    asked_by: &str,
    confirming: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, StoreError> {
    if asked_by == confirming {
        return Ok(Err(Refusal::SamePerson));
    }
    let since = now - INDEPENDENT_AFTER;
    let (asker, confirmer) = (openers(db, asked_by, since).await?, openers(db, confirming, since).await?);
    Ok(if are_independent([(asked_by, &asker), (confirming, &confirmer)]) { Ok(()) } else { Err(Refusal::NotIndependent) })
}

/// Whether somebody else could be asked to confirm: an account that may do the act, existed before, and is independent of the person
/// who asked.
async fn is_another_there(
    db: &impl Connection,
    of: TwoPersonAct,
    asker: (&str, &Openers),
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let place = Place { chamber: Some(of.chamber), ministries: &[] };
    for UsedAccount { account, mandates } in used_since(db, since).await? {
        let name = ActorId::Account(account.id).to_string();
        let may = account.created_at <= since && mandates.iter().any(|mandate| mandate.allows(of.act, place));
        if name == asker.0 || !may {
            continue;
        }
        let theirs = openers(db, &name, since).await?;
        if are_independent([asker, (name.as_str(), &theirs)]) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An account that is or was recently in use: disabling the others, or changing their mandates, does not make an account the only one.
pub(crate) struct UsedAccount {
    pub(crate) account: rows::Account,
    /// The mandates that it has or had in that time; those of agents without their ministries.
    pub(crate) mandates: Vec<Mandate>,
}

/// The accounts in use at any time since then.
pub(crate) async fn used_since(db: &impl Connection, since: DateTime<Utc>) -> Result<Vec<UsedAccount>, StoreError> {
    let changed = audit::subjects_of(db, CHANGED, since).await?;
    let mut all = Vec::new();
    for account in accounts::all(db).await? {
        if account.disabled_at.is_some_and(|at| at <= since) || account.password_hash.is_none() {
            continue;
        }
        let mut mandates = vec![mandate_without_ministries(&account.role, account.chamber.as_deref())?];
        let name = ActorId::Account(account.id).to_string();
        if changed.contains(&name) {
            mandates.extend(former_mandates(db, &name, since).await?);
        }
        all.push(UsedAccount { account, mandates });
    }
    Ok(all)
}

/// The mandates that an account was given since then, and the one before them, according to the audit record.
async fn former_mandates(db: &impl Connection, subject: &str, since: DateTime<Utc>) -> Result<Vec<Mandate>, StoreError> {
    let mut given = audit::done_to(db, subject, &["account.invited", CHANGED], DateTime::UNIX_EPOCH).await?;
    given.sort_by_key(|line| line.id);
    let (before, later): (Vec<rows::Audit>, Vec<rows::Audit>) = given.into_iter().partition(|line| line.at < since);
    let recorded = |line: &rows::Audit| {
        let data: serde_json::Value = serde_json::from_str(&line.data).ok()?;
        mandate_without_ministries(data.get("role")?.as_str()?, data.get("chamber").and_then(serde_json::Value::as_str)).ok()
    };
    Ok(before.last().into_iter().chain(&later).filter_map(recorded).collect())
}

/// Whether two accounts are two people, whatever way somebody entered them.
fn are_independent([one, other]: [(&str, &Openers); 2]) -> bool {
    !opened_either([one, other]) && !meet(&one.1.all, &other.1.all)
}

/// Whether one of two accounts could have entered the other.
fn opened_either([one, other]: [(&str, &Openers); 2]) -> bool {
    one.1.all.contains(other.0) || other.1.all.contains(one.0)
}

fn meet(some: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
    !some.is_disjoint(others)
}

/// Who could have entered an account, directly or through others.
#[derive(Default)]
struct Openers {
    /// Everybody who invited its holder or created a link.
    all: BTreeSet<String>,
    /// Those of them whose way included a link for a new password.
    of_passwords: BTreeSet<String>,
}

async fn openers(db: &impl Connection, subject: &str, since: DateTime<Utc>) -> Result<Openers, StoreError> {
    let mut found = Openers::default();
    let mut ahead = vec![(subject.to_owned(), false)];
    while let Some((subject, by_password)) = ahead.pop() {
        // Commands of this program are not done by anybody who acts on the site, and what somebody does to their own account opens no
        // other.
        let by_people = |line: &rows::Audit| line.actor != ActorId::Jawab.to_string() && line.actor != subject;
        for line in audit::done_to(db, &subject, &OPENINGS, since).await?.into_iter().filter(by_people) {
            let data: serde_json::Value = serde_json::from_str(&line.data).unwrap_or_default();
            let by_password = by_password || data.get("for").is_some_and(|purpose| purpose == "new_password");
            let new = found.all.insert(line.actor.clone()) | (by_password && found.of_passwords.insert(line.actor.clone()));
            ahead.extend(new.then_some((line.actor, by_password)));
        }
    }
    Ok(found)
}
