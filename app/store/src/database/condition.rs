//! The last observed state of the database, for the health check.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use sea_orm::DbErr;

use crate::failure_kind::FailureKind;

/// Why the database cannot serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HealthError {
    /// It does not answer.
    Unreachable,
    /// It takes no writes, because its disk is full or broken. No write has succeeded since one failed.
    Unwritable,
    /// Its data is damaged. This state lasts until the program restarts, because files do not heal.
    Damaged,
}

impl std::fmt::Display for HealthError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "unreachable",
            Self::Unwritable => "takes no writes",
            Self::Damaged => "damaged",
        })
    }
}

/// The last observed state of the database.
#[derive(Debug, Default)]
pub(super) struct Condition {
    unwritable: AtomicBool,
    damaged: AtomicBool,
    /// The text that the last health check read.
    pub(super) looked_at: AtomicI64,
}

impl Condition {
    pub(super) fn is_unwritable(&self) -> bool {
        self.unwritable.load(Ordering::SeqCst)
    }

    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::SeqCst)
    }

    /// Records a successful commit.
    pub(super) fn committed(&self) {
        if self.unwritable.swap(false, Ordering::SeqCst) {
            tracing::info!("the database takes writes again");
        }
    }

    /// Records a failed commit after successful statements.
    pub(super) fn not_committed(&self, error: &DbErr) {
        self.failed(error);
        if FailureKind::from_error(error) == FailureKind::Unreachable {
            self.takes_no_writes(error);
        }
    }

    /// Records a failed statement.
    pub(super) fn failed(&self, error: &DbErr) {
        match FailureKind::from_error(error) {
            FailureKind::Storage => self.takes_no_writes(error),
            FailureKind::Damaged => {
                if !self.damaged.swap(true, Ordering::SeqCst) {
                    tracing::error!(%error, "the database is damaged: restore a backup");
                }
            }
            FailureKind::Busy | FailureKind::Unreachable | FailureKind::Statement => {}
        }
    }

    fn takes_no_writes(&self, error: &DbErr) {
        if !self.unwritable.swap(true, Ordering::SeqCst) {
            tracing::error!(%error, "the database takes no writes");
        }
    }
}
