//! Imports of questions from files: repeatable, in batches, with a report.
//!
//! `raw` is the JSON form of a full record. `flat` maps rows of CSV or JSON lines to such records. `check` validates a record and turns
//! it into a `draft`. `save` writes the draft, and [`crate::due_dates`] settles the question by its answers. `run` reads the file and
//! counts the results.

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
pub use report::{BoundedList, NewEntry, NewNames, RecordProblem, Rejection, Report};
pub use run::{Contents, Import, ImportError, Progress};
pub use save::new_code;
