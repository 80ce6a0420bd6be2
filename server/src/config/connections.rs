//! How many connections are taken, and how long they may wait.

use std::time::Duration;

use clap::Args;

use crate::serving::Limits;

/// An answer that stood still for so long is read by nobody any more.
const STALLED: Duration = Duration::from_secs(60);
/// How long an answer may take to be read as a whole: the largest document, over a line of a hundred kilobits a second.
const WHOLE: Duration = Duration::from_secs(30 * 60);
/// Fewer connections than this serve nobody.
const LEAST: usize = 8;

/// What can be set of connections, as given.
#[derive(Debug, Clone, Args)]
pub struct ConnectionSettings {
    /// Connections at once; fewer where the limit of open files leaves no room for them
    #[arg(long, env = "JAWAB_MAX_CONNECTIONS", default_value_t = 4096, global = true)]
    pub max_connections: usize,
    /// Seconds within which the head of a request must have come
    #[arg(long, env = "JAWAB_HEAD_SECONDS", default_value_t = 10, global = true)]
    pub head_seconds: u64,
    /// Seconds after which a connection without a request is closed: more than a proxy in front keeps it
    #[arg(long, env = "JAWAB_IDLE_SECONDS", default_value_t = 60, global = true)]
    pub idle_seconds: u64,
    /// Seconds that requests under way have to end once the program is told to stop
    #[arg(long, env = "JAWAB_DRAIN_SECONDS", default_value_t = 16, global = true)]
    pub drain_seconds: u64,
}

impl Default for ConnectionSettings {
    fn default() -> Self {
        Self { max_connections: 4096, head_seconds: 10, idle_seconds: 60, drain_seconds: 16 }
    }
}

/// Checks settings; what is wrong is added to the errors.
pub fn check(settings: &ConnectionSettings, errors: &mut Vec<String>) -> Limits {
    if settings.max_connections < LEAST {
        errors.push(format!("JAWAB_MAX_CONNECTIONS: {} are fewer than {LEAST}", settings.max_connections));
    }
    let seconds = [
        ("JAWAB_HEAD_SECONDS", settings.head_seconds),
        ("JAWAB_IDLE_SECONDS", settings.idle_seconds),
        ("JAWAB_DRAIN_SECONDS", settings.drain_seconds),
    ];
    for (name, seconds) in seconds {
        if !(1..=3600).contains(&seconds) {
            errors.push(format!("{name}: {seconds} is no number of seconds from 1 to 3600"));
        }
    }
    Limits {
        connections: settings.max_connections,
        head: Duration::from_secs(settings.head_seconds),
        idle: Duration::from_secs(settings.idle_seconds),
        stalled: STALLED,
        whole: WHOLE,
        drain: Duration::from_secs(settings.drain_seconds),
    }
}
