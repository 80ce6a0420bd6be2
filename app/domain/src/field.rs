//! The fields of forms and of requests. Each has one name in the paths of the API and one in forms. Fields of different forms may share a
//! name.

use std::fmt;

use crate::Locale;

mod name;

pub use name::FieldName;

/// A part of a text’s source, or of an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldPart {
    /// The document that a text is taken from.
    Document,
    /// The page in it.
    Page,
    /// The address.
    Url,
    /// The hash of the file.
    Sha256,
    /// The title of an article.
    Title,
    /// Where it appeared.
    Outlet,
    /// Its language.
    Language,
    /// When it appeared.
    PublishedOn,
    /// The ordinal of a sub-question.
    Position,
}

impl FieldPart {
    const ALL: [Self; 9] =
        [Self::Document, Self::Page, Self::Url, Self::Sha256, Self::Title, Self::Outlet, Self::Language, Self::PublishedOn, Self::Position];

    /// The name in the paths of the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Page => "page",
            Self::Url => "url",
            Self::Sha256 => "sha256",
            Self::Title => "title",
            Self::Outlet => "outlet",
            Self::Language => "language",
            Self::PublishedOn => "published_on",
            Self::Position => "position",
        }
    }

    /// The name in forms.
    #[must_use]
    pub const fn form(self) -> &'static str {
        match self {
            Self::PublishedOn => "on",
            part => part.code(),
        }
    }
}

/// An act that the request of another act asks for along with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActPart {
    /// The deposit.
    Deposit,
    /// The transmission.
    Transmit,
}

impl ActPart {
    /// The name in the paths of the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deposit => "deposit",
            Self::Transmit => "transmit",
        }
    }
}

/// A field with the place in it. Written, it is a path of the API, with indices from 0: `number`, `subject.ar`, `sub_questions.0.fr`,
/// `authors.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldPath {
    /// The part of a request that has the field, if it is not the request itself.
    pub within: Option<ActPart>,
    /// The field.
    pub name: FieldName,
    /// The item of a list, from 0.
    pub item: Option<usize>,
    /// The language of a text.
    pub locale: Option<Locale>,
    /// The part of a text's source, or of an item.
    pub part: Option<FieldPart>,
}

impl FieldPath {
    /// The field of a part of a request.
    #[must_use]
    pub const fn within(self, act: ActPart) -> Self {
        Self { within: Some(act), ..self }
    }

    /// An item of the list, from 0.
    #[must_use]
    pub const fn at(self, item: usize) -> Self {
        Self { item: Some(item), ..self }
    }

    /// The field in a language.
    #[must_use]
    pub const fn in_language(self, locale: Locale) -> Self {
        Self { locale: Some(locale), ..self }
    }

    /// A part of it.
    #[must_use]
    pub const fn part(self, part: FieldPart) -> Self {
        Self { part: Some(part), ..self }
    }

    /// The name in forms, where rows are counted from 1: `number`, `subject-ar`, `sub-1-fr`, `press-2-on`. Items of a list without rows
    /// are values of one field, and the source of a text has no field beside it.
    #[must_use]
    pub fn form(self) -> String {
        let name = self.name.form();
        let row = self.item.filter(|_| self.name.has_rows()).map(|item| item + 1);
        match (row, self.locale, self.part) {
            (Some(row), Some(locale), _) => format!("{name}-{row}-{locale}"),
            (Some(row), None, Some(part)) => format!("{name}-{row}-{}", part.form()),
            (None, Some(locale), _) => format!("{name}-{locale}"),
            (_, None, _) => name.to_owned(),
        }
    }

    /// The field that an input of a form belongs to, among the fields of the form. A date has three inputs, and a picker one more for
    /// what is searched.
    #[must_use]
    pub fn from_form(input: &str, fields: &[FieldName]) -> Option<Self> {
        fields.iter().find_map(|field| {
            let path = Self::from(*field);
            if input == field.form() { Some(path) } else { path.with_place(field.place(input)?) }
        })
    }

    /// The place that the name of an input says.
    fn with_place(mut self, place: &str) -> Option<Self> {
        for part in place.split('-') {
            if let Ok(row) = part.parse::<usize>() {
                self.item = row.checked_sub(1);
            } else if let Ok(locale) = part.parse::<Locale>() {
                self.locale = Some(locale);
            } else if let Some(part) = FieldPart::ALL.into_iter().find(|of| of.form() == part) {
                self.part = Some(part);
            } else if !["day", "month", "year", "q"].contains(&part) {
                return None;
            }
        }
        Some(self)
    }
}

impl From<FieldName> for FieldPath {
    fn from(name: FieldName) -> Self {
        Self { within: None, name, item: None, locale: None, part: None }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(within) = self.within {
            write!(f, "{}.", within.code())?;
        }
        f.write_str(self.name.code())?;
        if let Some(item) = self.item {
            write!(f, ".{item}")?;
        }
        if let Some(locale) = self.locale {
            write!(f, ".{locale}")?;
        }
        if let Some(part) = self.part {
            write!(f, ".{}", part.code())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_a_path_and_a_name_in_forms() {
        let sub = FieldName::SubQuestions.at(0);
        let press = FieldName::Press.at(1);
        for (field, path, form) in [
            (FieldName::Number.into(), "number", "number"),
            (FieldName::DepositedOn.into(), "deposited_on", "deposited"),
            (FieldName::Subject.in_language(Locale::Ar), "subject.ar", "subject-ar"),
            (FieldName::Text.in_language(Locale::Fr).part(FieldPart::Url), "text.fr.url", "text-fr"),
            (FieldName::Authors.at(1), "authors.1", "authors"),
            (sub, "sub_questions.0", "sub"),
            (sub.in_language(Locale::Fr), "sub_questions.0.fr", "sub-1-fr"),
            (press.part(FieldPart::PublishedOn), "press.1.published_on", "press-2-on"),
            (FieldName::Ministries.at(2).within(ActPart::Transmit), "transmit.ministries.2", "ministries"),
            (FieldName::Whole.into(), "", ""),
        ] {
            assert_eq!((field.to_string().as_str(), field.form().as_str()), (path, form));
        }
    }

    #[test]
    fn an_input_of_a_form_belongs_to_one_of_its_fields() {
        let fields = [FieldName::Subject, FieldName::SubQuestions, FieldName::Press, FieldName::Authors, FieldName::DepositedOn];
        let of = |input| FieldPath::from_form(input, &fields);
        assert_eq!(of("subject-ar"), Some(FieldName::Subject.in_language(Locale::Ar)));
        assert_eq!(of("sub-2-fr"), Some(FieldName::SubQuestions.at(1).in_language(Locale::Fr)));
        assert_eq!(of("press-1-on-day"), Some(FieldName::Press.at(0).part(FieldPart::PublishedOn)));
        assert_eq!(of("authors-q"), Some(FieldName::Authors.into()));
        assert_eq!(of("deposited-month"), Some(FieldName::DepositedOn.into()));
        for other in ["number", "subjects", "subject-1-x", "version", ""] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
