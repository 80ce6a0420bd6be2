//! Saves batches: each one transaction, each record a savepoint of its own.

use jawab_store::{Change, Connection, Database, StoreError, imports, questions, rows};

use super::{ImportError, kept::Kept};
use crate::{
    Clock,
    import::{
        draft::Draft,
        people::People,
        report::{Problem, Rejection, Report},
        save::{Later, Present, Redacted, SaveError, Saved, Saver},
    },
};

/// Saves batches.
pub struct Runner<'a> {
    database: &'a Database,
    clock: &'a Clock,
    file: &'a str,
    file_hash: &'a str,
    dry_run: bool,
    /// The one change of a dry run, so that records find those they name before everything is taken back.
    trial: Option<Change>,
    /// What the batch before went by.
    kept: Option<Kept>,
}

impl<'a> Runner<'a> {
    pub const fn new(database: &'a Database, clock: &'a Clock, file: &'a str, file_hash: &'a str, dry_run: bool) -> Self {
        Self { database, clock, file, file_hash, dry_run, trial: None, kept: None }
    }

    /// Saves a batch in one transaction; `last_line` is the last line it covers.
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
        if !changed {
            return change.commit_quietly().await;
        }
        change.commit().await?;
        if let Some(kept) = &mut self.kept {
            kept.committed();
        }
        Ok(())
    }

    /// Saves the records of a batch one after the other, and then what is written for many of them at once.
    async fn save_each(&mut self, change: &Change, batch: Vec<(u64, Draft)>, report: &mut Report) -> Result<(), StoreError> {
        let db = change.connection();
        // Whoever changes what deadlines are reckoned with waits until the batch is saved: it is reckoned by one calendar, which is read
        // after this. Before all else, as those do whom it waits for: else either side could have what the other one waits for.
        questions::lock_for_writing(db).await?;
        let mut kept = Kept::of(change, self.kept.take()).await?;
        let mut present = Present::of(db, &batch).await?;
        let mut later = Later::default();
        let actor = format!("import {}", self.file);
        for (line, draft) in batch {
            // What was put off of a question comes before a change of it.
            if present.question(&draft.source_id).is_some_and(|id| later.is_about(id)) {
                std::mem::take(&mut later).write(db).await?;
            }
            let changed_before = std::mem::take(&mut kept.people.changed);
            // A record of its own savepoint: one that the database refuses takes nothing else with it.
            let savepoint = db.savepoint().await?;
            let mut saver = Saver {
                db: &*savepoint,
                people: &mut kept.people,
                calendar: &kept.calendar,
                present: &present,
                now: self.clock.now(),
                actor: &actor,
                texts: Vec::new(),
                redacted: Redacted::default(),
                later: Later::default(),
                notes: Vec::new(),
            };
            match saver.save(&draft).await {
                Ok(saved) => {
                    let Saver { notes, later: of_record, .. } = saver;
                    savepoint.keep().await?;
                    later.add(of_record);
                    let source_id = || Some(draft.source_id.clone());
                    let notes = notes.into_iter().map(|(field, problem)| Rejection { line, source_id: source_id(), field, problem });
                    report.notes.extend(notes);
                    let (count, id) = match saved {
                        Saved::Created(id) => (&mut report.created, id),
                        Saved::Updated(id) => (&mut report.updated, id),
                        Saved::Unchanged(id) => (&mut report.unchanged, id),
                    };
                    *count += 1;
                    present.add(&draft, id);
                }
                Err(error) => {
                    savepoint.take_back().await?;
                    // Whom it made is gone with it.
                    if kept.people.changed {
                        kept.people = People::load(db).await?;
                    }
                    report.rejected.push(rejection(line, &draft, error)?);
                }
            }
            kept.people.changed |= changed_before;
        }
        later.write(db).await?;
        self.kept = Some(kept);
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

/// Drops the drafts that the database holds just so already.
async fn without_unchanged(db: &impl Connection, batch: Vec<(u64, Draft)>) -> Result<(Vec<(u64, Draft)>, u64), StoreError> {
    let sources: Vec<&str> = batch.iter().map(|(_, draft)| draft.source_id.as_str()).collect();
    let known = questions::by_sources(db, &sources).await?;
    let is_as_known = |draft: &Draft| known.get(&draft.source_id).is_some_and(|known| known.hash == Some(draft.hash()));
    let all = batch.len();
    let rest: Vec<_> = batch.into_iter().filter(|(_, draft)| !is_as_known(draft)).collect();
    let unchanged = (all - rest.len()) as u64;
    Ok((rest, unchanged))
}

/// What the report says of a record that could not be saved. A database that fails altogether stops the import.
fn rejection(line: u64, draft: &Draft, error: SaveError) -> Result<Rejection, StoreError> {
    let (field, problem) = match error {
        SaveError::Record(field, problem) => (field, problem),
        SaveError::Store(StoreError::Refused(error)) => (String::new(), Problem::Refused(error.to_string())),
        SaveError::Store(error) => return Err(error),
    };
    Ok(Rejection { line, source_id: Some(draft.source_id.clone()), field, problem })
}
