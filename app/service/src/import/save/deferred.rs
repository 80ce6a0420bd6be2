//! Writes that no other record of the batch reads and the database cannot reject: they are deferred, and made for many records
//! together.

use std::collections::BTreeSet;

use jawab_store::{Connection, StoreError, authors, desk, history, languages, outbox, rows};

/// The deferred rows.
#[derive(Default)]
pub struct DeferredWrites {
    pub authors: Vec<rows::Author>,
    pub events: Vec<rows::Event>,
    /// The changed questions: their languages and translation needs are recomputed, and they are queued for the index.
    pub touched: BTreeSet<i64>,
}

impl DeferredWrites {
    /// Adds those of a saved record.
    pub fn add(&mut self, record: Self) {
        self.authors.extend(record.authors);
        self.events.extend(record.events);
        self.touched.extend(record.touched);
    }

    /// Whether there are deferred writes of a question.
    pub fn is_about(&self, question: i64) -> bool {
        self.touched.contains(&question)
    }

    /// Writes them.
    pub async fn write(self, db: &impl Connection) -> Result<(), StoreError> {
        authors::insert_all(db, self.authors).await?;
        history::insert_all(db, self.events).await?;
        let touched: Vec<i64> = self.touched.into_iter().collect();
        languages::update(db, &touched).await?;
        desk::update_translation_needs(db, &touched).await?;
        outbox::enqueue_all(db, outbox::INDEX_QUESTION, &touched).await
    }
}
