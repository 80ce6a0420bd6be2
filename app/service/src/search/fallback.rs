//! A plain search of subjects, for when the engine fails: every word as a part of the subject.

use std::time::Duration;

use chrono::NaiveDate;
use jawab_domain::Filters;
use jawab_search::query::within;
use jawab_store::{
    Database, StoreError, Viewer,
    list::{self, Order},
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Searches of the database at once: they go through all subjects, and half of the connections for reading are for others …
const MAX_SEARCHES: usize = 2;
/// … and how long one waits for its permit.
const PERMIT_LIMIT: Duration = Duration::from_millis(200);

/// The database, searched by few at once.
pub(super) struct Fallback {
    database: Database,
    permits: Semaphore,
}

impl Fallback {
    pub(super) const fn new(database: Database) -> Self {
        Self { database, permits: Semaphore::const_new(MAX_SEARCHES) }
    }

    /// The permit to search, until it is dropped; none where too many search already.
    pub(super) async fn permit(&self) -> Option<SemaphorePermit<'_>> {
        tokio::time::timeout(PERMIT_LIMIT, self.permits.acquire()).await.ok()?.ok()
    }

    /// How many questions are found, and so many of them from one on; none where too many search already.
    pub(super) async fn find(
        &self,
        text: &str,
        filters: &Filters,
        today: NaiveDate,
        order: Order,
        offset: usize,
        limit: usize,
    ) -> Result<Option<(u64, Vec<i64>)>, StoreError> {
        let Some(_permit) = self.permit().await else { return Ok(None) };
        let slice = offset as u64..offset.saturating_add(limit) as u64;
        list::containing(self.database.reader(), Viewer::Public, filters, today, &words(text), order, slice).await.map(Some)
    }
}

/// The words of a text for a plain search.
fn words(text: &str) -> Vec<&str> {
    within(text).split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}
