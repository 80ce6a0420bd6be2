//! Attached documents: looked into before they are taken, kept by their hash, so that the same file is kept once.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::Bytes;
use futures::{Stream, TryStreamExt as _};
use jawab_domain::access::ActorId;
use object_store::{ObjectStore, PutMode, PutOptions, local::LocalFileSystem, memory::InMemory, path::Path as Key};
use sha2::{Digest as _, Sha256};

use crate::work::Problem;

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

    /// Keeps a document, so that it outlasts a power failure once this returns; one that is there already stays as it is.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(&self, document: &Document) -> Result<(), AttachmentError> {
        let (sha256, bytes) = (document.sha256.clone(), document.bytes.clone());
        if let Some(folder) = self.folder.clone() {
            let kept = tokio::task::spawn_blocking(move || folder::keep(&folder.join(shelf(&sha256)), &sha256, &bytes));
            return Ok(kept.await.map_err(std::io::Error::other)??);
        }
        let how = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.store.put_opts(&key(&sha256), bytes.into(), how).await {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
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

#[cfg(test)]
mod tests;
