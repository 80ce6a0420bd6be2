//! An answer that the Chamber publishes itself: one that arrived outside the site, or a correction of a published one. The
//! corrected answer stays as it is, and readable.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    answer::{self, editor},
    head,
    kept::{self, KeptAs, Offer},
};
use crate::{
    catalogue::Tr,
    form::{ENTER, FormState, Post},
    links,
    model::{Linked, QuestionRow},
    pages::question::{self, QuestionPage},
    parts::{
        form::{Field, Weight, actions, button, form, section, summary},
        lang,
    },
};

/// What the button asks for.
pub const GO: &str = "go";

/// The form of an answer that the Chamber publishes.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishPage {
    /// To which question.
    pub question: QuestionRow,
    /// Whose answer.
    pub ministry: Linked,
    /// Whether it corrects a published answer.
    pub corrects: bool,
    /// Whether the public sees it then.
    pub shown: bool,
    /// The question, with what is published of it and of its answers.
    pub reading: Box<QuestionPage>,
    /// Whether somebody was faster, so that there is nothing to publish any more.
    pub over: bool,
    /// Where the form goes.
    pub post: Post,
    /// What is in it: `kind`, `text-ar`, `original`, `minister-ar`, `answered`, [`answer::covers`].
    pub state: FormState,
    /// What was kept of it but never sent.
    pub kept: Offer,
    /// How the form is kept.
    pub kept_as: KeptAs,
}

pub(super) fn title(tr: Tr, page: &PublishPage) -> String {
    head::title(tr, words(tr, page.corrects, page.shown), &page.question)
}

/// What it is called: a correction, or an answer that arrived elsewhere. Nothing is published of which the public sees nothing.
pub(super) fn words(tr: Tr, corrects: bool, shown: bool) -> String {
    match (corrects, shown) {
        (true, true) => tr.t("publish-correction"),
        (true, false) => tr.t("publish-correction-unseen"),
        (false, true) => tr.t("publish-recorded"),
        (false, false) => tr.t("publish-recorded-unseen"),
    }
}

fn effect(tr: Tr, page: &PublishPage) -> String {
    match (page.corrects, page.shown) {
        (true, true) => tr.t("publish-correction-effect"),
        (true, false) => tr.t("publish-correction-unseen-effect"),
        (false, true) => tr.t("publish-recorded-effect"),
        (false, false) => tr.t("publish-recorded-unseen-effect"),
    }
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: &PublishPage) -> AnyView {
    view! {
        {head::head(tr, words(tr, page.corrects, page.shown), &page.question)}
        {summary(tr, &page.state, |field| answer::label(tr, field, &page.reading.sub_questions))}
        {kept::offer(tr, today, &page.kept, &page.kept_as, None)}
        <div class="workshop">
            <section class="stack" aria-label=tr.t("answer-side-question")>{question::reading(tr, today, &page.reading)}</section>
            <section class="stack" aria-label=tr.t("answer-side-answer")>
                <p class="meta"><span>{tr.t("answer-of")} " " {lang::name(tr, &page.ministry.name)}</span></p>
                <section class="card effect" aria-labelledby="effect"><h2 id="effect">{tr.t("step-effect")}</h2> <p>{effect(tr, page)}</p></section>
                {form(page.post.clone(), ENTER, fields(tr, today, page))}
            </section>
        </div>
    }
    .into_any()
}

fn fields(tr: Tr, today: NaiveDate, page: &PublishPage) -> AnyView {
    let state = &page.state;
    let hint = tr.ta("question-form-date-example", [("date", tr.date(today).into())]);
    let on = Field::new("answered", tr.t("answer-form-on")).hint(hint);
    let kind = (!page.corrects).then(|| editor::kind(tr, state));
    let sub_questions = editor::covers(tr, state, &page.reading.sub_questions);
    let parts = (kind, editor::texts(tr, state), sub_questions, editor::signature(tr, state, on));
    let back = links::staff::question(tr.locale, &page.question.address.code);
    let go = (!page.over).then(|| (button(Weight::Main, GO, tr.t("step-continue")), kept::button(tr, &page.kept_as)));
    let companion = kept::companion(tr, &page.kept_as, "");
    (section(tr.t("answer-form-title"), None, parts), actions(tr, go, Some(back)), companion).into_any()
}
