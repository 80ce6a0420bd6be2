//! A form as a value: what was typed into it, and what is wrong with it. So any form comes back as it was sent.
//!
//! Names of fields are plain: `subject-ar`; a date is three (`deposited-day`, `-month`, `-year`); of a group that repeats, the row is
//! in the name (`sub-2-ar`), counted from 1. Buttons that change the form without sending it are called `do`: see [`FormState::rearrange`].

use chrono::NaiveDate;

mod named;
mod pick;
mod problem;
mod rows;
#[cfg(test)]
mod tests;

use named::Named;
pub use pick::{Pick, Picker};
pub use problem::Problem;
pub use rows::MOST_ROWS;

/// The name under which buttons say what they are for.
pub const DO: &str = "do";
/// What the Enter key asks for in a field of a form of acts: to look for what was typed into a search, else to keep or to show what the
/// form would do. Never the act.
pub const ENTER: &str = "enter";
/// The value for the Enter key where it sends nothing: each button leads elsewhere.
pub const NOTHING: &str = "";
/// The field that says what the others held when the form was begun, as a print of each.
pub const WAS: &str = "was";

/// Where a form goes, and what it carries unseen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Post {
    /// The address it is sent to.
    pub action: String,
    /// The random code by which a form sent twice is known; empty: none.
    pub once: String,
    /// The version of the row that it changes.
    pub version: Option<i64>,
    /// Whether files go with it.
    pub files: bool,
}

/// What was typed into a form, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormState {
    values: Named<String>,
    problems: Named<Problem>,
}

impl FormState {
    /// Takes over the fields of a form as they were sent, in their order. Lines end with LF here: browsers send CR LF for either,
    /// in hidden fields too, so that what a form carries along would come back as another value.
    #[must_use]
    pub fn from_pairs<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let field = |(name, value): (N, V)| {
            let value: String = value.into();
            (name.into(), if value.contains('\r') { value.replace("\r\n", "\n").replace('\r', "\n") } else { value })
        };
        Self { values: pairs.into_iter().map(field).collect(), problems: Named::default() }
    }

    /// The fields with their values, to be kept or to be carried along.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        self.values.all()
    }

    /// The value of a field as typed; empty if it has none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// The value of a field without white space around it, if anything is left.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name).trim()).filter(|value| !value.is_empty())
    }

    /// Every value of a field that can have several, in order.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.values.of(name).map(String::as_str)
    }

    /// Whether a field was sent, whatever is in it.
    #[must_use]
    pub fn was_sent(&self, name: &str) -> bool {
        self.values.holds(name)
    }

    /// Whether a field has this value among its own.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|held| held == value)
    }

    /// Gives a field this one value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.clear(name);
        self.values.push(name.to_owned(), value.into());
    }

    /// Gives a field one value more.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !self.has(name, &value) {
            self.values.push(name.to_owned(), value);
        }
    }

    /// Takes every value from a field.
    pub fn clear(&mut self, name: &str) {
        if self.was_sent(name) {
            self.keep_only(|held| held != name);
        }
    }

    /// Takes every value from all fields but some.
    pub fn keep_only(&mut self, wanted: impl Fn(&str) -> bool) {
        self.values.retain(wanted);
    }

    /// The date in a field of three; none if all three are empty. Arabic-Indic digits are read as others.
    ///
    /// # Errors
    /// [`Problem::ShortYear`] for a year of two digits; [`Problem::NotADate`] if they are no day of the calendar between 1900 and 2100.
    pub fn date(&self, name: &str) -> Result<Option<NaiveDate>, Problem> {
        let part = |of| western_digits(self.get(&format!("{name}-{of}")).trim());
        let [day, month, year] = [part("day"), part("month"), part("year")];
        if [&day, &month, &year].iter().all(|part| part.is_empty()) {
            return Ok(None);
        }
        if year.len() == 2 && year.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(Problem::ShortYear);
        }
        let read = || NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        read().filter(|day| (1900..=2100).contains(&chrono::Datelike::year(day))).map(Some).ok_or(Problem::NotADate)
    }

    /// Puts a date into a field of three.
    pub fn set_date(&mut self, name: &str, day: NaiveDate) {
        use chrono::Datelike;
        self.set(&format!("{name}-day"), day.day().to_string());
        self.set(&format!("{name}-month"), day.month().to_string());
        self.set(&format!("{name}-year"), day.year().to_string());
    }

    /// Says that something is wrong with a field; of several problems the first stays. An empty name means the whole form.
    pub fn complain(&mut self, field: impl Into<String>, problem: Problem) {
        let field = field.into();
        if self.problem(&field).is_none() {
            self.problems.push(field, problem);
        }
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems.of(field).next()
    }

    /// Everything that is wrong, in the order it was found.
    #[must_use]
    pub fn problems(&self) -> &[(String, Problem)] {
        self.problems.all()
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.all().is_empty()
    }
}

/// Whether a field holds a password, a code or a passkey: it is not carried along, and not shown again.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    ["password", "code", "secret", "passkey"].iter().any(|part| name.contains(part))
}

/// Arabic-Indic digits, and those of Persian, as the digits that are computed with.
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
