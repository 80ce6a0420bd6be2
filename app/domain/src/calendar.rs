//! Weekends and holidays. Holidays are data with a source and are never computed: lunar ones are announced, and exceptional ones are
//! decreed at short notice.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::PerLocale;

/// Whether something of this day can be recorded: nothing is recorded before its day has come.
#[must_use]
pub fn has_come(day: NaiveDate, today: NaiveDate) -> bool {
    day <= today
}

/// A public holiday of one civil day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// The day.
    pub on: NaiveDate,
    /// Its name.
    pub name: PerLocale<String>,
}

/// The known holidays, by day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays(BTreeMap<NaiveDate, Holiday>);

impl Holidays {
    /// The holiday on a day, if there is one.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&Holiday> {
        self.0.get(&day)
    }

    /// Every holiday, in order of its day.
    pub fn iter(&self) -> impl Iterator<Item = &Holiday> {
        self.0.values()
    }
}

impl FromIterator<Holiday> for Holidays {
    fn from_iter<I: IntoIterator<Item = Holiday>>(holidays: I) -> Self {
        Self(holidays.into_iter().map(|holiday| (holiday.on, holiday)).collect())
    }
}

/// The days of the week that are not working days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Weekend(u8);

impl Weekend {
    /// Saturday and Sunday, as in the Moroccan administration.
    pub const SATURDAY_SUNDAY: Self = Self(0b110_0000);

    /// The weekend that consists of these days.
    #[must_use]
    pub fn from_days(days: &[Weekday]) -> Self {
        Self(days.iter().fold(0, |bits, day| bits | 1 << day.num_days_from_monday()))
    }

    /// Reads the stored form: bit 0 is Monday, bit 6 Sunday. Higher bits are ignored.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 0x7f)
    }

    /// The stored form: bit 0 is Monday, bit 6 Sunday.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether a day falls on the weekend.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.0 & (1 << day.weekday().num_days_from_monday()) != 0
    }

    /// Whether the week has no working day at all.
    #[must_use]
    pub const fn is_every_day(self) -> bool {
        self.0 == 0x7f
    }
}
