//! An answer that the Chamber publishes itself: one that arrived outside the site, or a correction of a published one. The
//! corrected answer stays unchanged and readable.

use chrono::NaiveDate;
use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::{
    answer::{self, editor},
    form_drafts::{self, FormDraftContext, FormDraftOffer},
    head,
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Field, Weight, actions, button, form, section, summary},
        lang,
    },
    form::{ENTER, FormState, Post},
    links,
    model::{Linked, QuestionRow},
    pages::question::{self, QuestionPage},
};

/// The action of the button.
pub const GO: &str = "go";

/// The form of an answer that the Chamber publishes.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishPage {
    /// The question.
    pub question: QuestionRow,
    /// The ministry.
    pub ministry: Linked,
    /// Whether it corrects a published answer.
    pub corrects: bool,
    /// Whether the public will see the answer.
    pub shown: bool,
    /// The question, with its published content and answers.
    pub reading: Box<QuestionPage>,
    /// Whether somebody else already published it, so that nothing is left to do.
    pub over: bool,
    /// The form that corrects the correction that somebody else published.
    pub latest: Option<String>,
    /// The target of the form.
    pub post: Post,
    /// The form: `kind`, `text-ar`, `original`, `minister-ar`, `answered`, [`answer::covers`].
    pub state: FormState,
    /// The form drafts that were never sent.
    pub draft_offer: FormDraftOffer,
    /// The identity of the form's draft.
    pub draft_context: FormDraftContext,
}

pub(super) fn title(tr: Tr, page: &PublishPage) -> String {
    head::title(tr, heading(tr, page.corrects, page.shown), &page.question)
}

/// The heading: a correction, or an answer that arrived elsewhere. "Record" replaces "publish" if the public will not see it.
pub(super) fn heading(tr: Tr, corrects: bool, shown: bool) -> String {
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
        {head::head(tr, heading(tr, page.corrects, page.shown), &page.question)}
        {summary(tr, &page.state, |field| answer::label(tr, field, &page.reading.sub_questions))}
        {page.latest.clone().map(|href| view! { <p><a class="button" href=href>{tr.t("publish-correct-latest")}</a></p> })}
        {form_drafts::offer(tr, today, &page.draft_offer, &page.draft_context, None)}
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
    let on = Field::labelled(tr, FieldName::AnsweredOn).hint(hint);
    let kind = (!page.corrects).then(|| editor::kind(tr, state));
    let sub_questions = editor::covers(tr, state, &page.reading.sub_questions);
    let parts = (kind, editor::texts(tr, state), sub_questions, editor::signature(tr, state, on));
    let back = links::staff::question(tr.locale, &page.question.address.code);
    let go = (!page.over).then(|| (button(Weight::Main, GO, tr.t("step-continue")), form_drafts::button(tr, &page.draft_context)));
    let companion = form_drafts::companion(tr, &page.draft_context, "");
    (section(tr.t("answer-form-title"), None, parts), actions(tr, go, Some(back)), companion).into_any()
}
