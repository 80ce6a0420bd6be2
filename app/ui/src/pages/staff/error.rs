//! An error in the staff area: what happened, a link back to work, and the input, so that it is not lost.

use leptos::prelude::*;

use super::unsaved_fields::{self, UnsavedField};
use crate::{
    catalogue::Tr,
    components::lang,
    links,
    pages::{ErrorPage, error::back_to_form},
};

pub(super) fn view(tr: Tr, page: &ErrorPage, typed: &[UnsavedField]) -> AnyView {
    let request = match page {
        ErrorPage::Internal { request_id } => {
            Some(view! { <p class="hint">{tr.t("error-request-id")} {tr.t("colon")} " " {lang::ltr(request_id)}</p> })
        }
        _ => None,
    };
    let board = (*page == ErrorPage::NotWithMinistry)
        .then(|| view! { <li><a href=links::staff::board(tr.locale)>{tr.t("staff-menu-board")}</a></li> });
    let second_factor = (*page == ErrorPage::NoSecondFactor)
        .then(|| view! { <li><a href=links::staff::own_second_factor(tr.locale)>{tr.t("second-factor-title")}</a></li> });
    view! {
        <article class="prose error">
            <h1>{page.title(tr)}</h1>
            <p class="lead">{page.explanation(tr)}</p>
            {request}
            <h2>{tr.t("error-ways-on")}</h2>
            <ul class="bullets">
                {back_to_form(tr, page)}
                {board}
                {second_factor}
                <li><a href=links::staff::home(tr.locale)>{tr.t("staff-home")}</a></li>
                <li><a href=links::home(tr.locale)>{tr.t("error-home")}</a></li>
            </ul>
        </article>
        {unsaved_fields::view(tr, typed)}
    }
    .into_any()
}
