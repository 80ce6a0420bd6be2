//! Building an index beside the one in use, and swapping the two.

use async_trait::async_trait;
use serde::Deserialize;
use serde_json::json;

use super::{Meilisearch, settings};
use crate::port::{Document, Rebuild, SearchError};

#[derive(Deserialize)]
struct Indexes {
    results: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    uid: String,
}

/// A rebuild under way. Abandoned, its index stays until the next rebuild clears it away.
pub(super) struct Rebuilding(pub Meilisearch);

#[async_trait]
impl Rebuild for Rebuilding {
    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError> {
        let accepted = self.0.add(&self.0.next(), &documents).await?;
        self.0.wait_all(accepted).await
    }

    async fn finish(self: Box<Self>) -> Result<(), SearchError> {
        let Self(engine) = *self;
        if !engine.exists(&engine.index).await? {
            engine.create(&engine.index).await?;
        }
        let swapped = engine.http.post("/swap-indexes", json!([{ "indexes": [engine.index, engine.next()] }])).await?;
        engine.http.wait(swapped).await?;
        let all: Option<Indexes> = engine.http.get("/indexes?limit=1000").await?;
        let family = settings::family(&engine.prefix);
        for Named { uid } in all.into_iter().flat_map(|all| all.results) {
            if uid.starts_with(&family) && uid != engine.index {
                engine.http.delete_index(&uid).await?;
            }
        }
        Ok(())
    }
}
