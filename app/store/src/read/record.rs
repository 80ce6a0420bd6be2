//! The record of a question.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Legislature, Locale, PerLocale, Publication, QuestionNumber, Reference, Status,
    lifecycle::{self, CorrectionRecord, EventKind},
    people::Gender,
    question::{LinkKind, QuestionKind},
    text::{LocalizedText, TextChange},
    title,
};

/// A question with everything that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionRecord {
    /// Its internal identity; never shown.
    pub id: i64,
    /// Its opaque public code, for questions whose number is unknown.
    pub code: String,
    /// Incremented by each change.
    pub version: i64,
    /// Its procedure.
    pub kind: QuestionKind,
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature, if known.
    pub legislature: Option<Legislature>,
    /// The official number, if known.
    pub number: Option<QuestionNumber>,
    /// Its status.
    pub status: Status,
    /// Its publication.
    pub publication: Publication,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The day of transmission, if known.
    pub transmitted_on: Option<NaiveDate>,
    /// The day of the last final answer, if known.
    pub answered_on: Option<NaiveDate>,
    /// The day it was withdrawn or lapsed, if known.
    pub ended_on: Option<NaiveDate>,
    /// The earliest open due date; once answered, the last due date met or missed.
    pub due_on: Option<NaiveDate>,
    /// The deadline rule.
    pub rule: Option<i64>,
    /// The identity in the source it was imported from.
    pub source_id: Option<String>,
    /// The subject.
    pub subject: PerLocale<LocalizedText>,
    /// The question's own text.
    pub text: PerLocale<LocalizedText>,
    /// The sub-questions, in order.
    pub sub_questions: Vec<SubQuestion>,
    /// The authors, in order.
    pub authors: Vec<Author>,
    /// Every ministry it was referred to, oldest first. Before the transmission, the ministries it is meant for.
    pub attributions: Vec<Attribution>,
    /// The answers, oldest first.
    pub answers: Vec<Answer>,
    /// Articles about it.
    pub press: Vec<PressCitation>,
    /// Its links with other questions.
    pub links: Vec<Link>,
    /// Its themes.
    pub themes: Vec<Named>,
    /// Its history, oldest first.
    pub events: Vec<Event>,
    /// The languages in which it has a text.
    pub languages: Vec<Locale>,
    /// Its documents, oldest first, and after them those of its answers.
    pub documents: Vec<Document>,
}

impl QuestionRecord {
    /// The public reference, if every part of it is known.
    #[must_use]
    pub fn reference(&self) -> Option<Reference> {
        Some(Reference { chamber: self.chamber, legislature: self.legislature?, number: self.number? })
    }

    /// Its title: its subject, or else the beginning of its text.
    #[must_use]
    pub fn title(&self) -> PerLocale<String> {
        let bodies = |texts: &PerLocale<LocalizedText>| texts.iter().map(|(locale, text)| (locale, text.body.clone())).collect();
        title::title(bodies(&self.subject), bodies(&self.text))
    }

    /// The ministries it is with now.
    pub fn ministries(&self) -> impl Iterator<Item = &Attribution> {
        self.attributions.iter().filter(|attribution| attribution.until.is_none())
    }

    /// Every ministry it was referred to, oldest first. Empty before the transmission.
    pub fn referrals(&self) -> impl Iterator<Item = &Attribution> {
        let (status, day) = (self.status, self.transmitted_on);
        self.attributions.iter().filter(move |part| lifecycle::Attribution::was_referred(status, day, (part.since, part.until)))
    }

    /// Whether a ministry has given its final answer, on a known or an unknown day. The SQL form is
    /// [`owed::answered`](crate::owed::answered).
    #[must_use]
    pub fn has_answered(&self, part: &Attribution) -> bool {
        let theirs = |answer: &Answer| answer.ministry.as_ref().is_none_or(|ministry| ministry.id == part.ministry.id);
        let mut finals = self.answers.iter().filter(|answer| answer.kind == AnswerKind::Final && answer.stands());
        self.status == Status::Answered || part.answered_on.is_some() || finals.any(theirs)
    }

    /// The ministries of later referrals, after the transmission.
    pub fn later_referrals(&self) -> impl Iterator<Item = &Attribution> {
        let came_first = |part: &Attribution| lifecycle::Attribution::came_first(part.since, self.transmitted_on, part.reason.as_deref());
        self.attributions.iter().filter(move |part| !came_first(part))
    }
}

/// A person or a body with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its internal identity.
    pub id: i64,
    /// Its slug.
    pub slug: String,
    /// Its name at the time.
    pub name: PerLocale<String>,
    /// All its names.
    pub names: Vec<String>,
}

/// An author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The member.
    pub member: Named,
    /// The gender, if known.
    pub gender: Option<Gender>,
    /// The group at the time, if known.
    pub group: Option<Named>,
}

/// A ministry's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Its position among the attributions, from 1.
    pub position: i32,
    /// The ministry, by its name at the time.
    pub ministry: Named,
    /// The day it was referred there.
    pub since: Option<NaiveDate>,
    /// The day its clock started.
    pub clock_from: Option<NaiveDate>,
    /// The day it was transferred away.
    pub until: Option<NaiveDate>,
    /// Its own due date.
    pub due_on: Option<NaiveDate>,
    /// The day of its final answer.
    pub answered_on: Option<NaiveDate>,
    /// The reason for the referral, if known.
    pub reason: Option<String>,
}

/// A sub-question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubQuestion {
    /// Its internal identity.
    pub id: i64,
    /// Its ordinal, from 1.
    pub position: i32,
    /// Its texts.
    pub texts: PerLocale<LocalizedText>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Its internal identity.
    pub id: i64,
    /// Its opaque public code.
    pub code: String,
    /// Its kind.
    pub kind: AnswerKind,
    /// The ministry, if known.
    pub ministry: Option<Named>,
    /// Who signed it, if known.
    pub minister: PerLocale<String>,
    /// Its day, if known.
    pub answered_on: Option<NaiveDate>,
    /// The answer it corrects.
    pub corrects: Option<i64>,
    /// Whether it is published.
    pub published: bool,
    /// Whether it was annulled: it stays readable, but no longer counts.
    pub annulled: bool,
    /// Its texts.
    pub texts: PerLocale<LocalizedText>,
    /// Its coverage of sub-questions, by their identity.
    pub coverage: Vec<(i64, Coverage)>,
    /// Every question it answers.
    pub questions: Vec<i64>,
}

impl Answer {
    /// Whether it is published and counts.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.published && !self.annulled
    }
}

/// An article about a question or its answer. It is cited, never republished.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PressCitation {
    /// Its language.
    pub locale: Option<Locale>,
    /// Its title.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The day of publication.
    pub published_on: Option<NaiveDate>,
    /// Its address. Shown, never fetched.
    pub url: Option<String>,
    /// SHA-256 of the copy that was read, in hexadecimal.
    pub sha256: Option<String>,
}

/// A link with another question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Its kind.
    pub kind: LinkKind,
    /// Whether it goes from this question to the other.
    pub outgoing: bool,
    /// The other question.
    pub question: i64,
}

/// An event of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The kind of event.
    pub kind: EventKind,
    /// The civil day, if known.
    pub on: Option<NaiveDate>,
    /// The actor.
    pub actor: String,
    /// The reason, if known.
    pub reason: Option<String>,
    /// The ministry it concerns, if it concerns exactly one.
    pub ministry: Option<i64>,
    /// The ministry that had the question before, of a transfer or a request for one.
    pub from: Option<i64>,
    /// What it corrected, if it is a correction.
    pub correction: Option<CorrectionRecord>,
    /// The answer it concerns, if it concerns exactly one.
    pub answer: Option<i64>,
    /// What it changed of a text, if it is the correction of one.
    pub text_change: Option<TextChange>,
}

/// The ministry and the answer that an event concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSubjects {
    /// The ministry, if it concerns exactly one.
    pub ministry: Option<i64>,
    /// The ministry that had the question before, of a transfer or a request for one.
    pub from: Option<i64>,
    /// The answer, if it concerns exactly one.
    pub answer: Option<i64>,
    /// What it corrected, if it is a correction.
    pub correction: Option<CorrectionRecord>,
    /// What it changed of a text, if it is the correction of one.
    pub text_change: Option<TextChange>,
}

/// An attached document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its internal identity.
    pub id: i64,
    /// The answer that it is attached to; `None`: the question itself.
    pub answer: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its media type.
    pub media_type: String,
    /// The number of pages.
    pub pages: i32,
    /// The size in bytes.
    pub size_bytes: i64,
    /// Its SHA-256 in hexadecimal, by which it is found.
    pub sha256: String,
}
