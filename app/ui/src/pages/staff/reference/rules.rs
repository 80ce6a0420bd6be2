//! Versions of the deadline rule.

use jawab_domain::{DeadlineRule, deadline::Counting};

use super::prelude::*;
use crate::components::deadline::{rule_period, rule_sentence};

/// The register.
pub static REGISTER: Register =
    Register::new("rules", |tr| tr.t("register-rules"), |tr| tr.t("register-rules-lead"), |tr| tr.t("rule-new"));

/// The form of an entry.
pub static FORM: EditForm = EditForm { shown_first: true, lead: |tr| Some(tr.t("rule-form-lead")), ..EditForm::new(&REGISTER, fields) };

/// The form that corrects a version by another in its place: its Chambers and its days stay.
pub static CORRECTION: EditForm = EditForm {
    shown_first: true,
    heading: |tr, page| tr.ta("rule-correct", [("version", page.item.clone().into())]),
    lead: |tr| Some(tr.t("rule-correct-lead")),
    before: applies,
    ..EditForm::new(&REGISTER, how_it_counts)
};

/// A version of the rule, and the one that corrects it.
#[derive(Debug)]
pub struct Rule(pub DeadlineRule, pub Option<i32>);

impl Listed for Rule {
    fn row(&self, tr: Tr) -> (AnyView, AnyView) {
        let Self(rule, corrected_by) = self;
        let chamber = rule.chamber.map_or_else(|| tr.t("rule-both-chambers"), |chamber| tr.chamber(chamber));
        let title = tr.ta("rule-version", [("version", rule.version.into())]);
        let (title, note) = match corrected_by {
            Some(by) => (title.into_any(), Some(corrected(tr, *by))),
            None => {
                let correct = links::register_item(tr.locale, REGISTER.code, &rule.version.to_string());
                (view! { <a href=correct>{title}</a> }.into_any(), None)
            }
        };
        let meta = view! {
            {note.map(|note| view! { <b>{note}</b> " " })}
            <span>{chamber}</span> " " <span>{rule_period(tr, rule.validity)}</span> " " <span>{rule_sentence(tr, rule)}</span>
            " " <span>{tr.t("source")} {tr.t("colon")} " " {lang::name(tr, &rule.source)}</span>
        };
        (view! { <h2 class="item-title">{title}</h2> }.into_any(), meta.into_any())
    }
}

/// That a version was corrected.
fn corrected(tr: Tr, by: i32) -> String {
    tr.ta("rule-corrected", [("version", by.to_string().into())])
}

/// The Chambers and the days of the version that is corrected.
fn applies(tr: Tr, page: &EditPage) -> Option<AnyView> {
    let Aside::Version(chamber, days) = page.aside else { return None };
    let chamber = chamber.map_or_else(|| tr.t("rule-both-chambers"), |chamber| tr.chamber(chamber));
    Some(view! { <p>{chamber} {tr.t("comma")} " " {rule_period(tr, days)}</p> }.into_any())
}

fn fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    let mut all = vec![
        (
            Field::new(FieldName::Chamber.form(), tr.t("filter-chamber")).hint(tr.t("rule-chamber-hint")),
            Ask::Of(Some(tr.t("rule-both-chambers")), ask.chambers()),
        ),
        (Field::new(FieldName::ValidFrom.form(), tr.t("rule-from")).hint(tr.t("rule-from-hint")), Ask::Day),
    ];
    all.extend(how_it_counts(ask));
    all
}

fn how_it_counts(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    let counting = |counting: &Counting| match counting {
        Counting::Calendar => Choice::new(counting.code(), tr.t("counting-calendar")),
        Counting::Working => Choice::new(counting.code(), tr.t("counting-working")),
    };
    let weekdays = (1..=7).map(|n: u32| Choice::new(n.to_string(), weekday(tr, n))).collect();
    vec![
        (Field::new(FieldName::Days.form(), tr.t("rule-days")), Ask::Number),
        (Field::new(FieldName::Counting.form(), tr.t("rule-counting")), Ask::One(Counting::ALL.iter().map(counting).collect())),
        (Field::new(FieldName::Weekend.form(), tr.t("rule-weekend")).optional(), Ask::Some(weekdays)),
        (Field::new(FieldName::Roll.form(), tr.t("rule-roll")).optional(), Ask::yes(tr.t("rule-rolls"))),
        (Field::new(FieldName::Restarts.form(), tr.t("rule-transfer")).optional(), Ask::yes(tr.t("rule-restarts"))),
        (Field::new(FieldName::Source.form(), tr.t("rule-source")).hint(tr.t("rule-source-hint")), Ask::Names),
    ]
}

/// A day of the week, from Monday (1).
pub(in crate::pages::staff) fn weekday(tr: Tr, n: u32) -> String {
    match n {
        1 => tr.t("weekday-1"),
        2 => tr.t("weekday-2"),
        3 => tr.t("weekday-3"),
        4 => tr.t("weekday-4"),
        5 => tr.t("weekday-5"),
        6 => tr.t("weekday-6"),
        _ => tr.t("weekday-7"),
    }
}
