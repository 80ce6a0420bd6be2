//! The rule of two: what one person asks for, another confirms. Two accounts are not two people where one of them opened the
//! other with a link, or where somebody could have come into both: whoever makes a link can use it.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::{access::ActorId, lifecycle::Refusal};
use jawab_store::{Connection, StoreError, audit, rows};

/// For how long an account that somebody opened is not independent of them.
pub const INDEPENDENT_AFTER: TimeDelta = TimeDelta::days(30);

/// What opens an account or a program's token to whoever does it.
const OPENINGS: [&str; 3] = ["account.invited", "account.link_made", "token.issued"];

/// Whether somebody may confirm what another asked for, each as the audit record names them (`account:7`). Every act that takes
/// two people asks this, within its change.
///
/// It is refused with [`Refusal::SamePerson`] to whoever asked, and with [`Refusal::NotIndependent`] where within the last
/// thirty days one of them invited the other, or made a link or token for them, themselves or by way of accounts they opened, or
/// where one administrator opened both, one at least by a link for a new password. That one administrator *invited* both says
/// nothing: so begins every office.
///
/// # Errors
/// When the database cannot be read.
pub async fn second_person_may(
    db: &impl Connection,
    asked_by: &str,
    confirming: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, StoreError> {
    may(db, [asked_by, confirming], now, |asker, confirmer| {
        meet(&asker.of_passwords, &confirmer.all) || meet(&asker.all, &confirmer.of_passwords)
    })
    .await
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
    may(db, [asked_by, confirming], now, |asker, confirmer| meet(&asker.all, &confirmer.all)).await
}

async fn may(
    db: &impl Connection,
    [asked_by, confirming]: [&str; 2],
    now: DateTime<Utc>,
    one_opened_both: impl FnOnce(&Openers, &Openers) -> bool,
) -> Result<Result<(), Refusal>, StoreError> {
    if asked_by == confirming {
        return Ok(Err(Refusal::SamePerson));
    }
    let since = now - INDEPENDENT_AFTER;
    let (asker, confirmer) = (openers(db, asked_by, since).await?, openers(db, confirming, since).await?);
    let opened = asker.all.contains(confirming) || confirmer.all.contains(asked_by);
    Ok(if opened || one_opened_both(&asker, &confirmer) { Err(Refusal::NotIndependent) } else { Ok(()) })
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
