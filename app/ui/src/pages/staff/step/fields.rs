//! The fields of each step.

use chrono::NaiveDate;
use jawab_domain::{
    field::{FieldName, FieldPath},
    lifecycle::Milestone,
    question::LinkKind,
};
use leptos::prelude::*;

use super::{
    super::{confirm::sentence, question_form::number_hint},
    QuestionStep, REQUEST, StepPage, redacted,
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field, Input, date, file, hidden, input, picker, radios, select, textarea},
        lang,
    },
    form::{FormProblem, SHOWN},
    links,
};

/// The fields of all steps.
const FIELDS: [FieldName; 17] = [
    FieldName::On,
    FieldName::Legislature,
    FieldName::Number,
    FieldName::Ministries,
    FieldName::To,
    FieldName::From,
    FieldName::LinkKind,
    FieldName::LinkedQuestion,
    FieldName::RedactedText,
    FieldName::Names,
    FieldName::Relation,
    FieldName::Document,
    FieldName::Answer,
    FieldName::Referral,
    FieldName::Title,
    FieldName::File,
    FieldName::Reason,
];

/// The field of a step by its name in the form.
pub(super) fn named(name: &str) -> Option<FieldName> {
    FieldPath::from_form(name, &FIELDS).map(|field| field.name)
}

/// The label of a field by its name in the form.
pub(in super::super) fn label(tr: Tr, name: &str) -> String {
    named(name).map(|field| label_of(tr, field)).unwrap_or_default()
}

fn label_of(tr: Tr, field: FieldName) -> String {
    match field {
        FieldName::Ministries => tr.t("step-to"),
        field => tr.field(field),
    }
}

fn field(tr: Tr, name: FieldName) -> Field {
    Field::new(name.form(), label_of(tr, name))
}

pub(super) fn fields(tr: Tr, today: NaiveDate, page: &StepPage) -> AnyView {
    let own = match page.step {
        QuestionStep::Deposit => (day(tr, today, page), number(tr, page)).into_any(),
        QuestionStep::Transmit => (day(tr, today, page), ministry(tr, page, FieldName::Ministries)).into_any(),
        QuestionStep::Transfer => (from(tr, page), ministry(tr, page, FieldName::To), day(tr, today, page)).into_any(),
        QuestionStep::AddMinistry => (ministry(tr, page, FieldName::To), day(tr, today, page)).into_any(),
        QuestionStep::Withdraw | QuestionStep::Convert => day(tr, today, page),
        QuestionStep::DecideTransfer => (day(tr, today, page), hidden(SHOWN, page.choices.transfer_shown.clone())).into_any(),
        QuestionStep::Link => link(tr, page),
        QuestionStep::Redact => redaction(tr, page),
        QuestionStep::Attach => attachment(tr, page),
        QuestionStep::Unlink => one_of(tr, page, FieldName::Relation, &page.choices.taken_back),
        QuestionStep::Detach | QuestionStep::WithdrawDocument => one_of(tr, page, FieldName::Document, &page.choices.taken_back),
        QuestionStep::CorrectTransmission => (day(tr, today, page), shown(page)).into_any(),
        QuestionStep::CorrectEnd => (day(tr, today, page), shown(page)).into_any(),
        QuestionStep::CorrectReferral => dated(tr, today, page, FieldName::Referral),
        QuestionStep::CorrectAnswer => dated(tr, today, page, FieldName::Answer),
        QuestionStep::UndoReferral => (one_of(tr, page, FieldName::Referral, &page.choices.dated), shown(page)).into_any(),
        QuestionStep::UndoAnswer => (one_of(tr, page, FieldName::Answer, &page.choices.dated), shown(page)).into_any(),
        QuestionStep::UndoTransmission | QuestionStep::UndoEnd => shown(page).into_any(),
        _ => ().into_any(),
    };
    let reason = page.step.wants_reason().then(|| {
        let field = field(tr, FieldName::Reason).hint(reason_hint(tr, page));
        textarea(tr, &page.state, field, 3)
    });
    let reason = reason.or_else(|| {
        let field = Field::new(FieldName::Reason.form(), tr.t("step-decline-reason")).hint(tr.t("step-decline-hint"));
        page.step.can_be_declined().then(|| (request(&page.state), textarea(tr, &page.state, field, 3)).into_any())
    });
    let empty = reason.is_none()
        && matches!(
            page.step,
            QuestionStep::Publish
                | QuestionStep::Renew
                | QuestionStep::DeleteDraft
                | QuestionStep::DropCorrection
                | QuestionStep::DropHiding
                | QuestionStep::DropUnhiding
        );
    (!empty).then(|| view! { <div class="form-section">{own}{reason}</div> }).into_any()
}

/// Who sees the reason. The reason of a correction is public.
fn reason_hint(tr: Tr, page: &StepPage) -> String {
    if page.step.correction().is_some() { tr.t("step-reason-read-hint") } else { tr.t("step-reason-hint") }
}

/// The hidden field with the transfer request that is decided.
fn request(state: &crate::form::FormState) -> Option<AnyView> {
    state.filled(REQUEST).map(|id| hidden(REQUEST, id.to_owned()))
}

fn day(tr: Tr, today: NaiveDate, page: &StepPage) -> AnyView {
    let drafted = page.question.deposited_on.filter(|on| page.step == QuestionStep::Deposit && *on != today);
    // The problem of the day names the allowed period too.
    let bounds = page.choices.bounds.filter(|_| !matches!(page.state.problem(FieldName::On.form()), Some(FormProblem::OutOfBounds(_))));
    let hint = match (bounds, drafted) {
        (Some(bounds), _) => tr.bounds(bounds),
        (None, Some(_)) => tr.ta("step-drafted-day", [("date", tr.date(today).into())]),
        (None, None) => tr.ta("question-form-date-example", [("date", tr.date(today).into())]),
    };
    (date(tr, &page.state, Field::new(FieldName::On.form(), page.step.day(tr)).hint(hint)), ways(tr, page)).into_any()
}

/// If no other day is possible: the way to correct each of the two events that the day lies between.
fn ways(tr: Tr, page: &StepPage) -> Option<AnyView> {
    let (earliest, latest) = page.choices.bounds?.without_a_day()?;
    let mut steps: Vec<QuestionStep> = [earliest.1, latest.1].into_iter().filter_map(corrected_by).collect();
    steps.dedup();
    steps.retain(|step| *step != page.step);
    let way = |step: &QuestionStep| {
        let to = links::staff::question_step(tr.locale, &page.question.address.code, step.code());
        let words = if *step == QuestionStep::Edit { tr.t("question-form-edit") } else { step.label(tr) };
        view! { <li><a href=to>{words}</a></li> }
    };
    (!steps.is_empty()).then(|| view! { <ul class="bullets">{steps.iter().map(way).collect_view()}</ul> }.into_any())
}

/// The step that corrects the day of an event.
const fn corrected_by(milestone: Milestone) -> Option<QuestionStep> {
    match milestone {
        Milestone::Deposit => Some(QuestionStep::Edit),
        Milestone::Transmission => Some(QuestionStep::CorrectTransmission),
        Milestone::Referral | Milestone::Transfer => Some(QuestionStep::CorrectReferral),
        Milestone::Answer | Milestone::Correction => Some(QuestionStep::CorrectAnswer),
        Milestone::End => Some(QuestionStep::CorrectEnd),
        Milestone::Today => None,
    }
}

fn number(tr: Tr, page: &StepPage) -> AnyView {
    let hint = number_hint(tr, page.choices.next_number);
    let legislature = field(tr, FieldName::Legislature);
    let number = field(tr, FieldName::Number).hint(hint).optional();
    (input(tr, &page.state, legislature, Input::Number), input(tr, &page.state, number, Input::Number)).into_any()
}

fn ministry(tr: Tr, page: &StepPage, name: FieldName) -> AnyView {
    picker(tr, &page.state, field(tr, name), &page.choices.ministries)
}

/// The ministry whose part is transferred. If there is only one, the form does not ask.
fn from(tr: Tr, page: &StepPage) -> AnyView {
    let choices = page.choices.current.iter().map(|of| Choice::new(&of.value, tr.plain(&of.name))).collect();
    radios(tr, &page.state, field(tr, FieldName::From), choices)
}

fn link(tr: Tr, page: &StepPage) -> AnyView {
    let kinds = [LinkKind::GroupedWith, LinkKind::Repeats, LinkKind::FollowsUp, LinkKind::Renews];
    let choices = kinds.into_iter().map(|kind| Choice::new(kind.code(), linked(tr, kind))).collect();
    let question = field(tr, FieldName::LinkedQuestion).hint(tr.t("step-link-hint"));
    (radios(tr, &page.state, field(tr, FieldName::LinkKind), choices), picker(tr, &page.state, question, &page.choices.questions))
        .into_any()
}

/// The label of a relation.
fn linked(tr: Tr, kind: LinkKind) -> String {
    match kind {
        LinkKind::GroupedWith => tr.t("step-link-grouped"),
        LinkKind::Repeats => tr.t("step-link-repeats"),
        LinkKind::FollowsUp => tr.t("step-link-follows-up"),
        LinkKind::Renews => tr.t("step-link-renews"),
        LinkKind::ConvertedFrom => tr.link_kind(kind, false),
    }
}

fn one_of(tr: Tr, page: &StepPage, name: FieldName, choices: &[(String, String)]) -> AnyView {
    let choices = choices.iter().map(|(value, name)| Choice::new(value, name)).collect();
    radios(tr, &page.state, field(tr, name), choices)
}

/// The hidden field with the fingerprint of the preview.
fn shown(page: &StepPage) -> Option<AnyView> {
    page.choices.consequence.as_ref().map(|of| hidden(SHOWN, of.shown.clone()))
}

/// A choice among dated events, and the correct day.
fn dated(tr: Tr, today: NaiveDate, page: &StepPage, name: FieldName) -> AnyView {
    (one_of(tr, page, name, &page.choices.dated), day(tr, today, page), shown(page)).into_any()
}

fn redaction(tr: Tr, page: &StepPage) -> AnyView {
    let choices = page.choices.texts.iter().map(|(value, name)| Choice::new(value, name)).collect();
    let preview = page.choices.redaction.as_ref().map(|of| redacted::view(tr, of));
    (
        textarea(tr, &page.state, field(tr, FieldName::Names).hint(tr.t("step-words-hint")), 2),
        select(tr, &page.state, field(tr, FieldName::RedactedText), Some(tr.t("step-all-texts")), choices),
        preview,
    )
        .into_any()
}

fn attachment(tr: Tr, page: &StepPage) -> AnyView {
    let hint = tr.t("question-form-attachment-hint");
    (
        input(tr, &page.state, field(tr, FieldName::Title).hint(tr.t("step-attachment-title-hint")), Input::Text),
        file(tr, &page.state, field(tr, FieldName::File).hint(hint), "application/pdf"),
    )
        .into_any()
}

/// The request with its reason, and who confirmed it.
pub(super) fn asked(tr: Tr, page: &StepPage) -> AnyView {
    let hiding = page.choices.asked.as_ref().map(|(who, why)| {
        view! { <p>{tr.t("step-asked-by")} " " <b><bdi>{who.clone()}</bdi></b> {tr.t("colon")} " " <q dir="auto">{why.clone()}</q></p> }
    });
    let hidden_by = page.choices.hidden_by.as_ref().map(|(who, on)| {
        let on = on.map(|on| (tr.t("comma"), " ", lang::day(tr, on)));
        view! { <p>{tr.t("step-hidden-by")} " " <b><bdi>{who.clone()}</bdi></b> {on}</p> }
    });
    let unhiding = page.choices.unhiding_asked.as_ref().map(|(who, why)| {
        view! {
            <p>{tr.t("step-unhiding-asked-by")} " " <b><bdi>{who.clone()}</bdi></b> {tr.t("colon")} " " <q dir="auto">{why.clone()}</q></p>
        }
    });
    let transfer = page.choices.transfer_asked.as_ref().map(|(from, to, why)| {
        view! {
            <p>
                {tr.t("step-transfer-asked")} " " <b>{lang::name(tr, &from.name)}</b> " " {tr.t("step-transfer-to")} " " <b>{lang::name(tr, to)}</b>
                {tr.t("colon")} " " <q dir="auto">{why.clone()}</q>
            </p>
            {page.choices.transfer_says.iter().map(|of| view! { <p>{sentence(tr, of)}</p> }).collect_view()}
        }
    });
    let correction = page.choices.pending_correction.as_ref().map(|of| view! { <p>{of.view(tr)}</p> });
    let publish = page.choices.publish_says.iter().map(|of| view! { <p>{sentence(tr, of)}</p> }).collect_view();
    (hiding, hidden_by, unhiding, transfer, correction, publish).into_any()
}
