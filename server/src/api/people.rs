//! Ministries and members as JSON.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use jawab_service::reference_data::NamedSet;
use jawab_store::people::QuestionCounts;
use serde::Serialize;
use utoipa::ToSchema;

use super::{answer::answer, schema::Body};
use crate::{App, error::AppError, page_request::PageRequest};

/// Ministries or members.
#[derive(Debug, Serialize, ToSchema)]
pub struct People {
    /// All of them.
    pub items: Vec<Person>,
}

/// A ministry or member with their share of questions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Who.
    #[serde(flatten)]
    pub body: Body,
    /// The questions asked by them, or ever referred to them.
    pub questions: i64,
    /// Those among them that are answered (for a ministry: by it).
    pub answered: i64,
    /// Those among them whose due date has passed without an answer.
    pub overdue: i64,
}

/// Every ministry.
#[utoipa::path(get, path = "/api/v1/ministries", responses((status = 200, body = People)))]
pub async fn ministries(State(app): State<App>, _: PageRequest) -> Result<Response, AppError> {
    let stamp = app.stamp().await?;
    let reference_data = app.reference_cache.at(stamp.state).await?;
    let shares = app.ledgers.at(&app.database, stamp.state.generation).await?.ministry_shares(None, stamp.today);
    answer(None, &listed(&reference_data.ministries, &shares))
}

/// Every member who asked a question.
#[utoipa::path(get, path = "/api/v1/members", responses((status = 200, body = People)))]
pub async fn members(State(app): State<App>, _: PageRequest) -> Result<Response, AppError> {
    let stamp = app.stamp().await?;
    let reference_data = app.reference_cache.at(stamp.state).await?;
    let shares = app.ledgers.at(&app.database, stamp.state.generation).await?.member_shares(None, stamp.today);
    answer(None, &listed(&reference_data.members, &shares))
}

fn listed(bodies: &NamedSet, shares: &BTreeMap<i64, QuestionCounts>) -> People {
    let person = |named: jawab_store::read::Named| {
        let share = shares.get(&named.id).copied().unwrap_or_default();
        Person { body: (&named).into(), questions: share.questions, answered: share.answered, overdue: share.overdue }
    };
    People { items: bodies.all().map(person).collect() }
}
