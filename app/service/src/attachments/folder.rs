//! Documents in a folder of this machine. `object_store` answers before a document outlasts a power failure.

use std::{io, path::Path};

use crate::durable::{make_folder, sync, write};

/// Keeps bytes under a name on a shelf, which is made where it is missing.
pub(super) fn keep(shelf: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    make_folder(shelf)?;
    let place = shelf.join(name);
    // A file of another length is what a failure left of an older version of this program.
    if place.metadata().is_ok_and(|there| there.len() == bytes.len() as u64) {
        sync(&place)?;
        return sync(shelf);
    }
    write(&place, bytes)
}
