//! Documents in a folder of this machine. What is said to be kept outlasts a power failure: its bytes are on the disk before
//! it has its name, and its name before anybody is told. `object_store` answers sooner.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

/// Keeps bytes under a name on a shelf, which is made where it is missing.
pub(super) fn keep(shelf: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    if !shelf.is_dir() {
        fs::create_dir_all(shelf)?;
        shelf.parent().map_or(Ok(()), sync)?;
    }
    let place = shelf.join(name);
    // A file of another length is what a failure left of an older version of this program.
    if place.metadata().is_ok_and(|there| there.len() == bytes.len() as u64) {
        sync(&place)?;
        return sync(shelf);
    }
    let beside = shelf.join(format!("{name}#{}", crate::new_code()));
    let placed = write(&beside, bytes).and_then(|()| fs::rename(&beside, &place));
    if let Err(error) = placed {
        // What is left beside it disturbs nobody.
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    sync(shelf)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until a file, or the names in a folder, are on the disk.
fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
