//! Setting up one-time codes, and the recovery codes.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::SecondFactor;
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, Input, Weight, actions, button, form, hidden, input, summary},
        lang,
    },
    form::Post,
    links::staff as links,
};

pub(super) fn view(tr: Tr, page: &SecondFactor) -> AnyView {
    let label = |input: &str| tr.input_label(input, &[FieldName::Code, FieldName::CurrentPassword]);
    let password = Field::labelled(tr, FieldName::CurrentPassword).hint(tr.t("second-factor-password-hint"));
    let back = (!page.required).then(|| links::account(tr.locale));
    let fields = view! {
        {hidden(FieldName::AuthenticatorSecret.form(), page.secret.clone())}
        <ol class="rows">
            <li class="row"><p>{tr.t("second-factor-step-app")}</p></li>
            <li class="row"><p>{tr.t("second-factor-step-scan")}</p>{qr_code(tr, page)}{by_hand(tr, page)}</li>
            <li class="row">
                <p>{tr.t("second-factor-step-code")}</p>
                {input(tr, &page.form, Field::labelled(tr, FieldName::Code), Input::Code)}
                {input(tr, &page.form, password, Input::Password("current-password"))}
            </li>
        </ol>
        {actions(tr, button(Weight::Main, "set", tr.t("second-factor-set")), back)}
    };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("second-factor-title")}</h1>
            <p class="lead">{tr.t("second-factor-lead")}</p>
            {page.required.then(|| view! { <p class="notice" role="status">{tr.t("second-factor-required")}</p> })}
            {page.passkeys_served.then(|| view! { <p><a href=links::own_new_passkey(tr.locale)>{tr.t("passkey-instead")}</a></p> })}
            {summary(tr, &page.form, label)}
            {form(Post { action: links::own_second_factor(tr.locale), ..Post::default() }, "set", fields)}
        </article>
    }
    .into_any()
}

/// The QR code. It is dark on light in every colour scheme, with the light margin that scanners need.
fn qr_code(tr: Tr, page: &SecondFactor) -> Option<AnyView> {
    let (width, path) = page.qr_code.clone()?;
    let side = width + 8;
    Some(
        view! {
            <svg class="square-code" role="img" aria-label=tr.t("second-factor-square") viewBox=format!("-4 -4 {side} {side}") width="220" height="220">
                <rect x="-4" y="-4" width=side height=side fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
        }
        .into_any(),
    )
}

fn by_hand(tr: Tr, page: &SecondFactor) -> AnyView {
    let grouped = page.secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    view! {
        <details>
            <summary>{tr.t("second-factor-by-hand")}</summary>
            <p>{tr.t("second-factor-secret")} {tr.t("colon")} " " <code>{lang::ltr(grouped)}</code></p>
            <p class="secret"><code>{lang::ltr(&page.uri)}</code></p>
        </details>
    }
    .into_any()
}

/// The recovery codes, shown once.
pub(super) fn codes(tr: Tr, codes: Vec<String>) -> AnyView {
    let all = codes.into_iter().map(|code| view! { <li><code>{lang::ltr(code)}</code></li> }).collect_view();
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("recovery-codes-title")}</h1>
            <p class="notice" role="status">{tr.t("recovery-codes-once")}</p>
            <p>{tr.t("recovery-codes-text")}</p>
            <ul class="codes card">{all}</ul>
            <p><a class="button" href=links::home(tr.locale)>{tr.t("recovery-codes-done")}</a></p>
        </article>
    }
    .into_any()
}
