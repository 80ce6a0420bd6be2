//! The overview of the user's own account, and the password form.

use jawab_domain::{Locale, field::FieldName};
use leptos::prelude::*;

use super::{OwnAccount, SessionRow, passkeys};
use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field, Input, Weight, actions, button, form, input, section, select, summary},
        lang,
    },
    form::{FormState, NO_ACTION, Post},
    links::staff as links,
    pages::staff::entry,
};

pub(super) fn view(tr: Tr, page: &OwnAccount) -> AnyView {
    view! {
        <div class="stack narrow-form">
            <h1>{tr.t("staff-account")}</h1>
            {summary(tr, &page.form, |input| tr.input_label(input, &FIELDS))}
            <section class="card">
                <dl class="facts">
                    <div><dt>{tr.t("account-name")}</dt><dd><bdi>{page.name.clone()}</bdi></dd></div>
                    <div><dt>{tr.t("sign-in-address")}</dt><dd>{lang::ltr(&page.address)}</dd></div>
                    <div><dt>{tr.t("account-role")}</dt><dd>{tr.staff_role(page.role)}</dd></div>
                </dl>
            </section>
            {language(tr, page.locale)}
            {if page.has_password { secrets(tr, page) } else { view! { <p class="notice">{tr.t("account-no-password")}</p> }.into_any() }}
            {sessions(tr, page)}
        </div>
    }
    .into_any()
}

/// The fields that can have a problem.
const FIELDS: [FieldName; 4] = [FieldName::CurrentPassword, FieldName::SessionPassword, FieldName::Password, FieldName::PasswordAgain];

fn language(tr: Tr, locale: Locale) -> AnyView {
    let mut state = FormState::default();
    state.set(FieldName::Language.form(), locale.code());
    let choices = Locale::ALL.iter().map(|locale| Choice::new(locale.code(), locale.own_name())).collect();
    let field = Field::labelled(tr, FieldName::Language).hint(tr.t("account-language-hint"));
    let save = actions(tr, button(Weight::Other, "save", tr.t("account-save")), None);
    let post = Post { action: links::own_language(tr.locale), ..Post::default() };
    form(post, "save", view! { <section class="form-section">{select(tr, &state, field, None, choices)}{save}</section> })
}

fn secrets(tr: Tr, page: &OwnAccount) -> AnyView {
    let state = match page.second_factor {
        Some(left) => view! {
            <p>{tr.t("second-factor-on")} " " {tr.ta("recovery-codes-left", [("n", left.count.into())])}</p>
            {left.short.then(|| view! { <p class="notice">{tr.t("recovery-codes-short")}</p> })}
            <p><a href=links::own_second_factor(tr.locale)>{codes_link(tr, page)}</a></p>
            {with_password(tr, page)}
        }
        .into_any(),
        None => view! {
            <p>{if page.second_factor_stays { tr.t("second-factor-off-required") } else { tr.t("second-factor-off") }}</p>
            <p><a class="button other" href=links::own_second_factor(tr.locale)>{codes_link(tr, page)}</a></p>
        }
        .into_any(),
    };
    view! {
        <section class="card stack">
            <h2>{tr.t("sign-in-password")}</h2>
            <p><a href=links::own_password(tr.locale)>{tr.t("password-change")}</a></p>
        </section>
        <section class="card stack"><h2>{tr.t("second-factor-title")}</h2>{state}</section>
        {passkeys::view(tr, page)}
    }
    .into_any()
}

/// The label of the link to one-time codes.
fn codes_link(tr: Tr, page: &OwnAccount) -> String {
    match (page.one_time_codes, page.second_factor) {
        (true, _) => tr.t("second-factor-replace"),
        (false, Some(_)) => tr.t("second-factor-codes-too"),
        (false, None) => tr.t("second-factor-set"),
    }
}

/// Actions on the second factor that need the password.
fn with_password(tr: Tr, page: &OwnAccount) -> AnyView {
    let remove = (page.one_time_codes && !page.keeps_last()).then(|| {
        let to = links::own_second_factor_step(tr.locale, "remove");
        let label = if page.passkeys.is_empty() { tr.t("second-factor-remove") } else { tr.t("second-factor-codes-remove") };
        view! { <button class="button grave" type="submit" name="do" value="remove" formaction=to>{label}</button> }
    });
    let post = Post { action: links::own_second_factor_step(tr.locale, "recovery-codes"), ..Post::default() };
    let buttons = (button(Weight::Other, "codes", tr.t("recovery-codes-new")), remove);
    let field = Field::labelled(tr, FieldName::CurrentPassword);
    form(post, NO_ACTION, view! { {input(tr, &page.form, field, Input::Password("current-password"))}{actions(tr, buttons, None)} })
}

/// The form of a new password.
pub(super) fn password(tr: Tr, state: &FormState) -> AnyView {
    let fields = view! {
        {input(tr, state, Field::labelled(tr, FieldName::CurrentPassword), Input::Password("current-password"))}
        {entry::new_password(tr, state)}
        {actions(tr, button(Weight::Main, "save", tr.t("password-change")), Some(links::account(tr.locale)))}
    };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("password-change")}</h1>
            <p>{tr.t("password-change-text")}</p>
            {summary(tr, state, |input| tr.input_label(input, &FIELDS))}
            {form(Post { action: links::own_password(tr.locale), ..Post::default() }, "save", fields)}
        </article>
    }
    .into_any()
}

/// The sessions. Ending them needs the password, so that the thief of one session cannot end the others.
fn sessions(tr: Tr, page: &OwnAccount) -> AnyView {
    let post = Post { action: links::own_sessions_end(tr.locale), ..Post::default() };
    let rows = page.sessions.iter().map(|row| one_session(tr, row)).collect_view();
    let password = page.has_password.then(|| {
        let field = Field::labelled(tr, FieldName::SessionPassword).hint(tr.t("sessions-password-hint"));
        input(tr, &page.form, field, Input::Password("current-password"))
    });
    let end = actions(tr, button(Weight::Destructive, "end", tr.t("sessions-end-all")), None);
    let fields = view! { {password}<ul class="list">{rows}</ul>{end} };
    section(tr.t("sessions-title"), Some(tr.t("sessions-text")), form(post, NO_ACTION, fields))
}

fn one_session(tr: Tr, row: &SessionRow) -> AnyView {
    let browser = if row.browser.is_empty() { tr.t("session-browser-unknown").into_any() } else { lang::ltr(&row.browser) };
    let name = row.browser.clone();
    let end = if row.here {
        view! { <span class="tag green">{tr.t("session-here")}</span> }.into_any()
    } else {
        view! {
            <button class="quiet" type="submit" formaction=links::own_session_end(tr.locale, row.id)>
                {tr.t("session-end")} <span class="visually-hidden">" " <bdi>{name}</bdi></span>
            </button>
        }
        .into_any()
    };
    view! {
        <li class="item">
            <b>{browser}</b>
            <p class="meta">
                <span>{tr.t("session-started")} " " {lang::instant(tr, row.started)}</span>
                <span>{tr.t("session-seen")} " " {lang::instant(tr, row.last_seen)}</span>
            </p>
            {end}
        </li>
    }
    .into_any()
}
