//! Finds members, groups, ministries and themes by name, and creates unknown ones.

use std::collections::{BTreeSet, HashMap};

use jawab_domain::{
    Chamber, Locale, PerLocale,
    people::{Gender, GroupKind},
};
use jawab_search::analysis::name_key;
use jawab_store::{
    Connection, StoreError,
    registers::{self, NewName, Register, groups, members, ministries, seats, themes},
    rows,
};

/// Ids by name key, with the known names of each id.
#[derive(Default)]
struct NameIndex {
    ids: HashMap<String, i64>,
    names: HashMap<i64, BTreeSet<(Locale, String)>>,
}

impl NameIndex {
    fn from_rows(rows: impl IntoIterator<Item = (i64, String, String)>) -> Result<Self, StoreError> {
        let mut known = Self::default();
        for (id, locale, key) in rows {
            known.names.entry(id).or_default().insert((locale.parse()?, key.clone()));
            known.ids.entry(key).or_insert(id);
        }
        Ok(known)
    }

    fn find(&self, names: &PerLocale<String>) -> Option<i64> {
        names.iter().find_map(|(_, name)| self.ids.get(&name_key(name)).copied())
    }

    /// The names that are new for an id. They are known from now on.
    fn learn(&mut self, id: i64, names: &PerLocale<String>) -> Vec<NewName> {
        let mut new = Vec::new();
        for (locale, name) in names.iter() {
            let key = name_key(name);
            let has = self.names.entry(id).or_default();
            // One name per language is enough to recognise somebody; another spelling adds nothing. It is not remembered either: only
            // what the database contains is known, regardless of what was read before. Otherwise a resumed import would know others
            // than an uninterrupted one.
            if !has.iter().any(|(of, _)| *of == locale) {
                has.insert((locale, key.clone()));
                new.push(NewName { locale, name: name.clone(), key: key.clone() });
                self.ids.entry(key).or_insert(id);
            }
        }
        new
    }
}

/// The people and themes in the database, kept up to date while records are saved.
pub struct People {
    ministries: NameIndex,
    groups: NameIndex,
    members: NameIndex,
    themes: NameIndex,
    slugs: BTreeSet<String>,
    seats: BTreeSet<(i64, Chamber, Option<i32>, Option<i64>)>,
    /// Whether rows were written since this was reset.
    pub changed: bool,
}

impl People {
    /// Loads all of them.
    pub async fn load(db: &impl Connection) -> Result<Self, StoreError> {
        let mut slugs: BTreeSet<String> = ministries::all(db).await?.into_iter().map(|r| format!("ministry/{}", r.slug)).collect();
        slugs.extend(groups::all(db).await?.into_iter().map(|r| format!("group/{}", r.slug)));
        slugs.extend(members::all(db).await?.into_iter().map(|r| format!("member/{}", r.slug)));
        let (themes, merged) = (themes::all(db).await?, themes::aliases(db).await?);
        slugs.extend(themes.iter().map(|r| &r.slug).chain(merged.iter().map(|r| &r.slug)).map(|slug| format!("theme/{slug}")));
        let mut of_themes = NameIndex::default();
        for row in themes {
            of_themes.learn(row.id, &serde_json::from_value(row.name)?);
            of_themes.ids.entry(row.name_key).or_insert(row.id);
        }
        // The current name of a theme takes precedence over a former name of another.
        for row in themes::former_names(db).await? {
            of_themes.ids.entry(row.name_key).or_insert(row.theme_id);
        }
        let mut seats = BTreeSet::new();
        for row in seats::all(db).await? {
            seats.insert((row.member_id, row.chamber.parse()?, row.legislature, row.political_group_id));
        }
        Ok(Self {
            ministries: NameIndex::from_rows(ministries::names(db).await?.into_iter().map(|r| (r.ministry_id, r.locale, r.name_key)))?,
            groups: NameIndex::from_rows(groups::names(db).await?.into_iter().map(|r| (r.political_group_id, r.locale, r.name_key)))?,
            members: NameIndex::from_rows(members::names(db).await?.into_iter().map(|r| (r.member_id, r.locale, r.name_key)))?,
            themes: of_themes,
            slugs,
            seats,
            changed: false,
        })
    }

    /// The ministry with these names.
    pub async fn ministry(&mut self, db: &impl Connection, names: &PerLocale<String>) -> Result<i64, StoreError> {
        let id = match self.ministries.find(names) {
            Some(id) => id,
            None => ministries::insert(db, &self.slug("ministry", names)).await?,
        };
        for name in self.ministries.learn(id, names) {
            self.changed = true;
            registers::add_name(db, Register::Ministries, id, &name).await?;
        }
        Ok(id)
    }

    /// The group with these names.
    pub async fn group(&mut self, db: &impl Connection, names: &PerLocale<String>, chamber: Chamber) -> Result<Option<i64>, StoreError> {
        if names.is_empty() {
            return Ok(None);
        }
        let id = match self.groups.find(names) {
            Some(id) => id,
            None => groups::insert(db, &self.slug("group", names), group_kind(names).code(), Some(chamber.code())).await?,
        };
        for name in self.groups.learn(id, names) {
            self.changed = true;
            registers::add_name(db, Register::Groups, id, &name).await?;
        }
        Ok(Some(id))
    }

    /// The member with these names.
    pub async fn member(&mut self, db: &impl Connection, names: &PerLocale<String>, gender: Option<Gender>) -> Result<i64, StoreError> {
        let id = match self.members.find(names) {
            Some(id) => id,
            None => members::insert(db, &self.slug("member", names), gender.map(Gender::code)).await?,
        };
        for name in self.members.learn(id, names) {
            self.changed = true;
            registers::add_name(db, Register::Members, id, &name).await?;
        }
        Ok(id)
    }

    /// Records that a member sat in a Chamber, in a group.
    pub async fn seat(
        &mut self,
        db: &impl Connection,
        member: i64,
        chamber: Chamber,
        legislature: Option<i32>,
        group: Option<i64>,
        district: &PerLocale<String>,
    ) -> Result<(), StoreError> {
        if !self.seats.insert((member, chamber, legislature, group)) {
            return Ok(());
        }
        self.changed = true;
        let row = rows::Seat {
            id: 0,
            member_id: member,
            chamber: chamber.code().into(),
            legislature,
            political_group_id: group,
            district: serde_json::to_value(district)?,
            held_from: None,
            held_to: None,
        };
        seats::insert(db, row).await?;
        Ok(())
    }

    /// The theme with these names. It gets a new name like the others, unless another theme has that name.
    pub async fn theme(&mut self, db: &impl Connection, names: &PerLocale<String>) -> Result<i64, StoreError> {
        let Some(id) = self.themes.find(names) else {
            let key = names.iter().map(|(_, name)| name_key(name)).next().unwrap_or_default();
            let id = themes::insert(db, &self.slug("theme", names), names, &key).await?;
            self.themes.learn(id, names);
            return Ok(id);
        };
        let of_no_other = |name: &String| self.themes.ids.get(&name_key(name)).is_none_or(|of| *of == id);
        let own = names.iter().filter(|(_, name)| of_no_other(name)).map(|(locale, name)| (locale, name.clone()));
        let own: PerLocale<String> = own.collect();
        let new = self.themes.learn(id, &own);
        if !new.is_empty()
            && let Some(row) = themes::by_id(db, id).await?
        {
            self.changed = true;
            let mut all: PerLocale<String> = serde_json::from_value(row.name)?;
            for name in new {
                all.set(name.locale, name.name);
            }
            themes::rename(db, id, &all, &row.name_key).await?;
        }
        Ok(id)
    }

    /// The slug of a new entry, from the French name if there is one. It never changes.
    fn slug(&mut self, of: &str, names: &PerLocale<String>) -> String {
        self.changed = true;
        let latin = names.get(Locale::Fr).map(|name| slugify(name)).filter(|slug| !slug.is_empty());
        let base = latin.unwrap_or_else(super::save::new_code);
        let free = |slug: &String| !self.slugs.contains(&format!("{of}/{slug}"));
        let slug = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}"))).find(free).unwrap_or(base);
        self.slugs.insert(format!("{of}/{slug}"));
        slug
    }
}

/// A slug of a name: its Latin letters and digits, separated by hyphens; empty if it has none.
pub(crate) fn slugify(name: &str) -> String {
    let key = name_key(name);
    let words = key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() > 60 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// The kind of a group, according to the words of its name.
pub(crate) fn group_kind(names: &PerLocale<String>) -> GroupKind {
    let begins = |words: &[&str]| names.iter().any(|(_, name)| words.iter().any(|word| name_key(name).starts_with(&name_key(word))));
    if begins(&["بدون انتماء", "Sans appartenance"]) {
        GroupKind::None
    } else if begins(&["المجموعة", "مجموعة", "Groupement"]) {
        GroupKind::Groupement
    } else {
        GroupKind::Group
    }
}
