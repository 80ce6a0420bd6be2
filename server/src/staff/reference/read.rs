//! Reading forms: what cannot be read is a problem of its field.

use std::str::FromStr;

use chrono::NaiveDate;
use jawab_domain::{Locale, PerLocale};
use jawab_ui::form::{FormState, Problem};

/// A text in each language that has one.
pub(super) fn names(state: &FormState, name: &str) -> PerLocale<String> {
    let of = |locale: &Locale| Some((*locale, state.filled(&format!("{name}-{locale}"))?.to_owned()));
    Locale::ALL.iter().filter_map(of).collect()
}

/// Puts a text in each language into a form.
pub(super) fn put_names(state: &mut FormState, name: &str, of: &PerLocale<String>) {
    for (locale, text) in of.iter() {
        state.set(&format!("{name}-{locale}"), text.clone());
    }
}

/// A date that may be left out.
pub(super) fn day(state: &mut FormState, name: &str) -> Option<NaiveDate> {
    state.date(name).unwrap_or_else(|problem| {
        state.add_problem(name, problem);
        None
    })
}

/// A date that must be there.
pub(super) fn needed_day(state: &mut FormState, name: &str) -> Option<NaiveDate> {
    let day = day(state, name);
    if day.is_none() {
        state.add_problem(name, Problem::Missing);
    }
    day
}

/// Puts a date into a form, if it is known.
pub(super) fn put_day(state: &mut FormState, name: &str, day: Option<NaiveDate>) {
    if let Some(day) = day {
        state.set_date(name, day);
    }
}

/// A number that may be left out.
pub(super) fn number(state: &mut FormState, name: &str, least: u32, most: u32) -> Option<i32> {
    let typed = state.filled(name)?.to_owned();
    let read = typed.parse::<u32>().ok().filter(|read| (least..=most).contains(read)).and_then(|read| i32::try_from(read).ok());
    if read.is_none() {
        state.add_problem(name, Problem::NotANumber(least, most));
    }
    read
}

/// A number that must be there.
pub(super) fn needed_number(state: &mut FormState, name: &str, least: u32, most: u32) -> Option<i32> {
    if state.filled(name).is_none() {
        state.add_problem(name, Problem::NotANumber(least, most));
    }
    number(state, name, least, most)
}

/// One of a few, which must be chosen.
pub(super) fn chosen<T: FromStr>(state: &mut FormState, name: &str) -> Option<T> {
    let read = state.get(name).parse().ok();
    if read.is_none() {
        state.add_problem(name, Problem::NotChosen);
    }
    read
}

/// One of a few, or none.
pub(super) fn choice<T: FromStr>(state: &mut FormState, name: &str) -> Option<T> {
    let typed = state.filled(name)?.to_owned();
    let read = typed.parse().ok();
    if read.is_none() {
        state.add_problem(name, Problem::NotOnOffer);
    }
    read
}

/// Whether a box is ticked.
pub(super) fn ticked(state: &FormState, name: &str) -> bool {
    state.has(name, "yes")
}
