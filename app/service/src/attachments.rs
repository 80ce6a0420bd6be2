//! Attached documents: inspected before they are accepted, and stored by their hash, so that the same file is stored once.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use futures::{Stream, TryStreamExt as _};
use jawab_domain::access::ActorId;
use jawab_store::{Connection, attachments};
use object_store::{ObjectStore, PutMode, PutOptions, local::LocalFileSystem, memory::InMemory, path::Path as Key};
use sha2::{Digest as _, Sha256};

use crate::use_cases::{Problem, UseCaseError};

mod folder;
mod inspector;
mod pdf;

use inspector::Inspector;
pub use inspector::{COMMAND as INSPECT, inspect};
pub use pdf::pages as pdf_pages;

/// The maximum size of a document, in bytes: 20 MiB.
pub const MAX_DOCUMENT_BYTES: usize = 20 * 1024 * 1024;
/// The maximum number of pages of a document.
pub const MAX_PAGES: usize = 500;
/// How long a file that no document uses is kept: it may be about to be attached, pending a confirmation.
const ORPHAN_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
/// The approximate number of hashes in a database query.
const HASHES_PER_QUERY: usize = 500;

/// Why an operation on attachments failed.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    /// The store failed.
    #[error("the store of attachments: {0}")]
    Store(#[from] object_store::Error),
    /// The document is not accepted.
    #[error("the document is not taken: {0:?}")]
    Refused(Problem),
    /// The maximum number of documents is being inspected, and the wait was too long. A retry may succeed.
    #[error("as many documents are looked into as may be at once")]
    Busy,
    /// The folder, or the inspection of a document, failed.
    #[error("the folder of attachments: {0}")]
    Folder(#[from] std::io::Error),
}

/// An inspected document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    bytes: Bytes,
    sha256: String,
    pages: i32,
}

impl Document {
    fn new(bytes: Bytes, pages: usize) -> Result<Self, Problem> {
        if pages > MAX_PAGES {
            return Err(Problem::TooManyPages { most: MAX_PAGES });
        }
        let sha256 = format!("{:x}", Sha256::digest(&bytes));
        Ok(Self { pages: i32::try_from(pages).unwrap_or(i32::MAX), sha256, bytes })
    }

    /// The hash of its bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The number of pages.
    #[must_use]
    pub const fn pages(&self) -> i32 {
        self.pages
    }

    /// The number of bytes.
    #[must_use]
    pub fn size(&self) -> i64 {
        i64::try_from(self.bytes.len()).unwrap_or(i64::MAX)
    }
}

/// The store of documents. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Attachments {
    store: Arc<dyn ObjectStore>,
    /// The folder of the store, if it is on this machine.
    folder: Option<PathBuf>,
    inspector: Inspector,
}

impl Attachments {
    /// Stores documents in a folder, which is created if missing.
    pub fn in_folder(folder: &Path) -> Result<Self, AttachmentError> {
        crate::durable::make_folder(folder)?;
        Ok(Self {
            store: Arc::new(LocalFileSystem::new_with_prefix(folder)?),
            folder: Some(folder.to_owned()),
            inspector: Inspector::new(None),
        })
    }

    /// Stores documents in memory, for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self { store: Arc::new(InMemory::new()), folder: None, inspector: Inspector::new(None) }
    }

    /// Inspects documents in a process of their own: this program with the command [`INSPECT`].
    #[must_use]
    pub fn inspected_by(self, program: PathBuf) -> Self {
        Self { inspector: Inspector::new(Some(program)), ..self }
    }

    /// Inspects an uploaded file: a PDF that opens without a password, within the limits of size and pages.
    ///
    /// # Errors
    /// [`AttachmentError::Refused`] with the problem, [`AttachmentError::Busy`] if the wait for an inspection was too long.
    pub async fn inspect(&self, by: ActorId, bytes: Bytes) -> Result<Document, AttachmentError> {
        if bytes.len() > MAX_DOCUMENT_BYTES {
            return Err(AttachmentError::Refused(Problem::TooLarge { most: MAX_DOCUMENT_BYTES }));
        }
        self.inspector.inspect(by, bytes).await?.map_err(AttachmentError::Refused)
    }

    /// Stores a document so that it survives a power failure. A stored document is left as it is. Without an attachment that uses it,
    /// it is kept for a day: see [`Self::sweep`].
    pub async fn store(&self, document: &Document) -> Result<(), AttachmentError> {
        let (sha256, bytes) = (document.sha256.clone(), document.bytes.clone());
        if let Some(folder) = self.folder.clone() {
            return on_thread(move || folder::store(&folder.join(subfolder(&sha256)), &sha256, &bytes)).await;
        }
        let how = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.store.put_opts(&key(&sha256), bytes.into(), how).await {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Inspects a document that is still stored once more.
    pub async fn reinspect(&self, by: ActorId, sha256: &str) -> Result<Option<Document>, AttachmentError> {
        if !is_hash(sha256) {
            return Ok(None);
        }
        let Some((_, pieces)) = self.read(sha256).await? else { return Ok(None) };
        let pieces: Vec<Bytes> = pieces.try_collect().await?;
        Ok(Some(self.inspect(by, pieces.concat().into()).await?))
    }

    /// Removes the files that no document uses and that were stored more than a day ago: those of changes that were rejected or never
    /// confirmed, and of documents that were detached or withdrawn. Returns their number. If the database has no document at all, it is
    /// taken for the wrong database, and nothing is removed.
    pub async fn sweep(&self, db: &impl Connection) -> Result<usize, UseCaseError> {
        let Some(folder) = self.folder.clone() else { return Ok(0) };
        let before = SystemTime::now().checked_sub(ORPHAN_LIFETIME).unwrap_or(SystemTime::UNIX_EPOCH);
        if !attachments::is_any(db).await? {
            return Ok(0);
        }
        let listed = folder.clone();
        let old = on_thread(move || folder::stored_before(&listed, before)).await?;
        let mut removed = 0;
        for names in old.chunks(HASHES_PER_QUERY) {
            let named = attachments::named(db, names).await?;
            let unnamed: Vec<String> = names.iter().filter(|name| !named.contains(*name)).cloned().collect();
            let folder = folder.clone();
            removed += on_thread(move || {
                let mut removed = 0;
                for name in unnamed {
                    removed += usize::from(folder::remove(&folder.join(subfolder(&name)), &name, before)?);
                }
                Ok(removed)
            })
            .await?;
        }
        Ok(removed)
    }

    /// The bytes of a document, if it is stored, and their number. They are streamed as the client reads them: many slow readers of
    /// large documents would otherwise fill the memory.
    pub async fn read(&self, sha256: &str) -> Result<Option<(u64, impl Stream<Item = std::io::Result<Bytes>> + use<>)>, AttachmentError> {
        match self.store.get(&key(sha256)).await {
            Ok(found) => Ok(Some((found.meta.size, found.into_stream().map_err(std::io::Error::other)))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// The path of a document: in a subfolder named by the first letters of its hash, so that no folder grows large.
fn key(sha256: &str) -> Key {
    Key::from_iter([subfolder(sha256), sha256])
}

fn subfolder(sha256: &str) -> &str {
    sha256.get(..2).unwrap_or_default()
}

/// Whether this may be the hash of a document.
fn is_hash(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Runs file operations on a blocking thread.
async fn on_thread<T: Send + 'static>(work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T, AttachmentError> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(std::io::Error::other)??)
}

#[cfg(test)]
mod tests;
