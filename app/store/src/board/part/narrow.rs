//! Which parts: of whom, and under which filters.

use jawab_domain::{preparation::WorkState, question::QuestionKind};
use sea_orm::{
    ColumnTrait as _, DbBackend, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
    sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr, extension::postgres::PgExpr as _},
};

use super::{Assigned, Filters};
use crate::{
    Viewer,
    entity::{attribution, ministry_work, question, text},
    visible_to,
};

/// Parts, with what is known of each. Those transferred away are nobody's any more.
pub(in crate::board) fn of_parts(query: &mut SelectStatement) {
    use attribution::Column::{MinistryId, QuestionId, Until};
    let part = |column| (attribution::Entity, column);
    query
        .from(attribution::Entity)
        .join(JoinType::InnerJoin, question::Entity, Expr::col((question::Entity, question::Column::Id)).equals(part(QuestionId)))
        .join(
            JoinType::LeftJoin,
            ministry_work::Entity,
            Expr::col((ministry_work::Entity, ministry_work::Column::QuestionId))
                .equals(part(QuestionId))
                .and(Expr::col((ministry_work::Entity, ministry_work::Column::MinistryId)).equals(part(MinistryId))),
        )
        .join(
            JoinType::LeftJoin,
            Alias::new("transfer_request"),
            Expr::cust(
                "\"transfer_request\".\"question_id\" = \"attribution\".\"question_id\" AND \"transfer_request\".\"from_ministry_id\" = \
                 \"attribution\".\"ministry_id\" AND \"transfer_request\".\"decision\" IS NULL",
            ),
        )
        .and_where(Expr::col((attribution::Entity, Until)).is_null())
        .and_where(question::COLUMN.kind.eq(QuestionKind::Written.code()));
}

/// Whose parts a viewer's board has: an agent's ministries', a clerk's Chamber's.
pub(super) fn theirs(viewer: Viewer) -> sea_orm::Condition {
    let own = match viewer {
        Viewer::Public => Expr::value(false),
        Viewer::Clerk(chamber) => question::COLUMN.chamber.eq(chamber.code()),
        Viewer::Agent(account) => Expr::cust(format!(
            "\"attribution\".\"ministry_id\" IN (SELECT m.ministry_id FROM account_ministry m WHERE m.account_id = {account})"
        )),
        Viewer::Operator => Expr::value(true),
    };
    sea_orm::Condition::all().add(own).add(visible_to(viewer))
}

/// The parts of a viewer's board under its filters.
pub(super) fn narrowed(backend: DbBackend, viewer: Viewer, filters: &Filters) -> SelectStatement {
    let mut query = Query::select();
    of_parts(&mut query);
    let a = attribution::COLUMN;
    let mut every = theirs(viewer)
        .add_option(filters.ministry.map(|ministry| a.ministry_id.eq(ministry)))
        .add_option(filters.chamber.map(|chamber| question::COLUMN.chamber.eq(chamber.code())))
        .add_option(filters.due_from.map(|from| a.due_on.gte(from)))
        .add_option(filters.due_to.map(|to| a.due_on.lte(to)))
        .add_option(filters.state.map(|state| {
            let received = if state == WorkState::Received { " OR \"ministry_work\".\"state\" IS NULL" } else { "" };
            Expr::cust(format!("(\"ministry_work\".\"state\" = '{state}'{received})"))
        }))
        .add_option(filters.assigned.map(|assigned| match assigned {
            Assigned::Nobody => Expr::cust("\"ministry_work\".\"assigned_to\" IS NULL"),
            Assigned::To(account) => Expr::cust(format!("\"ministry_work\".\"assigned_to\" = {account}")),
        }));
    for word in filters.words.iter().filter(|word| !word.is_empty()).take(8) {
        every = every.add(subject_has(backend, word));
    }
    query.cond_where(every);
    query
}

/// Whether a word is in the subject, in whatever language.
fn subject_has(backend: DbBackend, word: &str) -> SimpleExpr {
    let (body, pattern) = (Expr::col((text::Entity, text::Column::Body)), format!("%{word}%"));
    let contains = if backend == DbBackend::Postgres { body.ilike(pattern) } else { body.like(pattern) };
    let subjects =
        text::Entity::find().select_only().column(text::Column::QuestionId).filter(text::COLUMN.part.eq("subject")).filter(contains);
    question::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(subjects))
}
