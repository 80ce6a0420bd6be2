//! Search: the analysis of Arabic and French, the query language, the trait of an engine, and the two engines.

pub mod analysis;
pub mod embedded;
pub mod engine;
pub mod highlight;
pub mod lexicon;
pub mod meilisearch;
pub mod names;
mod places;
pub mod query;
pub mod translation;
mod transliterate;
mod weights;
