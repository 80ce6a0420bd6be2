//! The values that several pages are made of.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Legislature, Locale, PerLocale, QuestionNumber, Reference, Standing, Status, question::QuestionKind};

use crate::links;

mod ticket;

pub use ticket::Ticket;

/// Something with a page of its own and a name: a ministry, a member; or a choice in a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// Its part of the address. Empty: it has no page, and is shown without a link.
    pub slug: String,
    /// Its name, in each language that has one.
    pub name: PerLocale<String>,
}

/// Who did something meanwhile, as somebody who met it is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Somebody {
    /// Whoever reads it, elsewhere: in another tab, or with another browser.
    Oneself,
    /// Another person, by name.
    Named(String),
    /// Another person, of whom no name is known.
    #[default]
    Unknown,
}

/// By what a question is found: its code always, its number once it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionAddress {
    /// The site's own code of the question, stable for good.
    pub code: String,
    /// The Chamber, if known.
    pub chamber: Option<Chamber>,
    /// The legislature, if known.
    pub legislature: Option<Legislature>,
    /// The number the Chamber gave it, if known.
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

/// A question as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// By what it is found.
    pub address: QuestionAddress,
    /// By which procedure it is put.
    pub kind: QuestionKind,
    /// Its subject, in each language that has one.
    pub subject: PerLocale<String>,
    /// Its authors.
    pub authors: Vec<Linked>,
    /// The ministries it is with now.
    pub ministries: Vec<Linked>,
    /// Its status.
    pub status: Status,
    /// Where it stands today.
    pub standing: Standing,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The due date, if reckoned.
    pub due_on: Option<NaiveDate>,
    /// The day of the final answer, if known.
    pub answered_on: Option<NaiveDate>,
    /// The languages in which a text of it exists.
    pub languages: Vec<Locale>,
}

/// A stretch of a list that is paged by a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The questions.
    pub rows: Vec<QuestionRow>,
    /// The cursor after the last of them, if more follow.
    pub next: Option<String>,
    /// Whether a cursor led here, so that the way back to the start is shown.
    pub continued: bool,
}

/// How many questions somebody has, by how they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All published written questions.
    pub questions: u64,
    /// Those with a final answer.
    pub answered: u64,
    /// Those without one, whose due date has passed.
    pub overdue: u64,
}

/// A stretch of text, marked where it matches a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it matches.
    pub marked: bool,
}

/// A text in one language with its matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The language it is in.
    pub locale: Locale,
    /// Its parts, in reading order.
    pub parts: Vec<Part>,
}
