//! An answer that a ministry submitted: the clerk reads it, says which sub-questions it addresses, and accepts or returns it.

use jawab_domain::{AnswerKind, text::LocalizedText};
use leptos::prelude::*;

use super::head;
use crate::{
    catalogue::Tr,
    form::{FormState, Post},
    links,
    model::{Linked, QuestionRow},
    pages::question::{self, SubQuestion},
    parts::{
        form::{Field, Weight, actions, button, form, section, summary, textarea},
        lang, tags,
    },
};

/// What the button asks for that publishes the answer.
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
    /// Its texts.
    pub texts: Vec<LocalizedText>,
    /// The sub-questions, with how far the ministry says it addresses each.
    pub sub_questions: Vec<SubQuestion>,
    /// The other questions it answers too.
    pub also: Vec<QuestionRow>,
    /// Where the form goes.
    pub post: Post,
    /// What is in it: `reason`.
    pub state: FormState,
}

pub(super) fn title(tr: Tr, page: &JudgePage) -> String {
    head::title(tr, tr.t("judge-title"), &page.question)
}

fn label(tr: Tr, field: &str) -> String {
    if field == "reason" { tr.t("judge-reason") } else { String::new() }
}

/// An answer to judge.
#[component]
pub(super) fn Judge(tr: Tr, page: JudgePage) -> impl IntoView {
    let back = links::staff::question(tr.locale, &page.question.address.code);
    let reason = Field::new("reason", tr.t("judge-reason")).hint(tr.t("judge-reason-hint")).optional();
    let returning = section(tr.t("judge-return-title"), None, textarea(tr, &page.state, reason, 3));
    let buttons = (button(Weight::Main, ACCEPT, tr.t("judge-accept")), button(Weight::Other, RETURN, tr.t("judge-return")));
    view! {
        {head::head(tr, tr.t("judge-title"), &page.question)}
        {summary(tr, &page.state, |field| label(tr, field))}
        <p class="meta">{tags::answer_kind(tr, page.kind)} <span>{lang::name(tr, &page.ministry.name)}</span></p>
        <section aria-label=tr.t("answer-text")>{question::answer_pair(tr, &page.texts)}</section>
        {(!page.also.is_empty()).then(|| view! { <section class="also"><h2>{tr.t("also-answers")}</h2>{crate::parts::item::list(tr, &page.also)}</section> })}
        {question::sub_question_list(tr, &page.sub_questions)}
        {form(page.post.clone(), ACCEPT, (returning, actions(tr, buttons, Some(back))))}
    }
}
