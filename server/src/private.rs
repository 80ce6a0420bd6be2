//! The program's files are for the program alone: they hold secrets of authenticators, unpublished documents and mails.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use jawab_service::durable::{FILE_MODE, FOLDER_MODE};
use rustix::{fs::Mode, process::umask};

/// What the program keeps in its data folder; what else is in there is not its own.
const OURS: [&str; 8] =
    ["jawab.sqlite", "jawab.sqlite-wal", "jawab.sqlite-shm", "attachments", "keys", "mail", "search", crate::lexicon::OWN];

/// Makes every file and folder that the program creates from now on private, whoever creates it: the search engine too.
pub fn create_privately() {
    umask(Mode::RWXG | Mode::RWXO);
}

/// Makes what is in the data folder, and the database wherever it is, private where it was made when it was not; says so in
/// the log. What cannot be changed is said too, and stops nothing.
pub fn restrict_permissions(data_dir: &Path, database_url: &str) {
    let mut ours: Vec<PathBuf> = OURS.iter().map(|name| data_dir.join(name)).collect();
    if let Some(file) = jawab_store::database::file_of(database_url) {
        ours.extend(["", "-wal", "-shm"].map(|end| PathBuf::from(format!("{}{end}", file.display()))));
    }
    let mut open = 0;
    let folder = make_private(data_dir).map(|was_open| open += usize::from(was_open));
    for tightened in std::iter::once(folder).chain(ours.iter().map(|place| below(place, &mut open))) {
        match tightened {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => tracing::warn!(%error, folder = %data_dir.display(), "others on this machine may read the data folder"),
        }
    }
    if open > 0 {
        tracing::warn!(open, folder = %data_dir.display(), "others on this machine could read data of the program; now they cannot");
    }
}

/// Makes a file, or a folder with all that is in it, private; counts what was not. Links are left alone.
fn below(place: &Path, open: &mut usize) -> io::Result<()> {
    let about = fs::symlink_metadata(place)?;
    if about.is_symlink() {
        return Ok(());
    }
    *open += usize::from(make_private(place)?);
    if about.is_dir() {
        for entry in fs::read_dir(place)? {
            match below(&entry?.path(), open) {
                // The search engine tidies up beside us.
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Takes everything away from everybody else; whether they had anything.
fn make_private(place: &Path) -> io::Result<bool> {
    let about = fs::metadata(place)?;
    let (mode, most) = (about.permissions().mode() & 0o777, if about.is_dir() { FOLDER_MODE } else { FILE_MODE });
    if mode & 0o077 == 0 {
        return Ok(false);
    }
    fs::set_permissions(place, Permissions::from_mode(mode & most))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(place: &Path) -> u32 {
        place.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_was_open_is_closed_and_what_is_not_ours_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("attachments/ab")).unwrap();
        for name in ["jawab.sqlite", "attachments/ab/abcd", "theirs", "elsewhere.sqlite", "elsewhere.sqlite-wal"] {
            fs::write(at(name), "x").unwrap();
        }
        std::os::unix::fs::symlink(at("theirs"), at("mail")).unwrap();
        let set = |name: &str, mode| fs::set_permissions(at(name), Permissions::from_mode(mode)).unwrap();
        for name in ["", "attachments", "attachments/ab"] {
            set(name, 0o755);
        }
        for name in ["jawab.sqlite", "attachments/ab/abcd", "theirs", "elsewhere.sqlite", "elsewhere.sqlite-wal"] {
            set(name, 0o664);
        }
        restrict_permissions(folder.path(), &format!("sqlite:{}", at("elsewhere.sqlite").display()));
        for name in ["", "attachments", "attachments/ab"] {
            assert_eq!(mode(&at(name)), 0o700, "{name:?}");
        }
        for name in ["jawab.sqlite", "attachments/ab/abcd", "elsewhere.sqlite", "elsewhere.sqlite-wal"] {
            assert_eq!(mode(&at(name)), 0o600, "{name}");
        }
        assert_eq!(mode(&at("theirs")), 0o664, "what is not ours, even by a link");
    }
}
