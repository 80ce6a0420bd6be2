//! Dates and numbers in the format of each language (CLDR, through ICU).

use chrono::{Datelike, NaiveDate};
use fluent::FluentValue;
use icu_calendar::{Date, Iso};
use icu_datetime::{
    DateTimeFormatter,
    fieldsets::{YMD, YMDE},
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_plurals::{PluralCategory, PluralRules};
use jawab_domain::Locale;

/// The formatters of a language. ICU formatters are not `Sync`, so each thread has its own.
struct Formats {
    locale: Locale,
    day: Option<DateTimeFormatter<YMD>>,
    weekday: Option<DateTimeFormatter<YMDE>>,
    number: Option<DecimalFormatter>,
    plural: Option<PluralRules>,
}

thread_local! {
    static FORMATS: Vec<Formats> = Locale::ALL.iter().map(|locale| Formats::new(*locale)).collect();
}

impl Formats {
    fn new(locale: Locale) -> Self {
        let tag: icu_locale_core::Locale = locale.tag().parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
        Self {
            locale,
            day: DateTimeFormatter::try_new((&tag).into(), YMD::long()).ok(),
            weekday: DateTimeFormatter::try_new((&tag).into(), YMDE::long()).ok(),
            number: DecimalFormatter::try_new((&tag).into(), icu_decimal::options::DecimalFormatterOptions::default()).ok(),
            plural: PluralRules::try_new_cardinal((&tag).into()).ok(),
        }
    }
}

fn with<R>(locale: Locale, use_them: impl Fn(&Formats) -> Option<R>) -> Option<R> {
    FORMATS.with(|all| all.iter().find(|formats| formats.locale == locale).and_then(use_them))
}

fn iso(day: NaiveDate) -> Option<Date<Iso>> {
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Date::try_new_iso(day.year(), month, of_month).ok()
}

pub(super) fn date(locale: Locale, day: NaiveDate) -> String {
    let written = with(locale, |formats| Some(formats.day.as_ref()?.format(&iso(day)?).to_string()));
    first_of_month(locale, day, written)
}

pub(super) fn weekday_date(locale: Locale, day: NaiveDate) -> String {
    let written = with(locale, |formats| Some(formats.weekday.as_ref()?.format(&iso(day)?).to_string()));
    first_of_month(locale, day, written)
}

/// The name of a month (1 to 12) in the form used inside a date.
pub(super) fn month(locale: Locale, month: u32) -> String {
    let written = NaiveDate::from_ymd_opt(2026, month, 2).map(|day| date(locale, day)).unwrap_or_default();
    written.split(' ').nth(1).unwrap_or_default().to_owned()
}

/// French writes the first day of a month as an ordinal, which CLDR patterns cannot express.
fn first_of_month(locale: Locale, day: NaiveDate, written: Option<String>) -> String {
    let written = written.unwrap_or_else(|| day.to_string());
    if locale != Locale::Fr || day.day() != 1 {
        return written;
    }
    match written.split_once("1 ") {
        Some((before, after)) if before.is_empty() || before.ends_with(' ') => format!("{before}1er {after}"),
        _ => written,
    }
}

pub(super) fn number(locale: Locale, number: u64) -> String {
    with(locale, |formats| Some(formats.number.as_ref()?.format(&Decimal::from(number)).to_string())).unwrap_or_else(|| number.to_string())
}

/// The formatter of numbers inside messages. Fluent takes a function pointer without state, so each language has its own
/// function.
pub(super) fn value_formatter<M>(locale: Locale) -> fn(&FluentValue<'_>, &M) -> Option<String> {
    match locale {
        Locale::Ar => |value, _| written(Locale::Ar, value),
        Locale::Fr => |value, _| written(Locale::Fr, value),
    }
}

fn written(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(of) = value else { return None };
    of.as_string().parse().ok().map(|of| number(locale, of))
}

/// The plural category of a number, for `PLURAL($n)` in the message files. Fluent's own rules are wrong for Arabic from 100 on
/// (103 is "few" and 111 "many", as 3 and 11 are), so this uses ICU's.
pub(super) fn plural<'a>(locale: Locale, values: &[FluentValue<'a>]) -> FluentValue<'a> {
    let Some(FluentValue::Number(number)) = values.first() else { return FluentValue::Error };
    let Ok(number) = number.as_string().parse::<u64>() else { return FluentValue::Error };
    let category = with(locale, |formats| Some(formats.plural.as_ref()?.category_for(number)));
    FluentValue::from(match category {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    })
}
