//! What a question's record holds.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Legislature, Locale, PerLocale, Publication, QuestionNumber, Reference, Status,
    lifecycle::{self, EventKind, Rectified},
    people::Gender,
    question::{LinkKind, QuestionKind},
    text::LocalizedText,
};

/// A question with all that hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionRecord {
    /// Its internal identity; never shown.
    pub id: i64,
    /// Its opaque public code, for questions whose number is unknown.
    pub code: String,
    /// Grows with each change.
    pub version: i64,
    /// By which procedure it was put.
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
    /// The rule by which it is reckoned.
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
    /// Every ministry it was referred to, oldest first; while it is not transmitted, those that it is meant for.
    pub attributions: Vec<Attribution>,
    /// The answers, oldest first.
    pub answers: Vec<Answer>,
    /// Articles that report it.
    pub press: Vec<PressCitation>,
    /// Its relations to other questions.
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

    /// The ministries it is with now.
    pub fn ministries(&self) -> impl Iterator<Item = &Attribution> {
        self.attributions.iter().filter(|attribution| attribution.until.is_none())
    }

    /// Every ministry it was referred to, oldest first; not those that a question which was not transmitted is meant for.
    pub fn referrals(&self) -> impl Iterator<Item = &Attribution> {
        let (status, day) = (self.status, self.transmitted_on);
        self.attributions.iter().filter(move |part| lifecycle::Attribution::was_referred(status, day, (part.since, part.until)))
    }

    /// Whether a ministry has given its final answer, be the day of it known or not: as [`owed::answered`](crate::owed::answered) has it.
    #[must_use]
    pub fn has_answered(&self, part: &Attribution) -> bool {
        let theirs = |answer: &Answer| answer.ministry.as_ref().is_none_or(|ministry| ministry.id == part.ministry.id);
        let mut finals = self.answers.iter().filter(|answer| answer.kind == AnswerKind::Final && answer.stands());
        self.status == Status::Answered || part.answered_on.is_some() || finals.any(theirs)
    }

    /// The ministries it was referred to later than by the transmission.
    pub fn later_referrals(&self) -> impl Iterator<Item = &Attribution> {
        let came_first = |part: &Attribution| lifecycle::Attribution::came_first(part.since, self.transmitted_on, part.reason.as_deref());
        self.attributions.iter().filter(move |part| !came_first(part))
    }
}

/// A person or body as shown beside a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its internal identity.
    pub id: i64,
    /// Its part of the page's address.
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
    /// The gender to address them by, if known.
    pub gender: Option<Gender>,
    /// The group they sat in at the time, if known.
    pub group: Option<Named>,
}

/// A ministry's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Its place among them, from 1.
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
    /// Why it was referred there, if said.
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
    /// What it is.
    pub kind: AnswerKind,
    /// Whose it is, if known.
    pub ministry: Option<Named>,
    /// Who signed it, if known.
    pub minister: PerLocale<String>,
    /// Its day, if known.
    pub answered_on: Option<NaiveDate>,
    /// The answer it corrects.
    pub corrects: Option<i64>,
    /// Whether the public sees it.
    pub published: bool,
    /// Whether it was recorded by mistake: it stays readable, and counts no more.
    pub annulled: bool,
    /// Its texts.
    pub texts: PerLocale<LocalizedText>,
    /// How far it addresses sub-questions, by their identity.
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

/// An article that reports a question or its answer. Cited, never republished.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PressCitation {
    /// Its language.
    pub locale: Option<Locale>,
    /// Its title.
    pub title: Option<String>,
    /// Where it appeared.
    pub outlet: Option<String>,
    /// When it appeared.
    pub published_on: Option<NaiveDate>,
    /// Its address. Shown, never fetched.
    pub url: Option<String>,
    /// SHA-256 of the copy that was read, in hexadecimal.
    pub sha256: Option<String>,
}

/// A relation to another question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// Whether it leads from this question (else to it).
    pub outgoing: bool,
    /// The other question.
    pub question: i64,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// On what civil day, if known.
    pub on: Option<NaiveDate>,
    /// Who did it.
    pub actor: String,
    /// Why, if said.
    pub reason: Option<String>,
    /// The ministry it is about, if it is known to be about one alone.
    pub ministry: Option<i64>,
    /// What it put right, if it is a correction.
    pub rectified: Option<Rectified>,
    /// The answer it is about, if it is known to be about one.
    pub answer: Option<i64>,
}

/// What something that happened is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The ministry, if it is known to be about one alone.
    pub ministry: Option<i64>,
    /// The answer, if it is known to be about one.
    pub answer: Option<i64>,
    /// What it put right, if it is a correction.
    pub rectified: Option<Rectified>,
}

/// An attached document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its internal identity.
    pub id: i64,
    /// Whether it is the question's own, and not an answer's.
    pub own: bool,
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: i32,
    /// How large it is, in bytes.
    pub size_bytes: i64,
    /// SHA-256 of it, in hexadecimal: by that it is found.
    pub sha256: String,
}
