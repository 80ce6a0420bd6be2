//! How many connections are taken, and how long they may wait.

use std::time::Duration;

use clap::Args;

use crate::serving::{Limits, Pace};

/// The slowest line that is served, in bytes a second, both ways: 65 kbit/s. A telephone sends about twice that over EDGE, and ADSL with
/// 1 Mbit/s up sixteen times. The largest document, of 20 MiB, takes 43 minutes over it. The most that is read of any body is what
/// `staff/multipart.rs` reads past a file that is too large, 64 MiB of somebody signed in: 2 hours and 17 minutes; 24 MiB of anybody
/// else: 52 minutes. Five hundred who only mean to hold a connection have to send or read 4 MiB a second for that; what strangers can
/// hold of the memory by it is bounded in `access/strangers.rs`.
const RATE: u64 = 8 * 1024;
/// How long the program may work at a request, and at making a page for all who ask for it, unless it is told otherwise.
pub const TIME_LIMIT: Duration = Duration::from_secs(15);
/// An answer that stood still for so long is read by nobody any more.
const STALLED: Duration = Duration::from_secs(60);
/// Fewer connections than this serve nobody.
const LEAST: usize = 8;

/// Within how many seconds the program has ended once it is told to stop: what docs/operations.md promises.
const ENDED_WITHIN: u64 = 40;
/// How long the work on the index and the mails may take of that, once requests have ended …
pub const LAST_TASKS: Duration = Duration::from_secs(20);
/// … and what computes on threads of its own, after that.
pub const LAST_WORK: Duration = Duration::from_secs(1);
/// What is left for requests under way, but for a second in which nothing is waited for.
const MOST_DRAIN: u64 = ENDED_WITHIN - LAST_TASKS.as_secs() - LAST_WORK.as_secs() - 1;
/// The longest of the other times.
const LONGEST: u64 = 3600;

/// What can be set of connections, as given.
#[derive(Debug, Clone, Args)]
pub struct ConnectionSettings {
    /// Connections at once; fewer where the limit of open files leaves no room for them
    #[arg(long, env = "JAWAB_MAX_CONNECTIONS", default_value_t = 4096, global = true)]
    pub max_connections: usize,
    /// Seconds within which the head of a request must have come
    #[arg(long, env = "JAWAB_HEAD_SECONDS", default_value_t = 10, global = true)]
    pub head_seconds: u64,
    /// Seconds for which the body of a request may bring nothing, or be late at 8 KiB a second
    #[arg(long, env = "JAWAB_BODY_SECONDS", default_value_t = 15, global = true)]
    pub body_seconds: u64,
    /// Seconds that the program may work at a request, up to 18; waiting for its body is no work
    #[arg(long, env = "JAWAB_WORK_SECONDS", default_value_t = TIME_LIMIT.as_secs(), global = true)]
    pub work_seconds: u64,
    /// Seconds after which a connection without a request is closed: more than a proxy in front keeps it
    #[arg(long, env = "JAWAB_IDLE_SECONDS", default_value_t = 60, global = true)]
    pub idle_seconds: u64,
    /// Seconds that requests under way have to end once the program is told to stop, up to 18
    #[arg(long, env = "JAWAB_DRAIN_SECONDS", default_value_t = 16, global = true)]
    pub drain_seconds: u64,
}

impl Default for ConnectionSettings {
    fn default() -> Self {
        Self {
            max_connections: 4096,
            head_seconds: 10,
            body_seconds: 15,
            work_seconds: TIME_LIMIT.as_secs(),
            idle_seconds: 60,
            drain_seconds: 16,
        }
    }
}

/// Checks settings; what is wrong is added to the errors.
pub fn check(settings: &ConnectionSettings, errors: &mut Vec<String>) -> Limits {
    if settings.max_connections < LEAST {
        errors.push(format!("JAWAB_MAX_CONNECTIONS: {} are fewer than {LEAST}", settings.max_connections));
    }
    let seconds = [
        ("JAWAB_HEAD_SECONDS", settings.head_seconds, LONGEST),
        ("JAWAB_BODY_SECONDS", settings.body_seconds, LONGEST),
        ("JAWAB_WORK_SECONDS", settings.work_seconds, MOST_DRAIN),
        ("JAWAB_IDLE_SECONDS", settings.idle_seconds, LONGEST),
        ("JAWAB_DRAIN_SECONDS", settings.drain_seconds, MOST_DRAIN),
    ];
    for (name, seconds, most) in seconds {
        if !(1..=most).contains(&seconds) {
            let why = if most == MOST_DRAIN {
                format!(", so that the program ends within {ENDED_WITHIN} when told to stop")
            } else {
                String::new()
            };
            errors.push(format!("{name}: {seconds} is no number of seconds from 1 to {most}{why}"));
        }
    }
    if settings.drain_seconds < settings.work_seconds {
        errors.push(format!(
            "JAWAB_DRAIN_SECONDS: {} are fewer than the {} of JAWAB_WORK_SECONDS, so that work under way would be cut off",
            settings.drain_seconds, settings.work_seconds
        ));
    }
    Limits {
        connections: settings.max_connections,
        head: Duration::from_secs(settings.head_seconds),
        idle: Duration::from_secs(settings.idle_seconds),
        body: Pace { still: Duration::from_secs(settings.body_seconds), rate: RATE },
        answer: Pace { still: STALLED, rate: RATE },
        drain: Duration::from_secs(settings.drain_seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_under_way_ends_before_the_program_does() {
        let errors_of = |work_seconds, drain_seconds| {
            let mut errors = Vec::new();
            check(&ConnectionSettings { work_seconds, drain_seconds, ..ConnectionSettings::default() }, &mut errors);
            errors
        };
        assert_eq!((errors_of(15, 16), errors_of(18, 18)), (Vec::new(), Vec::new()));
        let errors = errors_of(17, 16);
        assert!(errors.len() == 1 && errors[0].starts_with("JAWAB_DRAIN_SECONDS: 16 are fewer than the 17"), "{errors:?}");
    }

    #[test]
    fn no_setting_keeps_the_program_from_ending_in_time() {
        assert_eq!(MOST_DRAIN + LAST_TASKS.as_secs() + LAST_WORK.as_secs(), 39, "docs/operations.md says forty");
        for (work_seconds, drain_seconds, wrong) in [(15, 18, 0), (15, 19, 1), (15, 3600, 1), (19, 19, 2), (0, 16, 1)] {
            let mut errors = Vec::new();
            check(&ConnectionSettings { work_seconds, drain_seconds, ..ConnectionSettings::default() }, &mut errors);
            assert_eq!(errors.len(), wrong, "{work_seconds} {drain_seconds}: {errors:?}");
            assert!(errors.iter().all(|error| error.contains("from 1 to 18, so that the program ends within 40")), "{errors:?}");
        }
    }
}
