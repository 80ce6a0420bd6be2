//! The fields to which columns can be assigned.

use jawab_domain::Locale;
use serde::Deserialize;

/// A field to which a column can be assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The official number.
    Number,
    /// The legislature.
    Legislature,
    /// The Chamber's code.
    Chamber,
    /// The day of deposit.
    DepositedOn,
    /// The day of transmission.
    TransmittedOn,
    /// The day of the answer.
    AnsweredOn,
    /// Whether it is answered: `true`, `false`, `1`, `0`, `yes`, `no`, `oui`, `non`, `نعم`, `لا`.
    Answered,
    /// The author's gender: `f` or `m`.
    AuthorGender,
    /// The subject in a language.
    Subject(Locale),
    /// The question's text in a language.
    Text(Locale),
    /// The text of the final answer in a language.
    Answer(Locale),
    /// The ministry's name in a language.
    Ministry(Locale),
    /// The author's name in a language.
    Author(Locale),
    /// The author's group in a language.
    Group(Locale),
    /// The author's constituency in a language.
    District(Locale),
}

impl TryFrom<String> for Field {
    type Error = String;
    fn try_from(name: String) -> Result<Self, String> {
        let unknown = || format!("{name:?} is no field; see the documentation of flat records");
        let (field, locale) = match name.split_once('.') {
            Some((field, locale)) => (field, Some(locale.parse::<Locale>().map_err(|_| unknown())?)),
            None => (name.as_str(), None),
        };
        Ok(match (field, locale) {
            ("number", None) => Self::Number,
            ("legislature", None) => Self::Legislature,
            ("chamber", None) => Self::Chamber,
            ("deposited_on", None) => Self::DepositedOn,
            ("transmitted_on", None) => Self::TransmittedOn,
            ("answered_on", None) => Self::AnsweredOn,
            ("answered", None) => Self::Answered,
            ("author_gender", None) => Self::AuthorGender,
            ("subject", Some(locale)) => Self::Subject(locale),
            ("text", Some(locale)) => Self::Text(locale),
            ("answer", Some(locale)) => Self::Answer(locale),
            ("ministry", Some(locale)) => Self::Ministry(locale),
            ("author", Some(locale)) => Self::Author(locale),
            ("group", Some(locale)) => Self::Group(locale),
            ("district", Some(locale)) => Self::District(locale),
            _ => return Err(unknown()),
        })
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.try_into().map_err(serde::de::Error::custom)
    }
}
