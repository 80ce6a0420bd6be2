//! Lists of questions: orders, cursors, and queries in SQL. The lists that readers page through come from the
//! [ledger](crate::Ledger::list).

use std::{collections::HashMap, fmt, ops::Range, str::FromStr};

use chrono::{Datelike as _, NaiveDate};
use jawab_domain::{Chamber, Filters, Legislature, QuestionNumber};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, sea_query::Expr,
};

use crate::{StoreError, Viewer, entity::question, visible_to};

mod condition;

use condition::condition;
pub(crate) use condition::with_every;

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Newest deposit first, unknown last.
    #[default]
    Deposited,
    /// Earliest open due date first, without one last.
    Due,
    /// Newest answer first, unanswered last.
    Answered,
}

impl Order {
    /// The sort column and the direction.
    const fn key(self) -> (question::Column, sea_orm::Order) {
        match self {
            Self::Deposited => (question::Column::DepositOrder, sea_orm::Order::Desc),
            Self::Due => (question::Column::DueOrder, sea_orm::Order::Asc),
            Self::Answered => (question::Column::AnswerOrder, sea_orm::Order::Desc),
        }
    }

    /// Whether the smallest key comes first.
    pub(crate) fn ascends(self) -> bool {
        matches!(self.key(), (_, sea_orm::Order::Asc))
    }
}

/// The position of the next page: after this question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key of the question.
    pub(crate) key: i32,
    /// The identity of the question.
    pub(crate) id: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.key, self.id)
    }
}

impl FromStr for Cursor {
    type Err = std::num::ParseIntError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let (key, id) = s.split_once('-').unwrap_or((s, ""));
        Ok(Self { key: key.parse()?, id: id.parse()? })
    }
}

/// The sort keys of a question: day numbers that are never null, for keyset pagination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderKeys {
    /// For [`Order::Deposited`]: 0 when unknown.
    pub deposit: i32,
    /// For [`Order::Due`]: `i32::MAX` when nothing is due.
    pub due: i32,
    /// For [`Order::Answered`]: 0 when unanswered or unknown.
    pub answer: i32,
}

impl OrderKeys {
    /// Computes the keys. `open_due_on` is the earliest due date that is still open.
    #[must_use]
    pub fn from_days(deposited_on: Option<NaiveDate>, open_due_on: Option<NaiveDate>, answered_on: Option<NaiveDate>) -> Self {
        let number = |day: Option<NaiveDate>| day.map(|day| day.num_days_from_ce());
        Self {
            deposit: number(deposited_on).unwrap_or(0),
            due: number(open_due_on).unwrap_or(i32::MAX),
            answer: number(answered_on).unwrap_or(0),
        }
    }

    /// The key of an order.
    pub(crate) const fn key(self, order: Order) -> i32 {
        match order {
            Order::Deposited => self.deposit,
            Order::Due => self.due,
            Order::Answered => self.answer,
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage {
    /// The questions, in order.
    pub ids: Vec<i64>,
    /// The position of the next page, if there is one.
    pub next: Option<Cursor>,
}

/// The questions that the viewer may see and the public may not, the latest first.
pub async fn unpublished(db: &impl ConnectionTrait, viewer: Viewer, limit: u64) -> Result<Vec<i64>, StoreError> {
    let query = question::Entity::find()
        .select_only()
        .column(question::Column::Id)
        .filter(visible_to(viewer))
        .filter(question::COLUMN.publication.ne("published"))
        .order_by_desc(question::Column::Id)
        .limit(limit);
    Ok(query.into_tuple().all(db).await?)
}

/// The number of questions that match the filters.
pub async fn count(db: &impl ConnectionTrait, viewer: Viewer, filters: &Filters, today: NaiveDate) -> Result<u64, StoreError> {
    Ok(question::Entity::find().filter(condition(viewer, filters, today)).count(db).await?)
}

/// The questions with a number. An unspecified part of their reference matches everything.
pub async fn numbered(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    chamber: Option<Chamber>,
    legislature: Option<Legislature>,
    number: QuestionNumber,
) -> Result<Vec<i64>, StoreError> {
    let said = Condition::all()
        .add(visible_to(viewer))
        .add(question::COLUMN.number.eq(i32::from(number)))
        .add_option(chamber.map(|chamber| question::COLUMN.chamber.eq(chamber.code())))
        .add_option(legislature.map(|legislature| question::COLUMN.legislature.eq(i32::from(legislature))));
    let query = question::Entity::find().select_only().column(question::Column::Id).filter(said).order_by_desc(question::Column::Id);
    Ok(query.limit(20).into_tuple().all(db).await?)
}

/// The questions whose subject contains every word, with their number: a plain search for when the search engine fails. Ties in the order
/// are broken by the newest deposit. At most the first ten thousand can be skipped, and the page must not be empty.
pub async fn containing(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
    words: &[&str],
    order: Order,
    range: Range<u64>,
) -> Result<(u64, Vec<i64>), StoreError> {
    let found = with_every(db.get_database_backend(), words.iter().copied());
    let found = found.map(|found| question::Column::Id.in_subquery(found.into_query()));
    let query = question::Entity::find().filter(condition(viewer, filters, today).add_option(found));
    let (key, direction) = order.key();
    let ordered = query
        .clone()
        .select_only()
        .column(question::Column::Id)
        .expr_as(Expr::cust("COUNT(*) OVER ()"), "total")
        .order_by(key, direction)
        .order_by_desc(question::Column::DepositOrder)
        .order_by_desc(question::Column::Id);
    let (start, limit) = (Ord::min(range.start, 10_000), range.end.saturating_sub(range.start));
    let rows: Vec<(i64, i64)> = ordered.offset(start).limit(limit).into_tuple().all(db).await?;
    let total = match rows.first() {
        Some((_, total)) => total.cast_unsigned(),
        None if start == 0 => 0,
        // An empty page has no row with the length of the list.
        None => query.count(db).await?,
    };
    Ok((total, rows.into_iter().map(|(id, _)| id).collect()))
}

/// A page of the versions of all questions that the viewer may see, in order of identity.
pub async fn versions(db: &impl ConnectionTrait, viewer: Viewer, after: i64, limit: u64) -> Result<Vec<(i64, i64)>, StoreError> {
    let query = question::Entity::find()
        .select_only()
        .columns([question::Column::Id, question::Column::Version])
        .filter(visible_to(viewer))
        .filter(question::COLUMN.id.gt(after))
        .order_by_asc(question::Column::Id)
        .limit(limit);
    Ok(query.into_tuple().all(db).await?)
}

/// The versions of these questions, as far as the viewer may see them.
pub async fn versions_of(db: &impl ConnectionTrait, viewer: Viewer, ids: &[i64]) -> Result<HashMap<i64, i64>, StoreError> {
    let query = question::Entity::find()
        .select_only()
        .columns([question::Column::Id, question::Column::Version])
        .filter(visible_to(viewer))
        .filter(question::COLUMN.id.is_in(ids.iter().copied()));
    Ok(query.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}
