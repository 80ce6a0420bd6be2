//! Reads a file, saves its records in batches, and counts the results.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use jawab_store::{Database, StoreError, imports};

use super::{
    check::{Checker, FieldProblems},
    draft::Draft,
    flat::{Mapper, MappingError},
    raw,
    report::{Rejection, Report},
};
use crate::Clock;

mod audited;
mod batch;
mod contents;
mod reference;
mod repetitions;

use batch::Runner;
pub use contents::Contents;
use contents::{Outline, Records};
use repetitions::Repetitions;

/// Records per batch, which is one transaction.
const BATCH: usize = 250;
/// After holding the write lock of `SQLite` for so long …
const MAX_WRITE_LOCK: Duration = Duration::from_secs(1);
/// … an import releases it for this time: other writers poll for it every tenth of a second.
const WRITE_LOCK_PAUSE: Duration = Duration::from_millis(110);

/// An import.
#[derive(Debug, Clone)]
pub struct Import {
    /// The name of the file, for reports and events.
    pub name: String,
    /// Its contents.
    pub contents: Contents,
    /// The folder of the files named in records.
    pub folder: PathBuf,
    /// The mapping, for flat records.
    pub mapping: Option<PathBuf>,
    /// Whether to write nothing: everything is validated and saved, then rolled back.
    pub dry_run: bool,
    /// The first line; `None`: where an unfinished import of the same file stopped, else the first line of the file.
    pub from_line: Option<u64>,
    /// What `today` means in dates, for demonstrations.
    pub relative_to: Option<NaiveDate>,
    /// Whether a run that changes something gets a line in the audit record, as those of an operator do.
    pub audited: bool,
}

/// Why an import stopped. Batches saved before are kept.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Unreadable(String, std::io::Error),
    /// The file is not text in UTF-8.
    #[error("{0}: the file is not text in UTF-8")]
    NotUtf8(String),
    /// The file was modified while it was read.
    #[error("{0}: the file changed while it was read; import it again")]
    Changed(String),
    /// The mapping cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// A CSV file without a mapping.
    #[error("flat records need a mapping: add --map MAPPING.json")]
    NoMapping,
    /// The database failed.
    #[error("stopped before line {line}: {source}; run the same command again to go on from there")]
    Store {
        /// The first line that was not saved.
        line: u64,
        /// The error.
        source: StoreError,
    },
}

/// The progress of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The number of lines processed.
    pub done: u64,
    /// The number of lines in the file.
    pub total: u64,
}

impl Import {
    /// An import of a file.
    pub fn open(file: &Path) -> Result<Self, ImportError> {
        let unreadable = |error| ImportError::Unreadable(file.display().to_string(), error);
        let contents = if std::fs::metadata(file).map_err(unreadable)?.is_file() {
            Contents::File(file.to_owned())
        } else {
            // A pipe can be read only once.
            Contents::Memory(std::fs::read(file).map_err(unreadable)?)
        };
        let name = file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
        let folder = file.parent().unwrap_or(Path::new(".")).to_owned();
        Ok(Self { name, contents, folder, mapping: None, dry_run: false, from_line: None, relative_to: None, audited: false })
    }

    /// Runs the import. Invalid records are not an error: the report lists them, and the others are imported.
    ///
    /// # Errors
    /// If the file or the mapping cannot be read, or the database fails.
    pub async fn run(&self, database: &Database, clock: &Clock, mut progress: impl FnMut(Progress)) -> Result<Report, ImportError> {
        // A dry run holds its transaction to the end: on SQLite it would block every other writer, so it uses a copy.
        let copied = if self.dry_run { database.private_copy().await } else { Ok(None) };
        let copy = copied.map_err(|source| ImportError::Store { line: 1, source })?;
        let database = copy.as_ref().map_or(database, |(copy, _)| copy);
        let mapper = self.mapping.as_deref().map(Mapper::open).transpose()?;
        let outline = self.outline()?;
        let records = self.records(&outline, mapper)?;
        let begin = self.begin(database, &outline.sha256).await.map_err(|source| ImportError::Store { line: 1, source })?;
        let mut runner = Runner::new(database, clock, self, &outline.sha256);
        let outcome = self.save_records(records, begin, &outline, &mut runner, &mut progress).await;
        if outcome.is_err()
            && let Err(error) = runner.record_stopped().await
        {
            tracing::error!(%error, "what an import saved before it stopped is not in the audit record");
        }
        outcome
    }

    /// Saves the records from a line on, in batches.
    async fn save_records(
        &self,
        records: Records<'_>,
        begin: u64,
        outline: &Outline,
        runner: &mut Runner<'_>,
        progress: &mut impl FnMut(Progress),
    ) -> Result<Report, ImportError> {
        let mut rest = records.peekable();
        let checker = Checker { folder: &self.folder, today: runner.today(), relative_to: self.relative_to };
        let mut report = Report::default();
        let mut repetitions = Repetitions::default();
        let mut batch = Vec::new();
        let mut lock_time = Duration::ZERO;
        while let Some(next) = rest.next() {
            let (line, record) = next?;
            if line >= begin {
                check(&checker, line, record, &mut repetitions, &mut report, &mut batch);
            } else {
                repetitions.pass(&checker, record);
            }
            let finished = rest.peek().is_none();
            if batch.len() >= BATCH || finished {
                self.must_be_unchanged(outline)?;
                let began = Instant::now();
                runner.save(std::mem::take(&mut batch), line, finished, &mut report).await?;
                lock_time += began.elapsed();
                progress(Progress { done: if finished { outline.lines } else { line }, total: outline.lines });
                if lock_time >= MAX_WRITE_LOCK && !finished && runner.holds_up_writers() {
                    tokio::time::sleep(WRITE_LOCK_PAUSE).await;
                    lock_time = Duration::ZERO;
                }
            }
        }
        Ok(report)
    }

    /// Reads and validates all records without a database and without a clock: a date may lie in the future.
    pub fn check_only(&self) -> Result<Report, ImportError> {
        let checker = Checker { folder: &self.folder, today: NaiveDate::MAX, relative_to: self.relative_to };
        let (mut report, mut repetitions, mut taken) = (Report::default(), Repetitions::default(), Vec::new());
        let mapper = self.mapping.as_deref().map(Mapper::open).transpose()?;
        for next in self.records(&self.outline()?, mapper)? {
            let (line, record) = next?;
            check(&checker, line, record, &mut repetitions, &mut report, &mut taken);
            taken.clear();
        }
        Ok(report)
    }

    /// The line before which an unfinished import of the same file stopped.
    async fn begin(&self, database: &Database, file_hash: &str) -> Result<u64, StoreError> {
        if let Some(line) = self.from_line {
            return Ok(line);
        }
        let run = imports::run(database.reader(), file_hash).await?;
        Ok(run.filter(|run| !run.finished).map_or(1, |run| run.lines_done.cast_unsigned() + 1))
    }
}

fn check(
    checker: &Checker<'_>,
    line: u64,
    record: Result<raw::Record, FieldProblems>,
    repetitions: &mut Repetitions,
    report: &mut Report,
    batch: &mut Vec<(u64, Draft)>,
) {
    let source_id = record.as_ref().ok().and_then(|record| record.source_id.clone());
    let named = |(field, problem)| Rejection { line, source_id: source_id.clone(), field, problem };
    match record.and_then(|record| checker.check(record)) {
        Ok((mut draft, notes)) => {
            report.notes.extend(notes.into_iter().map(named));
            if repetitions.is_new(&mut draft) {
                batch.push((line, draft));
            } else {
                report.repeated += 1;
            }
        }
        Err(problems) => report.reject(problems.into_iter().map(named)),
    }
}
