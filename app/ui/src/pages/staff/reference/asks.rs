//! What each form asks: its fields in order, once for the form, its error summary and the comparison with somebody else's.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, field::FieldName};
use leptos::prelude::*;

use super::EditPage;
use crate::{
    catalogue::Tr,
    components::form::{Bilingual, Choice, Field, Input, bilingual, checkboxes, date, file, input, radios, select, textarea},
    form::FormState,
};

/// What a field takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ask {
    /// A line.
    Line,
    /// A number.
    Number,
    /// A line in each language.
    Names,
    /// A date.
    Day,
    /// One of a few.
    One(Vec<Choice>),
    /// One of many, or none, which is called so.
    Of(Option<String>, Vec<Choice>),
    /// Any of a few.
    Some(Vec<Choice>),
    /// Several lines.
    Lines,
    /// A table of text.
    File,
}

impl Ask {
    /// A box to be ticked.
    pub fn yes(label: String) -> Self {
        Self::Some(vec![Choice::new("yes", label)])
    }
}

/// What the fields of a form are made of.
pub(super) struct Asker<'a> {
    /// The language.
    pub tr: Tr,
    /// The day that examples show.
    pub today: NaiveDate,
    /// The form.
    pub page: &'a EditPage,
}

impl Asker<'_> {
    /// A name in each language.
    pub fn names(&self, label: String) -> (Field, Ask) {
        (Field::new(FieldName::Name.form(), label).hint(self.tr.t("reference-names-hint")), Ask::Names)
    }

    /// A date that must be given.
    pub fn day(&self, name: FieldName, label: String) -> (Field, Ask) {
        let example = self.tr.ta("question-form-date-example", [("date", self.tr.date(self.today).into())]);
        (Field::new(name.form(), label).hint(example), Ask::Day)
    }

    /// A date that may be left out.
    pub fn later(&self, name: FieldName, label: String) -> (Field, Ask) {
        (Field::new(name.form(), label).optional(), Ask::Day)
    }

    /// The Chambers that the form offers; both, if it names none.
    pub fn chambers(&self) -> Vec<Choice> {
        let all = if self.page.chambers.is_empty() { Chamber::ALL } else { self.page.chambers.as_slice() };
        all.iter().map(|chamber| Choice::new(chamber.code(), self.tr.chamber(*chamber))).collect()
    }

    /// What the form offers by name.
    pub fn picks(&self) -> Vec<Choice> {
        self.page.picks.iter().map(|pick| Choice::new(&pick.value, self.tr.plain(&pick.name))).collect()
    }
}

/// The field.
pub(super) fn field(tr: Tr, state: &FormState, field: Field, ask: Ask) -> AnyView {
    match ask {
        Ask::Line => input(tr, state, field, Input::Text),
        Ask::Number => input(tr, state, field, Input::Number),
        Ask::Names => {
            let Field { name, label, hint, optional, .. } = field;
            bilingual(tr, state, Bilingual { name, label, hint, optional, rows: 1 })
        }
        Ask::Day => date(tr, state, field),
        Ask::One(choices) => radios(tr, state, field, choices),
        Ask::Of(none, choices) => select(tr, state, field, none, choices),
        Ask::Some(choices) => checkboxes(tr, state, field, choices),
        Ask::Lines => textarea(tr, state, field, 3),
        Ask::File => file(tr, state, field, ".tsv,.csv,.txt,text/tab-separated-values,text/csv"),
    }
}

/// What the summary calls a field at fault.
pub(super) fn label(tr: Tr, all: &[(Field, Ask)], name: &str) -> String {
    let base = |of: &Field| name == of.name || name.strip_prefix(of.name.as_str()).is_some_and(|rest| rest.starts_with('-'));
    let Some((field, ask)) = all.iter().find(|(of, _)| base(of)) else { return String::new() };
    let locale = name.rsplit_once('-').and_then(|(_, code)| code.parse::<Locale>().ok()).filter(|_| *ask == Ask::Names);
    locale.map_or_else(|| field.label.clone(), |locale| format!("{} ({})", field.label, tr.in_language(locale)))
}
