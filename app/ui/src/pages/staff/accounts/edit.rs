//! The form of an account.

use jawab_domain::{Chamber, Locale, access::Role, field::FieldName};
use leptos::prelude::*;

use super::{AccountEdit, AccountRow, AccountState, list};
use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field, Input, Weight, actions, button, checkboxes, form, input, radios, section, select, summary},
        lang,
    },
    form::Post,
    links::staff as links,
};

pub(super) fn view(tr: Tr, page: &AccountEdit) -> AnyView {
    let action = page.existing.as_ref().map_or_else(|| links::new_account(tr.locale), |row| links::account_of(tr.locale, &row.code));
    let conflict = page.conflict.then(|| view! { <p class="notice" role="alert">{tr.t("account-conflict")}</p> });
    view! {
        <div class="stack narrow-form">
            <h1>{heading(tr, page.existing.as_ref())}</h1>
            {page.existing.as_ref().map(|row| now(tr, row))}
            {conflict}
            {summary(tr, &page.form, |input| tr.input_label(input, &FIELDS))}
            {form(Post { action, version: page.version, ..Post::default() }, "save", fields(tr, page))}
            {page.existing.as_ref().map(|row| steps(tr, row, page.own))}
        </div>
    }
    .into_any()
}

fn heading(tr: Tr, existing: Option<&AccountRow>) -> AnyView {
    match existing {
        Some(row) => view! { <bdi>{row.name.clone()}</bdi> }.into_any(),
        None => tr.t("account-invite").into_any(),
    }
}

/// The saved account.
fn now(tr: Tr, row: &AccountRow) -> AnyView {
    view! {
        <p class="meta">{list::state(tr, row.state)} <span>{list::mandate(tr, row)}</span> <span>{lang::ltr(&row.address)}</span></p>
    }
    .into_any()
}

/// The fields that can have a problem.
const FIELDS: [FieldName; 5] =
    [FieldName::Address, FieldName::AccountName, FieldName::AccountRole, FieldName::AccountChamber, FieldName::AccountMinistries];

fn fields(tr: Tr, page: &AccountEdit) -> AnyView {
    let state = &page.form;
    let address = page
        .existing
        .is_none()
        .then(|| input(tr, state, Field::labelled(tr, FieldName::Address).hint(tr.t("account-address-hint")), Input::Mail));
    let roles = Role::ALL.iter().map(|role| Choice::new(role.code(), tr.staff_role(*role)).hint(role_hint(tr, *role))).collect();
    let chambers = Chamber::ALL.iter().map(|chamber| Choice::new(chamber.code(), tr.chamber(*chamber))).collect();
    let ministries = page.ministries.iter().map(|of| Choice::new(of.value.clone(), tr.plain(&of.name))).collect();
    let locales = Locale::ALL.iter().map(|locale| Choice::new(locale.code(), locale.own_name())).collect();
    let save = if page.existing.is_some() { tr.t("account-save") } else { tr.t("account-invite-button") };
    let person = view! {
        {address}
        {input(tr, state, Field::labelled(tr, FieldName::AccountName), Input::Text)}
        {select(tr, state, Field::labelled(tr, FieldName::Language), None, locales)}
    };
    let mandate = view! {
        {assigned(tr, page.assigned)}
        {radios(tr, state, Field::labelled(tr, FieldName::AccountRole), roles)}
        {radios(tr, state, Field::labelled(tr, FieldName::AccountChamber).hint(tr.t("account-chamber-hint")).optional(), chambers)}
        {checkboxes(tr, state, Field::labelled(tr, FieldName::AccountMinistries).hint(tr.t("account-ministries-hint")).optional(), ministries)}
    };
    let hint = page.existing.is_some().then(|| tr.t("account-change-hint"));
    view! {
        {section(tr.t("account-person"), None, person)}
        {section(tr.t("account-mandate"), hint, mandate)}
        {actions(tr, button(Weight::Main, "save", save), Some(links::accounts(tr.locale)))}
    }
    .into_any()
}

/// What is assigned to the holder, who may not be able to do it afterwards. It stays assigned.
pub(super) fn assigned(tr: Tr, n: u64) -> Option<AnyView> {
    (n > 0).then(|| view! { <p class="notice">{tr.ta("account-assigned", [("n", n.into())])}</p> }.into_any())
}

fn role_hint(tr: Tr, role: Role) -> String {
    match role {
        Role::Administrator => tr.t("role-administrator-hint"),
        Role::Clerk => tr.t("role-clerk-hint"),
        Role::MinistryAgent => tr.t("role-agent-hint"),
    }
}

/// The other actions on an account, each with its own form.
fn steps(tr: Tr, row: &AccountRow, own: bool) -> AnyView {
    let step = |step: &str, weight: Weight, label: String, hint: String| {
        let post = Post { action: links::account_step(tr.locale, &row.code, step), ..Post::default() };
        view! { <p class="hint">{hint}</p>{form(post, step, actions(tr, button(weight, step, label), None))} }.into_any()
    };
    let all = if row.state == AccountState::Disabled {
        step("enable", Weight::Other, tr.t("account-enable"), tr.t("account-enable-hint"))
    } else {
        let link = if row.state == AccountState::Invited { tr.t("account-link-invitation") } else { tr.t("account-link-password") };
        let hint = if row.state == AccountState::Invited { tr.t("link-made-invitation") } else { tr.t("account-link-hint") };
        let end = (row.state == AccountState::Working)
            .then(|| step("end-sessions", Weight::Other, tr.t("account-end-sessions"), tr.t("account-end-sessions-hint")));
        let disable = if own {
            view! { <p class="hint">{tr.t("account-disable-own")}</p> }.into_any()
        } else {
            let to = links::account_step(tr.locale, &row.code, "disable");
            view! {
                <p class="hint">{tr.t("account-disable-hint")}</p>
                <p class="actions"><a class="button grave" href=to>{tr.t("account-disable")}</a></p>
            }
            .into_any()
        };
        (step("link", Weight::Other, link, hint), end, factor(tr, row), disable).into_any()
    };
    section(tr.t("account-steps"), None, all)
}

/// Removing a lost second factor: one administrator requests it, another confirms.
fn factor(tr: Tr, row: &AccountRow) -> Option<AnyView> {
    let post = |step: &str| Post { action: links::account_step(tr.locale, &row.code, step), ..Post::default() };
    let ask = |step: &'static str, weight: Weight, label: String| form(post(step), step, actions(tr, button(weight, step, label), None));
    let Some(removal) = &row.removal else {
        let hint = tr.t("factor-removal-hint");
        return row.second_factor.then(|| {
            view! { <p class="hint">{hint}</p>{ask("ask-factor-removal", Weight::Other, tr.t("factor-removal-ask"))} }.into_any()
        });
    };
    let asked = view! {
        <p class="notice">
            {tr.t("factor-removal-asked-by")} " " <b><bdi>{removal.asked_by.clone()}</bdi></b> " · " {lang::instant(tr, removal.asked_at)} " · "
            {tr.t("factor-removal-until")} " " {lang::instant(tr, removal.waits_until)}
        </p>
    };
    let confirm = if removal.may_confirm {
        ask("confirm-factor-removal", Weight::Destructive, tr.t("factor-removal-confirm"))
    } else {
        view! { <p class="hint">{tr.t("factor-removal-not-you")}</p> }.into_any()
    };
    Some((asked, confirm, ask("drop-factor-removal", Weight::Other, tr.t("factor-removal-drop"))).into_any())
}
