//! The history of a question: who did what, when and why, and how texts changed.

use chrono::NaiveDate;
use jawab_domain::{
    Legislature, Locale, PerLocale, QuestionNumber,
    lifecycle::{CorrectedBy, CorrectionRecord, EventKind},
    text::TextChange,
};
use leptos::prelude::*;

use super::head;
use crate::{
    catalogue::Tr,
    components::{corrected_by, lang, pagination, text::text},
    links,
    model::QuestionRow,
};

mod abridged;
mod diff;

pub use abridged::abridged;
pub use diff::{DiffKind, DiffPiece, MAX_WORD_PAIRS, diff, diffs};

/// The number of entries per page.
pub const ENTRIES_PER_PAGE: usize = 20;

/// One page of the history of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPage {
    /// The question.
    pub question: QuestionRow,
    /// The entries, latest first.
    pub entries: Vec<HistoryEntry>,
    /// The number of entries in the whole history.
    pub total: usize,
    /// The page number, from 1.
    pub page: usize,
    /// The entry whose changes are shown in full, whatever their length.
    pub whole: Option<usize>,
}

impl HistoryPage {
    /// The number of pages.
    #[must_use]
    pub const fn pages(total: usize) -> usize {
        total.div_ceil(ENTRIES_PER_PAGE)
    }

    /// The page of an entry, by its index in the whole history.
    const fn page_of(&self, nth: usize) -> usize {
        self.total.saturating_sub(nth + 1) / ENTRIES_PER_PAGE + 1
    }

    /// The link that shows the changes of an entry in full.
    fn whole_link(&self, tr: Tr, nth: usize) -> String {
        let history = links::staff::question_step(tr.locale, &self.question.address.code, "history");
        let (page, whole) = (self.page.to_string(), nth.to_string());
        let link = links::with_query(&history, &[("page", page.as_str()), ("whole", whole.as_str())]);
        format!("{link}#{}", corrected_by::id(nth))
    }

    fn link(&self, tr: Tr, page: usize) -> String {
        let history = links::staff::question_step(tr.locale, &self.question.address.code, "history");
        links::with_query(&history, &[("page", &page.to_string())])
    }
}

/// An entry of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// The index in the whole history, from 0.
    pub nth: usize,
    /// The day on which it was recorded, in Morocco.
    pub recorded_on: NaiveDate,
    /// The time of day, as `14:05`.
    pub recorded_at: String,
    /// The day on which it took effect, if different.
    pub on: Option<NaiveDate>,
    /// The kind of event.
    pub kind: EventKind,
    /// The actor.
    pub who: EventActor,
    /// The ministries concerned, if any.
    pub ministries: Vec<PerLocale<String>>,
    /// The ministry that had the question before, of a transfer or a request for one.
    pub instead_of: Option<PerLocale<String>>,
    /// The correction made or requested.
    pub correction: Option<CorrectionRecord>,
    /// Whether the person who made a dropped request withdrew it, if known.
    pub own: Option<bool>,
    /// For a change of the reference: the new and the old legislature and number.
    pub renumbered: Option<(SeriesNumber, SeriesNumber)>,
    /// The labels of the fields that an edit changed.
    pub fields: Vec<String>,
    /// What it changed of a text, if it is the correction of one.
    pub text_change: Option<TextChange>,
    /// The entries that corrected this one later.
    pub corrected_by: CorrectedBy,
    /// The reason, if one was given.
    pub reason: Option<String>,
    /// The changed texts.
    pub changes: Vec<Change>,
}

/// A legislature and a number, if the question has them.
pub type SeriesNumber = (Option<Legislature>, Option<QuestionNumber>);

/// The actor of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventActor {
    /// A person, by name.
    Person(String),
    /// A program with a token, by the token's name.
    Token(String),
    /// The site itself.
    Jawab,
    /// An import.
    Import,
}

/// A changed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The label of the text.
    pub what: String,
    /// Its language.
    pub locale: Locale,
    /// The pieces of the difference.
    pub pieces: Vec<DiffPiece>,
    /// Whether the pieces are abridged.
    pub cut: bool,
}

pub(super) fn title(tr: Tr, page: &HistoryPage) -> String {
    head::title(tr, tr.t("history-title"), &page.question)
}

#[component]
pub(super) fn History(tr: Tr, page: HistoryPage) -> impl IntoView {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (at, of) = (small(page.page), small(HistoryPage::pages(page.total)));
    view! {
        {head::head(tr, tr.t("history-title"), &page.question)}
        <ol class="steps history">{page.entries.iter().map(|of| entry(tr, &page, of)).collect_view()}</ol>
        {pagination::by_number(tr, at, of, |n| page.link(tr, n as usize))}
        <p class="hint">{tr.t("history-note")}</p>
    }
}

fn entry(tr: Tr, page: &HistoryPage, of: &HistoryEntry) -> AnyView {
    let (stands, moved) = (of.corrected_by.undone_by.is_none(), of.corrected_by.moved_by.is_some());
    let corrects = of.correction.is_some();
    let elsewhere = |by: usize| Some(page.page_of(by)).filter(|at| *at != page.page).map_or_else(String::new, |at| page.link(tr, at));
    let effect = of.on.filter(|on| *on != of.recorded_on || (moved && !corrects)).map(|on| {
        let day = corrected_by::struck_through(corrects || (stands && !moved), lang::day(tr, on));
        view! { <span class="block-line">{tr.t("history-effect")} " " {day}</span> }
    });
    let ministry = lang::event_ministries(tr, &of.ministries, of.instead_of.as_ref());
    let event = || tr.request_label(of.kind, of.correction.as_ref(), of.own);
    let what = of.text_change.map_or_else(event, |change| tr.text_change(change));
    let reason = of.reason.as_ref().map(|why| {
        view! { <p class="why"><span class="hint">{tr.t("step-reason")} {tr.t("colon")}</span> " " <bdi>{why.clone()}</bdi></p> }
    });
    view! {
        <li id=corrected_by::id(of.nth)>
            <p class="when">
                <time datetime=of.recorded_on.to_string()>{tr.date(of.recorded_on)}</time> " " {lang::ltr(&of.recorded_at)}
            </p>
            <h2>{corrected_by::struck_through(stands, (what, ministry))}</h2>
            {corrected_by::mark(tr, of.corrected_by, elsewhere).map(|mark| view! { <p>{mark}</p> })}
            <p class="who">{by(tr, &of.who)}</p>
            {of.correction.as_ref().map(|words| view! { <p>{corrected_by::struck_through(stands && !moved, tr.correction(words))}</p> })}
            {of.renumbered.map(|(after, before)| view! { <p>{renumbered(tr, after, before)}</p> })}
            {fields(tr, &of.fields)}
            {effect}
            {reason}
            {of.changes.iter().map(|change| changed(tr, page, of.nth, change)).collect_view()}
        </li>
    }
    .into_any()
}

/// The fields that an edit changed.
fn fields(tr: Tr, of: &[String]) -> Option<AnyView> {
    let joined = of.join(&format!("{} ", tr.t("comma")));
    (!of.is_empty()).then(|| view! { <p>{tr.t("history-fields")} {tr.t("colon")} " " {joined}</p> }.into_any())
}

/// A reference as it is now and as it was.
pub(super) fn renumbered(tr: Tr, after: SeriesNumber, before: SeriesNumber) -> String {
    let words = |(legislature, number): SeriesNumber| {
        let said = [number.map(|number| tr.number_of(number)), legislature.map(|legislature| tr.legislature(legislature))];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(&format!("{} ", tr.t("comma")));
        if said.is_empty() { tr.t("number-unknown") } else { said }
    };
    tr.ta("history-renumbered", [("after", words(after).into()), ("before", words(before).into())])
}

fn by(tr: Tr, who: &EventActor) -> AnyView {
    match who {
        EventActor::Person(name) => view! { <bdi>{name.clone()}</bdi> }.into_any(),
        EventActor::Token(name) => (tr.t("history-token"), " ", view! { <bdi>{name.clone()}</bdi> }).into_any(),
        EventActor::Jawab => tr.t("history-jawab").into_any(),
        EventActor::Import => tr.t("history-import").into_any(),
    }
}

fn changed(tr: Tr, page: &HistoryPage, nth: usize, of: &Change) -> AnyView {
    let open = page.whole == Some(nth);
    let whole = of.cut.then(|| view! { <p><a href=page.whole_link(tr, nth)>{tr.t("history-whole")}</a></p> });
    let piece = |piece: &DiffPiece| {
        let words = text(of.locale, &piece.text);
        match piece.share {
            DiffKind::Unchanged => words,
            DiffKind::Removed => view! { <del>{words}</del> }.into_any(),
            DiffKind::Added => view! { <ins>{words}</ins> }.into_any(),
        }
    };
    view! {
        <details class="change" open=open>
            <summary>{of.what.clone()} " (" {tr.language(of.locale)} ")"</summary>
            <p class="text" lang=of.locale.code() dir=of.locale.dir()>{of.pieces.iter().map(piece).collect_view()}</p>
            {whole}
        </details>
    }
    .into_any()
}
