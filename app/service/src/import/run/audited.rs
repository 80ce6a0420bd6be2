//! The line of an import in the audit record of the site: by the program, with the name of the file and what came of it.

use chrono::{DateTime, Utc};
use jawab_domain::access::ActorId;
use jawab_store::{
    Connection, StoreError,
    audit::{self, Entry},
};
use serde_json::json;

use crate::import::report::Report;

/// How many records a run has created, updated and rejected.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    created: u64,
    updated: u64,
    rejected: u64,
}

impl Counts {
    pub const fn of(report: &Report) -> Self {
        Self { created: report.created, updated: report.updated, rejected: report.rejected }
    }

    /// Whether the run changed anything.
    pub const fn changed(self) -> bool {
        self.created + self.updated > 0
    }

    /// Appends the line.
    pub async fn record(self, db: &impl Connection, at: DateTime<Utc>, file: &str) -> Result<(), StoreError> {
        let Self { created, updated, rejected } = self;
        let data = json!({ "file": file, "created": created, "updated": updated, "rejected": rejected });
        audit::append(db, at, Entry { actor: ActorId::Jawab, action: "questions.imported", subject: "", data: &data }).await
    }
}
