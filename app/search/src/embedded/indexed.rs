//! A question on its way into the index. It is analysed by the thread that indexes it: several do at a time, and a queue
//! of questions takes little memory.

use std::sync::OnceLock;

use tantivy::{TantivyDocument, schema::Document as Indexable};

use super::schema::Fields;
use crate::port::Document;

/// A question with the fields of the index it goes into.
pub(super) struct Indexed {
    fields: Fields,
    question: Document,
    derived: OnceLock<TantivyDocument>,
}

impl Indexed {
    /// A question for an index with these fields.
    pub(super) fn new(fields: &Fields, question: Document) -> Self {
        Self { fields: fields.clone(), question, derived: OnceLock::new() }
    }
}

impl Indexable for Indexed {
    type Value<'a> = <TantivyDocument as Indexable>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Indexable>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.derived.get_or_init(|| self.fields.document(&self.question)).iter_fields_and_values()
    }
}
