//! Where a ministry prepares its answer: the question on one side, the answer on the other, and how far it has come.

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Locale, Status, preparation::WorkState, text::LocalizedText};
use leptos::prelude::*;

use super::conflict::{ConflictField, field as conflicting};
use crate::{
    catalogue::Tr,
    form::{FormState, Picker, Post},
    links,
    model::{Linked, Ticket},
    pages::question::{self, QuestionPage},
    parts::{
        form::{Weight, actions, button, form, hidden, summary},
        item, lang, tags,
        text::text,
    },
    shell::staff::breadcrumbs,
};

pub(super) mod editor;
mod progress;
mod side;

/// What the button asks for that keeps the answer.
pub const SAVE: &str = "save";
/// What the buttons of the other forms ask for.
pub const GO: &str = "go";

/// The forms of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerStep {
    /// Give it to somebody, and set the ministry's own deadline.
    Assign,
    /// Write it.
    Draft,
    /// Agree to it.
    Clear,
    /// Hand it to the Chamber.
    Submit,
    /// Ask for the question to go elsewhere.
    Transfer,
}

impl AnswerStep {
    /// Its last part of the address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::Draft => "draft",
            Self::Clear => "clear",
            Self::Submit => "submit",
            Self::Transfer => "transfer",
        }
    }
}

/// A ministry's answer as it is prepared.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerPage {
    /// The ministry's part.
    pub ticket: Ticket,
    /// The question, with what is published of it and of its answers.
    pub question: QuestionPage,
    /// The answer: `kind`, `text-ar`, `original`, `minister-ar`, `answered`, `covers-1`, `also`.
    pub draft: FormState,
    /// Whether it was sent just now: where it cannot be kept, it is shown.
    pub sent: bool,
    /// Whom it is given to: `assigned`, `internal`.
    pub assign: FormState,
    /// Where it should go: `to`, `reason`.
    pub transfer: FormState,
    /// The code by which each form, sent twice, is known.
    pub once: String,
    /// Other questions that the answer may serve.
    pub also: Picker,
    /// The ministries that it may go to.
    pub ministries: Picker,
    /// Those who work at the ministry: code and name.
    pub colleagues: Vec<(String, String)>,
    /// The transfer that was asked for: where to, and why.
    pub transfer_asked: Option<(Linked, String)>,
    /// The answer as it was submitted, while the Chamber has it.
    pub submitted: Option<Submitted>,
    /// The fields that somebody else changed in the meantime.
    pub conflict: Vec<ConflictField>,
}

/// An answer that the Chamber has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// What it is.
    pub kind: AnswerKind,
    /// Its texts.
    pub texts: Vec<LocalizedText>,
}

impl AnswerPage {
    /// Where a form of the page goes.
    fn post(&self, tr: Tr, step: AnswerStep) -> Post {
        Post {
            action: links::board::answer_step(tr.locale, &self.ticket.address.code, &self.ticket.ministry.slug, step.code()),
            once: self.once.clone(),
            version: Some(self.ticket.version),
            files: false,
        }
    }

    /// Whether the answer is in the ministry's hands: the question is open, and the Chamber has nothing to decide.
    fn is_theirs(&self) -> bool {
        self.ticket.state != WorkState::Submitted && self.ticket.answered_on.is_none() && self.question.status == Status::Transmitted
    }

    /// The first form in which something is wrong.
    fn faulty(&self) -> Option<&FormState> {
        [&self.draft, &self.assign, &self.transfer].into_iter().find(|state| !state.is_sound())
    }
}

pub(super) fn title(tr: Tr, page: &AnswerPage) -> String {
    let subject = page.ticket.subject_in_words(tr);
    match page.ticket.address.number {
        Some(number) => format!("{subject} ({})", tr.number_of(number)),
        None => subject,
    }
}

/// What a field is called in the error summary.
pub(super) fn label(tr: Tr, field: &str) -> String {
    if let Some(n) = field.strip_prefix("covers-") {
        return tr.ta("question-form-sub", [("n", n.into())]);
    }
    match field {
        "kind" => tr.t("answer-form-kind"),
        "text" | "text-ar" | "text-fr" => tr.t("answer-form-text"),
        "minister" | "minister-ar" | "minister-fr" => tr.t("answer-form-minister"),
        "answered" => tr.t("answer-form-on"),
        "original" => tr.t("answer-form-original"),
        "also" => tr.t("answer-form-also"),
        "assigned" => tr.t("board-assigned"),
        "internal" => tr.t("board-internal"),
        "to" => tr.t("answer-transfer-to"),
        "reason" => tr.t("step-reason"),
        _ => String::new(),
    }
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: AnswerPage) -> AnyView {
    if !page.conflict.is_empty() {
        return conflict(tr, &page);
    }
    view! {
        {head(tr, &page)}
        {page.faulty().and_then(|state| summary(tr, state, |field| label(tr, field)))}
        {progress::stages(tr, page.ticket.state)}
        {notices(tr, &page)}
        <div class="workshop">
            <section class="stack" aria-label=tr.t("answer-side-question")>{question::reading(tr, today, &page.question)}</section>
            <section class="stack" aria-label=tr.t("answer-side-answer")>{answer_side(tr, today, &page)}</section>
        </div>
    }
    .into_any()
}

fn head(tr: Tr, page: &AnswerPage) -> AnyView {
    let of = &page.ticket;
    let (locale, subject) = of.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let authors = page.question.authors.iter().map(|author| lang::name(tr, &author.member.name));
    view! {
        {breadcrumbs(tr, vec![(links::staff::board(tr.locale), tr.t("staff-menu-board"))])}
        <header class="heading">
            <p class="meta">{tags::standing(tr, of.kind, of.status, of.standing)} {item::number(tr, &of.address)}</p>
            <h1 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(locale, &subject)}</h1>
            <p class="meta parties">
                <span>{tr.t("asked-by")} " " {lang::joined(tr, authors)}</span>
                <span>{tr.t("answer-of")} " " {lang::name(tr, &of.ministry.name)}</span>
            </p>
        </header>
    }
    .into_any()
}

/// What must be known before anything else: that the Chamber returned it, why, and what it has to decide.
fn notices(tr: Tr, page: &AnswerPage) -> AnyView {
    let of = &page.ticket;
    let returned = of.returned.clone().map(|why| {
        view! { <div class="notice" role="note"><b>{tr.t("ticket-returned")} {tr.t("colon")}</b> " " <q dir="auto">{why}</q></div> }
    });
    let submitted = (of.state == WorkState::Submitted && of.answered_on.is_none()).then(|| {
        let when = of.submitted_on.map(|on| (" (", lang::day(tr, on), ")"));
        view! { <p class="notice">{tr.t("answer-with-chamber")} {when}</p> }
    });
    let transfer = page.transfer_asked.as_ref().map(|(to, why)| {
        view! { <p class="notice">{tr.t("answer-transfer-waits")} " " <b>{lang::name(tr, &to.name)}</b> {tr.t("colon")} " " <q dir="auto">{why.clone()}</q></p> }
    });
    let reminded = of.reminded_on.filter(|_| of.answered_on.is_none()).map(|on| {
        view! { <p class="notice">{tr.ta("ticket-reminded", [("date", tr.date(on).into())])}</p> }
    });
    let over = (!matches!(page.question.status, Status::Transmitted | Status::Answered)).then(|| {
        view! { <p class="notice">{tr.status(page.question.status)}</p> }
    });
    (returned, submitted, transfer, reminded, over).into_any()
}

fn answer_side(tr: Tr, today: NaiveDate, page: &AnswerPage) -> AnyView {
    let submitted = page.submitted.as_ref().map(|of| {
        view! { <p class="meta">{tags::answer_kind(tr, of.kind)}</p> {question::answer_pair(tr, &of.texts)} }
    });
    if !page.is_theirs() {
        let typed = page.sent.then(|| typed(tr, &page.draft));
        return (typed, submitted).into_any();
    }
    (progress::next(tr, page), side::assign(tr, page), editor::editor(tr, today, page), side::transfer(tr, page)).into_any()
}

/// What was typed and can be kept no longer, to be copied.
fn typed(tr: Tr, draft: &FormState) -> AnyView {
    let texts = Locale::ALL.iter().filter_map(|locale| Some((*locale, draft.filled(&format!("text-{locale}"))?.to_owned())));
    let texts = texts.map(|(locale, words)| view! { <p class="typed" lang=locale.code() dir=locale.dir()>{words}</p> }).collect_view();
    view! { <section class="card stack" aria-labelledby="typed"><h2 id="typed">{tr.t("conflict-yours")}</h2>{texts}</section> }.into_any()
}

/// Theirs and one's own side by side; one's own can still be edited, and sent over theirs.
fn conflict(tr: Tr, page: &AnswerPage) -> AnyView {
    let differs = |name: &str| page.conflict.iter().any(|field| field.name == name);
    let carried = page.draft.pairs().iter().filter(|(name, _)| !differs(name) && !matches!(name.as_str(), "once" | "version" | "do"));
    let carried = carried.map(|(name, value)| hidden(name, value.clone())).collect_view();
    let fields = page.conflict.iter().map(|of| conflicting(tr, &page.draft, of)).collect_view();
    let take = view! { <a class="button other" href=page.ticket.link(tr.locale)>{tr.t("conflict-take-theirs")}</a> };
    let mine = button(Weight::Main, SAVE, tr.t("conflict-keep-mine"));
    view! {
        {head(tr, page)}
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>{tr.t("answer-conflict-title")}</h2>
            <p>{tr.t("answer-conflict-text")}</p>
        </div>
        {form(page.post(tr, AnswerStep::Draft), SAVE, (carried, fields, actions(tr, (mine, take), None)))}
    }
    .into_any()
}
