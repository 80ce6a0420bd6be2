//! Likely duplicates: questions similar to the one being typed, in either language.
//!
//! Published questions are proposed by the search engine, in every language that something is typed in. Unpublished ones, which no
//! index contains, are the latest that the typing user may see. The similarity is computed here, from the shared words, so that it does
//! not depend on the engine. A word also counts as shared if the question contains its translation.

use std::collections::HashSet;

use chrono::{Months, NaiveDate};
use jawab_domain::{Filters, Locale, PerLocale, Status, text::truncate_letters};
use jawab_search::{
    analysis::{MAX_WORD_LETTERS, words},
    engine::{Query, QueryTranslation, SearchEngine, SearchError, Sort},
    query::MAX_SHORT_QUERY_CLAUSES,
};
use jawab_store::{
    Database, StoreError, Viewer, list, outbox,
    read::{self, QuestionRecord},
};

use crate::blocking::run_blocking;

/// The maximum number of typed words that are searched for: more add little.
const MAX_WORDS: usize = 40;
/// The number of questions requested from the engine, for each language.
const CANDIDATES_PER_LANGUAGE: usize = 12;
/// The number of unpublished questions examined: the latest, among which a second clerk's draft of the same question would be.
const MAX_UNPUBLISHED: u64 = 200;
/// The number of letters of a question read in each language, as [`truncate_letters`] counts them, its subject first: hundreds of questions may have megabytes each.
const MAX_READ_LETTERS: usize = 5_000;
/// The number of duplicates shown.
const MAX_SHOWN: usize = 5;
/// The minimum similarity of a duplicate.
const MIN_SIMILARITY: f32 = 0.5;
/// How old an answer may be to be sent again.
const RECENT_MONTHS: Months = Months::new(6);

/// A similar question.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// The question, as the typing user may see it.
    pub record: QuestionRecord,
    /// The similarity: the share of the typed words that it contains, from 0 to 1.
    pub similarity: f32,
    /// Whether it was answered within six months, so that the answer could be sent instead.
    pub answered_within_six_months: bool,
}

/// Why the search for duplicates failed.
#[derive(Debug, thiserror::Error)]
pub enum DuplicatesError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The engine failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The program is ending.
    #[error("the words could not be compared: {0}")]
    Ended(#[from] tokio::task::JoinError),
}

/// The questions most similar to the typed text (subject, text or both) that the viewer may see, the most similar first; never
/// `except`.
pub async fn likely_duplicates(
    engine: &dyn SearchEngine,
    database: &Database,
    viewer: Viewer,
    today: NaiveDate,
    typed: &PerLocale<String>,
    except: Option<i64>,
) -> Result<Vec<Duplicate>, DuplicatesError> {
    let typed: Vec<_> = typed.iter().map(|(locale, typed)| (locale, content_words(typed))).filter(|(_, words)| !words.is_empty()).collect();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let excluding: Vec<i64> = outbox::excluded_from_search(database.reader()).await?.into_iter().chain(except).collect();
    let mut unseen = list::unpublished(database.reader(), viewer, MAX_UNPUBLISHED).await?;
    unseen.retain(|id| Some(*id) != except);
    let unseen = with_stems(read::load(database.reader(), viewer, &unseen).await?).await?;
    let mut found: Vec<Duplicate> = Vec::new();
    for (locale, words) in &typed {
        let (mut ids, mut translations) = (Vec::new(), Vec::new());
        for asked in word_sets(words) {
            let outcome = engine.search(&query(asked, *locale, excluding.clone(), today)).await?;
            ids.extend(outcome.hits.iter().map(|hit| hit.id).filter(|id| !ids.contains(id)).collect::<Vec<_>>());
            translations.extend(outcome.translations);
        }
        let published = with_stems(read::load(database.reader(), Viewer::Public, &ids).await?).await?;
        for (record, stems) in published.iter().chain(&unseen) {
            let similarity = share(words, &translations, stems);
            match found.iter_mut().find(|one| one.record.id == record.id) {
                Some(one) => one.similarity = one.similarity.max(similarity),
                None if similarity < MIN_SIMILARITY => {}
                None => {
                    let answered_within_six_months = is_recent(record, today);
                    found.push(Duplicate { similarity, answered_within_six_months, record: record.clone() });
                }
            }
        }
    }
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(b.record.id.cmp(&a.record.id)));
    found.truncate(MAX_SHOWN);
    Ok(found)
}

/// A word that carries meaning, as typed, and its stem.
struct ContentWord {
    folded: String,
    stem: String,
}

/// The content words of a text, without repetitions.
fn content_words(text: &str) -> Vec<ContentWord> {
    let mut seen = HashSet::new();
    words(truncate_letters(text, MAX_READ_LETTERS).0)
        .into_iter()
        .filter(|word| !word.joined && !word.is_stop && word.folded.chars().count() <= MAX_WORD_LETTERS && seen.insert(word.stem.clone()))
        .take(MAX_WORDS)
        .map(|word| ContentWord { folded: word.folded.clone(), stem: word.stem.clone() })
        .collect()
}

/// The typed words, and each half of them if they are few: for few words an engine finds only questions with all of them, but a
/// duplicate may have half.
fn word_sets(words: &[ContentWord]) -> Vec<&[ContentWord]> {
    let half = words.len().div_ceil(2);
    let halves = words.get(..half).into_iter().chain(words.get(words.len() - half..));
    std::iter::once(words).chain(halves.filter(|_| (2..=MAX_SHORT_QUERY_CLAUSES).contains(&words.len()))).collect()
}

/// A search for the typed words, without any operators.
fn query(words: &[ContentWord], locale: Locale, excluding: Vec<i64>, today: NaiveDate) -> Query {
    Query {
        text: words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" "),
        locale,
        filters: Filters { excluding, ..Filters::default() },
        sort: Sort::Relevance,
        offset: 0,
        limit: CANDIDATES_PER_LANGUAGE,
        today,
        facets: false,
    }
}

/// Questions with the stems of their words, which are computed on a thread of their own.
async fn with_stems(records: Vec<QuestionRecord>) -> Result<Vec<(QuestionRecord, HashSet<String>)>, DuplicatesError> {
    let with_stems = |record: QuestionRecord| {
        let stems = stems(&record);
        (record, stems)
    };
    Ok(run_blocking(move || records.into_iter().map(with_stems).collect()).await?)
}

fn stems(record: &QuestionRecord) -> HashSet<String> {
    let asked = [&record.subject, &record.text].into_iter().chain(record.sub_questions.iter().map(|sub| &sub.texts));
    let asked: Vec<_> = asked.collect();
    // The limit is per language, so that a long text in one leaves room for the other.
    let read = Locale::ALL.iter().flat_map(|locale| {
        let mut left = MAX_READ_LETTERS;
        asked.iter().filter_map(move |texts| texts.get(*locale)).map_while(move |text| {
            let (read, letters) = truncate_letters(&text.body, left);
            let goes_on = left > 0;
            left = left.saturating_sub(letters);
            goes_on.then_some(read)
        })
    });
    read.flat_map(words).flat_map(|word| [vec![word.stem.clone()], stems_without_clitics(&word)].concat()).collect()
}

/// The share of the typed words that a question contains, directly or in translation.
fn share(words: &[ContentWord], translations: &[QueryTranslation], has: &HashSet<String>) -> f32 {
    let read_otherwise = |word: &ContentWord| {
        let mut of_word = translations.iter().filter(|translation| translation.from == word.folded);
        of_word.any(|translation| !translation.stems.is_empty() && translation.stems.iter().all(|stem| has.contains(stem)))
    };
    let shared = words.iter().filter(|word| has.contains(&word.stem) || read_otherwise(word)).count();
    #[expect(clippy::cast_precision_loss, reason = "at most forty words")]
    let share = shared as f32 / words.len().max(1) as f32;
    share
}

fn stems_without_clitics(word: &jawab_search::analysis::Word) -> Vec<String> {
    word.without_clitics.iter().map(|(_, stem)| stem.clone()).collect()
}

fn is_recent(record: &QuestionRecord, today: NaiveDate) -> bool {
    let since = today.checked_sub_months(RECENT_MONTHS).unwrap_or(NaiveDate::MIN);
    record.status == Status::Answered && record.answered_on.is_some_and(|on| on >= since)
}
