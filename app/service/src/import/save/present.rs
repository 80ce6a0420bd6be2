//! What the database has of what the records of a batch name, read once for all of them and kept in step while they are saved.

use std::collections::{BTreeSet, HashMap};

use jawab_store::{
    Connection, StoreError,
    questions::{
        self,
        numbers::{self, Numbered},
    },
};

use crate::import::draft::Draft;

/// The questions that a batch names: by their identity in the source, and by their number.
pub struct Present {
    sources: HashMap<String, i64>,
    /// Whose each number is, or where it is nobody's was.
    numbers: HashMap<Numbered, i64>,
}

impl Present {
    /// Looks for everything that a batch names.
    pub async fn of(db: &impl Connection, batch: &[(u64, Draft)]) -> Result<Self, StoreError> {
        let named: BTreeSet<&str> = batch.iter().flat_map(|(_, draft)| named(draft)).collect();
        let named: Vec<&str> = named.into_iter().collect();
        let found = questions::by_sources(db, &named).await?;
        let sources = found.into_iter().map(|(source_id, question)| (source_id, question.id)).collect();
        let numbers: Vec<Numbered> = batch.iter().filter_map(|(_, draft)| numbered(draft)).collect();
        Ok(Self { sources, numbers: numbers::holders(db, &numbers).await? })
    }

    /// The question of a record, by its identity in the source.
    pub fn question(&self, source_id: &str) -> Option<i64> {
        self.sources.get(source_id).copied()
    }

    /// The question that has the number of a record, or had it.
    pub fn holder(&self, draft: &Draft) -> Option<i64> {
        self.numbers.get(&numbered(draft)?).copied()
    }

    /// Notes that a record was saved: those after it find it.
    pub fn add(&mut self, draft: &Draft, id: i64) {
        self.sources.insert(draft.source_id.clone(), id);
        self.numbers.extend(numbered(draft).map(|number| (number, id)));
    }
}

/// The identities that a record names: its own, and those of others.
fn named(draft: &Draft) -> impl Iterator<Item = &str> {
    let linked = draft.links.iter().map(|(_, to)| to.as_str());
    let answered = draft.answers.iter().flat_map(|answer| &answer.also_answers).map(String::as_str);
    std::iter::once(draft.source_id.as_str()).chain(linked).chain(answered)
}

fn numbered(draft: &Draft) -> Option<Numbered> {
    Some((draft.chamber.code().to_owned(), draft.legislature?, draft.number?))
}
