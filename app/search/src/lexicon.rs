//! The lexicon: the translations of the stems of each language into the other, with probabilities.
//!
//! It is computed from sentence pairs (see [`train`]) and ships with the product; a site can add what its own bilingual texts teach. The
//! script of a stem tells its language, so one table holds both directions.

mod pairs;
mod table;
mod train;

pub use pairs::{Pairs, PairsError};
pub use table::{Lexicon, Translation, language};
pub use train::train;

#[cfg(test)]
mod tests;
