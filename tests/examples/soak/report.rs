//! What is printed.

use std::process::ExitCode;

/// What a scenario came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What went wrong, and on which database.
    pub name: String,
    /// How often.
    pub rounds: u32,
    /// Writes that were acknowledged.
    pub acknowledged: usize,
    /// Requests that were answered by an error, or not at all; their senders sent them again.
    pub refused: usize,
    /// Acknowledged writes that are not there.
    pub lost: usize,
    /// Writes that are there more than once.
    pub doubled: usize,
    /// What else was seen.
    pub remark: String,
}

/// The outcomes so far.
#[derive(Debug, Default)]
pub struct Report {
    wrong: usize,
}

impl Report {
    pub const HEAD: &str = "                                                rounds  acknowledged  sent again    lost  doubled";

    /// Prints an outcome, and counts what is wrong.
    pub fn add(&mut self, outcome: Outcome) {
        self.wrong += outcome.lost + outcome.doubled;
        print(&outcome);
    }

    /// Prints the outcome of a control: a run that must lose something, or the others prove nothing.
    pub fn control(&mut self, outcome: Outcome) {
        if outcome.lost == 0 {
            self.wrong += 1;
            println!("  ✗ the control run lost nothing: this measurement sees no loss");
        }
        print(&outcome);
    }

    /// The last line.
    pub fn end(self) -> ExitCode {
        if self.wrong == 0 {
            println!("\n  ✓ nothing acknowledged was lost, nothing was done twice");
            return ExitCode::SUCCESS;
        }
        println!("\n  ✗ {} acknowledged writes were lost or doubled", self.wrong);
        ExitCode::FAILURE
    }
}

fn print(outcome: &Outcome) {
    let Outcome { name, rounds, acknowledged, refused, lost, doubled, remark } = outcome;
    println!("  {name:<44}{rounds:>8}{acknowledged:>14}{refused:>12}{lost:>8}{doubled:>9}");
    for line in remark.lines() {
        println!("      {line}");
    }
}
