//! `jawab create-admin`.

use std::process::ExitCode;

use jawab_domain::{Locale, validation::Problem};
use jawab_service::{Accounts, Clock, accounts::AccountError};
use jawab_store::{Database, LockTimeout};
use jawab_ui::links;

use super::output::{print_error, say};
use crate::config::Config;

/// Invites an administrator, and prints the link by which they join. No password passes by the command line.
pub async fn run(config: &Config, address: &str, name: &str, locale: Locale) -> anyhow::Result<ExitCode> {
    let database = Database::connect_with(&config.database_url, LockTimeout::LONG).await?;
    database.migrate().await?;
    let site = config.public_url.clone().unwrap_or_else(|| format!("http://{}", config.listen));
    match Accounts::new(database, Clock::system()?).create_administrator(address, name, locale).await {
        Ok(invited) => {
            say(format_args!("{name} can join within three days, once, at"))?;
            say(format_args!("  {site}{}", links::staff::link(locale, invited.token.text())))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(AccountError::Invalid(problems)) => {
            for (field, problem) in problems {
                print_error(format_args!("jawab: {}: {}", field.code(), why(&problem)));
            }
            Ok(ExitCode::FAILURE)
        }
        Err(other) => Err(other.into()),
    }
}

const fn why(problem: &Problem) -> &'static str {
    match problem {
        Problem::AddressTaken => "an account has this address already; its administrators can make a new link",
        Problem::NotAMailAddress => "this is no mail address",
        Problem::TooLong { .. } => "this is too long",
        Problem::DirectionControls => "this has invisible characters that change the direction of the text",
        Problem::Nul => "this has a NUL character",
        _ => "this is missing",
    }
}
