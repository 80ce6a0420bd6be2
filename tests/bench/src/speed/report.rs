//! The results as printed.

use std::{
    fmt::{self, Write as _},
    time::Duration,
};

use super::{
    machine::{Memory, mib},
    mix::SUGGESTIONS,
};

/// The measurements of an engine at one size.
pub(super) struct Measured {
    pub name: &'static str,
    pub questions: u32,
    /// Time until all questions were indexed.
    pub indexing: Duration,
    /// Time until one changed question was found.
    pub changing: Duration,
    pub disk: Option<u64>,
    pub before: Memory,
    pub after: Memory,
    pub times: Times,
}

/// Query times by kind.
#[derive(Default)]
pub(super) struct Times(Vec<(&'static str, Vec<Asked>)>);

#[derive(Clone, Copy)]
struct Asked {
    took: Duration,
    /// The number of hits; `None` if it failed.
    found: Option<u64>,
}

impl Times {
    /// Adds a query of a kind.
    pub(super) fn add(&mut self, kind: &'static str, took: Duration, found: Option<u64>) {
        let asked = Asked { took, found };
        match self.0.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, all)) => all.push(asked),
            None => self.0.push((kind, vec![asked])),
        }
    }

    /// The whole mix.
    fn mix(&self) -> Vec<Asked> {
        self.0.iter().filter(|(kind, _)| *kind != SUGGESTIONS).flat_map(|(_, all)| all).copied().collect()
    }
}

impl Measured {
    fn per_second(&self) -> f64 {
        f64::from(self.questions) / self.indexing.as_secs_f64()
    }
}

/// A percentile of the query times, in milliseconds.
fn percentile(asked: &[Asked], percent: usize) -> f64 {
    let mut all: Vec<Duration> = asked.iter().map(|one| one.took).collect();
    all.sort_unstable();
    let at = (all.len() * percent).div_ceil(100).saturating_sub(1);
    all.get(at).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
}

fn line(f: &mut fmt::Formatter<'_>, kind: &str, asked: &[Asked]) -> fmt::Result {
    let mut found: Vec<u64> = asked.iter().filter_map(|one| one.found).collect();
    found.sort_unstable();
    let times = [50, 95, 99, 100].map(|percent| format!("{:10.2}", percentile(asked, percent))).concat();
    let median = found.get(found.len() / 2).copied().unwrap_or_default();
    let failed = asked.len() - found.len();
    writeln!(f, "  {kind:32}{:6}{times}{median:10}{failed:8}", asked.len())
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{} questions, {}", self.questions, self.name)?;
        if self.indexing.is_zero() {
            writeln!(f, "  indexed before")?;
        } else {
            writeln!(f, "  indexed in {:.1} s: {:.0} questions/s", self.indexing.as_secs_f64(), self.per_second())?;
        }
        writeln!(f, "  a change is found after {:.1} ms", self.changing.as_secs_f64() * 1000.0)?;
        writeln!(f, "  on disk {}", mib(self.disk))?;
        writeln!(f, "  in memory {}; before {}", self.after, self.before)?;
        writeln!(f, "  {:32}{:>6}{:>10}{:>10}{:>10}{:>10}{:>10}{:>8}", "ms", "asked", "p50", "p95", "p99", "max", "found", "failed")?;
        for (kind, asked) in &self.times.0 {
            line(f, kind, asked)?;
        }
        line(f, "the whole mix", &self.times.mix())
    }
}

/// How the results change with the number of questions, and how the engines compare.
pub(super) fn comparison(embedded: &[Measured], server: &[Measured]) -> String {
    let mut text = String::from("\nComparison\n");
    // Writing to a string never fails.
    for all in [embedded, server] {
        if let [first, .., last] = all {
            let (small, large) = (first.times.mix(), last.times.mix());
            let grown = [50, 99].map(|percent| percentile(&large, percent) / percentile(&small, percent));
            let [p50, p99] = grown;
            let _ = writeln!(text, "  {}, {} to {} questions: p50 x {p50:.1}, p99 x {p99:.1}", first.name, first.questions, last.questions);
        }
    }
    for (here, there) in embedded.iter().zip(server) {
        let (ours, theirs) = (here.times.mix(), there.times.mix());
        let [p50, p99] = [50, 99].map(|percent| percentile(&theirs, percent) / percentile(&ours, percent));
        let _ = write!(text, "  {} questions: {} over {}: p50 x {p50:.1}, p99 x {p99:.1}", here.questions, there.name, here.name);
        if !here.indexing.is_zero() && !there.indexing.is_zero() {
            let _ = write!(text, ", indexing x {:.1}", here.per_second() / there.per_second());
        }
        text.push('\n');
    }
    text
}
