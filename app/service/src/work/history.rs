//! What happened to a question, for those who work on it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{
    access::{Act, Actor, ActorId},
    lifecycle::EventKind,
};
use jawab_store::{
    accounts::{self, tokens},
    history, questions, texts,
};
use serde_json::Value;

use super::{
    Outcome, UseCaseError, Work,
    held::{referred_to, sees},
};

/// Something that happened, with all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// What.
    pub kind: EventKind,
    /// On what civil day, if known.
    pub on: Option<NaiveDate>,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who did it: `account:7`, `token:3`, `import:…`.
    pub actor: String,
    /// Their name, if it is known here.
    pub name: Option<String>,
    /// Why, if said.
    pub reason: Option<String>,
    /// What else: `ministry`, `from`, `to` and `ministries` are identities of ministries, `question` one of a question,
    /// `answer`, `text` and `account` of these; `part`, `locale`, `role`, `link` are codes; `number` is an official number.
    pub data: Value,
    /// What a corrected text read before.
    pub earlier: Option<String>,
}

impl Work {
    /// The history of a question, oldest first.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] where the actor may not know of it, [`UseCaseError::Forbidden`] where it is not their work.
    pub async fn history(&self, actor: &Actor, id: i64) -> Outcome<Vec<HistoryLine>> {
        let db = self.database.reader();
        let row = questions::by_id(db, id).await?.ok_or(UseCaseError::NotFound)?;
        let referred = referred_to(db, &row).await?;
        if !sees(actor, &row, &referred) {
            return Err(UseCaseError::NotFound);
        }
        let place = jawab_domain::access::Place { chamber: Some(row.chamber.parse()?), ministries: &referred };
        if !actor.mandate.allows(Act::SeeWork, place) {
            return Err(UseCaseError::Forbidden);
        }
        let events = history::of(db, id).await?;
        let earlier = texts::earlier(db, id).await?;
        let earlier: HashMap<i64, String> = earlier.into_iter().map(|text| (text.id, text.body)).collect();
        let names = self.names(events.iter().map(|row| row.actor.as_str())).await?;
        let told = events.into_iter().map(|row| {
            Ok(HistoryLine {
                kind: row.kind.parse()?,
                on: row.occurred_on,
                at: row.recorded_at,
                name: names.get(&row.actor).cloned(),
                actor: row.actor,
                reason: row.reason,
                earlier: row.data.get("earlier_text").and_then(Value::as_i64).and_then(|text| earlier.get(&text).cloned()),
                data: row.data,
            })
        });
        told.collect()
    }

    /// The names of accounts and tokens, by the actors that history keeps.
    async fn names(&self, actors: impl Iterator<Item = &str>) -> Outcome<HashMap<String, String>> {
        let db = self.database.reader();
        let (mut people, mut programs) = (Vec::new(), Vec::new());
        for actor in actors {
            people.extend(ActorId::account_of(actor));
            programs.extend(actor.strip_prefix("token:").and_then(|id| id.parse::<i64>().ok()));
        }
        let people = accounts::names(db, people).await?.into_iter().map(|(id, name)| (ActorId::Account(id).to_string(), name));
        let programs = tokens::names(db, programs).await?.into_iter().map(|(id, name)| (ActorId::Token(id).to_string(), name));
        Ok(people.chain(programs).collect())
    }
}
