//! Redacted texts. The redacted passage is not stored, so an import cannot know whether a new text contains it again: such a text stays
//! as it is, and the report says so. The hash of every body with the name, current or earlier, is stored: by it a text that the source
//! still has is recognised in another place, where nothing prevents its import.

use std::collections::{BTreeSet, HashMap};

use jawab_store::{Connection, StoreError, redactions, rows};

use super::Saver;
use crate::{
    import::{draft::Text, report::RecordProblem},
    redaction::body_hash,
};

/// The redacted texts of a question: the hashes of their wording before the redaction, with the ids of the texts.
#[derive(Default)]
pub struct RedactedTexts(HashMap<String, BTreeSet<i64>>);

impl RedactedTexts {
    pub(super) async fn load(db: &impl Connection, question: i64) -> Result<Self, StoreError> {
        let mut texts: HashMap<String, BTreeSet<i64>> = HashMap::new();
        for row in redactions::bodies(db, question).await? {
            texts.entry(row.sha256).or_default().insert(row.text_id);
        }
        Ok(Self(texts))
    }

    /// The redacted texts with the wording of a source's text; `None` if there is none.
    pub(super) fn same(&self, text: &Text) -> Option<&BTreeSet<i64>> {
        // Most questions have none: then nothing is hashed.
        if self.0.is_empty() { None } else { self.0.get(&body_hash(&text.body)) }
    }

    /// Whether a text of a source was redacted here.
    pub(super) fn has(&self, text: &Text) -> bool {
        self.same(text).is_some()
    }
}

impl<C: Connection> Saver<'_, C> {
    /// Splits texts into redacted ones and others.
    pub(super) async fn split(&self, texts: Vec<rows::Text>) -> Result<(Vec<rows::Text>, Vec<rows::Text>), StoreError> {
        if texts.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let of = redactions::of_texts(self.db, texts.iter().map(|text| text.id)).await?;
        let redacted: BTreeSet<i64> = of.into_iter().map(|row| row.text_id).collect();
        Ok(texts.into_iter().partition(|text| redacted.contains(&text.id)))
    }

    /// Notes that a text of the source is not imported.
    pub(super) fn note_unchanged(&mut self, field: String) {
        self.notes.push((field, RecordProblem::Redacted));
    }
}
