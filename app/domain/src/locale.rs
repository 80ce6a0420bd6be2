//! The languages of the site, and values per language.
//!
//! No code refers to "the other language": a third one (Amazigh, `zgh`) is a variant here and a folder in `locales/`.

use serde::{Deserialize, Serialize};

use crate::codes;

/// A language of pages and texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    /// Arabic, as written in Morocco.
    Ar,
    /// French.
    Fr,
}

codes!(Locale { Ar = "ar", Fr = "fr" });

impl Locale {
    /// The writing direction: the value of the HTML attribute `dir`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::Fr => "ltr",
        }
    }

    /// The BCP 47 tag whose conventions for dates and numbers apply.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ar => "ar-MA",
            Self::Fr => "fr",
        }
    }

    /// The name of the language in that language.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::Fr => "Français",
        }
    }

    /// The languages other than this one.
    pub fn others(self) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |other| *other != self)
    }
}

/// A value per language. Each language may lack it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"), deny_unknown_fields)]
pub struct PerLocale<T> {
    /// In Arabic.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub ar: Option<T>,
    /// In French.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub fr: Option<T>,
}

impl<T> Default for PerLocale<T> {
    fn default() -> Self {
        Self { ar: None, fr: None }
    }
}

impl<T> PerLocale<T> {
    /// The value in a language, if there is one.
    #[must_use]
    pub const fn get(&self, locale: Locale) -> Option<&T> {
        match locale {
            Locale::Ar => self.ar.as_ref(),
            Locale::Fr => self.fr.as_ref(),
        }
    }

    /// The slot of a language.
    pub const fn get_mut(&mut self, locale: Locale) -> &mut Option<T> {
        match locale {
            Locale::Ar => &mut self.ar,
            Locale::Fr => &mut self.fr,
        }
    }

    /// Sets the value of a language.
    pub fn set(&mut self, locale: Locale, value: T) {
        *self.get_mut(locale) = Some(value);
    }

    /// The value in the reader's language, or else in another one, with its language.
    #[must_use]
    pub fn best(&self, reader: Locale) -> Option<(Locale, &T)> {
        std::iter::once(reader).chain(reader.others()).find_map(|locale| self.get(locale).map(|value| (locale, value)))
    }

    /// The values with their languages, in the order of [`Locale::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Locale, &T)> {
        Locale::ALL.iter().filter_map(|locale| self.get(*locale).map(|value| (*locale, value)))
    }

    /// Whether no language has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Transforms each value.
    pub fn map<U>(self, mut change: impl FnMut(Locale, T) -> U) -> PerLocale<U> {
        PerLocale { ar: self.ar.map(|v| change(Locale::Ar, v)), fr: self.fr.map(|v| change(Locale::Fr, v)) }
    }
}

impl<T> FromIterator<(Locale, T)> for PerLocale<T> {
    fn from_iter<I: IntoIterator<Item = (Locale, T)>>(values: I) -> Self {
        let mut all = Self::default();
        for (locale, value) in values {
            all.set(locale, value);
        }
        all
    }
}
