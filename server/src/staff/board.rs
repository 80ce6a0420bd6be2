//! A ministry's board.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    board::Lane,
    field::{FieldName, FieldPath},
    validation::Problem,
};
use jawab_service::{
    reference_data::ReferenceData,
    use_cases::{ExpectedWorkVersion, Idempotent, InternalDeadline},
};
use jawab_store::{
    StoreError,
    board::{self, Assigned, Filters},
    form_drafts, rows,
};
use jawab_ui::{
    form::{FormProblem, FormState, Post},
    links,
    pages::staff::{
        StaffBody,
        board::{BoardPage, BoardQuery, LaneView, Options},
    },
    shell::staff::Flash,
};

use super::{
    Posted, SignedIn,
    submission::{add_problem, begin, new_idempotency_key},
};
use crate::{error::AppError, web::view};

pub mod board_items;
pub mod calendar;
pub mod notices;
pub mod stop_mail;
pub mod table;

use board_items::BoardItems;

/// How many tickets a lane shows among the others.
const FIRST: u64 = 8;
/// How many a lane shows alone, on a page.
const PAGE: u64 = 60;

/// What a board is made of, for whoever looks at it.
pub struct Desk {
    /// The names of ministries.
    pub reference_data: Arc<ReferenceData>,
    /// The account.
    pub account: i64,
    /// Its ministries.
    pub ministries: Vec<i64>,
    /// Those who work there.
    pub colleagues: Vec<rows::Account>,
}

impl Desk {
    /// The desk of an agent.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for a program.
    pub async fn of(signed: &SignedIn) -> Result<Self, AppError> {
        let db = signed.app.database.reader();
        let account = signed.account()?.id;
        let ministries = board::ministries_of(db, account).await?;
        let colleagues = board::colleagues(db, &ministries).await?;
        let reference_data = signed.reference_data().await?;
        Ok(Self { reference_data, account, ministries, colleagues })
    }

    /// The codes and names of those who work there.
    pub fn people(&self) -> Vec<(String, String)> {
        self.colleagues.iter().map(|row| (row.code.clone(), row.name.clone())).collect()
    }

    /// Somebody who works there, by code.
    pub fn person(&self, code: &str) -> Option<i64> {
        self.colleagues.iter().find_map(|row| (row.code == code).then_some(row.id))
    }

    /// What the address asks for; what in it names nothing is rejected.
    pub fn filters(&self, query: &mut BoardQuery) -> Filters {
        let ministry = self.reference_data.ministries.find(query.raw("ministry")).filter(|id| self.ministries.contains(id));
        let assigned = match query.raw("assigned") {
            "" => None,
            "me" => Some(Assigned::To(self.account)),
            "nobody" => Some(Assigned::Nobody),
            code => self.person(code).map(Assigned::To),
        };
        for (name, known) in [("ministry", ministry.is_some()), ("assigned", assigned.is_some())] {
            if !known && !query.raw(name).is_empty() {
                query.reject(name);
            }
        }
        Filters {
            ministry,
            state: query.state(),
            assigned,
            chamber: query.chamber(),
            words: query.raw("q").split_whitespace().map(str::to_owned).collect(),
            due_from: query.from(),
            due_to: query.to().filter(|_| query.is_valid("to")),
        }
    }
}

/// The board.
pub async fn board(signed: SignedIn) -> Result<Response, AppError> {
    show(&signed, StatusCode::OK, BoardQuery::from_pairs(signed.request.pairs()), FormState::default()).await
}

async fn show(signed: &SignedIn, status: StatusCode, mut query: BoardQuery, chosen: FormState) -> Result<Response, AppError> {
    let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
    let desk = Desk::of(signed).await?;
    let filters = desk.filters(&mut query);
    let ledger = signed.app.ledger().await?;
    let counts = board::lane_counts(db, &ledger, signed.viewer(), &filters, today).await?;
    let total = |lane: Lane| counts.get(&lane).copied().unwrap_or_default();
    let page = u64::from(query.page());
    let (lanes, stretch) = match query.lane() {
        Some(lane) => (vec![lane], (page - 1) * PAGE..page * PAGE),
        None => (Lane::ALL.to_vec(), 0..FIRST),
    };
    let board_items = BoardItems { clock: &signed.app.clock, reference_data: &desk.reference_data, explained: false };
    let mut views = Vec::new();
    for lane in lanes {
        let parts = board::parts(db, &ledger, signed.viewer(), &filters, today, &[lane], stretch.clone()).await?;
        views.push(LaneView { lane, total: total(lane), board_items: board_items.all(parts) });
    }
    let place = query.lane().map(|lane| (query.page(), u32::try_from(total(lane).div_ceil(PAGE)).unwrap_or(u32::MAX)));
    let new_year = chrono::NaiveDate::from_ymd_opt(chrono::Datelike::year(&today), 1, 1).unwrap_or(today);
    let action = links::with_query(&links::board::assign(signed.locale()), &query.pairs());
    let body = BoardPage {
        open: Lane::OPEN.into_iter().map(total).sum(),
        average_days: board::average_days(db, &ledger, signed.viewer(), new_year).await?,
        options: Options {
            ministries: desk.ministries.iter().filter_map(|id| view::linked_in(&desk.reference_data.ministries, *id)).collect(),
            colleagues: desk.people(),
        },
        query,
        lanes: views,
        place,
        form_drafts: form_drafts::count(db, desk.account).await?,
        assign: Post { action, idempotency_key: new_idempotency_key(), ..Post::default() },
        chosen,
    };
    signed.show(status, StaffBody::Board(Box::new(body))).await
}

/// Gives the chosen ones to somebody.
pub async fn assign(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let query = BoardQuery::from_pairs(signed.request.pairs());
    let mut form = posted.form;
    if posted.resumed {
        return show(&signed, StatusCode::OK, query, form).await;
    }
    let desk = Desk::of(&signed).await?;
    let chosen = chosen(&signed, &desk, &mut form).await?;
    let person = desk.person(form.get(FieldName::Assignee.form()));
    if person.is_none() {
        form.add_problem(
            FieldName::Assignee.form(),
            if form.get(FieldName::Assignee.form()).is_empty() { Problem::Missing } else { Problem::Unknown },
        );
    }
    let by = form.date(FieldName::InternalDueOn.form()).unwrap_or_else(|problem| {
        form.add_problem(FieldName::InternalDueOn.form(), problem);
        None
    });
    if !form.is_valid() {
        return show(&signed, StatusCode::UNPROCESSABLE_ENTITY, query, form).await;
    }
    // A legal deadline that has passed is told of already.
    let today = signed.app.clock.today();
    let late = chosen.iter().filter_map(|(_, due_on)| *due_on).any(|due_on| today <= due_on && by.is_some_and(|by| due_on < by));
    let works: Vec<ExpectedWorkVersion> = chosen.into_iter().map(|(work, _)| work).collect();
    // The form shows no day that a question has: one left empty takes none away.
    let deadline = by.map_or(InternalDeadline::Unchanged, InternalDeadline::On);
    let assigned = async {
        if let Idempotent::Fresh(mut unit) = begin(&signed, &form).await? {
            unit.assign(&works, person, deadline).await?;
            unit.commit().await?;
        }
        Ok(())
    };
    match assigned.await {
        Ok(()) => Ok(signed.done(&query.link(signed.locale()), if late { Flash::AssignedLate } else { Flash::Assigned })),
        Err(error) => {
            let status = add_problem(&mut form, error, FieldPath::form)?;
            show(&signed, status, query, form).await
        }
    }
}

/// The parts that were ticked, as they are now, with their legal deadlines: whoever assigns many does not mind what colleagues wrote
/// meanwhile.
async fn chosen(
    signed: &SignedIn,
    desk: &Desk,
    form: &mut FormState,
) -> Result<Vec<(ExpectedWorkVersion, Option<chrono::NaiveDate>)>, AppError> {
    let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
    let mut works = Vec::new();
    let values: Vec<String> = form.all(FieldName::Parts.form()).map(str::to_owned).collect();
    for (code, slug) in values.iter().filter_map(|value| value.split_once(':')) {
        let ministry = desk.reference_data.ministries.find(slug).filter(|id| desk.ministries.contains(id));
        let question = jawab_store::read::id_by_code(db, signed.viewer(), code).await?;
        let Some((question, ministry)) = question.zip(ministry) else { continue };
        if let Some(part) = board::find_item(db, signed.viewer(), today, question, ministry).await? {
            works.push((ExpectedWorkVersion { question, ministry, version: part.version }, part.due_on));
        }
    }
    if works.is_empty() {
        form.add_problem(FieldName::Parts.form(), FormProblem::NothingChosen);
    }
    Ok(works)
}

/// What cannot be read of a row is the database's fault.
impl From<jawab_domain::UnknownCode> for AppError {
    fn from(error: jawab_domain::UnknownCode) -> Self {
        StoreError::from(error).into()
    }
}
