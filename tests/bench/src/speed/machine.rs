//! The resource use of a process, from `/proc` on Linux; unknown elsewhere.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

/// A process and the folder of its index.
#[derive(Debug)]
pub(super) struct Process {
    pub id: Option<u32>,
    pub data: Option<PathBuf>,
}

/// Resident memory in bytes. The system reclaims memory mapped from files when it needs it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Memory {
    own: Option<u64>,
    files: Option<u64>,
}

impl Process {
    /// The memory in use now.
    pub(super) fn memory(&self) -> Memory {
        let status = self.id.and_then(|id| fs::read_to_string(format!("/proc/{id}/status")).ok()).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
        };
        Memory { own: of("RssAnon:"), files: of("RssFile:") }
    }

    /// The size of its folder in bytes.
    pub(super) fn disk(&self) -> Option<u64> {
        self.data.as_deref().map(size)
    }
}

fn size(path: &Path) -> u64 {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { size(&entry.path()) } else { entry.metadata().map_or(0, |data| data.len()) }).sum()
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} and {} of files", mib(self.own), mib(self.files))
    }
}

/// A number of bytes in MiB.
pub(super) fn mib(bytes: Option<u64>) -> String {
    bytes.map_or_else(|| "unknown".to_owned(), |bytes| format!("{} MiB", bytes / (1 << 20)))
}
