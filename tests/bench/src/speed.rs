//! `jawab-bench speed`: the speed and the resource use of the engines on growing numbers of generated questions.
//!
//! Everything is measured at the `SearchEngine` port, with the facets that pages ask for. Each query of the mix is asked once,
//! after three times as many other queries: no engine answers from a cache of the same query, and each has the caches of the
//! language as warm as in use.

mod invented;
mod language;
mod machine;
mod mix;
mod report;

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use clap::Args;
use jawab_search::{
    embedded::Embedded,
    engine::{Change, SearchEngine},
    meilisearch::Meilisearch,
};
use jawab_server::config::Config;

use invented::{Invented, Questions};
use machine::Process;
use mix::Mix;
use report::{Measured, Times};

/// Questions per batch, as the indexer sends them.
const BATCH: usize = 500;
/// The number of questions changed one by one after everything is indexed.
const CHANGED: u32 = 20;
/// Rounds of queries before the measured one.
const ROUNDS_BEFORE: usize = 3;
/// The number of questions that queries are made from.
const SAMPLES: u32 = 400;

/// The options of the measurement.
#[derive(Debug, Args)]
pub struct Options {
    /// How many questions; several times for several sizes, smallest first
    #[arg(long, default_values_t = [10_000, 100_000])]
    questions: Vec<u32>,
    /// The process of the Meilisearch server, to measure its memory
    #[arg(long)]
    meilisearch_pid: Option<u32>,
    /// The folder of the Meilisearch server, to measure its index
    #[arg(long)]
    meilisearch_data: Option<PathBuf>,
    /// A folder for the embedded engine's indexes; those of an earlier measurement are searched again
    #[arg(long)]
    indexes: Option<PathBuf>,
    /// Ask only queries of this kind, as the table names it
    #[arg(long)]
    kind: Option<String>,
}

/// Measures the embedded engine at each size, and a Meilisearch server if one is configured.
pub async fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let mut embedded = Vec::new();
    let mut server = Vec::new();
    for questions in &options.questions {
        let passing = tempfile::tempdir()?;
        let dir = options.indexes.as_ref().map_or_else(|| passing.path().to_owned(), |indexes| indexes.join(questions.to_string()));
        let here = Process { id: Some(std::process::id()), data: Some(dir.clone()) };
        let before = here.memory();
        let measured = measure(&Embedded::open(&dir)?, *questions, options, &here, before).await?;
        println!("{measured}");
        embedded.push(measured);
        if let Some(at) = &config.meilisearch {
            let there = Process { id: options.meilisearch_pid, data: options.meilisearch_data.clone() };
            let engine = Meilisearch::connect(&at.url, at.key.as_deref(), "jawab_speed")?;
            let measured = measure(&engine, *questions, options, &there, there.memory()).await?;
            println!("{measured}");
            server.push(measured);
        }
    }
    print!("{}", report::comparison(&embedded, &server));
    Ok(())
}

async fn measure(
    engine: &dyn SearchEngine,
    questions: u32,
    options: &Options,
    process: &Process,
    idle: machine::Memory,
) -> anyhow::Result<Measured> {
    let asked = |name: &str| options.kind.as_ref().is_none_or(|kind| kind == name);
    let (samples, indexing) = fill(engine, questions).await.context("the questions cannot be indexed")?;
    let changing = change(engine, &samples).await?;
    let mut mix = Mix::new(&samples);
    let mut times = Times::default();
    let before: Vec<_> = (0..ROUNDS_BEFORE).flat_map(|_| mix.queries()).collect();
    for (name, query) in before.into_iter().filter(|(name, _)| asked(name)) {
        // A query that times out counts as a slow one; it does not end the measurement.
        if let Err(error) = engine.search(&query).await {
            tracing::warn!(%error, name, query = query.text, "before measuring");
        }
    }
    for (name, query) in mix.queries().into_iter().filter(|(name, _)| asked(name)) {
        let began = Instant::now();
        let outcome = engine.search(&query).await;
        times.add(name, began.elapsed(), outcome.as_ref().ok().map(|outcome| outcome.total));
        tracing::debug!(name, query = query.text, took = ?began.elapsed(), total = ?outcome.map(|outcome| outcome.total), "asked");
    }
    for (typed, locale) in mix.beginnings().into_iter().filter(|_| asked(mix::SUGGESTIONS)) {
        let began = Instant::now();
        let found = engine.suggest(&typed, locale, 8).await;
        times.add(mix::SUGGESTIONS, began.elapsed(), found.ok().and_then(|found| u64::try_from(found.len()).ok()));
    }
    let name = engine.name();
    Ok(Measured { name, questions, indexing, changing, disk: process.disk(), before: idle, after: process.memory(), times })
}

/// Indexes the questions unless they already are; returns a sample of them and the time the engine took.
async fn fill(engine: &dyn SearchEngine, questions: u32) -> anyhow::Result<(Vec<Invented>, Duration)> {
    let mut samples = Vec::new();
    let mut all = Questions::default().take(questions as usize);
    let every = (questions / SAMPLES).max(1) as usize;
    let sampled = |one: &&Invented| usize::try_from(one.document.id).is_ok_and(|id| id % every == 0);
    if engine.count().await? == u64::from(questions) && !engine.needs_rebuild().await? {
        return Ok((all.filter(|one| sampled(&one)).collect(), Duration::ZERO));
    }
    let mut took = Duration::ZERO;
    let mut rebuild = crate::empty_rebuild(engine).await?;
    loop {
        let batch: Vec<Invented> = all.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        samples.extend(batch.iter().filter(sampled).cloned());
        let documents = batch.into_iter().map(|one| one.document).collect();
        let began = Instant::now();
        rebuild.add(documents).await?;
        took += began.elapsed();
    }
    let began = Instant::now();
    rebuild.finish().await?;
    Ok((samples, took + began.elapsed()))
}

/// Changes questions one by one; returns how long each took until it was found.
async fn change(engine: &dyn SearchEngine, samples: &[Invented]) -> anyhow::Result<Duration> {
    let began = Instant::now();
    for one in samples.iter().take(CHANGED as usize) {
        let mut document = one.document.clone();
        document.version += 1;
        engine.apply(vec![Change::Upsert(Box::new(document))]).await?;
    }
    Ok(began.elapsed() / CHANGED)
}
