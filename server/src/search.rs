//! Searching for readers: the engine within its time, the database where it fails, and what was found shown in words.

use chrono::NaiveDate;
use jawab_domain::{Filters, Locale, PerLocale, text::LocalizedText};
use jawab_search::{
    highlight::{Highlighter, Part},
    port::{Facets, FoundIn, Query, Sort},
};
use jawab_store::{
    StoreError, Viewer, list,
    read::{self, QuestionRecord},
};

use crate::{App, web::view};

mod guarded;

pub use guarded::Guarded;

/// What [`Results::engine`] says where the engine failed.
pub const DATABASE: &str = "database";
/// Letters of a snippet.
const SNIPPET: usize = 220;
/// The most hits that can be paged through.
pub const DEEPEST: usize = 10_000;

/// What is searched for.
#[derive(Debug, Clone)]
pub struct Request {
    /// As typed.
    pub text: String,
    /// The reader's language.
    pub locale: Locale,
    /// What it is narrowed to.
    pub filters: Filters,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
    /// Hits on a page.
    pub per_page: usize,
    /// The civil date in Morocco.
    pub today: NaiveDate,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// How many questions match, in all.
    pub total: u64,
    /// Those of the asked-for page.
    pub hits: Vec<Found>,
    /// How many there are per value.
    pub facets: Facets,
    /// Which engine answered: its name, or [`DATABASE`] where it failed.
    pub engine: &'static str,
}

/// A found question.
#[derive(Debug, Clone)]
pub struct Found {
    /// The question.
    pub record: QuestionRecord,
    /// Its subject in the reader's language (else in one it has), marked.
    pub subject: Option<(Locale, Vec<Part>)>,
    /// The passage that matches best, marked.
    pub snippet: Option<(Locale, Vec<Part>)>,
    /// In which texts it was found.
    pub found_in: Vec<FoundIn>,
    /// Found only by a translation of what was searched.
    pub translated: bool,
}

/// Searches. A failing engine is no error: the database is searched instead, and [`Results::engine`] says so.
///
/// # Errors
/// When the database fails.
pub async fn search(app: &App, request: &Request) -> Result<Results, StoreError> {
    let offset = request.page.saturating_sub(1).saturating_mul(request.per_page);
    let query = Query {
        text: request.text.clone(),
        locale: request.locale,
        filters: request.filters.clone(),
        sort: request.sort,
        offset,
        limit: request.per_page,
        today: request.today,
        facets: true,
    };
    let (total, hits, facets, engine) = match app.search.search(&query).await {
        Ok(outcome) => {
            let hits = outcome.hits.into_iter().map(|hit| (hit.id, hit.translated)).collect();
            (outcome.total, hits, outcome.facets, app.search.name())
        }
        Err(_) => {
            let (total, ids) = in_database(app, request, offset).await?;
            (total, ids.into_iter().map(|id| (id, false)).collect::<Vec<_>>(), Facets::default(), DATABASE)
        }
    };
    let ids: Vec<i64> = hits.iter().map(|(id, _)| *id).collect();
    let records = read::load(app.database.reader(), Viewer::Public, &ids).await?;
    let highlighter = Highlighter::new(&request.text);
    let translated = |id: i64| hits.iter().any(|(hit, translated)| *hit == id && *translated);
    let hits = records.into_iter().map(|record| show(&highlighter, request.locale, translated(record.id), record)).collect();
    Ok(Results { total, hits, facets, engine })
}

/// A plain search of subjects, for when the engine fails: every word as a part of the subject.
async fn in_database(app: &App, request: &Request, offset: usize) -> Result<(u64, Vec<i64>), StoreError> {
    let words: Vec<&str> = request.text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    list::containing(app.database.reader(), Viewer::Public, &request.filters, request.today, &words, offset as u64, request.per_page as u64)
        .await
}

fn show(highlighter: &Highlighter, reader: Locale, translated: bool, record: QuestionRecord) -> Found {
    let mut found_in = Vec::new();
    let marked = |texts: &PerLocale<LocalizedText>| texts.iter().any(|(_, text)| any(&highlighter.mark(&text.body)));
    let subject = view::subject(&record).best(reader).map(|(locale, subject)| (locale, highlighter.mark(subject)));
    if record.subject.iter().any(|(_, text)| any(&highlighter.mark(&text.body))) {
        found_in.push(FoundIn::Subject);
    }
    if marked(&record.text) || record.sub_questions.iter().any(|sub| marked(&sub.texts)) {
        found_in.push(FoundIn::Question);
    }
    if record.answers.iter().any(|answer| marked(&answer.texts)) {
        found_in.push(FoundIn::Answer);
    }
    let people = record.authors.iter().flat_map(|author| std::iter::once(&author.member).chain(author.group.as_ref()));
    let bodies = record.attributions.iter().map(|part| &part.ministry);
    if people.chain(bodies).any(|named| named.names.iter().any(|name| any(&highlighter.mark(name)))) {
        found_in.push(FoundIn::Name);
    }
    if let Some(number) = record.number
        && any(&highlighter.mark(&number.to_string()))
    {
        found_in.push(FoundIn::Reference);
    }
    let snippet = snippet(highlighter, reader, &record);
    Found { subject, snippet, found_in, translated, record }
}

fn any(parts: &[Part]) -> bool {
    parts.iter().any(|part| part.mark)
}

/// The best passage in the reader's language, else in another; without a match, none.
fn snippet(highlighter: &Highlighter, reader: Locale, record: &QuestionRecord) -> Option<(Locale, Vec<Part>)> {
    let in_locale = |locale: Locale| {
        let question = record.text.get(locale).into_iter().chain(record.sub_questions.iter().filter_map(move |sub| sub.texts.get(locale)));
        let answers = record.answers.iter().filter_map(move |answer| answer.texts.get(locale));
        // A subject in the language that is not shown as the title may be all that matches.
        let subject = record.subject.get(locale).filter(|_| record.subject.best(reader).is_some_and(|(shown, _)| shown != locale));
        question
            .chain(answers)
            .chain(subject)
            .filter_map(|text| highlighter.snippet(&text.body, SNIPPET))
            .max_by_key(|snippet| snippet.score)
            .map(|snippet| (locale, snippet.parts))
    };
    std::iter::once(reader).chain(reader.others()).find_map(in_locale)
}
