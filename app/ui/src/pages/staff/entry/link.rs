//! The page of a single-use link.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::{Link, LinkFor};
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, Input, Weight, actions, button, form, input, summary},
        lang,
    },
    form::{FormState, Post},
    links::staff as links,
};

pub(super) fn title(tr: Tr, page: &Link) -> String {
    match page.what {
        LinkFor::Invitation => tr.t("link-invitation-title"),
        LinkFor::NewPassword => tr.t("link-password-title"),
        LinkFor::Demonstration(..) => tr.t("link-demonstration-title"),
    }
}

pub(super) fn view(tr: Tr, page: &Link) -> AnyView {
    let (lead, fields) = match &page.what {
        LinkFor::Invitation => (tr.t("link-invitation-text").into_any(), join(tr, page)),
        LinkFor::NewPassword => (tr.t("link-password-text").into_any(), join(tr, page)),
        LinkFor::Demonstration(name, role) => {
            let who = view! { <b><bdi>{name.clone()}</bdi></b> " · " {tr.staff_role(*role)} };
            let join = actions(tr, button(Weight::Main, "join", tr.t("link-demonstration-button")), None);
            (view! { {tr.t("link-demonstration-text")} " " {who} }.into_any(), join)
        }
    };
    let post = Post { action: links::link(tr.locale, &page.token), ..Post::default() };
    view! {
        <article class="narrow-form stack">
            <h1>{title(tr, page)}</h1>
            <p>{lead}</p>
            {summary(tr, &page.form, |input| tr.input_label(input, &FIELDS))}
            {form(post, "join", fields)}
        </article>
    }
    .into_any()
}

fn join(tr: Tr, page: &Link) -> AnyView {
    view! {
        <p class="block-line">{tr.t("sign-in-address")} {tr.t("colon")} " " {lang::ltr(&page.address)}</p>
        // For password managers.
        <input class="visually-hidden" type="email" name=FieldName::Address.form() value=page.address.clone() autocomplete="username" readonly tabindex="-1" aria-hidden="true" />
        {input(tr, &page.form, Field::labelled(tr, FieldName::AccountName).hint(tr.t("account-name-hint")), Input::Text)}
        {new_password(tr, &page.form)}
        {actions(tr, button(Weight::Main, "join", tr.t("link-join-button")), None)}
    }
    .into_any()
}

/// The fields of a new password.
pub(in super::super) fn new_password(tr: Tr, state: &FormState) -> AnyView {
    let hint = tr.ta("password-hint", [("n", 12.into())]);
    view! {
        {input(tr, state, Field::labelled(tr, FieldName::Password).hint(hint), Input::Password("new-password"))}
        {input(tr, state, Field::labelled(tr, FieldName::PasswordAgain), Input::Password("new-password"))}
    }
    .into_any()
}

/// The fields that can have a problem.
const FIELDS: [FieldName; 3] = [FieldName::AccountName, FieldName::Password, FieldName::PasswordAgain];

pub(super) fn expired(tr: Tr) -> AnyView {
    view! {
        <article class="prose">
            <h1>{tr.t("link-gone-title")}</h1>
            <p class="lead">{tr.t("link-gone-text")}</p>
            <p><a href=links::sign_in(tr.locale)>{tr.t("sign-in-title")}</a></p>
        </article>
    }
    .into_any()
}
