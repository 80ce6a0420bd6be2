//! Texts of which a passage was taken out here. What stood there is not kept, so that no import could tell whether a new text has it
//! again: such a text stays as it is, and the report says so. Of every body that had a name in it, now or earlier, the hash is kept: by it
//! a text that the source still has is known again in another place, where nothing stands in its way.

use std::collections::{BTreeSet, HashMap};

use jawab_store::{Connection, StoreError, redactions, rows};

use super::Saver;
use crate::{
    import::{draft::Text, report::Problem},
    redaction::body_hash,
};

/// The texts of a question as they read with a name in them that was taken out: their hashes, and whose each is.
#[derive(Default)]
pub struct Redacted(HashMap<String, BTreeSet<i64>>);

impl Redacted {
    pub(super) async fn of(db: &impl Connection, question: i64) -> Result<Self, StoreError> {
        let mut texts: HashMap<String, BTreeSet<i64>> = HashMap::new();
        for row in redactions::bodies(db, question).await? {
            texts.entry(row.sha256).or_default().insert(row.text_id);
        }
        Ok(Self(texts))
    }

    /// The redacted texts that read as one of a source; none where it is another one.
    pub(super) fn same(&self, text: &Text) -> Option<&BTreeSet<i64>> {
        // Most questions have none, and nothing is hashed for them.
        if self.0.is_empty() { None } else { self.0.get(&body_hash(&text.body)) }
    }

    /// Whether a text of a source is one that was redacted here.
    pub(super) fn has(&self, text: &Text) -> bool {
        self.same(text).is_some()
    }
}

impl<C: Connection> Saver<'_, C> {
    /// Texts parted into those that were redacted and those that were not.
    pub(super) async fn parted(&self, texts: Vec<rows::Text>) -> Result<(Vec<rows::Text>, Vec<rows::Text>), StoreError> {
        if texts.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let of = redactions::of_texts(self.db, texts.iter().map(|text| text.id)).await?;
        let redacted: BTreeSet<i64> = of.into_iter().map(|row| row.text_id).collect();
        Ok(texts.into_iter().partition(|text| redacted.contains(&text.id)))
    }

    /// Notes that a text of the source is not taken over.
    pub(super) fn stands(&mut self, field: String) {
        self.notes.push((field, Problem::Redacted));
    }
}
