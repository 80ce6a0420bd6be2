//! The results of a search.

use jawab_domain::{Chamber, Locale, StandingKind, Status};
use leptos::prelude::*;

use crate::{
    catalogue::{Tr, isolate_unknown},
    filters::{FilterKey, FilterOptions, ListFilters, SearchSort},
    links,
    model::{Linked, Marked, QuestionRow},
    parts::{chips, filter_form, item, lang, pagination, search_box, tags},
    shell::{Frame, Section},
};

mod facets;
mod nothing;

pub use facets::SHORT as SHORT_FACET;

/// What a search's page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchPage {
    /// The search and its filters, as typed.
    pub filters: ListFilters,
    /// The choices of the filter form.
    pub options: FilterOptions,
    /// In what the search is more than is searched for, if it is.
    pub excess: Option<Excess>,
    /// How many questions were found.
    pub total: u64,
    /// How many results a page holds.
    pub page_size: u32,
    /// The results of this page.
    pub hits: Vec<SearchHit>,
    /// How many results there are per value of each filter.
    pub facets: Facets,
    /// Whether the search engine was down and the database answered in its place.
    pub degraded: bool,
    /// What the search was also understood as, in other words or languages; empty where it was not.
    pub also_searched: Vec<(Locale, String)>,
    /// Words that are spelt almost like those searched, where nothing was found.
    pub near: Vec<String>,
    /// What was looked for, in its parts, where nothing was found.
    pub searched: Searched,
    /// How many results there would be without one of the filters, where nothing was found.
    pub without: Vec<(FilterKey, u64)>,
    /// How many without any of them.
    pub without_all: Option<u64>,
}

/// In what a text is more than is searched for, and the most that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// It has more characters than this: nothing was searched.
    Letters(usize),
    /// One of its words has more letters than this: nothing was searched.
    Word(usize),
    /// It has more words than this: the first ones were searched for.
    Words(usize),
}

impl Excess {
    /// The sentence that says so.
    #[must_use]
    pub fn words(self, tr: Tr) -> String {
        match self {
            Self::Letters(most) => tr.ta("search-too-long", [("n", most.into())]),
            Self::Word(most) => tr.ta("search-word-too-long", [("n", most.into())]),
            Self::Words(most) => tr.ta("search-words-left-out", [("n", most.into())]),
        }
    }

    /// The sentence that says so where nothing is searched for it.
    #[must_use]
    pub fn refusal(self, tr: Tr) -> String {
        match self {
            Self::Words(most) => tr.ta("search-too-many-words", [("n", most.into())]),
            other => other.words(tr),
        }
    }
}

/// What was looked for, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searched {
    /// Words.
    pub words: Vec<String>,
    /// Expressions, word by word.
    pub phrases: Vec<String>,
    /// What results may not have.
    pub unwanted: Vec<String>,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The question.
    pub row: QuestionRow,
    /// Its subject with its matches, if there are any there.
    pub subject: Option<Marked>,
    /// A stretch of the text around its matches, in the text's own language.
    pub snippet: Option<Marked>,
    /// In which of its texts it was found.
    pub found_in: Vec<FoundIn>,
    /// The names in which it was found, with their matches.
    pub names: Vec<Marked>,
    /// Whether it was found only through a translation of the search.
    pub translated: bool,
}

/// In which text of a question a search was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundIn {
    /// Its subject.
    Subject,
    /// Its text or a sub-question.
    Question,
    /// An answer.
    Answer,
    /// A name.
    Name,
    /// Its number.
    Reference,
}

/// How many results there are per value, most first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Per standing.
    pub standing: Vec<(StandingKind, u64)>,
    /// Per status.
    pub status: Vec<(Status, u64)>,
    /// Per Chamber.
    pub chamber: Vec<(Chamber, u64)>,
    /// Per language that has a text.
    pub language: Vec<(Locale, u64)>,
    /// Per ministry.
    pub ministry: NamedFacet,
    /// Per group.
    pub group: NamedFacet,
    /// Per author.
    pub member: NamedFacet,
    /// Per theme.
    pub theme: NamedFacet,
}

/// A facet whose values have names, and may be many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedFacet {
    /// Those to show, most first: the most frequent of those whose name is searched for, or of all.
    pub values: Vec<(Linked, u64)>,
    /// How many have such a name.
    pub matching: usize,
    /// How many there are.
    pub all: usize,
}

/// What the frame says of it.
pub(super) fn frame(tr: Tr, page: &SearchPage) -> Frame {
    let text = page.filters.text();
    let title = if text.is_empty() { tr.t("search-title") } else { tr.ta("search-title-for", [("text", isolate_unknown(text).into())]) };
    Frame { title, description: tr.t("search-description"), section: Section::Questions, indexed: false }
}

/// A search's page.
#[component]
pub(crate) fn Search(tr: Tr, page: SearchPage) -> impl IntoView {
    let filters = &page.filters;
    let searched = matches!(page.excess, None | Some(Excess::Words(_)));
    let asked = searched && (!filters.text().is_empty() || filters.narrowing().next().is_some());
    view! {
        <header class="stack">
            <h1>{tr.t("search-title")}</h1>
            {search_box::search_box(tr, filters)}
            {search_box::hint(tr)}
        </header>
        {page.excess.map(|excess| view! { <p class="notice" role="status">{excess.words(tr)}</p> })}
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

/// The orders on offer, as links.
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

fn names(tr: Tr, names: &[Marked]) -> AnyView {
    let names = names.iter().map(|name| lang::isolated(tr, name.locale, item::parts(name)));
    view! { {tr.t("found-in-name")} " (" {lang::joined(tr, names)} ")" }.into_any()
}
