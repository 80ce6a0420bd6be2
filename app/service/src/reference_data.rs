//! Reference data as pages, the API and mails read it: ministries, groups, members and themes by slug and identity, and what deadlines are
//! computed by. It is small and asked for by every list, so it is kept in memory until it changes.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::NaiveDate;
use jawab_domain::people::GroupKind;
use jawab_store::{
    Database, SiteState, StoreError, questions,
    read::{CachedNames, Names},
    registers::{groups, themes},
    rules::{self, Calendar},
};

use crate::use_cases::{Problem, Seats, Successions};

mod named_set;

pub use named_set::{NamedSet, SlugAndName};

/// Everybody with a page, the themes, and the calendar.
#[derive(Default)]
pub struct ReferenceData {
    /// Ministries.
    pub ministries: NamedSet,
    /// Groups.
    pub groups: NamedSet,
    /// Members.
    pub members: NamedSet,
    /// Themes.
    pub themes: NamedSet,
    /// Where members sit.
    pub seats: Seats,
    /// What ministries became, and when.
    pub successions: Successions,
    /// The kinds of groups.
    pub group_kinds: BTreeMap<i64, GroupKind>,
    /// The rules and holidays that deadlines are computed by.
    pub calendar: Calendar,
    /// Whether the data is the invented demonstration.
    pub demonstration: bool,
}

impl ReferenceData {
    /// The names in it, for records to be written with.
    #[must_use]
    pub const fn known(&self) -> CachedNames<'_> {
        CachedNames {
            members: self.members.names(),
            groups: self.groups.names(),
            ministries: self.ministries.names(),
            themes: self.themes.names(),
        }
    }

    /// Why a question cannot go to a ministry on a day, if it is no more by then.
    #[must_use]
    pub fn ended(&self, ministry: i64, on: NaiveDate) -> Option<Problem> {
        let end = self.successions.ended(ministry, on)?;
        let name = |id: i64| self.ministries.names().on(id, Some(on)).map(|named| named.name).unwrap_or_default();
        let successors = end.successors.into_iter().map(name).collect();
        Some(Problem::MinistryEnded { who: name(ministry), since: end.since, successors })
    }

    async fn load(database: &Database) -> Result<Self, StoreError> {
        let db = database.reader();
        let mut group_kinds = BTreeMap::new();
        for row in groups::all(db).await? {
            group_kinds.insert(row.id, row.kind.parse()?);
        }
        // Its questions come with reference data of theirs.
        let demonstration = questions::is_any_invented(db).await?;
        let mut themes = NamedSet::new(Names::themes(db, None).await?);
        // A theme that was merged into another still leads there.
        for row in themes::aliases(db).await? {
            themes.add_alias(row.slug, row.theme_id);
        }
        Ok(Self {
            ministries: NamedSet::new(Names::ministries(db, None).await?),
            groups: NamedSet::new(Names::groups(db, None).await?),
            members: NamedSet::new(Names::members(db, None).await?),
            themes,
            seats: Seats::load(db, None).await?,
            successions: Successions::load(db).await?,
            group_kinds,
            calendar: rules::calendar(db).await?,
            demonstration,
        })
    }
}

/// Reference data, and the number of the change that it was read after.
type Versioned = (i64, Arc<ReferenceData>);

/// The newest reference data that was asked for: read again when it changed, once for all who wait. Clones share it.
#[derive(Clone)]
pub struct ReferenceCache {
    database: Database,
    newest: Arc<RwLock<Option<Versioned>>>,
    loading: Arc<tokio::sync::Mutex<()>>,
}

impl ReferenceCache {
    /// An empty cache of a database.
    #[must_use]
    pub fn new(database: Database) -> Self {
        Self { database, newest: Arc::default(), loading: Arc::default() }
    }

    /// Reference data as it is now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn now(&self) -> Result<Arc<ReferenceData>, StoreError> {
        self.at(self.database.state().await?).await
    }

    /// Reference data under a state of the site, or a later one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn at(&self, state: SiteState) -> Result<Arc<ReferenceData>, StoreError> {
        if let Some(cached) = self.cached(state.reference) {
            return Ok(cached);
        }
        let _loading = self.loading.lock().await;
        if let Some(cached) = self.cached(state.reference) {
            return Ok(cached);
        }
        let data = Arc::new(ReferenceData::load(&self.database).await?);
        *self.newest.write().unwrap_or_else(PoisonError::into_inner) = Some((state.reference, Arc::clone(&data)));
        Ok(data)
    }

    fn cached(&self, reference: i64) -> Option<Arc<ReferenceData>> {
        let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner).clone();
        newest.filter(|(of, _)| *of >= reference).map(|(_, data)| data)
    }
}
