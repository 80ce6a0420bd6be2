//! The translation desk: which texts of a Chamber's questions need work, the oldest or the most read first.
//!
//! What needs work is noted per question, language and kind whenever a text changes ([`note_needs`]), so that lists and counts
//! read few rows.

use std::{collections::BTreeMap, ops::Range};

use jawab_domain::{
    Chamber, Locale, PerLocale,
    translation::{About, Need},
};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};

use crate::StoreError;

mod readings;

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
struct Row {
    question_id: i64,
    locale: String,
    readings: i64,
}

#[derive(FromQueryResult)]
struct NeedRow {
    question_id: i64,
    locale: String,
    about: String,
    need: String,
    texts: i32,
}

/// Notes anew what the texts of a question need.
///
/// # Errors
/// When the database refuses.
pub async fn note_needs(db: &impl ConnectionTrait, question: i64) -> Result<(), StoreError> {
    // With a parameter both are prepared once, which imports of many questions feel.
    for sql in ["DELETE FROM text_need WHERE question_id = $1".to_owned(), jawab_migrations::needs_of("q.id = $1")] {
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [question.into()])).await?;
    }
    Ok(())
}

/// How many questions, in how many languages, have each need, whichever need the filters name.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(db: &impl ConnectionTrait, chamber: Chamber, filters: &Filters) -> Result<BTreeMap<Need, u64>, StoreError> {
    let (condition, values) = condition(db.get_database_backend(), chamber, &Filters { need: None, ..filters.clone() });
    let sql = format!(
        "SELECT need, COUNT(*) AS n FROM (SELECT DISTINCT n.need, n.question_id, n.locale FROM text_need n WHERE {condition}) d GROUP BY need"
    );
    let mut counts = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await? {
        counts.insert(row.try_get::<String>("", "need")?.parse()?, row.try_get::<i64>("", "n")?.cast_unsigned());
    }
    Ok(counts)
}

/// How many questions, in how many languages, the filters leave.
///
/// # Errors
/// When the database cannot be read.
pub async fn count(db: &impl ConnectionTrait, chamber: Chamber, filters: &Filters) -> Result<u64, StoreError> {
    let (condition, values) = condition(db.get_database_backend(), chamber, filters);
    let sql = format!("SELECT COUNT(*) AS n FROM (SELECT DISTINCT n.question_id, n.locale FROM text_need n WHERE {condition}) d");
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))?.cast_unsigned())
}

/// A stretch of what needs work in a Chamber.
///
/// # Errors
/// When the database cannot be read, or holds what cannot be understood.
pub async fn wanting(
    db: &impl ConnectionTrait,
    chamber: Chamber,
    filters: &Filters,
    order: Order,
    stretch: Range<u64>,
) -> Result<Vec<Wanting>, StoreError> {
    let (condition, mut values) = condition(db.get_database_backend(), chamber, filters);
    let order = match order {
        Order::Oldest => "CASE WHEN q.deposit_order = 0 THEN 1 ELSE 0 END, q.deposit_order",
        Order::MostRead => "COALESCE(r.readings, 0) DESC, q.deposit_order",
    };
    values.extend([Value::from(stretch.end.saturating_sub(stretch.start).cast_signed()), stretch.start.cast_signed().into()]);
    let sql = format!(
        "SELECT n.question_id, n.locale, COALESCE(r.readings, 0) AS readings FROM \
         (SELECT DISTINCT n.question_id, n.locale FROM text_need n WHERE {condition}) n \
         JOIN question q ON q.id = n.question_id LEFT JOIN question_reading r ON r.question_id = n.question_id \
         ORDER BY {order}, n.question_id, n.locale LIMIT ${} OFFSET ${}",
        values.len() - 1,
        values.len()
    );
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let mut needs = needs(db, &rows).await?;
    let subjects = crate::board::subjects(db, rows.iter().map(|row| row.question_id)).await?;
    rows.into_iter()
        .map(|row| {
            let locale: Locale = row.locale.parse()?;
            Ok(Wanting {
                question: row.question_id,
                locale,
                subject: subjects.get(&row.question_id).cloned().unwrap_or_default(),
                readings: row.readings.cast_unsigned(),
                needs: needs.remove(&(row.question_id, locale)).unwrap_or_default(),
            })
        })
        .collect()
}

type Needs = BTreeMap<(i64, Locale), Vec<(About, Need, u64)>>;

/// Everything that the texts of some questions need.
async fn needs(db: &impl ConnectionTrait, rows: &[Row]) -> Result<Needs, StoreError> {
    let mut needs = Needs::new();
    if rows.is_empty() {
        return Ok(needs);
    }
    let ids = rows.iter().map(|row| row.question_id.to_string()).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT question_id, locale, about, need, texts FROM text_need WHERE question_id IN ({ids})");
    for row in NeedRow::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await? {
        let need = (row.about.parse()?, row.need.parse()?, u64::try_from(row.texts).unwrap_or_default());
        needs.entry((row.question_id, row.locale.parse()?)).or_default().push(need);
    }
    needs.values_mut().for_each(|needs| needs.sort_unstable());
    Ok(needs)
}

/// The filters in SQL, over `n`, with their values.
fn condition(backend: DbBackend, chamber: Chamber, filters: &Filters) -> (String, Vec<Value>) {
    let mut all = vec!["n.chamber = $1".to_owned()];
    let mut values: Vec<Value> = vec![chamber.code().into()];
    let exact =
        [("need", filters.need.map(Need::code)), ("locale", filters.locale.map(Locale::code)), ("about", filters.about.map(About::code))];
    for (column, value) in exact {
        if let Some(value) = value {
            values.push(value.into());
            all.push(format!("n.{column} = ${}", values.len()));
        }
    }
    let like = if backend == DbBackend::Postgres { "ILIKE" } else { "LIKE" };
    for word in filters.words.iter().take(8) {
        values.push(format!("%{word}%").into());
        all.push(format!(
            "EXISTS (SELECT 1 FROM text s WHERE s.question_id = n.question_id AND s.part = 'subject' AND s.body {like} ${})",
            values.len()
        ));
    }
    (all.join(" AND "), values)
}
