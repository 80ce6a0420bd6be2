//! Choices in a form that are picked by typing a name in either script.

use jawab_domain::PerLocale;

use super::FormProblem;

/// A choice of a picker.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pick {
    /// The value in the form.
    pub value: String,
    /// The name, in each available language.
    pub name: PerLocale<String>,
    /// What distinguishes it from others with the same name: a group, a former name.
    pub detail: PerLocale<String>,
}

/// What a picker shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picker {
    /// The picked choices, and those that match the typed text.
    pub picks: Vec<Pick>,
    /// Names for autocompletion, if they are few enough to send all of them.
    pub names: Vec<String>,
    /// Whether only one choice can be picked.
    pub single: bool,
    /// Whether the choices are questions, found by number or text instead of by name.
    pub questions: bool,
    /// Whether the choices are members. Only members who may ask are offered.
    pub members: bool,
    /// Whether a search found nothing.
    pub nothing_found: bool,
    /// Why matches that exist are not offered.
    pub withheld: Vec<FormProblem>,
}

impl Picker {
    /// The field with the typed text.
    #[must_use]
    pub fn query_field(name: &str) -> String {
        format!("{name}-q")
    }

    /// The action of the button that searches for the typed text.
    #[must_use]
    pub fn find(name: &str) -> String {
        format!("{name}:find")
    }
}
