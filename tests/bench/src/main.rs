//! `jawab-bench`: tools that measuring Jawab needs and a site does not. Used by `scripts/bench.sh` and `scripts/bench-day.sh`.
//! Takes the same settings as `jawab`.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use jawab_search::engine::{Change, Rebuild, SearchEngine, SearchError};
use jawab_server::{
    cli,
    config::{Config, Settings},
    private,
};

mod bare;
mod changes;
mod lexicon;
mod phrases;
mod quality;
mod random;
mod records;
mod sessions;
mod speed;

/// The allocator of `jawab`, so that measurements apply to it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures Jawab, and computes the lexicon of its search.
#[derive(Debug, Parser)]
#[command(name = "jawab-bench", version, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
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
    /// Sign in an administrator, a clerk and an agent, and print the cookie of each
    Sessions,
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
    /// Compute a lexicon from sentence pairs, and from the published texts that exist in both languages
    TrainLexicon(lexicon::Training),
}

fn main() -> ExitCode {
    private::create_privately();
    let Cli { settings, command } = Cli::parse();
    match cli::checked(settings) {
        Ok(config) => cli::run_async(&config, run(&config, command)),
        Err(code) => code,
    }
}

async fn run(config: &Config, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Records { number } => records::print(number)?,
        Command::Bare => bare::run(config).await?,
        Command::Changes => changes::run(config).await?,
        Command::Sessions => sessions::print(config).await?,
        Command::Quality { folder, tuning } => quality::run(config, &folder, tuning).await?,
        Command::Speed(options) => speed::run(config, &options).await?,
        Command::TrainLexicon(training) => lexicon::run(config, training).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A rebuild without what an interrupted measurement left.
async fn empty_rebuild(engine: &dyn SearchEngine) -> Result<Box<dyn Rebuild>, SearchError> {
    let mut rebuild = engine.rebuild().await?;
    let left = rebuild.versions().await?;
    rebuild.mend(left.into_keys().map(Change::Delete).collect()).await?;
    Ok(rebuild)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn its_options_and_the_settings_have_names_of_their_own() {
        Cli::command().debug_assert();
    }
}
