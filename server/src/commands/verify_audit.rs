//! `jawab verify-audit`.

use std::{process::ExitCode, str::FromStr};

use jawab_domain::text::is_sha256;
use jawab_store::{
    Connection, Database, LockTimeout,
    audit::{Verified, missing_guards, still_contains, verify, verify_events},
};

use super::output::say;
use crate::config::Config;

/// Where the record ended when that was noted elsewhere, as in `429:3f0c…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    lines: u64,
    hash: String,
}

impl FromStr for Expected {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = text.trim().split_once(':').and_then(|(lines, hash)| Some((lines.parse().ok()?, hash.to_ascii_lowercase())));
        match parsed {
            Some((lines, hash)) if is_sha256(&hash) => Ok(Self { lines, hash }),
            _ => Err("this is no number of lines and hash, as in 429:3f0c… with 64 hexadecimal digits".into()),
        }
    }
}

/// Checks the audit record, what guards it, and the history that is sealed into it; the exit code is 1 where anything is wrong.
pub async fn run(config: &Config, expected: Option<&Expected>) -> anyhow::Result<ExitCode> {
    let database = Database::connect_with(&config.database_url, LockTimeout::LONG).await?;
    database.migrate().await?;
    let faults = faults(database.reader(), expected).await?;
    for fault in &faults {
        say(format_args!("{fault}"))?;
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says what is whole, and gives what is not.
async fn faults(db: &impl Connection, expected: Option<&Expected>) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    match verify(db).await? {
        Verified::Whole { lines, head } => {
            say(format_args!("The audit record is whole: {lines} lines; the last hash is {head}"))?;
            say(format_args!("To be sure later that none is missing, note: --expect {lines}:{head}"))?;
        }
        Verified::Broken { id } => faults
            .push(format!("The audit record is broken at line {id}: it is not as it was written, or does not follow the line before it.")),
    }
    if let Some(Expected { lines, hash }) = expected
        && !still_contains(db, *lines, hash).await?
    {
        faults
            .push(format!("The audit record is not the one expected: it has no line {lines} with that hash. It was cut, or written anew."));
    }
    let missing = missing_guards(db).await?;
    if !missing.is_empty() {
        faults.push(format!(
            "The database lacks guards of what is append-only, or has them switched off or otherwise than they were made: {}.",
            missing.join(", ")
        ));
    }
    let sealed = verify_events(db).await?;
    say(format_args!("Events of questions: {} sealed into the record, {} not yet.", sealed.events, sealed.unsealed))?;
    if let Some(line) = sealed.broken {
        faults.push(format!("The history of questions is not as it was when line {line} of the audit record sealed it."));
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_is_lines_and_a_hash() {
        let hash = "0a".repeat(32);
        assert_eq!(format!("429:{hash}").parse(), Ok(Expected { lines: 429, hash: hash.clone() }));
        for wrong in ["", "429", ":", "x:00", "429:00", &format!("-1:{hash}"), &format!("429:{}", "g".repeat(64))] {
            assert!(wrong.parse::<Expected>().is_err(), "{wrong}");
        }
    }
}
