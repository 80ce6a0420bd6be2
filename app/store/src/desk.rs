//! The translation desk: the texts of a Chamber's questions that need work, the oldest or the most read first.
//!
//! The needs are recorded per question, language and kind whenever a text changes ([`update_translation_needs`]), and counted in the
//! [ledger](crate::Ledger).

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use jawab_domain::{
    Chamber, Locale, PerLocale,
    translation::{Need, TextOwner},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use crate::{Ledger, StoreError, id_list, owed};

mod views;

use views::view_counts;
pub use views::{ViewedQuestion, add_views};

/// The filters of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// The kind of need.
    pub need: Option<Need>,
    /// The language of the missing or deficient text.
    pub locale: Option<Locale>,
    /// The owner of the text.
    pub about: Option<TextOwner>,
    /// Words that the subject must contain.
    pub words: Vec<String>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The earliest deposit first, unknown days last.
    #[default]
    Oldest,
    /// The most read question first.
    MostRead,
}

/// A question with texts in a language that need work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// The question.
    pub question: i64,
    /// The language.
    pub locale: Locale,
    /// Its subject.
    pub subject: PerLocale<String>,
    /// The number of views of its page.
    pub views: u64,
    /// The needs of its texts, with the number of texts.
    pub needs: Vec<(TextOwner, Need, u64)>,
}

#[derive(FromQueryResult)]
struct NeedRow {
    question_id: i64,
    locale: String,
    about: String,
    need: String,
    texts: i32,
}

/// Records the needs of the texts of questions again.
pub async fn update_translation_needs(db: &impl ConnectionTrait, questions: &[i64]) -> Result<(), StoreError> {
    // The answers, `a`, whose texts count.
    let standing = format!("a.published_at IS NOT NULL AND NOT {}", owed::annulled("a"));
    for some in questions.chunks(500) {
        let ids = id_list(some);
        db.execute_unprepared(&format!("DELETE FROM text_need WHERE question_id IN ({ids})")).await?;
        db.execute_unprepared(&jawab_migrations::needs_of(&format!("q.id IN ({ids})"), &standing)).await?;
    }
    Ok(())
}

/// A page of the translation desk of a Chamber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskPage {
    /// The number of questions and languages with each need. The filter by need is ignored.
    pub counts: BTreeMap<Need, u64>,
    /// The number of questions and languages that match the filters.
    pub total: u64,
    /// The rows of the page.
    pub rows: Vec<DeskRow>,
}

/// Loads a page of the translation desk.
pub async fn desk(
    db: &impl ConnectionTrait,
    ledger: &Ledger,
    chamber: Chamber,
    filters: &Filters,
    order: Order,
    range: Range<u64>,
) -> Result<DeskPage, StoreError> {
    let words = crate::board::with_words(db, &filters.words).await?;
    let read = if order == Order::MostRead { view_counts(db, None).await? } else { HashMap::new() };
    let all = ledger.desk_rows(chamber, filters, words.as_ref(), order, &read);
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(all.len());
    let rows = all.get(place(range.start)..place(range.end)).unwrap_or_default();
    let counts = ledger.needs(chamber, filters, words.as_ref());
    Ok(DeskPage { counts, total: all.len() as u64, rows: desk_rows(db, rows).await? })
}

/// The rows of some questions and languages.
async fn desk_rows(db: &impl ConnectionTrait, rows: &[(i64, Locale)]) -> Result<Vec<DeskRow>, StoreError> {
    let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
    let mut needs = needs(db, &ids).await?;
    let (views, subjects) = (view_counts(db, Some(&ids)).await?, crate::board::subjects(db, ids.iter().copied()).await?);
    let one = |(question, locale): &(i64, Locale)| DeskRow {
        question: *question,
        locale: *locale,
        subject: subjects.get(question).cloned().unwrap_or_default(),
        views: views.get(question).copied().unwrap_or_default().cast_unsigned(),
        needs: needs.remove(&(*question, *locale)).unwrap_or_default(),
    };
    Ok(rows.iter().map(one).collect())
}

type Needs = BTreeMap<(i64, Locale), Vec<(TextOwner, Need, u64)>>;

/// The needs of the texts of some questions.
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
