//! The server and our indexes on it.

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    document,
    http::{Accepted, Http},
    settings,
};
use crate::{
    engine::{Change, Document, SearchError},
    lexicon::Lexicon,
};

/// The number of documents per request.
pub(super) const BATCH_DOCUMENTS: usize = 500;
/// The number of versions per request.
const PAGE_DOCUMENTS: usize = 10_000;

/// The Meilisearch engine.
#[derive(Debug, Clone)]
pub struct Meilisearch {
    pub(super) http: Http,
    pub(super) prefix: String,
    pub(super) index: String,
    pub(super) lexicon: Arc<Lexicon>,
}

#[derive(Deserialize)]
struct Page {
    results: Vec<Version>,
}

/// The version of a question in an index.
#[derive(Deserialize)]
pub(super) struct Version {
    id: i64,
    /// The version.
    pub version: i64,
}

impl Meilisearch {
    /// Prepares a connection without sending anything. The names of indexes start with the prefix, so that one server can serve several
    /// sites.
    ///
    /// # Errors
    /// [`SearchError::Failed`] if no request can be made with this key.
    pub fn connect(url: &str, key: Option<&str>, index_prefix: &str) -> Result<Self, SearchError> {
        Self::connect_with(url, key, index_prefix, Lexicon::shipped())
    }

    /// Prepares a connection like [`Self::connect`], with another lexicon for searches across languages.
    ///
    /// # Errors
    /// [`SearchError::Failed`] if no request can be made with this key.
    pub fn connect_with(url: &str, key: Option<&str>, index_prefix: &str, lexicon: Arc<Lexicon>) -> Result<Self, SearchError> {
        let http = Http::new(url, key)?;
        Ok(Self { http, prefix: index_prefix.to_owned(), index: settings::index_name(index_prefix), lexicon })
    }

    /// The index that a rebuild fills.
    pub(super) fn next(&self) -> String {
        format!("{}_next", self.index)
    }

    pub(super) async fn exists(&self, index: &str) -> Result<bool, SearchError> {
        Ok(self.http.get::<Value>(&format!("/indexes/{index}")).await?.is_some())
    }

    pub(super) async fn create(&self, index: &str) -> Result<(), SearchError> {
        let created = self.http.post("/indexes", json!({ "uid": index, "primaryKey": "id" })).await?;
        self.http.wait(created).await?;
        let set = self.http.patch(&format!("/indexes/{index}/settings"), settings::settings()).await?;
        self.http.wait(set).await
    }

    async fn add(&self, index: &str, documents: &[Document]) -> Result<Vec<Accepted>, SearchError> {
        let mut accepted = Vec::new();
        for batch in documents.chunks(BATCH_DOCUMENTS) {
            let batch = batch.iter().map(document::document).collect();
            accepted.push(self.post(index, batch).await?);
        }
        Ok(accepted)
    }

    pub(super) async fn post(&self, index: &str, documents: Vec<Value>) -> Result<Accepted, SearchError> {
        self.http.post(&format!("/indexes/{index}/documents?primaryKey=id"), Value::Array(documents)).await
    }

    /// Submits changes to an index.
    pub(super) async fn change(&self, index: &str, upserts: &[Document], deletes: &[i64]) -> Result<Vec<Accepted>, SearchError> {
        let mut accepted = self.add(index, upserts).await?;
        if !deletes.is_empty() {
            accepted.push(self.http.post(&format!("/indexes/{index}/documents/delete-batch"), json!(deletes)).await?);
        }
        Ok(accepted)
    }

    pub(super) async fn versions_in(&self, index: &str) -> Result<BTreeMap<i64, i64>, SearchError> {
        let path = format!("/indexes/{index}/documents/fetch");
        let mut versions = BTreeMap::new();
        for page in 0.. {
            let body = json!({ "fields": ["id", "version"], "offset": page * PAGE_DOCUMENTS, "limit": PAGE_DOCUMENTS });
            let Page { results } = self.http.ask(&path, body).await?;
            let last = results.len() < PAGE_DOCUMENTS;
            versions.extend(results.into_iter().map(|one| (one.id, one.version)));
            if last {
                break;
            }
        }
        Ok(versions)
    }

    pub(super) async fn wait_all(&self, accepted: Vec<Accepted>) -> Result<(), SearchError> {
        for task in accepted {
            self.http.wait(task).await?;
        }
        Ok(())
    }
}

/// The last change of each question: the documents to write, and the identities to delete.
pub(super) fn last_of_each(changes: Vec<Change>) -> (Vec<Document>, Vec<i64>) {
    let mut upserts = BTreeMap::new();
    let mut deletes = BTreeMap::new();
    for change in changes {
        match change {
            Change::Upsert(document) => {
                deletes.remove(&document.id);
                upserts.insert(document.id, *document);
            }
            Change::Delete(id) => {
                upserts.remove(&id);
                deletes.insert(id, ());
            }
        }
    }
    (upserts.into_values().collect(), deletes.into_keys().collect())
}
