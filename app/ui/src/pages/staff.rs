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

pub mod accounts;
pub mod audit;
pub mod entry;
pub mod error;
pub mod own;

pub use accounts::AccountsPage;
pub use audit::AuditPage;
pub use entry::EntryPage;
pub use own::OwnPage;

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
    /// The way in.
    Entry(EntryPage),
    /// One's own account.
    Own(OwnPage),
    /// Accounts and tokens, for administrators.
    Accounts(AccountsPage),
    /// The audit record.
    Audit(AuditPage),
    /// Something went wrong.
    Error(ErrorPage),
}

impl StaffBody {
    /// Its title, in plain text.
    fn title(&self, tr: Tr) -> String {
        match self {
            Self::Entry(page) => page.title(tr),
            Self::Own(page) => page.title(tr),
            Self::Accounts(page) => page.title(tr),
            Self::Audit(_) => tr.t("staff-menu-audit"),
            Self::Error(page) => page.title(tr),
        }
    }

    /// The part of the staff side it belongs to.
    pub(crate) fn section(&self) -> StaffSection {
        match self {
            Self::Accounts(_) => StaffSection::Accounts,
            Self::Audit(_) => StaffSection::Audit,
            Self::Entry(_) | Self::Own(_) | Self::Error(_) => StaffSection::Other,
        }
    }

    /// Its view.
    pub(crate) fn into_view(self, tr: Tr, _today: NaiveDate) -> AnyView {
        match self {
            Self::Entry(page) => page.into_view(tr),
            Self::Own(page) => page.into_view(tr),
            Self::Accounts(page) => page.into_view(tr),
            Self::Audit(page) => audit::view(tr, page),
            Self::Error(page) => error::view(tr, &page),
        }
    }
}

/// What the frame says of it. No search engine keeps it.
pub(super) fn frame(tr: Tr, page: &StaffPage) -> Frame {
    Frame { title: page.body.title(tr), description: tr.t("staff-description"), section: Section::Other, indexed: false }
}
