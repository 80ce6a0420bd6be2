//! Opens the pools of connections.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use sea_orm::{
    DatabaseConnection, DbErr, RuntimeErr, SqlxPostgresConnector, SqlxSqliteConnector,
    sqlx::{
        self, ConnectOptions as _, Connection, Executor as _, Postgres, Sqlite, SqliteConnection,
        pool::PoolOptions,
        postgres::PgConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use super::file;

/// The timeout for a connection or a lock that others hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockTimeout(Duration);

impl LockTimeout {
    /// For servers: the client can retry, which is better than waiting.
    pub const SHORT: Self = Self(Duration::from_secs(2));
    /// For commands that run beside a server and can wait: imports, migrations.
    pub const LONG: Self = Self(Duration::from_secs(30));

    /// The time limit of a reading statement, or `None` for no limit. A server uses the time limit of a request.
    const fn statement_limit(self) -> Option<Duration> {
        if self.0.as_secs() > Self::SHORT.0.as_secs() { None } else { Some(Duration::from_secs(15)) }
    }
}

/// The largest number of reading connections.
const READERS: u32 = 4;
const POSTGRESQL_READERS: u32 = 12;
/// The largest number of writing connections on `PostgreSQL`. `SQLite` has one writer at a time.
const POSTGRESQL_WRITERS: u32 = 8;
/// The size in bytes to which `SQLite` truncates its log after a complete checkpoint; otherwise the log would keep its largest size.
const WAL_KEPT: &str = "67108864";

/// The number of steps of the virtual machine of `SQLite` between two checks of the time: about a millisecond.
const STEPS: i32 = 100_000;

/// The connections of a database.
pub(super) struct Pools {
    pub reader: DatabaseConnection,
    pub writer: DatabaseConnection,
    /// For marks, which do not wait for locks.
    pub marker: DatabaseConnection,
    /// Set by a transaction on the only writing connection when a statement fails: the connection is then closed.
    pub must_close: Option<Arc<AtomicBool>>,
}

impl Pools {
    pub(super) async fn connect(url: &str, timeout: LockTimeout) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") { Self::sqlite(url, timeout).await } else { Self::postgresql(url, timeout).await }
    }

    async fn sqlite(url: &str, timeout: LockTimeout) -> Result<Self, DbErr> {
        // WAL with synchronous=FULL: readers never wait for the writer, and an acknowledged commit survives a power cut (NORMAL would lose
        // the last ones).
        if let Some(file) = file::file_of(url) {
            file::create(&file).map_err(|error| DbErr::Custom(format!("{}: {error}", file.display())))?;
        }
        let options = url.parse::<SqliteConnectOptions>().map_err(failed)?.disable_statement_logging();
        let options = options
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(timeout.0)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("journal_size_limit", WAL_KEPT)
            .pragma("cache_size", "-8192")
            .pragma("temp_store", "memory");
        let must_close = Arc::new(AtomicBool::new(false));
        let writer = pool::<Sqlite>(1, timeout, Some(Arc::clone(&must_close))).test_before_acquire(false);
        let writer = writer.connect_with(options.clone()).await.map_err(failed)?;
        // It fails at once if the database is locked, and leaves checkpoints to changes.
        let marks = options.clone().busy_timeout(Duration::ZERO).pragma("wal_autocheckpoint", "0");
        let marker = pool::<Sqlite>(1, timeout, None).test_before_acquire(false).connect_lazy_with(marks);
        let reader = pool::<Sqlite>(READERS, timeout, None).test_before_acquire(false);
        let reader = limited(reader, timeout.statement_limit()).connect_with(options).await.map_err(failed)?;
        Ok(Self {
            reader: SqlxSqliteConnector::from_sqlx_sqlite_pool(reader),
            writer: SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
            marker: SqlxSqliteConnector::from_sqlx_sqlite_pool(marker),
            must_close: Some(must_close),
        })
    }

    async fn postgresql(url: &str, timeout: LockTimeout) -> Result<Self, DbErr> {
        let options = url.parse::<PgConnectOptions>().map_err(failed)?.disable_statement_logging();
        let lock_timeout = format!("SET lock_timeout = {}", timeout.0.as_millis());
        let writer = pool::<Postgres>(POSTGRESQL_WRITERS, timeout, None).after_connect(move |connection, _| {
            let sql = sqlx::AssertSqlSafe(lock_timeout.clone());
            Box::pin(async move { connection.execute(sql).await.map(drop) })
        });
        // No mark is needed: after an error PostgreSQL refuses every statement until a rollback, which is observed.
        let writer = writer.connect_with(options.clone()).await.map_err(failed)?;
        let limit = timeout.statement_limit().unwrap_or_default();
        let statement_timeout = format!("SET statement_timeout = {}", limit.as_millis());
        let reader = pool::<Postgres>(POSTGRESQL_READERS, timeout, None).after_connect(move |connection, _| {
            let sql = sqlx::AssertSqlSafe(statement_timeout.clone());
            Box::pin(async move { connection.execute(sql).await.map(drop) })
        });
        let reader = reader.connect_with(options).await.map_err(failed)?;
        Ok(Self {
            // A caller that could read has a connection, and the statement skips locked rows.
            marker: SqlxPostgresConnector::from_sqlx_postgres_pool(reader.clone()),
            reader: SqlxPostgresConnector::from_sqlx_postgres_pool(reader),
            writer: SqlxPostgresConnector::from_sqlx_postgres_pool(writer),
            must_close: None,
        })
    }
}

fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error)))
}

/// A pool that does not reuse a connection within a transaction or after a failed change.
///
/// No connection is closed for its age or for being idle: the sweep of sqlx 0.9.0 for that can read an idle count below zero and spin for
/// ever (issue 3645 of sqlx; pull request 4289 fixes it and is in no release yet).
fn pool<D: sqlx::Database>(most: u32, timeout: LockTimeout, must_close: Option<Arc<AtomicBool>>) -> PoolOptions<D> {
    let before = must_close.clone();
    PoolOptions::new()
        .max_connections(most)
        .acquire_timeout(timeout.0)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_release(move |connection, _| Box::pin(is_sound(connection, must_close.clone())))
        .before_acquire(move |connection, _| Box::pin(is_sound(connection, before.clone())))
}

/// A pool of connections that interrupt a statement after a time limit. `SQLite` has no such setting: its progress handler runs now and
/// then, and the clock starts at its first run. If no clock runs, none has to be reset: a reset needs a round trip to the thread of the
/// connection, half as long as the statement that most pages need.
fn limited(options: PoolOptions<Sqlite>, limit: Option<Duration>) -> PoolOptions<Sqlite> {
    let Some(limit) = limit else { return options };
    let running = Arc::new(AtomicUsize::new(0));
    let new = Arc::clone(&running);
    options.after_connect(move |connection, _| Box::pin(set_clock(connection, limit, Arc::clone(&new)))).before_acquire(
        move |connection, _| {
            let running = Arc::clone(&running);
            Box::pin(async move {
                if running.load(Ordering::SeqCst) > 0 {
                    set_clock(connection, limit, running).await?;
                }
                is_sound(connection, None).await
            })
        },
    )
}

async fn set_clock(connection: &mut SqliteConnection, limit: Duration, running: Arc<AtomicUsize>) -> Result<(), sqlx::Error> {
    let mut clock = None;
    connection.lock_handle().await?.set_progress_handler(STEPS, move || {
        let clock = clock.get_or_insert_with(|| StatementClock::start(limit, Arc::clone(&running)));
        Instant::now() < clock.until
    });
    Ok(())
}

/// The clock of a connection whose statement has run for some time. It runs until the connection is acquired again.
struct StatementClock {
    until: Instant,
    running: Arc<AtomicUsize>,
}

impl StatementClock {
    fn start(limit: Duration, running: Arc<AtomicUsize>) -> Self {
        running.fetch_add(1, Ordering::SeqCst);
        Self { until: Instant::now() + limit, running }
    }
}

impl Drop for StatementClock {
    fn drop(&mut self) {
        self.running.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether a connection can be reused.
async fn is_sound<C: Connection>(connection: &mut C, must_close: Option<Arc<AtomicBool>>) -> Result<bool, sqlx::Error> {
    if must_close.is_some_and(|must_close| must_close.swap(false, Ordering::SeqCst)) {
        return Ok(false);
    }
    if connection.is_in_transaction() {
        // A queued rollback is executed with the next round trip.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

    use super::*;
    use crate::failure_kind::FailureKind;

    /// Any other limit would start the sweep that can spin for ever.
    #[test]
    fn no_pool_closes_connections_for_their_age() {
        let (sqlite, postgresql) = (pool::<Sqlite>(1, LockTimeout::SHORT, None), pool::<Postgres>(1, LockTimeout::LONG, None));
        assert_eq!((sqlite.get_idle_timeout(), sqlite.get_max_lifetime()), (None, None));
        assert_eq!((postgresql.get_idle_timeout(), postgresql.get_max_lifetime()), (None, None));
    }

    #[tokio::test]
    async fn a_statement_of_sqlite_stops_when_its_time_is_up() {
        let pool = limited(pool::<Sqlite>(1, LockTimeout::SHORT, None), Some(Duration::from_millis(100)));
        let pool = SqlxSqliteConnector::from_sqlx_sqlite_pool(pool.connect("sqlite::memory:").await.unwrap());
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
        for _ in 0..2 {
            let stopped = pool.query_one_raw(Statement::from_string(DbBackend::Sqlite, endless)).await.unwrap_err();
            assert_eq!(FailureKind::from_error(&stopped), FailureKind::Busy, "{stopped}");
            pool.query_one_raw(Statement::from_string(DbBackend::Sqlite, "SELECT 1")).await.unwrap().unwrap();
        }
    }
}
