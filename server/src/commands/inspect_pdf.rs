//! `jawab inspect-pdf`: needs no configuration, and looks at nothing but its standard input.

use std::process::ExitCode;

use jawab_service::attachments;

use super::output::{print_error, say};

/// Says what the document on standard input is.
pub fn run() -> ExitCode {
    match attachments::inspect() {
        Ok(said) if say(format_args!("{said}")).is_ok() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            print_error(format_args!("jawab: {error}"));
            ExitCode::FAILURE
        }
    }
}
