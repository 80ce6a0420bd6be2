//! Questions as read: rows brought together into records, for pages, the API and the index alike.

mod assemble;
mod load;
mod names;
mod parts;
mod record;

pub use load::{by_code, find, load, one};
pub use names::Names;
pub(crate) use names::per_locale;
pub use record::*;
