//! The index that the clones of an engine share: the one in use, its replacement, and the state of writing.

use std::{
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    super::{cancellation::CancelToken, error::failed},
    folder::{Current, Folder, OpenIndex},
    writer::Writing,
};
use crate::engine::SearchError;

/// The index in use, with its folder.
pub(in crate::embedded) struct SharedIndex {
    pub(super) folder: Folder,
    in_use: RwLock<Arc<OpenIndex>>,
    writing: Mutex<Writing>,
    /// Held while the index in use is replaced; searches then continue with the old one.
    pub(super) swapping: Mutex<()>,
    /// Whether reading failed because a file is damaged.
    damaged: AtomicBool,
}

impl SharedIndex {
    /// Opens the index in a folder, and reads all of it once, to verify it.
    pub(in crate::embedded) fn open(dir: &Path) -> Result<Self, SearchError> {
        let folder = Folder::new(dir).map_err(failed)?;
        let open = match folder.open(true) {
            Some(open) => open,
            None => match folder.lock() {
                Ok(_lock) => open_or_create(&folder)?,
                Err(SearchError::Unavailable(_)) => folder.placeholder()?,
                Err(error) => return Err(error),
            },
        };
        let in_use = RwLock::new(Arc::new(open));
        Ok(Self { folder, in_use, writing: Mutex::default(), swapping: Mutex::default(), damaged: AtomicBool::new(false) })
    }

    /// The index in use, which another process may have replaced.
    pub(in crate::embedded) fn current(&self) -> Arc<OpenIndex> {
        let open = self.in_use();
        if self.folder.current().is_none_or(|current| current.name == open.name) {
            return open;
        }
        let Ok(_swapping) = self.swapping.try_lock() else { return open };
        if let Some(newer) = self.folder.open(false) {
            self.replace(newer);
        }
        self.in_use()
    }

    /// Whether the index in use must be rebuilt.
    pub(in crate::embedded) fn needs_rebuild(&self) -> bool {
        let open = self.current();
        !open.complete || self.damaged.load(Ordering::Relaxed) || self.is_gone(&open)
    }

    /// Passes on the result of reading, and records a failure that is not a cancellation.
    pub(in crate::embedded) fn checked<T>(&self, result: tantivy::Result<T>, cancel: &CancelToken) -> Result<T, SearchError> {
        result.map_err(|error| {
            self.damaged.fetch_or(!cancel.is_cancelled(), Ordering::Relaxed);
            failed(error)
        })
    }

    pub(super) fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn in_use(&self) -> Arc<OpenIndex> {
        Arc::clone(&self.in_use.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn replace(&self, open: OpenIndex) {
        *self.in_use.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(open);
        self.damaged.store(false, Ordering::Relaxed);
    }

    /// The index in use, for writing. Requires the lock of the folder.
    pub(super) fn open_to_write(&self) -> Result<Arc<OpenIndex>, SearchError> {
        let open = self.in_use();
        if self.is_gone(&open) || self.folder.current().is_some_and(|current| current.name != open.name) {
            self.replace(open_or_create(&self.folder)?);
        }
        Ok(self.in_use())
    }

    /// Whether the files of the index in use were deleted. Searches continue with the open files; nothing can be written.
    pub(super) fn is_gone(&self, open: &OpenIndex) -> bool {
        self.folder.current().is_none_or(|current| current.name == open.name && !self.folder.has(&open.name))
    }
}

/// The index in use, or a new empty one in its place. Requires the lock of the folder.
fn open_or_create(folder: &Folder) -> Result<OpenIndex, SearchError> {
    if let Some(open) = folder.open(true) {
        return Ok(open);
    }
    let (name, index) = folder.create()?;
    let current = Current { name, complete: false };
    folder.make_current(&current).map_err(failed)?;
    folder.with_reader(index, current).map_err(failed)
}
