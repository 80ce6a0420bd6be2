//! What a record says of each field, as short hashes: by those of the last import the next one tells what is new.

use std::collections::BTreeSet;

use jawab_domain::{Locale, PerLocale};
use jawab_search::analysis::name_key;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Field;
use crate::import::{
    draft::{Author, Draft},
    people::People,
};

/// The characters of a hash. Two values that share one count as the same: then the act here stands, and the report says so.
const HASH_CHARS: usize = 8;
/// Stands for the hash of a field of which no import of the record said anything.
const NEVER: &str = "--------";
/// Stands for the hash of a field of which it is not known what was said.
const UNKNOWN: &str = "????????";

/// The hash of what a record says of each field, in the order of [`Field::ALL`]; none where it says nothing.
pub(in crate::import::save) struct Said(Vec<Option<String>>);

impl Said {
    /// Of people and bodies it counts who is meant, not how they are spelled, in which languages or in which order.
    pub fn of(draft: &Draft, people: &People) -> Self {
        Self(Field::ALL.iter().map(|field| statement(*field, draft, people).map(|value| hash(&value))).collect())
    }

    /// The fields of which it says something else than was said last. What is not known is taken as the same.
    pub fn new_since(&self, last: Option<&str>) -> BTreeSet<Field> {
        let is_new = |(field, now): (Field, &Option<String>)| {
            let before = of_field(last, field);
            (before != UNKNOWN && now.as_deref().is_some_and(|now| now != before)).then_some(field)
        };
        Field::ALL.into_iter().zip(&self.0).filter_map(is_new).collect()
    }

    /// The hashes of what was said last of each field, from now on: silence takes nothing back.
    pub fn after(&self, last: Option<&str>) -> String {
        Field::ALL.into_iter().zip(&self.0).map(|(field, now)| now.as_deref().unwrap_or_else(|| of_field(last, field))).collect()
    }

    /// The hashes before the first import of a record.
    pub fn never() -> String {
        NEVER.repeat(Field::ALL.len())
    }
}

fn of_field(said: Option<&str>, field: Field) -> &str {
    let at = Field::ALL.iter().position(|of| *of == field).unwrap_or_default() * HASH_CHARS;
    said.and_then(|said| said.get(at..at + HASH_CHARS)).unwrap_or(UNKNOWN)
}

fn hash(value: &Value) -> String {
    let mut hash = format!("{:x}", Sha256::digest(value.to_string()));
    hash.truncate(HASH_CHARS);
    hash
}

/// What a record says of a field, if it says anything.
fn statement(field: Field, draft: &Draft, people: &People) -> Option<Value> {
    let ministry = |names: &PerLocale<String>| who(names, people.known_ministry(names));
    match field {
        Field::Number => draft.number.map(|number| json!((draft.legislature, number))),
        Field::Kind => Some(json!(draft.kind)),
        Field::DepositedOn => draft.deposited_on.map(|on| json!(on)),
        Field::TransmittedOn => draft.transmitted_on.map(|on| json!(on)),
        Field::AnsweredOn => draft.answered_on.map(|on| json!(on)),
        Field::End => draft.status.has_ended().then(|| json!((draft.status, draft.ended_on))),
        Field::Ministries => {
            let now: BTreeSet<String> = draft.ministries.iter().map(ministry).collect();
            let way: Vec<_> = draft.transfers.iter().map(|one| (ministry(&one.from), ministry(&one.to), one.on)).collect();
            (!now.is_empty()).then(|| json!((now, way)))
        }
        Field::Authors => {
            let author = |one: &Author| (who(&one.name, people.known_member(&one.name)), who(&one.group, people.known_group(&one.group)));
            let all: BTreeSet<(String, String)> = draft.authors.iter().map(author).collect();
            (!all.is_empty()).then(|| json!(all))
        }
        Field::Themes => {
            let all: BTreeSet<String> = draft.themes.iter().map(|names| who(names, people.known_theme(names))).collect();
            (!all.is_empty()).then(|| json!(all))
        }
        Field::Press => (!draft.press.is_empty()).then(|| json!(draft.press)),
        Field::Links => (!draft.links.is_empty()).then(|| json!(draft.links)),
    }
}

/// Who or what is meant by names: the known entry, or else what is compared of one name.
fn who(names: &PerLocale<String>, known: Option<i64>) -> String {
    match known {
        Some(id) => format!("#{id}"),
        None => names.best(Locale::Fr).map(|(_, name)| name_key(name)).unwrap_or_default(),
    }
}
