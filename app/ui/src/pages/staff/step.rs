//! One step in a question's life, on a page of its own: what will happen, what has to be said for it, and the button.

use chrono::NaiveDate;
use jawab_domain::{
    Locale, PerLocale,
    lifecycle::{Bounds, Rectified},
};
use leptos::prelude::*;

use super::{
    head,
    question_form::{DeadlinePreview, deadline},
    unkept::{self, Unkept},
};
use crate::{
    catalogue::Tr,
    form::{ENTER, FormState, Pick, Picker, Post, Problem},
    links,
    model::{Linked, Part, QuestionRow},
    parts::{
        form::{Weight, actions, button, form, summary_with},
        lang,
    },
};

mod consequence;
mod fields;
mod happened;
mod kinds;
mod redacted;

pub use consequence::Consequence;
pub(super) use fields::label;
pub use happened::Happened;
pub use kinds::QuestionStep;

/// What the button asks for that carries the step out.
pub const GO: &str = "go";
/// What the button asks for that shows the outcome first.
pub const CHECK: &str = "check";
/// What the button asks for that looks on where a look for names ended.
pub const FURTHER: &str = "further";
/// What the button asks for that drops a wish to hide.
pub const DROP: &str = "drop";

/// A step's page.
#[derive(Debug, Clone, PartialEq)]
pub struct StepPage {
    /// Which.
    pub step: QuestionStep,
    /// Of which question.
    pub question: QuestionRow,
    /// Where its form goes.
    pub post: Post,
    /// What is in it, and what is wrong.
    pub state: FormState,
    /// Why it is closed to whoever looks at it, if it is.
    pub refusal: Option<Problem>,
    /// What was done that closes it, where that is known.
    pub happened: Option<Happened>,
    /// What was typed into it before it was closed.
    pub unkept: Vec<Unkept>,
    /// What there is to choose from.
    pub choices: StepChoices,
}

/// What a step's form offers; most steps use little of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepChoices {
    /// Ministries that are picked or found.
    pub ministries: Picker,
    /// The ministries the question is with: value and name.
    pub current: Vec<Pick>,
    /// Questions that are found.
    pub questions: Picker,
    /// The texts of it: value, and the text's name.
    pub texts: Vec<(String, String)>,
    /// The relations or documents that can be taken back: value and name.
    pub taken_back: Vec<(String, String)>,
    /// The deadline that would run.
    pub preview: Option<DeadlinePreview>,
    /// Whether everybody sees what is added to the question.
    pub public: bool,
    /// What a redaction would take out, once it was looked for.
    pub redaction: Option<Redaction>,
    /// What a correction would change.
    pub consequence: Option<Consequence>,
    /// The wish for a correction that waits for a second person.
    pub correction_asked: Option<CorrectionAsked>,
    /// Between which days the day lies that is put right.
    pub bounds: Option<Bounds>,
    /// The published answers, or later referrals, that can be put right: value and name.
    pub dated: Vec<(String, String)>,
    /// The number it would be given.
    pub next_number: Option<i32>,
    /// The wish to hide it, which waits for a second person or was confirmed: who, and why.
    pub asked: Option<(String, String)>,
    /// Who confirmed that it be hidden, and on what day, where it is.
    pub hidden_by: Option<(String, Option<NaiveDate>)>,
    /// The wish to show it again, which waits for a second person: who, and why.
    pub unhiding_asked: Option<(String, String)>,
    /// The ministry that asked for a transfer, where to, and why.
    pub transfer_asked: Option<(Linked, PerLocale<String>, String)>,
    /// By when the ministry that gets the question would answer, and what becomes of an answer of the other.
    pub transfer_says: Vec<super::confirm::Consequence>,
    /// A print of that, to be sent along: something else must be seen anew.
    pub transfer_shown: String,
}

/// A wish for a correction that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionAsked {
    /// Who asked.
    pub who: String,
    /// For what.
    pub what: Rectified,
    /// The ministry it is about, if it is about one alone.
    pub ministry: Option<PerLocale<String>>,
    /// Why.
    pub reason: String,
}

impl CorrectionAsked {
    /// What is asked, by whom and why.
    pub(super) fn view(&self, tr: Tr) -> AnyView {
        let ministry = self.ministry.as_ref().map(|name| (tr.t("colon"), " ", lang::name(tr, name)));
        view! {
            <b>{tr.rectified(&self.what)}</b> {ministry} {tr.t("comma")} " "
            {tr.t("correction-asked-by")} " " <b><bdi>{self.who.clone()}</bdi></b> {tr.t("colon")} " " <q dir="auto">{self.reason.clone()}</q>
        }
        .into_any()
    }
}

/// What a redaction would take out, and where else the name stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redaction {
    /// The texts it would be taken out of.
    pub texts: Vec<Occurrence>,
    /// How often it would be taken out of what the texts read earlier.
    pub earlier: u64,
    /// Where it stands and would stay.
    pub elsewhere: Vec<Occurrence>,
    /// What was looked for, and in which text, so that nothing else is taken out than what was shown.
    pub shown: String,
    /// The earlier version after which the look began, where earlier ones were looked through before.
    pub after: Option<String>,
    /// The earlier version after which it is to go on, where not all could be looked through at once.
    pub goes_on_after: Option<String>,
}

impl Redaction {
    /// How often it would be taken out.
    #[must_use]
    pub fn hits(&self) -> u64 {
        self.texts.iter().flat_map(|text| &text.sentences).flatten().filter(|part| part.marked).count() as u64 + self.earlier
    }
}

/// A name in something: each sentence that has it, the name being marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// What it is in, in the reader's words.
    pub place: String,
    /// The language of it, if it is a text.
    pub locale: Option<Locale>,
    /// The sentences.
    pub sentences: Vec<Vec<Part>>,
    /// Where it can be read, if elsewhere.
    pub link: Option<String>,
}

pub(super) fn title(tr: Tr, page: &StepPage) -> String {
    head::title(tr, page.words(tr), &page.question)
}

impl StepPage {
    /// What it is called.
    fn words(&self, tr: Tr) -> String {
        self.step.words_of(tr, self.question.status, self.choices.correction_asked.as_ref().map(|asked| &asked.what))
    }

    /// Of what the annulment is that somebody asked for, if it is one.
    fn undone(&self, tr: Tr) -> Option<String> {
        tr.undone(&self.choices.correction_asked.as_ref()?.what)
    }

    /// What it brings about: of an annulment that is decided, that too which whoever asked for it was told.
    fn effects(&self, tr: Tr) -> Vec<String> {
        let asked = self.choices.correction_asked.as_ref().map(|asked| asked.what.what).filter(|kind| kind.undoes());
        match (self.step, asked.and_then(QuestionStep::that_corrects)) {
            (QuestionStep::ConfirmCorrection, Some(undoes)) => vec![undoes.effect(tr), tr.t("effect-confirm-undoing")],
            (QuestionStep::Attach, _) if self.choices.public => vec![tr.t("effect-attach-publish")],
            (step, _) => vec![step.effect(tr)],
        }
    }

    /// What a field of it is called.
    fn label(&self, tr: Tr, field: &str) -> String {
        match field {
            "on" => self.step.day(tr),
            "reason" if self.step.can_be_declined() => tr.t("step-decline-reason"),
            field => fields::label(tr, field),
        }
    }
}

/// A step's page.
#[component]
pub(super) fn Step(tr: Tr, today: NaiveDate, page: StepPage) -> impl IntoView {
    let back = links::staff::question(tr.locale, &page.question.address.code);
    let weight = if page.step.is_grave() { Weight::Grave } else { Weight::Main };
    // A name is looked for before it can be taken out, and a correction can be made once its consequence was seen.
    let found = page.choices.redaction.as_ref().is_some_and(|redaction| redaction.hits() > 0);
    let looks = page.step == QuestionStep::Redact;
    let further = page.choices.redaction.as_ref().is_some_and(|of| of.goes_on_after.is_some() && !found);
    let further = (looks && further).then(|| button(Weight::Main, FURTHER, tr.t("step-redact-further")));
    let look = looks.then(|| button(if found { Weight::Other } else { Weight::Main }, CHECK, tr.t("step-redact-look")));
    let unseen = page.step.correction().is_some() && page.choices.consequence.is_none();
    // Nothing is left to be done: what was typed is there to be copied, and no form.
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
        let happened = page.happened.as_ref().map(|of| happened::view(tr, of));
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>{tr.t("step-refused")}</h2>
                <p>{why.words(tr)}</p>
                {happened}
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
        {head::head(tr, page.words(tr), &page.question)}
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
                    (unkept::view(tr, &page.unkept), actions(tr, (), Some(back))).into_any()
                } else {
                    form(page.post.clone(), ENTER, (fields::fields(tr, today, &page), actions(tr, (go, further, look, check, drop), Some(back)))).into_any()
                }}
            </div>
            {preview}
        </div>
    }
}
