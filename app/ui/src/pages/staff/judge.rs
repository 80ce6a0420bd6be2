//! An answer that a ministry submitted: the clerk reads it, says which sub-questions it addresses, and accepts or returns it.

use jawab_domain::{AnswerKind, Coverage, text::LocalizedText};
use leptos::prelude::*;

use super::head;
use crate::{
    catalogue::Tr,
    form::{FormState, Post},
    links,
    model::{Linked, QuestionRow},
    pages::question::{self, SubQuestion},
    parts::{
        form::{Choice, Field, Weight, actions, button, form, radios, section, summary, textarea},
        lang, tags,
        text::text,
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
    /// The sub-questions, with what the ministry says of each.
    pub sub_questions: Vec<SubQuestion>,
    /// The other questions it answers too.
    pub also: Vec<QuestionRow>,
    /// Where the form goes.
    pub post: Post,
    /// What is in it: `covers-1` and so on, and `reason`.
    pub state: FormState,
}

pub(super) fn title(tr: Tr, page: &JudgePage) -> String {
    head::title(tr, tr.t("judge-title"), &page.question)
}

fn label(tr: Tr, field: &str) -> String {
    match field.strip_prefix("covers-") {
        Some(n) => tr.ta("question-form-sub", [("n", n.into())]),
        None if field == "reason" => tr.t("judge-reason"),
        None => String::new(),
    }
}

/// An answer to judge.
#[component]
pub(super) fn Judge(tr: Tr, page: JudgePage) -> impl IntoView {
    let back = links::staff::question(tr.locale, &page.question.address.code);
    let covers = (!page.sub_questions.is_empty()).then(|| {
        let each = page.sub_questions.iter().enumerate().map(|(n, sub)| coverage(tr, &page.state, n + 1, sub)).collect_view();
        section(tr.t("judge-coverage"), Some(tr.t("judge-coverage-hint")), each)
    });
    let reason = Field::new("reason", tr.t("judge-reason")).hint(tr.t("judge-reason-hint")).optional();
    let returning = section(tr.t("judge-return-title"), None, textarea(tr, &page.state, reason, 3));
    let buttons = (button(Weight::Main, ACCEPT, tr.t("judge-accept")), button(Weight::Other, RETURN, tr.t("judge-return")));
    view! {
        {head::head(tr, tr.t("judge-title"), &page.question)}
        {summary(tr, &page.state, |field| label(tr, field))}
        <p class="meta">{tags::answer_kind(tr, page.kind)} <span>{lang::name(tr, &page.ministry.name)}</span></p>
        <section aria-label=tr.t("answer-text")>{question::answer_pair(tr, &page.texts)}</section>
        {(!page.also.is_empty()).then(|| view! { <section class="also"><h2>{tr.t("also-answers")}</h2>{crate::parts::item::list(tr, &page.also)}</section> })}
        {form(page.post.clone(), ACCEPT, (covers, returning, actions(tr, buttons, Some(back))))}
    }
}

fn coverage(tr: Tr, state: &FormState, n: usize, sub: &SubQuestion) -> AnyView {
    let choices = Coverage::ALL.iter().map(|of| Choice::new(of.code(), tr.coverage(*of))).collect();
    let best = sub.texts.iter().find(|text| text.locale == tr.locale).or(sub.texts.first());
    let words = best.map(|of| {
        let other = lang::foreign(tr, of.locale);
        view! { <p lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(of.locale, &of.body)}</p> }
    });
    let field = Field::new(format!("covers-{n}"), tr.ta("question-form-sub", [("n", n.to_string().into())]));
    view! { <div class="covers">{words}{radios(tr, state, field, choices)}</div> }.into_any()
}
