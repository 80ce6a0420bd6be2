//! Searches everything in a question for names, in current and earlier texts. The search runs before and outside the change that
//! redacts: that change blocks every other writer, and so only writes what was found here.

use std::{collections::VecDeque, ops::Range};

use jawab_domain::field::FieldName;
use jawab_store::{
    Connection, StoreError, answers, chamber,
    form_drafts::{self, DraftFilter, DraftVersion, Name, StoredDraft},
    questions,
    reasons::{self, Reason},
    rows, texts,
};

use super::{MAX_PLACES, Names, body_hash};
use crate::{
    compute_pool::{ComputePool, Queue},
    use_cases::{Problem, UseCaseError, UseCaseResult},
};

/// The maximum number of letters of earlier versions in one search; letters near a possible name count several times. Three hundred
/// versions of a text of 190,000 letters, which takes some seconds in a debug build.
pub const MAX_SEARCHED_LETTERS: usize = 60_000_000;
/// The cost of reading a letter's word, relative to scanning the letter.
const CLOSE_READ_COST: usize = 40;
/// The number of letters after which other work gets the thread.
const LETTERS_PER_SLICE: usize = 4_000_000;
/// The number of earlier versions in memory.
const VERSIONS_IN_MEMORY: usize = 8;
/// The maximum number of bytes of earlier versions written in one redaction: one write for each place.
const MAX_WRITTEN_BYTES: usize = 64 << 20;

/// The scope of a search for names.
#[derive(Debug, Clone)]
pub struct NameQuery {
    /// The question.
    pub question: i64,
    /// The names.
    pub names: Names,
    /// The only text to search; `None`: all texts, and reasons.
    pub only: Option<i64>,
    /// The earlier version after which the search continues; before it, everything else is searched.
    pub after: i64,
}

/// Something that contains names, with their places.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrences<T> {
    /// The text, version or reason.
    pub of: T,
    /// The places of the names, in bytes and in order.
    pub places: Vec<Range<usize>>,
    /// The hash of the whole body.
    pub sha256: String,
}

impl<T> Occurrences<T> {
    fn new(names: &Names, of: T, text: impl Fn(&T) -> &str) -> Option<Self> {
        let places = names.places(text(&of));
        (!places.is_empty()).then(|| Self { sha256: body_hash(text(&of)), of, places })
    }
}

/// A form draft, as it is and without the names.
#[derive(Debug, Clone)]
pub struct FormDraftMatch {
    /// The version of the draft that was searched.
    pub of: DraftVersion,
    /// The draft without the names; `None` if it contains none.
    pub after: Option<StoredDraft>,
}

/// The result of a search.
#[derive(Debug)]
pub struct NameSearch {
    /// The scope of the search.
    pub query: NameQuery,
    /// The current texts with names.
    pub texts: Vec<Occurrences<rows::Text>>,
    /// The earlier versions with names.
    pub earlier: Vec<Occurrences<rows::EarlierText>>,
    /// The reasons with names.
    pub reasons: Vec<Occurrences<Reason>>,
    /// The reasons that were searched, with their wording: all, or none.
    pub searched_reasons: Vec<Reason>,
    /// The texts that were searched, with their wording.
    pub searched_texts: Vec<rows::Text>,
    /// Every question with a text or reason that contains names, and its code; among them the question of the search.
    pub concerned: Vec<(i64, String)>,
    /// The form drafts of these questions; empty if they were not searched.
    pub form_drafts: Vec<FormDraftMatch>,
    /// The earlier version after which the search must continue, if it ended before the last.
    pub goes_on_after: Option<i64>,
}

/// Searches everything in a question for names, on the threads of a pool, because its texts may be megabytes. Ends early if nobody
/// waits for the result any more.
///
/// # Errors
/// [`UseCaseError::Invalid`] if the current texts contain names at more places than one redaction allows.
pub async fn find_names(db: &impl Connection, pool: &ComputePool, queue: Queue, query: NameQuery) -> UseCaseResult<NameSearch> {
    let mut searched_texts = chamber::texts(db, query.question).await?;
    searched_texts.retain(|text| query.only.is_none_or(|only| only == text.id));
    let why = if query.only.is_none() { reasons::of_question(db, query.question).await? } else { Vec::new() };
    let (names, texts, searched_reasons) = (query.names.clone(), searched_texts.clone(), why.clone());
    let now = pool.run_cancellable(queue, move |cancel| {
        let texts = texts.into_iter().take_while(|_| !cancel.is_cancelled());
        let texts: Vec<_> = texts.filter_map(|text| Occurrences::new(&names, text, |text| text.body.as_str())).collect();
        let why = why.into_iter().take_while(|_| !cancel.is_cancelled());
        (texts, why.filter_map(|why| Occurrences::new(&names, why, |why| why.words.as_str())).collect::<Vec<_>>())
    });
    let (texts, reasons) = now.await?;
    let places =
        texts.iter().map(|found| found.places.len()).sum::<usize>() + reasons.iter().map(|found| found.places.len()).sum::<usize>();
    if places > MAX_PLACES {
        return Err(UseCaseError::field(FieldName::Names, Problem::TooManyPlaces { most: MAX_PLACES }));
    }
    let search = earlier(db, pool, queue, &query, places).await?;
    let in_text = |id: i64| texts.iter().any(|of| of.of.id == id) || search.found.iter().any(|of| of.of.text_id == id);
    let answered: Vec<i64> = searched_texts.iter().filter(|text| in_text(text.id)).filter_map(|text| text.answer_id).collect();
    let mut concerned = vec![query.question];
    for answer in answered {
        concerned.extend(answers::questions_of(db, answer).await?);
    }
    concerned.extend(reasons.iter().map(|found| found.of.question));
    concerned.sort_unstable();
    concerned.dedup();
    let concerned = questions::by_ids(db, concerned).await?.into_iter().map(|row| (row.id, row.code)).collect();
    let (earlier, goes_on_after) = (search.found, search.goes_on_after);
    Ok(NameSearch { query, texts, earlier, reasons, searched_reasons, searched_texts, concerned, form_drafts: Vec::new(), goes_on_after })
}

/// Searches earlier versions, a few at a time, up to the limit of one search.
async fn earlier(db: &impl Connection, pool: &ComputePool, queue: Queue, query: &NameQuery, places: usize) -> UseCaseResult<Search> {
    let mut ids = texts::earlier_ids(db, query.question).await?;
    ids.retain(|(id, text)| *id > query.after && query.only.is_none_or(|only| only == *text));
    let ids: Vec<i64> = ids.into_iter().map(|(id, _)| id).collect();
    let mut search = Search::new(query.names.clone(), query.after, places);
    for some in ids.chunks(VERSIONS_IN_MEMORY) {
        let mut rows = texts::earlier_by_ids(db, some.to_vec()).await?;
        rows.sort_by_key(|row| row.id);
        let mut left = VecDeque::from(rows);
        while !left.is_empty() && search.goes_on_after.is_none() {
            (search, left) = pool.run_cancellable(queue, move |cancel| search.through(left, &|| !cancel.is_cancelled())).await?;
        }
        if search.goes_on_after.is_some() {
            break;
        }
    }
    Ok(search)
}

/// A search through earlier versions.
struct Search {
    names: Names,
    /// The last version that was searched.
    last: i64,
    letters: usize,
    places: usize,
    written: usize,
    /// Bodies that took long, by their hashes: versions may be identical.
    known: Vec<(String, Vec<Range<usize>>)>,
    found: Vec<Occurrences<rows::EarlierText>>,
    goes_on_after: Option<i64>,
}

impl Search {
    const fn new(names: Names, last: i64, places: usize) -> Self {
        Self { names, last, letters: 0, places, written: 0, known: Vec::new(), found: Vec::new(), goes_on_after: None }
    }

    /// Searches as many versions as fit in one slice. Returns the rest.
    fn through(mut self, mut rows: VecDeque<rows::EarlierText>, waited: &(dyn Fn() -> bool + Send)) -> (Self, VecDeque<rows::EarlierText>) {
        let begun = self.letters;
        while self.letters - begun < LETTERS_PER_SLICE && self.goes_on_after.is_none() {
            if !waited() {
                rows.clear();
            }
            let Some(row) = rows.pop_front() else { break };
            if self.letters >= MAX_SEARCHED_LETTERS || !self.take(row) {
                self.goes_on_after = Some(self.last);
                break;
            }
        }
        (self, rows)
    }

    /// Searches a version; false if its occurrences exceed the limits.
    fn take(&mut self, row: rows::EarlierText) -> bool {
        let mut places = self.places(&row.body);
        let most = (MAX_WRITTEN_BYTES / row.body.len().max(1)).clamp(1, MAX_PLACES);
        if self.places == 0 && places.len() > most {
            // The rest of its places are left for the next search.
            places.truncate(most);
            self.goes_on_after = Some(self.last);
        }
        let written = row.body.len().saturating_mul(places.len());
        let is_more = self.places + places.len() > MAX_PLACES || self.written.saturating_add(written) > MAX_WRITTEN_BYTES;
        if self.places > 0 && !places.is_empty() && is_more {
            return false;
        }
        self.places += places.len();
        self.written = self.written.saturating_add(written);
        if self.goes_on_after.is_none() {
            self.last = row.id;
        }
        if !places.is_empty() {
            self.found.push(Occurrences { sha256: body_hash(&row.body), of: row, places });
        }
        true
    }

    fn places(&mut self, body: &str) -> Vec<Range<usize>> {
        let parts = self.names.parts(body);
        let close: usize = parts.iter().map(|part| part.len()).sum();
        self.letters += body.chars().count();
        if close < body.len() / 8 {
            self.letters += close.saturating_mul(CLOSE_READ_COST);
            return self.names.places_of(body, parts);
        }
        let hash = body_hash(body);
        if let Some((_, places)) = self.known.iter().find(|(known, _)| *known == hash) {
            return places.clone();
        }
        self.letters += close.saturating_mul(CLOSE_READ_COST);
        let places = self.names.places_of(body, parts);
        self.known.push((hash, places.clone()));
        places
    }
}

impl NameSearch {
    /// Searches form drafts too: text that was typed into the question's forms and not submitted would bring the names back. For other
    /// questions that share a text with it, the forms of their answers are searched. The form of a new question belongs to another
    /// question, as a draft does: there the name may be a namesake's, and it is the only copy. It expires by itself.
    pub async fn with_form_drafts(mut self, db: &impl Connection, pool: &ComputePool, queue: Queue) -> UseCaseResult<Self> {
        for (question, code) in self.concerned.clone() {
            let own = question == self.query.question;
            for listed in form_drafts::of_question(db, &code).await?.into_iter().filter(|of| own || of.name.answer().is_some()) {
                // One after the other: each may be megabytes. A draft that is deleted meanwhile is skipped.
                let found = form_drafts::find(db, listed.account, DraftFilter::Form(&listed.name), &listed.rendering).await?;
                let Some((name, draft)) = found else { continue };
                let names = self.query.names.clone();
                let searched = pool.run_cancellable(queue, move |_| {
                    let after = without(&names, &name, &draft)?;
                    let StoredDraft { rendering, content, saved_at, .. } = draft;
                    Ok::<_, StoreError>(FormDraftMatch {
                        of: DraftVersion { account: listed.account, name, rendering, content, saved_at },
                        after,
                    })
                });
                self.form_drafts.push(searched.await??);
            }
        }
        Ok(self)
    }

    /// Whether no name was found in anything that readers or staff can read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.earlier.is_empty() && self.reasons.is_empty()
    }

    /// Whether this version of a form draft was searched.
    pub(crate) fn has_searched(&self, of: &DraftVersion) -> bool {
        self.form_drafts.iter().any(|known| known.of == *of)
    }
}

/// A form draft without names; `None` if it contains none.
fn without(names: &Names, name: &Name, draft: &StoredDraft) -> Result<Option<StoredDraft>, StoreError> {
    let (mut fields, mut found) = (draft.pairs()?, false);
    for (_, value) in &mut fields {
        if let Some(without) = names.redacted(value) {
            (*value, found) = (without, true);
        }
    }
    if found { draft.clone().with(name, &fields).map(Some) } else { Ok(None) }
}

#[cfg(test)]
mod tests;
