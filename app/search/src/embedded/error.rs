//! Errors of the index and of the file system, as an engine reports them.

use crate::engine::SearchError;

/// An error of the index or of the file system.
pub(super) fn failed(error: impl std::fmt::Display) -> SearchError {
    SearchError::Failed(error.to_string())
}
