//! Signing in, in one or two steps.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::{ELSEWHERE, SavedForm, SecondStep, SignIn};
use crate::{
    catalogue::Tr,
    components::form::{Field, Input, Weight, actions, button, form, hidden, input},
    form::{FormProblem, Post},
    links::staff as links,
    pages::staff::passkey::ask,
};

/// Address and password. If the waiting form was filled by another account, the user who has signed in can go on without it.
pub(super) fn view(tr: Tr, page: &SignIn) -> AnyView {
    let of_another = page.form.problem("") == Some(&FormProblem::FilledByAnother);
    let waiting = page.saved_form.as_ref().filter(|_| !of_another);
    let go_on = of_another.then(|| view! { <p><a class="button other" href=links::home(tr.locale)>{tr.t("sign-in-go-on")}</a></p> });
    let fields = view! {
        {carried(page)}
        {input(tr, &page.form, Field::labelled(tr, FieldName::Address), Input::Mail)}
        {input(tr, &page.form, Field::new(FieldName::Password.form(), tr.t("sign-in-password")), Input::Password("current-password"))}
        {actions(tr, button(Weight::Main, "sign-in", tr.t("sign-in-button")), None)}
        {elsewhere(tr, waiting)}
    };
    let post = Post { action: links::sign_in(tr.locale), ..Post::default() };
    view! {
        <article class="narrow-form stack">
            <h1>{tr.t("sign-in-title")}</h1>
            {ended(tr, waiting)}
            {refusal(tr, page)}
            {go_on}
            {form(post, "sign-in", fields)}
            <p class="hint">{tr.t("sign-in-help")}</p>
        </article>
    }
    .into_any()
}

/// The title of the second step.
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
        Field::labelled(tr, FieldName::Code).hint(tr.t("sign-in-code-hint"))
    } else {
        Field::new(FieldName::Code.form(), tr.t("sign-in-recovery-code")).hint(tr.t("sign-in-recovery-code-hint"))
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

/// Why signing in failed. The usual error summary says that nothing was saved, which does not apply here.
fn refusal(tr: Tr, page: &SignIn) -> Option<AnyView> {
    let (_, problem) = page.form.problems().first()?;
    Some(view! { <div class="error-summary" role="alert" tabindex="-1"><p>{problem.message(tr)}</p></div> }.into_any())
}

/// Hidden fields: the address to continue to, and the waiting form.
fn carried(page: &SignIn) -> AnyView {
    let then = (!page.then.is_empty()).then(|| hidden("then", page.then.clone()));
    let saved_form = page.saved_form.as_ref().map(|form| (hidden("kept-to", form.action.clone()), hidden("kept", form.packed.clone())));
    (then, saved_form).into_any()
}

/// The button for users who signed in again in another tab or by a link: it shows their waiting form.
fn elsewhere(tr: Tr, saved_form: Option<&SavedForm>) -> Option<AnyView> {
    saved_form.map(|_| {
        let button = button(Weight::Other, ELSEWHERE, tr.t("sign-in-elsewhere-button"));
        view! { <div class="ask"><p class="hint">{tr.t("sign-in-elsewhere")}</p> {button}</div> }.into_any()
    })
}

fn ended(tr: Tr, saved_form: Option<&SavedForm>) -> Option<AnyView> {
    saved_form.map(|_| view! { <p class="notice" role="status">{tr.t("sign-in-ended")}</p> }.into_any())
}
