//! How many files, connections among them, the program may have open.

/// As many as are asked for of the system, where it allows more than the usual 1,024.
const WANTED: u64 = 65_536;
/// Files that are left for the database, the index, documents and connections that are told there is no room.
const OTHERS: u64 = 256;
/// Connections there are in any case.
const LEAST: usize = 16;

/// As many of the wanted connections as the system has files for, after asking it for more files.
#[must_use]
pub fn room_for(wanted: usize) -> usize {
    let files = rlimit::increase_nofile_limit(WANTED).unwrap_or(1_024);
    let room = usize::try_from(files.saturating_sub(OTHERS)).unwrap_or(usize::MAX).max(LEAST);
    if room < wanted {
        tracing::warn!(files, connections = room, "the limit of open files leaves room for fewer connections than are set");
    }
    room.min(wanted)
}
