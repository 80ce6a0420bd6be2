//! The file of an SQLite database, readable by its owner alone. SQLite gives its write-ahead log and shared memory the same permissions.

use std::{
    fs::OpenOptions,
    io,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use sea_orm::sqlx::sqlite::SqliteConnectOptions;

/// The file of a database URL (`sqlite:PATH`), or `None` for a database in memory or on `PostgreSQL`.
#[must_use]
pub fn file_of(url: &str) -> Option<PathBuf> {
    let options: SqliteConnectOptions = url.starts_with("sqlite:").then(|| url.parse().ok())??;
    let name = options.get_filename();
    let in_memory = name.as_os_str().is_empty() || name.to_string_lossy().starts_with("file:");
    (!in_memory).then(|| name.to_owned())
}

/// Creates the file if it is missing, with its permissions independent of the umask.
pub(super) fn create(file: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_a_file_where_its_address_names_one() {
        for (url, file) in [
            ("sqlite:/var/lib/jawab/jawab.sqlite", Some("/var/lib/jawab/jawab.sqlite")),
            ("sqlite://data/jawab.sqlite?mode=rwc", Some("data/jawab.sqlite")),
            ("sqlite::memory:", None),
            ("sqlite:a%20b", Some("a b")),
            ("postgres://u:p@h/d", None),
        ] {
            assert_eq!(file_of(url).as_deref(), file.map(Path::new), "{url}");
        }
    }

    #[tokio::test]
    async fn the_database_and_its_log_are_the_programs_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jawab.sqlite");
        let database = crate::Database::connect(&format!("sqlite:{}", path.display())).await.unwrap();
        database.migrate().await.unwrap();
        for end in ["", "-wal", "-shm"] {
            let file = PathBuf::from(format!("{}{end}", path.display()));
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
        }
    }
}
