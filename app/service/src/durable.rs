//! Writes files so that they survive a power failure and are private: their bytes are on disk before their name is, and their name
//! before the function returns. Only the program's own user may open them, whatever the umask.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

/// The mode of the program's folders: no access for others.
pub const FOLDER_MODE: u32 = 0o700;
/// The mode of the program's files: no access for others.
pub const FILE_MODE: u32 = 0o600;

/// Creates a folder and its missing parents.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder)?;
    match folder.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(Ok(()), sync) {
        // The parent belongs to others and cannot be listed: it cannot be synced.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    }
}

/// Writes a whole file, replacing an existing one.
pub fn write(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = place.as_os_str().to_owned();
    beside.push(format!("#{}", crate::new_code()));
    let beside = Path::new(&beside);
    let placed = write_new(beside, bytes).and_then(|()| fs::rename(beside, place));
    if let Err(error) = placed {
        // A leftover temporary file does no harm.
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

/// Waits until a file, or the names in a folder, are on disk.
pub fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
