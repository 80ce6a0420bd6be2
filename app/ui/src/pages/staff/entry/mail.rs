//! Stopping the daily mail by its unsubscribe link.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{
        form::{Weight, actions, button, form},
        lang,
    },
    form::Post,
    links,
};

pub(super) fn view(tr: Tr, address: &str, token: Option<&str>) -> AnyView {
    let body = match token {
        Some(token) => {
            let post = Post { action: links::board::stop_mail(tr.locale, token), ..Post::default() };
            form(post, "stop", actions(tr, button(Weight::Main, "stop", tr.t("notices-mail-stop")), None))
        }
        None => view! {
            <p role="status">{tr.t("stop-mail-done")}</p>
            <p><a href=links::board::notices(tr.locale)>{tr.t("notices-mail-start")}</a></p>
        }
        .into_any(),
    };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("notices-mail")}</h1>
            <p>{tr.t("stop-mail-to")} " " {lang::ltr(address)}</p>
            {body}
        </article>
    }
    .into_any()
}
