//! Clients that write by the API without pause, and record what was acknowledged.

use std::{
    sync::{
        Arc, Mutex, RwLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinSet;

/// The timeout of a request, and the pause before the same request is sent again.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(20), Duration::from_millis(50));

/// An acknowledged write.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    /// The code of the question.
    pub code: String,
    /// Its unique subject.
    pub subject: String,
    /// The hash of the document attached to it, once acknowledged.
    pub document: Option<String>,
}

/// State shared by the writers.
#[derive(Debug)]
pub struct Shared {
    /// The site's address, which changes when it restarts.
    pub address: RwLock<String>,
    /// The acknowledged writes.
    pub acknowledged: Mutex<Vec<Acknowledged>>,
    /// Requests that had to be sent again.
    pub refused: AtomicUsize,
    token: String,
    count: AtomicUsize,
    stop: AtomicBool,
}

/// Running writers; see [`Writers::stop`].
pub struct Writers {
    pub shared: Arc<Shared>,
    tasks: JoinSet<()>,
}

impl Writers {
    /// Starts a number of writers.
    pub fn start(many: usize, address: String, token: String) -> Self {
        let shared = Arc::new(Shared {
            address: RwLock::new(address),
            acknowledged: Mutex::default(),
            refused: AtomicUsize::new(0),
            token,
            count: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
        });
        let mut tasks = JoinSet::new();
        for _ in 0..many {
            let shared = Arc::clone(&shared);
            tasks.spawn(async move {
                while !shared.stop.load(Ordering::SeqCst) {
                    shared.write().await;
                }
            });
        }
        Self { shared, tasks }
    }

    /// The number of writes acknowledged so far.
    pub fn acknowledged(&self) -> usize {
        self.shared.acknowledged.lock().unwrap().len()
    }

    /// Waits until a number of further writes is acknowledged.
    pub async fn go_on(&self, more: usize) {
        let wanted = self.acknowledged() + more;
        self.until("writes go on", || self.acknowledged() >= wanted).await;
    }

    /// Waits until a condition holds.
    pub async fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let waited = async {
            while !holds() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), waited).await.unwrap_or_else(|_| panic!("after a minute it is not so that {what}"));
    }

    /// Sets the site's address.
    pub fn moved(&self, address: &str) {
        address.clone_into(&mut self.shared.address.write().unwrap());
    }

    /// Stops them, each after its current write.
    pub async fn stop(mut self) -> Arc<Shared> {
        self.shared.stop.store(true, Ordering::SeqCst);
        while self.tasks.join_next().await.is_some() {}
        self.shared
    }
}

impl Shared {
    /// Logs a question, deposits, transmits and publishes it; attaches a document to every fourth.
    async fn write(&self) {
        let n = self.count.fetch_add(1, Ordering::SeqCst);
        let subject = format!("Écriture {n} sous charge");
        let body = json!({
            "chamber": "councillors", "legislature": 11, "subject": { "fr": &subject }, "text": { "fr": "Le texte." },
            "authors": ["mustapha-dahmani"], "ministries": ["sante"], "deposit": {}, "transmit": {}, "publish": true,
        });
        let Some(logged) = self.send("", &format!("log-{n}"), None, body.to_string().into(), "application/json").await else { return };
        let etag = logged.headers().get("etag").and_then(|tag| tag.to_str().ok()).unwrap_or_default().to_owned();
        let Ok(response) = logged.json::<Value>().await else { return };
        let code = response["id"].as_str().unwrap_or_else(|| panic!("no identity: {response}")).to_owned();
        let place = {
            let mut all = self.acknowledged.lock().unwrap();
            all.push(Acknowledged { code: code.clone(), subject, document: None });
            all.len() - 1
        };
        if n.is_multiple_of(4) {
            let path = format!("/{code}/attachments?title=Document");
            let Some(attached) = self.send(&path, &format!("attach-{n}"), Some(&etag), document(n), "application/pdf").await else {
                return;
            };
            let Ok(response) = attached.json::<Value>().await else { return };
            self.acknowledged.lock().unwrap()[place].document = response["sha256"].as_str().map(str::to_owned);
        }
    }

    /// Sends a request until it succeeds; `None` if the writers are stopped first.
    async fn send(&self, path: &str, key: &str, seen: Option<&str>, body: Vec<u8>, kind: &str) -> Option<Response> {
        loop {
            // A new connection for each request: the site may have restarted.
            let client = Client::builder().timeout(PATIENCE.0).build().expect("a client");
            let address = format!("{}/api/v1/questions{path}", self.address.read().unwrap());
            let mut request = client.post(address).bearer_auth(&self.token).header("idempotency-key", key).header("content-type", kind);
            if let Some(seen) = seen {
                request = request.header("if-match", seen);
            }
            match request.body(body.clone()).send().await {
                Ok(answer) if answer.status().is_success() => return Some(answer),
                // An acknowledged write is gone, which is counted at the end.
                Ok(answer) if answer.status() == StatusCode::NOT_FOUND => return None,
                Ok(answer) if answer.status().is_client_error() => panic!("{path}: {} {:?}", answer.status(), answer.text().await),
                _ => {}
            }
            self.refused.fetch_add(1, Ordering::SeqCst);
            if self.stop.load(Ordering::SeqCst) {
                return None;
            }
            tokio::time::sleep(PATIENCE.1).await;
        }
    }
}

/// A unique PDF.
fn document(n: usize) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /N {n} >>"),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    file += "xref\n0 4\n0000000000 65535 f \n";
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!("trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.into_bytes()
}
