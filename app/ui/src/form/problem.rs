//! What is wrong with a form, and its messages.

use chrono::NaiveDate;
use jawab_domain::{
    lifecycle::{Bounds, Refusal},
    validation::Problem,
};

use crate::{catalogue::Tr, model::ActorName};

/// A problem of a form or of one of its fields. Its message is a whole sentence that says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormProblem {
    /// The value is invalid.
    Invalid(Problem),
    /// At least one choice is required.
    NothingChosen,
    /// One of several choices is required, and none is chosen.
    NotChosen,
    /// At least one language must be filled in.
    NoLanguage,
    /// Not a calendar day.
    NotADate,
    /// A year with two digits, which could be of either century.
    ShortYear,
    /// The state of the question does not allow the command.
    Refused(Refusal),
    /// The question has no subject yet.
    NoSubjectYet,
    /// The question has no author yet.
    NoAuthorYet,
    /// The question is addressed to no ministry yet.
    NoMinistryYet,
    /// Somebody else changed the record in the meantime.
    ChangedMeanwhile,
    /// The ministry changed the submitted answer in the meantime.
    AnswerChangedMeanwhile,
    /// The effects would no longer be those that the page showed.
    NotAsShown,
    /// An unpublished question that the act would publish has changed since the page was shown.
    UnpublishedChanged,
    /// Somebody else changed other fields in the meantime, which were merged, or performed the next step.
    MergedMeanwhile(ActorName),
    /// Nothing was saved: somebody else submitted the answer to the Chamber in the meantime.
    SentMeanwhile(ActorName),
    /// Nothing was saved: an answer was recorded in the meantime, or the question is no longer open.
    AnsweredMeanwhile,
    /// Nothing was saved: the answer was corrected in the meantime.
    CorrectedMeanwhile,
    /// Nothing was saved: the answer can no longer be corrected, because it was annulled or its ministry has to answer again.
    NotCorrectable,
    /// The answer has the first day, but its ministry received the question only on the second.
    AnswerTooEarly(NaiveDate, NaiveDate),
    /// Another answer to this question is being prepared.
    AnsweredApart(String),
    /// A reason to return the answer was given, but the answer is to be accepted.
    ReasonToReturn,
    /// A reason to refuse the request was given, but the request is to be confirmed.
    ReasonToRefuse,
    /// Only the person who made the request can withdraw it.
    NotAsker,
    /// A request to hide the question is already pending.
    HidingPending,
    /// A request to show the question again is already pending.
    UnhidingPending,
    /// The question has no relation that can be removed.
    NothingLinked,
    /// The question has no document that can be removed.
    NothingAttached,
    /// The form was already sent with other content.
    AlreadySent,
    /// The day is before the question's deposit.
    BeforeDeposit(NaiveDate),
    /// The day is before the question's transmission.
    BeforeTransmission(NaiveDate),
    /// The day is before an existing answer.
    BeforeAnswer(NaiveDate),
    /// The day is before a ministry received the question or transferred it.
    BeforeReferral(NaiveDate),
    /// The typed number is not this expected one.
    NotTyped(u64),
    /// The paragraphs from this to that one are not translated, although later ones are.
    UntranslatedParagraphs(usize, usize),
    /// The corrected day lies outside the allowed period.
    OutOfBounds(Bounds),
    /// No name matches.
    NoMatch,
    /// Several names match or nearly match: one has to be picked.
    SeveralMatch,
    /// One name nearly matches and has to be picked.
    OneMatches,
    /// Too many files are being inspected, and this one timed out in the queue.
    TooManyFiles,
    /// The address and password do not match.
    SignInWrong,
    /// Nobody is signed in in this browser, or somebody other than the author of the waiting form.
    SignedInNowhere,
    /// The waiting form was filled by another account than the one that has signed in.
    FilledByAnother,
    /// The second step of signing in has expired.
    CodeOver,
    /// Too many attempts: the number of seconds to wait.
    Wait(u64),
}

impl From<Problem> for FormProblem {
    fn from(problem: Problem) -> Self {
        Self::Invalid(problem)
    }
}

impl FormProblem {
    /// Whether the user has nothing to correct, but only has to look at what changed and send the form again.
    #[must_use]
    pub const fn asks_again(&self) -> bool {
        matches!(
            self,
            Self::ChangedMeanwhile | Self::AnswerChangedMeanwhile | Self::NotAsShown | Self::UnpublishedChanged | Self::AlreadySent
        )
    }

    /// The sentence.
    #[must_use]
    pub fn message(&self, tr: Tr) -> String {
        match *self {
            Self::Invalid(ref problem) => tr.problem(problem),
            Self::NothingChosen => tr.t("problem-nothing-chosen"),
            Self::NotChosen => tr.t("problem-not-chosen"),
            Self::NoLanguage => tr.t("problem-no-language"),
            Self::NotADate => tr.t("problem-not-a-date"),
            Self::ShortYear => tr.t("problem-short-year"),
            Self::Refused(refusal) => tr.refusal(refusal),
            Self::NoSubjectYet => tr.t("problem-no-subject-yet"),
            Self::NoAuthorYet => tr.t("problem-no-author-yet"),
            Self::NoMinistryYet => tr.t("problem-no-ministry-yet"),
            Self::ChangedMeanwhile => tr.t("problem-changed-meanwhile"),
            Self::AnswerChangedMeanwhile => tr.t("problem-answer-changed-meanwhile"),
            Self::NotAsShown => tr.t("problem-not-as-shown"),
            Self::UnpublishedChanged => tr.t("problem-unpublished-changed"),
            Self::MergedMeanwhile(ActorName::CurrentUser) => tr.t("problem-merged-meanwhile-own"),
            Self::MergedMeanwhile(ref who) => tr.ta("problem-merged-meanwhile", [("who", tr.actor_name(who).into())]),
            Self::SentMeanwhile(ActorName::CurrentUser) => tr.t("problem-sent-meanwhile-own"),
            Self::SentMeanwhile(ref who) => tr.ta("problem-sent-meanwhile", [("who", tr.actor_name(who).into())]),
            Self::AnsweredMeanwhile => tr.t("problem-answered-meanwhile"),
            Self::CorrectedMeanwhile => tr.t("problem-corrected-meanwhile"),
            Self::NotCorrectable => tr.t("problem-not-correctable"),
            Self::AnswerTooEarly(on, since) => {
                tr.ta("problem-answer-too-early", [("date", tr.date(on).into()), ("from", tr.date(since).into())])
            }
            Self::AnsweredApart(ref question) => tr.ta("problem-answered-apart", [("question", question.clone().into())]),
            Self::ReasonToReturn => tr.t("problem-reason-to-return"),
            Self::ReasonToRefuse => tr.t("problem-reason-to-refuse"),
            Self::NotAsker => tr.t("refusal-not-asker"),
            Self::HidingPending => tr.t("refusal-hiding-pending"),
            Self::UnhidingPending => tr.t("refusal-unhiding-pending"),
            Self::NothingLinked => tr.t("refusal-nothing-linked"),
            Self::NothingAttached => tr.t("refusal-nothing-attached"),
            Self::AlreadySent => tr.t("problem-already-sent"),
            Self::BeforeDeposit(day) => tr.ta("problem-before-deposit", [("date", tr.date(day).into())]),
            Self::BeforeTransmission(day) => tr.ta("problem-before-transmission", [("date", tr.date(day).into())]),
            Self::BeforeAnswer(day) => tr.ta("problem-before-answer", [("date", tr.date(day).into())]),
            Self::BeforeReferral(day) => tr.ta("problem-before-referral", [("date", tr.date(day).into())]),
            Self::NotTyped(n) => tr.ta("problem-not-typed", [("n", n.to_string().into())]),
            Self::UntranslatedParagraphs(from, to) if from == to => {
                tr.ta("problem-untranslated-paragraph", [("n", from.to_string().into())])
            }
            Self::UntranslatedParagraphs(from, to) => {
                tr.ta("problem-untranslated-paragraphs", [("from", from.to_string().into()), ("to", to.to_string().into())])
            }
            Self::OutOfBounds(bounds) => tr.bounds(bounds),
            Self::NoMatch => tr.t("problem-no-match"),
            Self::SeveralMatch => tr.t("problem-several-match"),
            Self::OneMatches => tr.t("problem-one-matches"),
            Self::TooManyFiles => tr.t("problem-too-many-files"),
            Self::SignInWrong => tr.t("sign-in-wrong"),
            Self::SignedInNowhere => tr.t("sign-in-nowhere"),
            Self::FilledByAnother => tr.t("sign-in-filled-by-another"),
            Self::CodeOver => tr.t("sign-in-code-over"),
            Self::Wait(seconds) => tr.ta("problem-wait", [("n", seconds.into())]),
        }
    }
}
