//! Reads a file, saves its records in whole batches, and keeps count of what became of each.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use jawab_store::{Database, StoreError, imports};

use super::{
    check::{Checker, Found},
    draft::Draft,
    flat::{Mapper, MappingError},
    raw,
    report::{Rejection, Report},
};
use crate::Clock;

mod batch;
mod contents;
mod kept;
mod seen;

use batch::Runner;
pub use contents::Contents;
use seen::Seen;

/// Records in a batch: one transaction each.
const BATCH: usize = 250;
/// After so long with the write lock of `SQLite` …
const HELD_MOST: Duration = Duration::from_secs(1);
/// … it is left to others for a moment: whoever waits for it looks every tenth of a second.
const LEFT: Duration = Duration::from_millis(110);

/// An import to be run.
#[derive(Debug, Clone)]
pub struct Import {
    /// The file's name, for reports and events.
    pub name: String,
    /// What it holds.
    pub contents: Contents,
    /// Where files that records name are looked for.
    pub folder: PathBuf,
    /// The mapping, for flat records.
    pub mapping: Option<PathBuf>,
    /// Whether to stop short of writing: everything is checked and saved, then taken back.
    pub dry_run: bool,
    /// The line to begin at; none: where an unfinished import of the same file stopped, else the first.
    pub from_line: Option<u64>,
    /// What `today` means in dates, for demonstrations.
    pub relative_to: Option<NaiveDate>,
}

/// Why an import stopped. Batches saved before stay saved.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Unreadable(String, std::io::Error),
    /// The file is not text in UTF-8.
    #[error("{0}: the file is not text in UTF-8")]
    NotUtf8(String),
    /// The file was written while it was read.
    #[error("{0}: the file changed while it was read; import it again")]
    Changed(String),
    /// The mapping cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// CSV without a mapping.
    #[error("flat records need a mapping: add --map MAPPING.json")]
    NoMapping,
    /// The database failed.
    #[error("stopped before line {line}: {source}; run the same command again to go on from there")]
    Store {
        /// The first line that is not saved.
        line: u64,
        /// What failed.
        source: StoreError,
    },
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Lines dealt with.
    pub done: u64,
    /// Lines in the file.
    pub total: u64,
}

impl Import {
    /// The import of a file.
    ///
    /// # Errors
    /// When it cannot be read.
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
        Ok(Self { name, contents, folder, mapping: None, dry_run: false, from_line: None, relative_to: None })
    }

    /// Runs it.
    ///
    /// # Errors
    /// When the file or mapping cannot be read, or the database fails. Records at fault are no error: the report names
    /// them and the rest goes in.
    pub async fn run(&self, database: &Database, clock: &Clock, mut progress: impl FnMut(Progress)) -> Result<Report, ImportError> {
        // What a dry run writes and takes back would keep every other writer of SQLite waiting until then.
        let copied = if self.dry_run { database.private_copy().await } else { Ok(None) };
        let copy = copied.map_err(|source| ImportError::Store { line: 1, source })?;
        let database = copy.as_ref().map_or(database, |(copy, _)| copy);
        let mapper = self.mapping.as_deref().map(Mapper::open).transpose()?;
        let outline = self.outline()?;
        let mut rest = self.records(&outline, mapper)?.peekable();
        let begin = self.begin(database, &outline.sha256).await.map_err(|source| ImportError::Store { line: 1, source })?;

        let checker = Checker { folder: &self.folder, relative_to: self.relative_to };
        let mut report = Report::default();
        let mut seen = Seen::default();
        let mut batch = Vec::new();
        let mut held = Duration::ZERO;
        let mut runner = Runner::new(database, clock, &self.name, &outline.sha256, self.dry_run);
        while let Some(next) = rest.next() {
            let (line, record) = next?;
            if line >= begin {
                check(&checker, line, record, &mut seen, &mut report, &mut batch);
            } else {
                seen.pass(&checker, record);
            }
            let finished = rest.peek().is_none();
            if batch.len() >= BATCH || finished {
                self.must_be_as(&outline)?;
                let began = Instant::now();
                runner.save(std::mem::take(&mut batch), line, finished, &mut report).await?;
                held += began.elapsed();
                progress(Progress { done: if finished { outline.lines } else { line }, total: outline.lines });
                if held >= HELD_MOST && !finished && !self.dry_run && database.has_one_writer() {
                    tokio::time::sleep(LEFT).await;
                    held = Duration::ZERO;
                }
            }
        }
        Ok(report)
    }

    /// Reads and checks all records without a database: what is wrong with each by itself.
    ///
    /// # Errors
    /// When the file or mapping cannot be read.
    pub fn look(&self) -> Result<Report, ImportError> {
        let checker = Checker { folder: &self.folder, relative_to: self.relative_to };
        let (mut report, mut seen, mut taken) = (Report::default(), Seen::default(), Vec::new());
        let mapper = self.mapping.as_deref().map(Mapper::open).transpose()?;
        for next in self.records(&self.outline()?, mapper)? {
            let (line, record) = next?;
            check(&checker, line, record, &mut seen, &mut report, &mut taken);
            taken.clear();
        }
        Ok(report)
    }

    /// The line an unfinished import of this very file stopped before.
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
    record: Result<raw::Record, Found>,
    seen: &mut Seen,
    report: &mut Report,
    batch: &mut Vec<(u64, Draft)>,
) {
    let source_id = record.as_ref().ok().and_then(|record| record.source_id.clone());
    let named = |(field, problem)| Rejection { line, source_id: source_id.clone(), field, problem };
    match record.and_then(|record| checker.check(record)) {
        Ok((mut draft, notes)) => {
            report.notes.extend(notes.into_iter().map(named));
            if seen.is_new(&mut draft) {
                batch.push((line, draft));
            } else {
                report.repeated += 1;
            }
        }
        Err(problems) => report.rejected.extend(problems.into_iter().map(named)),
    }
}
