//! `jawab bench`: what measurements need and a site does not. `scripts/bench.sh` puts it to use.

use std::{
    io::{self, BufWriter, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context as _;
use axum::{Router, routing::get, serve::ListenerExt as _};
use clap::Subcommand;
use jawab_search::port::{Change, Rebuild, SearchEngine, SearchError};

use super::stop_signal;
use crate::config::Config;

mod changes;
mod phrases;
mod quality;
mod random;
mod records;
mod speed;

use records::Records;

/// What the bare server answers: thirteen bytes.
const BARE: &str = "Hello, Jawab!";

/// Parts of a measurement.
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Print invented records for `jawab import`, one a line; the same ones each time
    Records {
        /// How many
        #[arg(default_value_t = 10_000)]
        number: u32,
    },
    /// Serve one route that answers thirteen bytes, to compare the site with
    Bare,
    /// Change a published question every second until stopped, as a clerk would beside the readers; prints how many
    Changes,
    /// Measure how well searches find what is there, on cases made from a folder of texts
    Quality {
        /// The folder
        folder: PathBuf,
        /// Use the half of the cases that weights are chosen on
        #[arg(long)]
        tuning: bool,
    },
    /// Measure how fast searches are on invented questions, and what they need; with --meili-url also a server's
    Speed(speed::Options),
}

/// Runs a part of a measurement.
pub async fn run(config: &Config, what: &Bench) -> anyhow::Result<ExitCode> {
    match what {
        Bench::Records { number } => print_records(*number)?,
        Bench::Bare => serve_bare(config).await?,
        Bench::Changes => changes::run(config).await?,
        Bench::Speed(options) => return speed::run(config, options).await,
        Bench::Quality { folder, tuning } => return quality::run(config, folder, *tuning).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// A rebuild without what an interrupted measurement has left.
async fn empty_rebuild(engine: &dyn SearchEngine) -> Result<Box<dyn Rebuild>, SearchError> {
    let mut rebuild = engine.rebuild().await?;
    let left = rebuild.versions().await?;
    rebuild.mend(left.into_keys().map(Change::Delete).collect()).await?;
    Ok(rebuild)
}

fn print_records(number: u32) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for record in Records::default().take(usize::try_from(number).unwrap_or(usize::MAX)) {
        writeln!(out, "{record}")?;
    }
    out.flush()
}

/// Serves as `jawab serve` does, with the same connections, so that only what the site adds makes the difference.
async fn serve_bare(config: &Config) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(config.listen).await.with_context(|| format!("cannot listen on {}", config.listen))?;
    println!("  http://{}/", listener.local_addr()?);
    io::stdout().flush()?;
    let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
    Ok(axum::serve(listener, Router::new().route("/", get(async || BARE))).with_graceful_shutdown(stop_signal()?).await?)
}
