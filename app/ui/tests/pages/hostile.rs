//! Hostile input in every field is shown as text.

use chrono::NaiveDate;
use jawab_domain::{Locale, PerLocale, text::Review};
use jawab_ui::{
    document::{PageContext, render},
    filters::{FilterKey, FilterOptions},
    model::{Linked, MarkedText, TextSegment},
    pages::{
        ErrorPage, Page,
        question::{AttributionLine, QuestionPage},
        rule::HolidayLine,
        search::{NamedFacet, ParsedQuery},
    },
};
use scraper::Html;

use super::{fixtures, select};

const HOSTILE: [&str; 5] = [
    "\"><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--",
    "' onmouseover='alert(1)",
];

fn name(bad: &str) -> PerLocale<String> {
    fixtures::both(bad, bad)
}

fn linked(bad: &str) -> Linked {
    Linked { slug: bad.into(), name: name(bad) }
}

fn question(bad: &str) -> QuestionPage {
    let mut page = fixtures::answered();
    for text in page.subject.iter_mut().chain(&mut page.texts).chain(page.sub_questions.iter_mut().flat_map(|sub| &mut sub.texts)) {
        text.body = bad.into();
        text.provenance.document = Some(bad.into());
        text.provenance.page = Some(bad.into());
        text.provenance.url = Some(format!("javascript:{bad}"));
        text.review = Some(Review { by: bad.into(), on: NaiveDate::default() });
    }
    for answer in &mut page.answers {
        answer.ministry = Some(linked(bad));
        answer.signed_by = Some(name(bad));
        answer.texts.iter_mut().for_each(|text| text.body = bad.into());
    }
    for citation in &mut page.press {
        (citation.outlet, citation.title, citation.url) = (Some(bad.into()), Some(bad.into()), Some(format!("https://x/{bad}")));
    }
    for author in &mut page.authors {
        author.member = linked(bad);
        author.group = author.group.take().map(|(kind, _)| (kind, name(bad)));
    }
    page.address.code = bad.into();
    page.address.number = None;
    page.ministries.iter_mut().for_each(|part| part.ministry = linked(bad));
    page.attributions = vec![AttributionLine { ministry: linked(bad), since: None, until: None }; 2];
    page.history.iter_mut().for_each(|line| line.ministry = Some(name(bad)));
    page.related.iter_mut().for_each(|of| of.question.subject = name(bad));
    page.themes = vec![linked(bad)];
    page
}

fn pages(bad: &str) -> Vec<Page> {
    let options =
        FilterOptions { ministries: vec![linked(bad)], groups: vec![linked(bad)], themes: vec![linked(bad)], member: Some(linked(bad)) };
    let mut questions = fixtures::questions();
    let mut search = fixtures::search();
    let keys = [FilterKey::Ministry, FilterKey::Group, FilterKey::Member, FilterKey::Theme, FilterKey::From, FilterKey::Chamber];
    for key in keys.into_iter().chain([FilterKey::Sort, FilterKey::InMember, FilterKey::InTheme]) {
        questions.filters.set(key, bad);
        search.filters.set(key, bad);
    }
    search.filters.set(FilterKey::Text, bad);
    (questions.options, search.options) = (options.clone(), options);
    questions.listing.next = Some(bad.into());
    search.facets.ministry = NamedFacet { values: vec![(linked(bad), 1)], matching: 1, all: 1 };
    search.spelling_suggestions = vec![bad.into()];
    search.searched = ParsedQuery { words: vec![bad.into()], phrases: vec![bad.into()], unwanted: vec![bad.into()] };
    search.also_searched = vec![(Locale::Ar, bad.into())];
    for hit in &mut search.hits {
        let marked = Some(MarkedText { locale: Locale::Fr, parts: vec![TextSegment { text: bad.into(), marked: true }] });
        (hit.subject, hit.snippet) = (marked.clone(), marked);
    }
    let mut nothing = search.clone();
    nothing.hits.clear();
    nothing.total = 0;
    let mut ministry = fixtures::ministry();
    ministry.slug = bad.into();
    ministry.names.iter_mut().for_each(|of| of.name = name(bad));
    let mut member = fixtures::member();
    (member.slug, member.name) = (bad.into(), name(bad));
    let mut members = fixtures::members();
    members.text = bad.into();
    let mut rules = fixtures::rules();
    rules.holidays = vec![HolidayLine { on: NaiveDate::default(), name: name(bad), source: Some(bad.into()) }];
    vec![
        Page::Question(Box::new(question(bad))),
        Page::Questions(Box::new(questions)),
        Page::Search(Box::new(search)),
        Page::Search(Box::new(nothing)),
        Page::Ministry(Box::new(ministry)),
        Page::Member(Box::new(member)),
        Page::Members(Box::new(members)),
        Page::Rule(Box::new(rules)),
        Page::Error(ErrorPage::Internal { request_id: bad.into() }),
    ]
}

#[test]
fn hostile_words_stay_words() {
    for bad in HOSTILE {
        for locale in Locale::ALL {
            for page in pages(bad) {
                let context = PageContext { path_and_query: format!("/{locale}/search?q={bad}"), ..fixtures::context(*locale, "") };
                let html = render(page, &context);
                let page = Html::parse_document(&html);
                assert_eq!(page.select(&select("script:not([src]), [onmouseover]")).count(), 0, "{bad}: {html}");
                assert_eq!(page.select(&select("[href^='javascript:']")).count(), 0, "{bad}");
                assert_eq!(page.select(&select("footer.foot")).count(), 1, "{bad} swallows the rest of the page");
                // Leptos writes empty comments in islands. Nothing else may open a comment.
                assert!(!html.replace("<!---->", "").contains("<!--"), "{bad}");
            }
        }
    }
}

#[test]
fn the_citation_is_the_words_themselves() {
    for bad in HOSTILE {
        let html = render(Page::Question(Box::new(question(bad))), &fixtures::context(Locale::Fr, "/x"));
        let page = Html::parse_document(&html);
        let citation = page.select(&select("textarea")).next().unwrap().text().collect::<String>();
        assert!(citation.contains(bad), "{citation}");
    }
}
