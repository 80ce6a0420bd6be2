//! Values that several pages share.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Legislature, Locale, PerLocale, QuestionNumber, Reference, Standing, Status, question::QuestionKind};

use crate::links;

mod board_item;

pub use board_item::{BoardItem, Departure, RefusedTransfer};

/// Something with a name and perhaps a page: a ministry, a member, or a choice in a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// Its segment in the address. Empty: it has no page and is shown without a link.
    pub slug: String,
    /// The name, in each available language.
    pub name: PerLocale<String>,
}

/// Who made a concurrent change, as shown to the person who runs into it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ActorName {
    /// The reader, in another tab or another browser.
    CurrentUser,
    /// Another person with this name.
    Named(String),
    /// Another person whose name is unknown.
    #[default]
    Unknown,
}

/// Identifies a question: always by its code, and by its number once that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionAddress {
    /// The site's own code of the question. It never changes.
    pub code: String,
    /// The Chamber, if known.
    pub chamber: Option<Chamber>,
    /// The legislature, if known.
    pub legislature: Option<Legislature>,
    /// The number that the Chamber gave the question, if known.
    pub number: Option<QuestionNumber>,
}

impl QuestionAddress {
    /// The public reference, once all its parts are known.
    #[must_use]
    pub fn reference(&self) -> Option<Reference> {
        Some(Reference { chamber: self.chamber?, legislature: self.legislature?, number: self.number? })
    }

    /// The address of the question's page.
    #[must_use]
    pub fn link(&self, locale: Locale) -> String {
        match self.reference() {
            Some(reference) => links::question(locale, &reference),
            None => links::question_by_code(locale, &self.code),
        }
    }
}

/// A question in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// The code and reference of the question.
    pub address: QuestionAddress,
    /// The procedure: written or oral.
    pub kind: QuestionKind,
    /// The subject, in each available language.
    pub subject: PerLocale<String>,
    /// Its authors.
    pub authors: Vec<Linked>,
    /// The ministries that the question is with now.
    pub ministries: Vec<Linked>,
    /// Its status.
    pub status: Status,
    /// The standing of the question today.
    pub standing: Standing,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The due date, if it can be calculated.
    pub due_on: Option<NaiveDate>,
    /// The day of the final answer, if known.
    pub answered_on: Option<NaiveDate>,
    /// The languages in which the question has a text.
    pub languages: Vec<Locale>,
}

/// One page of a list that is paged by a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The questions.
    pub rows: Vec<QuestionRow>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
    /// Whether this is not the first page, so that a link to the start is shown.
    pub continued: bool,
}

/// How many questions a ministry or member has, by standing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All published written questions.
    pub questions: u64,
    /// Questions with a final answer.
    pub answered: u64,
    /// Questions without a final answer whose due date has passed.
    pub overdue: u64,
}

/// A segment of a text that does or does not match the search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextSegment {
    /// The text.
    pub text: String,
    /// Whether the segment matches.
    pub marked: bool,
}

/// A text in one language with its matches highlighted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedText {
    /// The language of the text.
    pub locale: Locale,
    /// The segments, in reading order.
    pub parts: Vec<TextSegment>,
}
