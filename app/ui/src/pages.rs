//! Every page of the site: a plain struct with what it shows, and the component that renders it.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    shell::{
        Frame,
        staff::{StaffFrame, StaffSection},
    },
};

pub mod error;
pub mod home;
pub mod members;
pub mod ministries;
pub mod overdue;
pub mod question;
pub mod questions;
pub mod rule;
pub mod search;
pub mod staff;
pub mod texts;

pub use error::ErrorPage;
pub use home::HomePage;
pub use members::{MemberPage, MembersPage};
pub use ministries::{MinistriesPage, MinistryPage};
pub use overdue::OverduePage;
pub use question::QuestionPage;
pub use questions::QuestionsPage;
pub use rule::RulePage;
pub use search::SearchPage;
pub use staff::StaffPage;

/// A page of the site.
#[derive(Debug, Clone, PartialEq)]
pub enum Page {
    /// The home page.
    Home(Box<HomePage>),
    /// The list of questions.
    Questions(Box<QuestionsPage>),
    /// The search results.
    Search(Box<SearchPage>),
    /// The search help.
    SearchHelp,
    /// A question.
    Question(Box<QuestionPage>),
    /// The ministries.
    Ministries(Box<MinistriesPage>),
    /// A ministry.
    Ministry(Box<MinistryPage>),
    /// The members.
    Members(Box<MembersPage>),
    /// A member.
    Member(Box<MemberPage>),
    /// The overdue questions.
    Overdue(Box<OverduePage>),
    /// The page that explains the deadline rule.
    Rule(Box<RulePage>),
    /// The page about the site.
    About,
    /// The accessibility statement.
    Accessibility,
    /// An error.
    Error(ErrorPage),
    /// A page of the staff area.
    Staff(Box<StaffPage>),
}

impl Page {
    /// The frame around the page.
    pub(crate) fn frame(&self, tr: Tr) -> Frame {
        match self {
            Self::Home(_) => home::frame(tr),
            Self::Questions(page) => questions::frame(tr, page),
            Self::Search(page) => search::frame(tr, page),
            Self::SearchHelp => texts::search_help_frame(tr),
            Self::Question(page) => question::frame(tr, page),
            Self::Ministries(_) => ministries::index_frame(tr),
            Self::Ministry(page) => ministries::frame(tr, page),
            Self::Members(_) => members::index_frame(tr),
            Self::Member(page) => members::frame(tr, page),
            Self::Overdue(_) => overdue::frame(tr),
            Self::Rule(_) => rule::frame(tr),
            Self::About => texts::about_frame(tr),
            Self::Accessibility => texts::accessibility_frame(tr),
            Self::Error(page) => error::frame(tr, page),
            Self::Staff(page) => staff::frame(tr, page),
        }
    }

    /// The frame of a staff page, if this is one.
    pub(crate) fn staff(&self) -> Option<(StaffFrame, StaffSection)> {
        match self {
            Self::Staff(page) => Some((page.frame.clone(), page.body.section())),
            _ => None,
        }
    }

    /// The page's view.
    pub(crate) fn into_view(self, tr: Tr, today: NaiveDate, public_url: String) -> AnyView {
        match self {
            Self::Home(page) => view! { <home::Home tr page=*page /> }.into_any(),
            Self::Questions(page) => view! { <questions::Questions tr page=*page /> }.into_any(),
            Self::Search(page) => view! { <search::Search tr page=*page /> }.into_any(),
            Self::SearchHelp => view! { <texts::SearchHelp tr /> }.into_any(),
            Self::Question(page) => view! { <question::Question tr today public_url page=*page /> }.into_any(),
            Self::Ministries(page) => view! { <ministries::Ministries tr page=*page /> }.into_any(),
            Self::Ministry(page) => view! { <ministries::Ministry tr page=*page /> }.into_any(),
            Self::Members(page) => view! { <members::Members tr page=*page /> }.into_any(),
            Self::Member(page) => view! { <members::Member tr page=*page /> }.into_any(),
            Self::Overdue(page) => view! { <overdue::Overdue tr page=*page /> }.into_any(),
            Self::Rule(page) => view! { <rule::Rule tr page=*page /> }.into_any(),
            Self::About => view! { <texts::About tr /> }.into_any(),
            Self::Accessibility => view! { <texts::Accessibility tr /> }.into_any(),
            Self::Error(page) => view! { <error::Error tr page /> }.into_any(),
            Self::Staff(page) => page.body.into_view(tr, today),
        }
    }
}
