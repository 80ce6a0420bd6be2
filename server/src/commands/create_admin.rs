//! `jawab create-admin`.

use std::process::ExitCode;

use jawab_domain::Locale;
use jawab_service::{
    Accounts, Clock,
    accounts::{AccountError, Problem},
};
use jawab_store::{Database, Patience};
use jawab_ui::links;

use crate::config::Config;

/// Invites an administrator, and prints the link by which they join. No password passes by the command line.
pub async fn run(config: &Config, address: &str, name: &str, locale: Locale) -> anyhow::Result<ExitCode> {
    let database = Database::connect_with(&config.database_url, Patience::LONG).await?;
    database.migrate().await?;
    let site = config.public_url.clone().unwrap_or_else(|| format!("http://{}", config.listen));
    match Accounts::new(database, Clock::system()?).create_administrator(address, name, locale).await {
        Ok(invited) => {
            println!("{name} can join within three days, once, at");
            println!("  {site}{}", links::staff::link(locale, invited.token.text()));
            Ok(ExitCode::SUCCESS)
        }
        Err(AccountError::Invalid(problems)) => {
            for (field, problem) in problems {
                eprintln!("jawab: {field:?}: {}", why(problem));
            }
            Ok(ExitCode::FAILURE)
        }
        Err(other) => Err(other.into()),
    }
}

const fn why(problem: Problem) -> &'static str {
    match problem {
        Problem::AddressTaken => "an account has this address already; its administrators can make a new link",
        Problem::NoAddress => "this is no mail address",
        Problem::Long => "this is too long",
        _ => "this is missing",
    }
}
