//! The page on which a ministry prepares its answer: the question on one side, the answer and its progress on the other.
//!
//! The side of the answer is a single form. Every button sends everything that was typed, so none can send an older text than the
//! visible one.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Locale, Publication, Status,
    field::{FieldName, FieldPath},
    preparation::{Setback, WorkState},
    text::LocalizedText,
};
use leptos::prelude::*;

use super::{
    board::board_items::{refused, reminder},
    conflict::{self, ConflictField, THEIRS, compared},
    form_drafts::{self, FormDraftContext, FormDraftOffer},
    questions::unseen,
    step::REQUEST,
    unsaved_fields::{self, UnsavedField},
};
use crate::{
    catalogue::Tr,
    components::{
        form::{Weight, actions, button, button_to, form, hidden, summary},
        item, lang, tags,
        text::text,
    },
    form::{ENTER, FormState, NO_ACTION, ORIGINAL, Picker, Post},
    links,
    model::{ActorName, BoardItem, Linked},
    pages::question::{self, QuestionPage, SubQuestion},
    shell::staff::breadcrumbs,
};

pub(super) mod editor;
mod progress;
mod side;

/// The action of the button that saves the answer.
pub const SAVE: &str = "save";
/// The action of the buttons of the other steps. The address says which step.
pub const GO: &str = "go";
/// The last segment of the address that recalls an answer from the Chamber.
const RECALL: &str = "recall";

/// A step on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerStep {
    /// Assigns the question to somebody, and sets the internal deadline.
    Assign,
    /// Saves the text.
    Draft,
    /// Clears the answer: the ministry agrees to it.
    Clear,
    /// Submits the answer to the Chamber.
    Submit,
    /// Requests a transfer of the question.
    Transfer,
    /// Withdraws the pending transfer request.
    WithdrawTransfer,
}

impl AnswerStep {
    /// The last segment of the step's address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::Draft => "draft",
            Self::Clear => "clear",
            Self::Submit => "submit",
            Self::Transfer => "transfer",
            Self::WithdrawTransfer => "withdraw-transfer",
        }
    }
}

/// The preparation of a ministry's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerPage {
    /// The ministry's part.
    pub board_item: BoardItem,
    /// The question, with its published content and answers.
    pub question: QuestionPage,
    /// The publication of the question.
    pub publication: Publication,
    /// The form: the answer (`kind`, `text-ar`, `original`, `minister-ar`, `answered`, [`covers`], `also`), the assignment
    /// (`assigned`, `internal`), and the transfer request (`to`, `reason`).
    pub state: FormState,
    /// The input that could not be saved.
    pub unsaved_fields: Vec<UnsavedField>,
    /// The code that makes the form idempotent.
    pub idempotency_key: String,
    /// The version of the ministry's part that the form is based on.
    pub version: i64,
    /// Other questions that the answer may be for.
    pub also: Picker,
    /// The ministries that the question may be transferred to.
    pub ministries: Picker,
    /// The agents of the ministry: code and name.
    pub colleagues: Vec<(String, String)>,
    /// The reminders of the Chamber, the latest first: their days and notes.
    pub reminders: Vec<(NaiveDate, Option<String>)>,
    /// The latest assignments inside the ministry, the latest first.
    pub assignments: Vec<Assignment>,
    /// The pending transfer request.
    pub transfer_asked: Option<PendingTransfer>,
    /// The submitted answer while the Chamber has it, or the answer at the time the question ended.
    pub submitted: Option<Submitted>,
    /// The fields that somebody else changed in the meantime.
    pub conflict: Vec<ConflictField>,
    /// The author of the concurrent change, if there was one.
    pub by: ActorName,
    /// The form drafts that were never sent.
    pub draft_offer: FormDraftOffer,
    /// The identity of the form's draft.
    pub draft_context: FormDraftContext,
    /// After the user chose a colleague's version: the fields that still differ from it, none of which is saved.
    pub unsaved: Option<Vec<String>>,
}

/// A past assignment inside the ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The day on which it was made, in Morocco.
    pub on: NaiveDate,
    /// Who made it, if known.
    pub by: Option<String>,
    /// The assignee, if there was one.
    pub to: Option<String>,
    /// The internal deadline from then on.
    pub internal_due_on: Option<NaiveDate>,
}

/// A transfer request that the Chamber has not decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingTransfer {
    /// Its identity.
    pub id: i64,
    /// The ministry that the question should go to.
    pub to: Linked,
    /// Why.
    pub reason: String,
}

/// An answer that the ministry can read but not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// The kind of answer.
    pub kind: AnswerKind,
    /// Its texts.
    pub texts: Vec<LocalizedText>,
}

impl AnswerPage {
    /// The address of a step.
    fn to(&self, tr: Tr, step: AnswerStep) -> String {
        links::board::answer_step(tr.locale, &self.board_item.address.code, &self.board_item.ministry.slug, step.code())
    }

    /// The target of the form. It saves the answer, unless a button has another address.
    fn post(&self, tr: Tr) -> Post {
        Post {
            action: self.to(tr, AnswerStep::Draft),
            idempotency_key: self.idempotency_key.clone(),
            version: Some(self.version),
            files: false,
        }
    }

    /// The address that withdraws a transfer request. It names the one that was shown.
    fn withdrawing(&self, tr: Tr, asked: &PendingTransfer) -> String {
        links::with_query(&self.to(tr, AnswerStep::WithdrawTransfer), &[(REQUEST, &asked.id.to_string())])
    }

    /// The button of another step.
    fn go(&self, tr: Tr, weight: Weight, step: AnswerStep, label: String) -> AnyView {
        button_to(weight, GO, self.to(tr, step), label)
    }

    /// Whether the ministry can work on the answer: the question is open, and the Chamber has nothing to decide.
    #[must_use]
    pub fn is_theirs(&self) -> bool {
        self.board_item.state != WorkState::Submitted && !self.board_item.answered && self.question.status == Status::Transmitted
    }
}

pub(super) fn title(tr: Tr, page: &AnswerPage) -> String {
    let subject = page.board_item.subject_text(tr);
    match page.board_item.address.number {
        Some(number) => format!("{subject} ({})", tr.number_of(number)),
        None => subject,
    }
}

/// Whether there are texts in several languages. Only then the form asks which one is the original.
#[must_use]
pub fn has_several(form: &FormState) -> bool {
    Locale::ALL.iter().filter(|locale| form.filled(&FieldName::Texts.in_language(**locale).form()).is_some()).count() > 1
}

/// The fields of the form.
const FIELDS: [FieldName; 11] = [
    FieldName::AnswerKind,
    FieldName::Texts,
    FieldName::Original,
    FieldName::Minister,
    FieldName::AnsweredOn,
    FieldName::Also,
    FieldName::Coverage,
    FieldName::Assignee,
    FieldName::InternalDueOn,
    FieldName::To,
    FieldName::Reason,
];

/// The field of the answer's form by its name in the form.
#[must_use]
pub fn field(name: &str) -> Option<FieldName> {
    FieldPath::from_form(name, &FIELDS).map(|field| field.name)
}

/// The label of a choice in the answer's own fields.
#[must_use]
pub fn chosen(tr: Tr, name: &str, value: &str) -> Option<String> {
    match field(name)? {
        FieldName::AnswerKind => value.parse().ok().map(|kind| tr.answer_kind(kind)),
        FieldName::Original => {
            Some(value.parse().ok().map_or_else(|| tr.t("answer-form-both-original"), |locale| editor::original(tr, locale)))
        }
        FieldName::Coverage => value.parse().ok().map(|of| tr.coverage(of)),
        _ => None,
    }
}

/// The name of the field for a sub-question's coverage. It uses the identity, because the sub-question may move in the meantime.
#[must_use]
pub fn covers(sub_question: i64) -> String {
    format!("{}-{sub_question}", FieldName::Coverage.form())
}

/// The label of a field in the error summary. Coverage fields are named by these sub-questions.
#[must_use]
pub fn label(tr: Tr, name: &str, sub_questions: &[SubQuestion]) -> String {
    if let Some(place) = sub_questions.iter().position(|sub| covers(sub.id) == name) {
        return tr.ta("question-form-sub", [("n", (place + 1).to_string().into())]);
    }
    match field(name) {
        Some(FieldName::To) => tr.t("answer-transfer-to"),
        Some(field) => tr.field(field),
        None => String::new(),
    }
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: AnswerPage) -> AnyView {
    if !page.conflict.is_empty() {
        return conflict(tr, &page);
    }
    view! {
        {head(tr, &page)}
        {summary(tr, &page.state, |field| label(tr, field, &page.question.sub_questions))}
        {progress::stages(tr, &page.board_item)}
        {notices(tr, today, &page)}
        {conflict::unsaved(tr, page.unsaved.as_deref())}
        {form_drafts::offer(tr, today, &page.draft_offer, &page.draft_context, None)}
        <div class="workshop">
            <section class="stack" aria-label=tr.t("answer-side-question")>{question::reading(tr, today, &page.question)}</section>
            <section class="stack" aria-label=tr.t("answer-side-answer")>{answer_side(tr, today, &page)}</section>
        </div>
    }
    .into_any()
}

fn head(tr: Tr, page: &AnswerPage) -> AnyView {
    let of = &page.board_item;
    let (locale, subject) = of.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    let authors = page.question.authors.iter().map(|author| lang::name(tr, &author.member.name));
    let public = (page.publication == Publication::Published)
        .then(|| view! { <a href=page.question.address.link(tr.locale)>{tr.t("work-public-page")}</a> });
    view! {
        {breadcrumbs(tr, vec![(links::staff::board(tr.locale), tr.t("staff-menu-board"))])}
        <header class="heading">
            <p class="meta">
                {tags::standing(tr, of.kind, of.status, of.standing)} {unseen(tr, of.status, page.publication)} {item::number(tr, &of.address)} {public}
            </p>
            <h1 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{text(locale, &subject)}</h1>
            <p class="meta parties">
                <span>{tr.t("asked-by")} " " {lang::joined(tr, authors)}</span>
                <span>{tr.t("answer-of")} " " {lang::name(tr, &of.ministry.name)}</span>
            </p>
        </header>
    }
    .into_any()
}

/// The important notices: that readers do not see the question, a return by the Chamber with its reason, a pending decision, reminders,
/// and an internal deadline after the legal one.
fn notices(tr: Tr, today: NaiveDate, page: &AnswerPage) -> AnyView {
    let of = &page.board_item;
    let hidden = (page.publication == Publication::Hidden).then(|| view! { <p class="notice">{tr.t("answer-question-hidden")}</p> });
    let returned = of.returned.clone().map(|why| {
        view! { <div class="notice" role="note"><b>{tr.t("ticket-returned")} {tr.t("colon")}</b> " " <q dir="auto">{why}</q></div> }
    });
    let submitted = (of.state == WorkState::Submitted && !of.answered).then(|| {
        let sent = of.submitted_on.map(|on| (" ", tr.ta("answer-sent-to-chamber", [("date", tr.date(on).into())])));
        view! { <p class="notice">{tr.t("answer-with-chamber")} {sent}</p> }
    });
    let transfer = page.transfer_asked.as_ref().map(|PendingTransfer { to, reason, .. }| {
        view! { <p class="notice">{tr.t("answer-transfer-waits")} " " <b>{lang::name(tr, &to.name)}</b> {tr.t("colon")} " " <q dir="auto">{reason.clone()}</q></p> }
    });
    let refused = of.transfer_refused.as_ref().filter(|_| page.is_theirs() && page.transfer_asked.is_none()).map(|of| {
        let hint = view! { " " <span class="hint">{tr.t("answer-transfer-refused-hint")}</span> };
        view! { <div class="notice" role="note">{refused(tr, of)} {hint}</div> }
    });
    let reminders = page.reminders.iter().filter(|_| !of.answered);
    let reminded = reminders.map(|(on, note)| view! { <p class="notice">{reminder(tr, *on, note.as_deref())}</p> }).collect_view();
    let late = of.late_internal_deadline(today).filter(|_| page.is_theirs()).zip(of.due_on).map(|(internal, due)| {
        view! { <p class="notice">{tr.ta("answer-internal-late", [("date", tr.date(internal).into()), ("due", tr.date(due).into())])}</p> }
    });
    let over = (!matches!(page.question.status, Status::Transmitted | Status::Answered)).then(|| over(tr, page));
    let setback = of.setback.as_ref().filter(|_| page.is_theirs()).and_then(|of| setback(tr, of));
    (hidden, setback, returned, submitted, transfer, refused, reminded, late, over).into_any()
}

/// The setback of the ministry's answer, and what to do about it, while the question is open.
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

/// The notice that the question has ended, and what became of a cleared or submitted answer.
fn over(tr: Tr, page: &AnswerPage) -> AnyView {
    let status = tr.status(page.question.status);
    let (on, taken_back) = match page.board_item.setback {
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
    let unsaved_fields = unsaved_fields::view(tr, &page.unsaved_fields);
    if !page.is_theirs() {
        return (unsaved_fields, submitted, recall(tr, page), withdraw_transfer(tr, page)).into_any();
    }
    let was = page.state.filled(ORIGINAL).map(|was| hidden(ORIGINAL, was.to_owned()));
    let companion = form_drafts::companion(tr, &page.draft_context, "");
    let answer = (editor::editor(tr, today, page), companion);
    let parts = (was, progress::next(tr, page), side::assign(tr, page), answer, side::transfer(tr, page));
    (unsaved_fields, form(page.post(tr), ENTER, parts)).into_any()
}

/// The form that recalls an answer which the Chamber has not decided on.
fn recall(tr: Tr, page: &AnswerPage) -> Option<AnyView> {
    let waits = page.board_item.state == WorkState::Submitted && !page.board_item.answered && page.question.status == Status::Transmitted;
    waits.then(|| {
        let action = links::board::answer_step(tr.locale, &page.board_item.address.code, &page.board_item.ministry.slug, RECALL);
        let post = Post { action, ..page.post(tr) };
        let hint = view! { <p class="hint">{tr.t("answer-recall-hint")}</p> };
        form(post, NO_ACTION, (hint, actions(tr, button(Weight::Other, GO, tr.t("answer-recall")), None)))
    })
}

/// The form that withdraws a transfer request while the Chamber has the answer too.
fn withdraw_transfer(tr: Tr, page: &AnswerPage) -> Option<AnyView> {
    page.transfer_asked.as_ref().map(|asked| {
        let post = Post { action: page.withdrawing(tr, asked), ..page.post(tr) };
        let hint = view! { <p class="hint">{tr.t("answer-transfer-withdraw-hint")}</p> };
        form(post, NO_ACTION, (hint, actions(tr, button(Weight::Other, GO, tr.t("answer-transfer-withdraw")), None)))
    })
}

/// Both versions side by side. The user's own version can be edited and sent over the other. The Enter key does nothing.
fn conflict(tr: Tr, page: &AnswerPage) -> AnyView {
    // Exactly what is shown is saved. Only the assign step also saves the assignee and the internal deadline.
    let given = page.conflict.iter().any(|of| matches!(field(&of.name), Some(FieldName::Assignee | FieldName::InternalDueOn)));
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
                ActorName::CurrentUser => tr.t("answer-conflict-text-own"),
                who => tr.ta("answer-conflict-text", [("who", tr.actor_name(who).into())]),
            }}</p>
        </div>
        {form(post, NO_ACTION, (compared, actions(tr, (mine, take), None)))}
    }
    .into_any()
}
