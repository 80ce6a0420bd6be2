//! A form that was sent when its session had ended: what was typed, to be taken up again. It is not sent by itself.

use leptos::prelude::*;

use super::{super::unkept::is_unseen, Kept};
use crate::{
    catalogue::Tr,
    form::Post,
    links::staff as links,
    parts::form::{Weight, actions, button, form, hidden},
};

pub(super) fn view(tr: Tr, kept: &Kept) -> AnyView {
    let unseen = |(name, value): &(String, String)| hidden(name, value.clone());
    // What is one word may be a choice's code, which says nothing to anybody.
    let typed = kept.fields.iter().filter(|(name, value)| !is_unseen(name) && value.trim().contains(char::is_whitespace));
    let typed: Vec<_> = typed.map(|(_, value)| view! { <li><span class="typed" dir="auto">{value.clone()}</span></li> }).collect();
    let typed = (!typed.is_empty()).then(|| {
        view! { <section class="card"><h2>{tr.t("resume-typed")}</h2> <ul class="bullets">{typed}</ul></section> }
    });
    let fields = view! {
        {kept.fields.iter().filter(|(name, _)| name != "do").map(unseen).collect_view()}
        {actions(tr, button(Weight::Main, "resume", tr.t("resume-button")), Some(links::home(tr.locale)))}
    };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("resume-title")}</h1>
            <p>{tr.t("resume-text")}</p>
            {form(Post { action: kept.action.clone(), ..Post::default() }, "resume", fields)}
            {typed}
        </article>
    }
    .into_any()
}
