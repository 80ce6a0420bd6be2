//! The product's own analysis of Arabic and French.
//!
//! No engine stems both languages well (Meilisearch stems neither), so texts and queries are tokenized, folded and stemmed here, and every
//! engine indexes the same derived words. The script of each word decides how it is analysed, so a text may mix languages freely.
//! Everything is pure and total: any input gives words, never an error.

mod arabic;
mod compound;
mod fold;
mod french;
mod lexeme;
mod plurals;
mod stop;
mod text;
mod tokens;
mod typo;
mod word;

pub use arabic::{strip_clitics, without_clitics};
pub use fold::fold;
pub use lexeme::Lexeme;
pub use plurals::plurals;
pub(crate) use stop::is_stop_form;
pub use text::{MAX_READ_LETTERS, name_key, readable_prefix, stems, words};
pub use typo::{Typos, allowed as typos_allowed};
pub use word::{Kind, Known, MAX_WORD_LETTERS, Word};

#[cfg(test)]
mod tests;
