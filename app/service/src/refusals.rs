//! Records refusals: failed sign-ins, throttled guesses, addresses that somebody may not see or that do not exist for them, forms of
//! other sites, invalid tokens, bodies that arrive too slowly or for which there is no room, and requests that failed because of load
//! or without the search engine. Log and audit record cannot be flooded: for each kind, a limited number of lines an hour is written
//! for one network, and for all networks together. The others are counted, and written as one line after the hour.
//!
//! The log contains all kinds. The audit record, which is permanent, contains only those of signing in: they show who came, or tried
//! to.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// The lines of one kind for one network in an hour.
const PER_NETWORK: u64 = 10;
/// The same for failures of the site itself: they say something about the site, whatever the network; and behind a proxy that does not
/// name the client, all are from one network.
const PER_NETWORK_OF_SITE: u64 = 100;
/// The lines of one kind in an hour, for all networks.
const PER_SORT: u64 = 200;
/// The number of networks counted separately; further ones are counted together.
const MAX_NETWORKS: usize = 10_000;
/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;
/// How much of a user agent is written, in characters.
const MAX_BROWSER_CHARS: usize = 80;

/// The kind of a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RefusalKind {
    /// A wrong password.
    SignIn,
    /// A wrong one-time code.
    Code,
    /// A wrong current password, in a session.
    Password,
    /// A throttled attempt to sign in.
    TooMany,
    /// An address or act that the mandate does not allow.
    Forbidden,
    /// An address that does not exist for a signed-in user or a program, who may be probing.
    Unseen,
    /// A form that another site submitted.
    CrossSiteForm,
    /// An invalid or revoked token.
    Token,
    /// A request whose body arrived too slowly.
    SlowBody,
    /// An anonymous request whose body had no room beside those of others.
    BodyMemoryFull,
    /// A request that got no connection or permit because of others. Anybody can cause this load.
    Busy,
    /// A request that took too long, for example under load.
    TimedOut,
    /// A search that the engine did not answer.
    Search,
}

impl RefusalKind {
    /// Its code in the log and the audit record.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "session.refused",
            Self::Code => "session.code_refused",
            Self::Password => "session.password_refused",
            Self::TooMany => "session.slowed",
            Self::Forbidden => "access.forbidden",
            Self::Unseen => "access.not_found",
            Self::CrossSiteForm => "access.foreign_form",
            Self::Token => "access.token_refused",
            Self::SlowBody => "request.slow_body",
            Self::BodyMemoryFull => "request.no_room",
            Self::Busy => "request.busy",
            Self::TimedOut => "request.timed_out",
            Self::Search => "search.failed",
        }
    }

    /// The lines that one network may fill in an hour.
    const fn per_network(self) -> u64 {
        match self {
            Self::Busy | Self::TimedOut | Self::Search => PER_NETWORK_OF_SITE,
            _ => PER_NETWORK,
        }
    }

    /// Whether it is about signing in, and so is written to the audit record too.
    #[must_use]
    pub const fn is_of_sign_in(self) -> bool {
        matches!(self, Self::SignIn | Self::Code | Self::Password | Self::TooMany)
    }
}

/// Refusals of a past hour that were counted and not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnwrittenCount {
    /// The kind.
    pub what: RefusalKind,
    /// The network; `None`: this machine, an unknown network, or all networks that were not counted separately.
    pub network: Option<String>,
    /// The number, without the lines that were written.
    pub count: u64,
}

/// Counts refusals. Cheap to clone; clones share their counts.
#[derive(Debug, Clone, Default)]
pub struct RefusalLog(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    of_networks: HashMap<(RefusalKind, Option<String>), Hour>,
    in_all: HashMap<RefusalKind, Hour>,
}

/// An hour that begins with its first refusal.
#[derive(Debug, Clone, Copy)]
struct Hour {
    began: i64,
    written: u64,
    unwritten: u64,
}

impl Hour {
    const fn new(now: i64) -> Self {
        Self { began: now, written: 0, unwritten: 0 }
    }

    const fn is_over(&self, now: i64) -> bool {
        // A clock that was set back also ends it.
        now - self.began >= HOUR || now < self.began
    }
}

impl RefusalLog {
    /// Counts a refusal. Returns whether it is to be written.
    #[must_use]
    pub fn count(&self, what: RefusalKind, network: Option<&str>, now: i64) -> bool {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = &mut *guard;
        let known = (what, network.map(str::to_owned));
        let key = if counts.of_networks.len() < MAX_NETWORKS || counts.of_networks.contains_key(&known) { known } else { (what, None) };
        let in_all = counts.in_all.entry(what).or_insert(Hour::new(now));
        if in_all.is_over(now) {
            *in_all = Hour::new(now);
        }
        let some_left = in_all.written < PER_SORT;
        let of_network = counts.of_networks.entry(key).or_insert(Hour::new(now));
        if of_network.is_over(now) && of_network.unwritten == 0 {
            *of_network = Hour::new(now);
        }
        if !some_left || of_network.written >= what.per_network() {
            of_network.unwritten += 1;
            return false;
        }
        of_network.written += 1;
        in_all.written += 1;
        true
    }

    /// The unwritten refusals of past hours; each is returned once.
    #[must_use]
    pub fn unwritten(&self, now: i64) -> Vec<UnwrittenCount> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let over = counts.of_networks.extract_if(|_, hour| hour.is_over(now));
        let unwritten = over.filter(|(_, hour)| hour.unwritten > 0);
        let mut all: Vec<UnwrittenCount> =
            unwritten.map(|((what, network), hour)| UnwrittenCount { what, network, count: hour.unwritten }).collect();
        all.sort_by(|a, b| (a.what, &a.network).cmp(&(b.what, &b.network)));
        all
    }
}

/// A user agent as it is written: short, on one line.
#[must_use]
pub fn short_browser(user_agent: &str) -> String {
    user_agent.chars().filter(|c| !c.is_control()).take(MAX_BROWSER_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(refusals: &RefusalLog, network: &str, times: u64, now: i64) -> usize {
        (0..times).filter(|_| refusals.count(RefusalKind::SignIn, Some(network), now)).count()
    }

    #[test]
    fn a_network_writes_ten_lines_an_hour_and_a_summary() {
        let refusals = RefusalLog::default();
        assert_eq!((written(&refusals, "a", 240, 0), written(&refusals, "b", 3, 5)), (10, 3));
        assert!(refusals.count(RefusalKind::CrossSiteForm, Some("a"), 5), "other sorts have lines of their own");
        assert!(refusals.unwritten(HOUR - 1).is_empty());
        assert_eq!(refusals.unwritten(HOUR), [UnwrittenCount { what: RefusalKind::SignIn, network: Some("a".into()), count: 230 }]);
        assert!(refusals.unwritten(HOUR).is_empty(), "it is told once");
        assert_eq!(written(&refusals, "a", 20, HOUR), 10, "the next hour");
    }

    #[test]
    fn failures_of_the_site_have_a_higher_limit() {
        let refusals = RefusalLog::default();
        let written = |what| (0..240).filter(|_| refusals.count(what, None, 0)).count();
        assert_eq!([RefusalKind::Busy, RefusalKind::TimedOut, RefusalKind::BodyMemoryFull].map(written), [100, 100, 10]);
    }

    #[test]
    fn all_networks_together_write_two_hundred_lines() {
        let refusals = RefusalLog::default();
        let all: usize = (0..20_000).map(|n| written(&refusals, &n.to_string(), 2, 0)).sum();
        let unwritten = refusals.unwritten(HOUR);
        assert_eq!(all, 200);
        assert_eq!(unwritten.iter().map(|one| one.count).sum::<u64>(), 39_800);
        assert!(unwritten.len() <= MAX_NETWORKS + 1 && unwritten.iter().any(|one| one.network.is_none()));
    }

    #[test]
    fn a_clock_set_back_does_not_suppress_lines() {
        let refusals = RefusalLog::default();
        assert_eq!(written(&refusals, "a", 20, HOUR * 100), 10);
        assert_eq!(refusals.unwritten(0).len(), 1);
        assert_eq!(written(&refusals, "a", 20, 0), 10);
    }

    #[test]
    fn a_user_agent_is_one_short_line() {
        assert_eq!(short_browser("Mozilla\r\n5.0\u{1b}[31m"), "Mozilla5.0[31m");
        assert_eq!(short_browser(&"x".repeat(500)).len(), 80);
    }
}
