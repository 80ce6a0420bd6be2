//! Rendered pages, kept as long as nothing they show can have changed.
//!
//! A page is valid for one generation of the database and one day. Both are compared at every request, so a change by
//! any process (an import, a worker) is seen by the very next request, and nothing hidden is ever shown from here.

use bytes::Bytes;
use chrono::NaiveDate;
use jawab_store::StoreError;
use moka::sync::Cache;

use crate::App;

/// Most bytes of rendered pages in memory.
const MOST_BYTES: u64 = 48 * 1024 * 1024;

/// When a page was valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The database's generation.
    pub generation: i64,
    /// The day in Morocco.
    pub today: NaiveDate,
}

impl Stamp {
    /// Now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn now(app: &App) -> Result<Self, StoreError> {
        Ok(Self { generation: app.database.generation().await?, today: app.clock.today() })
    }
}

/// A rendered page.
#[derive(Debug, Clone)]
pub struct Rendered {
    pub stamp: Stamp,
    pub html: Bytes,
}

/// The pages, by address.
pub struct PageCache(Cache<String, Rendered>);

impl Default for PageCache {
    fn default() -> Self {
        let weigh = |address: &String, page: &Rendered| u32::try_from(address.len() + page.html.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(MOST_BYTES).weigher(weigh).build())
    }
}

impl PageCache {
    /// The page of an address, if it is still what would be rendered now.
    pub fn get(&self, address: &str, now: Stamp) -> Option<Bytes> {
        self.0.get(address).filter(|page| page.stamp == now).map(|page| page.html)
    }

    /// Keeps a page that was rendered from what the stamp names.
    pub fn put(&self, address: &str, stamp: Stamp, html: Bytes) {
        self.0.insert(address.to_owned(), Rendered { stamp, html });
    }
}
