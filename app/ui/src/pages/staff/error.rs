//! Something went wrong on the staff side: what, the way back to work, and what was typed, so that it is not lost.

use leptos::prelude::*;

use super::unkept::{self, Unkept};
use crate::{
    catalogue::Tr,
    links,
    pages::{ErrorPage, error::back_to_form},
    parts::lang,
};

pub(super) fn view(tr: Tr, page: &ErrorPage, typed: &[Unkept]) -> AnyView {
    let request = match page {
        ErrorPage::Internal { request_id } => {
            Some(view! { <p class="hint">{tr.t("error-request-id")} {tr.t("colon")} " " {lang::ltr(request_id)}</p> })
        }
        _ => None,
    };
    let board =
        (*page == ErrorPage::NoPart).then(|| view! { <li><a href=links::staff::board(tr.locale)>{tr.t("staff-menu-board")}</a></li> });
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
        {unkept::view(tr, typed)}
    }
    .into_any()
}
