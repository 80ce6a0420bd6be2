//! Files that outlast a power failure and that nobody else on the machine reads: their bytes are on the disk before they
//! have their name, and their name before anybody is told. Only the program's own user may open them, whatever the umask.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

/// What others may do in the program's folders: nothing.
pub const FOLDER_MODE: u32 = 0o700;
/// What others may do with the program's files: nothing.
pub const FILE_MODE: u32 = 0o600;

/// Makes a folder, and those above it, where they are missing.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder)?;
    folder.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(Ok(()), sync)
}

/// Writes a file whole, in the place of one that is there.
///
/// # Errors
/// When it cannot be written; then the one before is as it was.
pub fn write(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = place.as_os_str().to_owned();
    beside.push(format!("#{}", crate::new_code()));
    let beside = Path::new(&beside);
    let placed = write_new(beside, bytes).and_then(|()| fs::rename(beside, place));
    if let Err(error) = placed {
        // What is left beside it disturbs nobody.
        let _ = fs::remove_file(beside);
        return Err(error);
    }
    place.parent().map_or(Ok(()), sync)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until a file, or the names in a folder, are on the disk.
///
/// # Errors
/// When the disk fails.
pub fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
