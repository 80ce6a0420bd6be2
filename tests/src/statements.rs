//! The statements that the product sends to its database.

use std::sync::{Arc, Mutex};

use sea_orm::Statement;

/// The statements that take values, in the order in which they ended: see [`crate::TestApp::record_statements`].
#[derive(Debug, Clone, Default)]
pub struct Statements(Arc<Mutex<Vec<Statement>>>);

impl Statements {
    pub(crate) fn record(&self, statement: &Statement) {
        self.0.lock().expect("no test panicked here").push(statement.clone());
    }

    /// Takes those since the last time.
    pub fn take(&self) -> Vec<Statement> {
        std::mem::take(&mut *self.0.lock().expect("no test panicked here"))
    }
}
