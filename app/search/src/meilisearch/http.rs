//! The HTTP client: requests with timeouts, classified errors, and waiting for tasks.

use std::time::Duration;

use meilisearch_sdk::{
    errors::{Error, ErrorCode, ErrorType},
    request::{HttpClient, Method},
    reqwest::ReqwestClient,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::time::{Instant, sleep, timeout};

use crate::engine::SearchError;

/// The timeouts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// A search with all its requests.
    pub search: Duration,
    /// Any other request.
    pub request: Duration,
    /// A task, from its acceptance to its success.
    pub task: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { search: Duration::from_millis(800), request: Duration::from_secs(30), task: Duration::from_secs(600) }
    }
}

/// The shortest and the longest pause between two polls of a task.
const PAUSES: (Duration, Duration) = (Duration::from_millis(10), Duration::from_millis(500));

/// A connection to a server.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: ReqwestClient,
    url: String,
    pub limits: Limits,
}

/// A task the server has accepted.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Accepted {
    task_uid: u64,
}

#[derive(Deserialize)]
struct Task {
    status: String,
    error: Option<TaskError>,
}

#[derive(Deserialize)]
struct TaskError {
    message: String,
    code: String,
}

impl Http {
    pub(super) fn new(url: &str, key: Option<&str>) -> Result<Self, SearchError> {
        if key.is_some_and(|key| !key.bytes().all(|b| b.is_ascii_graphic())) {
            return Err(SearchError::Failed("the key of Meilisearch has characters that no key has".into()));
        }
        let client = ReqwestClient::new(key).map_err(error)?;
        Ok(Self { client, url: url.trim_end_matches('/').to_owned(), limits: Limits::default() })
    }

    /// Sends a GET request. `None` if the index or the document does not exist.
    pub(super) async fn get<T: DeserializeOwned + Send + 'static>(&self, path: &str) -> Result<Option<T>, SearchError> {
        let method: Method<(), ()> = Method::Get { query: () };
        match timeout(self.limits.request, self.client.request(&format!("{}{path}", self.url), method, 200)).await {
            Ok(Ok(found)) => Ok(Some(found)),
            Ok(Err(Error::Meilisearch(refused))) if missing(&refused.error_code) => Ok(None),
            Ok(Err(other)) => Err(error(other)),
            Err(_) => Err(late()),
        }
    }

    /// Sends a POST request that is answered directly.
    pub(super) async fn ask<T: DeserializeOwned + Send + 'static>(&self, path: &str, body: Value) -> Result<T, SearchError> {
        self.send(path, Method::Post { query: (), body }, 200).await
    }

    /// Submits a task.
    pub(super) async fn post(&self, path: &str, body: Value) -> Result<Accepted, SearchError> {
        self.send(path, Method::Post { query: (), body }, 202).await
    }

    /// Submits a change of settings.
    pub(super) async fn patch(&self, path: &str, body: Value) -> Result<Accepted, SearchError> {
        self.send(path, Method::Patch { query: (), body }, 202).await
    }

    /// Submits the deletion of an index, which may not exist.
    pub(super) async fn delete_index(&self, index: &str) -> Result<(), SearchError> {
        let accepted = self.send(&format!("/indexes/{index}"), Method::<(), Value>::Delete { query: () }, 202).await?;
        self.wait_unless(accepted, "index_not_found").await
    }

    async fn send<T: DeserializeOwned + Send + 'static>(
        &self,
        path: &str,
        method: Method<(), Value>,
        expected: u16,
    ) -> Result<T, SearchError> {
        let url = format!("{}{path}", self.url);
        timeout(self.limits.request, self.client.request(&url, method, expected)).await.map_err(|_| late())?.map_err(error)
    }

    /// Waits until a task has succeeded.
    pub(super) async fn wait(&self, accepted: Accepted) -> Result<(), SearchError> {
        self.wait_unless(accepted, "").await
    }

    async fn wait_unless(&self, Accepted { task_uid }: Accepted, harmless: &str) -> Result<(), SearchError> {
        let deadline = Instant::now() + self.limits.task;
        let mut pause = PAUSES.0;
        loop {
            let task: Option<Task> = self.get(&format!("/tasks/{task_uid}")).await?;
            match task {
                Some(Task { status, .. }) if status == "succeeded" => return Ok(()),
                Some(Task { error: Some(error), .. }) if error.code == harmless => return Ok(()),
                Some(Task { status, error }) if status == "failed" || status == "canceled" => {
                    let why = error.map(|error| error.message).unwrap_or_default();
                    return Err(SearchError::Failed(format!("task {task_uid} {status}: {why}")));
                }
                _ if Instant::now() + pause > deadline => {
                    return Err(SearchError::Unavailable(format!("task {task_uid} has not finished in time")));
                }
                _ => sleep(pause).await,
            }
            pause = (pause * 2).min(PAUSES.1);
        }
    }
}

const fn missing(code: &ErrorCode) -> bool {
    matches!(code, ErrorCode::IndexNotFound | ErrorCode::DocumentNotFound)
}

pub(super) fn late() -> SearchError {
    SearchError::Unavailable("Meilisearch has not answered in time".into())
}

/// Classifies an error: busy, broken and unreachable servers may recover; refused requests and invalid responses will not.
fn error(error: Error) -> SearchError {
    match &error {
        Error::Meilisearch(refused) => match refused.error_type {
            ErrorType::InvalidRequest | ErrorType::Auth => SearchError::Failed(error.to_string()),
            _ => SearchError::Unavailable(error.to_string()),
        },
        Error::MeilisearchCommunication(answer) if answer.status_code < 500 => SearchError::Failed(error.to_string()),
        Error::MeilisearchCommunication(_) | Error::HttpError(_) | Error::Timeout => SearchError::Unavailable(error.to_string()),
        _ => SearchError::Failed(error.to_string()),
    }
}
