//! Converts errors of the index and of the file system.

use crate::engine::SearchError;

/// Converts an error of the index or of the file system.
pub(super) fn failed(error: impl std::fmt::Display) -> SearchError {
    SearchError::Failed(error.to_string())
}
