//! `jawab import`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use jawab_service::{
    Clock,
    import::{Import, Report},
};
use jawab_store::{Database, Patience};

use super::progress_bar;
use crate::config::Config;

/// Rejections printed in full; the rest is counted.
const PRINTED: usize = 50;

/// Imports a file and prints the report. The exit code is 1 where records were rejected.
pub async fn run(config: &Config, file: &Path, map: Option<PathBuf>, dry_run: bool, from_line: Option<u64>) -> anyhow::Result<ExitCode> {
    let database = Database::connect_with(&config.database_url, Patience::LONG).await?;
    database.migrate().await?;
    let import = Import { mapping: map, dry_run, from_line, ..Import::open(file)? };
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
    database.tidy().await?;
    print(&report, began.elapsed().as_secs_f64(), dry_run);
    Ok(if report.rejected.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
fn print(report: &Report, seconds: f64, dry_run: bool) {
    let taken = report.created + report.updated + report.unchanged + report.repeated;
    println!("created    {:>8}", report.created);
    println!("updated    {:>8}", report.updated);
    println!("unchanged  {:>8}", report.unchanged);
    println!("repeated   {:>8}  (lines that repeat an earlier line word for word)", report.repeated);
    println!("rejected   {:>8}", report.rejected.total());
    println!("{:.1} s, {:.0} records per second", seconds, (taken + report.rejected.total()) as f64 / seconds.max(0.001));
    for (title, list) in [("Rejected:", &report.rejected), ("To look at:", &report.notes)] {
        if !list.is_empty() {
            println!("\n{title}");
            list.kept().iter().take(PRINTED).for_each(|rejection| println!("  {rejection}"));
            let more = list.total().saturating_sub(PRINTED as u64);
            if more > 0 {
                println!("  … and {more} more");
            }
        }
    }
    if dry_run {
        println!("\nThis was a dry run: nothing was changed.");
    }
}
