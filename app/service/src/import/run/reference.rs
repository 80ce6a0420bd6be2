//! Reference data for an import: read once, and again only if somebody else changed it.

use jawab_store::{
    Change, StoreError,
    rules::{self, Calendar},
};

use crate::import::people::People;

/// The data that batches need: the known people and themes, and the calendar for deadlines.
pub struct BatchReference {
    pub people: People,
    pub calendar: Calendar,
    /// The database generation at the beginning of the batch.
    generation: i64,
    /// The generation in which the loaded reference data last changed.
    reference: i64,
}

impl BatchReference {
    /// Reuses the data of the previous batch if it is still valid, else reads it.
    pub async fn load(change: &Change, before: Option<Self>) -> Result<Self, StoreError> {
        // The generations are read first: data read after them may be newer, and is then read again, but never older.
        let state = change.state().await?;
        let (people, calendar) = match before.filter(|cached| cached.reference == state.reference) {
            Some(cached) => (cached.people, cached.calendar),
            None => (People::load(change.connection()).await?, rules::calendar(change.connection()).await?),
        };
        Ok(Self { people, calendar, generation: state.generation, reference: state.reference })
    }

    /// Records that the batch was committed. If it created people, reference data changed in the generation after the batch's own,
    /// unless somebody else committed meanwhile: then that generation is another, and everything is read again.
    pub fn committed(&mut self) {
        if std::mem::take(&mut self.people.changed) {
            self.reference = self.generation + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use jawab_domain::{Locale, PerLocale};
    use jawab_store::Database;

    use super::*;

    /// The ministry with a name, in a batch of its own, and the data after it.
    async fn ministry(database: &Database, before: Option<BatchReference>, name: &str) -> (i64, BatchReference) {
        let mut names = PerLocale::default();
        names.set(Locale::Fr, name.to_owned());
        let change = database.change().await.unwrap();
        let mut cached = BatchReference::load(&change, before).await.unwrap();
        let id = cached.people.ministry(change.connection(), &names).await.unwrap();
        change.commit().await.unwrap();
        cached.committed();
        (id, cached)
    }

    #[tokio::test]
    async fn people_are_read_again_after_changes_by_others() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::connect(&format!("sqlite:{}", folder.path().join("jawab.sqlite").display())).await.unwrap();
        database.migrate().await.unwrap();

        let (health, cached) = ministry(&database, None, "Santé").await;
        assert_eq!(cached.reference, database.state().await.unwrap().reference, "whom a batch made, the next one still has");
        let (again, cached) = ministry(&database, Some(cached), "Santé").await;
        assert_eq!((again, cached.reference), (health, database.state().await.unwrap().reference), "a batch that made nobody, too");

        // Another import creates one between two batches that create some themselves.
        let (water, _) = ministry(&database, None, "Eau").await;
        let (_, cached) = ministry(&database, Some(cached), "Sports").await;
        assert_eq!(ministry(&database, Some(cached), "Eau").await.0, water);
    }
}
