//! Rebuilds the index beside the one in use.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError},
};

use async_trait::async_trait;

use super::{
    super::error::failed,
    building::NewIndex,
    folder::{Current, Folder},
    shared::SharedIndex,
    writer::Held,
};
use crate::engine::{Change, Document, Rebuild, SearchError};

/// A rebuild. If it is dropped before its end, the next one resumes from its last commit.
pub(in crate::embedded) struct Rebuilding {
    /// The engine's shared index, which it will replace.
    shared: Arc<SharedIndex>,
    /// Its folder's name.
    name: String,
    /// The last question at its start.
    reached: i64,
    /// The new index; `None` after a failure.
    new: Option<NewIndex>,
}

impl SharedIndex {
    /// Starts a rebuild, or resumes an interrupted one.
    pub(in crate::embedded) fn begin_rebuild(self: &Arc<Self>) -> Result<Rebuilding, SearchError> {
        let mut writing = self.writing();
        self.hold(&mut writing)?;
        if writing.since_rebuild.is_some() {
            return Err(SearchError::Unavailable("the search index is being rebuilt already".into()));
        }
        let (name, index, reached) = match self.folder.interrupted() {
            Some(interrupted) => interrupted,
            None => self.folder.create().map(|(name, index)| (name, index, 0))?,
        };
        let new = NewIndex::new(index, self.in_use().fields.clone(), reached)?;
        writing.since_rebuild = Some(Vec::new());
        Ok(Rebuilding { shared: Arc::clone(self), name, reached, new: Some(new) })
    }
}

impl Rebuilding {
    /// Applies the changes made meanwhile, commits, and puts the new index in use.
    fn swap(&mut self) -> Result<(), SearchError> {
        let folder: &Folder = &self.shared.folder;
        let mut writing = self.shared.writing();
        let _swapping = self.shared.swapping.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut new) = self.new.take() else {
            return Err(failed("the rebuild has failed before"));
        };
        let changes = writing.since_rebuild.take().unwrap_or_default();
        let built = new.replay(&changes).and_then(|()| new.writer.commit()).map_err(failed);
        let open = built.and_then(|_| {
            let current = Current { name: self.name.clone(), complete: true };
            let open = folder.with_reader(new.index, current.clone()).map_err(failed)?;
            folder.make_current(&current).map_err(failed)?;
            Ok(open)
        });
        match open {
            Ok(open) => {
                self.shared.replace(open);
                if let Some(held) = writing.held.take() {
                    let Held { writer: old, lock } = held;
                    drop(old.wait_merging_threads());
                    writing.held = Some(Held { writer: new.writer, lock });
                }
                folder.keep_only(&self.name);
                Ok(())
            }
            Err(error) => {
                drop(new.writer);
                folder.remove(&self.name);
                Err(error)
            }
        }
    }
}

impl Drop for Rebuilding {
    fn drop(&mut self) {
        if let Some(new) = self.new.take() {
            self.shared.writing().since_rebuild = None;
            if new.committed == 0 {
                drop(new);
                self.shared.folder.remove(&self.name);
            }
        }
    }
}

impl Rebuilding {
    /// Runs work on the new index on a thread that may block.
    async fn work(&mut self, work: impl FnOnce(&mut NewIndex) -> tantivy::Result<()> + Send + 'static) -> Result<(), SearchError> {
        let Some(mut new) = self.new.take() else {
            return Err(failed("the rebuild has failed before"));
        };
        let task = tokio::task::spawn_blocking(move || {
            let outcome = work(&mut new);
            (new, outcome)
        });
        match task.await {
            Ok((new, outcome)) => {
                self.new = Some(new);
                outcome.map_err(failed)
            }
            Err(error) => {
                self.shared.writing().since_rebuild = None;
                Err(failed(error))
            }
        }
    }
}

#[async_trait]
impl Rebuild for Rebuilding {
    fn reached(&self) -> i64 {
        self.reached
    }

    async fn versions(&mut self) -> Result<BTreeMap<i64, i64>, SearchError> {
        Ok(self.new.as_ref().map(|new| new.versions.clone()).unwrap_or_default())
    }

    async fn mend(&mut self, changes: Vec<Change>) -> Result<(), SearchError> {
        self.work(move |new| changes.iter().try_for_each(|change| new.change(change))).await
    }

    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError> {
        self.work(move |new| new.add(documents)).await
    }

    async fn finish(mut self: Box<Self>) -> Result<(), SearchError> {
        let finish = move || {
            self.new.as_mut().map_or(Ok(()), NewIndex::merge).map_err(failed)?;
            self.swap()
        };
        tokio::task::spawn_blocking(finish).await.map_err(failed)?
    }
}
