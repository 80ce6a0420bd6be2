//! A step of a question on a page of its own: its effects, its fields, and its button.

use chrono::NaiveDate;
use jawab_domain::{
    Locale, PerLocale,
    field::FieldName,
    lifecycle::{Bounds, CorrectionRecord},
};
use leptos::prelude::*;

use super::{
    head,
    question_form::{DeadlinePreview, deadline},
    unsaved_fields::{self, UnsavedField},
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Weight, actions, button, form, summary_with},
        lang,
    },
    form::{ENTER, FormProblem, FormState, Pick, Picker, Post},
    links,
    model::{Linked, QuestionRow, TextSegment},
};

mod blocking_event;
mod consequence;
mod fields;
mod kinds;
mod redacted;

pub use blocking_event::BlockingEvent;
pub use consequence::Consequence;
pub(super) use fields::label;
pub use kinds::QuestionStep;

/// The action of the button that performs the step.
pub const GO: &str = "go";
/// The action of the button that shows the outcome first.
pub const CHECK: &str = "check";
/// The action of the button that continues a search for names where it stopped.
pub const FURTHER: &str = "further";
/// The action of the button that refuses a request to hide.
pub const DROP: &str = "drop";
/// The hidden field with the transfer request that is decided.
pub const REQUEST: &str = "request";
/// The hidden field with the earlier version after which the shown search for names began.
pub const AFTER: &str = "after";
/// The hidden field with the one after which it is to continue.
pub const NEXT: &str = "next";

/// A step's page.
#[derive(Debug, Clone, PartialEq)]
pub struct StepPage {
    /// The step.
    pub step: QuestionStep,
    /// The question.
    pub question: QuestionRow,
    /// The target of the form.
    pub post: Post,
    /// The form.
    pub state: FormState,
    /// Why the user cannot perform the step, if so.
    pub refusal: Option<FormProblem>,
    /// The event that prevents the step, if known.
    pub blocking_event: Option<BlockingEvent>,
    /// The input of a form that was sent too late.
    pub unsaved_fields: Vec<UnsavedField>,
    /// The choices of the form.
    pub choices: StepChoices,
}

/// The choices of a step's form. Most steps use only a few.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepChoices {
    /// The picked or matching ministries.
    pub ministries: Picker,
    /// The ministries that have the question: value and name.
    pub current: Vec<Pick>,
    /// The matching questions.
    pub questions: Picker,
    /// The texts of the question: value and name.
    pub texts: Vec<(String, String)>,
    /// The relations or documents that can be removed: value and name.
    pub taken_back: Vec<(String, String)>,
    /// The deadline that would run.
    pub preview: Option<DeadlinePreview>,
    /// Whether an addition to the question is public at once.
    pub public: bool,
    /// The preview of a redaction.
    pub redaction: Option<Redaction>,
    /// The preview of a correction.
    pub consequence: Option<Consequence>,
    /// The pending request for a correction.
    pub pending_correction: Option<PendingCorrection>,
    /// The allowed period of the corrected day.
    pub bounds: Option<Bounds>,
    /// The published answers or later referrals that can be corrected: value and name.
    pub dated: Vec<(String, String)>,
    /// The number that the deposit would get.
    pub next_number: Option<i32>,
    /// The request to hide, pending or confirmed: who and why.
    pub asked: Option<(String, String)>,
    /// Who confirmed the hiding, and on which day, if the question is hidden.
    pub hidden_by: Option<(String, Option<NaiveDate>)>,
    /// The pending request to show the question again: who and why.
    pub unhiding_asked: Option<(String, String)>,
    /// The pending transfer request: the ministry, the target, and the reason.
    pub transfer_asked: Option<(Linked, PerLocale<String>, String)>,
    /// The consequences of the transfer: the new due date, and what happens to the other ministry's answer.
    pub transfer_says: Vec<super::confirm::Consequence>,
    /// A fingerprint of the consequences, which is sent along. If they change, they are shown again.
    pub transfer_shown: String,
    /// What to know before the question is published.
    pub publish_says: Vec<super::confirm::Consequence>,
}

/// A pending request for a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingCorrection {
    /// The name of the person who made the request.
    pub who: String,
    /// The correction.
    pub what: CorrectionRecord,
    /// The ministry concerned, if only one is.
    pub ministry: Option<PerLocale<String>>,
    /// The reason.
    pub reason: String,
}

impl PendingCorrection {
    /// The request with its author and reason.
    pub(super) fn view(&self, tr: Tr) -> AnyView {
        let ministry = self.ministry.as_ref().map(|name| (tr.t("colon"), " ", lang::name(tr, name)));
        view! {
            <b>{tr.correction(&self.what)}</b> {ministry} {tr.t("comma")} " "
            {tr.t("correction-asked-by")} " " <b><bdi>{self.who.clone()}</bdi></b> {tr.t("colon")} " " <q dir="auto">{self.reason.clone()}</q>
        }
        .into_any()
    }
}

/// The preview of a redaction, and the other places where the name occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redaction {
    /// The texts that would be redacted.
    pub texts: Vec<Occurrence>,
    /// The number of occurrences in earlier versions that would be redacted.
    pub earlier: u64,
    /// The occurrences that would stay.
    pub elsewhere: Vec<Occurrence>,
    /// A fingerprint of the search, so that only what was shown is redacted.
    pub shown: String,
    /// The earlier version after which this search began, if it continues another one.
    pub after: Option<String>,
    /// The earlier version after which the search must continue, if one request could not search all of them.
    pub goes_on_after: Option<String>,
}

impl Redaction {
    /// The number of occurrences that would be redacted.
    #[must_use]
    pub fn hits(&self) -> u64 {
        self.texts.iter().flat_map(|text| &text.sentences).flatten().filter(|part| part.marked).count() as u64 + self.earlier
    }
}

/// The occurrences of a name in one place: each sentence, with the name marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The label of the place.
    pub place: String,
    /// The language, if it is a text.
    pub locale: Option<Locale>,
    /// The sentences.
    pub sentences: Vec<Vec<TextSegment>>,
    /// The link to read it, if it is elsewhere.
    pub link: Option<String>,
}

pub(super) fn title(tr: Tr, page: &StepPage) -> String {
    head::title(tr, page.name(tr), &page.question)
}

impl StepPage {
    /// The name of the step.
    fn name(&self, tr: Tr) -> String {
        self.step.label_for(tr, self.question.status, self.choices.pending_correction.as_ref().map(|asked| &asked.what))
    }

    /// The act that a requested annulment would annul, if it is one.
    fn undone(&self, tr: Tr) -> Option<String> {
        tr.undone(&self.choices.pending_correction.as_ref()?.what)
    }

    /// The effects of the step. For a decision on an annulment, also those that its requester was shown.
    fn effects(&self, tr: Tr) -> Vec<String> {
        let asked = self.choices.pending_correction.as_ref().map(|asked| asked.what.what).filter(|kind| kind.undoes());
        match (self.step, asked.and_then(QuestionStep::that_corrects)) {
            (QuestionStep::ConfirmCorrection, Some(undoes)) => vec![undoes.effect(tr), tr.t("effect-confirm-undoing")],
            (QuestionStep::Attach, _) if self.choices.public => vec![tr.t("effect-attach-publish")],
            (step, _) => vec![step.effect(tr)],
        }
    }

    /// The label of a field.
    fn label(&self, tr: Tr, field: &str) -> String {
        match fields::named(field) {
            Some(FieldName::On) => self.step.day(tr),
            Some(FieldName::Reason) if self.step.can_be_declined() => tr.t("step-decline-reason"),
            _ => fields::label(tr, field),
        }
    }
}

/// A step's page.
#[component]
pub(super) fn Step(tr: Tr, today: NaiveDate, page: StepPage) -> impl IntoView {
    let back = links::staff::question(tr.locale, &page.question.address.code);
    let weight = if page.step.is_destructive() { Weight::Destructive } else { Weight::Main };
    // A redaction needs a search first, and a correction needs its preview.
    let found = page.choices.redaction.as_ref().is_some_and(|redaction| redaction.hits() > 0);
    let looks = page.step == QuestionStep::Redact;
    let further = page.choices.redaction.as_ref().is_some_and(|of| of.goes_on_after.is_some() && !found);
    let further = (looks && further).then(|| button(Weight::Main, FURTHER, tr.t("step-redact-further")));
    let look = looks.then(|| button(if found { Weight::Other } else { Weight::Main }, CHECK, tr.t("step-redact-look")));
    let unseen = page.step.correction().is_some() && page.choices.consequence.is_none();
    // Nothing is left to do: the input is shown for copying, without a form.
    let over = page.refusal.is_some();
    let words = consequence::button(tr, &page).unwrap_or_else(|| page.step.button(tr));
    let goes = !over && !unseen && (!looks || found);
    let go = goes.then(|| button(weight, GO, words.clone()));
    let weight = if unseen { Weight::Main } else { Weight::Other };
    let check = (!over && page.step.can_be_checked()).then(|| button(weight, CHECK, tr.t("step-check-correction")));
    let decline = match page.step {
        QuestionStep::DecideTransfer => tr.t("step-refuse-transfer"),
        QuestionStep::ConfirmCorrection if page.undone(tr).is_some() => tr.t("step-refuse-undoing"),
        QuestionStep::ConfirmCorrection => tr.t("step-refuse-correction"),
        QuestionStep::ConfirmUnhiding => tr.t("step-drop-unhiding"),
        _ => tr.t("step-drop-hiding"),
    };
    let drop = (!over && page.step.can_be_declined()).then(|| button(Weight::Other, DROP, decline));
    let refusal = page.refusal.as_ref().map(|why| {
        let blocking_event = page.blocking_event.as_ref().map(|of| blocking_event::view(tr, of));
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>{tr.t("step-refused")}</h2>
                <p>{why.message(tr)}</p>
                {blocking_event}
            </div>
        }
    });
    let preview = page
        .choices
        .preview
        .as_ref()
        .filter(|_| !over)
        .map(|preview| view! { <aside class="stack">{deadline(tr, today, preview)}</aside> });
    let class = if preview.is_some() { "working" } else { "narrow-form" };
    view! {
        {head::head(tr, page.name(tr), &page.question)}
        {refusal}
        {summary_with(tr, &page.state, |field| page.label(tr, field), goes.then_some(words))}
        <div class=class>
            <div class="stack">
                {(!over).then(|| {
                    view! {
                        <section class="card effect" aria-labelledby="effect">
                            <h2 id="effect">{tr.t("step-effect")}</h2>
                            {page.effects(tr).into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
                            {fields::asked(tr, &page)}
                        </section>
                    }
                })}
                {page.choices.consequence.as_ref().filter(|_| !over).map(|of| consequence::view(tr, &page, of))}
                {if over {
                    (unsaved_fields::view(tr, &page.unsaved_fields), actions(tr, (), Some(back))).into_any()
                } else {
                    form(page.post.clone(), ENTER, (fields::fields(tr, today, &page), actions(tr, (go, further, look, check, drop), Some(back)))).into_any()
                }}
            </div>
            {preview}
        </div>
    }
}
