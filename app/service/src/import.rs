//! Imports: questions from files, repeatable, in whole batches, with a report.
//!
//! `raw` is what a full record looks like in JSON; `flat` turns rows of CSV or JSON lines into such records by a mapping;
//! `draft` checks a record and says what is wrong with it; `save` writes it; `run` reads the file and keeps count.

mod draft;
mod flat;
mod people;
mod raw;
mod report;
mod run;
mod save;

pub use flat::{Mapping, MappingError};
pub use report::{Problem, Rejection, Report};
pub use save::new_code;
pub use run::{Import, ImportError, Progress};
