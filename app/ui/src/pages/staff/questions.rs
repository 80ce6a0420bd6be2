//! The Chamber's questions for its clerks, including drafts and unpublished ones.

use jawab_domain::{Publication, Status};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{item, lang, tags, text::text},
    links,
    model::QuestionRow,
};

/// The Chamber's questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StaffQuestionsPage {
    /// The selected tab.
    pub tab: Tab,
    /// The number of questions in each tab.
    pub counts: Vec<(Tab, u64)>,
    /// The search text: words of the subject, or a number.
    pub words: String,
    /// The questions, latest first.
    pub rows: Vec<StaffRow>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// A question with its publication, which only staff see.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffRow {
    /// The question.
    pub question: QuestionRow,
    /// Whether the public sees it.
    pub publication: Publication,
}

/// A tab of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    /// All questions.
    #[default]
    All,
    /// Drafts.
    Drafts,
    /// Deposited, not yet transmitted.
    Deposited,
    /// Transmitted, not yet answered.
    Transmitted,
    /// No longer drafts, but not public.
    Unpublished,
    /// Hidden questions.
    Hidden,
}

impl Tab {
    /// Every tab, in display order.
    pub const ALL: &'static [Self] = &[Self::Drafts, Self::Deposited, Self::Transmitted, Self::Unpublished, Self::Hidden, Self::All];

    /// The value in the address; empty for all.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Drafts => "drafts",
            Self::Deposited => "deposited",
            Self::Transmitted => "transmitted",
            Self::Unpublished => "unpublished",
            Self::Hidden => "hidden",
        }
    }

    /// Parses the value. Anything unknown means all.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL.iter().copied().find(|tab| tab.code() == code).unwrap_or_default()
    }

    fn label(self, tr: Tr) -> String {
        match self {
            Self::All => tr.t("tab-all"),
            Self::Drafts => tr.t("tab-drafts"),
            Self::Deposited => tr.t("tab-deposited"),
            Self::Transmitted => tr.t("tab-transmitted"),
            Self::Unpublished => tr.t("tab-unpublished"),
            Self::Hidden => tr.t("tab-hidden"),
        }
    }
}

/// The Chamber's questions.
#[component]
pub(super) fn StaffQuestions(tr: Tr, page: StaffQuestionsPage) -> impl IntoView {
    let rows = page.rows.iter().map(|of| row(tr, of)).collect_view();
    let list = if page.rows.is_empty() {
        view! { <section class="card missing empty"><p>{tr.t("work-list-none")}</p></section> }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul> }.into_any()
    };
    let next = page.next.clone().map(|next| {
        let href = links::with_query(&links::staff::questions(tr.locale), &[("tab", page.tab.code()), ("q", &page.words), ("after", &next)]);
        view! { <nav class="pages" aria-label=tr.t("pages-label")><a class="pages-next" rel="next" href=href>{tr.t("pages-next")}</a></nav> }
    });
    view! {
        <header class="heading split-heading">
            <h1>{tr.t("work-list-title")}</h1>
            <p class="actions">
                <a class="button" href=links::staff::new_question(tr.locale)>{tr.t("staff-menu-new-question")}</a>
            </p>
        </header>
        {tabs(tr, &page)}
        <section class="stack" aria-label=page.tab.label(tr)>{list}{next}</section>
    }
}

fn tabs(tr: Tr, page: &StaffQuestionsPage) -> AnyView {
    let here = links::staff::questions(tr.locale);
    let one = |tab: &Tab| {
        let count = page.counts.iter().find_map(|(of, count)| (of == tab).then_some(*count));
        let href = links::with_query(&here, &[("tab", tab.code()), ("q", &page.words)]);
        let count = count.map(|count| view! { " " <span class="n">{tr.number(count)}</span> });
        view! { <li><a href=href aria-current=(*tab == page.tab).then_some("true")>{tab.label(tr)}{count}</a></li> }
    };
    view! {
        <div class="stack">
            <nav class="choice" aria-label=tr.t("work-list-tabs")><ul>{Tab::ALL.iter().map(one).collect_view()}</ul></nav>
            <form class="find" method="get" action=here.clone()>
                {(!page.tab.code().is_empty()).then(|| view! { <input type="hidden" name="tab" value=page.tab.code() /> })}
                <label for="f-q">{tr.t("work-list-find")}</label>
                <div class="find-row">
                    <input class="control" type="search" id="f-q" name="q" value=page.words.clone() dir="auto" />
                    <button class="button other" type="submit">{tr.t("picker-find")}</button>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// The tag of a question that is not public; `None` for drafts.
pub(super) fn unseen(tr: Tr, status: Status, publication: Publication) -> Option<AnyView> {
    match publication {
        Publication::Published => None,
        Publication::Unpublished if status == Status::Draft => None,
        Publication::Unpublished => Some(tags::tag(tags::Tone::Amber, tr.t("work-unpublished"))),
        Publication::Hidden => Some(tags::tag(tags::Tone::Red, tr.t("work-hidden"))),
    }
}

fn row(tr: Tr, of: &StaffRow) -> AnyView {
    let row = &of.question;
    let (locale, subject) = row.subject.best(tr.locale).map_or_else(|| (tr.locale, tr.t("no-subject")), |(l, s)| (l, s.clone()));
    let other = lang::foreign(tr, locale);
    // Once the deadline runs, the standing implies the status.
    let standing = match row.status {
        Status::Deposited => tags::tag(tags::Tone::Plain, tr.status(row.status)),
        status => tags::standing(tr, row.kind, status, row.standing),
    };
    let number = (row.status != Status::Draft || row.address.number.is_some()).then(|| item::number_of(tr, row.status, &row.address));
    let shown = unseen(tr, row.status, of.publication);
    view! {
        <li class="item">
            <h2 class="item-title" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>
                <a href=links::staff::question(tr.locale, &row.address.code)>{text(locale, &subject)}</a>
            </h2>
            <p class="meta">
                {standing} {shown} {number}
                <span>{lang::joined(tr, row.authors.iter().map(|author| lang::name(tr, &author.name)))}</span>
                <span>{lang::joined(tr, row.ministries.iter().map(|ministry| lang::name(tr, &ministry.name)))}</span>
            </p>
        </li>
    }
    .into_any()
}
