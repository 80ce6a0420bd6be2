//! What kind of failure an error of the database is.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, sqlx};

/// What kind of failure an error of the database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Others hold what is wanted, for longer than is waited: a connection, or a lock.
    Busy,
    /// The database cannot be reached.
    Unreachable,
    /// What it writes on is full, broken, or may not be written to.
    Storage,
    /// What it has stored is damaged.
    Damaged,
    /// The statement or its values are at fault.
    Statement,
}

impl Fault {
    pub(crate) fn of(error: &DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Busy,
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => Self::Unreachable,
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)) => Self::of_driver(error),
            DbErr::Conn(_) => Self::Unreachable,
            _ => Self::Statement,
        }
    }

    fn of_driver(error: &sqlx::Error) -> Self {
        use sqlx::Error;
        match error {
            Error::PoolTimedOut => Self::Busy,
            Error::Io(_) | Error::Tls(_) | Error::Protocol(_) | Error::PoolClosed | Error::WorkerCrashed | Error::BeginFailed => {
                Self::Unreachable
            }
            Error::Database(error) => {
                let code = error.code().unwrap_or_default();
                if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
                    Self::of_sqlite(&code)
                } else {
                    Self::of_postgresql(&code)
                }
            }
            _ => Self::Statement,
        }
    }

    /// Of a result code: <https://www.sqlite.org/rescode.html>. The lowest byte is the kind.
    fn of_sqlite(code: &str) -> Self {
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

    /// Of an SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
    fn of_postgresql(code: &str) -> Self {
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
    use super::Fault;

    #[test]
    fn a_kind_follows_from_the_code() {
        assert_eq!(Fault::of_sqlite("13"), Fault::Storage);
        // IOERR_FSYNC, BUSY_SNAPSHOT and CONSTRAINT_UNIQUE: the kind is in the lowest byte.
        assert_eq!(Fault::of_sqlite("1034"), Fault::Storage);
        assert_eq!(Fault::of_sqlite("517"), Fault::Busy);
        assert_eq!(Fault::of_sqlite("9"), Fault::Busy);
        assert_eq!(Fault::of_sqlite("2067"), Fault::Statement);
        assert_eq!(Fault::of_sqlite("11"), Fault::Damaged);
        assert_eq!(Fault::of_postgresql("53100"), Fault::Storage);
        assert_eq!(Fault::of_postgresql("57P01"), Fault::Unreachable);
        assert_eq!(Fault::of_postgresql("55P03"), Fault::Busy);
        assert_eq!(Fault::of_postgresql("XX001"), Fault::Damaged);
        assert_eq!(Fault::of_postgresql("23505"), Fault::Statement);
    }
}
