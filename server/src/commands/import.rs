//! `jawab import`.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use jawab_service::{
    Clock,
    import::{Import, NewNames, Report},
};
use jawab_store::{Database, LockTimeout};

use super::{output::say, progress_bar};
use crate::config::Config;

/// Reasons printed in full; the rest is counted.
const PRINTED: usize = 50;

/// Imports a file and prints the report. The exit code is 1 where records were rejected.
pub async fn run(config: &Config, file: &Path, map: Option<PathBuf>, dry_run: bool, from_line: Option<u64>) -> anyhow::Result<ExitCode> {
    let database = Database::connect_with(&config.database_url, LockTimeout::LONG).await?;
    database.migrate().await?;
    let import = Import { mapping: map, dry_run, from_line, audited: true, ..Import::open(file)? };
    let bar = progress_bar("importing");
    let began = Instant::now();
    let report = import
        .run(&database, &Clock::system()?, |progress| {
            bar.set_length(progress.total);
            bar.set_position(progress.done);
        })
        .await;
    bar.finish_and_clear();
    let report = report?;
    database.truncate_log().await?;
    print(&report, began.elapsed().as_secs_f64(), dry_run)?;
    Ok(if report.rejected == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
fn print(report: &Report, seconds: f64, dry_run: bool) -> io::Result<()> {
    let taken = report.created + report.updated + report.unchanged + report.repeated;
    say(format_args!("created    {:>8}", report.created))?;
    say(format_args!("updated    {:>8}", report.updated))?;
    say(format_args!("unchanged  {:>8}", report.unchanged))?;
    say(format_args!("repeated   {:>8}  (lines that repeat an earlier line word for word)", report.repeated))?;
    say(format_args!("rejected   {:>8}", report.rejected))?;
    say(format_args!("{:.1} s, {:.0} records per second", seconds, (taken + report.rejected) as f64 / seconds.max(0.001)))?;
    for (title, list) in [("Rejected:", &report.reasons), ("To look at:", &report.notes)] {
        if !list.is_empty() {
            say(format_args!("\n{title}"))?;
            list.first().iter().take(PRINTED).try_for_each(|rejection| say(format_args!("  {rejection}")))?;
            let more = list.total().saturating_sub(PRINTED as u64);
            if more > 0 {
                say(format_args!("  … and {more} more"))?;
            }
        }
    }
    print_new(&report.new_names)?;
    if dry_run {
        say(format_args!("\nThis was a dry run: nothing was changed."))?;
    }
    Ok(())
}

/// The names that had no entry before, by kind: a misspelling is one of them.
fn print_new(names: &NewNames) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    say(format_args!("\nNew names:"))?;
    for (register, word) in NewNames::REGISTERS {
        let of = names.of(register);
        if !of.is_empty() {
            say(format_args!("  {word}"))?;
        }
        of.iter().take(PRINTED).try_for_each(|entry| say(format_args!("    {entry}")))?;
        if let Some(more) = of.len().checked_sub(PRINTED).filter(|more| *more > 0) {
            say(format_args!("    … and {more} more"))?;
        }
    }
    if names.more() > 0 {
        say(format_args!("  … and {} more of any kind", names.more()))?;
    }
    Ok(())
}
