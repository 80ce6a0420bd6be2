//! Why a search is not answered.

use jawab_store::StoreError;

use crate::compute_pool::ComputeError;

/// Why a search is not answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchFailure {
    /// Too many search by the engine.
    #[error("too many search at once")]
    Crowded,
    /// The engine fails, and too many search the database.
    #[error("too many search the database in the engine’s stead")]
    FallbackCrowded,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Marking what was found failed.
    #[error(transparent)]
    Compute(#[from] ComputeError),
}
