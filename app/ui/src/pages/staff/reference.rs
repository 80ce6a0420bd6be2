//! Reference data: lists and forms of one pattern for all of it, and pages that show what a change would do before it is made:
//! deadlines that move, questions that lapse, members from a file, a seat that is taken away.

use chrono::NaiveDate;
use jawab_domain::{Chamber, DeadlineRule, PerLocale};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    form::{FormState, Post},
    model::QuestionRow,
};

mod asks;
mod edit;
mod frame;
pub mod groups;
pub mod holidays;
pub mod lapse;
pub mod legislatures;
mod list;
pub mod members;
pub mod ministries;
mod moves;
mod pending_lapse;
mod prelude;
mod register;
pub mod roster;
pub mod rules;
pub mod succession;
mod theirs;
pub mod themes;

pub use edit::{Aside, EditForm, EditPage};
pub use list::{Listed, Row};
pub use pending_lapse::{LapseDecisionPage, LapseStage, PendingLapse, Undone};
pub use register::Register;
pub use roster::RosterPage;
pub(super) use rules::weekday;

/// What the button asks for that saves.
pub const SAVE: &str = "save";
/// What the button asks for that shows what would happen.
pub const CHECK: &str = "check";
/// What the button asks for that does what was shown.
pub const CONFIRM: &str = "confirm";
/// What the button asks for that goes back to the form.
pub const BACK: &str = "back";
/// What the button asks for that drops a wish.
pub const DROP: &str = "drop";
/// What the button asks for that undoes what was done.
pub const UNDO: &str = "undo";
/// What the button asks for that takes something away.
pub const REMOVE: &str = "remove";
/// The field of a form that asks for its entry to be taken away, and waits for that to be confirmed.
pub const REMOVING: &str = "removing";

/// A page of the reference data.
#[derive(Debug, Clone, PartialEq)]
pub enum ReferencePage {
    /// All registers, with how many entries each has.
    Index(Vec<(&'static Register, u64)>),
    /// The entries of one.
    List(Box<ListPage>),
    /// A form.
    Edit(Box<EditPage>),
    /// Deadlines that a change would move.
    Moves(Box<MovesPage>),
    /// Questions that would lapse.
    Lapse(Box<LapsePage>),
    /// A lapse to confirm, to take back or to undo.
    LapseDecision(Box<LapseDecisionPage>),
    /// What a file of members would do.
    Roster(Box<RosterPage>),
    /// A member's seat that would be taken away.
    SeatRemoval(Box<members::SeatRemovalPage>),
}

/// The entries of a register.
#[derive(Debug, Clone, PartialEq)]
pub struct ListPage {
    /// Which.
    pub register: &'static Register,
    /// What is looked for in their names.
    pub words: String,
    /// They, or the first of them.
    pub rows: Vec<Row>,
    /// How many there are.
    pub total: u64,
    /// What the next page begins after.
    pub next: Option<String>,
}

/// Deadlines that a change would move.
#[derive(Debug, Clone, PartialEq)]
pub struct MovesPage {
    /// What is changed.
    pub what: CalendarWhat,
    /// Where the form goes.
    pub post: Post,
    /// What it holds, to be sent again.
    pub state: FormState,
    /// How many deadlines move, of how many questions.
    pub total: (u64, u64),
    /// The first of them.
    pub rows: Vec<MoveRow>,
    /// A number for all of them.
    pub shown: i64,
    /// Whether something else was shown before.
    pub changed: bool,
}

/// What is changed of the calendar.
#[derive(Debug, Clone, PartialEq)]
pub enum CalendarWhat {
    /// A new holiday.
    Added(NaiveDate, PerLocale<String>),
    /// A holiday that is on this day, and will be on that.
    Edited(NaiveDate, NaiveDate, PerLocale<String>),
    /// No holiday any more.
    Removed(NaiveDate, PerLocale<String>),
    /// A new version of the rule.
    Rule(Box<DeadlineRule>),
    /// A version of the rule that takes the place of the one with this number.
    CorrectedRule(i32, Box<DeadlineRule>),
}

/// A deadline that moves.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveRow {
    /// The question.
    pub question: QuestionRow,
    /// Whose deadline.
    pub ministry: PerLocale<String>,
    /// When it is due.
    pub from: Option<NaiveDate>,
    /// When it would be.
    pub to: Option<NaiveDate>,
}

/// Questions that would lapse.
#[derive(Debug, Clone, PartialEq)]
pub struct LapsePage {
    /// Where the form goes.
    pub post: Post,
    /// What it holds, to be sent again.
    pub state: FormState,
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature.
    pub legislature: i32,
    /// The day.
    pub on: NaiveDate,
    /// Those deposited, those transmitted, and those that stay as they came later.
    pub counts: (u64, u64, u64),
    /// The first of those that lapse.
    pub rows: Vec<QuestionRow>,
    /// The first of those that stay.
    pub stay: Vec<QuestionRow>,
    /// Whether something else was shown before.
    pub changed: bool,
}

impl ReferencePage {
    /// Its title.
    pub(super) fn title(&self, tr: Tr) -> String {
        match self {
            Self::Index(_) => tr.t("reference-title"),
            Self::List(page) => (page.register.title)(tr),
            Self::Edit(page) => edit::title(tr, page),
            Self::Moves(_) => tr.t("moves-title"),
            Self::Lapse(_) => tr.t("lapse-title"),
            Self::LapseDecision(page) => pending_lapse::title(tr, page),
            Self::Roster(_) => tr.t("roster-preview-title"),
            Self::SeatRemoval(page) => members::removal_title(tr, page),
        }
    }

    /// Its view.
    pub(super) fn into_view(self, tr: Tr, today: NaiveDate) -> AnyView {
        match self {
            Self::Index(registers) => list::index(tr, &registers),
            Self::List(page) => list::view(tr, &page),
            Self::Edit(page) => edit::view(tr, today, *page),
            Self::Moves(page) => moves::view(tr, *page),
            Self::Lapse(page) => lapse::view(tr, *page),
            Self::LapseDecision(page) => pending_lapse::view(tr, *page),
            Self::Roster(page) => roster::view(tr, *page),
            Self::SeatRemoval(page) => members::removal(tr, *page),
        }
    }
}
