//! The frame of staff pages: the office, the menu, the account, and the message about the last action.

use jawab_domain::{Chamber, PerLocale, access::Mandate, access::Role};
use leptos::prelude::*;

use super::{brand, switch};
use crate::{catalogue::Tr, components::lang, document::PageContext, links::staff as links};

mod flash;
mod section;

pub use flash::Flash;
pub use section::StaffSection;

/// What the frame of a staff page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffFrame {
    /// The signed-in user; `None` on the pages for signing in.
    pub who: Option<StaffUser>,
    /// The message about the last action, shown once.
    pub flash: Option<Flash>,
}

/// The signed-in user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffUser {
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The office.
    pub office: Office,
    /// The menu, from [`StaffSection::menu`].
    pub menu: Vec<StaffSection>,
    /// The code of the account, which forms carry; `None` without an account.
    pub account: Option<AccountCode>,
}

/// The code of the signed-in user's account: a context of the page, for its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCode(pub String);

/// The institution that a user works for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Office {
    /// The site itself.
    Site,
    /// A Chamber.
    Chamber(Chamber),
    /// One or more ministries, by name.
    Ministries(Vec<PerLocale<String>>),
}

impl StaffUser {
    /// Creates the user with this mandate. For an agent, `ministries` are the names of the ministries.
    #[must_use]
    pub fn new(name: String, mandate: &Mandate, ministries: Vec<PerLocale<String>>) -> Self {
        let (role, office) = match mandate {
            Mandate::Clerk(chamber) => (Role::Clerk, Office::Chamber(*chamber)),
            Mandate::MinistryAgent(_) => (Role::MinistryAgent, Office::Ministries(ministries)),
            Mandate::Administrator | Mandate::Program(..) => (Role::Administrator, Office::Site),
        };
        Self { name, role, office, menu: StaffSection::menu(mandate), account: None }
    }
}

pub(super) fn header(tr: Tr, cx: &PageContext, frame: &StaffFrame, section: StaffSection) -> AnyView {
    let nav = |class, label: String| {
        frame.who.as_ref().map(|who| view! { <nav class=class aria-label=label>{menu(tr, &who.menu, section)}</nav> })
    };
    let narrow = frame.who.is_some().then(|| {
        view! {
            <details class="nav-narrow">
                <summary>{tr.t("menu")}</summary>
                {nav("nav", tr.t("menu-narrow"))}
            </details>
        }
    });
    view! {
        <header class="top staff">
            {cx.demonstration.then(|| view! { <p class="banner">{tr.t("demonstration-banner")}</p> })}
            <div class="wrap">
                <a class="brand" href=links::home(tr.locale)>
                    {brand(tr)}
                    <small>{frame.who.as_ref().map_or_else(|| tr.t("staff-tagline").into_any(), |who| office(tr, &who.office))}</small>
                </a>
                {nav("nav nav-wide", tr.t("menu"))}
                <div class="lang">{tr.locale.others().map(|other| switch(cx, other)).collect_view()}</div>
                {frame.who.as_ref().map(|who| account(tr, who))}
                {narrow}
            </div>
        </header>
    }
    .into_any()
}

fn office(tr: Tr, of: &Office) -> AnyView {
    match of {
        Office::Site => tr.t("staff-office-site").into_any(),
        Office::Chamber(chamber) => tr.chamber(*chamber).into_any(),
        Office::Ministries(names) => lang::joined(tr, names.iter().map(|name| lang::name(tr, name))),
    }
}

fn menu(tr: Tr, entries: &[StaffSection], here: StaffSection) -> AnyView {
    let entry = |of: &StaffSection| {
        view! { <li><a href=of.link(tr.locale) aria-current=(*of == here).then_some("true")>{of.label(tr)}</a></li> }
    };
    view! { <ul>{entries.iter().map(entry).collect_view()}</ul> }.into_any()
}

/// The account menu. Signing out is a form, because it changes something.
fn account(tr: Tr, who: &StaffUser) -> AnyView {
    view! {
        <details class="account">
            <summary><bdi>{who.name.clone()}</bdi></summary>
            <div class="account-menu">
                <p class="hint">{tr.staff_role(who.role)}</p>
                <a href=links::account(tr.locale)>{tr.t("staff-account")}</a>
                <form method="post" action=links::sign_out(tr.locale)>
                    <button class="quiet" type="submit">{tr.t("staff-sign-out")}</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// The breadcrumb links from the user's first page.
pub(crate) fn breadcrumbs(tr: Tr, steps: Vec<(String, String)>) -> AnyView {
    let home = (links::home(tr.locale), tr.t("staff-tagline"));
    super::trail(tr, std::iter::once(home).chain(steps))
}

/// The message above the page.
pub(super) fn flash(tr: Tr, frame: &StaffFrame) -> Option<AnyView> {
    let flash = frame.flash?;
    Some(view! { <p class="flash" role="status">{flash.message(tr)}</p> }.into_any())
}
