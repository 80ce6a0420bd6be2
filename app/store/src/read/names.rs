//! The names of people and bodies, by identity.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use jawab_domain::{
    Locale, PerLocale,
    people::{Gender, Period},
};
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::Named;
use crate::{
    StoreError,
    entity::{member, member_name, ministry, ministry_name, political_group, political_group_name, theme},
};

struct Name {
    locale: Locale,
    name: String,
    period: Period,
}

/// A person or body.
struct Body {
    slug: String,
    gender: Option<Gender>,
    names: Vec<Name>,
}

impl Body {
    const fn with_slug(slug: String) -> Self {
        Self { slug, gender: None, names: Vec::new() }
    }
}

/// The people or bodies of one kind, with all their names.
#[derive(Default)]
pub struct Names(BTreeMap<i64, Body>);

impl Names {
    /// Whether an identity is known.
    #[must_use]
    pub fn has(&self, id: i64) -> bool {
        self.0.contains_key(&id)
    }

    /// These names if they know an identity, or else the others.
    pub(super) fn or<'a>(&'a self, id: i64, others: &'a Self) -> &'a Self {
        if self.has(id) { self } else { others }
    }

    /// The gender of a member, if known.
    #[must_use]
    pub fn gender(&self, id: i64) -> Option<Gender> {
        self.0.get(&id)?.gender
    }

    /// The name of an identity on a day. If none is known for that day, the newest one.
    #[must_use]
    pub fn on(&self, id: i64, day: Option<NaiveDate>) -> Option<Named> {
        let Body { slug, names, .. } = self.0.get(&id)?;
        let mut chosen = PerLocale::default();
        for locale in Locale::ALL {
            let of_locale = || names.iter().filter(|name| name.locale == *locale);
            let of_day = day.and_then(|day| of_locale().rfind(|name| name.period.contains(day)));
            if let Some(name) = of_day.or_else(|| of_locale().max_by_key(|name| (name.period.to.is_none(), name.period.from))) {
                chosen.set(*locale, name.name.clone());
            }
        }
        Some(Named { id, slug: slug.clone(), name: chosen, names: names.iter().map(|name| name.name.clone()).collect() })
    }

    /// All identities, in order.
    pub fn ids(&self) -> impl Iterator<Item = i64> {
        self.0.keys().copied()
    }

    /// All of them, with their newest names.
    pub fn all(&self) -> impl Iterator<Item = Named> {
        self.0.keys().filter_map(|id| self.on(*id, None))
    }

    /// The names of an identity with their periods, oldest first.
    #[must_use]
    pub fn history(&self, id: i64) -> Vec<(Locale, String, Period)> {
        let names = self.0.get(&id).map_or(&[][..], |body| &body.names);
        let mut history: Vec<_> = names.iter().map(|name| (name.locale, name.name.clone(), name.period)).collect();
        history.sort_by_key(|(locale, _, period)| (period.from, *locale));
        history
    }

    fn add(&mut self, id: i64, locale: &str, name: String, period: Period) -> Result<(), StoreError> {
        let locale = locale.parse()?;
        if let Some(body) = self.0.get_mut(&id) {
            body.names.push(Name { locale, name, period });
        }
        Ok(())
    }

    /// Loads ministries, or all of them if no identities are given.
    pub async fn ministries(db: &impl ConnectionTrait, only: Option<&BTreeSet<i64>>) -> Result<Self, StoreError> {
        let (mut bodies, mut names) = (ministry::Entity::find(), ministry_name::Entity::find().order_by_asc(ministry_name::COLUMN.id));
        if let Some(ids) = only {
            bodies = bodies.filter(ministry::COLUMN.id.is_in(ids.iter().copied()));
            names = names.filter(ministry_name::COLUMN.ministry_id.is_in(ids.iter().copied()));
        }
        let mut all = Self(bodies.all(db).await?.into_iter().map(|row| (row.id, Body::with_slug(row.slug))).collect());
        for row in names.all(db).await? {
            all.add(row.ministry_id, &row.locale, row.name, Period { from: row.valid_from, to: row.valid_to })?;
        }
        Ok(all)
    }

    /// Loads groups, or all of them if no identities are given.
    pub async fn groups(db: &impl ConnectionTrait, only: Option<&BTreeSet<i64>>) -> Result<Self, StoreError> {
        let (mut bodies, mut names) = (political_group::Entity::find(), political_group_name::Entity::find());
        if let Some(ids) = only {
            bodies = bodies.filter(political_group::COLUMN.id.is_in(ids.iter().copied()));
            names = names.filter(political_group_name::COLUMN.political_group_id.is_in(ids.iter().copied()));
        }
        let mut all = Self(bodies.all(db).await?.into_iter().map(|row| (row.id, Body::with_slug(row.slug))).collect());
        for row in names.all(db).await? {
            all.add(row.political_group_id, &row.locale, row.name, Period::default())?;
        }
        Ok(all)
    }

    /// Loads members, or all of them if no identities are given.
    pub async fn members(db: &impl ConnectionTrait, only: Option<&BTreeSet<i64>>) -> Result<Self, StoreError> {
        let (mut people, mut names) = (member::Entity::find(), member_name::Entity::find());
        if let Some(ids) = only {
            people = people.filter(member::COLUMN.id.is_in(ids.iter().copied()));
            names = names.filter(member_name::COLUMN.member_id.is_in(ids.iter().copied()));
        }
        let mut all = Self::default();
        for row in people.all(db).await? {
            let gender = row.gender.map(|code| code.parse()).transpose()?;
            all.0.insert(row.id, Body { gender, ..Body::with_slug(row.slug) });
        }
        for row in names.all(db).await? {
            all.add(row.member_id, &row.locale, row.name, Period::default())?;
        }
        Ok(all)
    }

    /// Loads themes, or all of them if no identities are given.
    pub async fn themes(db: &impl ConnectionTrait, only: Option<&BTreeSet<i64>>) -> Result<Self, StoreError> {
        let mut themes = theme::Entity::find();
        if let Some(ids) = only {
            themes = themes.filter(theme::COLUMN.id.is_in(ids.iter().copied()));
        }
        let mut all = Self::default();
        for row in themes.all(db).await? {
            let names = per_locale(row.name)?;
            let names = names.iter().map(|(locale, name)| Name { locale, name: name.clone(), period: Period::default() });
            all.0.insert(row.id, Body { names: names.collect(), ..Body::with_slug(row.slug) });
        }
        Ok(all)
    }
}

/// Reads a stored value per language.
pub fn per_locale(value: serde_json::Value) -> Result<PerLocale<String>, StoreError> {
    Ok(serde_json::from_value(value)?)
}
