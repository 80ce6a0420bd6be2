//! The command line.

use std::{path::PathBuf, process::ExitCode, time::Duration};

use clap::{Parser, Subcommand};
use jawab_domain::Locale;

use crate::{
    commands,
    config::{Config, Settings},
};

/// How long work on threads of its own may go on after the end.
const LAST_WORK: Duration = Duration::from_secs(1);

/// Tracks the written questions of the Parliament of Morocco, in Arabic and French.
#[derive(Debug, Parser)]
#[command(name = "jawab", version, arg_required_else_help = true)]
pub struct Cli {
    /// Check the configuration, say what is wrong with it, and stop
    #[arg(long)]
    check_config: bool,
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site; brings the database up to date and keeps the search index in step
    Serve {
        /// Load the demonstration when the database is empty
        #[arg(long)]
        demo: bool,
        /// Leave the search index to `jawab worker`
        #[arg(long)]
        no_worker: bool,
    },
    /// Bring the database's schema up to date
    Migrate,
    /// Import questions from a file: JSON lines, one JSON object, or CSV with a mapping
    Import {
        /// The file
        file: PathBuf,
        /// The mapping of columns, for flat records
        #[arg(long)]
        map: Option<PathBuf>,
        /// Check everything and say what would happen, without changing anything
        #[arg(long)]
        dry_run: bool,
        /// Begin at this line instead of where an unfinished import of the file stopped
        #[arg(long)]
        from_line: Option<u64>,
    },
    /// Build the search index anew, beside the one in use
    Reindex,
    /// Compare the search index with the database and mend what differs
    Reconcile,
    /// Invite an administrator: prints a link, to be used once, by which they choose a password
    CreateAdmin {
        /// The address to sign in with
        #[arg(long)]
        address: String,
        /// The administrator's name
        #[arg(long)]
        name: String,
        /// The language of the link
        #[arg(long, default_value = "ar")]
        locale: Locale,
    },
    /// Check that nothing in the audit record and in the history of questions was changed or taken out
    VerifyAudit {
        /// Lines and hash of the record's end as they were noted elsewhere, as in 429:3f0c…
        #[arg(long, value_name = "LINES:HASH")]
        expect: Option<commands::verify_audit::Expected>,
    },
    /// Keep the search index in step and send the morning's mails, without serving
    Worker,
    /// Send the morning's mails now, to those who have not had today's
    Digest,
    /// Compute what words of one language are in the other, for searches across both
    #[command(subcommand)]
    Lexicon(commands::lexicon::Command),
    /// Look into the PDF on standard input; the server runs this for each document that is attached
    #[command(hide = true, name = jawab_service::attachments::INSPECT)]
    InspectPdf,
    /// Parts of a measurement; scripts/bench.sh puts them together
    #[command(subcommand)]
    Bench(commands::bench::Bench),
}

impl Cli {
    /// Runs what was asked for; the exit code says how it went: 0 well, 1 failed, 2 wrong configuration.
    #[must_use]
    pub fn run(self) -> ExitCode {
        if matches!(self.command, Some(Command::InspectPdf)) {
            return commands::inspect_pdf::run();
        }
        let config = match Config::check(self.settings) {
            Ok(config) => config,
            Err(errors) => {
                eprint!("The configuration is wrong:\n{errors}");
                return ExitCode::from(2);
            }
        };
        if self.check_config {
            println!("The configuration is right: {config:?}");
            return ExitCode::SUCCESS;
        }
        let Some(command) = self.command else {
            eprintln!("Nothing to do; see jawab --help");
            return ExitCode::from(2);
        };
        tracing_subscriber::fmt()
            .with_env_filter(
                tracing_subscriber::EnvFilter::try_from_env("JAWAB_LOG")
                    .unwrap_or_else(|_| "info,tantivy=warn,sea_orm_migration=warn,sqlx=warn".into()),
            )
            .with_writer(std::io::stderr)
            .init();
        crate::private::tighten(&config.data_dir, &config.database_url);
        match execute(&config, command) {
            Ok(code) => code,
            Err(error) => {
                eprintln!("jawab: {error:#}");
                ExitCode::FAILURE
            }
        }
    }
}

fn execute(config: &Config, command: Command) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(async {
        match command {
            Command::Serve { demo, no_worker } => commands::serve::run(config, demo, !no_worker).await,
            Command::Migrate => commands::migrate::run(config).await,
            Command::Import { file, map, dry_run, from_line } => commands::import::run(config, &file, map, dry_run, from_line).await,
            Command::Reindex => commands::reindex::run(config).await,
            Command::Reconcile => commands::reconcile::run(config).await,
            Command::CreateAdmin { address, name, locale } => commands::create_admin::run(config, &address, &name, locale).await,
            Command::VerifyAudit { expect } => commands::verify_audit::run(config, expect.as_ref()).await,
            Command::Worker => commands::worker::run(config).await,
            Command::Digest => commands::digest::run(config).await,
            Command::Lexicon(what) => commands::lexicon::run(config, what).await,
            Command::InspectPdf => Ok(commands::inspect_pdf::run()),
            Command::Bench(what) => commands::bench::run(config, &what).await,
        }
    });
    // What still computes then, computes for nobody.
    runtime.shutdown_timeout(LAST_WORK);
    ended
}
