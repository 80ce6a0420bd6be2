//! What a ministry becomes.

use chrono::NaiveDate;
use jawab_domain::people::Succession;

use super::{CONFIRM, ministries, prelude::*};
use crate::{components::form::hidden, form::SHOWN};

/// What a succession does.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessionEffect {
    /// How many questions are open.
    pub open: u64,
    /// Where they go; none: they stay.
    pub to: Option<PerLocale<String>>,
    /// The day on which the ministry is no more, if it ends.
    pub ends: Option<NaiveDate>,
    /// What is shown, so that nothing else is done.
    pub shown: String,
}

/// The form.
pub static FORM: EditForm = EditForm {
    below: true,
    shown_first: true,
    heading: |tr, _| tr.t("succession-title"),
    lead: |tr| Some(tr.t("succession-lead")),
    grave: |tr, page| matches!(page.aside, Aside::Succession(_)).then(|| (CONFIRM, tr.t("succession-confirm"))),
    before: effect,
    ..EditForm::new(&ministries::REGISTER, fields)
};

fn fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    let kind = |kind: &Succession| {
        let hint = match kind {
            Succession::Merged => tr.t("succession-merged-hint"),
            Succession::Split => tr.t("succession-split-hint"),
            Succession::Replaced => tr.t("succession-replaced-hint"),
        };
        Choice::new(kind.code(), tr.succession(*kind)).hint(hint)
    };
    vec![
        (Field::new(FieldName::SuccessionKind.form(), tr.t("succession-kind")), Ask::One(Succession::ALL.iter().map(kind).collect())),
        (
            Field::new(FieldName::Successors.form(), tr.t("succession-successors")).hint(tr.t("succession-successors-hint")),
            Ask::Some(ask.picks()),
        ),
        ask.day(FieldName::On, tr.t("succession-on")),
        (
            Field::new(FieldName::OpenTo.form(), tr.t("succession-open")).hint(tr.t("succession-open-hint")),
            Ask::Of(Some(tr.t("succession-open-stay")), ask.picks()),
        ),
        (
            Field::new(FieldName::SuccessionEnds.form(), tr.t("succession-ends")).hint(tr.t("succession-ends-hint")).optional(),
            Ask::yes(tr.t("succession-ends-yes")),
        ),
        (Field::new(FieldName::Reason.form(), tr.t("step-reason")).hint(tr.t("succession-reason-hint")), Ask::Lines),
    ]
}

/// What the form would do, to be confirmed.
fn effect(tr: Tr, page: &EditPage) -> Option<AnyView> {
    let Aside::Succession(of) = &page.aside else { return None };
    let n = [("n", of.open.into())];
    let questions = match &of.to {
        Some(to) => view! { {tr.ta("succession-moves", n)} " " <b>{lang::name(tr, to)}</b> }.into_any(),
        None => tr.ta("succession-stay", n).into_any(),
    };
    let ends = of.ends.map(|on| view! { <li>{tr.ta("succession-ended", [("date", tr.date(on).into())])}</li> });
    let effect = view! {
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{tr.t("step-effect")}</h2>
            <ul class="bullets"><li>{questions}</li>{ends}</ul>
            <p class="hint">{tr.t("confirm-not-yet")}</p>
        </section>
        {hidden(SHOWN, of.shown.clone())}
    };
    Some(effect.into_any())
}
