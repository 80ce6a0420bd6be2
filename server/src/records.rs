//! Records of questions as the public sees them, kept as long as nothing in them can have changed.
//!
//! A search finds the same questions again and again, and shows their words. As with [pages](crate::cache), a record is valid as long as neither its question nor reference data changed, by any process. Who
//! asks for the same records at once waits for whoever reads them.

use std::{collections::HashMap, sync::Arc};

use jawab_domain::{PerLocale, text::LocalizedText};
use jawab_store::{
    Database, SiteState, StoreError, Viewer, changes,
    read::{self, QuestionRecord},
};
use moka::sync::Cache;
use tokio::sync::Mutex;

use crate::App;

/// Most bytes of records in memory, about.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// What a record takes beside its texts, in bytes, about.
const BARE: usize = 4096;

/// How many may read records at once.
const TURNS: usize = 8;

/// A record, and what had changed when it was read.
type Kept = (SiteState, Arc<QuestionRecord>);

/// The records, by identity.
pub struct Records {
    kept: Cache<i64, Kept>,
    turns: [Mutex<()>; TURNS],
}

impl Default for Records {
    fn default() -> Self {
        let weigh = |_: &i64, (_, record): &Kept| u32::try_from(weight(record)).unwrap_or(u32::MAX);
        Self { kept: Cache::builder().max_capacity(MOST_BYTES).weigher(weigh).build(), turns: Default::default() }
    }
}

impl Records {
    /// The questions of these identities that the public may see, in the order given.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn load(&self, app: &App, ids: &[i64]) -> Result<Vec<Arc<QuestionRecord>>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let database = &app.database;
        let now = database.state().await?;
        let mut records = self.known(database, ids, now).await?;
        if ids.iter().any(|id| !records.contains_key(id)) {
            // Those who ask for the same have the same turn.
            let turn = ids.first().map_or(0, |id| id.unsigned_abs()) % TURNS as u64;
            let _turn = match self.turns.get(usize::try_from(turn).unwrap_or_default()) {
                Some(turn) => Some(turn.lock().await),
                None => None,
            };
            records = self.known(database, ids, now).await?;
            let missing: Vec<i64> = ids.iter().copied().filter(|id| !records.contains_key(id)).collect();
            let directory = app.directories.get(database, now).await?;
            for record in read::load_knowing(database.reader(), Viewer::Public, &missing, Some(directory.known())).await? {
                let record = Arc::new(record);
                self.kept.insert(record.id, (now, Arc::clone(&record)));
                records.insert(record.id, record);
            }
        }
        Ok(ids.iter().filter_map(|id| records.remove(id)).collect())
    }

    /// Those of some records that are still right.
    async fn known(&self, database: &Database, ids: &[i64], now: SiteState) -> Result<HashMap<i64, Arc<QuestionRecord>>, StoreError> {
        let kept = |id: &i64| Some((*id, self.kept.get(id).filter(|(of, _)| of.reference >= now.reference)?));
        let mut kept: Vec<(i64, Kept)> = ids.iter().filter_map(kept).collect();
        let older: Vec<i64> = kept.iter().filter(|(_, (of, _))| of.public < now.public).map(|(id, _)| *id).collect();
        if let Some(oldest) = kept.iter().map(|(_, (of, _))| of.generation).min().filter(|_| !older.is_empty()) {
            let changed = changes::shown_since(database.reader(), &older, oldest).await?;
            kept.retain(|(id, _)| !changed.contains(id));
            for (id, (of, record)) in kept.iter().filter(|(_, (of, _))| of.public < now.public) {
                let known = SiteState { public: now.public, ..*of };
                self.kept.insert(*id, (known, Arc::clone(record)));
            }
        }
        Ok(kept.into_iter().map(|(id, (_, record))| (id, record)).collect())
    }
}

fn weight(record: &QuestionRecord) -> usize {
    let texts = |texts: &PerLocale<LocalizedText>| texts.iter().map(|(_, text)| text.body.len()).sum::<usize>();
    let parts = record.sub_questions.iter().map(|sub| &sub.texts).chain(record.answers.iter().map(|answer| &answer.texts));
    BARE + parts.chain([&record.subject, &record.text]).map(texts).sum::<usize>()
}
