//! The pages of the staff area. Each is a struct with a component in its own module, and a variant of [`StaffBody`].

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

pub mod accounts;
pub mod answer;
pub mod audit;
pub mod board;
pub mod chamber;
pub mod confirm;
pub mod conflict;
pub mod desk;
pub mod entry;
pub mod error;
pub mod form_drafts;
mod head;
pub mod hidings;
pub mod history;
pub mod judge;
pub mod notices;
pub mod own;
pub mod passkey;
pub mod publish;
pub mod question_form;
pub mod questions;
pub mod reference;
pub mod step;
pub mod translation;
pub mod unsaved_fields;
pub mod work;

pub use accounts::AccountsPage;
pub use answer::AnswerPage;
pub use audit::AuditPage;
pub use board::BoardPage;
pub use chamber::ChamberPage;
pub use confirm::ConfirmPage;
pub use conflict::ConflictPage;
pub use desk::DeskPage;
pub use entry::EntryPage;
pub use form_drafts::FormDraftsPage;
pub use hidings::HidingsPage;
pub use history::HistoryPage;
pub use judge::{JudgePage, JudgedPage};
pub use notices::NoticesPage;
pub use own::OwnPage;
pub use publish::PublishPage;
pub use question_form::QuestionFormPage;
pub use questions::StaffQuestionsPage;
pub use reference::ReferencePage;
pub use step::{QuestionStep, StepPage};
pub use translation::TranslationPage;
pub use unsaved_fields::UnsavedField;
pub use work::WorkPage;

/// A page of the staff area: its frame and its body.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffPage {
    /// The user, and the message about the last action.
    pub frame: StaffFrame,
    /// The body of the page.
    pub body: StaffBody,
}

/// The body of a staff page.
#[derive(Debug, Clone, PartialEq)]
pub enum StaffBody {
    /// The way in.
    Entry(EntryPage),
    /// The user's own account.
    Own(OwnPage),
    /// Accounts and tokens, for administrators.
    Accounts(AccountsPage),
    /// The audit record.
    Audit(AuditPage),
    /// The reference data, and the end of a legislature.
    Reference(ReferencePage),
    /// An error, with the input that could not be saved.
    Error(ErrorPage, Vec<UnsavedField>),
    /// The Chamber's questions.
    Questions(Box<StaffQuestionsPage>),
    /// Hidden questions, and requests to hide one.
    Hidings(Box<HidingsPage>),
    /// The form of a question.
    QuestionForm(Box<QuestionFormPage>),
    /// The work page of a question.
    Work(Box<WorkPage>),
    /// A step of a question.
    Step(Box<StepPage>),
    /// The confirmation of an act.
    Confirm(Box<ConfirmPage>),
    /// The history of a question.
    History(Box<HistoryPage>),
    /// A conflict between two versions of a question.
    Conflict(Box<ConflictPage>),
    /// An answer to judge.
    Judge(Box<JudgePage>),
    /// The outcome of an answer that was to be judged.
    Judged(Box<JudgedPage>),
    /// An answer that the Chamber publishes itself.
    Publish(Box<PublishPage>),
    /// A ministry's board.
    Board(Box<BoardPage>),
    /// The user's own calendar and daily mail.
    Notices(Box<NoticesPage>),
    /// The preparation of a ministry's answer.
    Answer(Box<AnswerPage>),
    /// The Chamber's board.
    Chamber(Box<ChamberPage>),
    /// The translation desk.
    Desk(Box<DeskPage>),
    /// The translation of texts.
    Translation(Box<TranslationPage>),
    /// The list of the user's form drafts.
    FormDrafts(Box<FormDraftsPage>),
}

impl StaffBody {
    /// The title, as plain text.
    fn title(&self, tr: Tr) -> String {
        match self {
            Self::Entry(page) => page.title(tr),
            Self::Own(page) => page.title(tr),
            Self::Accounts(page) => page.title(tr),
            Self::Audit(_) => tr.t("staff-menu-audit"),
            Self::Reference(page) => page.title(tr),
            Self::Error(page, _) => page.title(tr),
            Self::Questions(_) => tr.t("work-list-title"),
            Self::Hidings(_) => tr.t("hidings-title"),
            Self::QuestionForm(page) => question_form::title(tr, page),
            Self::Work(page) => work::title(tr, page),
            Self::Step(page) => step::title(tr, page),
            Self::Confirm(page) => confirm::title(tr, page),
            Self::History(page) => history::title(tr, page),
            Self::Conflict(page) => conflict::title(tr, page),
            Self::Judge(page) => judge::title(tr, page),
            Self::Judged(page) => judge::judged_title(tr, page),
            Self::Publish(page) => publish::title(tr, page),
            Self::Board(_) => tr.t("board-title"),
            Self::Notices(_) => tr.t("notices-title"),
            Self::Answer(page) => answer::title(tr, page),
            Self::Chamber(_) => tr.t("chamber-title"),
            Self::Desk(_) => tr.t("desk-title"),
            Self::Translation(page) => translation::title(tr, page),
            Self::FormDrafts(_) => tr.t("kept-list-title"),
        }
    }

    /// The menu entry that it belongs to.
    pub(crate) fn section(&self) -> StaffSection {
        match self {
            Self::QuestionForm(page) if page.code.is_none() => StaffSection::NewQuestion,
            Self::Questions(_)
            | Self::Hidings(_)
            | Self::QuestionForm(_)
            | Self::Work(_)
            | Self::Step(_)
            | Self::Confirm(_)
            | Self::History(_)
            | Self::Conflict(_)
            | Self::Judge(_)
            | Self::Judged(_)
            | Self::Publish(_) => StaffSection::Questions,
            Self::Board(_) | Self::Notices(_) | Self::Answer(_) => StaffSection::Board,
            Self::Chamber(_) => StaffSection::Chamber,
            Self::Desk(_) | Self::Translation(_) => StaffSection::Desk,
            Self::Accounts(_) => StaffSection::Accounts,
            Self::Audit(_) => StaffSection::Audit,
            Self::Reference(_) => StaffSection::Reference,
            Self::Entry(_) | Self::Own(_) | Self::Error(..) | Self::FormDrafts(_) => StaffSection::Other,
        }
    }

    /// Its view.
    pub(crate) fn into_view(self, tr: Tr, today: NaiveDate) -> AnyView {
        match self {
            Self::Entry(page) => page.into_view(tr),
            Self::Own(page) => page.into_view(tr),
            Self::Accounts(page) => page.into_view(tr),
            Self::Audit(page) => audit::view(tr, page),
            Self::Reference(page) => page.into_view(tr, today),
            Self::Error(page, typed) => error::view(tr, &page, &typed),
            Self::Questions(page) => view! { <questions::StaffQuestions tr page=*page /> }.into_any(),
            Self::Hidings(page) => hidings::view(tr, &page),
            Self::QuestionForm(page) => view! { <question_form::QuestionForm tr today page=*page /> }.into_any(),
            Self::Work(page) => view! { <work::Work tr today page=*page /> }.into_any(),
            Self::Step(page) => view! { <step::Step tr today page=*page /> }.into_any(),
            Self::Confirm(page) => confirm::view(tr, today, &page),
            Self::History(page) => view! { <history::History tr page=*page /> }.into_any(),
            Self::Conflict(page) => view! { <conflict::Conflict tr page=*page /> }.into_any(),
            Self::Judge(page) => view! { <judge::Judge tr today page=*page /> }.into_any(),
            Self::Judged(page) => judge::judged(tr, &page),
            Self::Publish(page) => publish::view(tr, today, &page),
            Self::Board(page) => board::view(tr, today, *page),
            Self::Notices(page) => notices::view(tr, *page),
            Self::Answer(page) => answer::view(tr, today, *page),
            Self::Chamber(page) => chamber::view(tr, today, *page),
            Self::Desk(page) => desk::view(tr, &page),
            Self::Translation(page) => translation::view(tr, today, &page),
            Self::FormDrafts(page) => form_drafts::view(tr, today, &page),
        }
    }
}

/// The frame of the page. Search engines do not index it.
pub(super) fn frame(tr: Tr, page: &StaffPage) -> Frame {
    Frame { title: page.body.title(tr), description: tr.t("staff-description"), section: Section::Other, indexed: false }
}
