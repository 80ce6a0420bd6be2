//! The command line.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use jawab_domain::Locale;
use jawab_store::{Database, database::file_of};

use crate::{
    commands::{
        self,
        output::{print_error, say},
    },
    config::{Config, LAST_WORK, Settings},
};

/// The exit code of a wrong configuration or command line.
const WRONG_CONFIGURATION: u8 = 2;

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
    /// Look into the PDF on standard input; the server runs this for each document that is attached
    #[command(hide = true, name = jawab_service::attachments::INSPECT)]
    InspectPdf,
}

impl Cli {
    /// Runs what was asked for; the exit code says how it went: 0 well, 1 failed, 2 wrong configuration.
    #[must_use]
    pub fn run(self) -> ExitCode {
        if matches!(self.command, Some(Command::InspectPdf)) {
            return commands::inspect_pdf::run();
        }
        let config = match checked(self.settings) {
            Ok(config) => config,
            Err(code) => return code,
        };
        if self.check_config {
            let said = say(format_args!("The configuration is right: {config:?}"));
            return if said.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
        let Some(command) = self.command else {
            print_error(format_args!("Nothing to do; see jawab --help"));
            return ExitCode::from(WRONG_CONFIGURATION);
        };
        run_async(&config, execute(&config, command))
    }
}

impl Command {
    /// Whether it is about what a database has already, so that it makes none: where there is none, the wrong one is named.
    const fn needs_database(&self) -> bool {
        matches!(self, Self::Reindex | Self::Reconcile | Self::VerifyAudit { .. } | Self::Digest)
    }
}

async fn execute(config: &Config, command: Command) -> anyhow::Result<ExitCode> {
    if command.needs_database() && !Database::is_there(&config.database_url).await? {
        let place = file_of(&config.database_url).map_or_else(|| "JAWAB_DATABASE_URL".to_owned(), |file| file.display().to_string());
        print_error(format_args!("jawab: there is no database of Jawab at {place}; nothing was made. `jawab migrate` makes one."));
        return Ok(ExitCode::from(WRONG_CONFIGURATION));
    }
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
        Command::InspectPdf => Ok(commands::inspect_pdf::run()),
    }
}

/// The configuration of the settings.
///
/// # Errors
/// The exit code of a wrong one, once all that is wrong with it is said.
pub fn checked(settings: Settings) -> Result<Config, ExitCode> {
    Config::check(settings).map_err(|errors| {
        print_error(format_args!("The configuration is wrong:\n{}", errors.to_string().trim_end()));
        ExitCode::from(WRONG_CONFIGURATION)
    })
}

/// Works as every command does: with a log, on files that are the program's alone, on as many threads as there are processors.
pub fn run_async(config: &Config, work: impl Future<Output = anyhow::Result<ExitCode>>) -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("JAWAB_LOG")
                .unwrap_or_else(|_| "info,tantivy=warn,sea_orm_migration=warn,sqlx=warn".into()),
        )
        .with_writer(std::io::stderr)
        // It would say on standard error that it cannot be written, and panic.
        .log_internal_errors(false)
        .init();
    crate::private::restrict_permissions(&config.data_dir, &config.database_url);
    match on_threads(work) {
        Ok(code) => code,
        Err(error) => {
            print_error(format_args!("jawab: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn on_threads(work: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(work);
    // What still computes then, computes for nobody.
    runtime.shutdown_timeout(LAST_WORK);
    ended
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_readme_lists_every_command_and_no_other() {
        let readme = include_str!("../../README.md");
        let mut listed: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("| `jawab ")?.split([' ', '`']).next()).collect();
        let program = Cli::command();
        let mut there: Vec<&str> = program.get_subcommands().filter(|one| !one.is_hide_set()).map(clap::Command::get_name).collect();
        listed.sort_unstable();
        there.sort_unstable();
        assert_eq!(listed, there);
    }
}
