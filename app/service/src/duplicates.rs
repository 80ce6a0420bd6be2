//! Likely duplicates: questions that ask much the same as what is being typed, in either language.
//!
//! Of published questions the search engine proposes some, in every language that something is typed in; of those that only
//! whoever types may see, which no index has, the latest are looked at. How alike two questions are is reckoned here, from the
//! words they share, so that the engines agree. A word also counts as shared where what it may read in the other
//! language is there.

use std::collections::HashSet;

use chrono::{Months, NaiveDate};
use jawab_domain::{Filters, Locale, PerLocale, Status, text::beginning};
use jawab_search::{
    analysis::{MAX_WORD_LETTERS, words},
    engine::{Query, QueryTranslation, SearchEngine, SearchError, Sort},
    query::MAX_SHORT_QUERY_CLAUSES,
};
use jawab_store::{
    Database, StoreError, Viewer, list, outbox,
    read::{self, QuestionRecord},
};

use crate::apart::apart;

/// Words of what is typed that are looked for: more say little more.
const MOST_WORDS: usize = 40;
/// Questions that an engine is asked for, in each language.
const PROPOSED: usize = 12;
/// Unpublished questions that are looked at: the latest, among which a second clerk's draft of the same question is.
const LOOKED_AT: u64 = 200;
/// Letters of a question that are read in each language, its subject first: of hundreds of questions each may have megabytes.
const READ: usize = 5_000;
/// Questions that are shown.
const SHOWN: usize = 5;
/// Less alike than this is no duplicate.
const ALIKE: f32 = 0.5;
/// For how long an answer is worth sending again.
const RECENT: Months = Months::new(6);

/// A question that asks much the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// The question, as whoever types sees it.
    pub record: QuestionRecord,
    /// How alike it is: the share of the typed words that it has, from 0 to 1.
    pub similarity: f32,
    /// Whether its answer could be sent first.
    pub answered_within_six_months: bool,
}

/// Why duplicates could not be looked for.
#[derive(Debug, thiserror::Error)]
pub enum DuplicatesError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The engine failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The program ends.
    #[error("the words could not be compared: {0}")]
    Ended(#[from] tokio::task::JoinError),
}

/// The questions most like what is typed so far (subject, text or both) among those that whoever types may see, most alike
/// first; never `except`.
///
/// # Errors
/// When the engine or the database fails.
pub async fn likely_duplicates(
    engine: &dyn SearchEngine,
    database: &Database,
    viewer: Viewer,
    today: NaiveDate,
    typed: &PerLocale<String>,
    except: Option<i64>,
) -> Result<Vec<Duplicate>, DuplicatesError> {
    let typed: Vec<_> = typed.iter().map(|(locale, typed)| (locale, telling(typed))).filter(|(_, telling)| !telling.is_empty()).collect();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let excluding: Vec<i64> = outbox::kept_from_searches(database.reader()).await?.into_iter().chain(except).collect();
    let mut unseen = list::unpublished(database.reader(), viewer, LOOKED_AT).await?;
    unseen.retain(|id| Some(*id) != except);
    let unseen = with_stems(read::load(database.reader(), viewer, &unseen).await?).await?;
    let mut found: Vec<Duplicate> = Vec::new();
    for (locale, telling) in &typed {
        let (mut ids, mut translations) = (Vec::new(), Vec::new());
        for asked in stretches(telling) {
            let outcome = engine.search(&query(asked, *locale, excluding.clone(), today)).await?;
            ids.extend(outcome.hits.iter().map(|hit| hit.id).filter(|id| !ids.contains(id)).collect::<Vec<_>>());
            translations.extend(outcome.translations);
        }
        let published = with_stems(read::load(database.reader(), Viewer::Public, &ids).await?).await?;
        for (record, stems) in published.iter().chain(&unseen) {
            let similarity = share(telling, &translations, stems);
            match found.iter_mut().find(|one| one.record.id == record.id) {
                Some(one) => one.similarity = one.similarity.max(similarity),
                None if similarity < ALIKE => {}
                None => {
                    let answered_within_six_months = is_recent(record, today);
                    found.push(Duplicate { similarity, answered_within_six_months, record: record.clone() });
                }
            }
        }
    }
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(b.record.id.cmp(&a.record.id)));
    found.truncate(SHOWN);
    Ok(found)
}

/// A word that tells something, as typed and by its stem.
struct Telling {
    folded: String,
    stem: String,
}

/// The telling words of a text, each once.
fn telling(text: &str) -> Vec<Telling> {
    let mut seen = HashSet::new();
    words(beginning(text, READ).0)
        .into_iter()
        .filter(|word| !word.joined && !word.is_stop && word.folded.chars().count() <= MAX_WORD_LETTERS && seen.insert(word.stem.clone()))
        .take(MOST_WORDS)
        .map(|word| Telling { folded: word.folded.clone(), stem: word.stem.clone() })
        .collect()
}

/// The typed words, and each half of them where they are few: an engine finds what has all of few words, but a duplicate
/// may have half.
fn stretches(telling: &[Telling]) -> Vec<&[Telling]> {
    let half = telling.len().div_ceil(2);
    let halves = telling.get(..half).into_iter().chain(telling.get(telling.len() - half..));
    std::iter::once(telling).chain(halves.filter(|_| (2..=MAX_SHORT_QUERY_CLAUSES).contains(&telling.len()))).collect()
}

/// The typed words as a search: words alone, none of them an operator.
fn query(telling: &[Telling], locale: Locale, excluding: Vec<i64>, today: NaiveDate) -> Query {
    Query {
        text: telling.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" "),
        locale,
        filters: Filters { excluding, ..Filters::default() },
        sort: Sort::Relevance,
        offset: 0,
        limit: PROPOSED,
        today,
        facets: false,
    }
}

/// Questions with the stems of what they ask, which are worked out on a thread of their own.
async fn with_stems(records: Vec<QuestionRecord>) -> Result<Vec<(QuestionRecord, HashSet<String>)>, DuplicatesError> {
    let with_stems = |record: QuestionRecord| {
        let stems = stems(&record);
        (record, stems)
    };
    Ok(apart(move || records.into_iter().map(with_stems).collect()).await?)
}

fn stems(record: &QuestionRecord) -> HashSet<String> {
    let asked = [&record.subject, &record.text].into_iter().chain(record.sub_questions.iter().map(|sub| &sub.texts));
    let asked: Vec<_> = asked.collect();
    // A long text in one language leaves those in the other to be read.
    let read = Locale::ALL.iter().flat_map(|locale| {
        let mut left = READ;
        asked.iter().filter_map(move |texts| texts.get(*locale)).map_while(move |text| {
            let (read, letters) = beginning(&text.body, left);
            let goes_on = left > 0;
            left = left.saturating_sub(letters);
            goes_on.then_some(read)
        })
    });
    read.flat_map(words).flat_map(|word| [vec![word.stem.clone()], stems_without_clitics(&word)].concat()).collect()
}

/// The share of the typed words that a question has, itself or as what they may read in the other language.
fn share(telling: &[Telling], translations: &[QueryTranslation], has: &HashSet<String>) -> f32 {
    let read_otherwise = |word: &Telling| {
        let mut of_word = translations.iter().filter(|translation| translation.from == word.folded);
        of_word.any(|translation| !translation.stems.is_empty() && translation.stems.iter().all(|stem| has.contains(stem)))
    };
    let shared = telling.iter().filter(|word| has.contains(&word.stem) || read_otherwise(word)).count();
    #[expect(clippy::cast_precision_loss, reason = "at most forty words")]
    let share = shared as f32 / telling.len().max(1) as f32;
    share
}

fn stems_without_clitics(word: &jawab_search::analysis::Word) -> Vec<String> {
    word.without_clitics.iter().map(|(_, stem)| stem.clone()).collect()
}

fn is_recent(record: &QuestionRecord, today: NaiveDate) -> bool {
    let since = today.checked_sub_months(RECENT).unwrap_or(NaiveDate::MIN);
    record.status == Status::Answered && record.answered_on.is_some_and(|on| on >= since)
}
