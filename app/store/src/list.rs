//! Lists of questions: filtered, sorted, paged by key: the thousandth page costs what the first does.

use std::{fmt, ops::Range, str::FromStr};

use chrono::{Datelike as _, NaiveDate};
use jawab_domain::{Chamber, Filters, Legislature, QuestionNumber, StandingKind};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbBackend, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
    sea_query::{Expr, ExprTrait as _, SelectStatement, SimpleExpr, extension::postgres::PgExpr as _},
};

use crate::{
    StoreError, Viewer,
    entity::{attribution, author, question, question_language, question_theme, text},
    visible_to,
};

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
    /// The column it goes by, and which way.
    const fn key(self) -> (question::Column, sea_orm::Order) {
        match self {
            Self::Deposited => (question::Column::DepositOrder, sea_orm::Order::Desc),
            Self::Due => (question::Column::DueOrder, sea_orm::Order::Asc),
            Self::Answered => (question::Column::AnswerOrder, sea_orm::Order::Desc),
        }
    }
}

/// Where a list goes on: after this question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    key: i32,
    id: i64,
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

/// The sort keys of a question: day numbers, never null, so that lists page by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderKeys {
    /// For [`Order::Deposited`]: 0 when unknown.
    pub deposit: i32,
    /// For [`Order::Due`]: the largest when nothing is due.
    pub due: i32,
    /// For [`Order::Answered`]: 0 when unanswered or unknown.
    pub answer: i32,
}

impl OrderKeys {
    /// From the days that matter; `open_due_on` is the earliest due date still open.
    #[must_use]
    pub fn of(deposited_on: Option<NaiveDate>, open_due_on: Option<NaiveDate>, answered_on: Option<NaiveDate>) -> Self {
        let number = |day: Option<NaiveDate>| day.map(|day| day.num_days_from_ce());
        Self {
            deposit: number(deposited_on).unwrap_or(0),
            due: number(open_due_on).unwrap_or(i32::MAX),
            answer: number(answered_on).unwrap_or(0),
        }
    }
}

/// A stretch of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The questions, in order.
    pub ids: Vec<i64>,
    /// Where the list goes on, if it does.
    pub next: Option<Cursor>,
}

/// A stretch of the list of questions.
///
/// # Errors
/// When the database cannot be read.
pub async fn questions(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
    order: Order,
    after: Option<Cursor>,
    limit: u64,
) -> Result<Stretch, StoreError> {
    use question::Column::Id;
    let (key, direction) = order.key();
    let descending = direction == sea_orm::Order::Desc;
    let mut query = question::Entity::find()
        .select_only()
        .columns([key, Id])
        .filter(condition(viewer, filters, today))
        .order_by(key, direction.clone())
        .order_by(Id, direction)
        .limit(limit + 1);
    if let Some(Cursor { key: last, id }) = after {
        let row = Expr::tuple([Expr::col((question::Entity, key)), Expr::col((question::Entity, Id))]);
        let at = Expr::tuple([last.into(), id.into()]);
        query = query.filter(if descending { row.lt(at) } else { row.gt(at) });
    }
    let mut rows: Vec<(i32, i64)> = query.into_tuple().all(db).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|(key, id)| Cursor { key: *key, id: *id });
    Ok(Stretch { ids: rows.into_iter().map(|(_, id)| id).collect(), next })
}

/// How many questions there are under the filters.
///
/// # Errors
/// When the database cannot be read.
pub async fn count(db: &impl ConnectionTrait, viewer: Viewer, filters: &Filters, today: NaiveDate) -> Result<u64, StoreError> {
    Ok(question::Entity::find().filter(condition(viewer, filters, today)).count(db).await?)
}

/// The questions of a number, whatever is not said of their reference being any.
///
/// # Errors
/// When the database cannot be read.
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

/// The questions whose subject contains every word, and how many there are: a plain search for when the search engine
/// fails. What is equal in their order goes by newest deposit. At most the first ten thousand can be skipped over.
///
/// # Errors
/// When the database cannot be read.
pub async fn containing(
    db: &impl ConnectionTrait,
    viewer: Viewer,
    filters: &Filters,
    today: NaiveDate,
    words: &[&str],
    order: Order,
    stretch: Range<u64>,
) -> Result<(u64, Vec<i64>), StoreError> {
    let mut every = condition(viewer, filters, today);
    for word in words.iter().filter(|word| !word.is_empty()).take(8) {
        let subjects = text::Entity::find().select_only().column(text::Column::QuestionId);
        // Capitals do not matter to LIKE on SQLite; on PostgreSQL that is ILIKE.
        let (body, pattern) = (Expr::col((text::Entity, text::Column::Body)), format!("%{word}%"));
        let contains = if db.get_database_backend() == DbBackend::Postgres { body.ilike(pattern) } else { body.like(pattern) };
        let with_word = subjects.filter(text::COLUMN.part.eq("subject")).filter(contains);
        every = every.add(question::Column::Id.in_subquery(with_word.into_query()));
    }
    let query = question::Entity::find().filter(every);
    let total = query.clone().count(db).await?;
    let (key, direction) = order.key();
    let ordered = query
        .select_only()
        .column(question::Column::Id)
        .order_by(key, direction)
        .order_by_desc(question::Column::DepositOrder)
        .order_by_desc(question::Column::Id);
    let limit = stretch.end.saturating_sub(stretch.start);
    Ok((total, ordered.offset(Ord::min(stretch.start, 10_000)).limit(limit).into_tuple().all(db).await?))
}

/// Every question the viewer may see, by identity, with its version: a stretch after an identity.
///
/// # Errors
/// When the database cannot be read.
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

fn condition(viewer: Viewer, filters: &Filters, today: NaiveDate) -> Condition {
    let q = question::COLUMN;
    let among = |select: SelectStatement| question::Column::Id.in_subquery(select);
    Condition::all()
        .add(visible_to(viewer))
        .add_option(filters.chamber.map(|chamber| q.chamber.eq(chamber.code())))
        .add_option(filters.status.map(|status| q.status.eq(status.code())))
        .add_option(filters.from.map(|from| q.deposited_on.gte(from)))
        .add_option(filters.to.map(|to| q.deposited_on.lte(to)))
        .add_option(filters.standing.map(|kind| stands(kind, today)))
        .add_option(filters.ministry.map(|id| {
            let of = attribution::Entity::find().select_only().column(attribution::Column::QuestionId);
            among(of.filter(attribution::COLUMN.ministry_id.eq(id)).into_query())
        }))
        .add_option(filters.member.map(|id| {
            let of = author::Entity::find().select_only().column(author::Column::QuestionId);
            among(of.filter(author::COLUMN.member_id.eq(id)).into_query())
        }))
        .add_option(filters.group.map(|id| {
            let of = author::Entity::find().select_only().column(author::Column::QuestionId);
            among(of.filter(author::COLUMN.political_group_id.eq(id)).into_query())
        }))
        .add_option(filters.theme.map(|id| {
            let of = question_theme::Entity::find().select_only().column(question_theme::Column::QuestionId);
            among(of.filter(question_theme::COLUMN.theme_id.eq(id)).into_query())
        }))
        .add_option(filters.language.map(|locale| {
            let of = question_language::Entity::find().select_only().column(question_language::Column::QuestionId);
            among(of.filter(question_language::COLUMN.locale.eq(locale.code())).into_query())
        }))
}

/// The questions of a standing today: the stored form of [`jawab_domain::Standing::on`].
fn stands(kind: StandingKind, today: NaiveDate) -> Condition {
    use question::Column::{AnsweredOn, DueOn, Status};
    let answered = || Condition::all().add(Status.eq("answered"));
    let dates = |late: bool| {
        let (answered_on, due_on): (SimpleExpr, SimpleExpr) =
            (Expr::col((question::Entity, AnsweredOn)), Expr::col((question::Entity, DueOn)));
        if late { answered_on.gt(due_on) } else { answered_on.lte(due_on) }
    };
    match kind {
        StandingKind::Closed => Condition::all().add(Status.is_in(["withdrawn", "lapsed", "converted"])),
        StandingKind::NotStarted => Condition::any()
            .add(Status.is_in(["draft", "deposited"]))
            .add(Condition::all().add(Status.eq("transmitted")).add(DueOn.is_null())),
        StandingKind::AnsweredOnTime => answered().add(dates(false)),
        StandingKind::AnsweredLate => answered().add(dates(true)),
        StandingKind::Answered => answered().add(Condition::any().add(DueOn.is_null()).add(AnsweredOn.is_null())),
        StandingKind::Overdue | StandingKind::DueToday | StandingKind::DueSoon | StandingKind::OnTime => {
            let range = kind.due_range(today);
            // The order key is the indexed form of the open due date.
            Condition::all()
                .add(Status.eq("transmitted"))
                .add(DueOn.is_not_null())
                .add_option(range.and_then(|r| r.from).map(|from| question::COLUMN.due_order.gte(from.num_days_from_ce())))
                .add_option(range.and_then(|r| r.to).map(|to| question::COLUMN.due_order.lte(to.num_days_from_ce())))
        }
    }
}
