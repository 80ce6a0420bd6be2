//! Reading forms: what cannot be read is a problem of its field.

use std::str::FromStr;

use chrono::NaiveDate;
use jawab_domain::{Locale, PerLocale, field::FieldName, validation::Problem};
use jawab_ui::form::{FormProblem, FormState};

/// A text in each language that has one.
pub(super) fn names(state: &FormState, field: FieldName) -> PerLocale<String> {
    let of = |locale: &Locale| Some((*locale, state.filled(&field.in_language(*locale).form())?.to_owned()));
    Locale::ALL.iter().filter_map(of).collect()
}

/// Puts a text in each language into a form.
pub(super) fn put_names(state: &mut FormState, field: FieldName, of: &PerLocale<String>) {
    for (locale, text) in of.iter() {
        state.set(&field.in_language(locale).form(), text.clone());
    }
}

/// A date that may be left out.
pub(super) fn day(state: &mut FormState, field: FieldName) -> Option<NaiveDate> {
    state.date(field.form()).unwrap_or_else(|problem| {
        state.add_problem(field.form(), problem);
        None
    })
}

/// A date that must be there.
pub(super) fn needed_day(state: &mut FormState, field: FieldName) -> Option<NaiveDate> {
    let day = day(state, field);
    if day.is_none() {
        state.add_problem(field.form(), Problem::Missing);
    }
    day
}

/// Puts a date into a form, if it is known.
pub(super) fn put_day(state: &mut FormState, field: FieldName, day: Option<NaiveDate>) {
    if let Some(day) = day {
        state.set_date(field.form(), day);
    }
}

/// A number that may be left out.
pub(super) fn number(state: &mut FormState, field: FieldName, least: u32, most: u32) -> Option<i32> {
    let typed = state.filled(field.form())?.to_owned();
    let read = typed.parse::<u32>().ok().filter(|read| (least..=most).contains(read)).and_then(|read| i32::try_from(read).ok());
    if read.is_none() {
        state.add_problem(field.form(), Problem::OutOfRange { least: least.into(), most: most.into() });
    }
    read
}

/// A number that must be there.
pub(super) fn needed_number(state: &mut FormState, field: FieldName, least: u32, most: u32) -> Option<i32> {
    if state.filled(field.form()).is_none() {
        state.add_problem(field.form(), Problem::OutOfRange { least: least.into(), most: most.into() });
    }
    number(state, field, least, most)
}

/// One of a few, which must be chosen.
pub(super) fn chosen<T: FromStr>(state: &mut FormState, field: FieldName) -> Option<T> {
    let read = state.get(field.form()).parse().ok();
    if read.is_none() {
        state.add_problem(field.form(), FormProblem::NotChosen);
    }
    read
}

/// One of a few, or none.
pub(super) fn choice<T: FromStr>(state: &mut FormState, field: FieldName) -> Option<T> {
    let typed = state.filled(field.form())?.to_owned();
    let read = typed.parse().ok();
    if read.is_none() {
        state.add_problem(field.form(), Problem::Unknown);
    }
    read
}

/// Whether a box is ticked.
pub(super) fn ticked(state: &FormState, field: FieldName) -> bool {
    state.has(field.form(), "yes")
}
