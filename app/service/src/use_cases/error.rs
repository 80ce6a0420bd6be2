//! Errors of use cases, as codes. Their texts are written where they are shown.

use jawab_domain::{
    field::FieldPath,
    lifecycle::Refusal,
    validation::{FieldError, Problem},
};
use jawab_store::StoreError;

use crate::attachments::AttachmentError;

/// Why a use case failed. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// The actor can see the resource but may not do this.
    #[error("the mandate does not allow this")]
    Forbidden,
    /// The resource does not exist, or the actor may not see it.
    #[error("there is no such thing")]
    NotFound,
    /// Somebody else changed it since.
    #[error("it has been changed since: it is at version {current} now")]
    Conflict {
        /// The current version.
        current: i64,
    },
    /// The state does not allow this.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The input is invalid: every invalid field.
    #[error("{} fields cannot be taken", .0.len())]
    Invalid(Vec<FieldError>),
    /// The idempotency key was used for another request.
    #[error("the key was used for another request")]
    KeyReused,
    /// The idempotency key is missing or not valid.
    #[error("there is no key")]
    NoKey,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
    /// A document could not be stored.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// The system failed.
    #[error("{0}")]
    Internal(String),
}

/// Converts the errors of the database, and of rows that cannot be read.
macro_rules! from_store {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for UseCaseError {
            fn from(error: $error) -> Self {
                Self::Store(error.into())
            }
        }
    )+};
}
from_store!(StoreError, serde_json::Error, jawab_domain::UnknownCode, jawab_domain::reference::ReferenceError);

impl UseCaseError {
    /// An error with one invalid field.
    #[must_use]
    pub fn field(field: impl Into<FieldPath>, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field: field.into(), problem }])
    }
}
