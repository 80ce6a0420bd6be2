//! Saves batches: each one transaction, each record a savepoint of its own.

use std::collections::HashMap;

use jawab_store::{
    Change, Database, StoreError,
    entity::{import_run, question},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbBackend, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    sea_query::OnConflict,
};

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

/// Waits for whoever changes what deadlines are reckoned with, and keeps them waiting until the batch is saved: it is reckoned by one
/// calendar, which is read after this. `SQLite` has one writer anyway.
const LOCK_QUESTIONS: &str = "LOCK TABLE question IN ROW EXCLUSIVE MODE";

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
        // Before all else, as those do whom it waits for: else either side could have what the other one waits for.
        if db.get_database_backend() == DbBackend::Postgres {
            db.execute_unprepared(LOCK_QUESTIONS).await?;
        }
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

    async fn remember(&self, db: &impl ConnectionTrait, last_line: u64, finished: bool) -> Result<(), StoreError> {
        let run = import_run::ActiveModel {
            file_sha256: Set(self.file_hash.to_owned()),
            file_name: Set(self.file.to_owned()),
            lines_done: Set(last_line.cast_signed()),
            finished: Set(finished),
            updated_at: Set(self.clock.now()),
        };
        let columns = [import_run::Column::LinesDone, import_run::Column::Finished, import_run::Column::UpdatedAt];
        let on_conflict = OnConflict::column(import_run::Column::FileSha256).update_columns(columns).to_owned();
        import_run::Entity::insert(run).on_conflict(on_conflict).exec_without_returning(db).await?;
        Ok(())
    }
}

/// Drops the drafts that the database holds just so already.
async fn without_unchanged(db: &impl ConnectionTrait, batch: Vec<(u64, Draft)>) -> Result<(Vec<(u64, Draft)>, u64), StoreError> {
    let rows: Vec<(Option<String>, Option<String>)> = question::Entity::find()
        .select_only()
        .columns([question::Column::SourceId, question::Column::SourceHash])
        .filter(question::Column::SourceId.is_in(batch.iter().map(|(_, draft)| draft.source_id.clone())))
        .into_tuple()
        .all(db)
        .await?;
    let known: HashMap<String, String> = rows.into_iter().filter_map(|(id, hash)| Some((id?, hash?))).collect();
    let all = batch.len();
    let rest: Vec<_> = batch.into_iter().filter(|(_, draft)| known.get(&draft.source_id) != Some(&draft.hash())).collect();
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
