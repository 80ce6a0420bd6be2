//! A planned clause of a query.

use super::forms::Forms;
use crate::{query::Clause, translation::QueryTranslation};

/// A wanted clause with the forms of its words.
pub(in crate::embedded) struct PlannedClause<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// The forms of each of its words.
    pub forms: Vec<Forms>,
    /// Its translations.
    pub translations: Vec<QueryTranslation>,
}
