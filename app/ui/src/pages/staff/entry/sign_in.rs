//! Signing in, in one step or two.

use leptos::prelude::*;

use super::{ELSEWHERE, Kept, SecondStep, SignIn};
use crate::{
    catalogue::Tr,
    form::Post,
    links::staff as links,
    pages::staff::passkey::ask,
    parts::form::{Field, Input, Weight, actions, button, form, hidden, input},
};

/// Address and password.
pub(super) fn view(tr: Tr, page: &SignIn) -> AnyView {
    let fields = view! {
        {carried(page)}
        {input(tr, &page.form, Field::new("address", tr.t("sign-in-address")), Input::Mail)}
        {input(tr, &page.form, Field::new("password", tr.t("sign-in-password")), Input::Password("current-password"))}
        {actions(tr, button(Weight::Main, "sign-in", tr.t("sign-in-button")), None)}
        {elsewhere(tr, page.kept.as_ref())}
    };
    let post = Post { action: links::sign_in(tr.locale), ..Post::default() };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("sign-in-title")}</h1>
            {ended(tr, page.kept.as_ref())}
            {refusal(tr, page)}
            {form(post, "sign-in", fields)}
            <p class="hint">{tr.t("sign-in-help")}</p>
        </article>
    }
    .into_any()
}

/// What the second step is called.
pub(super) fn step_title(tr: Tr, page: &SecondStep) -> String {
    if matches!(page.passkey, Some(Ok(_))) { tr.t("sign-in-step-title") } else { tr.t("sign-in-code-title") }
}

/// The second step.
pub(super) fn code_view(tr: Tr, page: &SecondStep) -> AnyView {
    let post = || Post { action: links::sign_in_code(tr.locale), ..Post::default() };
    let passkey = page.passkey.as_ref().map(|asked| match asked {
        Ok(asked) => {
            let fields = view! { {carried(&page.way)}{ask(tr, asked, false, tr.t("sign-in-passkey"))} };
            view! { {form(post(), "passkey", fields)}<h2>{tr.t("sign-in-by-code")}</h2> }.into_any()
        }
        Err(why) => why.notice(tr),
    });
    let code = if page.codes {
        Field::new("code", tr.t("sign-in-code")).hint(tr.t("sign-in-code-hint"))
    } else {
        Field::new("code", tr.t("sign-in-recovery-code")).hint(tr.t("sign-in-recovery-code-hint"))
    };
    let fields = view! {
        {carried(&page.way)}
        {input(tr, &page.way.form, code, Input::Code)}
        {actions(tr, button(Weight::Main, "sign-in", tr.t("sign-in-button")), Some(links::sign_in(tr.locale)))}
    };
    view! {
        <article class="narrow-form stack">
            <h1>{step_title(tr, page)}</h1>
            {refusal(tr, &page.way)}
            {passkey}
            {form(post(), "sign-in", fields)}
        </article>
    }
    .into_any()
}

/// Why nobody is in. Nothing was to be saved here, so it is not the summary of other forms.
fn refusal(tr: Tr, page: &SignIn) -> Option<AnyView> {
    let (_, problem) = page.form.problems().first()?;
    Some(view! { <div class="error-summary" role="alert" tabindex="-1"><p>{problem.words(tr)}</p></div> }.into_any())
}

/// Where to go on to, and what was typed before.
fn carried(page: &SignIn) -> AnyView {
    let then = (!page.then.is_empty()).then(|| hidden("then", page.then.clone()));
    let kept = page.kept.as_ref().map(|kept| (hidden("kept-to", kept.action.clone()), hidden("kept", kept.packed.clone())));
    (then, kept).into_any()
}

/// For whoever has signed in again in another tab, or by a link: the form that waits is theirs at one press.
fn elsewhere(tr: Tr, kept: Option<&Kept>) -> Option<AnyView> {
    kept.map(|_| {
        let button = button(Weight::Other, ELSEWHERE, tr.t("sign-in-elsewhere-button"));
        view! { <div class="ask"><p class="hint">{tr.t("sign-in-elsewhere")}</p> {button}</div> }.into_any()
    })
}

fn ended(tr: Tr, kept: Option<&Kept>) -> Option<AnyView> {
    kept.map(|_| view! { <p class="notice" role="status">{tr.t("sign-in-ended")}</p> }.into_any())
}
