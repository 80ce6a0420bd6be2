//! A private copy of an `SQLite` database for changes that are then discarded.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

use sea_orm::{ConnectionTrait as _, DbBackend, DbErr, Statement};
use tempfile::TempDir;

use super::{Database, LockTimeout};
use crate::StoreError;

/// The prefix of the names of the folders of copies.
const PREFIX: &str = "trial-";
/// The name of the file of a copy.
const COPY: &str = "copy.sqlite";
/// The bytes that must stay free beside a copy, for the changes in it and for the server: 512 MiB.
const SPARE: u64 = 512 << 20;

/// The folder of a copy, deleted on drop. A killed process leaves its folder unlocked; it is deleted when the next copy is made.
#[derive(Debug)]
pub struct DatabaseCopy {
    folder: TempDir,
    _lock: File,
}

impl DatabaseCopy {
    fn beside(database: &Path) -> io::Result<Self> {
        // The lock serializes this, so that no process takes a folder that is not locked yet for an abandoned one. Without file locks all
        // folders stay.
        let turn = File::open(database)?;
        if turn.lock().is_ok() {
            sweep(database)?;
        }
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(database)?;
        let lock = File::open(folder.path())?;
        drop(lock.lock());
        Ok(Self { folder, _lock: lock })
    }
}

/// Deletes abandoned copies.
fn sweep(beside: &Path) -> io::Result<()> {
    for entry in fs::read_dir(beside)? {
        let entry = entry?;
        let named = entry.file_name().to_string_lossy().starts_with(PREFIX) && entry.file_type()?.is_dir();
        if named && File::open(entry.path()).is_ok_and(|folder| folder.try_lock().is_ok()) {
            // Only the files of a copy are deleted: a folder with this name may belong to somebody else.
            for end in ["", "-wal", "-shm", "-journal"] {
                drop(fs::remove_file(entry.path().join(format!("{COPY}{end}"))));
            }
            drop(fs::remove_dir(entry.path()));
        }
    }
    Ok(())
}

impl Database {
    /// Makes a private copy in its own folder beside the database, because a long writing transaction would block all other writers of
    /// `SQLite`. `None` on `PostgreSQL`, where it does not, and for a database in memory.
    ///
    /// # Errors
    /// When there is no room for the copy, or it cannot be opened.
    pub async fn private_copy(&self) -> Result<Option<(Self, DatabaseCopy)>, StoreError> {
        if self.reader.get_database_backend() != DbBackend::Sqlite {
            return Ok(None);
        }
        let sql = "SELECT file, page_count * page_size AS bytes FROM pragma_database_list, pragma_page_count, pragma_page_size \
                   WHERE name = 'main'";
        let Some(row) = self.reader.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await? else { return Ok(None) };
        let (file, bytes): (String, i64) = (row.try_get("", "file")?, row.try_get("", "bytes")?);
        let Some(beside) = Path::new(&file).parent().filter(|_| !file.is_empty()) else { return Ok(None) };
        let failed = |why: String| StoreError::Unavailable(DbErr::Custom(format!("no copy can be made in {}: {why}", beside.display())));
        let made = DatabaseCopy::beside(beside).map_err(|error| failed(error.to_string()))?;
        let free = rustix::fs::statvfs(beside).map_or(u64::MAX, |of| of.f_bavail.saturating_mul(of.f_frsize));
        let needed = bytes.unsigned_abs().saturating_add(SPARE);
        if free < needed {
            return Err(failed(format!("it needs {} MiB, and {} MiB are free", needed >> 20, free >> 20)));
        }
        let copy = made.folder.path().join(COPY);
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO $1", [copy.display().to_string().into()]);
        self.reader.execute_raw(statement).await?;
        Ok(Some((Self::connect_with(&format!("sqlite:{}", copy.display()), LockTimeout::LONG).await?, made)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_killed_program_left_goes_and_all_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let [left, foreign] = ["trial-left", "trial-foreign"].map(|name| folder.path().join(name));
        let files = [left.join("copy.sqlite"), left.join("copy.sqlite-wal"), foreign.join("notes")];
        let database = Database::connect(&format!("sqlite:{}", folder.path().join("jawab.sqlite").display())).await.unwrap();
        database.migrate().await.unwrap();
        let (copy, used) = database.private_copy().await.unwrap().unwrap();
        assert_eq!(copy.pending_migrations().await.unwrap(), 0);
        for (folder, file) in [(&left, &files[0]), (&left, &files[1]), (&foreign, &files[2])] {
            fs::create_dir_all(folder).unwrap();
            fs::write(file, "x").unwrap();
        }
        let (other, second) = database.private_copy().await.unwrap().unwrap();
        assert_eq!([left.exists(), files[2].exists(), used.folder.path().join(COPY).exists()], [false, true, true]);
        let own = second.folder.path().to_owned();
        drop((other, second));
        assert!(!own.exists());
    }
}
