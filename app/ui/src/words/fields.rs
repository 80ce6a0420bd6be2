//! What the fields of a question are called, by the names that its history has for them.

use crate::catalogue::Tr;

impl Tr {
    /// What a field is called that an edit changed; none where nobody knows it.
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
