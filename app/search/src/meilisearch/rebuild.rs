//! Builds a new index beside the one in use, and swaps the two.

use std::collections::BTreeMap;

use async_trait::async_trait;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    document,
    indexes::{BATCH_DOCUMENTS, Meilisearch, Version, last_of_each},
    settings,
};
use crate::engine::{Change, Document, Rebuild, SearchError};

/// The identity of the document whose version is the last question of the new index. No question has it.
const MARK: i64 = 0;

#[derive(Deserialize)]
struct Indexes {
    results: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    uid: String,
}

/// A rebuild. If it is abandoned, the next rebuild resumes its index.
pub(super) struct Rebuilding {
    engine: Meilisearch,
    reached: i64,
}

impl Rebuilding {
    /// Resumes the index of an interrupted rebuild, or deletes it and starts anew. The mark is added last: an index without it was created
    /// in another way.
    pub(super) async fn begin(engine: Meilisearch) -> Result<Self, SearchError> {
        let next = engine.next();
        let mark: Option<Version> = engine.http.get(&format!("/indexes/{next}/documents/{MARK}")).await?;
        if let Some(Version { version: reached, .. }) = mark {
            return Ok(Self { engine, reached });
        }
        engine.http.delete_index(&next).await?;
        engine.create(&next).await?;
        let marked = engine.post(&next, vec![mark_at(0)]).await?;
        engine.http.wait(marked).await?;
        Ok(Self { engine, reached: 0 })
    }

    /// Deletes the indexes of other settings and the previously used one.
    async fn clear(&self) -> Result<(), SearchError> {
        let all: Option<Indexes> = self.engine.http.get("/indexes?limit=1000").await?;
        let family = settings::family(&self.engine.prefix);
        for Named { uid } in all.into_iter().flat_map(|all| all.results) {
            if uid.starts_with(&family) && uid != self.engine.index {
                self.engine.http.delete_index(&uid).await?;
            }
        }
        Ok(())
    }
}

fn mark_at(reached: i64) -> Value {
    json!({ "id": MARK, "version": reached })
}

#[async_trait]
impl Rebuild for Rebuilding {
    fn reached(&self) -> i64 {
        self.reached
    }

    async fn versions(&mut self) -> Result<BTreeMap<i64, i64>, SearchError> {
        let mut versions = self.engine.versions_in(&self.engine.next()).await?;
        versions.remove(&MARK);
        Ok(versions)
    }

    async fn mend(&mut self, changes: Vec<Change>) -> Result<(), SearchError> {
        let (upserts, deletes) = last_of_each(changes);
        let accepted = self.engine.change(&self.engine.next(), &upserts, &deletes).await?;
        self.engine.wait_all(accepted).await
    }

    /// Each request contains the mark, so that it is applied together with the documents it stands for.
    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError> {
        let mut accepted = Vec::new();
        for batch in documents.chunks(BATCH_DOCUMENTS) {
            let mark = batch.last().map(|last| mark_at(last.id));
            let batch = batch.iter().map(document::document).chain(mark).collect();
            accepted.push(self.engine.post(&self.engine.next(), batch).await?);
        }
        self.engine.wait_all(accepted).await
    }

    /// The settings are sent again. That costs nothing if they are unchanged; but another process may have swapped and deleted the index
    /// meanwhile, after which the server creates one without settings for the added documents.
    async fn finish(self: Box<Self>) -> Result<(), SearchError> {
        let engine = &self.engine;
        let next = engine.next();
        let set = engine.http.patch(&format!("/indexes/{next}/settings"), settings::settings()).await?;
        engine.http.wait(set).await?;
        if !engine.exists(&engine.index).await? {
            engine.create(&engine.index).await?;
        }
        let unmarked = engine.http.post(&format!("/indexes/{next}/documents/delete-batch"), json!([MARK])).await?;
        let swapped = engine.http.post("/swap-indexes", json!([{ "indexes": [engine.index, next] }])).await?;
        engine.wait_all(vec![unmarked, swapped]).await?;
        self.clear().await
    }
}
