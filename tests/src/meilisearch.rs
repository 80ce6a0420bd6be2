//! A fake Meilisearch server in memory: indexes, documents, tasks, and searches by parts of words. It can fail in every way that
//! a real one does.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse as _, Response},
};
use jawab_search::{engine::SearchEngine, meilisearch::Meilisearch};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

mod index_store;

use index_store::IndexStore;
pub use index_store::Indexes;

/// How the server fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It answers correctly, but late.
    Slow,
    /// It accepts requests and never answers.
    Hanging,
    /// A proxy answers in its place, with an HTML page.
    Page,
    /// Its responses are cut off.
    Half,
    /// Its responses are JSON of another shape.
    Shape,
    /// Its task queue is full.
    QueueFull,
    /// Every task fails: the disk is full.
    DiskFull,
    /// The key is missing.
    NoKey,
    /// The key has no permission.
    WrongKey,
}

impl Fault {
    /// The faults that make searches fail.
    pub const OF_SEARCH: [Self; 7] = [Self::Slow, Self::Hanging, Self::Page, Self::Half, Self::Shape, Self::NoKey, Self::WrongKey];
    /// The faults that make only changes fail.
    pub const OF_CHANGES: [Self; 2] = [Self::QueueFull, Self::DiskFull];
}

#[derive(Default)]
struct Shared {
    index_store: Mutex<IndexStore>,
    fault: Mutex<Option<Fault>>,
}

/// The server.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    serving: Option<JoinHandle<()>>,
}

impl Server {
    /// A server without an index.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let mut server = Self { address, shared: Arc::default(), serving: None };
        server.serve(listener);
        server
    }

    /// Its base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// An engine that uses it.
    #[must_use]
    pub fn engine(&self) -> Arc<dyn SearchEngine> {
        Arc::new(Meilisearch::connect(&self.url(), Some("key"), "jawab").expect("a connection"))
    }

    /// Stops it; its indexes stay.
    pub async fn stop(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            drop(serving.await);
        }
    }

    /// Starts it again at the same address.
    pub async fn start_again(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the port is free again");
        self.serve(listener);
    }

    /// Makes it fail, or work again.
    pub fn fail(&self, fault: impl Into<Option<Fault>>) {
        *lock(&self.shared.fault) = fault.into();
    }

    /// Its indexes, which can be restored.
    #[must_use]
    pub fn indexes(&self) -> Indexes {
        lock(&self.shared.index_store).indexes.clone()
    }

    /// Replaces its indexes, as when a backup is restored.
    pub fn put_back(&self, indexes: Indexes) {
        lock(&self.shared.index_store).indexes = indexes;
    }

    fn serve(&mut self, listener: TcpListener) {
        let router = Router::new().fallback(answer).with_state(Arc::clone(&self.shared));
        self.serving = Some(tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") }));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(serving) = &self.serving {
            serving.abort();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Each connection is closed after its response, so that a stopped server is unreachable at once.
async fn answer(State(shared): State<Arc<Shared>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let fault = *lock(&shared.fault);
    let right = || {
        let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
        lock(&shared.index_store).answer(method.as_str(), uri.path(), &body, fault == Some(Fault::DiskFull))
    };
    let refusal = |kind: &str, code: &str| json!({ "message": "no", "code": code, "type": kind, "link": "" });
    let (status, text) = match fault {
        _ if headers.get("authorization").is_none_or(|key| key != "Bearer key") => {
            (401, refusal("auth", "missing_authorization_header").to_string())
        }
        Some(Fault::Hanging) => std::future::pending().await,
        Some(Fault::Page) => (502, "<html><h1>Bad gateway</h1></html>".to_owned()),
        Some(Fault::Shape) => (200, json!({ "hits": 7, "results": {}, "uid": [] }).to_string()),
        Some(Fault::NoKey) => (401, refusal("auth", "missing_authorization_header").to_string()),
        Some(Fault::WrongKey) => (403, refusal("auth", "invalid_api_key").to_string()),
        Some(Fault::QueueFull) if method != Method::GET && uri.path().starts_with("/indexes") && !uri.path().ends_with("/fetch") => {
            (422, refusal("system", "too_many_open_tasks").to_string())
        }
        other => {
            if other == Some(Fault::Slow) {
                tokio::time::sleep(Duration::from_millis(1_500)).await;
            }
            let (status, answer) = right();
            let mut text = answer.to_string();
            if other == Some(Fault::Half) {
                text.truncate(text.len() / 2);
            }
            (status, text)
        }
    };
    let status = StatusCode::from_u16(status).expect("a status");
    (status, [("connection", "close"), ("content-type", "application/json")], text).into_response()
}
