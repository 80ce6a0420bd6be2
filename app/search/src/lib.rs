//! Search: analysis of Arabic and French, the query language, the port, and the engines behind it.

pub mod analysis;
pub mod embedded;
pub mod highlight;
pub mod meilisearch;
pub mod port;
pub mod query;
