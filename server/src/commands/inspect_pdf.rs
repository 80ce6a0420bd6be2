//! `jawab inspect-pdf`: needs no configuration, and looks at nothing but its standard input.

use std::process::ExitCode;

use jawab_service::attachments;

/// Says what the document on standard input is.
pub fn run() -> ExitCode {
    match attachments::inspect() {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("jawab: {error}");
            ExitCode::FAILURE
        }
    }
}
