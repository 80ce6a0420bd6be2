//! The end of a legislature: which questions lapse, seen before they do.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::{
    BACK, CONFIRM, LapsePage,
    asks::{Ask, Asker},
    edit::{Aside, EditForm, EditPage},
    frame::{carried, changed, head, lapsing, staying},
    legislatures, pending_lapse,
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, Weight, actions, button, form, hidden},
        lang,
    },
    form::SHOWN,
    links,
};

/// The form.
pub static FORM: EditForm = EditForm {
    register: None,
    shown_first: true,
    heading: |tr, _| tr.t("lapse-title"),
    lead: |tr| Some(tr.t("lapse-lead")),
    after: pending,
    ..EditForm::new(&legislatures::REGISTER, fields)
};

fn fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    vec![
        (Field::new(FieldName::Chamber.form(), tr.t("filter-chamber")), Ask::One(ask.chambers())),
        (Field::new(FieldName::Legislature.form(), tr.t("question-form-legislature")), Ask::Number),
        ask.day(FieldName::On, tr.t("lapse-on")),
        (Field::new(FieldName::Reason.form(), tr.t("step-reason")).hint(tr.t("lapse-reason-hint")), Ask::Lines),
    ]
}

fn pending(tr: Tr, page: &EditPage) -> Option<AnyView> {
    if let Aside::Lapses(all) = &page.aside { pending_lapse::list(tr, all) } else { None }
}

pub(super) fn view(tr: Tr, page: LapsePage) -> AnyView {
    let (deposited, transmitted, later) = page.counts;
    let total = deposited + transmitted;
    let legislature = tr.legislature(page.legislature);
    let stay = staying(tr, &page.stay, later);
    let later = (later > 0).then(|| view! { <li>{tr.ta("lapse-later", [("n", later.into())])}</li> });
    let go = (total > 0).then(|| button(Weight::Destructive, CONFIRM, tr.ta("lapse-ask", [("n", total.into())])));
    let buttons = (go, button(Weight::Other, BACK, tr.t("preview-back")));
    let print = hidden(SHOWN, total.to_string());
    let body = (print, carried(&page.state), actions(tr, buttons, Some(links::staff::lapse(tr.locale))));
    let trail = vec![(links::staff::lapse(tr.locale), tr.t("lapse-title"))];
    view! {
        {head(tr, trail, tr.t("lapse-title").into_any(), None)}
        {changed(tr, page.changed)}
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{tr.chamber(page.chamber)} {tr.t("comma")} " " {legislature} {tr.t("comma")} " " {lang::day(tr, page.on)}</h2>
            <ul class="bullets">
                <li>{tr.ta("lapse-transmitted", [("n", transmitted.into())])}</li>
                <li>{tr.ta("lapse-deposited", [("n", deposited.into())])}</li>
                {later}
            </ul>
            {(total > 0).then(|| view! { <p>{tr.t("lapse-ask-effect")}</p> })}
        </section>
        {lapsing(tr, &page.rows, total)}
        {stay}
        {form(page.post, BACK, body)}
    }
    .into_any()
}
