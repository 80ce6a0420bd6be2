//! A clause of a query with what stands for it.

use super::forms::Forms;
use crate::{query::Clause, translation::QueryTranslation};

/// A wanted clause with what stands for its words.
pub(in crate::embedded) struct PlannedClause<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// What stands for each of its words.
    pub forms: Vec<Forms>,
    /// What stands for it in the other language.
    pub translations: Vec<QueryTranslation>,
}
