//! Loads questions as records for pages, the API and the index.

mod assemble;
mod load;
mod names;
mod naming;
mod parts;
mod record;
mod row;
mod statement;
#[cfg(test)]
mod tests;

pub use load::{id_by_code, load, load_by_code, load_by_reference, load_one, load_rows, load_with_names};
pub use names::Names;
pub(crate) use names::per_locale;
pub use naming::CachedNames;
pub use record::*;
pub use row::Row;
