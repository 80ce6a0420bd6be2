//! Every channel to a question.

use super::roles::Role;

/// A way to reach a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    Code,
    Reference,
    ArabicReference,
    FirstReference,
    ApiCode,
    ApiReference,
    Work,
    History,
    Edit,
    Attach,
    Redact,
    ConfirmHiding,
    ConfirmCorrection,
    CorrectTransmission,
    CorrectReferral,
    CorrectAnswer,
    UndoAnswer,
    UndoEnd,
    DecideTransfer,
    Link,
    Unlink,
    Detach,
    Preparation,
    Judgement,
    Recording,
    Correction,
    Editor,
    AnswerEditor,
    Document,
    DraftDocument,
    Search,
    MisspeltSearch,
    NumberSearch,
    Suggestion,
    ApiSearch,
    ApiFacet,
    Questions,
    Linkable,
    Duplicates,
    Board,
    TranslationDesk,
    Hide,
    SaveTranslation,
    SaveAnswer,
    JudgeAnswer,
    RecordAnswer,
    ApiDeposit,
    ApiTransmit,
    ApiPublish,
    ApiAnswer,
}

impl Channel {
    pub const ALL: [Self; 50] = [
        Self::Code,
        Self::Reference,
        Self::ArabicReference,
        Self::FirstReference,
        Self::ApiCode,
        Self::ApiReference,
        Self::Work,
        Self::History,
        Self::Edit,
        Self::Attach,
        Self::Redact,
        Self::ConfirmHiding,
        Self::ConfirmCorrection,
        Self::CorrectTransmission,
        Self::CorrectReferral,
        Self::CorrectAnswer,
        Self::UndoAnswer,
        Self::UndoEnd,
        Self::DecideTransfer,
        Self::Link,
        Self::Unlink,
        Self::Detach,
        Self::Preparation,
        Self::Judgement,
        Self::Recording,
        Self::Correction,
        Self::Editor,
        Self::AnswerEditor,
        Self::Document,
        Self::DraftDocument,
        Self::Search,
        Self::MisspeltSearch,
        Self::NumberSearch,
        Self::Suggestion,
        Self::ApiSearch,
        Self::ApiFacet,
        Self::Questions,
        Self::Linkable,
        Self::Duplicates,
        Self::Board,
        Self::TranslationDesk,
        Self::Hide,
        Self::SaveTranslation,
        Self::SaveAnswer,
        Self::JudgeAnswer,
        Self::RecordAnswer,
        Self::ApiDeposit,
        Self::ApiTransmit,
        Self::ApiPublish,
        Self::ApiAnswer,
    ];

    /// Whether it would change something: requested only by those who may not know of the question.
    pub fn writes(self) -> bool {
        (Self::Hide..=Self::ApiAnswer).contains(&self)
    }

    /// Whether it searches for a word.
    pub fn is_search(self) -> bool {
        use Channel::{ApiFacet, ApiSearch, Board, Duplicates, Linkable, Questions, Search, Suggestion, TranslationDesk};
        [Search, Suggestion, ApiSearch, ApiFacet, Questions, Linkable, Duplicates, Board, TranslationDesk].contains(&self)
    }

    /// Programs use the API, people use pages, visitors the public part of both.
    pub fn is_open_to(self, role: Role) -> bool {
        use Channel::{ApiAnswer, ApiCode, ApiDeposit, ApiFacet, ApiPublish, ApiReference, ApiSearch, ApiTransmit};
        let read = [ApiCode, ApiReference, ApiSearch, ApiFacet].contains(&self);
        let written = [ApiDeposit, ApiTransmit, ApiPublish, ApiAnswer].contains(&self);
        // Public pages do not depend on the reader: the roles that see most elsewhere stand for all.
        let public = self <= Self::FirstReference || (Self::Search..=Self::Suggestion).contains(&self);
        let sees_most = [Role::Visitor, Role::Administrator, Role::Clerk, Role::Agent].contains(&role);
        match (role.is_program(), read) {
            (true, _) => read || written,
            (false, true) => role == Role::Visitor,
            (false, false) => !written && (!public || sees_most),
        }
    }
}
