//! The questions in the database that the records of a batch refer to: read once, and kept up to date while records are saved.

use std::collections::{BTreeSet, HashMap};

use jawab_store::{
    Connection, StoreError,
    questions::{
        self,
        numbers::{self, SeriesNumber},
    },
};

use crate::import::draft::Draft;

/// The questions that a batch refers to, by source id and by number.
pub struct KnownQuestions {
    sources: HashMap<String, i64>,
    /// The question that has or had each number.
    numbers: HashMap<SeriesNumber, i64>,
}

impl KnownQuestions {
    /// Looks up everything that a batch refers to.
    pub async fn load(db: &impl Connection, batch: &[(u64, Draft)]) -> Result<Self, StoreError> {
        let named: BTreeSet<&str> = batch.iter().flat_map(|(_, draft)| named(draft)).collect();
        let named: Vec<&str> = named.into_iter().collect();
        let found = questions::by_sources(db, &named).await?;
        let sources: HashMap<String, i64> = found.into_iter().map(|(source_id, question)| (source_id, question.id)).collect();
        // All of them in their order, and before any work on one: whoever has one of them may wait for a work on another.
        questions::lock_each(db, &sources.values().copied().collect()).await?;
        let numbers: Vec<SeriesNumber> = batch.iter().filter_map(|(_, draft)| numbered(draft)).collect();
        Ok(Self { sources, numbers: numbers::holders(db, &numbers).await? })
    }

    /// The question with a source id.
    pub fn question(&self, source_id: &str) -> Option<i64> {
        self.sources.get(source_id).copied()
    }

    /// The question that has or had the number of a record.
    pub fn holder(&self, draft: &Draft) -> Option<i64> {
        self.numbers.get(&numbered(draft)?).copied()
    }

    /// Adds a saved record, so that later ones find it.
    pub fn add(&mut self, draft: &Draft, id: i64) {
        self.sources.insert(draft.source_id.clone(), id);
        self.numbers.extend(numbered(draft).map(|number| (number, id)));
    }
}

/// The source ids in a record: its own, and those of others.
fn named(draft: &Draft) -> impl Iterator<Item = &str> {
    let linked = draft.links.iter().map(|(_, to)| to.as_str());
    let answered = draft.answers.iter().flat_map(|answer| &answer.also_answers).map(String::as_str);
    std::iter::once(draft.source_id.as_str()).chain(linked).chain(answered)
}

fn numbered(draft: &Draft) -> Option<SeriesNumber> {
    Some((draft.chamber.code().to_owned(), draft.legislature?, draft.number?))
}
