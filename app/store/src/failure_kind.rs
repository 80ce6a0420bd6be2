//! The kinds of failures of the database.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, sqlx};

/// The kinds of failures of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// A connection or a lock was not free within the timeout.
    Busy,
    /// The database cannot be reached.
    Unreachable,
    /// Its storage is full, broken or read-only.
    Storage,
    /// Its data is damaged.
    Damaged,
    /// The statement or its values are wrong.
    Statement,
}

impl FailureKind {
    pub(crate) fn from_error(error: &DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Busy,
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => Self::Unreachable,
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)) => Self::from_driver(error),
            DbErr::Conn(_) => Self::Unreachable,
            _ => Self::Statement,
        }
    }

    fn from_driver(error: &sqlx::Error) -> Self {
        use sqlx::Error;
        match error {
            Error::PoolTimedOut => Self::Busy,
            Error::Io(_) | Error::Tls(_) | Error::Protocol(_) | Error::PoolClosed | Error::WorkerCrashed | Error::BeginFailed => {
                Self::Unreachable
            }
            Error::Database(error) => {
                let code = error.code().unwrap_or_default();
                if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
                    Self::from_sqlite(&code)
                } else {
                    Self::from_postgresql(&code)
                }
            }
            _ => Self::Statement,
        }
    }

    /// From a result code: <https://www.sqlite.org/rescode.html>. The lowest byte is the kind.
    fn from_sqlite(code: &str) -> Self {
        match code.parse::<u32>().unwrap_or_default() & 0xFF {
            // BUSY, LOCKED, INTERRUPT
            5 | 6 | 9 => Self::Busy,
            // NOMEM, READONLY, IOERR, FULL, CANTOPEN
            7 | 8 | 10 | 13 | 14 => Self::Storage,
            // CORRUPT, NOTADB
            11 | 26 => Self::Damaged,
            _ => Self::Statement,
        }
    }

    /// From an SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
    fn from_postgresql(code: &str) -> Self {
        match code {
            // serialization_failure, deadlock_detected, lock_not_available, query_canceled
            "40001" | "40P01" | "55P03" | "57014" => Self::Busy,
            // data_corrupted, index_corrupted
            "XX001" | "XX002" => Self::Damaged,
            // read_only_sql_transaction
            "25006" => Self::Storage,
            // too_many_connections
            "53300" => Self::Unreachable,
            _ => match code.get(..2) {
                // connection exceptions; operator intervention: the server stops, or starts
                Some("08" | "57") => Self::Unreachable,
                // insufficient resources (a full disk); errors of the system (input and output)
                Some("53" | "58") => Self::Storage,
                _ => Self::Statement,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FailureKind;

    #[test]
    fn a_kind_follows_from_the_code() {
        assert_eq!(FailureKind::from_sqlite("13"), FailureKind::Storage);
        // IOERR_FSYNC, BUSY_SNAPSHOT and CONSTRAINT_UNIQUE: the kind is in the lowest byte.
        assert_eq!(FailureKind::from_sqlite("1034"), FailureKind::Storage);
        assert_eq!(FailureKind::from_sqlite("517"), FailureKind::Busy);
        assert_eq!(FailureKind::from_sqlite("9"), FailureKind::Busy);
        assert_eq!(FailureKind::from_sqlite("2067"), FailureKind::Statement);
        assert_eq!(FailureKind::from_sqlite("11"), FailureKind::Damaged);
        assert_eq!(FailureKind::from_postgresql("53100"), FailureKind::Storage);
        assert_eq!(FailureKind::from_postgresql("57P01"), FailureKind::Unreachable);
        assert_eq!(FailureKind::from_postgresql("55P03"), FailureKind::Busy);
        assert_eq!(FailureKind::from_postgresql("XX001"), FailureKind::Damaged);
        assert_eq!(FailureKind::from_postgresql("23505"), FailureKind::Statement);
    }
}
