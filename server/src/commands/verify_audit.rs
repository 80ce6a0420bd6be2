//! `jawab verify-audit`.

use std::process::ExitCode;

use jawab_store::{
    Database, Patience,
    audit::{Verified, verify},
};

use crate::config::Config;

/// Checks that the audit record is unbroken; the exit code is 1 where it is not.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let database = Database::connect_with(&config.database_url, Patience::LONG).await?;
    database.migrate().await?;
    Ok(match verify(database.reader()).await? {
        Verified::Whole { lines, head } => {
            println!("The audit record is whole: {lines} lines; the last hash is {head}");
            ExitCode::SUCCESS
        }
        Verified::Broken { id } => {
            println!("The audit record is broken at line {id}: it is not as it was written, or does not follow the line before it.");
            ExitCode::FAILURE
        }
    })
}
