//! The visibility of questions and answers: one predicate for each, used by every query.

use jawab_domain::Chamber;
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};

use crate::{
    entity::{answer, question},
    questions::deleted::stands,
};

/// The viewer of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Anybody: sees what is published and not hidden.
    Public,
    /// A clerk: sees also all questions of the Chamber, whatever their state, and the answers submitted to it.
    Clerk(Chamber),
    /// A ministry agent, by account: sees also what was ever referred to one of the account's ministries, and the answers that these
    /// prepare.
    Agent(i64),
    /// An administrator, or the program itself for imports and maintenance: sees all questions, and the answers submitted to either
    /// Chamber. An unsubmitted answer is visible to its ministry alone.
    Operator,
}

/// Whether the ministry of a part (`a`) has received the question with this alias: the SQL form of
/// [`Attribution::was_referred`](jawab_domain::lifecycle::Attribution::was_referred).
fn referred(question: &str) -> String {
    format!(
        "(\"{question}\".\"status\" IN ('transmitted', 'answered') OR \"{question}\".\"transmitted_on\" IS NOT NULL \
         OR a.since IS NOT NULL OR a.until IS NOT NULL)"
    )
}

/// The questions that a viewer may see. Every query that shows or counts questions has this condition.
#[must_use]
pub fn visible_to(viewer: Viewer) -> SimpleExpr {
    let public = question::COLUMN.publication.eq("published");
    match viewer {
        Viewer::Public => public,
        Viewer::Clerk(chamber) => public.or(question::COLUMN.chamber.eq(chamber.code()).and(Expr::cust(stands("\"question\"")))),
        Viewer::Agent(account) => public.or(Expr::cust(format!(
            "EXISTS (SELECT 1 FROM attribution a JOIN account_ministry m ON m.ministry_id = a.ministry_id \
             WHERE a.question_id = \"question\".\"id\" AND m.account_id = {account} AND {})",
            referred("question")
        ))),
        Viewer::Operator => Expr::cust(stands("\"question\"")),
    }
}

/// Whether an answer was annulled before the public could read it. Then only those who could see it before still see it.
const UNREAD: &str = "EXISTS (SELECT 1 FROM annulled_answer u WHERE u.answer_id = \"answer\".\"id\" AND NOT u.was_read)";

/// The answers that a viewer may see, among those of questions that the viewer may see. An answer without a ministry's work was not
/// submitted.
#[must_use]
pub fn answers_visible_to(viewer: Viewer) -> SimpleExpr {
    let published = Expr::col((answer::Entity, answer::Column::PublishedAt)).is_not_null();
    let public = published.clone().and(Expr::cust(format!("NOT {UNREAD}")));
    let submitted = "EXISTS (SELECT 1 FROM ministry_work w WHERE w.answer_id = \"answer\".\"id\" AND w.state = 'submitted')";
    match viewer {
        Viewer::Public => public,
        Viewer::Clerk(chamber) => public.or(Expr::cust(format!(
            "EXISTS (SELECT 1 FROM answer_question aq JOIN question q ON q.id = aq.question_id \
             WHERE aq.answer_id = \"answer\".\"id\" AND q.chamber = '{chamber}') \
             AND (\"answer\".\"published_at\" IS NOT NULL OR {submitted})"
        ))),
        // An agent sees the answers that the ministry prepares to questions that it has, and the published answers to questions that it
        // received. A draft for a question that went to another ministry stays invisible until the question comes back.
        Viewer::Agent(account) => public.or(Expr::cust(format!(
            "(EXISTS (SELECT 1 FROM account_ministry m WHERE m.ministry_id = \"answer\".\"ministry_id\" AND m.account_id = {account}) \
             AND (\"answer\".\"published_at\" IS NOT NULL OR EXISTS (SELECT 1 FROM answer_question aq \
             JOIN attribution a ON a.question_id = aq.question_id WHERE aq.answer_id = \"answer\".\"id\" \
             AND a.ministry_id = \"answer\".\"ministry_id\" AND a.until IS NULL)) \
             OR \"answer\".\"published_at\" IS NOT NULL AND EXISTS (SELECT 1 FROM answer_question aq \
             JOIN question q ON q.id = aq.question_id JOIN attribution a ON a.question_id = q.id \
             JOIN account_ministry m ON m.ministry_id = a.ministry_id \
             WHERE aq.answer_id = \"answer\".\"id\" AND m.account_id = {account} AND {}))",
            referred("q")
        ))),
        Viewer::Operator => published.or(Expr::cust(submitted)),
    }
}
