//! Questions as the public sees them, kept as long as nothing in them can have changed.
//!
//! A search finds the same questions again and again, and shows their words. A record is valid as long as neither its question nor
//! reference data changed, by any process. Who asks for the same records at once waits for whoever reads them.

use std::{collections::HashMap, sync::Arc};

use jawab_domain::{PerLocale, text::LocalizedText};
use jawab_store::{
    Database, SiteState, StoreError, Viewer, changes,
    read::{self, QuestionRecord},
};
use moka::sync::Cache;
use tokio::sync::Mutex;

use crate::reference_data::ReferenceCache;

/// Most bytes of records in memory, about.
const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// What a record takes beside its texts, in bytes, about.
const BASE_BYTES: usize = 4096;
/// How many may read records at once.
const MAX_LOADS: usize = 8;

/// A record, and what had changed when it was read.
type Cached = (SiteState, Arc<QuestionRecord>);

/// The records, by identity.
pub(super) struct QuestionCache {
    database: Database,
    reference: ReferenceCache,
    records: Cache<i64, Cached>,
    loading: [Mutex<()>; MAX_LOADS],
}

impl QuestionCache {
    /// An empty cache of a database.
    pub(super) fn new(database: Database, reference: ReferenceCache) -> Self {
        let weigh = |_: &i64, (_, record): &Cached| u32::try_from(weight(record)).unwrap_or(u32::MAX);
        let records = Cache::builder().max_capacity(MAX_BYTES).weigher(weigh).build();
        Self { database, reference, records, loading: Default::default() }
    }

    /// The questions of these identities that the public may see, in the order given.
    pub(super) async fn load(&self, ids: &[i64]) -> Result<Vec<Arc<QuestionRecord>>, StoreError> {
        let Some(first) = ids.first() else { return Ok(Vec::new()) };
        let now = self.database.state().await?;
        let mut records = self.valid(ids, now).await?;
        if ids.iter().any(|id| !records.contains_key(id)) {
            // Those who ask for the same wait for the same lock.
            let nth = usize::try_from(first.unsigned_abs() % MAX_LOADS as u64).unwrap_or_default();
            let _loading = match self.loading.get(nth) {
                Some(loading) => Some(loading.lock().await),
                None => None,
            };
            records = self.valid(ids, now).await?;
            let missing: Vec<i64> = ids.iter().copied().filter(|id| !records.contains_key(id)).collect();
            let reference = self.reference.at(now).await?;
            for record in read::load_with_names(self.database.reader(), Viewer::Public, &missing, Some(reference.known())).await? {
                let record = Arc::new(record);
                self.records.insert(record.id, (now, Arc::clone(&record)));
                records.insert(record.id, record);
            }
        }
        Ok(ids.iter().filter_map(|id| records.remove(id)).collect())
    }

    /// Those of some records that are still right.
    async fn valid(&self, ids: &[i64], now: SiteState) -> Result<HashMap<i64, Arc<QuestionRecord>>, StoreError> {
        let cached = |id: &i64| Some((*id, self.records.get(id).filter(|(of, _)| of.reference >= now.reference)?));
        let mut cached: Vec<(i64, Cached)> = ids.iter().filter_map(cached).collect();
        let older: Vec<i64> = cached.iter().filter(|(_, (of, _))| of.public < now.public).map(|(id, _)| *id).collect();
        if let Some(oldest) = cached.iter().map(|(_, (of, _))| of.generation).min().filter(|_| !older.is_empty()) {
            let changed = changes::publicly_changed_since(self.database.reader(), &older, oldest).await?;
            cached.retain(|(id, _)| !changed.contains(id));
            for (id, (of, record)) in cached.iter().filter(|(_, (of, _))| of.public < now.public) {
                let known = SiteState { public: now.public, ..*of };
                self.records.insert(*id, (known, Arc::clone(record)));
            }
        }
        Ok(cached.into_iter().map(|(id, (_, record))| (id, record)).collect())
    }
}

fn weight(record: &QuestionRecord) -> usize {
    let texts = |texts: &PerLocale<LocalizedText>| texts.iter().map(|(_, text)| text.body.len()).sum::<usize>();
    let parts = record.sub_questions.iter().map(|sub| &sub.texts).chain(record.answers.iter().map(|answer| &answer.texts));
    BASE_BYTES + parts.chain([&record.subject, &record.text]).map(texts).sum::<usize>()
}
