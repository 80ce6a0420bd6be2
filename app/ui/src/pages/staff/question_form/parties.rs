//! The authors and the ministries.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::{super::QuestionStep, QuestionFormPage, Referral};
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, block_class, described_by, hidden, id, notes, picker, section},
        lang,
    },
    links,
};

/// The pickers; of a transmitted question the ministries as they are.
pub(super) fn view(tr: Tr, page: &QuestionFormPage) -> AnyView {
    let field = |name: FieldName, hint: String| Field::labelled(tr, name).hint(hint);
    let authors = picker(tr, &page.state, field(FieldName::Authors, tr.t("question-form-authors-hint")), &page.authors);
    let ministries = match page.referral {
        Referral::Intended => {
            // A deposit may leave open whom the question goes to, a transmission and a publication may not.
            let field = field(FieldName::Ministries, tr.t("question-form-ministries-hint")).optional();
            picker(tr, &page.state, field, &page.ministries)
        }
        Referral::Open | Referral::Over => referred(tr, page),
    };
    section(tr.t("question-form-parties"), None, (authors, ministries))
}

/// The ministries of a transmitted question, as they are, with links to the steps that change them.
fn referred(tr: Tr, page: &QuestionFormPage) -> AnyView {
    let (name, state) = (FieldName::Ministries.form(), &page.state);
    let picked: Vec<_> = page.ministries.picks.iter().filter(|pick| state.has(name, &pick.value)).collect();
    let names = lang::joined(tr, picked.iter().map(|pick| lang::name(tr, &pick.name)));
    let carried = picked.iter().map(|pick| hidden(name, pick.value.clone())).collect_view();
    let code = page.code.as_ref().filter(|_| page.referral == Referral::Open);
    let steps = code.map(|code| {
        let link = |step: QuestionStep| {
            let to = links::staff::question_step(tr.locale, code, step.code());
            view! { <li><a href=to>{step.label(tr)}</a></li> }
        };
        view! { <ul class="bullets">{[QuestionStep::Transfer, QuestionStep::AddMinistry].into_iter().map(link).collect_view()}</ul> }
    });
    let hint = tr.t("question-form-ministries-fixed");
    view! {
        <fieldset class=block_class(name, state) id=id(name) tabindex="-1" aria-describedby=described_by(name, true, state)>
            <legend>{tr.field(FieldName::Ministries)}</legend>
            {notes(tr, name, Some(&hint), state)}
            <p><b>{names}</b></p>
            {steps}
            {carried}
        </fieldset>
    }
    .into_any()
}
