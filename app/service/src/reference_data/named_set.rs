//! Ministries, groups, members or themes: found by slug, by identity and by name.

use std::{collections::BTreeMap, sync::OnceLock};

use jawab_domain::{Locale, PerLocale};
use jawab_search::{
    analysis::name_key,
    names::{AnalysedName, PartOfName, TypedName},
};
use jawab_store::read::{Named, Names};

/// All of one sort.
#[derive(Default)]
pub struct NamedSet {
    names: Names,
    by_slug: BTreeMap<String, i64>,
    sorted: OnceLock<BTreeMap<Locale, Vec<SlugAndName>>>,
    analysed: OnceLock<BTreeMap<i64, Analysed>>,
}

/// One of them, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlugAndName {
    /// Its internal identity.
    pub id: i64,
    /// Its part of addresses.
    pub slug: String,
    /// Its name of today.
    pub name: PerLocale<String>,
}

/// The names of one of them as they are looked for.
struct Analysed {
    /// Those of today.
    today: Vec<AnalysedName>,
    /// The former ones.
    former: Vec<AnalysedName>,
}

impl Analysed {
    fn new(named: &Named) -> Self {
        let is_todays = |name: &String| named.name.iter().any(|(_, todays)| todays == name);
        let today = named.name.iter().map(|(_, name)| AnalysedName::new(name)).collect();
        Self { today, former: named.names.iter().filter(|name| !is_todays(name)).map(|name| AnalysedName::new(name)).collect() }
    }
}

impl NamedSet {
    pub(super) fn new(names: Names) -> Self {
        let by_slug = names.all().map(|named| (named.slug, named.id)).collect();
        Self { names, by_slug, sorted: OnceLock::new(), analysed: OnceLock::new() }
    }

    /// Has a slug that nobody has lead to one of them.
    pub(super) fn add_alias(&mut self, slug: String, id: i64) {
        self.by_slug.entry(slug).or_insert(id);
    }

    /// The identity of a slug.
    #[must_use]
    pub fn find(&self, slug: &str) -> Option<i64> {
        self.by_slug.get(slug).copied()
    }

    /// One of them, by the names of today.
    #[must_use]
    pub fn get(&self, id: i64) -> Option<Named> {
        self.names.on(id, None)
    }

    /// All of them, by the names of today.
    pub fn all(&self) -> impl Iterator<Item = Named> {
        self.names.all()
    }

    /// When each name of one of them held.
    #[must_use]
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// All of them, by name in the reader's language.
    #[must_use]
    pub fn sorted(&self, locale: Locale) -> &[SlugAndName] {
        // Every list offers them.
        let by_name = |locale: &Locale| {
            let one = |named: Named| SlugAndName { id: named.id, slug: named.slug, name: named.name };
            let mut all: Vec<SlugAndName> = self.all().map(one).collect();
            all.sort_by_cached_key(|of| of.name.best(*locale).map(|(of, name)| (of != *locale, name_key(name))));
            (*locale, all)
        };
        let sorted = self.sorted.get_or_init(|| Locale::ALL.iter().map(by_name).collect());
        sorted.get(&locale).map(Vec::as_slice).unwrap_or_default()
    }

    /// The same of those who have the typed words anywhere in a name of today.
    #[must_use]
    pub fn sorted_with_part(&self, locale: Locale, part: &PartOfName) -> Vec<&SlugAndName> {
        let has = |id: i64| self.analysed(id).is_some_and(|names| names.today.iter().any(|name| part.is_in(name)));
        self.sorted(locale).iter().filter(|of| has(of.id)).collect()
    }

    /// The identities of those who have a name as typed, present or former.
    pub fn matching_names(&self, typed: &TypedName) -> impl Iterator<Item = i64> {
        self.names.ids().filter(move |id| self.matches_name(*id, typed))
    }

    /// Whether one of them has a name as typed, present or former.
    #[must_use]
    pub fn matches_name(&self, id: i64, typed: &TypedName) -> bool {
        self.analysed(id).is_some_and(|names| typed.is_in(names.today.iter().chain(&names.former)))
    }

    /// Whether a name that one of them has today is spelt as a [`jawab_search::analysis::name_key`] has it.
    #[must_use]
    pub fn has_current_name_key(&self, id: i64, key: &str) -> bool {
        self.analysed(id).is_some_and(|names| names.today.iter().any(|name| name.key() == key))
    }

    /// The names of one of them as they are looked for. All are analysed once: somebody is looked for at each key that is pressed.
    fn analysed(&self, id: i64) -> Option<&Analysed> {
        self.analysed.get_or_init(|| self.all().map(|named| (named.id, Analysed::new(&named))).collect()).get(&id)
    }
}
