//! Imports: questions from files, repeatable, in whole batches, with a report.
//!
//! `raw` is what a full record looks like in JSON; `flat` turns rows of CSV or JSON lines into such records by a mapping;
//! `check` makes a `draft` of a record or says what is wrong with it; `save` writes it, and
//! [`crate::settle`] draws what follows from its answers; `run` reads the file and keeps count.

mod check;
mod draft;
mod flat;
pub(crate) mod people;
mod raw;
mod report;
mod run;
mod save;

pub use flat::{Mapping, MappingError};
pub(crate) use flat::{Row, csv_rows};
pub use report::{Listed, Problem, Rejection, Report};
pub use run::{Contents, Import, ImportError, Progress};
pub use save::new_code;
