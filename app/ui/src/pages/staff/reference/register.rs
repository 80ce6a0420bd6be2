//! The registers that reference data is kept in.

use crate::{catalogue::Tr, links::staff as links};

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// Legislatures.
    Legislatures,
    /// Groups and groupements.
    Groups,
    /// Members with their seats.
    Members,
    /// Ministries with their names.
    Ministries,
    /// Themes.
    Themes,
    /// Holidays.
    Holidays,
    /// Versions of the deadline rule.
    Rules,
}

impl Register {
    /// Every one, in the order of the index.
    pub const ALL: &'static [Self] =
        &[Self::Ministries, Self::Members, Self::Groups, Self::Legislatures, Self::Themes, Self::Holidays, Self::Rules];

    /// Its part of addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Legislatures => "legislatures",
            Self::Groups => "groups",
            Self::Members => "members",
            Self::Ministries => "ministries",
            Self::Themes => "themes",
            Self::Holidays => "holidays",
            Self::Rules => "rules",
        }
    }

    /// What it is called.
    pub(super) fn words(self, tr: Tr) -> String {
        match self {
            Self::Legislatures => tr.t("register-legislatures"),
            Self::Groups => tr.t("register-groups"),
            Self::Members => tr.t("register-members"),
            Self::Ministries => tr.t("register-ministries"),
            Self::Themes => tr.t("register-themes"),
            Self::Holidays => tr.t("register-holidays"),
            Self::Rules => tr.t("register-rules"),
        }
    }

    /// What it is for.
    pub(super) fn lead(self, tr: Tr) -> String {
        match self {
            Self::Legislatures => tr.t("register-legislatures-lead"),
            Self::Groups => tr.t("register-groups-lead"),
            Self::Members => tr.t("register-members-lead"),
            Self::Ministries => tr.t("register-ministries-lead"),
            Self::Themes => tr.t("register-themes-lead"),
            Self::Holidays => tr.t("register-holidays-lead"),
            Self::Rules => tr.t("register-rules-lead"),
        }
    }

    /// What adds to it.
    pub(super) fn add(self, tr: Tr) -> String {
        match self {
            Self::Legislatures => tr.t("legislature-new"),
            Self::Groups => tr.t("group-new"),
            Self::Members => tr.t("member-new"),
            Self::Ministries => tr.t("ministry-new"),
            Self::Themes => tr.t("theme-new"),
            Self::Holidays => tr.t("holiday-new"),
            Self::Rules => tr.t("rule-new"),
        }
    }

    /// The way from the index to it.
    pub(super) fn trail(self, tr: Tr) -> Vec<(String, String)> {
        vec![(links::reference(tr.locale), tr.t("reference-title")), (links::register(tr.locale, self.code()), self.words(tr))]
    }
}
