//! An answer that a ministry submitted: the clerk reads it beside the question, and accepts or returns it. Where somebody was faster, what
//! became of it instead.

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, PerLocale, Status, text::LocalizedText};
use leptos::prelude::*;

use super::{
    confirm::Confirmed,
    head,
    unkept::{self, Unkept},
};
use crate::{
    catalogue::Tr,
    form::{ENTER, FormState, Post},
    links,
    model::{Linked, QuestionRow, Somebody},
    pages::question::{self, QuestionPage, SubQuestion},
    parts::{
        form::{Field, Weight, actions, button, form, section, summary, textarea},
        item, lang, tags,
        text::text,
    },
};

/// What the button asks for that accepts the answer.
pub const ACCEPT: &str = "accept";
/// What the button asks for that sends it back.
pub const RETURN: &str = "return";

/// An answer to judge.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgePage {
    /// Of which question.
    pub question: QuestionRow,
    /// Whose answer.
    pub ministry: Linked,
    /// What it is.
    pub kind: AnswerKind,
    /// The minister who signed it, if one is named.
    pub signed_by: Option<PerLocale<String>>,
    /// Its day, or the one that accepting it gives it.
    pub on: NaiveDate,
    /// What accepting it is: whether it shows the answer to the public.
    pub accept: Confirmed,
    /// Its texts.
    pub texts: Vec<LocalizedText>,
    /// The sub-questions, with what the ministry says of each.
    pub sub_questions: Vec<SubQuestion>,
    /// The question, with what is published of it and of its answers.
    pub reading: Box<QuestionPage>,
    /// The other questions it answers too.
    pub also: Vec<QuestionRow>,
    /// Where the form goes.
    pub post: Post,
    /// What is in it: `reason`.
    pub state: FormState,
}

/// An answer that there is nothing to be decided of any more.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedPage {
    /// Of which question.
    pub question: QuestionRow,
    /// What became of it.
    pub became: Became,
    /// What was typed.
    pub unkept: Vec<Unkept>,
}

/// What became of an answer that was to be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It, or another one of the same ministry, was accepted: by whom.
    Accepted(Somebody),
    /// It was returned: by whom.
    Returned(Somebody),
    /// Its ministry took it back: who did.
    Recalled(Somebody),
    /// The question has ended.
    Ended(Status),
    /// The Chamber has it no longer.
    Gone,
}

impl Became {
    fn words(&self, tr: Tr) -> String {
        match self {
            Self::Accepted(Somebody::Oneself) => tr.t("judged-accepted-own"),
            Self::Accepted(who) => tr.ta("judged-accepted", [("who", tr.somebody(who).into())]),
            Self::Returned(Somebody::Oneself) => tr.t("judged-returned-own"),
            Self::Returned(who) => tr.ta("judged-returned", [("who", tr.somebody(who).into())]),
            Self::Recalled(who) => tr.ta("judged-recalled", [("who", tr.somebody(who).into())]),
            Self::Ended(status) => tr.ta("judged-ended", [("status", tr.status(*status).into())]),
            Self::Gone => tr.t("judged-gone"),
        }
    }
}

pub(super) fn judged_title(tr: Tr, page: &JudgedPage) -> String {
    head::title(tr, tr.t("judged-title"), &page.question)
}

/// What became of it, and that nothing was done by the form that was sent.
pub(super) fn judged(tr: Tr, page: &JudgedPage) -> AnyView {
    view! {
        {head::head(tr, tr.t("judged-title"), &page.question)}
        <div class="error-summary" role="alert" tabindex="-1"><p><b>{tr.t("judged-nothing")}</b> " " {page.became.words(tr)}</p></div>
        {unkept::view(tr, &page.unkept)}
    }
    .into_any()
}

pub(super) fn title(tr: Tr, page: &JudgePage) -> String {
    head::title(tr, tr.t("judge-title"), &page.question)
}

fn label(tr: Tr, field: &str) -> String {
    if field == "reason" { tr.t("judge-reason") } else { String::new() }
}

/// An answer to judge.
#[component]
pub(super) fn Judge(tr: Tr, today: NaiveDate, page: JudgePage) -> impl IntoView {
    let back = links::staff::question(tr.locale, &page.question.address.code);
    let reason = Field::new("reason", tr.t("judge-reason")).hint(tr.t("judge-reason-hint"));
    let returning = section(tr.t("judge-return-title"), None, textarea(tr, &page.state, reason, 3));
    let buttons = (button(Weight::Main, ACCEPT, page.accept.words(tr)), button(Weight::Other, RETURN, tr.t("judge-return")));
    let given = tr.ta("says-given", [("date", tr.date(page.on).into())]);
    let signed_by =
        page.signed_by.as_ref().map(|name| view! { <span>{tr.t("signed-by")} {tr.t("colon")} " " {lang::name(tr, name)}</span> });
    let also = (!page.also.is_empty()).then(|| {
        view! { <section class="card also" aria-labelledby="also"><h2 id="also">{tr.t("also-answers")}</h2> {item::list(tr, &page.also)}</section> }
    });
    view! {
        {head::head(tr, tr.t("judge-title"), &page.question)}
        {summary(tr, &page.state, |field| label(tr, field))}
        <div class="workshop">
            <section class="stack" aria-label=tr.t("answer-side-question")>{question::reading(tr, today, &page.reading)}</section>
            <section class="stack" aria-label=tr.t("answer-side-answer")>
                <p class="meta">{tags::answer_kind(tr, page.kind)} <span>{lang::name(tr, &page.ministry.name)}</span> {signed_by} <span>{given}</span></p>
                {question::answer_pair(tr, &page.texts)}
                {covers(tr, &page.sub_questions)}
                {also}
                {form(page.post.clone(), ENTER, (returning, actions(tr, buttons, Some(back))))}
            </section>
        </div>
    }
}

/// What the ministry says of each sub-question, as readers will see it.
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
