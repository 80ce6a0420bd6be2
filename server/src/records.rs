//! Records of questions as the public sees them, kept as long as nothing in them can have changed.
//!
//! A search finds the same questions again and again, and a record is some twenty queries. As with
//! [pages](crate::cache), a record is valid for one generation of the database: it is kept under the generation that was
//! read before it was, so a change by any process is seen by the very next request.

use std::{collections::HashMap, sync::Arc};

use jawab_domain::{PerLocale, text::LocalizedText};
use jawab_store::{
    Database, StoreError, Viewer,
    read::{self, QuestionRecord},
};
use moka::sync::Cache;

/// Most bytes of records in memory, about.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// What a record takes beside its texts, in bytes, about.
const BARE: usize = 4096;

/// The records, by identity, each with its generation.
pub struct Records(Cache<i64, (i64, Arc<QuestionRecord>)>);

impl Default for Records {
    fn default() -> Self {
        let weigh = |_: &i64, (_, record): &(i64, Arc<QuestionRecord>)| u32::try_from(weight(record)).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(MOST_BYTES).weigher(weigh).build())
    }
}

impl Records {
    /// The questions of these identities that the public may see, in the order given.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn load(&self, database: &Database, ids: &[i64]) -> Result<Vec<Arc<QuestionRecord>>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let generation = database.generation().await?;
        let known = |id: &i64| Some((*id, self.0.get(id).filter(|(kept, _)| *kept == generation)?.1));
        let mut records: HashMap<i64, Arc<QuestionRecord>> = ids.iter().filter_map(known).collect();
        let missing: Vec<i64> = ids.iter().copied().filter(|id| !records.contains_key(id)).collect();
        for record in read::load(database.reader(), Viewer::Public, &missing).await? {
            let record = Arc::new(record);
            self.0.insert(record.id, (generation, Arc::clone(&record)));
            records.insert(record.id, record);
        }
        Ok(ids.iter().filter_map(|id| records.remove(id)).collect())
    }
}

fn weight(record: &QuestionRecord) -> usize {
    let texts = |texts: &PerLocale<LocalizedText>| texts.iter().map(|(_, text)| text.body.len()).sum::<usize>();
    let parts = record.sub_questions.iter().map(|sub| &sub.texts).chain(record.answers.iter().map(|answer| &answer.texts));
    BARE + parts.chain([&record.subject, &record.text]).map(texts).sum::<usize>()
}
