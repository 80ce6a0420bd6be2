//! What the product asks of a search engine, whichever it is.
//!
//! The index is derived from the database and can always be rebuilt. It holds **published** questions only, so that
//! neither a hit, a count nor a suggestion can reveal a hidden one; whoever shows hits still re-reads them from the
//! database. Engines are fed with [`Change`]s and never asked for texts: highlights are computed from the database's
//! text with the product's own analyser (see [`crate::highlight`]).

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;
pub use jawab_domain::Filters;
use jawab_domain::{Chamber, Locale, PerLocale, StandingKind, Status, TextRole, question::QuestionKind};
use serde::{Deserialize, Serialize};
use tokio::sync::OwnedSemaphorePermit;

pub use crate::translation::QueryTranslation;

/// A question as indexed: its searchable texts and what lists filter and sort by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The question's internal identity.
    pub id: i64,
    /// The version of the row it was made from; a reconciler compares it.
    pub version: i64,
    /// The Chamber, if known.
    pub chamber: Option<Chamber>,
    /// The legislature's ordinal, if known.
    pub legislature: Option<i32>,
    /// The official number, if known.
    pub number: Option<i32>,
    /// By which procedure it was put.
    pub kind: QuestionKind,
    /// Its status.
    pub status: Status,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// Its own text with its sub-questions.
    pub question: PerLocale<String>,
    /// The texts of its published answers, one after the other.
    pub answer: PerLocale<String>,
    /// The languages in which any text of it exists.
    pub languages: Vec<Locale>,
    /// The roles its texts have.
    pub roles: Vec<TextRole>,
    /// Its authors.
    pub authors: Vec<Named>,
    /// The ministries it is with now.
    pub ministries: Vec<Named>,
    /// Every ministry it ever was with, by identity.
    pub ministries_ever: Vec<i64>,
    /// The groups its authors sat in at the time.
    pub groups: Vec<Named>,
    /// Its themes.
    pub themes: Vec<Named>,
    /// The day of deposit, if known.
    pub deposited_on: Option<NaiveDate>,
    /// The earliest open due date, or the due date that the answer met or missed, if known.
    pub due_on: Option<NaiveDate>,
    /// The day of the final answer, if known.
    pub answered_on: Option<NaiveDate>,
}

impl Document {
    /// The due date that is still open: what [`Sort::DueDate`] goes by.
    #[must_use]
    pub fn open_due_on(&self) -> Option<NaiveDate> {
        self.due_on.filter(|_| self.status == Status::Transmitted)
    }
}

/// A person, body or theme with an identity and searchable names (all of them, whatever the time).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its internal identity.
    pub id: i64,
    /// Its names in both scripts.
    pub names: Vec<String>,
}

/// The order of results. What is equal goes by newest deposit, then by identity.
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
    /// What the reader typed, as typed.
    pub text: String,
    /// The language of the page: ties between languages go its way.
    pub locale: Locale,
    /// What the results are narrowed to.
    pub filters: Filters,
    /// Their order.
    pub sort: Sort,
    /// How many hits to skip.
    pub offset: usize,
    /// How many hits to return.
    pub limit: usize,
    /// The civil date in Morocco, for [`Filters::standing`] and its facet.
    pub today: NaiveDate,
    /// Whether to count facets.
    pub facets: bool,
}

impl Query {
    /// What was typed so far, asked for suggestions: the best few, without filters or facets.
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

/// In which texts of a question a search was found.
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
    /// Found only through a translation of the query.
    pub translated: bool,
}

/// How many results there are per value, largest first, under the query and all its filters.
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

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchResults {
    /// How many questions match, in all.
    pub total: u64,
    /// How many of them were found only by a translation of the query; an engine that cannot tell counts the hits.
    pub translated: u64,
    /// The asked-for page of them.
    pub hits: Vec<Hit>,
    /// Their facets, if asked for.
    pub facets: Facets,
    /// What the words of the query were also searched as in the other language, in their order, likeliest first.
    pub translations: Vec<QueryTranslation>,
    /// Words of the query, by their plain form, that were looked for in other spellings as well.
    pub corrected: Vec<String>,
    /// Where nothing was found because some word does not occur: the query with words that do, best first.
    pub spelling_suggestions: Vec<String>,
}

/// What changed in the database.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The question reads so now, and is public.
    Upsert(Box<Document>),
    /// The question is gone, or no longer public.
    Delete(i64),
}

/// Why an engine did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// It cannot be reached or did not answer in time.
    #[error("the search engine does not answer: {0}")]
    Unavailable(String),
    /// It refused, or answered nonsense.
    #[error("the search engine failed: {0}")]
    Failed(String),
    /// It is well, and others search: there was no thread for this search in time.
    #[error("too many search at once")]
    Crowded,
}

/// A place among those who search at once, held until it is dropped.
#[derive(Debug, Default)]
pub struct Place {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Place {
    /// The one that a permit stands for.
    pub(crate) const fn of(permit: OwnedSemaphorePermit) -> Self {
        Self { _permit: Some(permit) }
    }
}

/// A search engine. Calls are idempotent; when a call that changes something returns, the change is durable and seen
/// by the next search of this process.
#[async_trait]
pub trait SearchEngine: Send + Sync {
    /// Its name, as the API reports it: `embedded` or `meilisearch`.
    fn name(&self) -> &'static str;

    /// Applies changes, in order.
    async fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError>;

    /// Searches.
    async fn search(&self, query: &Query) -> Result<SearchResults, SearchError>;

    /// Questions whose words begin or sound like what was typed so far, best first: for suggestions.
    async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError>;

    /// Waits for a place to search from, where the engine has only so many. Whoever limits the time of a search waits here first: a
    /// full line says nothing of the engine.
    async fn place(&self) -> Result<Place, SearchError> {
        Ok(Place::default())
    }

    /// Searches from a place: [`Self::search`] waits for one by itself.
    async fn search_from(&self, _place: Place, query: &Query) -> Result<SearchResults, SearchError> {
        self.search(query).await
    }

    /// Suggests from a place: [`Self::suggest`] waits for one by itself.
    async fn suggest_from(&self, _place: Place, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        self.suggest(typed, locale, limit).await
    }

    /// The version of every indexed question, by identity.
    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError>;

    /// How many questions are indexed; cheap enough to be asked every few seconds.
    async fn count(&self) -> Result<u64, SearchError>;

    /// Starts an index beside the one in use, or goes on with one that was interrupted. Searches go on as before until
    /// [`Rebuild::finish`].
    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError>;

    /// Whether the index must be rebuilt before it can be trusted: missing, damaged, of another schema.
    async fn needs_rebuild(&self) -> Result<bool, SearchError>;
}

/// An index being built beside the one in use. Dropped before its end, or killed, it leaves what the next one goes on
/// with; only of an index made with the same schema and analysis.
#[async_trait]
pub trait Rebuild: Send {
    /// The last question up to which an interrupted rebuild had come; 0 at the beginning.
    fn reached(&self) -> i64;
    /// The version of every question that is in it by now, by identity.
    async fn versions(&mut self) -> Result<BTreeMap<i64, i64>, SearchError>;
    /// Applies changes to it, of any questions.
    async fn mend(&mut self, changes: Vec<Change>) -> Result<(), SearchError>;
    /// Adds documents, by ascending identity.
    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError>;
    /// Puts it in the place of the one in use, at once.
    async fn finish(self: Box<Self>) -> Result<(), SearchError>;
}
