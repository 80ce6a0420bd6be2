//! The rule of two: what one person asks for, another confirms. Two accounts are not two people where one of them opened the
//! other with a link, or where somebody could have come into both: whoever makes a link can use it.
//!
//! An office begins with accounts that one administrator invited, and nobody else. As long as nobody is there who is independent of
//! whoever asks, two of them count as two people, and everybody else who may do such things is told. Afterwards they do not.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::{
    Chamber,
    access::{Act, ActorId, Place},
    lifecycle::Refusal,
};
use jawab_store::{Connection, StoreError, accounts, audit, rows};

/// For how long an account that somebody opened is not independent of them.
pub const INDEPENDENT_AFTER: TimeDelta = TimeDelta::days(30);

/// What opens an account or a program's token to whoever does it.
const OPENINGS: [&str; 3] = ["account.invited", "account.link_made", "token.issued"];

/// An act that takes two people, and of which Chamber.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfTwo {
    /// What both must be allowed.
    pub act: Act,
    /// Where.
    pub chamber: Chamber,
}

/// Who confirms what another asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Second {
    /// Another person.
    Independent,
    /// Another account; this administrator, as the audit record names them, invited both, and nobody else is there yet.
    OfOneInviter(String),
}

/// Whether somebody may confirm what another asked for, each as the audit record names them (`account:7`). Every act that takes
/// two people asks this, within its change.
///
/// It is refused with [`Refusal::SamePerson`] to whoever asked, and with [`Refusal::NotIndependent`] where within the last
/// thirty days one of them invited the other, or made a link or token for them, themselves or by way of accounts they opened, or
/// where one administrator opened both. That one administrator *invited* both is refused only where somebody else could be asked: an
/// account that may do this too, is older than thirty days, and is independent of whoever asked.
///
/// # Errors
/// When the database cannot be read.
pub async fn second_person_may(
    db: &impl Connection,
    of: OfTwo,
    asked_by: &str,
    confirming: &str,
    now: DateTime<Utc>,
) -> Result<Result<Second, Refusal>, StoreError> {
    if asked_by == confirming {
        return Ok(Err(Refusal::SamePerson));
    }
    let since = now - INDEPENDENT_AFTER;
    let (asker, confirmer) = (openers(db, asked_by, since).await?, openers(db, confirming, since).await?);
    let by_password = meet(&asker.of_passwords, &confirmer.all) || meet(&asker.all, &confirmer.of_passwords);
    if by_password || opened_either([(asked_by, &asker), (confirming, &confirmer)]) {
        return Ok(Err(Refusal::NotIndependent));
    }
    let Some(inviter) = asker.all.intersection(&confirmer.all).next() else { return Ok(Ok(Second::Independent)) };
    Ok(if is_another_there(db, of, (asked_by, &asker), since).await? {
        Err(Refusal::NotIndependent)
    } else {
        Ok(Second::OfOneInviter(inviter.clone()))
    })
}

/// As [`second_person_may`], of two administrators who together can come into any account: they are not two where somebody
/// opened both, in whatever way.
///
/// # Errors
/// When the database cannot be read.
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

/// Whether somebody else could be asked to confirm: one who may, was there before, and is independent of whoever asked.
async fn is_another_there(db: &impl Connection, of: OfTwo, asker: (&str, &Openers), since: DateTime<Utc>) -> Result<bool, StoreError> {
    let place = Place { chamber: Some(of.chamber), ministries: &[] };
    let works = |row: &rows::Account| is_there(row, since) && row.created_at <= since;
    let all: Vec<rows::Account> = accounts::all(db).await?.into_iter().filter(works).collect();
    for row in all {
        let name = ActorId::Account(row.id).to_string();
        if name == asker.0 || !accounts::mandate(db, &row).await?.allows(of.act, place) {
            continue;
        }
        let theirs = openers(db, &name, since).await?;
        if are_independent([asker, (name.as_str(), &theirs)]) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether somebody uses an account. One that was disabled a short while ago counts: who disables the others is not alone by that.
pub(crate) fn is_there(row: &rows::Account, since: DateTime<Utc>) -> bool {
    row.disabled_at.is_none_or(|at| at > since) && row.password_hash.is_some()
}

/// Whether two accounts are two people, whatever way somebody came into them.
fn are_independent([one, other]: [(&str, &Openers); 2]) -> bool {
    !opened_either([one, other]) && !meet(&one.1.all, &other.1.all)
}

/// Whether one of two accounts could have come into the other.
fn opened_either([one, other]: [(&str, &Openers); 2]) -> bool {
    one.1.all.contains(other.0) || other.1.all.contains(one.0)
}

fn meet(some: &BTreeSet<String>, others: &BTreeSet<String>) -> bool {
    !some.is_disjoint(others)
}

/// Who could have come into an account, directly or by way of whoever could.
#[derive(Default)]
struct Openers {
    /// Everybody who invited its holder or made a link.
    all: BTreeSet<String>,
    /// Those of them on whose way a link for a new password was made.
    of_passwords: BTreeSet<String>,
}

async fn openers(db: &impl Connection, subject: &str, since: DateTime<Utc>) -> Result<Openers, StoreError> {
    let mut found = Openers::default();
    let mut ahead = vec![(subject.to_owned(), false)];
    while let Some((subject, by_password)) = ahead.pop() {
        // What a command of this program did, nobody did who could act on the site; what somebody did to their own account opens none.
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
