//! What the database was last seen to do, for whoever asks whether the site can be served.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use sea_orm::DbErr;

use crate::fault::Fault;

/// Why the database cannot serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It does not answer.
    Unreachable,
    /// It takes no writes: its disk is full or broken. Since a write or a commit failed, none has succeeded.
    Unwritable,
    /// What it has stored is damaged. Seen once, this lasts until the program starts anew: files do not heal.
    Damaged,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "unreachable",
            Self::Unwritable => "takes no writes",
            Self::Damaged => "damaged",
        })
    }
}

/// What the database was last seen to do.
#[derive(Debug, Default)]
pub(super) struct Condition {
    unwritable: AtomicBool,
    damaged: AtomicBool,
    /// The text that was last read to learn whether the files can be read.
    pub(super) looked_at: AtomicI64,
}

impl Condition {
    pub(super) fn is_unwritable(&self) -> bool {
        self.unwritable.load(Ordering::SeqCst)
    }

    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::SeqCst)
    }

    /// A change was seen to be committed.
    pub(super) fn committed(&self) {
        if self.unwritable.swap(false, Ordering::SeqCst) {
            tracing::info!("the database takes writes again");
        }
    }

    /// A commit failed, though every statement before it had succeeded.
    pub(super) fn not_committed(&self, error: &DbErr) {
        self.failed(error);
        if Fault::of(error) == Fault::Unreachable {
            self.takes_no_writes(error);
        }
    }

    /// A statement failed.
    pub(super) fn failed(&self, error: &DbErr) {
        match Fault::of(error) {
            Fault::Storage => self.takes_no_writes(error),
            Fault::Damaged => {
                if !self.damaged.swap(true, Ordering::SeqCst) {
                    tracing::error!(%error, "the database is damaged: restore a backup");
                }
            }
            Fault::Busy | Fault::Unreachable | Fault::Statement => {}
        }
    }

    fn takes_no_writes(&self, error: &DbErr) {
        if !self.unwritable.swap(true, Ordering::SeqCst) {
            tracing::error!(%error, "the database takes no writes");
        }
    }
}
