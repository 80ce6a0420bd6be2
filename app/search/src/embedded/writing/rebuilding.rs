//! A rebuild beside the index in use.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError},
};

use async_trait::async_trait;

use super::{
    super::{
        Inner,
        folder::{Folder, Pointer, failed},
    },
    Held, New,
};
use crate::port::{Change, Document, Rebuild, SearchError};

/// A rebuild under way. Dropped before its end, it leaves what was committed for the next one.
pub(in crate::embedded) struct Rebuilding {
    /// The engine whose index it is to become.
    pub(super) inner: Arc<Inner>,
    /// Its folder's name.
    pub(super) name: String,
    /// Where it began.
    pub(super) reached: i64,
    /// What is built; none once it failed.
    pub(super) new: Option<New>,
}

impl Rebuilding {
    /// Commits what was built with what has changed meanwhile, and puts it in use.
    fn swap(&mut self) -> Result<(), SearchError> {
        let folder: &Folder = &self.inner.folder;
        let mut writing = self.inner.writing();
        let _swapping = self.inner.swapping.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut new) = self.new.take() else {
            return Err(failed("the rebuild has failed before"));
        };
        let changes = writing.since_rebuild.take().unwrap_or_default();
        let built = new.replay(&changes).and_then(|()| new.writer.commit()).map_err(failed);
        let live = built.and_then(|_| {
            let pointer = Pointer { name: self.name.clone(), complete: true };
            let live = folder.live(new.index, pointer.clone()).map_err(failed)?;
            folder.point(&pointer).map_err(failed)?;
            Ok(live)
        });
        match live {
            Ok(live) => {
                self.inner.set_live(live);
                if let Some(held) = writing.held.take() {
                    let Held { writer: old, _lock } = held;
                    drop(old.wait_merging_threads());
                    writing.held = Some(Held { writer: new.writer, _lock });
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
            self.inner.writing().since_rebuild = None;
            if new.committed == 0 {
                drop(new);
                self.inner.folder.remove(&self.name);
            }
        }
    }
}

impl Rebuilding {
    /// Works on the new index where waiting for the disk is no harm.
    async fn work(&mut self, work: impl FnOnce(&mut New) -> tantivy::Result<()> + Send + 'static) -> Result<(), SearchError> {
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
                self.inner.writing().since_rebuild = None;
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
            self.new.as_mut().map_or(Ok(()), New::settle).map_err(failed)?;
            self.swap()
        };
        tokio::task::spawn_blocking(finish).await.map_err(failed)?
    }
}
