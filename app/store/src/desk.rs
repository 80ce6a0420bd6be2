//! The translation desk: which texts of a Chamber's questions need work, the oldest or the most read first.
//!
//! What needs work is noted per question, language and kind whenever a text changes ([`note_needs`]), and counted in the
//! [ledger](crate::Ledger).

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use jawab_domain::{
    Chamber, Locale, PerLocale,
    translation::{About, Need},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use crate::{Ledger, StoreError, id_list, owed};

mod readings;

use readings::readings;
pub use readings::{Read, add_readings};

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// The kind of need.
    pub need: Option<Need>,
    /// The language of the text that is wanted.
    pub locale: Option<Locale>,
    /// Whose text it is.
    pub about: Option<About>,
    /// Words, each of which the subject has.
    pub words: Vec<String>,
}

/// What comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The question that was deposited first; those whose day is unknown last.
    #[default]
    Oldest,
    /// The question whose page was read most.
    MostRead,
}

/// A question whose texts in a language need work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanting {
    /// The question.
    pub question: i64,
    /// The language.
    pub locale: Locale,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// How often its page was read.
    pub readings: u64,
    /// What its texts need, and how many of them.
    pub needs: Vec<(About, Need, u64)>,
}

#[derive(FromQueryResult)]
struct NeedRow {
    question_id: i64,
    locale: String,
    about: String,
    need: String,
    texts: i32,
}

/// Notes anew what the texts of questions need.
///
/// # Errors
/// When the database refuses.
pub async fn note_needs(db: &impl ConnectionTrait, questions: &[i64]) -> Result<(), StoreError> {
    // The answers, `a`, whose texts need something.
    let standing = format!("a.published_at IS NOT NULL AND NOT {}", owed::annulled("a"));
    for some in questions.chunks(500) {
        let ids = id_list(some);
        db.execute_unprepared(&format!("DELETE FROM text_need WHERE question_id IN ({ids})")).await?;
        db.execute_unprepared(&jawab_migrations::needs_of(&format!("q.id IN ({ids})"), &standing)).await?;
    }
    Ok(())
}

/// The desk of a Chamber: what needs work under its filters, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// How many questions, in how many languages, have each need, whichever need the filters name.
    pub counts: BTreeMap<Need, u64>,
    /// How many questions, in how many languages, the filters leave.
    pub total: u64,
    /// A stretch of these.
    pub wanting: Vec<Wanting>,
}

/// What needs work in a Chamber, and a stretch of it.
///
/// # Errors
/// When the database cannot be read, or holds what cannot be understood.
pub async fn desk(
    db: &impl ConnectionTrait,
    ledger: &Ledger,
    chamber: Chamber,
    filters: &Filters,
    order: Order,
    stretch: Range<u64>,
) -> Result<Desk, StoreError> {
    let words = crate::board::with_words(db, &filters.words).await?;
    let read = if order == Order::MostRead { readings(db, None).await? } else { HashMap::new() };
    let all = ledger.wanting(chamber, filters, words.as_ref(), order, &read);
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(all.len());
    let rows = all.get(place(stretch.start)..place(stretch.end)).unwrap_or_default();
    let counts = ledger.needs(chamber, filters, words.as_ref());
    Ok(Desk { counts, total: all.len() as u64, wanting: wanting(db, rows).await? })
}

/// What some questions need in a language.
async fn wanting(db: &impl ConnectionTrait, rows: &[(i64, Locale)]) -> Result<Vec<Wanting>, StoreError> {
    let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
    let mut needs = needs(db, &ids).await?;
    let (readings, subjects) = (readings(db, Some(&ids)).await?, crate::board::subjects(db, ids.iter().copied()).await?);
    let one = |(question, locale): &(i64, Locale)| Wanting {
        question: *question,
        locale: *locale,
        subject: subjects.get(question).cloned().unwrap_or_default(),
        readings: readings.get(question).copied().unwrap_or_default().cast_unsigned(),
        needs: needs.remove(&(*question, *locale)).unwrap_or_default(),
    };
    Ok(rows.iter().map(one).collect())
}

type Needs = BTreeMap<(i64, Locale), Vec<(About, Need, u64)>>;

/// Everything that the texts of some questions need.
async fn needs(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Needs, StoreError> {
    let mut needs = Needs::new();
    if ids.is_empty() {
        return Ok(needs);
    }
    let ids = id_list(ids);
    let sql = format!("SELECT question_id, locale, about, need, texts FROM text_need WHERE question_id IN ({ids})");
    for row in NeedRow::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await? {
        let need = (row.about.parse()?, row.need.parse()?, u64::try_from(row.texts).unwrap_or_default());
        needs.entry((row.question_id, row.locale.parse()?)).or_default().push(need);
    }
    needs.values_mut().for_each(|needs| needs.sort_unstable());
    Ok(needs)
}
