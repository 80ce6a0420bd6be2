//! The parts of the staff side, and who has which in their menu.

use jawab_domain::{
    Locale,
    access::{Act, Mandate, Place},
};

use crate::{catalogue::Tr, links::staff as links};

/// A part of the staff side, as the menu names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffSection {
    /// The Chamber's board: what waits for the clerk.
    Chamber,
    /// The questions of the Chamber, drafts among them.
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
    /// Nothing of the menu.
    Other,
}

impl StaffSection {
    /// The menu of a mandate, in its order.
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
        // Who keeps no questions but has a say in hiding them finds those last.
        let hidings = (may(Act::HideQuestion) && !may(Act::KeepQuestion)).then_some(Self::Questions);
        entries.into_iter().filter(|(_, act)| may(*act)).map(|(section, _)| section).chain(hidings).collect()
    }

    /// Where it is.
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

    /// What the menu calls it.
    #[must_use]
    pub fn words(self, tr: Tr) -> String {
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
