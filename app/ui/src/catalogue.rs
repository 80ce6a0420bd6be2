//! Localisation: Fluent messages for each language, and dates and numbers in the format of that language.
//!
//! Every call passes the message id as a literal, so that a test can compare the code with the message files.

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

/// The embedded message files of a language.
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
    // The bundle is new, so no function of this name exists yet and the call cannot fail.
    let _ = bundle.add_function("PLURAL", move |values, _| format::plural(locale, values));
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(whatever_parsed, _)| whatever_parsed);
        // A second message with the same id is refused; a test checks that there is none.
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// The translator for one language: returns messages, dates and numbers. Cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tr {
    /// The language spoken.
    pub locale: Locale,
}

impl Tr {
    /// Creates a translator for this language.
    #[must_use]
    pub const fn new(locale: Locale) -> Self {
        Self { locale }
    }

    /// A message without variables.
    #[must_use]
    pub fn t(self, id: &str) -> String {
        self.message(id, None).unwrap_or_else(|| id.to_owned())
    }

    /// Returns a message with variables. Numbers choose the plural form and are grouped as in the language.
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

    /// Formats a date: "9 نونبر 2026", "1er novembre 2026".
    #[must_use]
    pub fn date(self, day: NaiveDate) -> String {
        format::date(self.locale, day)
    }

    /// Formats a date with its weekday, for the day-by-day calculation.
    #[must_use]
    pub fn weekday_date(self, day: NaiveDate) -> String {
        format::weekday_date(self.locale, day)
    }

    /// Returns the name of a month (1 to 12).
    #[must_use]
    pub fn month(self, month: u32) -> String {
        format::month(self.locale, month)
    }

    /// Formats a number, grouped in thousands.
    #[must_use]
    pub fn number(self, number: u64) -> String {
        format::number(self.locale, number)
    }

    /// Returns a name as plain text: in the reader's language if it exists, otherwise in another language, wrapped in isolation
    /// marks so that it does not change the direction of the text around it.
    #[must_use]
    pub fn plain(self, name: &jawab_domain::PerLocale<String>) -> String {
        match name.best(self.locale) {
            Some((locale, text)) => isolate(self.locale, locale, text),
            None => self.t("unknown"),
        }
    }
}
