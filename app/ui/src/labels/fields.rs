//! The labels of fields, for forms, error summaries and histories.

use jawab_domain::field::{FieldName, FieldPart, FieldPath};

use crate::catalogue::Tr;

/// The fields of a question that its history names.
const OF_HISTORY: [FieldName; 13] = [
    FieldName::Subject,
    FieldName::Text,
    FieldName::SubQuestions,
    FieldName::Authors,
    FieldName::Ministries,
    FieldName::Legislature,
    FieldName::Number,
    FieldName::DepositedOn,
    FieldName::Themes,
    FieldName::Press,
    FieldName::Kind,
    FieldName::Links,
    FieldName::Documents,
];

impl Tr {
    /// The label of a field that an edit changed, by its name in the history; `None` for an unknown name.
    #[must_use]
    pub fn question_field(self, code: &str) -> Option<String> {
        OF_HISTORY.into_iter().find(|field| field.code() == code).map(|field| self.field(field))
    }

    /// The label of a field. Forms that label it in words of their own say so. Empty for fields that no form shares with another.
    #[must_use]
    pub fn field(self, name: FieldName) -> String {
        match name {
            FieldName::Subject => self.t("question-form-subject"),
            FieldName::Text => self.t("question-text"),
            FieldName::SubQuestions => self.t("sub-questions"),
            FieldName::Authors => self.t("question-form-authors"),
            FieldName::Ministries => self.t("question-form-ministries"),
            FieldName::Legislature => self.t("question-form-legislature"),
            FieldName::Number => self.t("question-form-number"),
            FieldName::DepositedOn => self.t("question-form-deposited"),
            FieldName::TransmittedOn => self.t("question-form-transmitted"),
            FieldName::Themes => self.t("question-form-themes"),
            FieldName::Press => self.t("question-form-press"),
            FieldName::Role => self.t("question-form-role"),
            FieldName::Kind => self.t("field-kind"),
            FieldName::Links => self.t("field-links"),
            FieldName::Documents => self.t("field-documents"),
            FieldName::Reason | FieldName::MovesReason => self.t("step-reason"),
            FieldName::On => self.t("step-on"),
            FieldName::To | FieldName::Ministry | FieldName::Referral => self.t("step-to"),
            FieldName::From => self.t("step-from"),
            FieldName::Names => self.t("step-words"),
            FieldName::RedactedText => self.t("step-text"),
            FieldName::LinkKind => self.t("step-link-kind"),
            FieldName::LinkedQuestion => self.t("step-link-question"),
            FieldName::Relation => self.t("step-relation"),
            FieldName::Document => self.t("step-document"),
            FieldName::Answer => self.t("step-answer"),
            FieldName::Title => self.t("step-attachment-title"),
            FieldName::File => self.t("step-attachment-file"),
            FieldName::AnswerKind => self.t("answer-form-kind"),
            FieldName::Texts => self.t("answer-form-text"),
            FieldName::Original => self.t("answer-form-original"),
            FieldName::Minister => self.t("answer-form-minister"),
            FieldName::AnsweredOn => self.t("answer-form-on"),
            FieldName::Also => self.t("answer-form-also"),
            FieldName::Coverage => self.t("judge-coverage"),
            FieldName::Assignee => self.t("board-assigned"),
            FieldName::InternalDueOn => self.t("board-internal"),
            FieldName::Address => self.t("sign-in-address"),
            FieldName::AccountName => self.t("account-name"),
            FieldName::TokenName => self.t("token-name"),
            FieldName::PasskeyName => self.t("passkey-name"),
            FieldName::AccountRole => self.t("account-role"),
            FieldName::AccountChamber => self.t("account-chamber"),
            FieldName::AccountMinistries => self.t("account-ministries"),
            FieldName::Language => self.t("account-language"),
            FieldName::Scope => self.t("token-scope"),
            FieldName::CurrentPassword | FieldName::SessionPassword => self.t("password-current"),
            FieldName::Password => self.t("password-new"),
            FieldName::PasswordAgain => self.t("password-again"),
            FieldName::Code => self.t("sign-in-code"),
            FieldName::Passkey => self.t("passkey-word"),
            FieldName::Parts => self.t("board-chosen"),
            FieldName::Note => self.t("chamber-note"),
            FieldName::SourceDocument => self.t("translation-document"),
            FieldName::SourcePage => self.t("translation-page"),
            FieldName::SourceUrl => self.t("translation-url"),
            FieldName::SourceDate => self.t("translation-date"),
            FieldName::Anyway => self.t("doubts-title"),
            FieldName::Reviewed => self.t("translation-review"),
            FieldName::Whole
            | FieldName::Chamber
            | FieldName::Name
            | FieldName::Source
            | FieldName::ValidFrom
            | FieldName::ValidTo
            | FieldName::Ordinal
            | FieldName::BeginsOn
            | FieldName::EndsOn
            | FieldName::Outside
            | FieldName::Days
            | FieldName::Weekend
            | FieldName::Successors
            | FieldName::OpenTo
            | FieldName::Into
            | FieldName::Group
            | FieldName::District
            | FieldName::HeldFrom
            | FieldName::HeldTo
            | FieldName::Namesake
            | FieldName::GroupKind
            | FieldName::Gender
            | FieldName::Counting
            | FieldName::Roll
            | FieldName::Restarts
            | FieldName::SuccessionKind
            | FieldName::SuccessionEnds
            | FieldName::Typed
            | FieldName::RosterDecision
            | FieldName::DigestWanted
            | FieldName::AuthenticatorSecret => String::new(),
        }
    }

    /// The label of a field with the place in it: which row, which part of it, which language.
    #[must_use]
    pub fn field_at(self, field: FieldPath) -> String {
        let label = match (field.name, field.item, field.part) {
            (FieldName::SubQuestions, Some(item), _) => self.ta("question-form-sub", [("n", (item + 1).to_string().into())]),
            (FieldName::Press, _, Some(part)) => self.press_part(part),
            (name, ..) => self.field(name),
        };
        match field.locale {
            Some(locale) => format!("{label} ({})", self.language(locale)),
            None => label,
        }
    }

    /// The label of the field that an input belongs to, in a form with these fields. Empty if it has no such field.
    #[must_use]
    pub fn input_label(self, input: &str, fields: &[FieldName]) -> String {
        FieldPath::from_form(input, fields).map(|field| self.field_at(field)).unwrap_or_default()
    }

    /// The label of a part of a citation.
    fn press_part(self, part: FieldPart) -> String {
        match part {
            FieldPart::Outlet => self.t("question-form-press-outlet"),
            FieldPart::Language => self.t("question-form-press-language"),
            FieldPart::Title => self.t("question-form-press-title"),
            FieldPart::Url => self.t("question-form-press-url"),
            FieldPart::PublishedOn => self.t("question-form-press-on"),
            FieldPart::Document | FieldPart::Page | FieldPart::Sha256 | FieldPart::Position => self.field(FieldName::Press),
        }
    }
}
