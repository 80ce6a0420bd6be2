//! The state of a form: the values that were typed, and their problems. A form can always be shown again as it was sent.
//!
//! Field names are plain: `subject-ar`. A date has three fields (`deposited-day`, `-month`, `-year`). In a repeated group the row
//! number is part of the name (`sub-2-ar`), from 1. Buttons that change the form without submitting it send the field `do`: see
//! [`FormState::rearrange`].

use chrono::NaiveDate;

mod multi_map;
mod pick;
mod problem;
mod rows;
#[cfg(test)]
mod tests;

use multi_map::MultiMap;
pub use pick::{Pick, Picker};
pub use problem::FormProblem;
pub use rows::MAX_ROWS;

/// The name of the field in which buttons send their action.
pub const ACTION: &str = "do";
/// The action of the Enter key in forms that perform legal acts. It searches if a search field has text, and otherwise saves a
/// draft or shows the preview. It never performs the act.
pub const ENTER: &str = "enter";
/// The action of the Enter key in a form where it must send nothing, because each button has an address of its own.
pub const NO_ACTION: &str = "";
/// The hidden field with the code by which a form that is sent twice is processed once.
pub const IDEMPOTENCY_KEY: &str = "once";
/// The hidden field with the version of the row that the form changes.
pub const VERSION: &str = "version";
/// The hidden field with a fingerprint of the effect that was shown, so that nothing else is done.
pub const SHOWN: &str = "shown";
/// The field with a fingerprint of each field's value when the form was opened.
pub const ORIGINAL: &str = "was";

/// The value of a file field whose file was chosen before. Browsers do not keep it when the form is shown again.
pub const FILE_NOT_KEPT: &str = "not-kept";
/// The field with the code of the account that the form was shown to. What is typed into the form is that account's alone.
pub const FILLED_BY: &str = "filled-by";

/// The target of a form and its hidden values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Post {
    /// The address that the form is sent to.
    pub action: String,
    /// A random code that identifies one submission, so that a form sent twice is processed once. Empty: none.
    pub idempotency_key: String,
    /// The version of the row that the form changes.
    pub version: Option<i64>,
    /// Whether the form sends files.
    pub files: bool,
}

/// The values of a form and their problems.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormState {
    values: MultiMap<String>,
    problems: MultiMap<FormProblem>,
}

impl FormState {
    /// Reads the fields of a form in the order in which they were sent. CR LF becomes LF. Browsers send CR LF for both, also in
    /// hidden fields, so a value that a form carries along would otherwise change.
    #[must_use]
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let field = |(name, value): (N, V)| {
            let value: String = value.into();
            (name.into(), if value.contains('\r') { value.replace("\r\n", "\n").replace('\r', "\n") } else { value })
        };
        Self { values: pairs.into_iter().map(field).collect(), problems: MultiMap::default() }
    }

    /// The fields with their values, to be saved or carried along.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        self.values.all()
    }

    /// The value of a field as typed; empty if the field was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// The trimmed value of a field, if it is not empty.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name).trim()).filter(|value| !value.is_empty())
    }

    /// All values of a field that may have several, in order.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether a field was sent, even if it is empty.
    #[must_use]
    pub fn was_sent(&self, name: &str) -> bool {
        self.values.contains(name)
    }

    /// Whether one of the field's values equals this value.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|held| held == value)
    }

    /// Replaces the values of a field by this one.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.clear(name);
        self.values.push(name.to_owned(), value.into());
    }

    /// Adds a value to a field.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !self.has(name, &value) {
            self.values.push(name.to_owned(), value);
        }
    }

    /// Removes all values of a field.
    pub fn clear(&mut self, name: &str) {
        if self.was_sent(name) {
            self.keep_only(|held| held != name);
        }
    }

    /// Removes all fields whose name is not wanted.
    pub fn keep_only(&mut self, wanted: impl Fn(&str) -> bool) {
        self.values.retain(wanted);
    }

    /// Reads a date from three fields. `None` if all three are empty. Arabic-Indic digits are accepted.
    ///
    /// # Errors
    /// [`FormProblem::ShortYear`] for a year with two digits; [`FormProblem::NotADate`] if the fields are not a calendar day between 1900
    /// and 2100.
    pub fn date(&self, name: &str) -> Result<Option<NaiveDate>, FormProblem> {
        let part = |of| western_digits(self.get(&format!("{name}-{of}")).trim());
        let [day, month, year] = [part("day"), part("month"), part("year")];
        if [&day, &month, &year].iter().all(|part| part.is_empty()) {
            return Ok(None);
        }
        if year.len() == 2 && year.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(FormProblem::ShortYear);
        }
        let read = || NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        read().filter(|day| (1900..=2100).contains(&chrono::Datelike::year(day))).map(Some).ok_or(FormProblem::NotADate)
    }

    /// Sets the three fields of a date.
    pub fn set_date(&mut self, name: &str, day: NaiveDate) {
        use chrono::Datelike;
        self.set(&format!("{name}-day"), day.day().to_string());
        self.set(&format!("{name}-month"), day.month().to_string());
        self.set(&format!("{name}-year"), day.year().to_string());
    }

    /// Adds a problem to a field, unless the field has one already. An empty name stands for the whole form.
    pub fn add_problem(&mut self, field: impl Into<String>, problem: impl Into<FormProblem>) {
        let field = field.into();
        if self.problem(&field).is_none() {
            self.problems.push(field, problem.into());
        }
    }

    /// The problem of a field.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<&FormProblem> {
        self.problems.get(field).next()
    }

    /// All problems, in the order in which they were added.
    #[must_use]
    pub fn problems(&self) -> &[(String, FormProblem)] {
        self.problems.all()
    }

    /// Whether the form has no problem.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.problems.all().is_empty()
    }
}

/// Whether a field holds a password, a code or a passkey. Such a field is neither carried along nor shown again.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    ["password", "code", "secret", "passkey"].iter().any(|part| name.contains(part))
}

/// Converts Arabic-Indic and Persian digits to ASCII digits.
#[must_use]
pub fn western_digits(typed: &str) -> String {
    let digit = |c: char, zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    let western = |c| match c {
        '٠'..='٩' => digit(c, 0x660),
        '۰'..='۹' => digit(c, 0x6F0),
        c => c,
    };
    typed.chars().map(western).collect()
}
