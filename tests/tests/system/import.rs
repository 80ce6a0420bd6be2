//! Imports: repeatable, in whole batches, with a report.

use jawab_service::import::{Problem, Report};

mod batches;
mod changes;
mod demonstration;
mod ends;
mod flat;
mod identity;
mod names;
mod pending;
mod redacted;
mod rejections;
mod resume;
mod sub_questions;
mod unknowns;

/// What the report says was created, updated, left as it was, repeated and rejected.
fn counts(report: &Report) -> [u64; 5] {
    [report.created, report.updated, report.unchanged, report.repeated, report.rejected.total()]
}

/// The rejections as line, field and problem.
fn rejected(report: &Report) -> Vec<(u64, &str, &Problem)> {
    report.rejected.kept().iter().map(|rejection| (rejection.line, rejection.field.as_str(), &rejection.problem)).collect()
}
