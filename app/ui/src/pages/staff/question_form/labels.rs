//! The labels of the question form's fields, by their names in the form.

use jawab_domain::field::{FieldName, FieldPath};

use crate::catalogue::Tr;

/// The fields of the form.
const FIELDS: [FieldName; 13] = [
    FieldName::Subject,
    FieldName::Text,
    FieldName::Role,
    FieldName::SubQuestions,
    FieldName::Authors,
    FieldName::Ministries,
    FieldName::Legislature,
    FieldName::Number,
    FieldName::DepositedOn,
    FieldName::TransmittedOn,
    FieldName::Themes,
    FieldName::Press,
    FieldName::Reason,
];

/// The field that an input of the form belongs to.
#[must_use]
pub fn field(input: &str) -> Option<FieldPath> {
    FieldPath::from_form(input, &FIELDS)
}

/// The label of a field by its name.
#[must_use]
pub fn label(tr: Tr, name: &str) -> String {
    tr.input_label(name, &FIELDS)
}
