//! Search: analysis of Arabic and French, the query language, the port, and the engines behind it.

pub mod analysis;
pub mod crossing;
pub mod embedded;
pub mod highlight;
pub mod lexicon;
pub mod meilisearch;
pub mod names;
mod places;
pub mod port;
pub mod query;
mod transliterate;
