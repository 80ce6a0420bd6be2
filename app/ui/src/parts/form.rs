//! The form kit: every field of the staff's forms, its label, hint and error, and the form around them.
//!
//! A field takes its value and its error from the [`FormState`] and is called `f-NAME` in the page, so that the error summary leads
//! to it. Required fields are the rule; the optional ones say so in words.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    form::{DO, FormState, Post, Problem},
    parts::text::text,
};

pub mod bilingual;
pub mod choice;
pub mod date;
pub mod field;
pub mod picker;
pub mod rows;
pub mod summary;

pub use bilingual::{Bilingual, bilingual};
pub use choice::{Choice, checkboxes, radios, select};
pub use date::date;
pub use field::{Field, Input, file, input, textarea};
pub use picker::picker;
pub use rows::{Rows, repeated};
pub use summary::{summary, summary_with};

/// The form. `main` is the button that the Enter key means; it may stand anywhere inside.
pub fn form(post: Post, main: &str, children: impl IntoView + 'static) -> AnyView {
    let enctype = post.files.then_some("multipart/form-data");
    let version = post.version.map(|version| hidden("version", version.to_string()));
    view! {
        <form class="form" method="post" action=post.action enctype=enctype novalidate>
            // The first button of a form is the one that Enter presses, and buttons that move rows come before the last.
            <button class="visually-hidden" type="submit" name=DO value=main.to_owned() disabled=main.is_empty() tabindex="-1" aria-hidden="true"></button>
            {(!post.once.is_empty()).then(|| hidden("once", post.once))}
            {version}
            {children}
        </form>
    }
    .into_any()
}

/// A value that goes with a form unseen.
pub fn hidden(name: &str, value: String) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value /> }.into_any()
}

/// How a button looks: the one thing to do, another one, or one that cannot be undone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do.
    #[default]
    Main,
    /// Another one.
    Other,
    /// One that ends or hides something.
    Grave,
}

impl Weight {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Main => "button",
            Self::Other => "button other",
            Self::Grave => "button grave",
        }
    }
}

/// A button that sends the form, saying what for.
pub fn button(weight: Weight, what: &str, label: String) -> AnyView {
    view! { <button class=weight.class() type="submit" name=DO value=what.to_owned()>{label}</button> }.into_any()
}

/// A button that sends everything in the form elsewhere than its main ones do.
pub fn button_to(weight: Weight, what: &str, to: String, label: String) -> AnyView {
    view! { <button class=weight.class() type="submit" name=DO value=what.to_owned() formaction=to>{label}</button> }.into_any()
}

/// The buttons at the end of a form, with the way back without doing anything.
pub fn actions(tr: Tr, buttons: impl IntoView + 'static, back: Option<String>) -> AnyView {
    let back = back.map(|href| view! { <a class="back" href=href>{tr.t("form-cancel")}</a> });
    view! { <div class="actions">{buttons}{back}</div> }.into_any()
}

/// Fields that belong together, under a heading.
pub fn section(title: String, hint: Option<String>, children: impl IntoView + 'static) -> AnyView {
    let hint = hint.map(|hint| view! { <p class="hint">{hint}</p> });
    view! { <section class="form-section"><h2>{title}</h2>{hint}{children}</section> }.into_any()
}

/// The id of a field in the page.
pub(crate) fn id(name: &str) -> String {
    format!("f-{name}")
}

/// What `aria-describedby` of a field lists: its hint and its error, where it has them.
pub(crate) fn described_by(name: &str, hint: bool, state: &FormState) -> Option<String> {
    let hint = hint.then(|| format!("f-{name}-hint"));
    let error = state.problem(name).map(|_| format!("f-{name}-error"));
    let ids = hint.into_iter().chain(error).collect::<Vec<_>>();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The hint and the error of a field.
pub(crate) fn notes(tr: Tr, name: &str, hint: Option<&str>, state: &FormState) -> AnyView {
    let hint = hint.map(|hint| view! { <p class="hint" id=format!("f-{name}-hint")>{hint.to_owned()}</p> });
    let error = state.problem(name).map(|problem| {
        view! {
            <p class="problem" id=format!("f-{name}-error")>
                <span class="visually-hidden">{tr.t("problem-word")} {tr.t("colon")} " "</span>
                {text(tr.locale, &problem.words(tr))}
            </p>
        }
    });
    (hint, error).into_any()
}

/// The class of a field's block: marked where something is wrong with it.
pub(crate) fn block_class(name: &str, state: &FormState) -> &'static str {
    if state.problem(name).is_some() { "ask wrong" } else { "ask" }
}

/// A label's words, with "optional" where it is: not beside the complaint that it is missing, as what is asked for may need it.
pub(crate) fn label_words(tr: Tr, state: &FormState, (name, label): (&str, &str), optional: bool) -> AnyView {
    let wanted = matches!(state.problem(name), Some(Problem::Missing | Problem::NothingChosen | Problem::NotChosen | Problem::NoLanguage));
    let optional = (optional && !wanted).then(|| view! { " " <span class="optional">{tr.t("form-optional")}</span> });
    (label.to_owned(), optional).into_any()
}
