//! The tokens of programs.

use jawab_domain::{Chamber, access::Scope, field::FieldName};
use leptos::prelude::*;

use super::{TokenRow, Tokens};
use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field, Input, Weight, actions, button, form, input, radios, section, select, summary},
        lang, text_area,
    },
    form::Post,
    links::staff as links,
};

pub(super) fn view(tr: Tr, page: &Tokens) -> AnyView {
    let rows = page.rows.iter().map(|row| one(tr, row)).collect_view();
    let none = page.rows.is_empty().then(|| view! { <p class="hint">{tr.t("tokens-none")}</p> });
    view! {
        <div class="stack narrow-form">
            <h1>{tr.t("tokens-title")}</h1>
            <p>{tr.t("tokens-text")} " " <a href=links::accounts(tr.locale)>{tr.t("accounts-back")}</a></p>
            {none}
            <ul class="list">{rows}</ul>
            {summary(tr, &page.form, |input| tr.input_label(input, &[FieldName::TokenName]))}
            {issue(tr, page)}
        </div>
    }
    .into_any()
}

fn one(tr: Tr, row: &TokenRow) -> AnyView {
    let chamber = row.chamber.map_or_else(|| tr.t("token-both"), |chamber| tr.chamber(chamber));
    let used = match row.used {
        Some(day) => (tr.t("token-used"), " ", lang::day(tr, day)).into_any(),
        None => tr.t("token-unused").into_any(),
    };
    let name = row.name.clone();
    let end = if row.revoked {
        view! { <span class="tag red">{tr.t("token-revoked")}</span> }.into_any()
    } else {
        view! {
            <form method="post" action=links::token_revoke(tr.locale, row.id)>
                <button class="quiet" type="submit">{tr.t("token-revoke")} <span class="visually-hidden">" " <bdi>{name}</bdi></span></button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="item">
            <h2 class="h3"><bdi>{row.name.clone()}</bdi></h2>
            <p class="meta"><span>{scope(tr, row.scope)}</span> <span>{chamber}</span></p>
            <p class="meta"><span>{tr.t("token-issued")} " " {lang::instant(tr, row.issued)}</span> <span>{used}</span></p>
            {end}
        </li>
    }
    .into_any()
}

/// The label of a token's scope.
pub(in crate::pages::staff) fn scope(tr: Tr, scope: Scope) -> String {
    match scope {
        Scope::Read => tr.t("token-scope-read"),
        Scope::Import => tr.t("token-scope-import"),
    }
}

fn issue(tr: Tr, page: &Tokens) -> AnyView {
    let scopes = Scope::ALL.iter().map(|of| Choice::new(of.code(), scope(tr, *of))).collect();
    let chambers = Chamber::ALL.iter().map(|chamber| Choice::new(chamber.code(), tr.chamber(*chamber))).collect();
    let fields = view! {
        {input(tr, &page.form, Field::labelled(tr, FieldName::TokenName).hint(tr.t("token-name-hint")), Input::Text)}
        {radios(tr, &page.form, Field::labelled(tr, FieldName::Scope), scopes)}
        {select(tr, &page.form, Field::labelled(tr, FieldName::AccountChamber), Some(tr.t("token-both")), chambers)}
        {actions(tr, button(Weight::Main, "issue", tr.t("token-issue")), None)}
    };
    let post = Post { action: links::tokens(tr.locale), idempotency_key: page.idempotency_key.clone(), ..Post::default() };
    form(post, "issue", section(tr.t("token-new"), None, fields))
}

/// A new token. It cannot be shown again.
pub(super) fn made(tr: Tr, token: &str) -> AnyView {
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("token-made-title")}</h1>
            <p class="notice" role="status">{tr.t("token-made-once")}</p>
            <div class="card stack cite">{text_area::read_only("token", tr.t("token-made-label"), token, "2")}</div>
            <p>{tr.t("token-made-use")} " " <code>{lang::ltr("Authorization: Bearer …")}</code></p>
            <p><a href=links::tokens(tr.locale)>{tr.t("tokens-title")}</a></p>
        </article>
    }
    .into_any()
}
