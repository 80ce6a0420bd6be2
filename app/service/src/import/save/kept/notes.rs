//! The notes on what stays as it was recorded here: both values, where they differ.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{Locale, PerLocale, Status};
use jawab_store::{
    Connection, StoreError, authors, press, questions,
    questions::relations,
    registers::{members, ministries, themes},
    rows,
};

use super::Kept;
use crate::import::{
    draft::Draft,
    report::RecordProblem,
    save::{Saver, acts_here::Field},
};

/// The characters of a value that a note quotes.
const QUOTED_CHARS: usize = 100;
/// What stands for a value that is not there.
const NOTHING: &str = "nothing";

impl<C: Connection> Saver<'_, C> {
    /// Notes that a field stays as it was recorded here, unless the source says the same.
    pub(in crate::import::save) fn note_kept(&mut self, field: impl Into<String>, here: &str, source: &str) {
        if here != source {
            self.notes.push((field.into(), RecordProblem::RecordedHere { here: quoted(here), source: quoted(source) }));
        }
    }

    /// Notes that a day stays as it was recorded here, unless the source says the same.
    pub(in crate::import::save) fn note_kept_day(&mut self, field: impl Into<String>, here: Option<NaiveDate>, source: Option<NaiveDate>) {
        self.note_kept(field, &day(here), &day(source));
    }

    /// Notes what stays of the number, the kind, the days and the end.
    pub(super) fn note_kept_days(&mut self, row: &rows::Question, draft: &Draft, kept: &Kept) -> Result<(), StoreError> {
        if kept.has(Field::Number) {
            self.note_kept("number", &number(row.legislature, row.number), &number(draft.legislature, draft.number));
        }
        if kept.has(Field::Kind) {
            self.note_kept("kind", &row.kind, draft.kind.code());
        }
        if kept.has(Field::DepositedOn) {
            self.note_kept_day("deposited_on", row.deposited_on, draft.deposited_on);
        }
        if kept.has(Field::TransmittedOn) {
            if kept.is_held_by_referral && row.transmitted_on != draft.transmitted_on {
                let problem = RecordProblem::FollowedByReferral { here: day(row.transmitted_on), later: draft.transmitted_on.is_some() };
                self.notes.push(("transmitted_on".to_owned(), problem));
            } else {
                self.note_kept_day("transmitted_on", row.transmitted_on, draft.transmitted_on);
            }
        }
        let status: Status = row.status.parse()?;
        if kept.has(Field::AnsweredOn) && status == Status::Answered && draft.status == Status::Answered {
            self.note_kept_day("answered_on", row.answered_on, draft.answered_on);
        }
        if kept.has(Field::End) {
            self.note_kept("status", &end(status, row.ended_on), &end(draft.status, draft.ended_on));
        }
        Ok(())
    }

    /// Notes what stays of the lists.
    pub(super) async fn note_kept_lists(&mut self, id: i64, draft: &Draft, kept: &Kept) -> Result<(), StoreError> {
        if kept.has(Field::Ministries) {
            let here: Vec<i64> = kept.parts.iter().filter(|part| part.until.is_none()).map(|part| part.ministry_id).collect();
            let theirs: Vec<Option<i64>> = draft.ministries.iter().map(|names| self.people.known_ministry(names)).collect();
            if differ(&here, &theirs) {
                let mut names = Vec::new();
                for id in here {
                    let rows = ministries::names_of(self.db, id).await?;
                    names.push(shown(rows.into_iter().rev().map(|row| (row.locale, row.name))));
                }
                self.note_kept("ministries", &list(names), &list(draft.ministries.iter().map(best)));
            }
        }
        if kept.has(Field::Authors) {
            let here: Vec<i64> = authors::of_question(self.db, id).await?.into_iter().map(|row| row.member_id).collect();
            let theirs: Vec<Option<i64>> = draft.authors.iter().map(|author| self.people.known_member(&author.name)).collect();
            if differ(&here, &theirs) {
                let mut names = Vec::new();
                for id in here {
                    let rows = members::names_of(self.db, id).await?;
                    names.push(shown(rows.into_iter().map(|row| (row.locale, row.name))));
                }
                self.note_kept("authors", &list(names), &list(draft.authors.iter().map(|author| best(&author.name))));
            }
        }
        if kept.has(Field::Themes) {
            let here = relations::themes(self.db, id).await?;
            let theirs: Vec<Option<i64>> = draft.themes.iter().map(|names| self.people.known_theme(names)).collect();
            if differ(&here, &theirs) {
                let mut names = Vec::new();
                for id in here {
                    if let Some(row) = themes::by_id(self.db, id).await? {
                        names.push(best(&serde_json::from_value(row.name)?));
                    }
                }
                self.note_kept("themes", &list(names), &list(draft.themes.iter().map(best)));
            }
        }
        if kept.has(Field::Press) {
            let here = press::of_question(self.db, id).await?.into_iter().map(|row| article(row.title, row.url));
            let theirs = draft.press.iter().map(|press| article(press.title.clone(), press.url.clone()));
            self.note_kept("press", &list(here), &list(theirs));
        }
        if kept.has(Field::Links) {
            self.note_kept_links(id, draft).await?;
        }
        Ok(())
    }

    async fn note_kept_links(&mut self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let mut here = BTreeSet::new();
        for link in relations::links(self.db, id).await? {
            let other = questions::by_id(self.db, link.to_id).await?;
            let other = other.map(|row| row.source_id.unwrap_or(row.code)).unwrap_or_default();
            here.insert(format!("{} {other}", link.kind));
        }
        let theirs: BTreeSet<String> = draft.links.iter().map(|(kind, to)| format!("{} {to}", kind.code())).collect();
        self.note_kept("links", &list(here), &list(theirs));
        Ok(())
    }
}

/// Whether a source names others than those who stand here, in whatever order.
fn differ(here: &[i64], theirs: &[Option<i64>]) -> bool {
    here.iter().map(|id| Some(*id)).collect::<BTreeSet<_>>() != theirs.iter().copied().collect::<BTreeSet<_>>()
}

fn day(on: Option<NaiveDate>) -> String {
    on.map_or_else(|| NOTHING.to_owned(), |on| on.to_string())
}

fn number(legislature: Option<i32>, number: Option<i32>) -> String {
    let part = |value: Option<i32>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    if legislature.is_none() && number.is_none() { NOTHING.to_owned() } else { format!("{}/{}", part(legislature), part(number)) }
}

fn end(status: Status, on: Option<NaiveDate>) -> String {
    match on {
        _ if !status.has_ended() => "no end".to_owned(),
        Some(on) => format!("{} on {on}", status.code()),
        None => status.code().to_owned(),
    }
}

fn article(title: Option<String>, url: Option<String>) -> String {
    title.or(url).unwrap_or_else(|| "an article".to_owned())
}

fn best(names: &PerLocale<String>) -> String {
    names.best(Locale::Fr).map(|(_, name)| name.clone()).unwrap_or_default()
}

/// The first name in each language, the best of them.
fn shown(names: impl Iterator<Item = (String, String)>) -> String {
    let mut all = PerLocale::default();
    for (locale, name) in names {
        if let Ok(locale) = locale.parse::<Locale>()
            && all.get(locale).is_none()
        {
            all.set(locale, name);
        }
    }
    best(&all)
}

fn list(values: impl IntoIterator<Item = String>) -> String {
    let all: Vec<String> = values.into_iter().collect();
    if all.is_empty() { NOTHING.to_owned() } else { all.join(", ") }
}

/// The beginning of a value.
fn quoted(value: &str) -> String {
    match value.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}
