//! The ledger: an in-memory table of what every question is counted by, about a hundred bytes a question.
//!
//! Most pages and boards start with counts over all questions. SQL would count row by row each time; here a count is one pass over a few
//! megabytes. The standing of a question is computed by the rules of the domain ([`Standing::on`],
//! [`Lane::on`](jawab_domain::board::Lane::on)), so SQL needs no second form of them. The ledger is loaded once; then only the questions
//! that [changed](crate::changes), in this or another process, are loaded again.
//!
//! A [`Ledger`] is immutable. Its pages are shared with the next one, except for those that changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError, RwLock},
};

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, Publication, Standing, Status, preparation::WorkState, question::QuestionKind};

use crate::{Database, StoreError, changes, database::run_to_completion, list::OrderKeys};

mod boards;
mod clocks;
mod desk;
mod lists;
mod load;

pub use boards::{BoardFilter, BoardScope};
pub use clocks::{RunningClock, clocks, running_clocks};

/// The number of identities per page, which is the unit of copying on a change.
const PAGE_SIZE: i64 = 1024;
/// The number of pages per query.
const PAGES_PER_QUERY: i64 = 16;

/// A question in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    id: i64,
    chamber: Chamber,
    kind: QuestionKind,
    status: Status,
    publication: Publication,
    deposited_on: Option<NaiveDate>,
    transmitted_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    /// A bit for each language with a text.
    languages: u8,
    /// A bit for each need of its texts: see [`desk`].
    needs: u16,
    /// The offsets of its parts, authors and themes in those of its page.
    offsets: Offsets,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Offsets {
    parts: u32,
    authors: u32,
    themes: u32,
}

/// A ministry's part in a question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// The identity of its row.
    id: u32,
    ministry: u32,
    since: Option<NaiveDate>,
    clock_from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    /// Whether the ministry has it and has given its final answer, on a known or an unknown day.
    answered: bool,
    assigned_to: Option<u32>,
    state: WorkState,
}

/// An author of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Author {
    member: u32,
    group: Option<u32>,
}

/// The questions of a range of identities, in order.
#[derive(Debug, Clone, Default)]
struct Page {
    entries: Vec<Entry>,
    parts: Vec<Part>,
    authors: Vec<Author>,
    themes: Vec<u32>,
}

/// A question with its parts, authors and themes.
#[derive(Debug, Clone, Copy)]
struct Question<'a> {
    entry: &'a Entry,
    parts: &'a [Part],
    authors: &'a [Author],
    themes: &'a [u32],
}

impl Question<'_> {
    const fn is_public(&self) -> bool {
        matches!(self.entry.publication, Publication::Published)
    }

    /// Its sort keys.
    fn order_keys(&self) -> OrderKeys {
        let entry = self.entry;
        let open = entry.due_on.filter(|_| entry.status == Status::Transmitted);
        OrderKeys::from_days(entry.deposited_on, open, entry.answered_on.filter(|_| entry.status == Status::Answered))
    }

    fn standing(&self, today: NaiveDate) -> Standing {
        Standing::on(today, self.entry.status, self.entry.due_on, self.entry.answered_on)
    }
}

impl Page {
    fn questions(&self) -> impl DoubleEndedIterator<Item = Question<'_>> {
        (0..self.entries.len()).filter_map(|at| self.question(at))
    }

    fn question(&self, at: usize) -> Option<Question<'_>> {
        let entry = self.entries.get(at)?;
        let whole = Offsets { parts: end(&self.parts), authors: end(&self.authors), themes: end(&self.themes) };
        let next = self.entries.get(at + 1).map_or(whole, |next| next.offsets);
        let Offsets { parts, authors, themes } = entry.offsets;
        Some(Question {
            entry,
            parts: self.parts.get(parts as usize..next.parts as usize)?,
            authors: self.authors.get(authors as usize..next.authors as usize)?,
            themes: self.themes.get(themes as usize..next.themes as usize)?,
        })
    }

    /// Frees unused capacity.
    fn shrink(&mut self) {
        self.entries.shrink_to_fit();
        self.parts.shrink_to_fit();
        self.authors.shrink_to_fit();
        self.themes.shrink_to_fit();
    }

    /// Appends a question.
    fn push(&mut self, of: Question<'_>) {
        let offsets = Offsets { parts: end(&self.parts), authors: end(&self.authors), themes: end(&self.themes) };
        self.entries.push(Entry { offsets, ..of.entry.clone() });
        self.parts.extend_from_slice(of.parts);
        self.authors.extend_from_slice(of.authors);
        self.themes.extend_from_slice(of.themes);
    }
}

fn end<T>(of: &[T]) -> u32 {
    u32::try_from(of.len()).unwrap_or(u32::MAX)
}

/// Narrows an identity for storage.
fn narrow_id(id: i64) -> Result<u32, StoreError> {
    u32::try_from(id).map_err(|_| StoreError::Unreadable(format!("identity {id}")))
}

/// Narrows the identity of a filter. One that does not fit matches nothing.
fn filter_id(id: i64) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}

/// All questions as of a generation or later.
#[derive(Debug, Clone)]
pub struct Ledger {
    generation: i64,
    pages: BTreeMap<i64, Arc<Page>>,
}

impl Ledger {
    fn questions(&self) -> impl DoubleEndedIterator<Item = Question<'_>> {
        self.pages.values().flat_map(|page| page.questions())
    }

    /// Returns a ledger with the pages of these questions loaded again.
    async fn with(&self, database: &Database, changed: &[(i64, i64)]) -> Result<Self, StoreError> {
        let newest = changed.iter().map(|(_, generation)| *generation).fold(self.generation, i64::max);
        let mut next = Self { generation: newest, pages: self.pages.clone() };
        let pages: BTreeSet<i64> = changed.iter().map(|(id, _)| id.div_euclid(PAGE_SIZE)).collect();
        if pages.len() as i64 > PAGES_PER_QUERY {
            let first = pages.first().copied().unwrap_or_default();
            next.pages.retain(|page, _| *page < first);
            next.load_from(database, first).await?;
            return Ok(next);
        }
        for page in pages {
            let ids: BTreeSet<i64> = changed.iter().map(|(id, _)| *id).filter(|id| id.div_euclid(PAGE_SIZE) == page).collect();
            let now = load::some(database.reader(), &ids).await?;
            let before = self.pages.get(&page).cloned().unwrap_or_default();
            next.pages.insert(page, Arc::new(merge_page(&before, &now, &ids)));
        }
        Ok(next)
    }

    /// Loads every page from `first` on.
    async fn load_from(&mut self, database: &Database, first: i64) -> Result<(), StoreError> {
        let Some(last) = load::last(database.reader()).await? else { return Ok(()) };
        let mut page = first;
        while page * PAGE_SIZE <= last {
            let stretch = load::range(database.reader(), page * PAGE_SIZE, (page + PAGES_PER_QUERY) * PAGE_SIZE).await?;
            for question in stretch.questions() {
                let place = self.pages.entry(question.entry.id.div_euclid(PAGE_SIZE)).or_default();
                Arc::make_mut(place).push(question);
            }
            for (_, page) in self.pages.range_mut(page..) {
                Arc::make_mut(page).shrink();
            }
            page += PAGES_PER_QUERY;
        }
        Ok(())
    }
}

/// Merges the reloaded questions into a page. Changed questions that are missing were deleted.
fn merge_page(before: &Page, now: &Page, changed: &BTreeSet<i64>) -> Page {
    let mut all: Vec<Question<'_>> = before.questions().filter(|question| !changed.contains(&question.entry.id)).collect();
    all.extend(now.questions());
    all.sort_by_key(|question| question.entry.id);
    let mut page = Page::default();
    all.into_iter().for_each(|question| page.push(question));
    page
}

/// The ledger, kept up to date. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct LedgerCache {
    newest: Arc<RwLock<Option<Arc<Ledger>>>>,
    /// Held by the task that updates the ledger on behalf of all waiting ones.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl LedgerCache {
    /// The ledger as of a generation read from the database, or later.
    pub async fn at(&self, database: &Database, generation: i64) -> Result<Arc<Ledger>, StoreError> {
        if let Some(ledger) = self.cached(generation) {
            return Ok(ledger);
        }
        let turn = Arc::clone(&self.turn).lock_owned().await;
        if let Some(ledger) = self.cached(generation) {
            return Ok(ledger);
        }
        let (newest, cached, database) = (Arc::clone(&self.newest), self.newest(), database.clone());
        // The update continues if its caller is dropped, so that the next caller finds it done.
        run_to_completion::<_, StoreError>(async move {
            let _turn = turn;
            let ledger = Arc::new(next(cached.as_deref(), &database, generation).await?);
            *newest.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&ledger));
            Ok(ledger)
        })
        .await
    }

    fn newest(&self) -> Option<Arc<Ledger>> {
        self.newest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn cached(&self, generation: i64) -> Option<Arc<Ledger>> {
        self.newest().filter(|ledger| ledger.generation >= generation)
    }
}

/// A change during the load is newer than `generation`, and is loaded again by the next update.
async fn next(cached: Option<&Ledger>, database: &Database, generation: i64) -> Result<Ledger, StoreError> {
    let Some(cached) = cached else {
        let mut whole = Ledger { generation, pages: BTreeMap::new() };
        whole.load_from(database, 0).await?;
        return Ok(whole);
    };
    let changed = changes::since(database.reader(), cached.generation).await?;
    let mut next = cached.with(database, &changed).await?;
    next.generation = next.generation.max(generation);
    Ok(next)
}

/// The bit of a language.
const fn bit(locale: Locale) -> u8 {
    match locale {
        Locale::Ar => 1,
        Locale::Fr => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_takes_about_a_hundred_bytes() {
        let of = |one: usize, n: usize| one * n;
        let usual = size_of::<Entry>() + of(size_of::<Part>(), 1) + of(size_of::<Author>(), 1) + of(size_of::<u32>(), 2);
        assert!(usual <= 116, "{usual}");
    }

    #[tokio::test]
    async fn it_is_loaded_though_whoever_asked_goes_away() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::connect(&format!("sqlite:{}", folder.path().join("jawab.sqlite").display())).await.unwrap();
        database.migrate().await.unwrap();
        let ledgers = LedgerCache::default();
        tokio::select! {
            biased;
            _ = ledgers.at(&database, 1) => panic!("it is not there at once"),
            () = std::future::ready(()) => {}
        }
        let _turn = ledgers.turn.lock().await;
        assert!(ledgers.newest().is_some());
    }
}
