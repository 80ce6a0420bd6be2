//! Applies changes to the index in use.

use super::{
    super::error::failed,
    shared::SharedIndex,
    writer::{Held, Writing, write, writer},
};
use crate::engine::{Change, SearchError};

impl SharedIndex {
    /// Applies changes and commits them.
    pub(in crate::embedded) fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut writing = self.writing();
        self.hold(&mut writing)?;
        let open = self.in_use();
        let Writing { held: Some(held), .. } = &mut *writing else {
            return Err(failed("no writer"));
        };
        let outcome = changes
            .iter()
            .try_for_each(|change| write(&held.writer, &open.fields, change))
            .and_then(|()| held.writer.commit())
            .and_then(|_| open.reader.reload());
        if let Err(error) = outcome {
            writing.held = None;
            return Err(failed(error));
        }
        if let Some(since) = &mut writing.since_rebuild {
            since.extend(changes);
        }
        Ok(())
    }

    /// Takes the lock of the folder and opens a writer, unless both are held already and the folder still exists.
    pub(super) fn hold(&self, writing: &mut Writing) -> Result<(), SearchError> {
        if writing.held.is_some() && self.is_gone(&self.in_use()) {
            writing.held = None;
        }
        if writing.held.is_none() {
            let lock = self.folder.lock()?;
            let open = self.open_to_write()?;
            writing.held = Some(Held { writer: writer(&open.index, 1)?, lock });
        }
        Ok(())
    }
}
