//! The labels of the domain's values.

use fluent::FluentValue;
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Locale, QuestionNumber, Standing, StandingKind, Status, TextRole,
    access::Role,
    lifecycle::{EventKind, Publication, Refusal},
    people::{GroupKind, Succession},
    question::{LinkKind, QuestionKind},
    text::{TextChange, TextPart},
    validation::Problem,
};

use crate::{
    catalogue::{Tr, isolate_unknown},
    filters::{FilterKey, ListSort, SearchSort},
    model::ActorName,
};

mod board;
mod bounds;
mod correction;
mod fields;
mod problem;

/// Converts a number to a Fluent value.
fn count<'a>(n: i64) -> FluentValue<'a> {
    n.into()
}

impl Tr {
    /// The name of a person, or "another person" if it is unknown.
    #[must_use]
    pub fn actor_name(self, who: &ActorName) -> String {
        match who {
            ActorName::CurrentUser => self.t("conflict-yourself"),
            ActorName::Named(name) => isolate_unknown(name),
            ActorName::Unknown => self.t("conflict-somebody"),
        }
    }

    /// A Chamber's name.
    #[must_use]
    pub fn chamber(self, chamber: Chamber) -> String {
        match chamber {
            Chamber::Representatives => self.t("chamber-representatives"),
            Chamber::Councillors => self.t("chamber-councillors"),
        }
    }

    /// The name of a language, in the reader's language.
    #[must_use]
    pub fn language(self, locale: Locale) -> String {
        match locale {
            Locale::Ar => self.t("language-ar"),
            Locale::Fr => self.t("language-fr"),
        }
    }

    /// "In Arabic", "in French": the label of a field for a text in that language.
    #[must_use]
    pub fn in_language(self, locale: Locale) -> String {
        match locale {
            Locale::Ar => self.t("in-language-ar"),
            Locale::Fr => self.t("in-language-fr"),
        }
    }

    /// The name of a part of a record that has text.
    #[must_use]
    pub fn text_part(self, part: TextPart) -> String {
        match part {
            TextPart::Subject => self.t("question-form-subject"),
            TextPart::Question => self.t("question-text"),
            TextPart::SubQuestion => self.t("text-part-sub-question"),
            TextPart::Answer => self.t("answer-text"),
        }
    }

    /// A role's name.
    #[must_use]
    pub fn staff_role(self, role: Role) -> String {
        match role {
            Role::Administrator => self.t("staff-role-administrator"),
            Role::Clerk => self.t("staff-role-clerk"),
            Role::MinistryAgent => self.t("staff-role-agent"),
        }
    }

    /// The name of a legislature: "الولاية التشريعية الحادية عشرة", "11e législature".
    #[must_use]
    pub fn legislature(self, legislature: impl Into<i32>) -> String {
        self.ta("legislature-nth", [("n", legislature.into().into())])
    }

    /// A question's number as plain text. Numbers are references, so they are not grouped in thousands.
    #[must_use]
    pub fn number_of(self, number: QuestionNumber) -> String {
        self.ta("number-of", [("number", number.to_string().into())])
    }

    /// A status's name.
    #[must_use]
    pub fn status(self, status: Status) -> String {
        match status {
            Status::Draft => self.t("status-draft"),
            Status::Deposited => self.t("status-deposited"),
            Status::Transmitted => self.t("status-transmitted"),
            Status::Answered => self.t("status-answered"),
            Status::Withdrawn => self.t("status-withdrawn"),
            Status::Lapsed => self.t("status-lapsed"),
            Status::Converted => self.t("status-converted"),
        }
    }

    /// The label of a kind of standing in filters.
    #[must_use]
    pub fn standing_kind(self, kind: StandingKind) -> String {
        match kind {
            StandingKind::Overdue => self.t("kind-overdue"),
            StandingKind::DueToday => self.t("standing-due-today"),
            StandingKind::DueSoon => self.t("kind-due-soon"),
            StandingKind::OnTime => self.t("kind-on-time"),
            StandingKind::NotStarted => self.t("kind-not-started"),
            StandingKind::AnsweredOnTime => self.t("standing-answered-on-time"),
            StandingKind::AnsweredLate => self.t("kind-answered-late"),
            StandingKind::Answered => self.t("kind-answered"),
            StandingKind::Closed => self.t("kind-closed"),
        }
    }

    /// A standing with its number of days. An oral question has no deadline, so its status is returned instead.
    #[must_use]
    pub fn standing(self, kind: QuestionKind, status: Status, standing: Standing) -> String {
        match standing {
            Standing::Closed => self.status(status),
            Standing::Answered => self.t("status-answered"),
            _ if !kind.has_deadline() => match status {
                Status::Transmitted => self.t("not-answered-yet"),
                _ => self.status(status),
            },
            Standing::NotStarted if status == Status::Draft => self.status(status),
            Standing::NotStarted if status == Status::Transmitted => self.t("standing-unknown"),
            Standing::NotStarted => self.t("standing-not-started"),
            Standing::OnTime { days_left } | Standing::DueSoon { days_left } => self.ta("standing-days-left", [("n", count(days_left))]),
            Standing::DueToday => self.t("standing-due-today"),
            Standing::Overdue { days } => self.ta("standing-overdue", [("n", count(days))]),
            Standing::AnsweredOnTime => self.t("standing-answered-on-time"),
            Standing::AnsweredLate { days } => self.ta("standing-answered-late", [("n", count(days))]),
        }
    }

    /// A text's role.
    #[must_use]
    pub fn role(self, role: TextRole) -> String {
        match role {
            TextRole::Original => self.t("role-original"),
            TextRole::OfficialTranslation => self.t("role-official-translation"),
            TextRole::UnofficialTranslation => self.t("role-unofficial-translation"),
            TextRole::MachineTranslation => self.t("role-machine-translation"),
            TextRole::PressReport => self.t("role-press-report"),
            TextRole::Unspecified => self.t("role-unspecified"),
        }
    }

    /// The notice that a text is not official, for roles that are not.
    #[must_use]
    pub fn role_warning(self, role: TextRole) -> Option<String> {
        match role {
            TextRole::Original | TextRole::OfficialTranslation => None,
            TextRole::UnofficialTranslation => Some(self.t("warning-unofficial-translation")),
            TextRole::MachineTranslation => Some(self.t("warning-machine-translation")),
            TextRole::PressReport => Some(self.t("warning-press-report")),
            TextRole::Unspecified => Some(self.t("warning-unspecified")),
        }
    }

    /// An answer's kind.
    #[must_use]
    pub fn answer_kind(self, kind: AnswerKind) -> String {
        match kind {
            AnswerKind::Holding => self.t("answer-holding"),
            AnswerKind::Final => self.t("answer-final"),
            AnswerKind::Correction => self.t("answer-correction"),
        }
    }

    /// How far an answer addresses a sub-question.
    #[must_use]
    pub fn coverage(self, coverage: Coverage) -> String {
        match coverage {
            Coverage::NotAddressed => self.t("coverage-not-addressed"),
            Coverage::Partly => self.t("coverage-partly"),
            Coverage::Answered => self.t("coverage-answered"),
        }
    }

    /// The name of an event. Events that only staff see have names too, for the staff's pages.
    #[must_use]
    pub fn event(self, kind: EventKind) -> String {
        match kind {
            EventKind::Logged => self.t("event-logged"),
            EventKind::Edited => self.t("event-edited"),
            EventKind::DraftDeleted => self.t("event-draft-deleted"),
            EventKind::Deposited => self.t("event-deposited"),
            EventKind::Transmitted => self.t("event-transmitted"),
            EventKind::Transferred => self.t("event-transferred"),
            EventKind::MinistryAdded => self.t("event-ministry-added"),
            EventKind::Held => self.t("event-held"),
            EventKind::Answered => self.t("event-answered"),
            EventKind::Corrected => self.t("event-corrected"),
            EventKind::Withdrawn => self.t("event-withdrawn"),
            EventKind::ConvertedToOral => self.t("event-converted-to-oral"),
            EventKind::Lapsed => self.t("event-lapsed"),
            EventKind::Published => self.t("event-published"),
            EventKind::HidingAsked => self.t("event-hiding-asked"),
            EventKind::HidingDropped => self.t("event-hiding-dropped"),
            EventKind::Hidden => self.t("event-hidden"),
            EventKind::UnhidingAsked => self.t("event-unhiding-asked"),
            EventKind::UnhidingDropped => self.t("event-unhiding-dropped"),
            EventKind::Unhidden => self.t("event-unhidden"),
            EventKind::TextAdded => self.t("event-text-added"),
            EventKind::TextCorrected => self.text_change(TextChange::Wording),
            EventKind::TextReviewed => self.t("event-text-reviewed"),
            EventKind::Redacted => self.t("event-redacted"),
            EventKind::Linked => self.t("event-linked"),
            EventKind::Unlinked => self.t("event-unlinked"),
            EventKind::Attached => self.t("event-attached"),
            EventKind::DocumentWithdrawn => self.t("event-document-withdrawn"),
            EventKind::Assigned => self.t("event-assigned"),
            EventKind::AnswerSubmitted => self.t("event-answer-submitted"),
            EventKind::AnswerRecalled => self.t("event-answer-recalled"),
            EventKind::AnswerReturned => self.t("event-answer-returned"),
            EventKind::TransferAsked => self.t("event-transfer-asked"),
            EventKind::TransferRefused => self.t("event-transfer-refused"),
            EventKind::TransferWithdrawn => self.t("event-transfer-withdrawn"),
            EventKind::Reminded => self.t("event-reminded"),
            EventKind::DeadlineMoved => self.t("event-deadline-moved"),
            EventKind::DateCorrected => self.t("event-date-corrected"),
            EventKind::TransmissionUndone => self.t("event-transmission-undone"),
            EventKind::ReferralUndone => self.t("event-referral-undone"),
            EventKind::AnswerUndone => self.t("event-answer-undone"),
            EventKind::EndUndone => self.t("event-end-undone"),
            EventKind::CorrectionAsked => self.t("event-correction-asked"),
            EventKind::CorrectionDropped => self.t("event-correction-dropped"),
            EventKind::PendingClosed => self.t("event-pending-closed"),
            EventKind::Imported => self.t("event-imported"),
            EventKind::ImportUpdated => self.t("event-import-updated"),
        }
    }

    /// The correction of a text, by what it changed.
    #[must_use]
    pub fn text_change(self, change: TextChange) -> String {
        match change {
            TextChange::Wording => self.t("event-text-corrected"),
            TextChange::Role => self.t("event-text-role-corrected"),
            TextChange::Source => self.t("event-text-source-corrected"),
        }
    }

    /// Why a command was refused, and what to do about it.
    #[must_use]
    pub fn refusal(self, refusal: Refusal) -> String {
        match refusal {
            Refusal::WrongStatus(status) => self.ta("refusal-status", [("status", self.status(status).into())]),
            Refusal::WrongPublication(Publication::Published) => self.t("refusal-published"),
            Refusal::WrongPublication(Publication::Unpublished) => self.t("refusal-unpublished"),
            Refusal::WrongPublication(Publication::Hidden) => self.t("refusal-hidden"),
            Refusal::TooEarly(day) => self.problem(&Problem::TooEarly(day)),
            Refusal::TooLate(day) => self.problem(&Problem::NotBefore(day)),
            Refusal::SameDay => self.t("refusal-same-day"),
            Refusal::CameFirst => self.t("refusal-came-first"),
            Refusal::HasAnswers => self.t("refusal-has-answers"),
            Refusal::AnswerCorrected => self.t("refusal-answer-corrected"),
            Refusal::CorrectionPending => self.t("refusal-correction-pending"),
            Refusal::NoMinistry => self.t("refusal-no-ministry"),
            Refusal::MinistryTwice => self.t("refusal-ministry-twice"),
            Refusal::NotTheirs => self.t("refusal-not-theirs"),
            Refusal::NothingToCorrect => self.t("refusal-nothing-to-correct"),
            Refusal::NoReason => self.t("refusal-no-reason"),
            Refusal::AlreadyOral => self.t("refusal-already-oral"),
            Refusal::WrongWorkState(_) => self.t("refusal-work-state"),
            Refusal::SamePerson => self.t("refusal-same-person"),
            Refusal::NotIndependent => self.t("refusal-not-independent"),
            Refusal::NothingAsked => self.t("refusal-nothing-asked"),
            Refusal::AnswerPublished => self.t("refusal-answer-published"),
        }
    }

    /// How another question is related to this one. `incoming`: the other question declares the relation.
    #[must_use]
    pub fn link_kind(self, kind: LinkKind, incoming: bool) -> String {
        match (kind, incoming) {
            (LinkKind::GroupedWith, _) => self.t("link-grouped-with"),
            (LinkKind::Renews, false) => self.t("link-renews"),
            (LinkKind::Renews, true) => self.t("link-renewed-by"),
            (LinkKind::Repeats, false) => self.t("link-repeats"),
            (LinkKind::Repeats, true) => self.t("link-repeated-by"),
            (LinkKind::FollowsUp, false) => self.t("link-follows-up"),
            (LinkKind::FollowsUp, true) => self.t("link-followed-up-by"),
            (LinkKind::ConvertedFrom, false) => self.t("link-converted-from"),
            (LinkKind::ConvertedFrom, true) => self.t("link-converted-to"),
        }
    }

    /// A kind of group.
    #[must_use]
    pub fn group_kind(self, kind: GroupKind) -> String {
        match kind {
            GroupKind::Group => self.t("group-group"),
            GroupKind::Groupement => self.t("group-groupement"),
            GroupKind::None => self.t("group-none"),
        }
    }

    /// How a ministry was created from others.
    #[must_use]
    pub fn succession(self, kind: Succession) -> String {
        match kind {
            Succession::Merged => self.t("succession-merged"),
            Succession::Split => self.t("succession-split"),
            Succession::Replaced => self.t("succession-replaced"),
        }
    }

    /// A filter's name.
    #[must_use]
    pub fn filter(self, key: FilterKey) -> String {
        match key {
            FilterKey::Text => self.t("filter-text"),
            FilterKey::Chamber => self.t("filter-chamber"),
            FilterKey::Ministry => self.t("filter-ministry"),
            FilterKey::Group => self.t("filter-group"),
            FilterKey::Member => self.t("filter-member"),
            FilterKey::Theme => self.t("filter-theme"),
            FilterKey::Status => self.t("filter-status"),
            FilterKey::Standing => self.t("filter-standing"),
            FilterKey::From => self.t("filter-from"),
            FilterKey::To => self.t("filter-to"),
            FilterKey::Language => self.t("filter-language"),
            FilterKey::Sort => self.t("filter-sort"),
            FilterKey::After | FilterKey::Page => self.t("filter-page"),
            FilterKey::InMinistry | FilterKey::InGroup | FilterKey::InMember | FilterKey::InTheme => self.t("facet-search"),
        }
    }

    /// The label of a list's sort order.
    #[must_use]
    pub fn list_sort(self, sort: ListSort) -> String {
        match sort {
            ListSort::Deposited => self.t("sort-deposited"),
            ListSort::Due => self.t("sort-due"),
            ListSort::Answered => self.t("sort-answered"),
        }
    }

    /// The label of a search's sort order.
    #[must_use]
    pub fn search_sort(self, sort: SearchSort) -> String {
        match sort {
            SearchSort::Relevance => self.t("sort-relevance"),
            SearchSort::Deposited => self.t("sort-deposited"),
            SearchSort::Due => self.t("sort-due"),
            SearchSort::Answered => self.t("sort-answered"),
        }
    }
}
