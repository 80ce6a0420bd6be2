//! The pages of the staff side. Each is a struct with a component in a module of its own, and a variant of [`StaffBody`].

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    pages::ErrorPage,
    shell::{
        Frame, Section,
        staff::{StaffFrame, StaffSection},
    },
};

pub mod conflict;
pub mod error;
mod head;
pub mod history;
pub mod judge;
pub mod question_form;
pub mod questions;
pub mod step;
pub mod work;

pub use conflict::ConflictPage;
pub use history::HistoryPage;
pub use judge::JudgePage;
pub use question_form::QuestionFormPage;
pub use questions::StaffQuestionsPage;
pub use step::{QuestionStep, StepPage};
pub use work::WorkPage;

/// A page of the staff side: its frame and what is inside.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffPage {
    /// Who sees it, and what just happened.
    pub frame: StaffFrame,
    /// What is on it.
    pub body: StaffBody,
}

/// What is on a page of the staff side.
#[derive(Debug, Clone, PartialEq)]
pub enum StaffBody {
    /// Something went wrong.
    Error(ErrorPage),
    /// The Chamber's questions.
    Questions(Box<StaffQuestionsPage>),
    /// The form of a question.
    QuestionForm(Box<QuestionFormPage>),
    /// A question as its clerk sees it.
    Work(Box<WorkPage>),
    /// One step in a question's life.
    Step(Box<StepPage>),
    /// The history of a question.
    History(Box<HistoryPage>),
    /// Two versions of a question.
    Conflict(Box<ConflictPage>),
    /// An answer to judge.
    Judge(Box<JudgePage>),
}

impl StaffBody {
    /// Its title, in plain text.
    fn title(&self, tr: Tr) -> String {
        match self {
            Self::Error(page) => page.title(tr),
            Self::Questions(_) => tr.t("work-list-title"),
            Self::QuestionForm(page) => question_form::title(tr, page),
            Self::Work(page) => work::title(tr, page),
            Self::Step(page) => step::title(tr, page),
            Self::History(page) => history::title(tr, page),
            Self::Conflict(page) => conflict::title(tr, page),
            Self::Judge(page) => judge::title(tr, page),
        }
    }

    /// The part of the staff side it belongs to.
    pub(crate) fn section(&self) -> StaffSection {
        match self {
            Self::Error(_) => StaffSection::Other,
            Self::QuestionForm(page) if page.code.is_none() => StaffSection::NewQuestion,
            Self::Questions(_)
            | Self::QuestionForm(_)
            | Self::Work(_)
            | Self::Step(_)
            | Self::History(_)
            | Self::Conflict(_)
            | Self::Judge(_) => StaffSection::Questions,
        }
    }

    /// Its view.
    pub(crate) fn into_view(self, tr: Tr, today: NaiveDate) -> AnyView {
        match self {
            Self::Error(page) => error::view(tr, &page),
            Self::Questions(page) => view! { <questions::StaffQuestions tr page=*page /> }.into_any(),
            Self::QuestionForm(page) => view! { <question_form::QuestionForm tr today page=*page /> }.into_any(),
            Self::Work(page) => view! { <work::Work tr today page=*page /> }.into_any(),
            Self::Step(page) => view! { <step::Step tr today page=*page /> }.into_any(),
            Self::History(page) => view! { <history::History tr page=*page /> }.into_any(),
            Self::Conflict(page) => view! { <conflict::Conflict tr page=*page /> }.into_any(),
            Self::Judge(page) => view! { <judge::Judge tr page=*page /> }.into_any(),
        }
    }
}

/// What the frame says of it. No search engine keeps it.
pub(super) fn frame(tr: Tr, page: &StaffPage) -> Frame {
    Frame { title: page.body.title(tr), description: tr.t("staff-description"), section: Section::Other, indexed: false }
}
