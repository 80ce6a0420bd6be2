//! The history of a question: who did what, when and why, with what it changed in the texts.

use chrono::NaiveDate;
use jawab_domain::{
    Legislature, Locale, PerLocale, QuestionNumber,
    lifecycle::{EventKind, PutRight, Rectified},
};
use leptos::prelude::*;

use super::head;
use crate::{
    catalogue::Tr,
    links,
    model::QuestionRow,
    parts::{lang, pagination, put_right, text::text},
};

mod abridged;
mod difference;

pub use abridged::abridged;
pub use difference::{MOST_PAIRS, Piece, Share, difference, differences};

/// Entries on a page.
pub const ENTRIES: usize = 20;

/// The history of a question, or a stretch of it.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPage {
    /// Of which.
    pub question: QuestionRow,
    /// What happened, the latest first.
    pub entries: Vec<HistoryEntry>,
    /// How many entries the whole history has.
    pub total: usize,
    /// The page that they are, from 1.
    pub page: usize,
    /// The entry whose changes are shown whole, however long they are.
    pub whole: Option<usize>,
}

impl HistoryPage {
    /// How many pages there are.
    #[must_use]
    pub const fn pages(total: usize) -> usize {
        total.div_ceil(ENTRIES)
    }

    /// The page of an entry, by its place in the whole history.
    const fn page_of(&self, nth: usize) -> usize {
        self.total.saturating_sub(nth + 1) / ENTRIES + 1
    }

    /// The page with the changes of an entry shown whole.
    fn whole_link(&self, tr: Tr, nth: usize) -> String {
        let history = links::staff::question_step(tr.locale, &self.question.address.code, "history");
        let (page, whole) = (self.page.to_string(), nth.to_string());
        let link = links::with_query(&history, &[("page", page.as_str()), ("whole", whole.as_str())]);
        format!("{link}#{}", put_right::id(nth))
    }

    fn link(&self, tr: Tr, page: usize) -> String {
        let history = links::staff::question_step(tr.locale, &self.question.address.code, "history");
        links::with_query(&history, &[("page", &page.to_string())])
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// Its place in the whole history, from 0.
    pub nth: usize,
    /// The day it was recorded, in Morocco.
    pub recorded_on: NaiveDate,
    /// The time of day, as `14:05`.
    pub recorded_at: String,
    /// The day it took effect, where that is another.
    pub on: Option<NaiveDate>,
    /// What.
    pub kind: EventKind,
    /// Who.
    pub who: By,
    /// The ministry concerned, if one is.
    pub ministry: Option<PerLocale<String>>,
    /// What was put right, or is to be, for corrections.
    pub rectified: Option<Rectified>,
    /// Whether whoever asked for it took it back, of a wish that was dropped, if that is known.
    pub own: Option<bool>,
    /// The legislature and number that it has since, for a change of those, and those it had.
    pub renumbered: Option<(Numbered, Numbered)>,
    /// What an edit changed, in the reader's words.
    pub fields: Vec<String>,
    /// By which entries it was put right since.
    pub put_right: PutRight,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// A legislature and a number, as far as a question has them.
pub type Numbered = (Option<Legislature>, Option<QuestionNumber>);

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A person, by name.
    Person(String),
    /// A program with a token, by its name.
    Token(String),
    /// The site itself.
    Jawab,
    /// An import.
    Import,
}

/// A text that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What text it is, in the reader's words.
    pub what: String,
    /// Its language.
    pub locale: Locale,
    /// What of it stayed, went and came.
    pub pieces: Vec<Piece>,
    /// Whether that is not all of it.
    pub cut: bool,
}

pub(super) fn title(tr: Tr, page: &HistoryPage) -> String {
    head::title(tr, tr.t("history-title"), &page.question)
}

/// The history of a question.
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
    let (stands, moved) = (of.put_right.undone_by.is_none(), of.put_right.moved_by.is_some());
    let corrects = of.rectified.is_some();
    let elsewhere = |by: usize| Some(page.page_of(by)).filter(|at| *at != page.page).map_or_else(String::new, |at| page.link(tr, at));
    let effect = of.on.filter(|on| *on != of.recorded_on || (moved && !corrects)).map(|on| {
        let day = put_right::struck(corrects || (stands && !moved), lang::day(tr, on));
        view! { <span class="block-line">{tr.t("history-effect")} " " {day}</span> }
    });
    let ministry = of.ministry.as_ref().map(|ministry| (tr.t("colon"), " ", lang::name(tr, ministry)));
    let reason = of.reason.as_ref().map(|why| {
        view! { <p class="why"><span class="hint">{tr.t("step-reason")} {tr.t("colon")}</span> " " <bdi>{why.clone()}</bdi></p> }
    });
    view! {
        <li id=put_right::id(of.nth)>
            <p class="when">
                <time datetime=of.recorded_on.to_string()>{tr.date(of.recorded_on)}</time> " " {lang::ltr(&of.recorded_at)}
            </p>
            <h2>{put_right::struck(stands, (tr.wish(of.kind, of.rectified.as_ref(), of.own), ministry))}</h2>
            {put_right::mark(tr, of.put_right, elsewhere).map(|mark| view! { <p>{mark}</p> })}
            <p class="who">{by(tr, &of.who)}</p>
            {of.rectified.as_ref().map(|words| view! { <p>{put_right::struck(stands && !moved, tr.rectified(words))}</p> })}
            {of.renumbered.map(|(after, before)| view! { <p>{renumbered(tr, after, before)}</p> })}
            {fields(tr, &of.fields)}
            {effect}
            {reason}
            {of.changes.iter().map(|change| changed(tr, page, of.nth, change)).collect_view()}
        </li>
    }
    .into_any()
}

/// What an edit changed.
fn fields(tr: Tr, of: &[String]) -> Option<AnyView> {
    let joined = of.join(&format!("{} ", tr.t("comma")));
    (!of.is_empty()).then(|| view! { <p>{tr.t("history-fields")} {tr.t("colon")} " " {joined}</p> }.into_any())
}

/// A reference as it is, and as it was.
pub(super) fn renumbered(tr: Tr, after: Numbered, before: Numbered) -> String {
    let words = |(legislature, number): Numbered| {
        let said = [number.map(|number| tr.number_of(number)), legislature.map(|legislature| tr.legislature(legislature))];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(&format!("{} ", tr.t("comma")));
        if said.is_empty() { tr.t("number-unknown") } else { said }
    };
    tr.ta("history-renumbered", [("after", words(after).into()), ("before", words(before).into())])
}

fn by(tr: Tr, who: &By) -> AnyView {
    match who {
        By::Person(name) => view! { <bdi>{name.clone()}</bdi> }.into_any(),
        By::Token(name) => (tr.t("history-token"), " ", view! { <bdi>{name.clone()}</bdi> }).into_any(),
        By::Jawab => tr.t("history-jawab").into_any(),
        By::Import => tr.t("history-import").into_any(),
    }
}

fn changed(tr: Tr, page: &HistoryPage, nth: usize, of: &Change) -> AnyView {
    let open = page.whole == Some(nth);
    let whole = of.cut.then(|| view! { <p><a href=page.whole_link(tr, nth)>{tr.t("history-whole")}</a></p> });
    let piece = |piece: &Piece| {
        let words = text(of.locale, &piece.text);
        match piece.share {
            Share::Stayed => words,
            Share::Went => view! { <del>{words}</del> }.into_any(),
            Share::Came => view! { <ins>{words}</ins> }.into_any(),
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
