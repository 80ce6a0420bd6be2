//! The words of the site: Fluent messages of each language, and dates and numbers written as its readers expect.
//!
//! Message ids are literals wherever they are asked for, so that a test can hold the code and the files together.

use std::{borrow::Cow, sync::LazyLock};

use chrono::NaiveDate;
use fluent::{FluentResource, FluentValue, concurrent::FluentBundle};
use jawab_domain::Locale;
use unic_langid::LanguageIdentifier;

mod format;
mod isolate;
#[cfg(test)]
mod tests;

pub use isolate::{isolate, isolate_unknown};

type Bundle = FluentBundle<FluentResource>;

/// The message files of a language, embedded.
const fn files(locale: Locale) -> &'static [&'static str] {
    macro_rules! of {
        ($folder:literal) => {
            &[
                include_str!(concat!("../../../locales/", $folder, "/common.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/words.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/lists.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/question.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/people.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/texts.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/staff.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/form.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/work.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/board.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/desk.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/accounts.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/audit.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/api.ftl")),
                include_str!(concat!("../../../locales/", $folder, "/reference.ftl")),
            ]
        };
    }
    match locale {
        Locale::Ar => of!("ar"),
        Locale::Fr => of!("fr"),
    }
}

static BUNDLES: LazyLock<Vec<(Locale, Bundle)>> =
    LazyLock::new(|| Locale::ALL.iter().map(|locale| (*locale, load(*locale, files(*locale)))).collect());

fn load(locale: Locale, sources: &[&str]) -> Bundle {
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(format::value_formatter(locale)));
    // A function of this name cannot be there before.
    let _ = bundle.add_function("PLURAL", move |values, _| format::plural(locale, values));
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(whatever_parsed, _)| whatever_parsed);
        // A second message of the same id is refused; the tests see to it that there is none.
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// Speaks a language: gives messages, dates and numbers in it. Cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tr {
    /// The language spoken.
    pub locale: Locale,
}

impl Tr {
    /// Speaks this language.
    #[must_use]
    pub const fn new(locale: Locale) -> Self {
        Self { locale }
    }

    /// A message without variables.
    #[must_use]
    pub fn t(self, id: &str) -> String {
        self.message(id, None).unwrap_or_else(|| id.to_owned())
    }

    /// A message with variables. Numbers choose the plural form and are written with the language's grouping.
    #[must_use]
    pub fn ta<'a, const N: usize>(self, id: &str, values: [(&'static str, FluentValue<'a>); N]) -> String {
        let args = values.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        self.message(id, Some(&args)).unwrap_or_else(|| id.to_owned())
    }

    fn message(self, id: &str, args: Option<&fluent::FluentArgs<'_>>) -> Option<String> {
        let bundle = BUNDLES.iter().find_map(|(locale, bundle)| (*locale == self.locale).then_some(bundle))?;
        let pattern = bundle.get_message(id)?.value()?;
        Some(bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned())
    }

    /// A date in words: "9 نونبر 2026", "1er novembre 2026".
    #[must_use]
    pub fn date(self, day: NaiveDate) -> String {
        format::date(self.locale, day)
    }

    /// A weekday with its date, for the day-by-day reckoning.
    #[must_use]
    pub fn weekday_date(self, day: NaiveDate) -> String {
        format::weekday_date(self.locale, day)
    }

    /// The name of a month (1 to 12).
    #[must_use]
    pub fn month(self, month: u32) -> String {
        format::month(self.locale, month)
    }

    /// A number, grouped in thousands.
    #[must_use]
    pub fn number(self, number: u64) -> String {
        format::number(self.locale, number)
    }

    /// The first line of a name that may exist in several languages, for plain text: in the reader's language, else
    /// in another, isolated so that it does not disturb the words around it.
    #[must_use]
    pub fn plain(self, name: &jawab_domain::PerLocale<String>) -> String {
        match name.best(self.locale) {
            Some((locale, text)) => isolate(self.locale, locale, text),
            None => self.t("unknown"),
        }
    }
}
