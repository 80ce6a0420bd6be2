//! The page on which a clerk accepts or returns a submitted answer. If somebody else already decided, it shows the outcome.

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, PerLocale, Status, field::FieldName, text::LocalizedText};
use leptos::prelude::*;

use super::{
    confirm::{ConfirmedAct, Consequence, sentence},
    head,
    unsaved_fields::{self, UnsavedField},
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, Weight, actions, button, form, section, summary, textarea},
        item, lang, tags,
        text::text,
    },
    form::{ENTER, FormState, Post},
    links,
    model::{ActorName, Linked, QuestionRow},
    pages::question::{self, QuestionPage, SubQuestion},
};

/// The action of the button that accepts the answer.
pub const ACCEPT: &str = "accept";
/// The action of the button that returns it.
pub const RETURN: &str = "return";

/// An answer to judge.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgePage {
    /// The question.
    pub question: QuestionRow,
    /// The ministry.
    pub ministry: Linked,
    /// The kind of answer.
    pub kind: AnswerKind,
    /// The minister who signed the answer, if named.
    pub signed_by: Option<PerLocale<String>>,
    /// The day of the answer, or the day that accepting gives it.
    pub on: NaiveDate,
    /// The day on which the ministry submitted it, if known.
    pub submitted_on: Option<NaiveDate>,
    /// What to look at before accepting it.
    pub warnings: Vec<Consequence>,
    /// The act of accepting: it may or may not publish the answer.
    pub accept: ConfirmedAct,
    /// Its texts.
    pub texts: Vec<LocalizedText>,
    /// The sub-questions, with the coverage that the ministry claims.
    pub sub_questions: Vec<SubQuestion>,
    /// The question, with its published content and answers.
    pub reading: Box<QuestionPage>,
    /// The other questions that the answer is for.
    pub also: Vec<QuestionRow>,
    /// The pending requests that accepting it closes.
    pub closes: Vec<Consequence>,
    /// The target of the form.
    pub post: Post,
    /// The form: `reason`.
    pub state: FormState,
}

/// An answer about which nothing is left to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedPage {
    /// The question.
    pub question: QuestionRow,
    /// The outcome.
    pub became: AnswerOutcome,
    /// The input of the form that was not processed.
    pub unsaved_fields: Vec<UnsavedField>,
}

/// The outcome of a submitted answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerOutcome {
    /// It, or another answer of the same ministry, was accepted by this person.
    Accepted(ActorName),
    /// It was returned by this person.
    Returned(ActorName),
    /// The ministry recalled it: the person who did.
    Recalled(ActorName),
    /// The question has ended.
    Ended(Status),
    /// The Chamber no longer has it.
    Gone,
}

impl AnswerOutcome {
    fn message(&self, tr: Tr) -> String {
        match self {
            Self::Accepted(ActorName::CurrentUser) => tr.t("judged-accepted-own"),
            Self::Accepted(who) => tr.ta("judged-accepted", [("who", tr.actor_name(who).into())]),
            Self::Returned(ActorName::CurrentUser) => tr.t("judged-returned-own"),
            Self::Returned(who) => tr.ta("judged-returned", [("who", tr.actor_name(who).into())]),
            Self::Recalled(who) => tr.ta("judged-recalled", [("who", tr.actor_name(who).into())]),
            Self::Ended(status) => tr.ta("judged-ended", [("status", tr.status(*status).into())]),
            Self::Gone => tr.t("judged-gone"),
        }
    }
}

pub(super) fn judged_title(tr: Tr, page: &JudgedPage) -> String {
    head::title(tr, tr.t("judged-title"), &page.question)
}

/// The outcome, and the notice that the submitted form had no effect.
pub(super) fn judged(tr: Tr, page: &JudgedPage) -> AnyView {
    view! {
        {head::head(tr, tr.t("judged-title"), &page.question)}
        <div class="error-summary" role="alert" tabindex="-1"><p><b>{tr.t("judged-nothing")}</b> " " {page.became.message(tr)}</p></div>
        {unsaved_fields::view(tr, &page.unsaved_fields)}
    }
    .into_any()
}

pub(super) fn title(tr: Tr, page: &JudgePage) -> String {
    head::title(tr, tr.t("judge-title"), &page.question)
}

fn label(tr: Tr, field: &str) -> String {
    if field == FieldName::Reason.form() { tr.t("judge-reason") } else { String::new() }
}

/// An answer to judge.
#[component]
pub(super) fn Judge(tr: Tr, today: NaiveDate, page: JudgePage) -> impl IntoView {
    let back = links::staff::question(tr.locale, &page.question.address.code);
    let reason = Field::new(FieldName::Reason.form(), tr.t("judge-reason")).hint(tr.t("judge-reason-hint"));
    let returning = section(tr.t("judge-return-title"), None, textarea(tr, &page.state, reason, 3));
    let buttons = (button(Weight::Main, ACCEPT, page.accept.label(tr)), button(Weight::Other, RETURN, tr.t("judge-return")));
    let given = tr.ta("says-given", [("date", tr.date(page.on).into())]);
    let submitted = page.submitted_on.map(|on| view! { " " <span>{tr.ta("says-submitted-on", [("date", tr.date(on).into())])}</span> });
    let warnings = page.warnings.iter().map(|of| view! { <p class="notice">{sentence(tr, of)}</p> }).collect_view();
    let signed_by =
        page.signed_by.as_ref().map(|name| view! { <span>{tr.t("signed-by")} {tr.t("colon")} " " {lang::name(tr, name)}</span> });
    let also = (!page.also.is_empty()).then(|| {
        view! { <section class="card also" aria-labelledby="also"><h2 id="also">{tr.t("also-answers")}</h2> {item::list(tr, &page.also)}</section> }
    });
    let closes = (!page.closes.is_empty()).then(|| {
        let each = page.closes.iter().map(|of| view! { <li>{sentence(tr, of)}</li> }).collect_view();
        view! { <div class="notice" role="note"><p>{tr.t("judge-closes")}</p> <ul class="bullets">{each}</ul></div> }
    });
    view! {
        {head::head(tr, tr.t("judge-title"), &page.question)}
        {summary(tr, &page.state, |field| label(tr, field))}
        <div class="workshop">
            <section class="stack" aria-label=tr.t("answer-side-question")>{question::reading(tr, today, &page.reading)}</section>
            <section class="stack" aria-label=tr.t("answer-side-answer")>
                <p class="meta">{tags::answer_kind(tr, page.kind)} <span>{lang::name(tr, &page.ministry.name)}</span> {signed_by} <span>{given}</span> {submitted}</p>
                {warnings}
                {question::answer_pair(tr, &page.texts)}
                {covers(tr, &page.sub_questions)}
                {also}
                {closes}
                {form(page.post.clone(), ENTER, (returning, actions(tr, buttons, Some(back))))}
            </section>
        </div>
    }
}

/// The coverage of each sub-question, as readers will see it.
fn covers(tr: Tr, of: &[SubQuestion]) -> Option<AnyView> {
    (!of.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="covers">
                <header><h2 id="covers">{tr.t("judge-coverage")}</h2></header>
                <p class="hint">{tr.t("judge-coverage-hint")}</p>
                <ol>{of.iter().map(|sub| coverage(tr, sub)).collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}

fn coverage(tr: Tr, sub: &SubQuestion) -> AnyView {
    let best = sub.texts.iter().find(|text| text.locale == tr.locale).or(sub.texts.first());
    let words = best.map(|of| {
        let other = lang::foreign(tr, of.locale);
        view! { <p lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(of.locale, &of.body)}</p> }
    });
    view! { <li class="covers">{words} <p>{tags::coverage(tr, sub.coverage)}</p></li> }.into_any()
}
