//! The list of accounts, and the page of a new link.

use leptos::prelude::*;

use super::{AccountRow, AccountState, LinkMade};
use crate::{
    catalogue::Tr,
    components::{lang, text_area},
    links::staff as links,
};

pub(super) fn view(tr: Tr, rows: &[AccountRow]) -> AnyView {
    view! {
        <div class="stack">
            <h1>{tr.t("staff-menu-accounts")}</h1>
            <p class="actions">
                <a class="button" href=links::new_account(tr.locale)>{tr.t("account-invite")}</a>
                <a href=links::tokens(tr.locale)>{tr.t("tokens-title")}</a>
            </p>
            <ul class="list people">{rows.iter().map(|row| one(tr, row)).collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn one(tr: Tr, row: &AccountRow) -> AnyView {
    let last_seen = row.last_seen.map(|seen| view! { <span>{tr.t("session-seen")} " " {lang::instant(tr, seen)}</span> });
    view! {
        <li class="item">
            <h2 class="h3"><a href=links::account_of(tr.locale, &row.code)><bdi>{row.name.clone()}</bdi></a></h2>
            <p class="meta"><span>{mandate(tr, row)}</span> <span>{lang::ltr(&row.address)}</span></p>
            <p class="meta">{state(tr, row.state)} {factor(tr, row)} {last_seen}</p>
        </li>
    }
    .into_any()
}

/// The role, with the Chamber or ministries.
pub(super) fn mandate(tr: Tr, row: &AccountRow) -> AnyView {
    let chamber = row.chamber.map(|chamber| (" · ", tr.chamber(chamber)));
    let ministries =
        (!row.ministries.is_empty()).then(|| (" · ", lang::joined(tr, row.ministries.iter().map(|name| lang::name(tr, name)))));
    (tr.staff_role(row.role), chamber, ministries).into_any()
}

pub(super) fn state(tr: Tr, state: AccountState) -> AnyView {
    let (class, words) = match state {
        AccountState::Invited => ("tag amber", tr.t("account-invited")),
        AccountState::Working => ("tag green", tr.t("account-working")),
        AccountState::Disabled => ("tag red", tr.t("account-disabled")),
    };
    view! { <span class=class>{words}</span> }.into_any()
}

fn factor(tr: Tr, row: &AccountRow) -> Option<AnyView> {
    let has = row.second_factor.then(|| view! { <span class="tag plain">{tr.t("second-factor-short")}</span> });
    let asked = row.removal.is_some().then(|| view! { " " <span class="tag amber">{tr.t("factor-removal-waits")}</span> });
    has.map(|has| (has, asked).into_any())
}

/// A new link. It cannot be shown again.
pub(super) fn link_made(tr: Tr, page: LinkMade) -> AnyView {
    let lead = if page.invites { tr.t("link-made-invitation") } else { tr.t("link-made-password") };
    let all = page.addresses.into_iter().map(|(locale, address)| {
        let id = if locale == tr.locale { "link-own" } else { "link-other" };
        view! { <div class="stack">{text_area::read_only(id, locale.own_name().to_owned(), &address, "2")}</div> }
    });
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("link-made-title")}</h1>
            <p class="lead"><bdi>{page.name}</bdi></p>
            <p>{lead}</p>
            <p class="notice" role="status">{tr.t("link-made-once")}</p>
            <div class="card stack cite">{all.collect_view()}</div>
            <p><a href=links::accounts(tr.locale)>{tr.t("accounts-back")}</a></p>
        </article>
    }
    .into_any()
}
