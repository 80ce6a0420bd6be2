//! Traces of what was refused: failed sign-ins, guesses that were slowed down, addresses that somebody may not see or at which there
//! is nothing for them, forms of other sites, tokens that are none, bodies that come too slowly or for which there is no room, and what
//! could not be done beside what others do, or without the search engine. Nobody can flood log or record with them: of each sort, some an hour are written for a network, and some for all networks together; the rest
//! are counted, and said in one line when the hour is over.
//!
//! All of them stand in the log. In the record, which keeps every line for good, are only those of signing in: they tell who came, or
//! tried to.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Lines of one sort for one network in an hour.
const PER_NETWORK: u64 = 10;
/// The same of what the site could not do: whatever network it came from, it tells of the site, and behind a proxy that names nobody all
/// is of one.
const PER_NETWORK_OF_SITE: u64 = 100;
/// Lines of one sort in an hour, from wherever they come.
const IN_ALL: u64 = 200;
/// Most networks that are told apart; those after them count together.
const MOST_NETWORKS: usize = 10_000;
/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;
/// What is written of what a browser calls itself, in characters.
const BROWSER: usize = 80;

/// What was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refused {
    /// A password.
    SignIn,
    /// A one-time code.
    Code,
    /// The current password, in a session.
    Password,
    /// An attempt to sign in, for there were too many before it.
    TooMany,
    /// An address or act that the mandate does not allow.
    Forbidden,
    /// An address at which there is nothing, or nothing for whoever asks, of somebody signed in or of a program: they may be trying
    /// what there is.
    Unseen,
    /// A form that another site sent.
    ForeignForm,
    /// A token that is none, or was revoked.
    Token,
    /// A request whose body came too slowly.
    SlowBody,
    /// A request of a stranger, for whose body there was no room beside those of others.
    NoRoom,
    /// A request for which others left no connection, or no turn: anybody can ask for so much at once.
    Busy,
    /// A request that was worked at for too long, as where many are.
    TimedOut,
    /// A search to which the engine gave no answer.
    Search,
}

impl Refused {
    /// As log and record have it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "session.refused",
            Self::Code => "session.code_refused",
            Self::Password => "session.password_refused",
            Self::TooMany => "session.slowed",
            Self::Forbidden => "access.forbidden",
            Self::Unseen => "access.not_found",
            Self::ForeignForm => "access.foreign_form",
            Self::Token => "access.token_refused",
            Self::SlowBody => "request.slow_body",
            Self::NoRoom => "request.no_room",
            Self::Busy => "request.busy",
            Self::TimedOut => "request.timed_out",
            Self::Search => "search.failed",
        }
    }

    /// How many lines of it a network fills in an hour.
    const fn per_network(self) -> u64 {
        match self {
            Self::Busy | Self::TimedOut | Self::Search => PER_NETWORK_OF_SITE,
            _ => PER_NETWORK,
        }
    }

    /// Whether it is about signing in, and so belongs in the record too.
    #[must_use]
    pub const fn is_of_sign_in(self) -> bool {
        matches!(self, Self::SignIn | Self::Code | Self::Password | Self::TooMany)
    }
}

/// What was counted and not written, in an hour that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaid {
    /// What was refused.
    pub what: Refused,
    /// From where; none: from this machine, an unknown network, or all the networks that were not told apart.
    pub network: Option<String>,
    /// How often, beside the lines that were written.
    pub count: u64,
}

/// Counts what is refused. Cheap to clone; clones count together.
#[derive(Debug, Clone, Default)]
pub struct Traces(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    of_networks: HashMap<(Refused, Option<String>), Hour>,
    in_all: HashMap<Refused, Hour>,
}

/// An hour that began with the first refusal in it.
#[derive(Debug, Clone, Copy)]
struct Hour {
    began: i64,
    written: u64,
    unsaid: u64,
}

impl Hour {
    const fn new(now: i64) -> Self {
        Self { began: now, written: 0, unsaid: 0 }
    }

    const fn is_over(&self, now: i64) -> bool {
        // A clock that was put back ends it too.
        now - self.began >= HOUR || now < self.began
    }
}

impl Traces {
    /// Counts a refusal; whether it is to be written.
    #[must_use]
    pub fn count(&self, what: Refused, network: Option<&str>, now: i64) -> bool {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = &mut *guard;
        let known = (what, network.map(str::to_owned));
        let key = if counts.of_networks.len() < MOST_NETWORKS || counts.of_networks.contains_key(&known) { known } else { (what, None) };
        let in_all = counts.in_all.entry(what).or_insert(Hour::new(now));
        if in_all.is_over(now) {
            *in_all = Hour::new(now);
        }
        let some_left = in_all.written < IN_ALL;
        let of_network = counts.of_networks.entry(key).or_insert(Hour::new(now));
        if of_network.is_over(now) && of_network.unsaid == 0 {
            *of_network = Hour::new(now);
        }
        if !some_left || of_network.written >= what.per_network() {
            of_network.unsaid += 1;
            return false;
        }
        of_network.written += 1;
        in_all.written += 1;
        true
    }

    /// What was not written in the hours that are over; each is told once.
    #[must_use]
    pub fn unsaid(&self, now: i64) -> Vec<Unsaid> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let over = counts.of_networks.extract_if(|_, hour| hour.is_over(now));
        let unsaid = over.filter(|(_, hour)| hour.unsaid > 0);
        let mut all: Vec<Unsaid> = unsaid.map(|((what, network), hour)| Unsaid { what, network, count: hour.unsaid }).collect();
        all.sort_by(|a, b| (a.what, &a.network).cmp(&(b.what, &b.network)));
        all
    }
}

/// What a browser calls itself, as it may be written down: short, on one line.
#[must_use]
pub fn short_browser(user_agent: &str) -> String {
    user_agent.chars().filter(|c| !c.is_control()).take(BROWSER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(traces: &Traces, network: &str, times: u64, now: i64) -> usize {
        (0..times).filter(|_| traces.count(Refused::SignIn, Some(network), now)).count()
    }

    #[test]
    fn a_network_fills_ten_lines_an_hour_and_one_more() {
        let traces = Traces::default();
        assert_eq!((written(&traces, "a", 240, 0), written(&traces, "b", 3, 5)), (10, 3));
        assert!(traces.count(Refused::ForeignForm, Some("a"), 5), "other sorts have lines of their own");
        assert!(traces.unsaid(HOUR - 1).is_empty());
        assert_eq!(traces.unsaid(HOUR), [Unsaid { what: Refused::SignIn, network: Some("a".into()), count: 230 }]);
        assert!(traces.unsaid(HOUR).is_empty(), "it is told once");
        assert_eq!(written(&traces, "a", 20, HOUR), 10, "the next hour");
    }

    #[test]
    fn what_the_site_could_not_do_has_more_lines() {
        let traces = Traces::default();
        let written = |what| (0..240).filter(|_| traces.count(what, None, 0)).count();
        assert_eq!([Refused::Busy, Refused::TimedOut, Refused::NoRoom].map(written), [100, 100, 10]);
    }

    #[test]
    fn many_networks_together_fill_two_hundred_lines() {
        let traces = Traces::default();
        let all: usize = (0..20_000).map(|n| written(&traces, &n.to_string(), 2, 0)).sum();
        let unsaid = traces.unsaid(HOUR);
        assert_eq!(all, 200);
        assert_eq!(unsaid.iter().map(|one| one.count).sum::<u64>(), 39_800);
        assert!(unsaid.len() <= MOST_NETWORKS + 1 && unsaid.iter().any(|one| one.network.is_none()));
    }

    #[test]
    fn a_clock_that_is_put_back_does_not_silence_it() {
        let traces = Traces::default();
        assert_eq!(written(&traces, "a", 20, HOUR * 100), 10);
        assert_eq!(traces.unsaid(0).len(), 1);
        assert_eq!(written(&traces, "a", 20, 0), 10);
    }

    #[test]
    fn a_browser_writes_one_short_line() {
        assert_eq!(short_browser("Mozilla\r\n5.0\u{1b}[31m"), "Mozilla5.0[31m");
        assert_eq!(short_browser(&"x".repeat(500)).len(), 80);
    }
}
