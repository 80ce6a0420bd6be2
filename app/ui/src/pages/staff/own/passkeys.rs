//! The user's passkeys, and removing one.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::{OwnAccount, PasskeyRow, RemovePasskey};
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, Input, Weight, actions, button, form, input, summary},
        lang,
    },
    form::Post,
    links::staff as links,
};

pub(super) fn view(tr: Tr, page: &OwnAccount) -> AnyView {
    let add = match &page.no_passkeys {
        None => view! { <p><a class="button other" href=links::own_new_passkey(tr.locale)>{tr.t("passkey-add")}</a></p> }.into_any(),
        Some(why) => why.notice(tr),
    };
    let stays = page.keeps_last();
    let rows = page.passkeys.iter().map(|row| one(tr, row, stays)).collect_view();
    view! {
        <section class="card stack">
            <h2>{tr.t("passkeys-title")}</h2>
            <p>{tr.t("passkeys-text")}</p>
            {(!page.passkeys.is_empty()).then(|| view! { <ul class="list">{rows}</ul> })}
            {add}
        </section>
    }
    .into_any()
}

fn one(tr: Tr, row: &PasskeyRow, stays: bool) -> AnyView {
    let name = row.name.clone();
    let remove = if stays {
        view! { <p class="hint">{tr.t("passkey-stays")}</p> }.into_any()
    } else {
        view! {
            <p>
                <a href=links::own_passkey_remove(tr.locale, row.id)>
                    {tr.t("passkey-remove")} <span class="visually-hidden">" " <bdi>{name}</bdi></span>
                </a>
            </p>
        }
        .into_any()
    };
    view! { <li class="item"><b><bdi>{row.name.clone()}</bdi></b>{dates(tr, row)}{remove}</li> }.into_any()
}

fn dates(tr: Tr, row: &PasskeyRow) -> AnyView {
    let used = match row.used {
        Some(used) => view! { {tr.t("passkey-used")} " " {lang::instant(tr, used)} }.into_any(),
        None => tr.t("passkey-unused").into_any(),
    };
    view! { <p class="meta"><span>{tr.t("passkey-made")} " " {lang::instant(tr, row.made)}</span><span>{used}</span></p> }.into_any()
}

/// Removing a passkey, with the password.
pub(super) fn removal(tr: Tr, page: &RemovePasskey) -> AnyView {
    let password = Field::labelled(tr, FieldName::CurrentPassword).hint(tr.t("second-factor-password-hint"));
    let fields = view! {
        {input(tr, &page.form, password, Input::Password("current-password"))}
        {actions(tr, button(Weight::Destructive, "remove", tr.t("passkey-remove")), Some(links::account(tr.locale)))}
    };
    let post = Post { action: links::own_passkey_remove(tr.locale, page.row.id), ..Post::default() };
    let last = page.last.then(|| view! { <p class="notice">{tr.t("passkey-removal-last")}</p> });
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("passkey-removal")}</h1>
            {summary(tr, &page.form, |_| tr.t("password-current"))}
            <div class="card"><b><bdi>{page.row.name.clone()}</bdi></b>{dates(tr, &page.row)}</div>
            <p>{tr.t("passkey-removal-text")}</p>
            {last}
            {form(post, "remove", fields)}
        </article>
    }
    .into_any()
}
