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

use super::report::NewEntry;

mod nearest;

/// New entries that are compared with the known names. Of the first import of a whole site more are new, and nobody reads them one by one.
const MAX_COMPARED: usize = 500;

/// Ids by name key, with the known names of each id.
#[derive(Default)]
struct NameIndex {
    ids: HashMap<String, i64>,
    names: HashMap<i64, BTreeSet<(Locale, String)>>,
    /// A spelling of each key.
    spellings: HashMap<String, String>,
}

impl NameIndex {
    /// From ids with a language, a name and its key.
    fn from_rows(rows: impl IntoIterator<Item = (i64, String, String, String)>) -> Result<Self, StoreError> {
        let mut known = Self::default();
        for (id, locale, name, key) in rows {
            known.names.entry(id).or_default().insert((locale.parse()?, key.clone()));
            known.spellings.entry(key.clone()).or_insert(name);
            known.ids.entry(key).or_insert(id);
        }
        Ok(known)
    }

    /// The known name that a new entry may be a misspelling of.
    fn nearest(&self, names: &PerLocale<String>) -> Option<String> {
        let keys = || self.spellings.keys().map(String::as_str);
        let near = names.iter().find_map(|(_, name)| nearest::nearest(&name_key(name), keys()))?;
        self.spellings.get(near).cloned()
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
                self.spellings.entry(key.clone()).or_insert_with(|| name.clone());
                self.ids.entry(key).or_insert(id);
            }
        }
        new
    }
}

/// The legislature and the group of each seat of a member in a Chamber.
type KnownSeats = BTreeSet<(Option<i32>, Option<i64>)>;

/// The people and themes in the database, kept up to date while records are saved.
#[derive(Default)]
pub struct People {
    ministries: NameIndex,
    groups: NameIndex,
    members: NameIndex,
    themes: NameIndex,
    slugs: BTreeSet<String>,
    seats: HashMap<(i64, Chamber), KnownSeats>,
    /// Whether rows were written since this was reset.
    pub changed: bool,
    /// The entries made since this was emptied.
    pub made: Vec<NewEntry>,
    /// How many of them, emptied or not, were compared with the known names.
    compared: usize,
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
        let mut of_members: HashMap<_, BTreeSet<_>> = HashMap::new();
        for row in seats::all(db).await? {
            let seat = (row.legislature, row.political_group_id);
            of_members.entry((row.member_id, row.chamber.parse()?)).or_default().insert(seat);
        }
        let (of_ministries, of_groups, names) = (ministries::names(db).await?, groups::names(db).await?, members::names(db).await?);
        Ok(Self {
            ministries: NameIndex::from_rows(of_ministries.into_iter().map(|r| (r.ministry_id, r.locale, r.name, r.name_key)))?,
            groups: NameIndex::from_rows(of_groups.into_iter().map(|r| (r.political_group_id, r.locale, r.name, r.name_key)))?,
            members: NameIndex::from_rows(names.into_iter().map(|r| (r.member_id, r.locale, r.name, r.name_key)))?,
            themes: of_themes,
            slugs,
            seats: of_members,
            changed: false,
            made: Vec::new(),
            compared: 0,
        })
    }

    /// The ministry with one of these names, if there is one.
    pub fn known_ministry(&self, names: &PerLocale<String>) -> Option<i64> {
        self.ministries.find(names)
    }

    /// The member with one of these names, if there is one.
    pub fn known_member(&self, names: &PerLocale<String>) -> Option<i64> {
        self.members.find(names)
    }

    /// The group with one of these names, if there is one.
    pub fn known_group(&self, names: &PerLocale<String>) -> Option<i64> {
        self.groups.find(names)
    }

    /// The theme with one of these names, if there is one.
    pub fn known_theme(&self, names: &PerLocale<String>) -> Option<i64> {
        self.themes.find(names)
    }

    /// The ministry with these names.
    pub async fn ministry(&mut self, db: &impl Connection, names: &PerLocale<String>) -> Result<i64, StoreError> {
        let id = match self.ministries.find(names) {
            Some(id) => id,
            None => {
                self.note_new(Register::Ministries, names);
                ministries::insert(db, &self.slug("ministry", names)).await?
            }
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
            None => {
                self.note_new(Register::Groups, names);
                groups::insert(db, &self.slug("group", names), group_kind(names).code(), Some(chamber.code())).await?
            }
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
            None => {
                self.note_new(Register::Members, names);
                members::insert(db, &self.slug("member", names), gender.map(Gender::code)).await?
            }
        };
        for name in self.members.learn(id, names) {
            self.changed = true;
            registers::add_name(db, Register::Members, id, &name).await?;
        }
        Ok(id)
    }

    /// Records that a member sat in a Chamber, in a group, unless a known seat says as much: a legislature or a group that the record does
    /// not name tells nothing new.
    pub async fn seat(
        &mut self,
        db: &impl Connection,
        member: i64,
        chamber: Chamber,
        legislature: Option<i32>,
        group: Option<i64>,
        district: &PerLocale<String>,
    ) -> Result<(), StoreError> {
        let known = self.seats.entry((member, chamber)).or_default();
        let says_as_much =
            |seat: &(Option<i32>, Option<i64>)| (legislature.is_none() || seat.0 == legislature) && (group.is_none() || seat.1 == group);
        if known.iter().any(says_as_much) {
            return Ok(());
        }
        known.insert((legislature, group));
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
            self.note_new(Register::Themes, names);
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

    /// Notes that an entry is made, with the known name that may be meant.
    fn note_new(&mut self, register: Register, names: &PerLocale<String>) {
        let known = match register {
            Register::Ministries => &self.ministries,
            Register::Groups => &self.groups,
            Register::Members => &self.members,
            Register::Themes => &self.themes,
        };
        let like = if self.compared < MAX_COMPARED { known.nearest(names) } else { None };
        self.compared += 1;
        let name = names.best(Locale::Fr).map(|(_, name)| name.clone()).unwrap_or_default();
        self.made.push(NewEntry { register, name, like });
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
