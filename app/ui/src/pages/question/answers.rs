//! The answers: holding, final, and corrections. A corrected answer stays readable.

use jawab_domain::AnswerKind;
use leptos::prelude::*;

use super::{Answer, QuestionPage, texts};
use crate::{
    catalogue::Tr,
    components::{item, lang, tags},
};

/// All answers, or the notice that there is no valid one.
pub(super) fn answers(tr: Tr, page: &QuestionPage) -> AnyView {
    let none = page.answers.iter().all(|one| one.annulled);
    let none = none.then(|| view! { <section class="card missing"><p>{none_yet(tr, page)}</p></section> });
    view! {
        <section class="answers stack" aria-labelledby="answers">
            <h2 id="answers">{tr.t("answers-title")}</h2>
            {none}
            {page.answers.iter().map(|one| answer(tr, page, one)).collect_view()}
        </section>
    }
    .into_any()
}

fn none_yet(tr: Tr, page: &QuestionPage) -> String {
    match page.status {
        jawab_domain::Status::Answered => tr.t("answer-text-unknown"),
        status if status.is_open() => tr.t("no-answer-yet"),
        _ => tr.t("no-answer-closed"),
    }
}

fn answer(tr: Tr, page: &QuestionPage, one: &Answer) -> AnyView {
    let body = if one.texts.is_empty() {
        view! { <section class="card missing"><p>{tr.t("answer-text-unknown")}</p></section> }.into_any()
    } else {
        texts::pair(tr, page.shown, &one.texts, |of| of.t("answer-text"), |of| of.t("answer-text-missing"))
    };
    view! {
        <article class="answer stack" id=anchor(one.number)>
            <header class="meta">
                <h3>{kind(tr, one)}</h3>
                {(!one.published).then(|| tags::tag(tags::Tone::Amber, tr.t("answer-unpublished")))}
                {given_by(tr, one)}
                <span>{tr.t("answer-date")} {tr.t("colon")} " " {lang::day_or_unknown(tr, one.on)}</span>
            </header>
            {one.annulled.then(|| annulled(tr, one))}
            {corrects(tr, page, one)}
            {corrected(tr, page, one)}
            {(one.kind == AnswerKind::Holding && !one.annulled).then(|| view! { <p class="notice">{tr.t("holding-note")}</p> })}
            {body}
            {also(tr, one)}
        </article>
    }
    .into_any()
}

/// The kind of the answer as a tag. An annulled answer gets a neutral colour.
fn kind(tr: Tr, one: &Answer) -> AnyView {
    if one.annulled { tags::tag(tags::Tone::Plain, tr.answer_kind(one.kind)) } else { tags::answer_kind(tr, one.kind) }
}

/// The notice that the answer is annulled, and why.
fn annulled(tr: Tr, one: &Answer) -> AnyView {
    let because = one.annulled_because.clone();
    let because =
        because.map(|why| view! { " " <span class="hint">{tr.t("step-reason")} {tr.t("colon")}</span> " " <q dir="auto">{why}</q> });
    view! { <p class="notice">{tr.t("answer-annulled")} {because}</p> }.into_any()
}

fn anchor(number: u32) -> String {
    format!("answer-{number}")
}

fn given_by(tr: Tr, one: &Answer) -> AnyView {
    let ministry = one.ministry.as_ref().map(|ministry| view! { <span>{lang::ministry(tr, ministry)}</span> });
    let minister =
        one.signed_by.as_ref().map(|minister| view! { <span>{tr.t("signed-by")} {tr.t("colon")} " " {lang::name(tr, minister)}</span> });
    (ministry, minister).into_any()
}

/// The answer that this one corrects.
fn corrects(tr: Tr, page: &QuestionPage, one: &Answer) -> Option<AnyView> {
    let corrected = page.answers.iter().find(|other| Some(other.number) == one.corrects)?;
    let text = match corrected.on {
        Some(on) => tr.ta("corrects-of", [("date", tr.date(on).into())]),
        None => tr.t("corrects"),
    };
    Some(view! { <p class="notice"><a href=format!("#{}", anchor(corrected.number))>{text}</a></p> }.into_any())
}

/// The later answer that corrects this one.
fn corrected(tr: Tr, page: &QuestionPage, one: &Answer) -> Option<AnyView> {
    let by = page.answers.iter().find(|other| other.corrects == Some(one.number) && !other.annulled)?;
    let text = match by.on {
        Some(on) => tr.ta("corrected-on", [("date", tr.date(on).into())]),
        None => tr.t("corrected"),
    };
    Some(view! { <p class="notice"><a href=format!("#{}", anchor(by.number))>{text}</a></p> }.into_any())
}

/// The other questions that the same answer is for.
fn also(tr: Tr, one: &Answer) -> Option<AnyView> {
    (!one.also_answers.is_empty()).then(|| {
        view! {
            <section class="also">
                <h3>{tr.t("also-answers")}</h3>
                {item::list(tr, &one.also_answers)}
            </section>
        }
        .into_any()
    })
}
