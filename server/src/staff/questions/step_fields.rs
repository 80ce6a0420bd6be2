//! The fields of the forms of steps.

use jawab_ui::pages::staff::QuestionStep;

/// The form's name of a field that a use case complains of.
pub(super) fn field(step: QuestionStep, path: &str) -> String {
    match (path.split('.').next().unwrap_or_default(), step) {
        ("to", QuestionStep::Transmit) => "ministries".into(),
        // Where a wish leads is not the clerk's to choose.
        ("to", QuestionStep::DecideTransfer) => String::new(),
        ("ministry", _) => "to".into(),
        ("names", _) => "words".into(),
        ("link" | "links", _) => "question".into(),
        // What the question itself lacks has no field here.
        ("subject" | "authors", _) => String::new(),
        (other, _) => other.to_owned(),
    }
}
