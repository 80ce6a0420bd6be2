//! Attached documents: looked into before they are taken, kept by their hash, so that the same file is kept once.

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

use crate::work::{Problem, UseCaseError};

mod folder;
mod inspector;
mod pdf;

use inspector::Inspector;
pub use inspector::{COMMAND as INSPECT, inspect};
pub use pdf::pages as pdf_pages;

/// Most bytes of a document: 20 MiB.
pub const SIZE_MOST: usize = 20 * 1024 * 1024;
/// Most pages of a document.
pub const PAGES_MOST: usize = 500;
/// For how long a file is left that nothing names: it may be about to be attached, which somebody may have been asked to confirm.
const UNNAMED_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// About how many files the database is asked at once.
const ASKED_AT_ONCE: usize = 500;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    /// The store failed.
    #[error("the store of attachments: {0}")]
    Store(#[from] object_store::Error),
    /// The document is not taken.
    #[error("the document is not taken: {0:?}")]
    Refused(Problem),
    /// As many documents are looked into as may be, for longer than is waited; sent again, it may well be taken.
    #[error("as many documents are looked into as may be at once")]
    Busy,
    /// The folder, or looking into a document, failed.
    #[error("the folder of attachments: {0}")]
    Folder(#[from] std::io::Error),
}

/// A document that was looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    bytes: Bytes,
    sha256: String,
    pages: i32,
}

impl Document {
    fn of(bytes: Bytes, pages: usize) -> Result<Self, Problem> {
        if pages > PAGES_MOST {
            return Err(Problem::TooManyPages { most: PAGES_MOST });
        }
        let sha256 = format!("{:x}", Sha256::digest(&bytes));
        Ok(Self { pages: i32::try_from(pages).unwrap_or(i32::MAX), sha256, bytes })
    }

    /// The hash of its bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many pages it has.
    #[must_use]
    pub const fn pages(&self) -> i32 {
        self.pages
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> i64 {
        i64::try_from(self.bytes.len()).unwrap_or(i64::MAX)
    }
}

/// Where documents are kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Attachments {
    store: Arc<dyn ObjectStore>,
    /// The folder behind the store, where it is one of this machine.
    folder: Option<PathBuf>,
    inspector: Inspector,
}

impl Attachments {
    /// In a folder, made when missing.
    ///
    /// # Errors
    /// When it cannot be made or used.
    pub fn in_folder(folder: &Path) -> Result<Self, AttachmentError> {
        crate::durable::make_folder(folder)?;
        Ok(Self {
            store: Arc::new(LocalFileSystem::new_with_prefix(folder)?),
            folder: Some(folder.to_owned()),
            inspector: Inspector::new(None),
        })
    }

    /// In memory, gone with the program: for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self { store: Arc::new(InMemory::new()), folder: None, inspector: Inspector::new(None) }
    }

    /// The same, where documents are looked into by a process of their own: of this program, told [`INSPECT`].
    #[must_use]
    pub fn inspected_by(self, program: PathBuf) -> Self {
        Self { inspector: Inspector::new(Some(program)), ..self }
    }

    /// Looks into a file that somebody sent: a PDF that opens without a password, of a size and a number of pages that are taken.
    ///
    /// # Errors
    /// [`AttachmentError::Refused`] with what is wrong with it, [`AttachmentError::Busy`] where its turn did not come in time;
    /// otherwise when it could not be looked into.
    pub async fn inspect(&self, by: ActorId, bytes: Bytes) -> Result<Document, AttachmentError> {
        if bytes.len() > SIZE_MOST {
            return Err(AttachmentError::Refused(Problem::TooLarge { most: SIZE_MOST }));
        }
        self.inspector.look(by, bytes).await?.map_err(AttachmentError::Refused)
    }

    /// Keeps a document, so that it outlasts a power failure once this returns; one that is there already stays as it is. Until something
    /// names it, no longer than a day: see [`Self::sweep`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(&self, document: &Document) -> Result<(), AttachmentError> {
        let (sha256, bytes) = (document.sha256.clone(), document.bytes.clone());
        if let Some(folder) = self.folder.clone() {
            return on_thread(move || folder::keep(&folder.join(shelf(&sha256)), &sha256, &bytes)).await;
        }
        let how = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.store.put_opts(&key(&sha256), bytes.into(), how).await {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// A document that was kept and is there still, looked into once more.
    ///
    /// # Errors
    /// As [`Self::inspect`], and when the store fails.
    pub async fn again(&self, by: ActorId, sha256: &str) -> Result<Option<Document>, AttachmentError> {
        if !is_hash(sha256) {
            return Ok(None);
        }
        let Some((_, pieces)) = self.read(sha256).await? else { return Ok(None) };
        let pieces: Vec<Bytes> = pieces.try_collect().await?;
        Ok(Some(self.inspect(by, pieces.concat().into()).await?))
    }

    /// Removes the files that no document names and that nobody kept for a day: those of changes that were refused or never confirmed, and
    /// of documents that were taken off or withdrawn. How many. A database that names no document at all is thought to be another one
    /// than these files are of: then nothing is removed.
    ///
    /// # Errors
    /// When the folder or the database fails.
    pub async fn sweep(&self, db: &impl Connection) -> Result<usize, UseCaseError> {
        let Some(folder) = self.folder.clone() else { return Ok(0) };
        let before = SystemTime::now().checked_sub(UNNAMED_FOR).unwrap_or(SystemTime::UNIX_EPOCH);
        if !attachments::is_any(db).await? {
            return Ok(0);
        }
        let listed = folder.clone();
        let old = on_thread(move || folder::kept_before(&listed, before)).await?;
        let mut removed = 0;
        for names in old.chunks(ASKED_AT_ONCE) {
            let named = attachments::named(db, names).await?;
            let unnamed: Vec<String> = names.iter().filter(|name| !named.contains(*name)).cloned().collect();
            let folder = folder.clone();
            removed += on_thread(move || {
                let mut removed = 0;
                for name in unnamed {
                    removed += usize::from(folder::remove(&folder.join(shelf(&name)), &name, before)?);
                }
                Ok(removed)
            })
            .await?;
        }
        Ok(removed)
    }

    /// The bytes of a document, if it is there, and how many they are: piece by piece, as whoever wants them takes them. Many slow readers
    /// of large documents would fill the memory otherwise.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(&self, sha256: &str) -> Result<Option<(u64, impl Stream<Item = std::io::Result<Bytes>> + use<>)>, AttachmentError> {
        match self.store.get(&key(sha256)).await {
            Ok(found) => Ok(Some((found.meta.size, found.into_stream().map_err(std::io::Error::other)))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Where a document lies: by the first letters of its hash, so that no folder grows large.
fn key(sha256: &str) -> Key {
    Key::from_iter([shelf(sha256), sha256])
}

fn shelf(sha256: &str) -> &str {
    sha256.get(..2).unwrap_or_default()
}

/// Whether this may be the hash of a document.
fn is_hash(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Works on files where that keeps nobody waiting.
async fn on_thread<T: Send + 'static>(work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T, AttachmentError> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(std::io::Error::other)??)
}

#[cfg(test)]
mod tests;
