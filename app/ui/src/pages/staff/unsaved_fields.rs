//! Input that could not be saved, shown for copying: nothing is lost if the object of a form no longer exists.

use std::collections::{HashMap, HashSet};

use jawab_domain::{
    Locale,
    field::{FieldName, FieldPart, FieldPath},
};
use leptos::prelude::*;

use super::{
    answer,
    confirm::{ACT, SERIES},
    conflict::BOTH,
    form_drafts, question_form,
    reference::REMOVING,
    step, translation,
};
use crate::{
    catalogue::Tr,
    form::{ACTION, FILLED_BY, FormState, IDEMPOTENCY_KEY, ORIGINAL, SHOWN, VERSION, is_secret},
};

/// A field that could not be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsavedField {
    /// The label; empty if unknown.
    pub label: String,
    /// The language, if it is a text in one.
    pub locale: Option<Locale>,
    /// The value in words.
    pub text: String,
}

/// The hidden fields of forms.
const UNSEEN: &[&str] = &[
    IDEMPOTENCY_KEY,
    VERSION,
    ACTION,
    ORIGINAL,
    BOTH,
    SHOWN,
    FieldName::Anyway.form(),
    FILLED_BY,
    form_drafts::FORM,
    form_drafts::FROM,
    form_drafts::BY,
    form_drafts::SAVED,
    form_drafts::COPY,
    form_drafts::LIST,
    "kept-to",
    "then",
    ACT,
    SERIES,
    "unseen",
    REMOVING,
    step::REQUEST,
    "sha256",
    FieldName::File.form(),
];

/// Whether nobody typed the field: it is hidden in forms.
pub(super) fn is_unseen(name: &str) -> bool {
    UNSEEN.contains(&name) || question_form::is_sub_question_id(name)
}

/// The fields whose values are codes of a choice.
const CHOSEN: &[FieldName] = &[
    FieldName::Also,
    FieldName::Answer,
    FieldName::Assignee,
    FieldName::Authors,
    FieldName::Chamber,
    FieldName::Counting,
    FieldName::SuccessionEnds,
    FieldName::From,
    FieldName::Gender,
    FieldName::Group,
    FieldName::Into,
    FieldName::Kind,
    FieldName::Language,
    FieldName::Ministries,
    FieldName::Namesake,
    FieldName::OpenTo,
    FieldName::Original,
    FieldName::Parts,
    FieldName::LinkedQuestion,
    FieldName::Referral,
    FieldName::Relation,
    FieldName::Restarts,
    FieldName::Reviewed,
    FieldName::Role,
    FieldName::Roll,
    FieldName::Scope,
    FieldName::RedactedText,
    FieldName::Themes,
    FieldName::To,
    FieldName::DigestWanted,
    FieldName::Weekend,
];

/// The fields of a form that was sent to an address, in order. `named` returns the label of a choice, given the field and the
/// code. A code without a label is left out.
///
/// Nothing is truncated. The size of forms is limited when they are read, and all of the input may be needed.
#[must_use]
pub fn from_form(tr: Tr, address: &str, form: &FormState, named: impl Fn(&str, &str) -> Option<String>) -> Vec<UnsavedField> {
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
        // The form asks for the original only if there are several texts.
        let is_asked = name != FieldName::Original.form() || answer::has_several(form);
        UnsavedField { label, locale, text: if is_asked { value_text(tr, &values, name, &named) } else { String::new() } }
    });
    held.filter(|field| !field.text.is_empty()).collect()
}

/// The values of each field by name. Forms may have thousands of fields.
type Values<'a> = HashMap<&'a str, Vec<&'a str>>;

/// The field of an input name. A date is one field with three inputs.
fn field_of(name: &str) -> &str {
    ["-day", "-month", "-year"].into_iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name)
}

/// The field name without its language suffix, and the language.
fn in_language(name: &str) -> (&str, Option<Locale>) {
    match name.rsplit_once('-').and_then(|(base, code)| Some((base, code.parse().ok()?))) {
        Some((base, locale)) => (base, Some(locale)),
        None => (name, None),
    }
}

/// Whether a value is a code.
fn is_code(name: &str, value: &str) -> bool {
    let is = |field: &FieldName| field.form() == name;
    let with_place = [FieldName::Coverage, FieldName::RosterDecision, FieldName::Role].iter().any(|field| field.place(name).is_some());
    let language = FieldPath::from_form(name, &[FieldName::Press]).is_some_and(|of| of.part == Some(FieldPart::Language));
    // A document is a number in the form that removes it, and a title in the form of a translation.
    let document = is(&FieldName::Document) && value.bytes().all(|byte| byte.is_ascii_digit());
    CHOSEN.iter().any(is) || with_place || language || document
}

fn value_text(tr: Tr, values: &Values<'_>, name: &str, named: impl Fn(&str, &str) -> Option<String>) -> String {
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

/// The label of a field in the form at an address; empty if unknown.
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

/// The fields, for copying.
pub(super) fn view(tr: Tr, of: &[UnsavedField]) -> Option<AnyView> {
    (!of.is_empty()).then(|| {
        let one = |of: &UnsavedField| {
            let (code, dir) = (of.locale.map(Locale::code), of.locale.map_or("auto", Locale::dir));
            let label = (!of.label.is_empty()).then(|| view! { <h3>{of.label.clone()}</h3> });
            view! { <div>{label}<p class="typed" lang=code dir=dir>{of.text.clone()}</p></div> }
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
