//! What commands print. Where nobody reads it any more, as after `| head`, the rest is left unsaid: the work goes on, and the exit code says how
//! it went.

use std::{
    fmt,
    io::{self, Write as _},
};

/// Prints a line on standard output at once.
///
/// # Errors
/// When it cannot be written though somebody reads it, as on a full disk.
pub fn say(line: fmt::Arguments<'_>) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match writeln!(output, "{line}").and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        said => said,
    }
}

/// Prints a line on standard error, if anybody reads it.
pub fn print_error(line: fmt::Arguments<'_>) {
    drop(writeln!(io::stderr().lock(), "{line}"));
}
