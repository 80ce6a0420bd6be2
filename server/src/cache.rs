//! Rendered pages, made once for all who ask, and kept as long as nothing they show can have changed.
//!
//! What a page [shows](Shows) is compared with [what changed](jawab_store::changes) at every request, so a change by any process
//! is seen, and a change that its readers cannot see (a draft, the work on an answer) makes nothing anew. Where a page is made
//! anew, one task makes it, whoever waits for it or goes away meanwhile; those who come while it takes longer than
//! [`StaleWait`] get the one before, if it lists or counts and they do not work here. That is never older than a few seconds,
//! never of another day, and never from before something was taken from readers: what is hidden or redacted is gone with the
//! next request.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use bytes::Bytes;
use chrono::NaiveDate;
use jawab_store::{Database, SiteState, StoreError, changes};
use moka::sync::Cache;
use sha2::{Digest as _, Sha256};
use tokio::sync::watch;

use crate::error::AppError;

/// Most bytes of rendered pages in memory.
const MOST_BYTES: u64 = 48 * 1024 * 1024;
/// How long a page is shown after it was last known to be right, while another is made.
const MOST_BEHIND: Duration = Duration::from_secs(5);

/// How long a page of search results is kept: nothing says when an index was restored, or repaired after a loss.
const MOST_AGE_OF_RESULTS: Duration = Duration::from_secs(30);

/// How long readers wait for a page that is made anew while there is one before it; none: until it is there.
pub type StaleWait = Option<Duration>;

/// When something was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// What had changed by then.
    pub state: SiteState,
    /// The day in Morocco.
    pub today: NaiveDate,
}

/// What a page shows, beside its own text: it is made anew when that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CacheScope {
    /// Names, groups, rules, holidays, themes: reference data alone.
    Reference,
    /// These questions, and reference data.
    Questions(Vec<i64>),
    /// Anything public.
    Everything,
    /// What the search index holds of everything public.
    SearchIndex,
}

/// What making a page came to.
#[derive(Debug, Clone)]
pub enum Rendered {
    /// A page to keep.
    Page(CacheScope, Bytes),
    /// A page for those who wait for it.
    Uncached(StatusCode, Bytes),
    /// It is elsewhere, for good.
    Moved(String),
}

/// A page, and what it was made from.
#[derive(Debug)]
pub struct Answer {
    /// What it came to.
    pub made: Rendered,
    /// The entity tag of a page to keep: of its bytes, so that it knows the program, its texts and settings, and the page.
    pub tag: Option<String>,
    of: Stamp,
    asked: Instant,
    /// The public generation under which it was last seen to be right, and when that was.
    right: Mutex<(i64, Instant)>,
}

impl Answer {
    fn new(made: Rendered, of: Stamp, asked: Instant) -> Self {
        let tag = match &made {
            Rendered::Page(_, html) => Some(tag(html)),
            _ => None,
        };
        Self { made, tag, of, asked, right: Mutex::new((of.state.public, asked)) }
    }

    /// Whether it is what would be made now.
    async fn is_right(&self, database: &Database, now: Stamp) -> Result<bool, StoreError> {
        let asked = Instant::now();
        let expired = matches!(self.made, Rendered::Page(CacheScope::SearchIndex, _)) && self.asked.elapsed() > MOST_AGE_OF_RESULTS;
        if expired || self.of.today != now.today || self.of.state.reference < now.state.reference {
            return Ok(false);
        }
        let known = lock(&self.right).0;
        let right = known >= now.state.public
            || match &self.made {
                Rendered::Page(CacheScope::Reference, _) => true,
                Rendered::Page(CacheScope::Questions(ids), _) => {
                    changes::publicly_changed_since(database.reader(), ids, self.of.state.generation).await?.is_empty()
                }
                _ => false,
            };
        if right {
            let mut seen = lock(&self.right);
            *seen = (seen.0.max(now.state.public), seen.1.max(asked));
        }
        Ok(right)
    }

    /// Whether it may be shown while another is made: what is counted and listed may, a question or a name may not.
    fn may_serve(&self, now: Stamp) -> bool {
        matches!(self.made, Rendered::Page(CacheScope::Everything | CacheScope::SearchIndex, _))
            && self.of.today == now.today
            && self.of.state.reference >= now.state.reference
            && self.of.state.retraction >= now.state.retraction
            && lock(&self.right).1.elapsed() <= MOST_BEHIND
    }
}

fn tag(html: &[u8]) -> String {
    let hash = Sha256::digest(html);
    format!("W/\"{}\"", data_encoding::HEXLOWER.encode(hash.get(..12).unwrap_or_default()))
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a page came to, for all who wait.
type Outcome = Result<Arc<Answer>, Arc<AppError>>;

/// A page that is being made.
#[derive(Debug, Clone)]
struct Making {
    of: Stamp,
    outcome: watch::Receiver<Option<Outcome>>,
}

impl Making {
    async fn outcome(mut self) -> Outcome {
        let failed = || Err(Arc::new(AppError::Internal("a page could not be made".into())));
        self.outcome.wait_for(Option::is_some).await.map_or_else(|_| failed(), |outcome| outcome.clone().unwrap_or_else(failed))
    }
}

/// The pages, by address.
#[derive(Clone)]
pub struct PageCache {
    answers: Cache<Arc<str>, Arc<Answer>>,
    making: Arc<Mutex<HashMap<Arc<str>, Making>>>,
}

impl Default for PageCache {
    fn default() -> Self {
        let bytes = |answer: &Answer| match &answer.made {
            Rendered::Page(_, html) | Rendered::Uncached(_, html) => html.len(),
            Rendered::Moved(_) => 0,
        };
        let weigh = move |address: &Arc<str>, answer: &Arc<Answer>| u32::try_from(address.len() + bytes(answer)).unwrap_or(u32::MAX);
        Self { answers: Cache::builder().max_capacity(MOST_BYTES).weigher(weigh).build(), making: Arc::default() }
    }
}

impl PageCache {
    /// The page of an address, as it is now: from memory where it still is right, else made, by one task for all who wait.
    /// `make` makes it from what it reads after the call, for so long at most. Whoever asks waits so long while there is one before it.
    pub async fn get<F>(
        &self,
        database: &Database,
        (limit, patience): (Duration, StaleWait),
        address: &str,
        now: Stamp,
        make: impl FnOnce() -> F,
    ) -> Outcome
    where
        F: Future<Output = Result<Rendered, AppError>> + Send + 'static,
    {
        let before = self.answers.get(address);
        if let Some(answer) = &before
            && answer.is_right(database, now).await.map_err(|error| Arc::new(error.into()))?
        {
            return Ok(Arc::clone(answer));
        }
        let made = self.made(limit, address, now, make);
        match (patience, before.filter(|answer| answer.may_serve(now))) {
            (Some(patience), Some(before)) => tokio::time::timeout(patience, made).await.unwrap_or(Ok(before)),
            _ => made.await,
        }
    }

    /// The page as made from what is read now or later, which may take so long.
    async fn made<F>(&self, limit: Duration, address: &str, now: Stamp, make: impl FnOnce() -> F) -> Outcome
    where
        F: Future<Output = Result<Rendered, AppError>> + Send + 'static,
    {
        let mut make = Some(make);
        loop {
            let making = self.join(limit, address, now, &mut make);
            let of = making.of;
            let outcome = making.outcome().await;
            // One that was begun before what this reader must see is not for them.
            if of.state.public >= now.state.public && of.today >= now.today || make.is_none() {
                return outcome;
            }
        }
    }

    /// Joins those who wait for a page, or has it made.
    fn join<F>(&self, limit: Duration, address: &str, now: Stamp, make: &mut Option<impl FnOnce() -> F>) -> Making
    where
        F: Future<Output = Result<Rendered, AppError>> + Send + 'static,
    {
        let mut all = lock(&self.making);
        if let Some(making) = all.get(address) {
            return making.clone();
        }
        let (tell, outcome) = watch::channel(None);
        let making = Making { of: now, outcome };
        let Some(make) = make.take() else { return making };
        let address: Arc<str> = address.into();
        all.insert(Arc::clone(&address), making.clone());
        let (page, asked, ends) = (make(), Instant::now(), Ends { pages: self.clone(), address });
        // A task of its own: it goes on when whoever asked first goes away.
        tokio::spawn(async move {
            let made = tokio::time::timeout(limit, page).await.unwrap_or(Err(AppError::TimedOut));
            let outcome = made.map(|made| Arc::new(Answer::new(made, now, asked))).map_err(Arc::new);
            ends.keep(&outcome);
            drop(ends);
            tell.send_replace(Some(outcome));
        });
        making
    }
}

/// Ends the making of a page, even if that panics.
struct Ends {
    pages: PageCache,
    address: Arc<str>,
}

impl Ends {
    fn keep(&self, outcome: &Outcome) {
        if let Ok(answer) = outcome
            && matches!(answer.made, Rendered::Page(..))
        {
            self.pages.answers.insert(Arc::clone(&self.address), Arc::clone(answer));
        }
    }
}

impl Drop for Ends {
    fn drop(&mut self) {
        lock(&self.pages.making).remove(&self.address);
    }
}

#[cfg(test)]
mod tests;
