//! The `jawab` program.

use std::process::ExitCode;

use clap::Parser as _;
use jawab_server::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    Cli::parse().run()
}
