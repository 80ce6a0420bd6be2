//! A form that was sent after the session had ended: its input, to be shown again in the form. It is not submitted automatically.

use leptos::prelude::*;

use super::{super::unsaved_fields::is_unseen, SavedForm};
use crate::{
    catalogue::Tr,
    components::form::{Weight, actions, button, form, hidden},
    form::Post,
    links::staff as links,
};

pub(super) fn view(tr: Tr, saved_form: &SavedForm) -> AnyView {
    let unseen = |(name, value): &(String, String)| hidden(name, value.clone());
    // A value without white space may be the code of a choice, which means nothing to readers.
    let typed = saved_form.fields.iter().filter(|(name, value)| !is_unseen(name) && value.trim().contains(char::is_whitespace));
    let typed: Vec<_> = typed.map(|(_, value)| view! { <li><span class="typed" dir="auto">{value.clone()}</span></li> }).collect();
    let typed = (!typed.is_empty()).then(|| {
        view! { <section class="card"><h2>{tr.t("resume-typed")}</h2> <ul class="bullets">{typed}</ul></section> }
    });
    let fields = view! {
        {saved_form.fields.iter().filter(|(name, _)| name != "do").map(unseen).collect_view()}
        {actions(tr, button(Weight::Main, "resume", tr.t("resume-button")), Some(links::home(tr.locale)))}
    };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("resume-title")}</h1>
            <p>{tr.t("resume-text")}</p>
            {form(Post { action: saved_form.action.clone(), ..Post::default() }, "resume", fields)}
            {typed}
        </article>
    }
    .into_any()
}
