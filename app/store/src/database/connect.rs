//! How connections are opened, kept and given up: the one place where pools are made.

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

/// How long somebody waits for a connection or a lock that others hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience(Duration);

impl Patience {
    /// Of those who serve: whoever asked is told to come back rather than left waiting.
    pub const SHORT: Self = Self(Duration::from_secs(2));
    /// Of commands that run beside a server and can wait: imports, migrations.
    pub const LONG: Self = Self(Duration::from_secs(30));

    /// How long one statement that reads may take; none: as long as it will. Of those who serve, no longer than a request:
    /// nobody waits for it then.
    const fn statement_limit(self) -> Option<Duration> {
        if self.0.as_secs() > Self::SHORT.0.as_secs() { None } else { Some(Duration::from_secs(15)) }
    }
}

/// Most connections for reading.
const READERS: u32 = 4;
const POSTGRESQL_READERS: u32 = 12;
/// Most connections for writing. `SQLite` has one writer at a time.
const POSTGRESQL_WRITERS: u32 = 8;
/// Bytes to which the log of `SQLite` is cut once all of it is in the database; otherwise it stays as large as it ever was.
const WAL_KEPT: &str = "67108864";

/// Steps of `SQLite`'s machine between two looks at the time: about a millisecond.
const STEPS: i32 = 100_000;

/// The connections of a database.
pub(super) struct Pools {
    pub reader: DatabaseConnection,
    pub writer: DatabaseConnection,
    /// For marks, which wait for nobody.
    pub marker: DatabaseConnection,
    /// Set by a change on the only writing connection, once a statement of it failed: the connection is then closed.
    pub spoilt: Option<Arc<AtomicBool>>,
}

impl Pools {
    pub(super) async fn connect(url: &str, patience: Patience) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") { Self::sqlite(url, patience).await } else { Self::postgresql(url, patience).await }
    }

    async fn sqlite(url: &str, patience: Patience) -> Result<Self, DbErr> {
        // WAL with synchronous=FULL: readers never wait for the writer, and what was acknowledged survives a
        // power cut (NORMAL would lose the last commits).
        if let Some(file) = file::file_of(url) {
            file::create(&file).map_err(|error| DbErr::Custom(format!("{}: {error}", file.display())))?;
        }
        let options = url.parse::<SqliteConnectOptions>().map_err(failed)?.disable_statement_logging();
        let options = options
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(patience.0)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("journal_size_limit", WAL_KEPT)
            .pragma("cache_size", "-8192")
            .pragma("temp_store", "memory");
        let spoilt = Arc::new(AtomicBool::new(false));
        let writer = pool::<Sqlite>(1, patience, Some(Arc::clone(&spoilt))).test_before_acquire(false);
        let writer = writer.connect_with(options.clone()).await.map_err(failed)?;
        // It gives up at once where the lock is held, and leaves it to changes to bring the log into the database.
        let marks = options.clone().busy_timeout(Duration::ZERO).pragma("wal_autocheckpoint", "0");
        let marker = pool::<Sqlite>(1, patience, None).test_before_acquire(false).connect_lazy_with(marks);
        let reader = pool::<Sqlite>(READERS, patience, None).test_before_acquire(false);
        let reader = limited(reader, patience.statement_limit()).connect_with(options).await.map_err(failed)?;
        Ok(Self {
            reader: SqlxSqliteConnector::from_sqlx_sqlite_pool(reader),
            writer: SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
            marker: SqlxSqliteConnector::from_sqlx_sqlite_pool(marker),
            spoilt: Some(spoilt),
        })
    }

    async fn postgresql(url: &str, patience: Patience) -> Result<Self, DbErr> {
        let options = url.parse::<PgConnectOptions>().map_err(failed)?.disable_statement_logging();
        let lock_timeout = format!("SET lock_timeout = {}", patience.0.as_millis());
        let writer = pool::<Postgres>(POSTGRESQL_WRITERS, patience, None).after_connect(move |connection, _| {
            let sql = sqlx::AssertSqlSafe(lock_timeout.clone());
            Box::pin(async move { connection.execute(sql).await.map(drop) })
        });
        // Its changes need no mark: PostgreSQL itself refuses whatever follows an error until a rollback, which is seen.
        let writer = writer.connect_with(options.clone()).await.map_err(failed)?;
        let limit = patience.statement_limit().unwrap_or_default();
        let statement_timeout = format!("SET statement_timeout = {}", limit.as_millis());
        let reader = pool::<Postgres>(POSTGRESQL_READERS, patience, None).after_connect(move |connection, _| {
            let sql = sqlx::AssertSqlSafe(statement_timeout.clone());
            Box::pin(async move { connection.execute(sql).await.map(drop) })
        });
        let reader = reader.connect_with(options).await.map_err(failed)?;
        Ok(Self {
            // Whoever could read has a connection, and the statement passes over what is locked.
            marker: SqlxPostgresConnector::from_sqlx_postgres_pool(reader.clone()),
            reader: SqlxPostgresConnector::from_sqlx_postgres_pool(reader),
            writer: SqlxPostgresConnector::from_sqlx_postgres_pool(writer),
            spoilt: None,
        })
    }
}

fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error)))
}

/// A pool of which no connection is used again that is still within a transaction, or whose change failed.
///
/// No connection is closed for its age or for being idle: the sweep of sqlx 0.9.0 that does this can read an idle count below
/// zero and spin for ever (issue 3645 of sqlx; pull request 4289 mends it and is in no release yet).
fn pool<D: sqlx::Database>(most: u32, patience: Patience, spoilt: Option<Arc<AtomicBool>>) -> PoolOptions<D> {
    let before = spoilt.clone();
    PoolOptions::new()
        .max_connections(most)
        .acquire_timeout(patience.0)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_release(move |connection, _| Box::pin(is_sound(connection, spoilt.clone())))
        .before_acquire(move |connection, _| Box::pin(is_sound(connection, before.clone())))
}

/// A pool of connections that stop a statement once its time is up. `SQLite` has no such setting: it asks now and then whether
/// to go on, and the first time it asks the time begins. Where no clock runs, none has to be set back: that needs a round trip
/// to the connection's thread, half as long as the statement that most pages need.
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

/// The clock of a connection on which a statement has taken some time; it runs until the connection is taken again.
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

/// Whether a connection can be used again.
async fn is_sound<C: Connection>(connection: &mut C, spoilt: Option<Arc<AtomicBool>>) -> Result<bool, sqlx::Error> {
    if spoilt.is_some_and(|spoilt| spoilt.swap(false, Ordering::SeqCst)) {
        return Ok(false);
    }
    if connection.is_in_transaction() {
        // A rollback that was only asked for is done by the next round trip.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

    use super::*;
    use crate::fault::Fault;

    /// Any other limit would wake the sweep that can spin for ever.
    #[test]
    fn no_pool_closes_connections_for_their_age() {
        let (sqlite, postgresql) = (pool::<Sqlite>(1, Patience::SHORT, None), pool::<Postgres>(1, Patience::LONG, None));
        assert_eq!((sqlite.get_idle_timeout(), sqlite.get_max_lifetime()), (None, None));
        assert_eq!((postgresql.get_idle_timeout(), postgresql.get_max_lifetime()), (None, None));
    }

    #[tokio::test]
    async fn a_statement_of_sqlite_stops_when_its_time_is_up() {
        let pool = limited(pool::<Sqlite>(1, Patience::SHORT, None), Some(Duration::from_millis(100)));
        let pool = SqlxSqliteConnector::from_sqlx_sqlite_pool(pool.connect("sqlite::memory:").await.unwrap());
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
        for _ in 0..2 {
            let stopped = pool.query_one_raw(Statement::from_string(DbBackend::Sqlite, endless)).await.unwrap_err();
            assert_eq!(Fault::of(&stopped), Fault::Busy, "{stopped}");
            pool.query_one_raw(Statement::from_string(DbBackend::Sqlite, "SELECT 1")).await.unwrap().unwrap();
        }
    }
}
