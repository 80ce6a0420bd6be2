//! Who looks, and what they may see: one predicate for every query.

use sea_orm::sea_query::{Expr, SimpleExpr};

use crate::entity::question;

/// Who looks at questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Anybody: sees what is published and not hidden.
    Public,
    /// The program itself, for imports and maintenance: sees everything.
    Operator,
}

/// The questions a viewer may see. Every query that shows or counts questions has this in its condition.
#[must_use]
pub fn visible_to(viewer: Viewer) -> SimpleExpr {
    match viewer {
        Viewer::Public => question::COLUMN.publication.eq("published"),
        Viewer::Operator => Expr::value(true),
    }
}
