//! The built program, run as operators do.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use jawab_domain::{
    Chamber,
    access::{Mandate, Scope},
};
use jawab_service::{Accounts, Clock};
use jawab_store::Database;
use sea_orm::{ConnectionTrait as _, Statement};
use tempfile::TempDir;

use crate::{Backend, Start};

mod server;

pub use server::{Answer, Server};

/// The program in its own data folder, on its own database.
pub struct Program {
    folder: TempDir,
    backend: Backend,
    url: String,
}

impl Start for Program {
    fn prepare() {
        binary();
    }

    async fn start(backend: Backend) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = backend.create(folder.path()).await;
        Self { folder, backend, url }
    }
}

impl Program {
    /// The program on SQLite in an existing data folder.
    #[must_use]
    pub fn in_folder(folder: TempDir) -> Self {
        let url = Backend::sqlite(folder.path());
        Self { folder, backend: Backend::Sqlite, url }
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the data folder.
    #[must_use]
    pub fn file(&self, name: &str, contents: &str) -> String {
        let path = self.folder().join(name);
        std::fs::write(&path, contents).expect("the file can be written");
        path.display().to_string()
    }

    /// The program with arguments, not yet started; it inherits nothing of the tests' environment.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("JAWAB_") {
                command.env_remove(name);
            }
        }
        command.env("JAWAB_DATA_DIR", self.folder()).env("JAWAB_DATABASE_URL", &self.url).env("JAWAB_LISTEN", "127.0.0.1:0");
        command.current_dir(self.folder()).args(arguments).stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// Runs the program to its end, which must be successful; returns its output.
    #[must_use]
    pub fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("it prints text")
    }

    /// Starts the program in the background.
    #[must_use]
    pub fn spawn(&self, arguments: &[&str]) -> Child {
        self.spawn_with(arguments, |_| {})
    }

    fn spawn_with(&self, arguments: &[&str], prepare: impl FnOnce(&mut Command)) -> Child {
        let log = File::create(self.folder().join("log")).expect("a log");
        let mut command = self.command(arguments);
        prepare(&mut command);
        command.stdout(Stdio::piped()).stderr(log).spawn().expect("the program starts")
    }

    /// Starts serving, and waits until it does.
    #[must_use]
    pub fn serve(&self, arguments: &[&str]) -> Server {
        self.serve_with(arguments, |_| {})
    }

    /// As [`Self::serve`], with a hook that configures the process.
    #[must_use]
    pub fn serve_with(&self, arguments: &[&str], prepare: impl FnOnce(&mut Command)) -> Server {
        Server::start(self.spawn_with(&[&["serve"], arguments].concat(), prepare))
    }

    /// As [`Self::serve`], in a process that handles a file size limit as a full disk: a number of bytes from the start; see
    /// [`Server::limit_files`].
    #[must_use]
    pub fn serve_limited(&self, arguments: &[&str], limit: Option<u64>) -> Server {
        let plain = self.command(&[&["serve"], arguments].concat());
        let limit = limit.map_or_else(|| "unlimited".into(), |limit| limit.to_string());
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", "prlimit", &format!("--fsize={limit}:")]);
        shell.arg(plain.get_program()).args(plain.get_args());
        for (name, value) in plain.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        let log = File::create(self.folder().join("log")).expect("a log");
        shell.current_dir(self.folder()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        Server::start(shell.spawn().expect("the program starts"))
    }

    async fn accounts(&self) -> Accounts {
        let database = Database::connect(&self.url).await.expect("the database is there");
        database.migrate().await.expect("the schema");
        Accounts::new(database, Clock::system().expect("a clock"))
    }

    /// A token that may log questions.
    pub async fn token(&self) -> String {
        crate::client::token(&self.accounts().await, Scope::Import, Some(Chamber::Councillors)).await
    }

    /// The cookie of a signed-in clerk.
    pub async fn session(&self) -> String {
        format!("jawab={}", crate::client::session(&self.accounts().await, Mandate::Clerk(Chamber::Councillors)).await)
    }

    /// Runs a statement directly on the database.
    pub async fn execute(&self, sql: &str) {
        let database = Database::connect(&self.url).await.expect("the database is there");
        database.writer().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        // Its files must not be open: they may be copied next.
        database.close().await.expect("the database is closed");
    }

    /// The number that a query returns.
    pub async fn number(&self, sql: &str) -> i64 {
        let database = Database::connect(&self.url).await.expect("the database is there");
        let statement = Statement::from_string(database.reader().get_database_backend(), sql);
        let row = database.reader().query_one_raw(statement).await.expect("a query").expect("a row");
        database.close().await.expect("the database is closed");
        row.try_get_by_index(0).expect("a number")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let (backend, url) = (self.backend, self.url.clone());
        let removal = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(backend.remove(&url));
        });
        drop(removal.join());
    }
}

/// Terminates a process as a service manager does, and waits until it has ended.
pub fn terminate(child: &mut Child) -> ExitStatus {
    let sent = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success(), "the process was gone before it was told to end");
    let mut ended = None;
    until("the program has ended", || {
        ended = child.try_wait().expect("the program can be waited for");
        ended.is_some()
    });
    ended.expect("an exit status")
}

/// The timeout of a condition: many times what it needs, as the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until a condition holds; fails after [`PATIENCE`].
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "after {PATIENCE:?} it is still not so that {what}");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

/// The program built from this source: `JAWAB_TEST_PROGRAM` if it was built before the tests; otherwise Cargo builds it if it is
/// missing or outdated.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        if let Some(built) = std::env::var_os("JAWAB_TEST_PROGRAM") {
            return built.into();
        }
        let test = std::env::current_exe().expect("a test has a path");
        let profile = test.parent().and_then(Path::parent).expect("tests are in target/PROFILE/deps");
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.args(["build", "--quiet", "--locked", "--workspace", "--bin", "jawab"]).current_dir(env!("CARGO_MANIFEST_DIR"));
        if profile.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().expect("cargo runs").success(), "the program cannot be built");
        profile.join("jawab")
    })
}
