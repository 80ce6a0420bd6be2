//! `jawab reindex`.

use std::{process::ExitCode, time::Duration};

use jawab_search::port::SearchError;
use jawab_service::index::IndexError;

use super::progress_bar;
use crate::{App, config::Config};

/// Builds the search index anew. Where another process has the embedded index open, that one is asked to.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let app = App::open(config, String::new()).await?;
    app.database.migrate().await?;
    let indexer = app.indexer();
    let bar = progress_bar("indexing");
    let built = indexer
        .reindex(|done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
        .await;
    match built {
        Ok(done) => {
            bar.finish_and_clear();
            println!("{done} questions indexed.");
        }
        Err(IndexError::Search(SearchError::Unavailable(_))) if config.meilisearch.is_none() => {
            bar.println("The running server has the index open; it is asked to build it anew.");
            indexer.request_rebuild().await?;
            while let Some(progress) = indexer.rebuild_progress().await? {
                if let Some((done, total)) = progress.split_once('/').and_then(|(d, t)| Some((d.parse().ok()?, t.parse().ok()?))) {
                    bar.set_length(total);
                    bar.set_position(done);
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            bar.finish_and_clear();
            println!("The running server has built the index anew.");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}
