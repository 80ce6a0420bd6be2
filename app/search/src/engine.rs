//! The interface of a search engine.
//!
//! The index is derived from the database and can always be rebuilt. It holds **published** questions only, so that no hit, count or
//! suggestion can reveal a hidden one; whoever shows hits still loads them from the database. Engines receive [`Change`]s and are never
//! asked for texts: highlights are computed from the text in the database with the product's own analyser (see [`crate::highlight`]).

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;
pub use jawab_domain::Filters;
use jawab_domain::{Chamber, Locale, PerLocale, StandingKind, Status, TextRole, question::QuestionKind};
use serde::{Deserialize, Serialize};
use tokio::sync::OwnedSemaphorePermit;

pub use crate::translation::QueryTranslation;

/// A question as indexed: its searchable texts, and the values that lists filter and sort by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The question's internal identity.
    pub id: i64,
    /// The version of its row, which a reconciler compares.
    pub version: i64,
    /// The Chamber, if known.
    pub chamber: Option<Chamber>,
    /// The legislature's ordinal, if known.
    pub legislature: Option<i32>,
    /// The official number, if known.
    pub number: Option<i32>,
    /// Its procedure.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// Its own text with its sub-questions.
    pub question: PerLocale<String>,
    /// The concatenated texts of its published answers.
    pub answer: PerLocale<String>,
    /// The languages of its texts.
    pub languages: Vec<Locale>,
    /// The roles of its texts.
    pub roles: Vec<TextRole>,
    /// Its authors.
    pub authors: Vec<Named>,
    /// The ministries that have it now.
    pub ministries: Vec<Named>,
    /// Every ministry that has or had it, by identity.
    pub ministries_ever: Vec<i64>,
    /// The groups of its authors at the time.
    pub groups: Vec<Named>,
    /// Its themes.
    pub themes: Vec<Named>,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The earliest open due date, or once answered the due date that was met or missed, if known.
    pub due_on: Option<NaiveDate>,
    /// The day of the final answer, if known.
    pub answered_on: Option<NaiveDate>,
}

impl Document {
    /// The open due date, by which [`Sort::DueDate`] sorts.
    #[must_use]
    pub fn open_due_on(&self) -> Option<NaiveDate> {
        self.due_on.filter(|_| self.status == Status::Transmitted)
    }
}

/// A person, body or theme with all its names, current and former.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its internal identity.
    pub id: i64,
    /// Its names in both scripts.
    pub names: Vec<String>,
}

/// The order of results. Ties are broken by the newest deposit, then by identity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best match first.
    #[default]
    Relevance,
    /// Newest deposit first, unknown dates last.
    DepositDate,
    /// Soonest open due date first, without one last.
    DueDate,
    /// Newest answer first, unanswered or unknown last.
    AnswerDate,
}

/// A search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The text as typed.
    pub text: String,
    /// The language of the page, which breaks ties between languages.
    pub locale: Locale,
    /// The filters.
    pub filters: Filters,
    /// The order of the results.
    pub sort: Sort,
    /// The number of hits to skip.
    pub offset: usize,
    /// The number of hits to return.
    pub limit: usize,
    /// The civil date in Morocco, for [`Filters::standing`] and its facet.
    pub today: NaiveDate,
    /// Whether to count facets.
    pub facets: bool,
}

impl Query {
    /// The query for suggestions for a text that is still being typed: without filters or facets.
    #[must_use]
    pub fn suggesting(typed: &str, locale: Locale, limit: usize) -> Self {
        Self {
            text: typed.to_owned(),
            locale,
            filters: Filters::default(),
            sort: Sort::Relevance,
            offset: 0,
            limit,
            today: NaiveDate::default(),
            facets: false,
        }
    }
}

/// The texts of a question that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundIn {
    /// Its subject.
    Subject,
    /// Its text or a sub-question.
    Question,
    /// An answer.
    Answer,
    /// The name of an author, group, ministry or theme.
    Name,
    /// Its number or reference.
    Reference,
}

/// One found question.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The question's internal identity.
    pub id: i64,
    /// Comparable within the results of one search only.
    pub score: f32,
    /// Whether only a translation of the query matched.
    pub translated: bool,
}

/// The number of results per value, largest first, under the query and all its filters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Per Chamber.
    pub chamber: BTreeMap<Chamber, u64>,
    /// Per status.
    pub status: BTreeMap<Status, u64>,
    /// Per standing on the query's day.
    pub standing: BTreeMap<StandingKind, u64>,
    /// Per language that has a text.
    pub language: BTreeMap<Locale, u64>,
    /// Per ministry that has the question or ever had it, by identity.
    pub ministry: Vec<(i64, u64)>,
    /// Per group, by identity.
    pub group: Vec<(i64, u64)>,
    /// Per author, by identity.
    pub member: Vec<(i64, u64)>,
    /// Per theme, by identity.
    pub theme: Vec<(i64, u64)>,
}

/// The results of a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchResults {
    /// The number of matching questions.
    pub total: u64,
    /// The number of questions matched only by a translation of the query. An engine that cannot tell counts the returned hits.
    pub translated: u64,
    /// The requested page of hits.
    pub hits: Vec<Hit>,
    /// The facets, if requested.
    pub facets: Facets,
    /// The translations of the words of the query, in order, the likeliest first.
    pub translations: Vec<QueryTranslation>,
    /// The plain forms of the words for which other spellings were searched.
    pub corrected: Vec<String>,
    /// If nothing matched because a word does not occur: the query with similar words that do, best first.
    pub spelling_suggestions: Vec<String>,
}

/// A change in the database.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The question has this content now, and is public.
    Upsert(Box<Document>),
    /// The question was deleted, or is no longer public.
    Delete(i64),
}

/// An error of an engine.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The engine is unreachable or timed out.
    #[error("the search engine does not answer: {0}")]
    Unavailable(String),
    /// The engine failed, or its response was invalid.
    #[error("the search engine failed: {0}")]
    Failed(String),
    /// All search threads were busy. This says nothing about the health of the engine.
    #[error("too many search at once")]
    Crowded,
}

/// A permit to search, held until dropped.
#[derive(Debug, Default)]
pub struct Place {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Place {
    /// Wraps a permit.
    pub(crate) const fn of(permit: OwnedSemaphorePermit) -> Self {
        Self { _permit: Some(permit) }
    }
}

/// A search engine. Calls are idempotent. When a call that changes something returns, the change is durable and visible to the next search
/// of this process.
#[async_trait]
pub trait SearchEngine: Send + Sync {
    /// Its name in the API: `embedded` or `meilisearch`.
    fn name(&self) -> &'static str;

    /// Applies changes, in order.
    async fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError>;

    /// Searches.
    async fn search(&self, query: &Query) -> Result<SearchResults, SearchError>;

    /// Suggestions: questions with words that start or sound like the text typed so far, best first.
    async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError>;

    /// Waits for a permit, if the engine limits the number of concurrent searches. A caller with a time limit on searches waits here
    /// first, because a queue says nothing about the engine.
    async fn place(&self) -> Result<Place, SearchError> {
        Ok(Place::default())
    }

    /// Searches with a permit. [`Self::search`] waits for one itself.
    async fn search_from(&self, _place: Place, query: &Query) -> Result<SearchResults, SearchError> {
        self.search(query).await
    }

    /// Suggests with a permit. [`Self::suggest`] waits for one itself.
    async fn suggest_from(&self, _place: Place, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        self.suggest(typed, locale, limit).await
    }

    /// The version of every indexed question, by identity.
    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError>;

    /// The number of indexed questions. It is cheap enough to be called every few seconds.
    async fn count(&self) -> Result<u64, SearchError>;

    /// Starts building a new index beside the one in use, or resumes an interrupted rebuild. Searches use the current index until
    /// [`Rebuild::finish`].
    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError>;

    /// Whether the index must be rebuilt: it is missing, damaged, or of another schema.
    async fn needs_rebuild(&self) -> Result<bool, SearchError>;
}

/// A rebuild of the index beside the one in use. If it is dropped or the process is killed, the next rebuild with the same schema and
/// analysis resumes it.
#[async_trait]
pub trait Rebuild: Send {
    /// The identity of the last question in a resumed rebuild; 0 in a new one.
    fn reached(&self) -> i64;
    /// The version of every question in the new index, by identity.
    async fn versions(&mut self) -> Result<BTreeMap<i64, i64>, SearchError>;
    /// Applies changes to any questions in it.
    async fn mend(&mut self, changes: Vec<Change>) -> Result<(), SearchError>;
    /// Adds documents in ascending order of identity.
    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError>;
    /// Replaces the index in use, atomically.
    async fn finish(self: Box<Self>) -> Result<(), SearchError>;
}
