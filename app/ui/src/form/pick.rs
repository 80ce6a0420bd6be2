//! What can be picked in a form, by typing a name in either script.

use jawab_domain::PerLocale;

use super::Problem;

/// Something that can be picked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pick {
    /// Its value in the form.
    pub value: String,
    /// Its name, in each language that has one.
    pub name: PerLocale<String>,
    /// What tells it from others of that name: a group, a former name.
    pub detail: PerLocale<String>,
}

/// What a picker shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picker {
    /// What was picked so far, and what matches the words typed: with a name for each.
    pub picks: Vec<Pick>,
    /// Names to help while typing, if they are few enough to send all.
    pub names: Vec<String>,
    /// Whether only one can be picked.
    pub single: bool,
    /// Whether they are questions, found by number or words, not names.
    pub questions: bool,
    /// Whether they are members, of whom only those are offered who may ask.
    pub members: bool,
    /// Whether words were looked for and nothing is called so.
    pub nothing_found: bool,
    /// Why those who were looked for, and are there, are not on offer.
    pub withheld: Vec<Problem>,
}

impl Picker {
    /// The field that holds the words typed.
    #[must_use]
    pub fn words_of(name: &str) -> String {
        format!("{name}-q")
    }

    /// What the button that looks for the words asks for.
    #[must_use]
    pub fn find(name: &str) -> String {
        format!("{name}:find")
    }
}
