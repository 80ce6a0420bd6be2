//! Imports: repeatable, in whole batches, with a report.

use jawab_service::import::{RecordProblem, Report};

mod acts_here;
mod batches;
mod changes;
mod demonstration;
mod end_dates;
mod flat;
mod identity;
mod names;
mod pending;
mod redacted;
mod rejections;
mod resume;
mod sub_questions;
mod unknowns;

/// The report's counts: created, updated, unchanged, repeated and rejected.
fn counts(report: &Report) -> [u64; 5] {
    [report.created, report.updated, report.unchanged, report.repeated, report.rejected]
}

/// The rejections as line, field and problem.
fn rejected(report: &Report) -> Vec<(u64, &str, &RecordProblem)> {
    report.reasons.first().iter().map(|rejection| (rejection.line, rejection.field.as_str(), &rejection.problem)).collect()
}
