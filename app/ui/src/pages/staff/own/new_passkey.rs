//! Adding a passkey.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::NewPasskey;
use crate::{
    catalogue::Tr,
    components::form::{Field, Input, actions, form, input, notes, summary},
    form::Post,
    links::staff as links,
    pages::staff::passkey::{ANSWER, PasskeyAsk, ask},
};

pub(super) fn view(tr: Tr, page: &NewPasskey) -> AnyView {
    let body = match &page.ask {
        Ok(ask) => fields(tr, page, ask),
        Err(why) => view! {
            {why.notice(tr)}
            <p><a href=links::account(tr.locale)>{tr.t("staff-account")}</a></p>
        }
        .into_any(),
    };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("passkey-add")}</h1>
            <p class="lead">{tr.t("passkey-add-lead")}</p>
            {summary(tr, &page.form, |input| tr.input_label(input, &FIELDS))}
            {body}
        </article>
    }
    .into_any()
}

/// The fields of the form.
const FIELDS: [FieldName; 3] = [FieldName::PasskeyName, FieldName::CurrentPassword, FieldName::Passkey];

fn fields(tr: Tr, page: &NewPasskey, asked: &PasskeyAsk) -> AnyView {
    let name = Field::labelled(tr, FieldName::PasskeyName).hint(tr.t("passkey-name-hint"));
    let password = Field::labelled(tr, FieldName::CurrentPassword).hint(tr.t("second-factor-password-hint"));
    let fields = view! {
        {input(tr, &page.form, name, Input::Text)}
        {input(tr, &page.form, password, Input::Password("current-password"))}
        {notes(tr, ANSWER, None, &page.form)}
        {actions(tr, ask(tr, asked, true, tr.t("passkey-add")), Some(links::account(tr.locale)))}
    };
    form(Post { action: links::own_new_passkey(tr.locale), ..Post::default() }, "add", fields)
}
