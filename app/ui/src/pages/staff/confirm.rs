//! The confirmation page of an act that starts a deadline, ends a question or publishes something: its consequences in sentences,
//! and one button with the name of the act. Nothing is done yet. Hidden fields carry everything that was typed.

use chrono::NaiveDate;
use jawab_domain::{PerLocale, QuestionNumber};
use leptos::prelude::*;

use super::{
    head,
    question_form::{DeadlinePreview, deadline},
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field, Weight, button, checkboxes, form, hidden, summary_with},
        lang,
        text::text,
    },
    form::{ACTION, FormState, IDEMPOTENCY_KEY, Post, VERSION},
    links,
    model::QuestionRow,
    shell::staff::breadcrumbs,
};

mod consequence;
mod sentence;

pub use consequence::Consequence;
pub(super) use sentence::sentence;

/// The action of the button that performs the act.
pub const CONFIRM: &str = "confirm";
/// The action of the button that performs the act and publishes the question.
pub const AND_PUBLISH: &str = "confirm-publish";
/// The action of the button that creates another draft, although one was created from the form before.
pub const ANOTHER: &str = "another";
/// The action of the button that leads back to the form with everything typed. It is also the action of the Enter key on every
/// confirmation page.
pub const BACK: &str = "back";
/// The field with the act to confirm.
pub const ACT: &str = "act";
/// The field that says where a series of numbers continues: after a number far above the others ([`MOVES`]), or again after the others
/// ([`BRINGS_BACK`]).
pub const SERIES: &str = "series";
/// The series continues after the new number.
pub const MOVES: &str = "moves";
/// The series is brought back to the largest number that is no mistake.
pub const BRINGS_BACK: &str = "back";

/// The fields that are not carried along, because they belong to one submission.
const OWN: [&str; 4] = [IDEMPOTENCY_KEY, VERSION, ACTION, SERIES];

/// Whether a form confirms the act that its page showed.
#[must_use]
pub fn is_confirmed(form: &FormState) -> bool {
    [CONFIRM, AND_PUBLISH].contains(&form.get(ACTION))
}

/// An act to confirm.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfirmPage {
    /// The act.
    pub act: ConfirmedAct,
    /// The question, if it is saved already.
    pub question: Option<QuestionRow>,
    /// The subject, as it will be saved.
    pub subject: PerLocale<String>,
    /// The target of the form, with the version that was shown.
    pub post: Post,
    /// Everything that was typed.
    pub state: FormState,
    /// The consequences of the act.
    pub says: Vec<Consequence>,
    /// The deadline that will run, day by day.
    pub preview: Option<DeadlinePreview>,
    /// Whether the same act can also publish the question.
    pub can_publish: bool,
}

/// An act with a confirmation page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmedAct {
    /// Deposits the question under a number far from the last one.
    Deposit,
    /// Deposits and transmits the question.
    DepositAndTransmit,
    /// Transmits the question.
    Transmit,
    /// Transfers a ministry's part to another ministry.
    Transfer,
    /// Adds a ministry.
    AddMinistry,
    /// Records a withdrawal.
    Withdraw,
    /// Converts the question to an oral one.
    Convert,
    /// Accepts and publishes an answer.
    Accept,
    /// Accepts an answer that the public does not see yet.
    AcceptUnseen,
    /// Publishes an answer that arrived outside the site.
    Record,
    /// Records such an answer, which the public does not see yet.
    RecordUnseen,
    /// Publishes a correction of an answer.
    Correct,
    /// Records a correction that the public does not see yet.
    CorrectUnseen,
    /// Changes the number of a question to one far from the last one.
    Renumber,
    /// Changes the draft that was created from the same form.
    UpdateDraft,
    /// Changes a published question.
    Edit,
    /// Attaches a document to a published question.
    Attach,
    /// Submits a ministry's answer to the Chamber.
    Submit,
    /// Saves a translation of published texts.
    Translate,
}

impl ConfirmedAct {
    /// The same act on an answer that the public does not see yet.
    #[must_use]
    pub const fn unseen(self) -> Self {
        match self {
            Self::Accept => Self::AcceptUnseen,
            Self::Record => Self::RecordUnseen,
            Self::Correct => Self::CorrectUnseen,
            other => other,
        }
    }

    /// Its name.
    pub(super) fn label(self, tr: Tr) -> String {
        match self {
            Self::Deposit => tr.t("step-deposit"),
            Self::DepositAndTransmit => tr.t("confirm-deposit-transmit"),
            Self::Transmit => tr.t("step-transmit"),
            Self::Transfer => tr.t("step-transfer"),
            Self::AddMinistry => tr.t("step-add-ministry"),
            Self::Withdraw => tr.t("step-withdraw"),
            Self::Convert => tr.t("step-convert"),
            Self::Accept => tr.t("judge-accept"),
            Self::AcceptUnseen => tr.t("judge-accept-unseen"),
            Self::Record => tr.t("confirm-record"),
            Self::RecordUnseen => tr.t("confirm-record-unseen"),
            Self::Correct => tr.t("publish-correction"),
            Self::CorrectUnseen => tr.t("publish-correction-unseen"),
            Self::Renumber => tr.t("question-form-save-changes"),
            Self::UpdateDraft => tr.t("confirm-update-draft"),
            Self::Edit => tr.t("question-form-save-publish"),
            Self::Attach => tr.t("step-attach-publish"),
            Self::Submit => tr.t("answer-submit"),
            Self::Translate => tr.t("translation-save-publish"),
        }
    }

    const fn weight(self) -> Weight {
        if matches!(self, Self::Withdraw | Self::Convert) { Weight::Destructive } else { Weight::Main }
    }
}

pub(super) fn title(tr: Tr, page: &ConfirmPage) -> String {
    let words = tr.ta("confirm-title", [("act", page.act.label(tr).into())]);
    match &page.question {
        Some(question) => head::title(tr, words, question),
        None => words,
    }
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: &ConfirmPage) -> AnyView {
    let words = tr.ta("confirm-title", [("act", page.act.label(tr).into())]);
    let heading = match &page.question {
        // Agents have no access to the work page of a question.
        Some(question) if page.act != ConfirmedAct::Submit => head::head(tr, words, question),
        _ => apart(tr, words, page),
    };
    let says = page.says.iter().map(|of| view! { <li>{sentence(tr, of)}</li> }).collect_view();
    let series = page.says.iter().find_map(|of| series_choice(tr, of)).map(|choice| {
        let field = Field::new(SERIES, tr.t("confirm-series")).hint(tr.t("confirm-series-hint")).optional();
        checkboxes(tr, &page.state, field, vec![choice])
    });
    let carried = page.state.pairs().iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let carried = carried.map(|(name, value)| hidden(name, value.clone())).collect_view();
    let preview = page.preview.as_ref().map(|preview| view! { <aside class="stack">{deadline(tr, today, preview)}</aside> });
    let class = if preview.is_some() { "working" } else { "narrow-form" };
    view! {
        {heading}
        {summary_with(tr, &page.state, |_| String::new(), Some(page.act.label(tr)))}
        <div class=class>
            <div class="stack">
                <section class="card effect" aria-labelledby="effect">
                    <h2 id="effect">{tr.t("step-effect")}</h2>
                    <ul class="bullets">{says}</ul>
                    <p class="hint">{tr.t("confirm-not-yet")}</p>
                </section>
                {form(page.post.clone(), BACK, (carried, series, buttons(tr, page)))}
            </div>
            {preview}
        </div>
    }
    .into_any()
}

/// What can be chosen of the series of numbers. A number below the last one does not move it, nor does one that is left to the series itself.
fn series_choice(tr: Tr, of: &Consequence) -> Option<Choice> {
    match of {
        Consequence::FarNumber { number, last } if number > last && *number <= QuestionNumber::MAX_IN_SERIES => {
            Some(Choice::new(MOVES, tr.t("confirm-series-moves")))
        }
        Consequence::SeriesBack { to, .. } => {
            Some(Choice::new(BRINGS_BACK, tr.ta("confirm-series-back", [("number", to.to_string().into())])))
        }
        _ => None,
    }
}

/// The heading if the question has no page to link to: it is not saved yet, or the user does not work on it.
fn apart(tr: Tr, words: String, page: &ConfirmPage) -> AnyView {
    let list = match page.act {
        ConfirmedAct::Submit => (links::staff::board(tr.locale), tr.t("staff-menu-board")),
        _ => (links::staff::questions(tr.locale), tr.t("staff-menu-questions")),
    };
    let (locale, subject) = page.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    view! {
        {breadcrumbs(tr, vec![list])}
        <header class="heading">
            <h1>{words}</h1>
            <p class="lead" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(locale, &subject)}</p>
        </header>
    }
    .into_any()
}

fn buttons(tr: Tr, page: &ConfirmPage) -> AnyView {
    let words = page.can_publish.then(|| match page.act {
        ConfirmedAct::DepositAndTransmit => tr.t("confirm-deposit-transmit-publish"),
        ConfirmedAct::Transmit => tr.t("confirm-transmit-publish"),
        _ => tr.ta("confirm-answer-and-question", [("n", unseen(page).into())]),
    });
    let hint = words.clone().map(|words| {
        let said = tr.ta("confirm-publish-hint", [("button", words.into()), ("n", unseen(page).into())]);
        view! { <p class="hint">{said}</p> }
    });
    let and_publish = words.map(|words| button(Weight::Other, AND_PUBLISH, words));
    let another = (page.act == ConfirmedAct::UpdateDraft).then(|| button(Weight::Other, ANOTHER, tr.t("confirm-another-draft")));
    view! {
        {hint}
        <div class="actions">
            {button(page.act.weight(), CONFIRM, page.act.label(tr))}
            {and_publish}
            {another}
            {button(Weight::Other, BACK, tr.t("confirm-back"))}
        </div>
    }
    .into_any()
}

/// The number of questions that the act also publishes: those listed as unpublished, or the question itself.
fn unseen(page: &ConfirmPage) -> u64 {
    let of = |says: &Consequence| if let Consequence::AnswerUnseen(of) = says { Some(of.len() as u64) } else { None };
    page.says.iter().find_map(of).unwrap_or(1)
}
