//! Ministries, groups, members and themes by slug and identity: small, asked for by every list, kept per generation.

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use jawab_domain::{Locale, people::GroupKind};
use jawab_service::work::Seats;
use jawab_store::{
    Database, StoreError,
    entity::{political_group, question, theme_alias},
    read::{Named, Names},
};
use jawab_ui::model::Linked;
use sea_orm::{EntityTrait as _, QueryFilter as _};

/// Everybody with a page, and the themes, as of a generation.
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
    /// The kinds of groups.
    pub group_kinds: BTreeMap<i64, GroupKind>,
    /// Whether the data is the invented demonstration.
    pub demonstration: bool,
}

/// Bodies of one sort.
#[derive(Default)]
pub struct Bodies {
    names: Names,
    by_slug: BTreeMap<String, i64>,
}

impl Bodies {
    fn of(names: Names) -> Self {
        let by_slug = names.all().map(|body| (body.slug, body.id)).collect();
        Self { names, by_slug }
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
        let mut all: Vec<Linked> = self.all().map(linked).collect();
        all.sort_by_cached_key(|body| body.name.best(locale).map(|(of, name)| (of != locale, jawab_search::analysis::name_key(name))));
        all
    }
}

/// As pages link to somebody.
pub fn linked(named: Named) -> Linked {
    Linked { slug: named.slug, name: named.name }
}

/// The directory of the newest generation asked for.
#[derive(Default)]
pub struct Directories(RwLock<Option<(i64, Arc<Directory>)>>);

impl Directories {
    /// The directory of a generation.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, database: &Database, generation: i64) -> Result<Arc<Directory>, StoreError> {
        if let Some((of, directory)) = self.0.read().ok().and_then(|held| held.clone())
            && of == generation
        {
            return Ok(directory);
        }
        let directory = Arc::new(load(database).await?);
        if let Ok(mut held) = self.0.write() {
            *held = Some((generation, Arc::clone(&directory)));
        }
        Ok(directory)
    }
}

async fn load(database: &Database) -> Result<Directory, StoreError> {
    let db = database.reader();
    let mut group_kinds = BTreeMap::new();
    for row in political_group::Entity::find().all(db).await? {
        group_kinds.insert(row.id, row.kind.parse()?);
    }
    let demonstration = question::Entity::find().filter(question::COLUMN.source_id.starts_with("demo:")).one(db).await?.is_some();
    let mut themes = Bodies::of(Names::themes(db, None).await?);
    // A theme that was merged into another still leads there.
    for row in theme_alias::Entity::find().all(db).await? {
        themes.by_slug.entry(row.slug).or_insert(row.theme_id);
    }
    Ok(Directory {
        ministries: Bodies::of(Names::ministries(db, None).await?),
        groups: Bodies::of(Names::groups(db, None).await?),
        members: Bodies::of(Names::members(db, None).await?),
        themes,
        seats: Seats::load(db, None).await?,
        group_kinds,
        demonstration,
    })
}
