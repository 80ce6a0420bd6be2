//! The menu of the staff area, by mandate.

use jawab_domain::{
    Locale,
    access::{Act, Mandate, Place},
};

use crate::{catalogue::Tr, links::staff as links};

/// A menu entry of the staff area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffSection {
    /// The Chamber's board: what waits for the clerk.
    Chamber,
    /// The questions of the Chamber, including drafts.
    Questions,
    /// A new question.
    NewQuestion,
    /// The translation desk.
    Desk,
    /// The ministry's board.
    Board,
    /// Members, groups, ministries, legislatures, holidays, rules.
    Reference,
    /// Accounts and tokens.
    Accounts,
    /// The audit record.
    Audit,
    /// No menu entry.
    Other,
}

impl StaffSection {
    /// The menu entries of a mandate, in order.
    #[must_use]
    pub fn menu(mandate: &Mandate) -> Vec<Self> {
        let entries = [
            (Self::Board, Act::PrepareAnswer),
            (Self::Chamber, Act::KeepQuestion),
            (Self::Questions, Act::KeepQuestion),
            (Self::NewQuestion, Act::KeepQuestion),
            (Self::Desk, Act::Translate),
            (Self::Reference, Act::KeepReferenceData),
            (Self::Accounts, Act::KeepAccounts),
            (Self::Audit, Act::ReadAudit),
        ];
        let may = |act| mandate.allows(act, Place::default());
        // Users who only decide on hiding questions get that entry last.
        let hidings = (may(Act::HideQuestion) && !may(Act::KeepQuestion)).then_some(Self::Questions);
        entries.into_iter().filter(|(_, act)| may(*act)).map(|(section, _)| section).chain(hidings).collect()
    }

    /// The address.
    #[must_use]
    pub fn link(self, locale: Locale) -> String {
        match self {
            Self::Chamber => links::chamber(locale),
            Self::Questions => links::questions(locale),
            Self::NewQuestion => links::new_question(locale),
            Self::Desk => links::desk(locale),
            Self::Board => links::board(locale),
            Self::Reference => links::reference(locale),
            Self::Accounts => links::accounts(locale),
            Self::Audit => links::audit(locale),
            Self::Other => links::home(locale),
        }
    }

    /// The label.
    #[must_use]
    pub fn label(self, tr: Tr) -> String {
        match self {
            Self::Chamber => tr.t("staff-menu-chamber"),
            Self::Questions => tr.t("staff-menu-questions"),
            Self::NewQuestion => tr.t("staff-menu-new-question"),
            Self::Desk => tr.t("staff-menu-desk"),
            Self::Board => tr.t("staff-menu-board"),
            Self::Reference => tr.t("staff-menu-reference"),
            Self::Accounts => tr.t("staff-menu-accounts"),
            Self::Audit => tr.t("staff-menu-audit"),
            Self::Other => tr.t("staff-home"),
        }
    }
}
