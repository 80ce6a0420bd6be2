//! Ministries, groups, members and themes by slug and identity: small, asked for by every list, kept until reference data
//! change.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use chrono::NaiveDate;
use jawab_domain::{Locale, people::GroupKind};
use jawab_search::{
    analysis::name_key,
    names::{AnalysedName, PartOfName, TypedName},
};
use jawab_service::work::{Seats, Successions};
use jawab_store::{
    Database, SiteState, StoreError, questions,
    read::{Known, Named, Names},
    registers::{groups, themes},
    rules::{self, Calendar},
};
use jawab_ui::{form::Problem, model::Linked};

/// Everybody with a page, and the themes.
#[derive(Default)]
pub struct Directory {
    /// Ministries.
    pub ministries: Bodies,
    /// Groups.
    pub groups: Bodies,
    /// Members.
    pub members: Bodies,
    /// Themes.
    pub themes: Bodies,
    /// Where members sit.
    pub seats: Seats,
    /// What ministries became, and when.
    pub successions: Successions,
    /// The kinds of groups.
    pub group_kinds: BTreeMap<i64, GroupKind>,
    /// What deadlines are reckoned with.
    pub calendar: Calendar,
    /// Whether the data is the invented demonstration.
    pub demonstration: bool,
}

impl Directory {
    /// The names in it, for records to be written with.
    pub const fn known(&self) -> Known<'_> {
        Known { members: &self.members.names, groups: &self.groups.names, ministries: &self.ministries.names, themes: &self.themes.names }
    }

    /// Why a question cannot go to a ministry on a day, if it is no more by then.
    pub fn ended(&self, ministry: i64, on: NaiveDate) -> Option<Problem> {
        let end = self.successions.ended(ministry, on)?;
        let name = |id: i64| self.ministries.names.on(id, Some(on)).map(|named| named.name).unwrap_or_default();
        Some(Problem::MinistryEnded(name(ministry), end.since, end.successors.into_iter().map(name).collect()))
    }
}

/// Bodies of one sort.
#[derive(Default)]
pub struct Bodies {
    names: Names,
    by_slug: BTreeMap<String, i64>,
    sorted: OnceLock<BTreeMap<Locale, Vec<(i64, Linked)>>>,
    analysed: OnceLock<BTreeMap<i64, Analysed>>,
}

/// The names of one of them as they are looked for.
struct Analysed {
    /// Those of today.
    today: Vec<AnalysedName>,
    /// The former ones.
    former: Vec<AnalysedName>,
}

impl Analysed {
    fn of(named: &Named) -> Self {
        let is_todays = |name: &String| named.name.iter().any(|(_, todays)| todays == name);
        let today = named.name.iter().map(|(_, name)| AnalysedName::new(name)).collect();
        Self { today, former: named.names.iter().filter(|name| !is_todays(name)).map(|name| AnalysedName::new(name)).collect() }
    }
}

impl Bodies {
    fn of(names: Names) -> Self {
        let by_slug = names.all().map(|body| (body.slug, body.id)).collect();
        Self { names, by_slug, sorted: OnceLock::new(), analysed: OnceLock::new() }
    }

    /// The identity of a slug.
    pub fn find(&self, slug: &str) -> Option<i64> {
        self.by_slug.get(slug).copied()
    }

    /// One of them, by the names of today.
    pub fn get(&self, id: i64) -> Option<Named> {
        self.names.on(id, None)
    }

    /// All of them, by the names of today.
    pub fn all(&self) -> impl Iterator<Item = Named> {
        self.names.all()
    }

    /// When each name of one of them held.
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// One of them, as pages link to it.
    pub fn linked(&self, id: i64) -> Option<Linked> {
        self.get(id).map(linked)
    }

    /// All of them as pages link to them, by name in the reader's language.
    pub fn sorted(&self, locale: Locale) -> Vec<Linked> {
        self.by_name(locale).iter().map(|(_, body)| body.clone()).collect()
    }

    /// The same of those who have the typed words anywhere in a name of today.
    pub fn sorted_with_part(&self, locale: Locale, part: &PartOfName) -> Vec<Linked> {
        let has = |id: i64| self.analysed(id).is_some_and(|names| names.today.iter().any(|name| part.is_in(name)));
        self.by_name(locale).iter().filter(|(id, _)| has(*id)).map(|(_, body)| body.clone()).collect()
    }

    /// The identities of those who have a name as typed, present or former.
    pub fn called_so(&self, typed: &TypedName) -> impl Iterator<Item = i64> {
        self.names.ids().filter(move |id| self.is_called_so(*id, typed))
    }

    /// Whether one of them has a name as typed, present or former.
    pub fn is_called_so(&self, id: i64, typed: &TypedName) -> bool {
        self.analysed(id).is_some_and(|names| typed.is_in(names.today.iter().chain(&names.former)))
    }

    /// Whether a name that one of them has today is spelt as a [`jawab_search::analysis::name_key`] has it.
    pub fn is_called(&self, id: i64, key: &str) -> bool {
        self.analysed(id).is_some_and(|names| names.today.iter().any(|name| name.key() == key))
    }

    fn by_name(&self, locale: Locale) -> &[(i64, Linked)] {
        // Every list offers them.
        let by_name = |locale: &Locale| {
            let mut all: Vec<(i64, Linked)> = self.all().map(|named| (named.id, linked(named))).collect();
            all.sort_by_cached_key(|(_, body)| body.name.best(*locale).map(|(of, name)| (of != *locale, name_key(name))));
            (*locale, all)
        };
        let sorted = self.sorted.get_or_init(|| Locale::ALL.iter().map(by_name).collect());
        sorted.get(&locale).map(Vec::as_slice).unwrap_or_default()
    }

    /// The names of one of them as they are looked for. All are analysed once: somebody is looked for at each key that is pressed.
    fn analysed(&self, id: i64) -> Option<&Analysed> {
        self.analysed.get_or_init(|| self.all().map(|named| (named.id, Analysed::of(&named))).collect()).get(&id)
    }
}

/// As pages link to somebody.
pub fn linked(named: Named) -> Linked {
    Linked { slug: named.slug, name: named.name }
}

/// The newest directory that was asked for: read again when reference data changed, once for all who wait.
#[derive(Default)]
pub struct Directories {
    newest: RwLock<Option<(i64, Arc<Directory>)>>,
    turn: tokio::sync::Mutex<()>,
}

impl Directories {
    /// The directory under a state of the site, or a later one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, database: &Database, state: SiteState) -> Result<Arc<Directory>, StoreError> {
        if let Some(directory) = self.held(state.reference) {
            return Ok(directory);
        }
        let _turn = self.turn.lock().await;
        if let Some(directory) = self.held(state.reference) {
            return Ok(directory);
        }
        let directory = Arc::new(load(database).await?);
        *self.newest.write().unwrap_or_else(PoisonError::into_inner) = Some((state.reference, Arc::clone(&directory)));
        Ok(directory)
    }

    fn held(&self, reference: i64) -> Option<Arc<Directory>> {
        let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner).clone();
        newest.filter(|(of, _)| *of >= reference).map(|(_, directory)| directory)
    }
}

async fn load(database: &Database) -> Result<Directory, StoreError> {
    let db = database.reader();
    let mut group_kinds = BTreeMap::new();
    for row in groups::all(db).await? {
        group_kinds.insert(row.id, row.kind.parse()?);
    }
    // Its questions come with reference data of theirs.
    let demonstration = questions::is_any_invented(db).await?;
    let mut themes = Bodies::of(Names::themes(db, None).await?);
    // A theme that was merged into another still leads there.
    for row in themes::aliases(db).await? {
        themes.by_slug.entry(row.slug).or_insert(row.theme_id);
    }
    Ok(Directory {
        ministries: Bodies::of(Names::ministries(db, None).await?),
        groups: Bodies::of(Names::groups(db, None).await?),
        members: Bodies::of(Names::members(db, None).await?),
        themes,
        seats: Seats::load(db, None).await?,
        successions: Successions::load(db).await?,
        group_kinds,
        calendar: rules::calendar(db).await?,
        demonstration,
    })
}
