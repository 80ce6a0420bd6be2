//! Something went wrong on the staff side: what, and the way back to work.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    links,
    pages::{ErrorPage, error::back_to_form},
    parts::lang,
};

pub(super) fn view(tr: Tr, page: &ErrorPage) -> AnyView {
    let request = match page {
        ErrorPage::Internal { request_id } => {
            Some(view! { <p class="hint">{tr.t("error-request-id")} {tr.t("colon")} " " {lang::ltr(request_id)}</p> })
        }
        _ => None,
    };
    view! {
        <article class="prose error">
            <h1>{page.title(tr)}</h1>
            <p class="lead">{page.explanation(tr)}</p>
            {request}
            <h2>{tr.t("error-ways-on")}</h2>
            <ul class="bullets">
                {back_to_form(tr, page)}
                <li><a href=links::staff::home(tr.locale)>{tr.t("staff-home")}</a></li>
                <li><a href=links::home(tr.locale)>{tr.t("error-home")}</a></li>
            </ul>
        </article>
    }
    .into_any()
}
