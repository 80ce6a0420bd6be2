//! The folder of indexes: selects, opens and creates them.
//!
//! Each index has its own folder, named after the hash of its schema and a number. The file `CURRENT` names the index in use and tells
//! whether it is complete. It is replaced atomically, so that a reader sees either the old index or the new one.

use std::{
    collections::HashSet,
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Weak},
};

use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, Warmer, directory::MmapDirectory, schema::Schema};

use super::{
    super::{cache::segments::SegmentCache, error::failed},
    schema::{Fields, hash, schema},
};
use crate::engine::SearchError;

const CURRENT: &str = "CURRENT";
const LOCK: &str = "LOCK";
const COMPLETE: &str = "complete";
const INCOMPLETE: &str = "incomplete";

/// The folder that holds the indexes.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    dir: PathBuf,
    schema: Schema,
    fields: Fields,
    hash: String,
}

/// An open index.
pub(in crate::embedded) struct OpenIndex {
    /// The folder's name.
    pub name: String,
    /// Whether it was built from the whole database.
    pub complete: bool,
    /// The index.
    pub index: Index,
    /// The reader for searches.
    pub reader: IndexReader,
    /// Its fields.
    pub fields: Fields,
    /// The caches of its segments.
    pub segments: Arc<SegmentCache>,
}

/// The content of the file `CURRENT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Current {
    /// The folder's name.
    pub name: String,
    /// Whether it was built from the whole database.
    pub complete: bool,
}

impl Folder {
    /// Opens the folder at a path, which is created if missing.
    pub(super) fn new(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let (schema, fields) = schema();
        let hash = hash(&schema);
        Ok(Self { dir: dir.to_owned(), schema, fields, hash })
    }

    /// The index in use, if it exists, is complete and has this schema.
    pub(super) fn current(&self) -> Option<Current> {
        let text = fs::read_to_string(self.dir.join(CURRENT)).ok()?;
        let (name, state) = text.trim_end().split_once('\n')?;
        let ours = name.strip_prefix(&self.hash).is_some_and(|rest| rest.starts_with('-') && rest.len() > 1);
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (ours && plain).then(|| Current { name: name.to_owned(), complete: state == COMPLETE })
    }

    /// Whether the files of an index exist.
    pub(super) fn has(&self, name: &str) -> bool {
        self.dir.join(name).join("meta.json").exists()
    }

    /// Selects the index in use.
    pub(super) fn make_current(&self, current: &Current) -> io::Result<()> {
        let beside = self.dir.join(format!("{CURRENT}.new"));
        let mut file = File::create(&beside)?;
        writeln!(file, "{}\n{}", current.name, if current.complete { COMPLETE } else { INCOMPLETE })?;
        file.sync_all()?;
        fs::rename(beside, self.dir.join(CURRENT))?;
        File::open(&self.dir)?.sync_all()
    }

    /// Opens the index in use, or returns `None` if there is no valid one. With `thorough`, every file is read to its end.
    pub(super) fn open(&self, thorough: bool) -> Option<OpenIndex> {
        let current = self.current()?;
        match self.open_checked(&current, thorough) {
            Ok(open) => Some(open),
            Err(error) => {
                tracing::warn!(%error, index = current.name, "the search index is damaged");
                None
            }
        }
    }

    fn open_checked(&self, current: &Current, thorough: bool) -> tantivy::Result<OpenIndex> {
        let path = self.dir.join(&current.name);
        // Verified with a separate handle, so that data that is read only once does not stay in memory.
        let damaged = if thorough { Index::open_in_dir(&path)?.validate_checksum()? } else { HashSet::new() };
        let index = Index::open_in_dir(&path)?;
        if !damaged.is_empty() {
            return Err(tantivy::TantivyError::InvalidArgument(format!("wrong checksums: {damaged:?}")));
        }
        self.with_reader(index, current.clone())
    }

    /// Creates an empty index with a new name.
    pub(super) fn create(&self) -> Result<(String, Index), SearchError> {
        let numbers = self.names().into_iter().filter_map(|name| name.rsplit_once('-')?.1.parse::<u64>().ok());
        let name = format!("{}-{}", self.hash, numbers.max().unwrap_or(0) + 1);
        let path = self.dir.join(&name);
        fs::create_dir(&path).map_err(failed)?;
        let directory = MmapDirectory::open(&path).map_err(failed)?;
        let index = Index::create(directory, self.schema.clone(), IndexSettings::default()).map_err(failed)?;
        Ok((name, index))
    }

    /// The undamaged index of an interrupted rebuild, and its last question.
    pub(super) fn interrupted(&self) -> Option<(String, Index, i64)> {
        let current = self.current().map(|current| current.name);
        let ours =
            |name: &String| Some(name) != current.as_ref() && name.strip_prefix(&self.hash).is_some_and(|rest| rest.starts_with('-'));
        self.names().into_iter().filter(ours).find_map(|name| {
            let index = Index::open_in_dir(self.dir.join(&name)).ok()?;
            let reached = index.load_metas().ok()?.payload?.parse().ok()?;
            index.validate_checksum().is_ok_and(|damaged| damaged.is_empty()).then_some((name, index, reached))
        })
    }

    /// An empty index in memory, while another process uses the folder.
    pub(super) fn placeholder(&self) -> Result<OpenIndex, SearchError> {
        let index = Index::create_in_ram(self.schema.clone());
        self.with_reader(index, Current { name: String::new(), complete: false }).map_err(failed)
    }

    /// Opens an index for searches. Its caches are filled now and after each commit.
    pub(super) fn with_reader(&self, index: Index, current: Current) -> tantivy::Result<OpenIndex> {
        let segments = Arc::new(SegmentCache::default());
        let warmers = vec![Arc::downgrade(&segments) as Weak<dyn Warmer>];
        let reader = index.reader_builder().reload_policy(ReloadPolicy::OnCommitWithDelay).warmers(warmers).try_into()?;
        Ok(OpenIndex { name: current.name, complete: current.complete, index, reader, fields: self.fields.clone(), segments })
    }

    /// Locks the folder for changes, until the file is dropped.
    pub(super) fn lock(&self) -> Result<File, SearchError> {
        fs::create_dir_all(&self.dir).map_err(failed)?;
        let file = File::options().create(true).truncate(false).write(true).open(self.dir.join(LOCK)).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(SearchError::Unavailable("another process writes the search index".into())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Deletes an index.
    pub(super) fn remove(&self, name: &str) {
        if let Err(error) = fs::remove_dir_all(self.dir.join(name)) {
            tracing::warn!(%error, index = name, "an old search index cannot be removed");
        }
    }

    /// Deletes every index but one.
    pub(super) fn keep_only(&self, name: &str) {
        for old in self.names().iter().filter(|old| *old != name) {
            self.remove(old);
        }
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
        names.filter(|name| name.rsplit_once('-').is_some_and(|(_, number)| number.parse::<u64>().is_ok())).collect()
    }
}
