//! `jawab-bench quality`: how well a search finds the questions that are known to match.
//!
//! Each case takes an existing question, derives a query from its words as a reader might type it (without hamzas, with a typo,
//! in the other language …), and records the rank of the question. Cases come from a fixed seed. Half of them are for choosing
//! weights; the other half is reported.

mod cases;
mod changes;
mod data;
mod measure;
mod suites;

use std::{path::Path, sync::Arc};

use anyhow::Context as _;
use jawab_search::{embedded::Embedded, engine::SearchEngine, lexicon::Lexicon, meilisearch::Meilisearch};
use jawab_server::config::Config;

use data::Data;
use measure::Scores;
use suites::Suite;

/// Measures every suite on the embedded engine, and on a Meilisearch server if one is configured. With `tuning`, the half of the
/// cases that weights are chosen on.
pub async fn run(config: &Config, folder: &Path, tuning: bool) -> anyhow::Result<()> {
    let data = Data::read(folder)?;
    println!("{:28} {:34} {:>5} {:>9} {:>10} {:>8}", "suite (engine)", "phenomenon", "cases", "success@1", "success@10", "nDCG@10");
    for suite in suites::all(&data) {
        let dir = tempfile::tempdir()?;
        let lexicon = suite.lexicon.clone().unwrap_or_else(Lexicon::shipped);
        report(&suite, &Embedded::open_with(dir.path(), Arc::clone(&lexicon))?, tuning).await?;
        if let Some(server) = &config.meilisearch {
            let prefix = format!("{}_bench", server.index_prefix);
            let engine = Meilisearch::connect_with(&server.url, server.key.as_deref(), &prefix, lexicon)?;
            report(&suite, &engine, tuning).await?;
        }
    }
    Ok(())
}

/// Indexes the questions of a suite and prints the scores, by phenomenon and overall.
async fn report(suite: &Suite, engine: &dyn SearchEngine, tuning: bool) -> anyhow::Result<()> {
    let mut rebuild = crate::empty_rebuild(engine).await?;
    rebuild.add(suite.documents.clone()).await?;
    rebuild.finish().await.context("the questions cannot be indexed")?;
    let name = format!("{} ({})", suite.name, engine.name());
    let mut all = Scores::default();
    for phenomenon in &suite.phenomena {
        let mut scores = Scores::default();
        for case in phenomenon.cases.iter().skip(usize::from(!tuning)).step_by(2) {
            scores.add(measure::ranks(engine, case).await?);
        }
        println!("{name:28} {:34} {scores}", phenomenon.name);
        all.merge(&scores);
    }
    println!("{name:28} {:34} {all}", "all");
    Ok(())
}
