//! What saving a record comes to that nothing in its batch reads and no database refuses: it is written for many records at once.

use std::collections::BTreeSet;

use jawab_store::{Connection, StoreError, authors, desk, history, languages, outbox, rows};

/// Rows that are still to be written.
#[derive(Default)]
pub struct Later {
    pub authors: Vec<rows::Author>,
    pub events: Vec<rows::Event>,
    /// The questions that were touched: their languages and what their texts need are noted anew, and the index hears of them.
    pub touched: BTreeSet<i64>,
}

impl Later {
    /// Adds those of a record that was saved.
    pub fn add(&mut self, record: Self) {
        self.authors.extend(record.authors);
        self.events.extend(record.events);
        self.touched.extend(record.touched);
    }

    /// Whether something is still to be written of a question.
    pub fn is_about(&self, question: i64) -> bool {
        self.touched.contains(&question)
    }

    /// Writes them.
    pub async fn write(self, db: &impl Connection) -> Result<(), StoreError> {
        authors::insert_all(db, self.authors).await?;
        history::insert_all(db, self.events).await?;
        let touched: Vec<i64> = self.touched.into_iter().collect();
        languages::note(db, &touched).await?;
        desk::note_needs(db, &touched).await?;
        outbox::enqueue_all(db, outbox::INDEX_QUESTION, &touched).await
    }
}
