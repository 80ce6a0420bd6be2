//! Names looked for in everything that a question reads, now and earlier, before and outside of the change that takes them out: that
//! holds up every other writer, and so it only writes what was found here.

use std::{collections::VecDeque, ops::Range};

use jawab_store::{
    Connection, StoreError, answers, chamber,
    kept_form::{self, KeptForm, Name},
    questions,
    reasons::{self, Reason},
    rows, texts,
};

use super::{MOST_PLACES, Names, body_hash};
use crate::work::{Outcome, Problem, UseCaseError};

/// Most letters of earlier versions that are gone over at once; those around which a name may stand count several times. Three hundred
/// versions of a text of 190,000 letters, which takes some seconds in a debug build.
pub const MOST_LOOKED: usize = 60_000_000;
/// How many times as long it takes to read a letter’s word as to go over the letter.
const CLOSELY: usize = 40;
/// Letters after which others have their turn on the thread.
const AT_A_TIME: usize = 4_000_000;
/// Earlier versions that are held in memory at once.
const LOADED: usize = 8;
/// Bytes of earlier versions that are written anew at once: one write for each place.
const MOST_WRITTEN: usize = 64 << 20;

/// Where work is done that reads whole texts, of which a question may have megabytes: not on a thread that serves.
pub trait Apart: Sync {
    /// What the work comes to. It may ask whether somebody still waits for it; where nobody does, what it comes to is seen by nobody.
    fn run<T, W>(&self, work: W) -> impl Future<Output = Outcome<T>> + Send
    where
        T: Send + 'static,
        W: FnOnce(&(dyn Fn() -> bool + Send)) -> T + Send + 'static;
}

/// What is looked for in what.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The question.
    pub question: i64,
    /// The names.
    pub names: Names,
    /// The only text in which they are looked for; none: all, and reasons.
    pub only: Option<i64>,
    /// The earlier version after which the look goes on; before it goes everything else.
    pub after: i64,
}

/// Something with the places in it where names stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// What.
    pub of: T,
    /// Where in it, in bytes and in order.
    pub places: Vec<Range<usize>>,
    /// The hash of the whole of it.
    pub sha256: String,
}

impl<T> Found<T> {
    fn new(names: &Names, of: T, text: impl Fn(&T) -> &str) -> Option<Self> {
        let places = names.places(text(&of));
        (!places.is_empty()).then(|| Self { sha256: body_hash(text(&of)), of, places })
    }
}

/// A form that somebody keeps, as it is and without the names.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Whose.
    pub account: i64,
    /// Of which form.
    pub name: Name,
    /// As it was when it was looked through.
    pub before: KeptForm,
    /// Without the names; none where none stands there.
    pub after: Option<KeptForm>,
}

/// What was found.
#[derive(Debug)]
pub struct Looked {
    /// What was looked for.
    pub wanted: Wanted,
    /// In texts as they read now.
    pub texts: Vec<Found<rows::Text>>,
    /// In what texts read earlier.
    pub earlier: Vec<Found<rows::EarlierText>>,
    /// In reasons.
    pub reasons: Vec<Found<Reason>>,
    /// The reasons that were looked through, as they read: all, or none.
    pub whys: Vec<Reason>,
    /// The texts that were looked through, as they read.
    pub through: Vec<rows::Text>,
    /// Every question that has a text or reason in which names stand, with its code: the one that was looked through among them.
    pub concerned: Vec<(i64, String)>,
    /// What is kept of forms of these; none where that was not looked through.
    pub kept: Vec<Kept>,
    /// The earlier version after which the look is to go on, where it ended before the last.
    pub goes_on_after: Option<i64>,
}

/// Looks for names in everything that a question reads.
///
/// # Errors
/// [`UseCaseError::Invalid`] where they stand at more places of what it reads now than are taken out at once; otherwise when the database
/// fails.
pub async fn look(db: &impl Connection, apart: &impl Apart, wanted: Wanted) -> Outcome<Looked> {
    let mut through = chamber::texts(db, wanted.question).await?;
    through.retain(|text| wanted.only.is_none_or(|only| only == text.id));
    let why = if wanted.only.is_none() { reasons::of(db, wanted.question).await? } else { Vec::new() };
    let (names, texts, whys) = (wanted.names.clone(), through.clone(), why.clone());
    let now = apart.run(move |waited: &(dyn Fn() -> bool + Send)| {
        let texts = texts.into_iter().take_while(|_| waited());
        let texts: Vec<_> = texts.filter_map(|text| Found::new(&names, text, |text| text.body.as_str())).collect();
        let why = why.into_iter().take_while(|_| waited());
        (texts, why.filter_map(|why| Found::new(&names, why, |why| why.words.as_str())).collect::<Vec<_>>())
    });
    let (texts, reasons) = now.await?;
    let places =
        texts.iter().map(|found| found.places.len()).sum::<usize>() + reasons.iter().map(|found| found.places.len()).sum::<usize>();
    if places > MOST_PLACES {
        return Err(UseCaseError::field("names", Problem::TooManyPlaces { most: MOST_PLACES }));
    }
    let search = earlier(db, apart, &wanted, places).await?;
    let in_text = |id: i64| texts.iter().any(|of| of.of.id == id) || search.found.iter().any(|of| of.of.text_id == id);
    let answered: Vec<i64> = through.iter().filter(|text| in_text(text.id)).filter_map(|text| text.answer_id).collect();
    let mut concerned = vec![wanted.question];
    for answer in answered {
        concerned.extend(answers::questions_of(db, answer).await?);
    }
    concerned.extend(reasons.iter().map(|found| found.of.question));
    concerned.sort_unstable();
    concerned.dedup();
    let concerned = questions::by_ids(db, concerned).await?.into_iter().map(|row| (row.id, row.code)).collect();
    let (earlier, goes_on_after) = (search.found, search.goes_on_after);
    Ok(Looked { wanted, texts, earlier, reasons, whys, through, concerned, kept: Vec::new(), goes_on_after })
}

/// Looks through what texts read earlier, some versions at a time, as far as one look goes.
async fn earlier(db: &impl Connection, apart: &impl Apart, wanted: &Wanted, places: usize) -> Outcome<Search> {
    let mut ids = texts::earlier_ids(db, wanted.question).await?;
    ids.retain(|(id, text)| *id > wanted.after && wanted.only.is_none_or(|only| only == *text));
    let ids: Vec<i64> = ids.into_iter().map(|(id, _)| id).collect();
    let mut search = Search::new(wanted.names.clone(), wanted.after, places);
    for some in ids.chunks(LOADED) {
        let mut rows = texts::earlier_by_ids(db, some.to_vec()).await?;
        rows.sort_by_key(|row| row.id);
        let mut left = VecDeque::from(rows);
        while !left.is_empty() && search.goes_on_after.is_none() {
            (search, left) = apart.run(move |waited: &(dyn Fn() -> bool + Send)| search.through(left, waited)).await?;
        }
        if search.goes_on_after.is_some() {
            break;
        }
    }
    Ok(search)
}

/// A look through earlier versions.
struct Search {
    names: Names,
    /// The last one that was looked through.
    last: i64,
    letters: usize,
    places: usize,
    written: usize,
    /// Bodies that took long, by their hashes: versions may be the same.
    known: Vec<(String, Vec<Range<usize>>)>,
    found: Vec<Found<rows::EarlierText>>,
    goes_on_after: Option<i64>,
}

impl Search {
    const fn new(names: Names, last: i64, places: usize) -> Self {
        Self { names, last, letters: 0, places, written: 0, known: Vec::new(), found: Vec::new(), goes_on_after: None }
    }

    /// Looks through some versions, as many as go at a time; gives what is left of them.
    fn through(mut self, mut rows: VecDeque<rows::EarlierText>, waited: &(dyn Fn() -> bool + Send)) -> (Self, VecDeque<rows::EarlierText>) {
        let begun = self.letters;
        while self.letters - begun < AT_A_TIME && self.goes_on_after.is_none() {
            if !waited() {
                rows.clear();
            }
            let Some(row) = rows.pop_front() else { break };
            if self.letters >= MOST_LOOKED || !self.take(row) {
                self.goes_on_after = Some(self.last);
                break;
            }
        }
        (self, rows)
    }

    /// Looks through a version; false where what it has goes no more with the rest.
    fn take(&mut self, row: rows::EarlierText) -> bool {
        let mut places = self.places(&row.body);
        let most = (MOST_WRITTEN / row.body.len().max(1)).clamp(1, MOST_PLACES);
        if self.places == 0 && places.len() > most {
            // The rest of it is for the next time.
            places.truncate(most);
            self.goes_on_after = Some(self.last);
        }
        let written = row.body.len().saturating_mul(places.len());
        let is_more = self.places + places.len() > MOST_PLACES || self.written.saturating_add(written) > MOST_WRITTEN;
        if self.places > 0 && !places.is_empty() && is_more {
            return false;
        }
        self.places += places.len();
        self.written = self.written.saturating_add(written);
        if self.goes_on_after.is_none() {
            self.last = row.id;
        }
        if !places.is_empty() {
            self.found.push(Found { sha256: body_hash(&row.body), of: row, places });
        }
        true
    }

    fn places(&mut self, body: &str) -> Vec<Range<usize>> {
        let parts = self.names.parts(body);
        let close: usize = parts.iter().map(|part| part.len()).sum();
        self.letters += body.chars().count();
        if close < body.len() / 8 {
            self.letters += close.saturating_mul(CLOSELY);
            return self.names.places_of(body, parts);
        }
        let hash = body_hash(body);
        if let Some((_, places)) = self.known.iter().find(|(known, _)| *known == hash) {
            return places.clone();
        }
        self.letters += close.saturating_mul(CLOSELY);
        let places = self.names.places_of(body, parts);
        self.known.push((hash, places.clone()));
        places
    }
}

impl Looked {
    /// Looks through what is kept of forms too. What was typed into the question's forms and not sent would bring the names back; of
    /// other questions that have a text in common with it, what was typed into the forms of their answers. The form of a new question is
    /// another question's, as a draft is: there the name may be a namesake’s, and it is the only copy. It ends by itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn with_kept(mut self, db: &impl Connection, apart: &impl Apart) -> Outcome<Self> {
        for (question, code) in self.concerned.clone() {
            let mut all = kept_form::of_question(db, &code).await?;
            let own = question == self.wanted.question;
            all.retain(|(_, name, _)| own || name.answer().is_some());
            let names = self.wanted.names.clone();
            let kept = apart.run(move |waited: &(dyn Fn() -> bool + Send)| {
                let mut kept = Vec::new();
                for (account, name, before) in all {
                    if !waited() {
                        break;
                    }
                    let after = without(&names, &name, &before)?;
                    kept.push(Kept { account, name, before, after });
                }
                Ok::<_, StoreError>(kept)
            });
            self.kept.extend(kept.await??);
        }
        Ok(self)
    }

    /// Whether no name was found in anything that readers or staff read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.earlier.is_empty() && self.reasons.is_empty()
    }

    /// Whether a kept form was looked through as it is.
    pub(crate) fn has_looked_through(&self, account: i64, name: &Name, kept: &KeptForm) -> bool {
        let same = |known: &&Kept| known.account == account && known.name == *name && known.before.showing == kept.showing;
        self.kept.iter().find(same).is_some_and(|known| known.before.fields == kept.fields)
    }
}

/// A kept form without names; none where none stands there.
fn without(names: &Names, name: &Name, kept: &KeptForm) -> Result<Option<KeptForm>, StoreError> {
    let (mut fields, mut found) = (kept.pairs()?, false);
    for (_, value) in &mut fields {
        if let Some(without) = names.redacted(value) {
            (*value, found) = (without, true);
        }
    }
    if found { kept.clone().with(name, &fields).map(Some) } else { Ok(None) }
}

#[cfg(test)]
mod tests;
