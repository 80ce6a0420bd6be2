//! The search results.

use jawab_domain::{Chamber, Locale, StandingKind, Status};
use leptos::prelude::*;

use crate::{
    catalogue::{Tr, isolate_unknown},
    components::{chips, filter_form, item, lang, pagination, search_box, tags},
    filters::{FilterKey, FilterOptions, ListFilters, SearchSort},
    links,
    model::{Linked, MarkedText, QuestionRow},
    shell::{Frame, Section},
};

mod facets;
mod nothing;

pub use facets::MAX_FACET_VALUES;

/// The content of the search page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchPage {
    /// The search text and its filters, as typed.
    pub filters: ListFilters,
    /// The choices of the filter form.
    pub options: FilterOptions,
    /// Why the search text is not searched for as typed, if it is not.
    pub problem: Option<QueryProblem>,
    /// The number of results.
    pub total: u64,
    /// The number of results per page.
    pub page_size: u32,
    /// The results of this page.
    pub hits: Vec<SearchHit>,
    /// The number of results per value of each filter.
    pub facets: Facets,
    /// Whether the search engine was down and the database answered instead.
    pub degraded: bool,
    /// Alternative forms of the query that were searched too, in other words or languages; empty if there are none.
    pub also_searched: Vec<(Locale, String)>,
    /// Words with a similar spelling, if nothing was found.
    pub spelling_suggestions: Vec<String>,
    /// The parsed query, if nothing was found.
    pub searched: ParsedQuery,
    /// The number of results without one of the filters, if nothing was found.
    pub without: Vec<(FilterKey, u64)>,
    /// The number of results without any filter.
    pub without_all: Option<u64>,
}

/// Why a search text is not searched for as typed, with the maximum that it exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryProblem {
    /// No word at all: nothing was searched.
    NoWord,
    /// Too many characters: nothing was searched.
    Letters(usize),
    /// A word with too many letters: nothing was searched.
    Word(usize),
    /// Too many words: only the first ones were searched.
    Words(usize),
}

impl QueryProblem {
    /// Whether nothing is searched at all.
    #[must_use]
    pub const fn stops_search(self) -> bool {
        !matches!(self, Self::Words(_))
    }

    /// The message.
    #[must_use]
    pub fn message(self, tr: Tr) -> String {
        match self {
            Self::NoWord => tr.t("search-no-word"),
            Self::Letters(most) => tr.ta("search-too-long", [("n", most.into())]),
            Self::Word(most) => tr.ta("search-word-too-long", [("n", most.into())]),
            Self::Words(most) => tr.ta("search-words-left-out", [("n", most.into())]),
        }
    }

    /// The message where nothing is searched at all.
    #[must_use]
    pub fn refusal(self, tr: Tr) -> String {
        match self {
            Self::Words(most) => tr.ta("search-too-many-words", [("n", most.into())]),
            other => other.message(tr),
        }
    }
}

/// The parsed query, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParsedQuery {
    /// Single words.
    pub words: Vec<String>,
    /// Phrases.
    pub phrases: Vec<String>,
    /// Excluded words.
    pub unwanted: Vec<String>,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The question.
    pub row: QuestionRow,
    /// The subject with its matches highlighted, if it has any.
    pub subject: Option<MarkedText>,
    /// An excerpt with its matches highlighted, in its own language.
    pub snippet: Option<MarkedText>,
    /// The parts of the question that match.
    pub found_in: Vec<FoundIn>,
    /// The names that match, with their matches highlighted.
    pub names: Vec<MarkedText>,
    /// Whether only a translation of the query matches.
    pub translated: bool,
}

/// A part of a question that can match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundIn {
    /// Its subject.
    Subject,
    /// The text or a sub-question.
    Question,
    /// An answer.
    Answer,
    /// A name.
    Name,
    /// Its number.
    Reference,
}

/// The number of results per value, highest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By standing.
    pub standing: Vec<(StandingKind, u64)>,
    /// By status.
    pub status: Vec<(Status, u64)>,
    /// By Chamber.
    pub chamber: Vec<(Chamber, u64)>,
    /// By language of a text.
    pub language: Vec<(Locale, u64)>,
    /// By ministry.
    pub ministry: NamedFacet,
    /// By group.
    pub group: NamedFacet,
    /// By author.
    pub member: NamedFacet,
    /// By theme.
    pub theme: NamedFacet,
}

/// A facet with named and perhaps many values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedFacet {
    /// The values to show, most frequent first: those whose name matches the search within the facet, or all.
    pub values: Vec<(Linked, u64)>,
    /// The number of values whose name matches.
    pub matching: usize,
    /// The number of all values.
    pub all: usize,
}

/// The frame of the page.
pub(super) fn frame(tr: Tr, page: &SearchPage) -> Frame {
    let text = page.filters.text();
    let title = if text.is_empty() { tr.t("search-title") } else { tr.ta("search-title-for", [("text", isolate_unknown(text).into())]) };
    Frame { title, description: tr.t("search-description"), section: Section::Questions, indexed: false }
}

/// A search's page.
#[component]
pub(crate) fn Search(tr: Tr, page: SearchPage) -> impl IntoView {
    let filters = &page.filters;
    let searched = !page.problem.is_some_and(QueryProblem::stops_search);
    let asked = searched && (!filters.text().is_empty() || filters.narrowing().next().is_some());
    view! {
        <header class="stack">
            <h1>{tr.t("search-title")}</h1>
            {search_box::search_box(tr, filters)}
            {search_box::hint(tr)}
        </header>
        {page.problem.map(|problem| view! { <p class="notice" role="status">{problem.message(tr)}</p> })}
        {page.degraded.then(|| view! { <p class="notice" role="status">{tr.t("search-degraded")}</p> })}
        {if asked { results(tr, &page) } else { ().into_any() }}
    }
}

fn results(tr: Tr, page: &SearchPage) -> AnyView {
    let filters = &page.filters;
    let sorts = SearchSort::ALL.iter().map(|sort| (sort.code().to_owned(), tr.search_sort(*sort))).collect();
    let pages = u32::try_from(page.total.div_ceil(u64::from(page.page_size.max(1)))).unwrap_or(u32::MAX);
    let link = |number: u32| filters.with(FilterKey::Page, &number.to_string()).search_link(tr.locale);
    view! {
        <div class="browse">
            <section class="results stack" aria-labelledby="count">
                <div class="count">
                    <h2 id="count">{tr.ta("search-count", [("n", page.total.into())])}</h2>
                    <a class="to-filters" href="#filters">{tr.t("to-filters")}</a>
                    {(page.total > 1).then(|| order(tr, filters))}
                </div>
                {also_searched(tr, page)}
                {chips::chips(tr, filters, &page.options, ListFilters::search_link)}
                {if page.hits.is_empty() { nothing::nothing(tr, page) } else { hits(tr, &page.hits) }}
                {pagination::by_number(tr, filters.page(), pages, link)}
            </section>
            <div class="narrow stack" id="filters">
                {facets::facets(tr, page)}
                <details class="fold">
                    <summary><h2>{tr.t("filters-more")}</h2></summary>
                    {filter_form::filter_form(tr, filters, &page.options, links::search(tr.locale), sorts)}
                </details>
            </div>
        </div>
    }
    .into_any()
}

/// The available sort orders, as links.
fn order(tr: Tr, filters: &ListFilters) -> AnyView {
    let one = |sort: &SearchSort| {
        let current = (*sort == filters.search_sort()).then_some("true");
        view! { <li><a href=filters.with(FilterKey::Sort, sort.code()).search_link(tr.locale) aria-current=current>{tr.search_sort(*sort)}</a></li> }
    };
    view! { <nav class="choice" aria-label=tr.t("filter-sort")><ul>{SearchSort::ALL.iter().map(one).collect_view()}</ul></nav> }.into_any()
}

fn also_searched(tr: Tr, page: &SearchPage) -> Option<AnyView> {
    let words = page.also_searched.iter().map(|(locale, words)| lang::inline(tr, *locale, words)).collect::<Vec<_>>();
    (!words.is_empty())
        .then(|| view! { <p class="hint">{tr.t("search-also")} {tr.t("colon")} " " {lang::joined(tr, words)}</p> }.into_any())
}

fn hits(tr: Tr, hits: &[SearchHit]) -> AnyView {
    view! { <ol class="list hits">{hits.iter().map(|one| hit(tr, one)).collect_view()}</ol> }.into_any()
}

fn hit(tr: Tr, hit: &SearchHit) -> AnyView {
    let snippet = hit.snippet.as_ref().map(|snippet| {
        let other = lang::foreign(tr, snippet.locale);
        view! { <p class="snippet" lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{item::parts(snippet)}</p> }
    });
    let translated = hit.translated.then(|| tags::tag(tags::Tone::Blue, tr.t("found-by-translation")));
    let more = found_in(tr, hit).into_iter().chain(translated).collect();
    view! { <li class="item">{item::heading(tr, &hit.row, hit.subject.as_ref())} {snippet} {item::meta(tr, &hit.row, more)}</li> }
        .into_any()
}

fn found_in(tr: Tr, hit: &SearchHit) -> Option<AnyView> {
    let places = hit.found_in.iter().map(|place| match place {
        FoundIn::Subject => tr.t("found-in-subject").into_any(),
        FoundIn::Question => tr.t("found-in-question").into_any(),
        FoundIn::Answer => tr.t("found-in-answer").into_any(),
        FoundIn::Name => names(tr, &hit.names),
        FoundIn::Reference => tr.t("found-in-reference").into_any(),
    });
    let places = places.collect::<Vec<_>>();
    (!places.is_empty()).then(|| view! { <span>{tr.t("found-in")} {tr.t("colon")} " " {lang::joined(tr, places)}</span> }.into_any())
}

fn names(tr: Tr, names: &[MarkedText]) -> AnyView {
    let names = names.iter().map(|name| lang::isolated(tr, name.locale, item::parts(name)));
    view! { {tr.t("found-in-name")} " (" {lang::joined(tr, names)} ")" }.into_any()
}
