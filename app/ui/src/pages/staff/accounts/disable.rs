//! The confirmation page of disabling an account.

use leptos::prelude::*;

use super::{Disabling, edit, list};
use crate::{
    catalogue::Tr,
    components::{
        form::{Weight, actions, button, form, summary},
        lang,
    },
    form::{NO_ACTION, Post},
    links::staff as links,
};

pub(super) fn view(tr: Tr, page: &Disabling) -> AnyView {
    let row = &page.row;
    let back = links::account_of(tr.locale, &row.code);
    let act = if page.own {
        view! { <p class="notice">{tr.t("account-disable-own")}</p><p><a href=back>{tr.t("form-cancel")}</a></p> }.into_any()
    } else {
        let post = Post { action: links::account_step(tr.locale, &row.code, "disable"), ..Post::default() };
        let disable = actions(tr, button(Weight::Destructive, "disable", tr.t("account-disable")), Some(back));
        view! { <p>{tr.t("account-disable-hint")}</p>{edit::assigned(tr, page.assigned)}{form(post, NO_ACTION, disable)} }.into_any()
    };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("account-disable")}</h1>
            {summary(tr, &page.form, |_| String::new())}
            <div class="card">
                <b><bdi>{row.name.clone()}</bdi></b>
                <p class="meta">{list::state(tr, row.state)} <span>{list::mandate(tr, row)}</span> <span>{lang::ltr(&row.address)}</span></p>
            </div>
            {act}
        </article>
    }
    .into_any()
}
