//! A search and its requests.

use jawab_domain::Locale;
use tokio::time::timeout;

use super::{
    http,
    indexes::Meilisearch,
    plan::Plan,
    request::request,
    response::Answer,
    sentence::{self, Lists},
    sentence_matches::SentenceMatches,
    strategy::{Scope, Spelling, Strategy},
};
use crate::{
    engine::{Filters, Query, SearchError, SearchResults},
    query::{MAX_SHORT_QUERY_CLAUSES, Parsed},
    translation::{self, QueryTranslation},
};

impl Meilisearch {
    /// Searches all texts.
    pub(super) async fn find_questions(&self, query: &Query) -> Result<SearchResults, SearchError> {
        self.in_time(self.find(query, Scope::Everything)).await
    }

    /// Searches subjects for the text typed so far.
    pub(super) async fn find_subjects(&self, typed: &str, locale: Locale, limit: usize) -> Result<SearchResults, SearchError> {
        self.in_time(self.find(&Query::suggesting(typed, locale, limit), Scope::Subjects)).await
    }

    /// Searches with all words as spelt; only if nothing has them (with any filters), with similar spellings; only if nothing has those,
    /// with fewer words.
    async fn find(&self, query: &Query, scope: Scope) -> Result<SearchResults, SearchError> {
        let parsed = Parsed::new(&query.text);
        let translations = translation::translations(&parsed, &self.lexicon);
        let plan = Plan { parsed: &parsed, translations: &translations, sentence: None };
        let (answer, spelling) = self.answer(query, &plan, scope).await?;
        let results = answer.results(query.today, plan.as_typed(spelling, scope));
        let words = parsed.wanted.iter().flat_map(|clause| clause.words()).filter(|_| spelling == Spelling::Near);
        let corrected = words.map(|word| word.plain.clone()).collect();
        Ok(SearchResults { translations: translations.into_iter().flatten().collect(), corrected, ..results })
    }

    async fn answer(&self, query: &Query, plan: &Plan<'_>, scope: Scope) -> Result<(Answer, Spelling), SearchError> {
        if plan.parsed.wanted.len() <= MAX_SHORT_QUERY_CLAUSES {
            let spellings: &[Spelling] = match plan.has_near(scope) {
                false => &[Spelling::Same],
                true if self.is_misspelt(query, plan, scope).await? => &[Spelling::Near],
                true => &[Spelling::Same, Spelling::Near],
            };
            for spelling in spellings {
                let answer = self.ask(query, plan, (Strategy::All, *spelling), scope).await?;
                let last = plan.parsed.wanted.len() < 2 && Some(spelling) == spellings.last();
                if answer.total() > 0 || last || self.any_has_all(query, plan, *spelling, scope).await? {
                    return Ok((answer, *spelling));
                }
            }
        }
        let sentence = self.sentence(query, plan, scope).await?;
        let plan = Plan { sentence, ..*plan };
        Ok((self.ask(query, &plan, (Strategy::Frequency, Spelling::Near), scope).await?, Spelling::Near))
    }

    /// Whether a query has words with translations of cognates only, and nothing matches it as spelt.
    async fn is_misspelt(&self, query: &Query, plan: &Plan<'_>, scope: Scope) -> Result<bool, SearchError> {
        let sure = |all: &Vec<QueryTranslation>| all.iter().filter(|one| !one.cognate).cloned().collect();
        let sure: Vec<Vec<QueryTranslation>> = plan.translations.iter().map(sure).collect();
        if scope == Scope::Subjects || sure == plan.translations {
            return Ok(false);
        }
        let plan = Plan { parsed: plan.parsed, translations: &sure, sentence: None };
        Ok(self.ask(&unfiltered(query), &plan, (Strategy::All, Spelling::Same), scope).await?.total() == 0)
    }

    /// The translated matches of a sentence, if it has translations and half of the time limit is enough.
    async fn sentence(&self, query: &Query, plan: &Plan<'_>, scope: Scope) -> Result<Option<SentenceMatches>, SearchError> {
        if scope == Scope::Subjects || plan.translations.iter().all(Vec::is_empty) {
            return Ok(None);
        }
        let asked = sentence::requested_texts(plan);
        let matches = async {
            let lists: Lists = self.http.ask("/multi-search", sentence::request(&self.index, query, plan, &asked)).await?;
            let matches = lists.matches(&asked);
            if matches.questions.is_empty() {
                return Ok(matches);
            }
            let texts = self.http.ask(&format!("/indexes/{}/documents/fetch", self.index), matches.texts()).await?;
            Ok(matches.read(&texts))
        };
        timeout(self.http.limits.search / 2, matches).await.map_or(Ok(None), |matches| matches.map(Some))
    }

    /// Whether anything has all words of a query, if its filters are ignored.
    async fn any_has_all(&self, query: &Query, plan: &Plan<'_>, spelling: Spelling, scope: Scope) -> Result<bool, SearchError> {
        let open = unfiltered(query);
        Ok(query.filters != open.filters && self.ask(&open, plan, (Strategy::All, spelling), scope).await?.total() > 0)
    }

    async fn ask(&self, query: &Query, plan: &Plan<'_>, how: (Strategy, Spelling), scope: Scope) -> Result<Answer, SearchError> {
        self.http.ask("/multi-search", request(&self.index, query, plan, how, scope)).await
    }

    async fn in_time<T>(&self, search: impl Future<Output = Result<T, SearchError>> + Send) -> Result<T, SearchError> {
        timeout(self.http.limits.search, search).await.map_err(|_| http::late())?
    }
}

/// The query without its filters, to find out whether anything matches.
fn unfiltered(query: &Query) -> Query {
    let filters = Filters { excluding: query.filters.excluding.clone(), ..Filters::default() };
    Query { filters, offset: 0, limit: 1, facets: false, ..query.clone() }
}
