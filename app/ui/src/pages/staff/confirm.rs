//! Before an act that starts a clock, ends a question or shows something to the public: what it brings about, in sentences, and one
//! button that names it. Nothing is done yet, and everything that was typed goes along unseen.

use chrono::NaiveDate;
use jawab_domain::PerLocale;
use leptos::prelude::*;

use super::{
    head,
    question_form::{DeadlinePreview, deadline},
};
use crate::{
    catalogue::Tr,
    form::{DO, FormState, Post},
    links,
    model::QuestionRow,
    parts::{
        form::{Choice, Field, Weight, button, checkboxes, form, hidden, summary_with},
        lang,
        text::text,
    },
    shell::staff::breadcrumbs,
};

mod says;

pub use says::Consequence;
pub(super) use says::sentence;

/// What the button asks for that does it.
pub const CONFIRM: &str = "confirm";
/// What the button asks for that does it and shows the question to the public.
pub const AND_PUBLISH: &str = "confirm-publish";
/// What the button asks for that makes another draft beside the one that was made of the form.
pub const ANOTHER: &str = "another";
/// What the button asks for that leads back to the form, with everything typed. So does the Enter key, whatever is confirmed.
pub const BACK: &str = "back";
/// The field that says which act is confirmed.
pub const ACT: &str = "act";
/// The field by which a number that is far above the others moves the series on.
pub const SERIES: &str = "series";

/// What never goes along: it belongs to one sending of a form.
const OWN: [&str; 4] = ["once", "version", DO, SERIES];

/// Whether a form does what its page said.
#[must_use]
pub fn is_confirmed(form: &FormState) -> bool {
    [CONFIRM, AND_PUBLISH].contains(&form.get(DO))
}

/// An act to be confirmed.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfirmPage {
    /// Which.
    pub act: Confirmed,
    /// The question, where it is there already.
    pub question: Option<QuestionRow>,
    /// Its subject, as it will be saved.
    pub subject: PerLocale<String>,
    /// Where the form goes, with the version that was seen.
    pub post: Post,
    /// Everything that was typed.
    pub state: FormState,
    /// What the act brings about.
    pub says: Vec<Consequence>,
    /// The deadline that will run, day by day.
    pub preview: Option<DeadlinePreview>,
    /// Whether it can be shown to the public in the same act.
    pub can_publish: bool,
}

/// An act that is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// To deposit, under a number that is far from the last one.
    Deposit,
    /// To deposit and transmit at once.
    DepositAndTransmit,
    /// To transmit.
    Transmit,
    /// To refer a ministry's part to another.
    Transfer,
    /// To refer it to one more ministry.
    AddMinistry,
    /// To record that its author took it back.
    Withdraw,
    /// To put it orally instead.
    Convert,
    /// To accept and publish an answer.
    Accept,
    /// To accept an answer of which the public sees nothing yet.
    AcceptUnseen,
    /// To publish an answer that arrived outside the site.
    Record,
    /// To record one of which the public sees nothing yet.
    RecordUnseen,
    /// To publish a correction of an answer.
    Correct,
    /// To record one of which the public sees nothing yet.
    CorrectUnseen,
    /// To change a question to a number that is far from the last one.
    Renumber,
    /// To change the draft that was made of the same form.
    UpdateDraft,
    /// To change a question that the public sees.
    Edit,
    /// To attach a document to a question that the public sees.
    Attach,
    /// To hand a ministry's answer to the Chamber.
    Submit,
    /// To save a translation of what the public sees.
    Translate,
}

impl Confirmed {
    /// The same act on an answer of which the public sees nothing yet.
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
    pub(super) fn words(self, tr: Tr) -> String {
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
        if matches!(self, Self::Withdraw | Self::Convert) { Weight::Grave } else { Weight::Main }
    }
}

pub(super) fn title(tr: Tr, page: &ConfirmPage) -> String {
    let words = tr.ta("confirm-title", [("act", page.act.words(tr).into())]);
    match &page.question {
        Some(question) => head::title(tr, words, question),
        None => words,
    }
}

/// An act to be confirmed.
pub(super) fn view(tr: Tr, today: NaiveDate, page: &ConfirmPage) -> AnyView {
    let words = tr.ta("confirm-title", [("act", page.act.words(tr).into())]);
    let heading = match &page.question {
        // Agents have no way to the work on a question.
        Some(question) if page.act != Confirmed::Submit => head::head(tr, words, question),
        _ => apart(tr, words, page),
    };
    let says = page.says.iter().map(|of| view! { <li>{sentence(tr, of)}</li> }).collect_view();
    // A number below the last one moves nothing.
    let moves = page.says.iter().any(|of| matches!(of, Consequence::FarNumber { number, last } if number > last));
    let series = moves.then(|| {
        let field = Field::new(SERIES, tr.t("confirm-series")).hint(tr.t("confirm-series-hint")).optional();
        checkboxes(tr, &page.state, field, vec![Choice::new("moves", tr.t("confirm-series-moves"))])
    });
    let carried = page.state.pairs().iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let carried = carried.map(|(name, value)| hidden(name, value.clone())).collect_view();
    let preview = page.preview.as_ref().map(|preview| view! { <aside class="stack">{deadline(tr, today, preview)}</aside> });
    let class = if preview.is_some() { "working" } else { "narrow-form" };
    view! {
        {heading}
        {summary_with(tr, &page.state, |_| String::new(), Some(page.act.words(tr)))}
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

/// The heading where there is no page of the question to lead to: it is not saved yet, or whoever is asked does not work on it.
fn apart(tr: Tr, words: String, page: &ConfirmPage) -> AnyView {
    let list = match page.act {
        Confirmed::Submit => (links::staff::board(tr.locale), tr.t("staff-menu-board")),
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
        Confirmed::DepositAndTransmit => tr.t("confirm-deposit-transmit-publish"),
        Confirmed::Transmit => tr.t("confirm-transmit-publish"),
        _ => tr.ta("confirm-answer-and-question", [("n", unseen(page).into())]),
    });
    let hint = words.clone().map(|words| {
        let said = tr.ta("confirm-publish-hint", [("button", words.into()), ("n", unseen(page).into())]);
        view! { <p class="hint">{said}</p> }
    });
    let and_publish = words.map(|words| button(Weight::Other, AND_PUBLISH, words));
    let another = (page.act == Confirmed::UpdateDraft).then(|| button(Weight::Other, ANOTHER, tr.t("confirm-another-draft")));
    view! {
        {hint}
        <div class="actions">
            {button(page.act.weight(), CONFIRM, page.act.words(tr))}
            {and_publish}
            {another}
            {button(Weight::Other, BACK, tr.t("confirm-back"))}
        </div>
    }
    .into_any()
}

/// How many questions are shown to the public with the act: those that are said to be unseen, or the one in hand.
fn unseen(page: &ConfirmPage) -> u64 {
    let of = |says: &Consequence| if let Consequence::AnswerUnseen(of) = says { Some(of.len() as u64) } else { None };
    page.says.iter().find_map(of).unwrap_or(1)
}
