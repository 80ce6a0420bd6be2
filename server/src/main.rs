//! The `jawab` program.

use std::process::ExitCode;

use clap::Parser as _;
use jawab_server::{cli::Cli, private};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    private::create_privately();
    Cli::parse().run()
}
