//! The ledger: what every question is counted by, in memory, some hundred bytes a question.
//!
//! Counts over all questions are what pages and boards begin with, and SQL counts them row by row each time; here they are
//! one pass over a few megabytes. Where a question stands is worked out by the domain's own rules ([`Standing::on`],
//! [`Lane::on`](jawab_domain::board::Lane::on)), so that no second form of them is needed in SQL. It is loaded once, and then
//! read anew of the questions that [changed](crate::changes), whichever process changed them.
//!
//! A [`Ledger`] is a view that stays as it is; its parts are shared with the next one but for those that changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError, RwLock},
};

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, Publication, Standing, Status, preparation::WorkState, question::QuestionKind};

use crate::{Database, StoreError, changes, database::to_its_end, list::OrderKeys};

mod boards;
mod clocks;
mod desk;
mod lists;
mod load;

pub use boards::{Narrowed, Whose};
pub use clocks::{RunningClock, running_clocks};

/// Identities to a page of the ledger: what a change makes anew.
const PAGE: i64 = 1024;
/// Pages read at once.
const STRETCH: i64 = 16;

/// A question as it is counted.
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
    /// A bit for each language it has a text in.
    languages: u8,
    /// A bit for each need of its texts: see [`desk`].
    needs: u16,
    /// Where its parts, authors and themes begin in those of its page.
    begin: Begin,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Begin {
    parts: u32,
    authors: u32,
    themes: u32,
}

/// A ministry's part in a question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// Its row.
    id: u32,
    ministry: u32,
    since: Option<NaiveDate>,
    clock_from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    /// Whether the ministry has it and has given its final answer, be the day of it known or not.
    answered: bool,
    assigned_to: Option<u32>,
    state: WorkState,
    /// Whether the ministry asks for the question to go elsewhere.
    transfer_asked: bool,
}

/// An author of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Author {
    member: u32,
    group: Option<u32>,
}

/// The questions of a stretch of identities, in order.
#[derive(Debug, Clone, Default)]
struct Page {
    entries: Vec<Entry>,
    parts: Vec<Part>,
    authors: Vec<Author>,
    themes: Vec<u32>,
}

/// A question with what hangs on it.
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

    /// Its places in lists.
    fn order_keys(&self) -> OrderKeys {
        let entry = self.entry;
        let open = entry.due_on.filter(|_| entry.status == Status::Transmitted);
        OrderKeys::of(entry.deposited_on, open, entry.answered_on.filter(|_| entry.status == Status::Answered))
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
        let whole = Begin { parts: end(&self.parts), authors: end(&self.authors), themes: end(&self.themes) };
        let next = self.entries.get(at + 1).map_or(whole, |next| next.begin);
        let Begin { parts, authors, themes } = entry.begin;
        Some(Question {
            entry,
            parts: self.parts.get(parts as usize..next.parts as usize)?,
            authors: self.authors.get(authors as usize..next.authors as usize)?,
            themes: self.themes.get(themes as usize..next.themes as usize)?,
        })
    }

    /// Gives back the room that nothing is in.
    fn shrink(&mut self) {
        self.entries.shrink_to_fit();
        self.parts.shrink_to_fit();
        self.authors.shrink_to_fit();
        self.themes.shrink_to_fit();
    }

    /// Adds a question that comes after those it has.
    fn push(&mut self, of: Question<'_>) {
        let begin = Begin { parts: end(&self.parts), authors: end(&self.authors), themes: end(&self.themes) };
        self.entries.push(Entry { begin, ..of.entry.clone() });
        self.parts.extend_from_slice(of.parts);
        self.authors.extend_from_slice(of.authors);
        self.themes.extend_from_slice(of.themes);
    }
}

fn end<T>(of: &[T]) -> u32 {
    u32::try_from(of.len()).unwrap_or(u32::MAX)
}

/// An identity, as the ledger keeps it.
fn small(id: i64) -> Result<u32, StoreError> {
    u32::try_from(id).map_err(|_| StoreError::Unreadable(format!("identity {id}")))
}

/// An identity that filters name; one that the ledger cannot hold is nobody's.
fn wanted(id: i64) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}

/// Every question, as of a generation or later.
#[derive(Debug, Clone)]
pub struct Ledger {
    generation: i64,
    pages: BTreeMap<i64, Arc<Page>>,
}

impl Ledger {
    fn questions(&self) -> impl DoubleEndedIterator<Item = Question<'_>> {
        self.pages.values().flat_map(|page| page.questions())
    }

    /// The same with the pages of these questions as they are now.
    async fn with(&self, database: &Database, changed: &[(i64, i64)]) -> Result<Self, StoreError> {
        let newest = changed.iter().map(|(_, generation)| *generation).fold(self.generation, i64::max);
        let mut next = Self { generation: newest, pages: self.pages.clone() };
        let pages: BTreeSet<i64> = changed.iter().map(|(id, _)| id.div_euclid(PAGE)).collect();
        if pages.len() as i64 > STRETCH {
            let first = pages.first().copied().unwrap_or_default();
            next.pages.retain(|page, _| *page < first);
            next.load_from(database, first).await?;
            return Ok(next);
        }
        for page in pages {
            let ids: BTreeSet<i64> = changed.iter().map(|(id, _)| *id).filter(|id| id.div_euclid(PAGE) == page).collect();
            let now = load::some(database.reader(), &ids).await?;
            let before = self.pages.get(&page).cloned().unwrap_or_default();
            next.pages.insert(page, Arc::new(merged(&before, &now, &ids)));
        }
        Ok(next)
    }

    /// Loads every page from one on.
    async fn load_from(&mut self, database: &Database, first: i64) -> Result<(), StoreError> {
        let Some(last) = load::last(database.reader()).await? else { return Ok(()) };
        let mut page = first;
        while page * PAGE <= last {
            let stretch = load::range(database.reader(), page * PAGE, (page + STRETCH) * PAGE).await?;
            for question in stretch.questions() {
                let place = self.pages.entry(question.entry.id.div_euclid(PAGE)).or_default();
                Arc::make_mut(place).push(question);
            }
            for (_, page) in self.pages.range_mut(page..) {
                Arc::make_mut(page).shrink();
            }
            page += STRETCH;
        }
        Ok(())
    }
}

/// A page with some of its questions as they are now, or gone.
fn merged(before: &Page, now: &Page, changed: &BTreeSet<i64>) -> Page {
    let mut all: Vec<Question<'_>> = before.questions().filter(|question| !changed.contains(&question.entry.id)).collect();
    all.extend(now.questions());
    all.sort_by_key(|question| question.entry.id);
    let mut page = Page::default();
    all.into_iter().for_each(|question| page.push(question));
    page
}

/// The ledger, kept up to date.
#[derive(Debug, Default)]
pub struct Ledgers {
    newest: Arc<RwLock<Option<Arc<Ledger>>>>,
    /// Whoever brings it up to date, for all who wait for that.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl Ledgers {
    /// The ledger as of a generation that was read from the database, or later.
    ///
    /// # Errors
    /// When the database cannot be read, or holds what cannot be understood.
    pub async fn at(&self, database: &Database, generation: i64) -> Result<Arc<Ledger>, StoreError> {
        if let Some(ledger) = self.held(generation) {
            return Ok(ledger);
        }
        let turn = Arc::clone(&self.turn).lock_owned().await;
        if let Some(ledger) = self.held(generation) {
            return Ok(ledger);
        }
        let (newest, held, database) = (Arc::clone(&self.newest), self.newest(), database.clone());
        // It goes on when whoever asked goes away, so that the next finds it done instead of beginning anew.
        to_its_end::<_, StoreError>(async move {
            let _turn = turn;
            let ledger = Arc::new(next(held.as_deref(), &database, generation).await?);
            *newest.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&ledger));
            Ok(ledger)
        })
        .await
    }

    fn newest(&self) -> Option<Arc<Ledger>> {
        self.newest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn held(&self, generation: i64) -> Option<Arc<Ledger>> {
        self.newest().filter(|ledger| ledger.generation >= generation)
    }
}

/// What changes while this reads is newer than the generation it names, and is read again by the next.
async fn next(held: Option<&Ledger>, database: &Database, generation: i64) -> Result<Ledger, StoreError> {
    let Some(held) = held else {
        let mut whole = Ledger { generation, pages: BTreeMap::new() };
        whole.load_from(database, 0).await?;
        return Ok(whole);
    };
    let changed = changes::since(database.reader(), held.generation).await?;
    let mut next = held.with(database, &changed).await?;
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
        let ledgers = Ledgers::default();
        tokio::select! {
            biased;
            _ = ledgers.at(&database, 1) => panic!("it is not there at once"),
            () = std::future::ready(()) => {}
        }
        let _turn = ledgers.turn.lock().await;
        assert!(ledgers.newest().is_some());
    }
}
