//! Two versions of a question, changed from the same one: what only one of them changed stays as that one has it; what both changed is
//! shown to be chosen.

use std::collections::{BTreeMap, BTreeSet};

use axum::{http::StatusCode, response::Response};
use jawab_domain::Locale;
use jawab_service::{new_code, work::QuestionInput};
use jawab_store::{chamber, read::QuestionRecord};
use jawab_ui::{
    catalogue::Tr,
    form::{DO, FormState, Post},
    links,
    pages::staff::{
        ConflictPage, StaffBody,
        confirm::{ACT, SERIES},
        conflict::ConflictField,
        question_form::{GROUPS, WAS, label},
    },
};
use sha2::{Digest as _, Sha256};

use super::{Desk, history, kept::FORM};
use crate::{error::AppError, web::view};

/// What belongs to one sending of the form, and is no part of the question.
const OWN: [&str; 8] = ["once", "version", DO, "reason", FORM, ACT, SERIES, WAS];
/// The fields of three that are one date.
const DATES: [&str; 2] = ["deposited", "transmitted"];

/// Answers with what both have changed. Nothing typed is lost: what is not shown goes along unseen.
pub(super) async fn show(
    desk: &Desk,
    record: &QuestionRecord,
    current: i64,
    saved: &QuestionInput,
    mut state: FormState,
) -> Result<Response, AppError> {
    let locale = desk.signed.locale();
    let latest = chamber::events(desk.app().database.reader(), record.id).await?;
    let who = match latest.first() {
        Some(event) => history::person(desk.app(), &event.actor).await?,
        None => None,
    };
    let saved = desk.fill(saved);
    let both = merge(&saved, &mut state);
    // What is sent next is based on theirs.
    state.set(WAS, print(&saved));
    let action = links::staff::question_step(locale, &record.code, "edit");
    let page = ConflictPage {
        question: view::row(record, desk.today),
        post: Post { action, once: new_code(), version: Some(current), files: false },
        fields: fields(desk, &saved, &state, &both),
        state,
        who,
    };
    desk.show(StatusCode::CONFLICT, StaffBody::Conflict(Box::new(page))).await
}

/// A print of what each part of a form holds, by which it is known later who has changed what since.
pub(super) fn print(state: &FormState) -> String {
    prints(state).into_iter().map(|(part, print)| format!("{part}={print}")).collect::<Vec<_>>().join(" ")
}

/// The print of each part of a form that holds something.
fn prints(state: &FormState) -> BTreeMap<String, String> {
    let mut parts: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (name, value) in state.pairs() {
        let value = value.trim();
        if !value.is_empty() && !OWN.contains(&name.as_str()) && !name.ends_with("-q") {
            parts.entry(part(name)).or_default().push((name.as_str(), value));
        }
    }
    let of = |(part, mut held): (&str, Vec<(&str, &str)>)| {
        // Fields stand in the order of the page’s language; only authors have an order of their own.
        held.sort_by_key(|(name, value)| (*name, (*name != "authors").then_some(*value)));
        let all = held.into_iter().map(|(name, value)| format!("{name}\0{value}")).collect::<Vec<_>>().join("\0");
        (part.to_owned(), format!("{:x}", Sha256::digest(all)).chars().take(16).collect::<String>())
    };
    parts.into_iter().map(of).collect()
}

/// The part of a form that a field is of: a date is one, and so is a group, whose rows move.
fn part(name: &str) -> &str {
    GROUPS.into_iter().chain(DATES).find(|of| name.strip_prefix(*of).is_some_and(|rest| rest.starts_with('-'))).unwrap_or(name)
}

/// Under what name a field is shown: a date as one.
fn shown(name: &str) -> &str {
    let of = part(name);
    if GROUPS.contains(&of) { name } else { of }
}

/// Brings what was typed onto what somebody else saved meanwhile: what only they changed is taken over, what only was changed here stays.
/// The parts that both changed.
fn merge(saved: &FormState, typed: &mut FormState) -> BTreeSet<String> {
    let was = typed.get(WAS).split(' ').filter_map(|one| one.split_once('='));
    let was: BTreeMap<String, String> = was.map(|(part, print)| (part.to_owned(), print.to_owned())).collect();
    let (theirs, mine) = (prints(saved), prints(typed));
    let mut both = BTreeSet::new();
    for part in theirs.keys().chain(mine.keys()) {
        let (then, their, own) = (was.get(part), theirs.get(part), mine.get(part));
        if their == own {
            continue;
        }
        // A form that does not say what it began with may have changed anything.
        if was.is_empty() || (their != then && own != then) {
            both.insert(part.clone());
        } else if own == then {
            take_over(part, saved, typed);
        }
    }
    both
}

fn take_over(of: &str, saved: &FormState, typed: &mut FormState) {
    let own: Vec<String> = typed.pairs().iter().map(|(name, _)| name.clone()).filter(|name| part(name) == of).collect();
    own.iter().for_each(|name| typed.clear(name));
    let theirs = saved.pairs().iter().filter(|(name, _)| part(name) == of);
    theirs.for_each(|(name, value)| typed.add(name, value.clone()));
}

/// The fields of the parts that both changed which differ, in the order of the form.
fn fields(desk: &Desk, saved: &FormState, typed: &FormState, both: &BTreeSet<String>) -> Vec<ConflictField> {
    let tr = Tr::new(desk.signed.locale());
    let mut seen = BTreeSet::new();
    let names = typed.pairs().iter().chain(saved.pairs()).map(|(name, _)| name.as_str()).filter(|name| both.contains(part(name)));
    let words = |state: &FormState, name: &str| said(desk, tr, state, name);
    let differ = names.map(shown).filter(|name| seen.insert(*name) && words(saved, name) != words(typed, name));
    differ
        .map(|name| {
            let language = name.rsplit_once('-').and_then(|(_, code)| code.parse::<Locale>().ok());
            let is_text =
                language.is_some() && !name.starts_with("role-") || ["number", "legislature"].contains(&name) || name.starts_with("press-");
            ConflictField {
                name: name.to_owned(),
                label: label(tr, name),
                locale: language.filter(|_| is_text),
                theirs: words(saved, name),
                chosen: (!is_text).then(|| words(typed, name)),
            }
        })
        .collect()
}

/// What a field holds, in words.
fn said(desk: &Desk, tr: Tr, state: &FormState, name: &str) -> String {
    if DATES.contains(&name) {
        let parts = || ["day", "month", "year"].map(|of| state.get(&format!("{name}-{of}")).trim().to_owned()).join(" ");
        return state.date(name).map_or_else(|_| parts(), |day| day.map(|day| tr.date(day)).unwrap_or_default());
    }
    let values = state.all(name).map(str::trim).filter(|value| !value.is_empty());
    values.map(|value| in_words(desk, tr, name, value)).collect::<Vec<_>>().join(&format!("{} ", tr.t("comma")))
}

/// A value in words.
fn in_words(desk: &Desk, tr: Tr, name: &str, value: &str) -> String {
    let body = |from: &crate::directory::Bodies| from.find(value).and_then(|id| from.get(id)).map(|named| tr.plain(&named.name));
    let words = match name {
        "authors" => body(&desk.directory.members),
        "ministries" => body(&desk.directory.ministries),
        "themes" => desk
            .themes
            .iter()
            .find(|theme| theme.slug == value)
            .map(|theme| tr.plain(&serde_json::from_value(theme.name.clone()).unwrap_or_default())),
        _ if name.starts_with("role-") => value.parse().ok().map(|role| tr.role(role)),
        _ if name.ends_with("-month") => value.parse().ok().map(|month| tr.month(month)),
        _ => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> FormState {
        FormState::from_pairs(fields.iter().copied())
    }

    /// What was typed into a form that began with some fields.
    fn typed(began: &[(&str, &str)], fields: &[(&str, &str)]) -> FormState {
        let mut state = form(fields);
        state.set(WAS, print(&form(began)));
        state
    }

    fn both(saved: &[(&str, &str)], state: &mut FormState) -> Vec<String> {
        merge(&form(saved), state).into_iter().collect()
    }

    const BEGAN: [(&str, &str); 5] =
        [("subject-fr", "Objet"), ("number", "7"), ("sub-1-fr", "Un"), ("themes", "eau"), ("deposited-day", "4")];

    #[test]
    fn what_one_of_two_changed_is_kept_and_only_what_both_changed_is_shown() {
        let now = [("subject-fr", "Mon objet"), ("number", "7"), ("sub-1-fr", "Un"), ("deposited-day", "4"), ("themes", "eau")];
        let mut mine = typed(&BEGAN, &now);
        let theirs = [("subject-fr", "Leur objet"), ("number", "8"), ("sub-1-fr", "Deux"), ("themes", "eau"), ("deposited-day", "4")];
        assert_eq!(both(&theirs, &mut mine), ["subject-fr"]);
        assert_eq!((mine.get("subject-fr"), mine.get("number"), mine.get("sub-1-fr")), ("Mon objet", "8", "Deux"));
    }

    #[test]
    fn a_group_and_a_date_are_one_part_and_order_makes_no_difference_but_among_authors() {
        let began = [("sub-1-fr", "Un"), ("sub-2-fr", "Deux"), ("themes", "eau"), ("themes", "air"), ("authors", "a"), ("authors", "b")];
        let mut mine = typed(&began, &[("themes", "air"), ("themes", "eau"), ("authors", "b"), ("authors", "a"), ("sub-1-fr", "Deux")]);
        let theirs = [("authors", "a"), ("authors", "b"), ("themes", "eau"), ("sub-1-fr", "Un"), ("sub-2-fr", "Trois")];
        assert_eq!(both(&theirs, &mut mine), ["sub"]);
        assert_eq!(mine.all("themes").collect::<Vec<_>>(), ["eau"], "they took one away");
        assert_eq!(mine.all("authors").collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!((part("deposited-month"), part("subject-fr"), part("press-1-on-day")), ("deposited", "subject-fr", "press"));
    }

    #[test]
    fn a_form_that_does_not_say_what_it_began_with_shows_all_that_differs() {
        let mut mine = form(&[("subject-fr", "Mon objet"), ("number", "7")]);
        assert_eq!(both(&[("subject-fr", "Objet"), ("number", "7"), ("text-fr", "Texte")], &mut mine), ["subject-fr", "text-fr"]);
    }
}
