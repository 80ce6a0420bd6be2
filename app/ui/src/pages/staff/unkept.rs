//! What was typed into a form and can be kept no longer, shown to be copied: nothing is lost with what a form was filled for.

use std::collections::{HashMap, HashSet};

use jawab_domain::Locale;
use leptos::prelude::*;

use super::{
    answer,
    confirm::{ACT, SERIES},
    conflict::BOTH,
    kept, question_form, step, translation,
};
use crate::{
    catalogue::Tr,
    form::{DO, FormState, WAS, is_secret},
};

/// A field that can be kept no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unkept {
    /// What it is called; empty where that is not known.
    pub label: String,
    /// The language of what is in it, if it is a text of one.
    pub locale: Option<Locale>,
    /// What it holds, in the reader’s words.
    pub words: String,
}

/// What forms carry unseen.
const UNSEEN: &[&str] = &[
    "once",
    "version",
    DO,
    WAS,
    BOTH,
    "shown",
    "anyway",
    kept::FORM,
    kept::BY,
    kept::SAVED,
    kept::COPY,
    kept::LIST,
    "kept-to",
    "then",
    ACT,
    SERIES,
    "unseen",
    "removing",
    "request",
    "sha256",
    "file",
];

/// Whether forms carry a field unseen: nobody typed it.
pub(super) fn is_unseen(name: &str) -> bool {
    UNSEEN.contains(&name) || question_form::is_sub_question_id(name)
}

/// What is chosen among several: its value is a code.
const CHOSEN: &[&str] = &[
    "also",
    "answer",
    "assigned",
    "authors",
    "chamber",
    "counting",
    "ends",
    "from",
    "gender",
    "group",
    "into",
    "kind",
    "locale",
    "ministries",
    "namesake",
    "open",
    "original",
    "part",
    "question",
    "referral",
    "relation",
    "restarts",
    "reviewed",
    "role",
    "role-ar",
    "role-fr",
    "roll",
    "scope",
    "text",
    "themes",
    "to",
    "wanted",
    "weekend",
];

/// What a form holds that was sent to an address, field by field in its order. `named` names what is chosen by a code, given the field
/// and the code: a code alone says nothing to anybody, and is left out.
///
/// Nothing is cut: forms are bounded where they are read, and everything that could be typed into them may be wanted.
#[must_use]
pub fn of(tr: Tr, address: &str, form: &FormState, named: impl Fn(&str, &str) -> Option<String>) -> Vec<Unkept> {
    let mut values: Values<'_> = HashMap::new();
    for (name, value) in form.pairs() {
        values.entry(name).or_default().push(value.trim());
    }
    let mut seen = HashSet::new();
    let names = form.pairs().iter().map(|(name, _)| field_of(name)).filter(|name| seen.insert(*name));
    let names = names.filter(|name| !is_unseen(name) && !is_secret(name));
    let held = names.map(|name| {
        let (base, locale) = in_language(name);
        let label = match (label(tr, address, base), locale) {
            (label, Some(locale)) if label.is_empty() => tr.in_language(locale),
            (label, Some(locale)) => format!("{label} ({})", tr.language(locale)),
            (label, None) => label,
        };
        // Which of two texts is the original is asked of two alone.
        let is_asked = name != "original" || answer::has_several(form);
        Unkept { label, locale, words: if is_asked { words(tr, &values, name, &named) } else { String::new() } }
    });
    held.filter(|field| !field.words.is_empty()).collect()
}

/// What each field holds, by its name: forms may have thousands.
type Values<'a> = HashMap<&'a str, Vec<&'a str>>;

/// The field that a name is of: a date is one, sent as three.
fn field_of(name: &str) -> &str {
    ["-day", "-month", "-year"].into_iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name)
}

/// A field without its language, and that.
fn in_language(name: &str) -> (&str, Option<Locale>) {
    match name.rsplit_once('-').and_then(|(base, code)| Some((base, code.parse().ok()?))) {
        Some((base, locale)) => (base, Some(locale)),
        None => (name, None),
    }
}

/// Whether a value is a code.
fn is_code(name: &str, value: &str) -> bool {
    let of_a_row = ["covers-", "decide-"].iter().any(|start| name.starts_with(start)) || name.ends_with("-language");
    // A document is chosen by its number where it is taken off, and named where a translation comes from.
    CHOSEN.contains(&name) || of_a_row || name == "document" && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn words(tr: Tr, values: &Values<'_>, name: &str, named: impl Fn(&str, &str) -> Option<String>) -> String {
    let of = |name: &str| values.get(name).into_iter().flatten().copied();
    let parts = ["day", "month", "year"].map(|part| format!("{name}-{part}"));
    let date: Vec<&str> = parts.iter().filter_map(|part| of(part.as_str()).next()).filter(|part| !part.is_empty()).collect();
    if !date.is_empty() {
        let form = FormState::from_pairs(parts.iter().filter_map(|part| Some((part.as_str(), of(part.as_str()).next()?))));
        return form.date(name).ok().flatten().map_or_else(|| date.join(" "), |day| tr.date(day));
    }
    let word = |value: &str| {
        if is_code(name, value) { answer::chosen(tr, name, value).or_else(|| named(name, value)) } else { Some(value.to_owned()) }
    };
    of(name).filter(|value| !value.is_empty()).filter_map(word).collect::<Vec<_>>().join(&format!("{} ", tr.t("comma")))
}

/// What a field is called in the form at an address; empty where nobody knows.
fn label(tr: Tr, address: &str, name: &str) -> String {
    let name = name.strip_suffix("-q").unwrap_or(name);
    let path = address.split('?').next().unwrap_or_default();
    let (of, last) = (path.split('/').nth(3).unwrap_or_default(), path.rsplit('/').next().unwrap_or_default());
    match of {
        "answers" => answer::label(tr, name, &[]),
        "desk" => translation::label(tr, name, &[]),
        "questions" if ["edit", "new"].contains(&last) => question_form::label(tr, name),
        _ => step::label(tr, name),
    }
}

/// The fields, to be copied.
pub(super) fn view(tr: Tr, of: &[Unkept]) -> Option<AnyView> {
    (!of.is_empty()).then(|| {
        let one = |of: &Unkept| {
            let (code, dir) = (of.locale.map(Locale::code), of.locale.map_or("auto", Locale::dir));
            let label = (!of.label.is_empty()).then(|| view! { <h3>{of.label.clone()}</h3> });
            view! { <div>{label}<p class="typed" lang=code dir=dir>{of.words.clone()}</p></div> }
        };
        let fields = of.iter().map(one).collect_view();
        view! {
            <section class="card stack" aria-labelledby="typed">
                <h2 id="typed">{tr.t("conflict-yours")}</h2>
                <p class="hint">{tr.t("unkept-hint")}</p>
                {fields}
            </section>
        }
        .into_any()
    })
}
