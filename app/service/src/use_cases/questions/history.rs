//! The history of a question, for those who work on it.

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

use crate::use_cases::{
    UseCaseError, UseCaseResult, UseCases,
    questions::loaded_question::{can_see, referred_to},
};

/// An event, with all recorded details.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// The kind of event.
    pub kind: EventKind,
    /// The civil day, if known.
    pub on: Option<NaiveDate>,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// The actor: `account:7`, `token:3`, `import:…`.
    pub actor: String,
    /// The actor's name, if known.
    pub name: Option<String>,
    /// The reason, if given.
    pub reason: Option<String>,
    /// Other data: `ministry`, `from`, `to` and `ministries` are ids of ministries, `question` the id of a question, `answer`, `text`
    /// and `account` ids of these; `part`, `locale`, `role`, `link` are codes; `number` is an official number.
    pub data: Value,
    /// The earlier wording of a corrected text.
    pub earlier: Option<String>,
}

impl UseCases {
    /// The history of a question, oldest first.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] if the actor may not see the question, [`UseCaseError::Forbidden`] if they do not work on it.
    pub async fn history(&self, actor: &Actor, id: i64) -> UseCaseResult<Vec<HistoryLine>> {
        let db = self.database.reader();
        let row = questions::by_id(db, id).await?.ok_or(UseCaseError::NotFound)?;
        let referred = referred_to(db, &row).await?;
        if !can_see(actor, &row, &referred) {
            return Err(UseCaseError::NotFound);
        }
        let place = jawab_domain::access::Place { chamber: Some(row.chamber.parse()?), ministries: &referred };
        if !actor.mandate.allows(Act::SeeWork, place) {
            return Err(UseCaseError::Forbidden);
        }
        let events = history::of_question(db, id).await?;
        let earlier = texts::earlier(db, id).await?;
        let earlier: HashMap<i64, String> = earlier.into_iter().map(|text| (text.id, text.body)).collect();
        let names = self.names(events.iter().map(|row| row.actor.as_str())).await?;
        let lines = events.into_iter().map(|row| {
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
        lines.collect()
    }

    /// The names of accounts and tokens, by their actor ids in the history.
    async fn names(&self, actors: impl Iterator<Item = &str>) -> UseCaseResult<HashMap<String, String>> {
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
