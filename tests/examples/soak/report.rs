//! The printed report.

use std::{process::ExitCode, time::Duration};

/// The result of a scenario.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The failure, and the database.
    pub name: String,
    /// How many rounds were run.
    pub rounds: u32,
    /// Acknowledged writes.
    pub acknowledged: usize,
    /// Requests that failed or had no response; their clients sent them again.
    pub refused: usize,
    /// Acknowledged writes that do not exist.
    pub lost: usize,
    /// Writes that exist more than once.
    pub doubled: usize,
    /// Other observations.
    pub remark: String,
    /// Other faults.
    pub faults: Vec<String>,
    /// Why it was skipped, if it was.
    pub left_out: Option<String>,
}

impl Outcome {
    /// Adds an observation.
    pub fn say(&mut self, line: &str) {
        self.remark += &format!("{line}\n");
    }
}

/// The outcomes so far.
#[derive(Debug, Default)]
pub struct Report {
    /// The current scenario.
    doing: &'static str,
    lost: usize,
    faults: Vec<String>,
    left_out: Vec<String>,
}

impl Report {
    pub const HEAD: &str = "                                                rounds  acknowledged  sent again    lost  doubled";

    /// Records which scenario begins.
    pub const fn begin(&mut self, doing: &'static str) {
        self.doing = doing;
    }

    /// Prints an outcome, and counts its faults.
    pub fn add(&mut self, outcome: Outcome) {
        self.lost += outcome.lost + outcome.doubled;
        self.note(outcome);
    }

    /// Prints the outcome of a control: a run that must lose something, otherwise the others prove nothing.
    pub fn control(&mut self, mut outcome: Outcome) {
        if outcome.lost == 0 {
            outcome.faults.push("it lost nothing: this measurement sees no loss".into());
        }
        self.note(outcome);
    }

    fn note(&mut self, outcome: Outcome) {
        print(&outcome);
        let Outcome { name, faults, left_out, .. } = outcome;
        self.faults.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
        self.left_out.extend(left_out.map(|why| format!("{name} ({why})")));
    }

    /// Records that only some scenarios were requested.
    pub fn only(&mut self, names: &[String]) {
        if !names.is_empty() {
            self.left_out.push(format!("all but {}", names.join(", ")));
        }
    }

    /// Records that the time limit passed before the end.
    pub fn late(&mut self, limit: Duration) {
        self.faults.push(format!("not over after {limit:?}: it was at {:?}, and what follows was left out", self.doing));
    }

    /// The last line.
    pub fn end(self) -> ExitCode {
        let left_out = if self.left_out.is_empty() { String::new() } else { format!("; LEFT OUT: {}", self.left_out.join(", ")) };
        if self.lost == 0 && self.faults.is_empty() {
            println!("\n  ✓ nothing acknowledged was lost, nothing was done twice, and the program always said that it lives{left_out}");
            return ExitCode::SUCCESS;
        }
        let faults: String = self.faults.iter().map(|fault| format!("; {fault}")).collect();
        println!("\n  ✗ {} acknowledged writes were lost or doubled{faults}{left_out}", self.lost);
        ExitCode::FAILURE
    }
}

fn print(outcome: &Outcome) {
    let Outcome { name, rounds, acknowledged, refused, lost, doubled, .. } = outcome;
    println!("  {name:<44}{rounds:>8}{acknowledged:>14}{refused:>12}{lost:>8}{doubled:>9}");
    for line in outcome.remark.lines() {
        println!("      {line}");
    }
    for fault in &outcome.faults {
        println!("    ✗ {fault}");
    }
    if let Some(why) = &outcome.left_out {
        println!("    LEFT OUT: {why}");
    }
}
