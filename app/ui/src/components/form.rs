//! The form components: every field of the staff's forms with its label, hint and error, and the form around them.
//!
//! A field takes its value and its error from the [`FormState`]. Its HTML id is `f-NAME`, to which the error summary links.
//! Fields are required unless they say that they are optional.

use jawab_domain::validation::Problem;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::text::text,
    form::{ACTION, FILLED_BY, FormProblem, FormState, IDEMPOTENCY_KEY, Post, VERSION},
    shell::staff::AccountCode,
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

/// The form. `main` is the action of the Enter key; the main button may be anywhere inside the form.
pub fn form(post: Post, main: &str, children: impl IntoView + 'static) -> AnyView {
    let enctype = post.files.then_some("multipart/form-data");
    let version = post.version.map(|version| hidden(VERSION, version.to_string()));
    let filled_by = use_context::<AccountCode>().map(|AccountCode(code)| hidden(FILLED_BY, code));
    view! {
        <form class="form" method="post" action=post.action enctype=enctype novalidate>
            // Browsers use the first submit button of a form for Enter, and the buttons that move rows come before the main one.
            <button class="visually-hidden" type="submit" name=ACTION value=main.to_owned() disabled=main.is_empty() tabindex="-1" aria-hidden="true"></button>
            {(!post.idempotency_key.is_empty()).then(|| hidden(IDEMPOTENCY_KEY, post.idempotency_key))}
            {version}
            {filled_by}
            {children}
        </form>
    }
    .into_any()
}

/// A hidden field.
pub fn hidden(name: &str, value: String) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value /> }.into_any()
}

/// The style of a button.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// The main action.
    #[default]
    Main,
    /// A secondary action.
    Other,
    /// An action that ends or hides something.
    Destructive,
}

impl Weight {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Main => "button",
            Self::Other => "button other",
            Self::Destructive => "button grave",
        }
    }
}

/// A button that submits the form with this action.
pub fn button(weight: Weight, what: &str, label: String) -> AnyView {
    view! { <button class=weight.class() type="submit" name=ACTION value=what.to_owned()>{label}</button> }.into_any()
}

/// A button that submits the form to another address.
pub fn button_to(weight: Weight, what: &str, to: String, label: String) -> AnyView {
    view! { <button class=weight.class() type="submit" name=ACTION value=what.to_owned() formaction=to>{label}</button> }.into_any()
}

/// The buttons at the end of a form, with a link to leave it.
pub fn actions(tr: Tr, buttons: impl IntoView + 'static, back: Option<String>) -> AnyView {
    let back = back.map(|href| view! { <a class="back" href=href>{tr.t("form-cancel")}</a> });
    view! { <div class="actions">{buttons}{back}</div> }.into_any()
}

/// A group of fields under a heading.
pub fn section(title: String, hint: Option<String>, children: impl IntoView + 'static) -> AnyView {
    let hint = hint.map(|hint| view! { <p class="hint">{hint}</p> });
    view! { <section class="form-section"><h2>{title}</h2>{hint}{children}</section> }.into_any()
}

/// The HTML id of a field.
pub(crate) fn id(name: &str) -> String {
    format!("f-{name}")
}

/// The value of `aria-describedby`: the ids of the field's hint and error, if it has them.
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
                {text(tr.locale, &problem.message(tr))}
            </p>
        }
    });
    (hint, error).into_any()
}

/// The CSS class of a field's block; different if the field has a problem.
pub(crate) fn block_class(name: &str, state: &FormState) -> &'static str {
    if state.problem(name).is_some() { "ask wrong" } else { "ask" }
}

/// The text of a label, with "optional" if it is. "Optional" is left out beside the problem that the field is missing, because
/// the requested action may need the field.
pub(crate) fn label_words(tr: Tr, state: &FormState, (name, label): (&str, &str), optional: bool) -> AnyView {
    let wanted = matches!(
        state.problem(name),
        Some(FormProblem::Invalid(Problem::Missing) | FormProblem::NothingChosen | FormProblem::NotChosen | FormProblem::NoLanguage)
    );
    let optional = (optional && !wanted).then(|| view! { " " <span class="optional">{tr.t("form-optional")}</span> });
    (label.to_owned(), optional).into_any()
}
