//! The labels of a question's fields, by their names in its history.

use crate::catalogue::Tr;

impl Tr {
    /// The label of a field that an edit changed; `None` for an unknown name.
    #[must_use]
    pub fn question_field(self, name: &str) -> Option<String> {
        Some(match name {
            "subject" => self.t("question-form-subject"),
            "text" => self.t("question-text"),
            "sub_questions" => self.t("sub-questions"),
            "authors" => self.t("question-form-authors"),
            "ministries" => self.t("question-form-ministries"),
            "legislature" => self.t("question-form-legislature"),
            "number" => self.t("question-form-number"),
            "deposited_on" => self.t("question-form-deposited"),
            "themes" => self.t("question-form-themes"),
            "press" => self.t("question-form-press"),
            "kind" => self.t("field-kind"),
            "links" => self.t("field-links"),
            "documents" => self.t("field-documents"),
            _ => return None,
        })
    }
}
