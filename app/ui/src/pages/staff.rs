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

pub mod error;

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
}

impl StaffBody {
    /// Its title, in plain text.
    fn title(&self, tr: Tr) -> String {
        match self {
            Self::Error(page) => page.title(tr),
        }
    }

    /// The part of the staff side it belongs to.
    pub(crate) fn section(&self) -> StaffSection {
        match self {
            Self::Error(_) => StaffSection::Other,
        }
    }

    /// Its view.
    pub(crate) fn into_view(self, tr: Tr, _today: NaiveDate) -> AnyView {
        match self {
            Self::Error(page) => error::view(tr, &page),
        }
    }
}

/// What the frame says of it. No search engine keeps it.
pub(super) fn frame(tr: Tr, page: &StaffPage) -> Frame {
    Frame { title: page.body.title(tr), description: tr.t("staff-description"), section: Section::Other, indexed: false }
}
