//! The filters of a list as a condition on questions.

use chrono::{Datelike as _, NaiveDate};
use jawab_domain::{Filters, StandingKind, text::MAX_TITLE_LETTERS};
use sea_orm::{
    ColumnTrait as _, Condition, DbBackend, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _, Select,
    sea_query::{Expr, ExprTrait as _, Func, LikeExpr, SelectStatement, SimpleExpr, extension::postgres::PgExpr as _},
};

use crate::{
    Viewer,
    entity::{attribution, author, question, question_language, question_theme, text},
    visible_to,
};

/// The largest number of words of a query. Further words are ignored.
const MAX_WORDS: usize = 8;

/// The condition for the questions that match the filters and that the viewer may see.
pub(super) fn condition(viewer: Viewer, filters: &Filters, today: NaiveDate) -> Condition {
    let q = question::COLUMN;
    let among = |select: SelectStatement| question::Column::Id.in_subquery(select);
    Condition::all()
        .add(visible_to(viewer))
        .add_option(filters.chamber.map(|chamber| q.chamber.eq(chamber.code())))
        .add_option(filters.status.map(|status| q.status.eq(status.code())))
        .add_option(filters.from.map(|from| q.deposited_on.gte(from)))
        .add_option(filters.to.map(|to| q.deposited_on.lte(to)))
        .add_option(filters.standing.map(|kind| has_standing(kind, today)))
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

/// The questions whose subject contains every word, in any language, found in one pass over the subjects. `None` if there are no words.
pub(crate) fn with_every<'a>(backend: DbBackend, words: impl IntoIterator<Item = &'a str>) -> Option<Select<text::Entity>> {
    let mut every = Condition::all();
    for word in words.into_iter().filter(|word| !word.is_empty()).take(MAX_WORDS) {
        // LIKE ignores the case on SQLite; PostgreSQL needs ILIKE.
        let (body, pattern) = (Expr::col((text::Entity, text::Column::Body)), contains(word));
        // On PostgreSQL the backslash is the default escape, and the builder would put brackets that it does not accept.
        let has = if backend == DbBackend::Postgres { body.ilike(pattern) } else { body.like(LikeExpr::new(pattern).escape('\\')) };
        every = every.add(Func::max(Expr::case(has, 1).finally(0)).eq(1));
    }
    // SQLite uses the partial index of subjects only if its condition stands literally in the statement.
    let subjects = text::Entity::find().select_only().column(text::Column::QuestionId).filter(Expr::cust("\"text\".\"part\" = 'subject'"));
    (!every.is_empty()).then(|| subjects.group_by(text::Column::QuestionId).having(every))
}

/// The pattern for texts that contain a word literally; wildcards are escaped. A word longer than any subject is cut, which still matches
/// none, because databases refuse patterns of tens of thousands of letters.
fn contains(word: &str) -> String {
    let mut pattern = String::from("%");
    for letter in word.chars().take(MAX_TITLE_LETTERS + 1) {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// The questions with a standing today: the SQL form of [`jawab_domain::Standing::on`].
fn has_standing(kind: StandingKind, today: NaiveDate) -> Condition {
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
            // The sort key is the indexed form of the open due date.
            Condition::all()
                .add(Status.eq("transmitted"))
                .add(DueOn.is_not_null())
                .add_option(range.and_then(|r| r.from).map(|from| question::COLUMN.due_order.gte(from.num_days_from_ce())))
                .add_option(range.and_then(|r| r.to).map(|to| question::COLUMN.due_order.lte(to.num_days_from_ce())))
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnectionTrait as _;

    use super::*;
    use crate::Database;

    #[tokio::test]
    async fn sqlite_looks_for_all_words_in_one_pass_over_the_subjects() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::connect(&format!("sqlite:{}", folder.path().join("a.sqlite").display())).await.unwrap();
        database.migrate().await.unwrap();
        let mut statement = with_every(DbBackend::Sqlite, ["un", "", "deux"]).unwrap().build(DbBackend::Sqlite);
        statement.sql.insert_str(0, "EXPLAIN QUERY PLAN ");
        let rows = database.reader().query_all_raw(statement).await.unwrap();
        let steps: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
        assert_eq!(steps, ["SCAN text USING COVERING INDEX text_of_subject"]);
    }
}
