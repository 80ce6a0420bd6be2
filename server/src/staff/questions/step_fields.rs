//! The fields of the forms of steps.

use jawab_domain::field::{FieldName, FieldPath};
use jawab_ui::pages::staff::QuestionStep;

/// The field of the form for one that a use case complains of.
pub(super) fn field(step: QuestionStep, field: FieldPath) -> FieldPath {
    match field.name {
        // Where a wish leads is not the clerk's to choose.
        FieldName::To if step == QuestionStep::DecideTransfer => FieldName::Whole.into(),
        FieldName::Links => FieldName::LinkedQuestion.into(),
        // What the question itself lacks has no field here.
        FieldName::Subject | FieldName::Authors => FieldName::Whole.into(),
        FieldName::Ministries if step == QuestionStep::Publish => FieldName::Whole.into(),
        _ => field,
    }
}
