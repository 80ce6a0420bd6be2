//! Documents in a local folder. `object_store` does not wait until a document is on disk.
//!
//! A sweep removes files that nothing uses and that were stored long ago. To prevent a race, storing an existing file first updates its
//! time and then checks that it is still there, and a sweep first moves a file aside and then checks its time. So one of the two sees
//! the other.

use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::durable::{make_folder, sync, write};

/// The separator between a document's name and the suffix of a temporary file.
const TEMP_MARK: char = '#';
/// The same for a file that a sweep has moved aside.
const SWEEP_MARK: char = '~';

/// Stores bytes under a name in a subfolder, which is created if missing.
pub(super) fn store(subfolder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    make_folder(subfolder)?;
    let place = subfolder.join(name);
    // A file whose time cannot be updated, because it belongs to another user, is written again.
    if marked(&place, bytes.len() as u64).unwrap_or(false) {
        return sync(subfolder);
    }
    write(&place, bytes)
}

/// Updates the time of a file. Returns whether it was complete, and is still there. A file of another length is left from a failure of
/// an older version of this program.
fn marked(place: &Path, length: u64) -> io::Result<bool> {
    let file = File::open(place)?;
    if file.metadata()?.len() != length {
        return Ok(false);
    }
    file.set_modified(SystemTime::now())?;
    file.sync_all()?;
    place.try_exists()
}

/// The names of the documents last stored before a time. Older temporary files of failed writes are removed, and files that an
/// interrupted sweep left aside are put back: somebody may have stored them meanwhile.
pub(super) fn stored_before(folder: &Path, time: SystemTime) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for subfolder in fs::read_dir(folder)? {
        let subfolder = subfolder?;
        if !subfolder.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(subfolder.path())? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            if let Some((of, _)) = name.split_once(SWEEP_MARK).filter(|(of, _)| super::is_hash(of)) {
                put_back(&file.path(), &subfolder.path().join(of))?;
                continue;
            }
            if !is_before(&file.path(), time)? {
                continue;
            }
            match name.split_once(TEMP_MARK) {
                None if super::is_hash(&name) => names.push(name),
                Some((of, _)) if super::is_hash(of) => removed(&file.path())?,
                _ => {}
            }
        }
    }
    Ok(names)
}

/// Removes a document, unless it was stored since a time. Returns whether it did.
pub(super) fn remove(subfolder: &Path, name: &str, time: SystemTime) -> io::Result<bool> {
    let place = subfolder.join(name);
    let aside = PathBuf::from(format!("{}{SWEEP_MARK}{}", place.display(), crate::new_code()));
    match fs::rename(&place, &aside) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        moved => moved?,
    }
    let unused = is_before(&aside, time)?;
    if unused {
        removed(&aside)?;
    } else {
        put_back(&aside, &place)?;
    }
    sync(subfolder)?;
    Ok(unused)
}

/// Puts back a file that was moved aside, unless it was stored again meanwhile, or another sweep has put it back.
fn put_back(aside: &Path, place: &Path) -> io::Result<()> {
    match fs::hard_link(aside, place) {
        Err(error) if [ErrorKind::AlreadyExists, ErrorKind::NotFound].contains(&error.kind()) => {}
        done => done?,
    }
    removed(aside)
}

/// Whether a file was last stored before a time; false for a missing file.
fn is_before(path: &Path, time: SystemTime) -> io::Result<bool> {
    match path.metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        found => Ok(found?.modified()? < time),
    }
}

/// Removes a file, which may be missing.
fn removed(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
