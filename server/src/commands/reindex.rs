//! `jawab reindex`.

use std::{process::ExitCode, time::Duration};

use jawab_search::engine::SearchError;
use jawab_service::index::IndexError;

use super::{Progress, output::say};
use crate::{App, config::Config};

/// Builds the search index anew, or goes on where that was interrupted. Where another process has the embedded index
/// open, that one is asked to.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let app = App::open(config, String::new()).await?;
    app.database.migrate().await?;
    let indexer = app.indexer();
    let mut progress = Progress::new("indexing");
    match indexer.reindex(|done, total| progress.at(done, total)).await {
        Ok(done) => {
            progress.bar.finish_and_clear();
            let resumed = if done.resumed > 0 { format!("; {} were there from an interrupted run", done.resumed) } else { String::new() };
            say(format_args!("{} questions indexed{resumed}.", done.added))?;
        }
        Err(IndexError::Search(SearchError::Unavailable(_))) if config.meilisearch.is_none() => {
            progress.bar.println("The running server has the index open; it is asked to build it anew.");
            indexer.request_rebuild().await?;
            while let Some(noted) = indexer.rebuild_progress().await? {
                if let Some((done, total)) = noted.split_once('/').and_then(|(d, t)| Some((d.parse().ok()?, t.parse().ok()?))) {
                    progress.at(done, total);
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            progress.bar.finish_and_clear();
            say(format_args!("The running server has built the index anew."))?;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}
