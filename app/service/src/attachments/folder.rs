//! Documents in a folder of this machine. `object_store` answers before a document outlasts a power failure.
//!
//! A sweep takes files that nothing names and that nobody kept for long. Whoever keeps a file that is there already marks it as kept now, and
//! looks afterwards whether it is there still; a sweep moves a file aside before it looks at that mark. So one of the two sees the other.

use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::durable::{make_folder, sync, write};

/// What stands between the name of a document and what tells a file beside it apart.
const BESIDE: char = '#';
/// The same of a file that a sweep moved aside, whole.
const ASIDE: char = '~';

/// Keeps bytes under a name on a shelf, which is made where it is missing.
pub(super) fn keep(shelf: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    make_folder(shelf)?;
    let place = shelf.join(name);
    // One that cannot be marked, as it is somebody else's, is written anew.
    if marked(&place, bytes.len() as u64).unwrap_or(false) {
        return sync(shelf);
    }
    write(&place, bytes)
}

/// Marks a file as kept now; whether it was there whole, and is there still. A file of another length is what a failure left of an older
/// version of this program.
fn marked(place: &Path, length: u64) -> io::Result<bool> {
    let file = File::open(place)?;
    if file.metadata()?.len() != length {
        return Ok(false);
    }
    file.set_modified(SystemTime::now())?;
    file.sync_all()?;
    place.try_exists()
}

/// The names of the documents that were last kept before a time. What a failure left beside them then is removed, and what a sweep that was
/// interrupted left aside is put back: somebody may have kept it meanwhile.
pub(super) fn kept_before(folder: &Path, time: SystemTime) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for shelf in fs::read_dir(folder)? {
        let shelf = shelf?;
        if !shelf.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(shelf.path())? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            if let Some((of, _)) = name.split_once(ASIDE).filter(|(of, _)| super::is_hash(of)) {
                put_back(&file.path(), &shelf.path().join(of))?;
                continue;
            }
            if !is_before(&file.path(), time)? {
                continue;
            }
            match name.split_once(BESIDE) {
                None if super::is_hash(&name) => names.push(name),
                Some((of, _)) if super::is_hash(of) => removed(&file.path())?,
                _ => {}
            }
        }
    }
    Ok(names)
}

/// Removes a document, unless somebody kept it since a time; whether it did.
pub(super) fn remove(shelf: &Path, name: &str, time: SystemTime) -> io::Result<bool> {
    let place = shelf.join(name);
    let aside = PathBuf::from(format!("{}{ASIDE}{}", place.display(), crate::new_code()));
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
    sync(shelf)?;
    Ok(unused)
}

/// Puts a file back that was moved aside, unless it was kept anew meanwhile, or another sweep has put it back.
fn put_back(aside: &Path, place: &Path) -> io::Result<()> {
    match fs::hard_link(aside, place) {
        Err(error) if [ErrorKind::AlreadyExists, ErrorKind::NotFound].contains(&error.kind()) => {}
        done => done?,
    }
    removed(aside)
}

/// Whether a file was last kept before a time; one that is gone was not.
fn is_before(path: &Path, time: SystemTime) -> io::Result<bool> {
    match path.metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        found => Ok(found?.modified()? < time),
    }
}

/// Removes a file, which somebody else may have removed.
fn removed(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
