//! Saves batches: each is a transaction, and each record a savepoint in it.

use chrono::NaiveDate;
use jawab_store::{Change, Connection, Database, StoreError, imports, questions, rows};

use super::{ImportError, audited::Counts, reference::BatchReference};
use crate::{
    Clock,
    import::{
        Import,
        draft::Draft,
        people::People,
        report::{RecordProblem, Rejection, Report},
        save::{DeferredWrites, KnownQuestions, RedactedTexts, SaveError, SaveOutcome, Saver},
    },
};

/// Saves batches.
pub struct Runner<'a> {
    database: &'a Database,
    clock: &'a Clock,
    file: &'a str,
    file_hash: &'a str,
    dry_run: bool,
    audited: bool,
    /// What the batches that were saved so far have changed.
    saved: Counts,
    /// The single change of a dry run: later records find earlier ones, before everything is rolled back.
    trial: Option<Change>,
    /// The reference data of the previous batch.
    reference: Option<BatchReference>,
}

impl<'a> Runner<'a> {
    pub fn new(database: &'a Database, clock: &'a Clock, import: &'a Import, file_hash: &'a str) -> Self {
        let (file, dry_run, audited) = (import.name.as_str(), import.dry_run, import.audited);
        Self { database, clock, file, file_hash, dry_run, audited, saved: Counts::default(), trial: None, reference: None }
    }

    /// The day of the import, in Morocco.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Whether others who write wait while a batch is saved.
    pub fn holds_up_writers(&self) -> bool {
        !self.dry_run && self.database.has_one_writer()
    }

    /// Writes a run that stopped into the audit record, with what was saved before.
    pub async fn record_stopped(&self) -> Result<(), StoreError> {
        if self.dry_run || !self.audited || !self.saved.changed() {
            return Ok(());
        }
        let change = self.database.change().await?;
        self.saved.record(change.connection(), self.clock.now(), self.file).await?;
        change.commit_quietly().await
    }

    /// Saves a batch in one transaction. `last_line` is the last line that it covers.
    pub async fn save(&mut self, batch: Vec<(u64, Draft)>, last_line: u64, finished: bool, report: &mut Report) -> Result<(), ImportError> {
        let line = batch.first().map_or(last_line, |(line, _)| *line);
        self.try_save(batch, last_line, finished, report).await.map_err(|source| ImportError::Store { line, source })
    }

    async fn try_save(&mut self, batch: Vec<(u64, Draft)>, last_line: u64, finished: bool, report: &mut Report) -> Result<(), StoreError> {
        let trial = self.trial.take();
        let (batch, unchanged) = match &trial {
            Some(change) => without_unchanged(change.connection(), batch).await?,
            None => without_unchanged(self.database.reader(), batch).await?,
        };
        report.unchanged += unchanged;
        let change = match trial {
            Some(change) => change,
            None => self.database.change().await?,
        };
        let changed = !batch.is_empty();
        if changed {
            self.save_each(&change, batch, report).await?;
        }
        if self.dry_run && finished {
            return change.rollback().await;
        }
        if self.dry_run {
            self.trial = Some(change);
            return Ok(());
        }
        self.remember(change.connection(), last_line, finished).await?;
        let counts = Counts::of(report);
        if finished && self.audited && counts.changed() {
            // Last, as in other changes: on PostgreSQL the audit record is a lock.
            counts.record(change.connection(), self.clock.now(), self.file).await?;
        }
        if !changed {
            return change.commit_quietly().await;
        }
        change.commit().await?;
        self.saved = counts;
        if let Some(reference) = &mut self.reference {
            reference.committed();
        }
        Ok(())
    }

    /// Saves the records of a batch one by one, then what is written for many of them together.
    async fn save_each(&mut self, change: &Change, batch: Vec<(u64, Draft)>, report: &mut Report) -> Result<(), StoreError> {
        let db = change.connection();
        // Changes of deadline rules and holidays wait until the batch is saved: the batch is computed with one calendar, which is read
        // after this lock. It is the first lock, as in the changes that wait for it, to prevent a deadlock.
        questions::lock_for_writing(db).await?;
        let mut reference = BatchReference::load(change, self.reference.take()).await?;
        let mut known_questions = KnownQuestions::load(db, &batch).await?;
        let mut deferred = DeferredWrites::default();
        let actor = format!("import {}", self.file);
        for (line, draft) in batch {
            // Deferred writes of a question come before a further change of it.
            if known_questions.question(&draft.source_id).is_some_and(|id| deferred.is_about(id)) {
                std::mem::take(&mut deferred).write(db).await?;
            }
            let changed_before = std::mem::take(&mut reference.people.changed);
            // Each record has a savepoint: if the database rejects one, the others are saved.
            let savepoint = db.savepoint().await?;
            let mut saver = Saver {
                db: &*savepoint,
                people: &mut reference.people,
                calendar: &reference.calendar,
                known_questions: &known_questions,
                now: self.clock.now(),
                actor: &actor,
                texts: Vec::new(),
                redacted: RedactedTexts::default(),
                deferred: DeferredWrites::default(),
                notes: Vec::new(),
            };
            match saver.save(&draft).await {
                Ok(saved) => {
                    let Saver { notes, deferred: of_record, .. } = saver;
                    savepoint.release().await?;
                    deferred.add(of_record);
                    report.new_names.extend(std::mem::take(&mut reference.people.made));
                    let source_id = || Some(draft.source_id.clone());
                    let notes = notes.into_iter().map(|(field, problem)| Rejection { line, source_id: source_id(), field, problem });
                    report.notes.extend(notes);
                    let (count, id) = match saved {
                        SaveOutcome::Created(id) => (&mut report.created, id),
                        SaveOutcome::Updated(id) => (&mut report.updated, id),
                        SaveOutcome::Unchanged(id) => (&mut report.unchanged, id),
                    };
                    *count += 1;
                    known_questions.add(&draft, id);
                }
                Err(error) => {
                    savepoint.rollback().await?;
                    // The people it created are rolled back with it.
                    reference.people.made.clear();
                    if reference.people.changed {
                        reference.people = People::load(db).await?;
                    }
                    report.reject([rejection(line, &draft, error)?]);
                }
            }
            reference.people.changed |= changed_before;
        }
        deferred.write(db).await?;
        self.reference = Some(reference);
        Ok(())
    }

    async fn remember(&self, db: &impl Connection, last_line: u64, finished: bool) -> Result<(), StoreError> {
        let run = rows::ImportRun {
            file_sha256: self.file_hash.to_owned(),
            file_name: self.file.to_owned(),
            lines_done: last_line.cast_signed(),
            finished,
            updated_at: self.clock.now(),
        };
        imports::save(db, run).await
    }
}

/// Drops the drafts that are unchanged in the database.
async fn without_unchanged(db: &impl Connection, batch: Vec<(u64, Draft)>) -> Result<(Vec<(u64, Draft)>, u64), StoreError> {
    let sources: Vec<&str> = batch.iter().map(|(_, draft)| draft.source_id.as_str()).collect();
    let known = questions::by_sources(db, &sources).await?;
    let is_as_known = |draft: &Draft| known.get(&draft.source_id).is_some_and(|known| known.hash == Some(draft.hash()));
    let all = batch.len();
    let rest: Vec<_> = batch.into_iter().filter(|(_, draft)| !is_as_known(draft)).collect();
    let unchanged = (all - rest.len()) as u64;
    Ok((rest, unchanged))
}

/// The rejection of a record that could not be saved. Any other failure of the database stops the import.
fn rejection(line: u64, draft: &Draft, error: SaveError) -> Result<Rejection, StoreError> {
    let (field, problem) = match error {
        SaveError::Record(field, problem) => (field, problem),
        SaveError::Store(StoreError::Refused(error)) => (String::new(), RecordProblem::Refused(error.to_string())),
        SaveError::Store(error) => return Err(error),
    };
    Ok(Rejection { line, source_id: Some(draft.source_id.clone()), field, problem })
}
