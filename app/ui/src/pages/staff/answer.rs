//! Where a ministry prepares its answer: the question on one side, the answer on the other, and how far it has come.
//!
//! All of the answer's side is one form: whichever button is pressed, everything typed goes along, and none sends an older text than the
//! one that is seen.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Locale, Status,
    preparation::{Setback, WorkState},
    text::LocalizedText,
};
use leptos::prelude::*;

use super::{
    conflict::{self, ConflictField, THEIRS, compared},
    kept::{self, KeptAs, Offer},
    unkept::{self, Unkept},
};
use crate::{
    catalogue::Tr,
    form::{ENTER, FormState, NOTHING, Picker, Post, WAS},
    links,
    model::{Linked, Somebody, Ticket},
    pages::question::{self, QuestionPage, SubQuestion},
    parts::{
        form::{Weight, actions, button, button_to, form, hidden, summary},
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
/// What the buttons of the other steps ask for: the address says which.
pub const GO: &str = "go";
/// The last part of the address where an answer is taken back from the Chamber.
const RECALL: &str = "recall";

/// What can be done on the page.
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
    /// What is in its form: the answer (`kind`, `text-ar`, `original`, `minister-ar`, `answered`, [`covers`], `also`), whom it is
    /// given to (`assigned`, `internal`), and where the question should go (`to`, `reason`).
    pub state: FormState,
    /// What was typed and can be kept no longer.
    pub unkept: Vec<Unkept>,
    /// The code by which the form, sent twice, is known.
    pub once: String,
    /// The version of the ministry's part that the form was filled on.
    pub version: i64,
    /// Other questions that the answer may serve.
    pub also: Picker,
    /// The ministries that it may go to.
    pub ministries: Picker,
    /// Those who work at the ministry: code and name.
    pub colleagues: Vec<(String, String)>,
    /// The transfer that was asked for: where to, and why.
    pub transfer_asked: Option<(Linked, String)>,
    /// The answer as it was submitted, while the Chamber has it, or as it was when the question ended.
    pub submitted: Option<Submitted>,
    /// The fields that somebody else changed in the meantime.
    pub conflict: Vec<ConflictField>,
    /// Who was faster, if anybody was.
    pub by: Somebody,
    /// What was kept of it but never sent.
    pub kept: Offer,
    /// How the form is kept.
    pub kept_as: KeptAs,
    /// After what a colleague saved was chosen: the fields that still differ from that, none of which is saved.
    pub unsaved: Option<Vec<String>>,
}

/// An answer that is the ministry's to read and not to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// What it is.
    pub kind: AnswerKind,
    /// Its texts.
    pub texts: Vec<LocalizedText>,
}

impl AnswerPage {
    /// Where a step is done.
    fn to(&self, tr: Tr, step: AnswerStep) -> String {
        links::board::answer_step(tr.locale, &self.ticket.address.code, &self.ticket.ministry.slug, step.code())
    }

    /// Where the form goes: it keeps the answer, unless a button leads elsewhere.
    fn post(&self, tr: Tr) -> Post {
        Post { action: self.to(tr, AnswerStep::Draft), once: self.once.clone(), version: Some(self.version), files: false }
    }

    /// The button of another step.
    fn go(&self, tr: Tr, weight: Weight, step: AnswerStep, label: String) -> AnyView {
        button_to(weight, GO, self.to(tr, step), label)
    }

    /// Whether the answer is in the ministry's hands: the question is open, and the Chamber has nothing to decide.
    #[must_use]
    pub fn is_theirs(&self) -> bool {
        self.ticket.state != WorkState::Submitted && !self.ticket.answered && self.question.status == Status::Transmitted
    }
}

pub(super) fn title(tr: Tr, page: &AnswerPage) -> String {
    let subject = page.ticket.subject_in_words(tr);
    match page.ticket.address.number {
        Some(number) => format!("{subject} ({})", tr.number_of(number)),
        None => subject,
    }
}

/// Whether there are texts in several languages: of one alone nobody asks whether it is the original.
#[must_use]
pub fn has_several(form: &FormState) -> bool {
    Locale::ALL.iter().filter(|locale| form.filled(&format!("text-{locale}")).is_some()).count() > 1
}

/// What is chosen in the answer itself, in words.
#[must_use]
pub fn chosen(tr: Tr, field: &str, value: &str) -> Option<String> {
    match field {
        "kind" => value.parse().ok().map(|kind| tr.answer_kind(kind)),
        "original" => Some(value.parse().ok().map_or_else(|| tr.t("answer-form-both-original"), |locale| editor::original(tr, locale))),
        _ => value.parse().ok().filter(|_| field.starts_with("covers-")).map(|of| tr.coverage(of)),
    }
}

/// The field that says how far the answer addresses a sub-question, by its identity: it may be moved while somebody types.
#[must_use]
pub fn covers(sub_question: i64) -> String {
    format!("covers-{sub_question}")
}

/// What a field is called in the error summary, on a page with these sub-questions.
#[must_use]
pub fn label(tr: Tr, field: &str, sub_questions: &[SubQuestion]) -> String {
    if let Some(place) = sub_questions.iter().position(|sub| covers(sub.id) == field) {
        return tr.ta("question-form-sub", [("n", (place + 1).to_string().into())]);
    }
    match field {
        of if of.starts_with("covers") => tr.t("judge-coverage"),
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
        {summary(tr, &page.state, |field| label(tr, field, &page.question.sub_questions))}
        {progress::stages(tr, &page.ticket)}
        {notices(tr, &page)}
        {conflict::unsaved(tr, page.unsaved.as_deref())}
        {kept::offer(tr, today, &page.kept, &page.kept_as, None)}
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
    let submitted = (of.state == WorkState::Submitted && !of.answered).then(|| {
        let sent = of.submitted_on.map(|on| (" ", tr.ta("answer-sent-to-chamber", [("date", tr.date(on).into())])));
        view! { <p class="notice">{tr.t("answer-with-chamber")} {sent}</p> }
    });
    let transfer = page.transfer_asked.as_ref().map(|(to, why)| {
        view! { <p class="notice">{tr.t("answer-transfer-waits")} " " <b>{lang::name(tr, &to.name)}</b> {tr.t("colon")} " " <q dir="auto">{why.clone()}</q></p> }
    });
    let reminded = of.reminded_on.filter(|_| !of.answered).map(|on| {
        view! { <p class="notice">{tr.ta("ticket-reminded", [("date", tr.date(on).into())])}</p> }
    });
    let over = (!matches!(page.question.status, Status::Transmitted | Status::Answered)).then(|| over(tr, page));
    let setback = of.setback.as_ref().filter(|_| page.is_theirs()).and_then(|of| setback(tr, of));
    (setback, returned, submitted, transfer, reminded, over).into_any()
}

/// What befell the ministry's answer, and what is to be done: of a question that is open.
fn setback(tr: Tr, of: &Setback) -> Option<AnyView> {
    let (words, why) = match of {
        Setback::Annulled { recorded, of, reason } => {
            let words = match (of.map(|on| [("date", tr.date(on).into())]), recorded) {
                (Some(date), false) => tr.ta("answer-setback-annulled", date),
                (None, false) => tr.t("answer-setback-annulled-undated"),
                (Some(date), true) => tr.ta("answer-setback-annulled-recorded", date),
                (None, true) => tr.t("answer-setback-annulled-recorded-undated"),
            };
            (words, reason.clone())
        }
        Setback::Restored => (tr.t("answer-setback-restored"), None),
        Setback::Returned => (tr.t("answer-setback-returned"), None),
        Setback::Ended { .. } | Setback::Away { .. } => return None,
    };
    let why = why.map(|why| view! { " " <span class="hint">{tr.t("step-reason")} {tr.t("colon")}</span> " " <q dir="auto">{why}</q> });
    Some(view! { <div class="notice" role="note"><b>{words}</b> {why}</div> }.into_any())
}

/// That the question has ended, and what became of an answer that was agreed to or handed over.
fn over(tr: Tr, page: &AnswerPage) -> AnyView {
    let status = tr.status(page.question.status);
    let (on, taken_back) = match page.ticket.setback {
        Some(Setback::Ended { on, taken_back }) => (on, taken_back),
        _ => (None, false),
    };
    let ended = match on {
        Some(on) => tr.ta("answer-ended", [("status", status.into()), ("date", tr.date(on).into())]),
        None => status,
    };
    let became = match (taken_back, &page.submitted) {
        (true, Some(_)) => Some(tr.t("answer-ended-taken-back")),
        (true, None) => Some(tr.t("answer-ended-for-others")),
        (false, Some(_)) => Some(tr.t("answer-ended-draft")),
        (false, None) => None,
    };
    view! { <p class="notice">{ended} {became.map(|became| (" ", became))}</p> }.into_any()
}

fn answer_side(tr: Tr, today: NaiveDate, page: &AnswerPage) -> AnyView {
    let submitted = page.submitted.as_ref().map(|of| {
        view! { <p class="meta">{tags::answer_kind(tr, of.kind)}</p> {question::answer_pair(tr, &of.texts)} }
    });
    let unkept = unkept::view(tr, &page.unkept);
    if !page.is_theirs() {
        return (unkept, submitted, recall(tr, page)).into_any();
    }
    let was = page.state.filled(WAS).map(|was| hidden(WAS, was.to_owned()));
    let companion = kept::companion(tr, &page.kept_as, "");
    let answer = (editor::editor(tr, today, page), companion);
    let parts = (was, progress::next(tr, page), side::assign(tr, page), answer, side::transfer(tr, page));
    (unkept, form(page.post(tr), ENTER, parts)).into_any()
}

/// The way to take an answer back that the Chamber has not decided on.
fn recall(tr: Tr, page: &AnswerPage) -> Option<AnyView> {
    let waits = page.ticket.state == WorkState::Submitted && !page.ticket.answered && page.question.status == Status::Transmitted;
    waits.then(|| {
        let action = links::board::answer_step(tr.locale, &page.ticket.address.code, &page.ticket.ministry.slug, RECALL);
        let post = Post { action, ..page.post(tr) };
        let hint = view! { <p class="hint">{tr.t("answer-recall-hint")}</p> };
        form(post, NOTHING, (hint, actions(tr, button(Weight::Other, GO, tr.t("answer-recall")), None)))
    })
}

/// Theirs and one's own side by side; one's own can still be edited, and sent over theirs. Enter decides nothing.
fn conflict(tr: Tr, page: &AnswerPage) -> AnyView {
    // What is shown is what is saved, and nothing else is done: only giving it to somebody keeps to whom and by when.
    let given = page.conflict.iter().any(|field| ["assigned", "internal"].contains(&field.name.as_str()));
    let step = if given { AnswerStep::Assign } else { AnswerStep::Draft };
    let post = Post { action: page.to(tr, step), ..page.post(tr) };
    let compared = compared(tr, &page.state, &page.conflict);
    let take = button(Weight::Other, THEIRS, tr.t("conflict-take-theirs"));
    let mine = button(Weight::Main, SAVE, tr.t("conflict-keep-mine"));
    view! {
        {head(tr, page)}
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>{tr.t("answer-conflict-title")}</h2>
            <p>{match &page.by {
                Somebody::Oneself => tr.t("answer-conflict-text-own"),
                who => tr.ta("answer-conflict-text", [("who", tr.somebody(who).into())]),
            }}</p>
        </div>
        {form(post, NOTHING, (compared, actions(tr, (mine, take), None)))}
    }
    .into_any()
}
