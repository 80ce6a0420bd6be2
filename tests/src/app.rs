//! The product as tests use it.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{Method, Request},
};
use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::access::SecondFactorFor;
use jawab_search::{embedded::Embedded, engine::SearchEngine};
use jawab_server::{App, assets::Assets};
use jawab_service::{
    Clock,
    accounts::Keys,
    import::{Contents, Import, ImportError, Report},
};
use jawab_store::{Database, outbox};
use serde_json::Value;
use tempfile::TempDir;

use crate::{Backend, Page, Start, Statements, page::answer, records};

/// The time at which every test begins, unless it sets the clock.
const BEGINNING: &str = "2026-11-21T10:00:00Z";

/// The whole product on a new database. Dropping it with work left in the outbox fails the test: a test that changes something
/// also indexes it, with [`TestApp::index`].
pub struct TestApp {
    /// The product's components.
    pub app: App,
    router: Router,
    keys: Keys,
    backend: Backend,
    url: String,
    folder: TempDir,
}

impl Start for TestApp {
    async fn start(backend: Backend) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = backend.create(folder.path()).await;
        let database = Database::connect(&url).await.expect("a database");
        database.migrate().await.expect("the schema");
        let engine = Arc::new(Embedded::open(&folder.path().join("search")).expect("an index"));
        let clock = Clock::fixed_at(instant(BEGINNING)).expect("a clock");
        let keys = Keys::temporary().expect("a key");
        let app = App::new(database, engine, clock, Assets::default(), "https://jawab.test".into());
        let app = app.guarding_accounts(SecondFactorFor::default(), keys.clone());
        let router = jawab_server::router(app.clone());
        Self { app, router, keys, backend, url, folder }
    }
}

impl TestApp {
    /// Switches to another search engine, with the same database and clock.
    pub fn use_engine(&mut self, engine: Arc<dyn SearchEngine>) {
        self.rebuild(self.app.database.clone(), engine, SecondFactorFor::default());
    }

    /// Requires a second factor of these users.
    pub fn ask_second_factor_of(&mut self, of: SecondFactorFor) {
        self.rebuild(self.app.database.clone(), Arc::clone(&self.app.engine), of);
    }

    /// Switches to another public URL.
    pub fn use_address(&mut self, public_url: &str) {
        let (database, engine) = (self.app.database.clone(), Arc::clone(&self.app.engine));
        self.rebuild_at(public_url, database, engine, SecondFactorFor::default());
    }

    fn rebuild(&mut self, database: Database, engine: Arc<dyn SearchEngine>, of: SecondFactorFor) {
        self.rebuild_at("https://jawab.test", database, engine, of);
    }

    fn rebuild_at(&mut self, public_url: &str, database: Database, engine: Arc<dyn SearchEngine>, of: SecondFactorFor) {
        let app = App::new(database, engine, self.app.clock.clone(), Assets::default(), public_url.into());
        self.app = app.guarding_accounts(of, self.keys.clone());
        self.router = jawab_server::router(self.app.clone());
    }

    /// Connects to the same database through another URL.
    pub async fn use_database_at(&mut self, url: &str) {
        let database = Database::connect(url).await.expect("a database");
        self.rebuild(database, Arc::clone(&self.app.engine), SecondFactorFor::default());
    }

    /// Records every statement that takes values from now on.
    pub fn record_statements(&mut self) -> Statements {
        let statements = Statements::default();
        let recorded = statements.clone();
        let database = self.app.database.clone().observed_by(move |statement| recorded.record(statement));
        self.rebuild(database, Arc::clone(&self.app.engine), SecondFactorFor::default());
        statements
    }

    /// The database URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A new connection to the same database.
    pub async fn reopened(&self) -> Database {
        Database::connect(&self.url).await.expect("the database is there")
    }

    /// Puts the product behind a proxy that sends the client address in this header.
    pub fn use_proxy(&mut self, header: &str) {
        let (database, engine, clock) = (self.app.database.clone(), Arc::clone(&self.app.engine), self.app.clock.clone());
        let app = App::new(database, engine, clock, Assets::default(), "https://jawab.test".into());
        self.app = app.guarding_accounts(SecondFactorFor::default(), self.keys.clone()).behind_proxy(Some(header.to_owned()));
        self.router = jawab_server::router(self.app.clone());
    }

    /// The site, for another browser.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// The current day in Morocco.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.app.clock.today()
    }

    /// Sets the clock, to a time such as `2026-11-22T10:00:00Z`.
    pub fn set_clock(&self, to: &str) {
        self.app.clock.set(instant(to));
    }

    /// Writes a file into the test's folder.
    #[must_use]
    pub fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, contents).expect("the file can be written");
        path
    }

    /// An import of JSON lines, to run with [`Self::run_import`].
    #[must_use]
    pub fn import_of(&self, contents: impl Into<Vec<u8>>) -> Import {
        let (contents, folder) = (Contents::Memory(contents.into()), self.folder.path().to_owned());
        Import { name: "test".into(), contents, folder, mapping: None, dry_run: false, from_line: None, relative_to: None, audited: false }
    }

    /// Runs an import.
    ///
    /// # Errors
    /// As the import's.
    pub async fn run_import(&self, import: &Import) -> Result<Report, ImportError> {
        import.run(&self.app.database, &self.app.clock, |_| {}).await
    }

    /// Imports JSON lines.
    pub async fn import(&self, lines: &str) -> Report {
        self.run_import(&self.import_of(lines)).await.expect("the import runs")
    }

    /// Imports records, none of which may be rejected, and indexes them.
    pub async fn load(&self, all: &[Value]) -> Report {
        let report = self.import(&records::lines(all)).await;
        assert!(report.rejected == 0, "{:?}", report.reasons);
        self.index().await;
        report
    }

    /// Imports flat records through a mapping.
    pub async fn import_flat(&self, contents: impl Into<Vec<u8>>, mapping: &Value) -> Report {
        let mapping = Some(self.file("mapping.json", mapping.to_string()));
        self.run_import(&Import { mapping, ..self.import_of(contents) }).await.expect("the import runs")
    }

    /// Updates the index from the outbox.
    pub async fn index(&self) {
        while self.app.indexer().step().await.expect("the outbox can be worked on") > 0 {}
    }

    /// Sends a GET request.
    pub async fn get(&self, address: &str) -> Page {
        self.send(Method::GET, address, &[]).await
    }

    /// Sends a GET request with headers.
    pub async fn get_with(&self, address: &str, headers: &[(&str, &[u8])]) -> Page {
        self.send(Method::GET, address, headers).await
    }

    /// Sends a GET request, which must be answered with JSON.
    pub async fn get_json(&self, address: &str) -> Value {
        let page = self.get(address).await;
        assert_eq!(page.status, 200, "{address}: {}", page.body);
        page.json()
    }

    /// Sends a request without a body.
    pub async fn send(&self, method: Method, address: &str, headers: &[(&str, &[u8])]) -> Page {
        self.send_body(method, address, headers, Vec::new()).await
    }

    /// Sends a request with a body.
    pub async fn send_body(&self, method: Method, address: &str, headers: &[(&str, &[u8])], body: Vec<u8>) -> Page {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap_or_else(|error| panic!("{address:?} cannot be sent: {error}"));
        let response = answer(self.router.clone(), request).await;
        Page::read(address, response).await
    }
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let (backend, url) = (self.backend, self.url.clone());
        let waiting = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let database = Database::connect(&url).await.expect("the database is there");
                let backlog = outbox::backlog(database.reader()).await.expect("the outbox can be read");
                drop(database);
                backend.remove(&url).await;
                backlog.waiting + backlog.parked
            })
        });
        let waiting = waiting.join();
        if !std::thread::panicking() {
            assert_eq!(waiting.expect("the outbox can be read"), 0, "the outbox still holds work: call `app.index()`");
        }
    }
}
