//! Reference data, which an import reads once, and again only where somebody else changed it.

use jawab_store::{
    Change, StoreError,
    rules::{self, Calendar},
};

use crate::import::people::People;

/// What batches go by: everybody who is known, and what deadlines are reckoned with.
pub struct Kept {
    pub people: People,
    pub calendar: Calendar,
    /// The generation of the database when the batch began.
    generation: i64,
    /// The generation in which reference data last changed, as far as it is kept here.
    reference: i64,
}

impl Kept {
    /// What was kept of the batch before, where it still holds; else all of it is read.
    pub async fn of(change: &Change, before: Option<Self>) -> Result<Self, StoreError> {
        // The generations first: what is read after them may be newer, and is then read again, but never older.
        let state = change.state().await?;
        let (people, calendar) = match before.filter(|kept| kept.reference == state.reference) {
            Some(kept) => (kept.people, kept.calendar),
            None => (People::load(change.connection()).await?, rules::calendar(change.connection()).await?),
        };
        Ok(Self { people, calendar, generation: state.generation, reference: state.reference })
    }

    /// Notes that the batch was committed. Whom it made changed reference data in the generation after that in which it began, unless
    /// somebody else committed meanwhile: then theirs is another one, and all is read again.
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

    /// The ministry of a name, in a batch of its own, and what is kept after it.
    async fn ministry(database: &Database, before: Option<Kept>, name: &str) -> (i64, Kept) {
        let mut names = PerLocale::default();
        names.set(Locale::Fr, name.to_owned());
        let change = database.change().await.unwrap();
        let mut kept = Kept::of(&change, before).await.unwrap();
        let id = kept.people.ministry(change.connection(), &names).await.unwrap();
        change.commit().await.unwrap();
        kept.committed();
        (id, kept)
    }

    #[tokio::test]
    async fn everybody_is_read_again_where_somebody_else_changed_them() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::connect(&format!("sqlite:{}", folder.path().join("jawab.sqlite").display())).await.unwrap();
        database.migrate().await.unwrap();

        let (health, kept) = ministry(&database, None, "Santé").await;
        assert_eq!(kept.reference, database.state().await.unwrap().reference, "whom a batch made, the next one still has");
        let (again, kept) = ministry(&database, Some(kept), "Santé").await;
        assert_eq!((again, kept.reference), (health, database.state().await.unwrap().reference), "a batch that made nobody, too");

        // Another import makes one, between two batches that make some themselves.
        let (water, _) = ministry(&database, None, "Eau").await;
        let (_, kept) = ministry(&database, Some(kept), "Sports").await;
        assert_eq!(ministry(&database, Some(kept), "Eau").await.0, water);
    }
}
