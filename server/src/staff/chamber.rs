//! The Chamber's board.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{http::StatusCode, response::Response};
use chrono::Months;
use jawab_domain::{
    Chamber, Locale, PerLocale, Publication,
    access::{Act, ActorId, Mandate},
    board::Lane,
    field::FieldName,
    lifecycle::CorrectionRecord,
};
use jawab_service::{reference_data::ReferenceData, second_person::TwoPersonAct, use_cases::Idempotent};
use jawab_store::{
    accounts,
    board::{self as rows, Filters, Rate},
    form_drafts, questions, read, requests,
};
use jawab_ui::{
    catalogue::Tr,
    exports,
    form::{ACTION, ENTER, FormProblem, FormState, Post},
    links,
    model::QuestionAddress,
    pages::staff::{
        ChamberPage, StaffBody,
        chamber::{OVERDUE, Queue, QueueItem, QueueKind, RatePeriod, RateRow, SharedInviterConfirmation},
    },
    shell::staff::Flash,
};

use super::{
    Posted, SignedIn,
    board::{board_items::BoardItems, table::csv},
    questions::{corrections, history},
    submission::{add_problem, begin, new_idempotency_key},
};
use crate::{error::AppError, web::view};

/// How many items a list shows among the others.
const FIRST: u64 = 5;
/// How many a list shows alone, on a page.
const PAGE: u64 = 50;

/// The board.
pub async fn board(signed: SignedIn) -> Result<Response, AppError> {
    show(&signed, StatusCode::OK, FormState::default()).await
}

/// The Chamber of a clerk; who is none has no such board.
fn chamber(signed: &SignedIn) -> Result<Chamber, AppError> {
    match signed.actor().mandate {
        Mandate::Clerk(chamber) => Ok(chamber),
        _ => Err(AppError::Forbidden),
    }
}

async fn show(signed: &SignedIn, status: StatusCode, chosen: FormState) -> Result<Response, AppError> {
    let (app, db, today) = (&signed.app, signed.app.database.reader(), signed.app.clock.today());
    let chamber = chamber(signed)?;
    let reference_data = signed.reference_data().await?;
    let asked = signed.request.value("list");
    let alone = QueueKind::from_code(&asked);
    let page = signed.request.value("page").parse::<u32>().ok().filter(|page| *page > 0).unwrap_or(1);
    let one_page = (u64::from(page) - 1) * PAGE..u64::from(page) * PAGE;
    let whom = signed.actor().id.to_string();
    let ledger = app.ledger().await?;
    let mut lists = Vec::new();
    for (of, total) in rows::queue_lengths(db, &ledger, chamber, &whom).await? {
        let what = what(of);
        if asked == OVERDUE || alone.is_some_and(|alone| alone != what) {
            continue;
        }
        let stretch = if alone.is_some() { one_page.clone() } else { 0..FIRST };
        let items = rows::queue(db, chamber, of, &whom, stretch).await?;
        lists.push(Queue { what, total, items: waits(signed, &reference_data, what, items).await? });
    }
    let none = Filters::default();
    let overdue = rows::lane_counts(db, &ledger, signed.viewer(), &none, today).await?.get(&Lane::Overdue).copied().unwrap_or_default();
    let stretch = if asked == OVERDUE { one_page } else { 0..FIRST + 1 };
    let parts = rows::parts(db, &ledger, signed.viewer(), &none, today, &[Lane::Overdue], stretch).await?;
    let total = if asked == OVERDUE { Some(overdue) } else { alone.and_then(|_| lists.first().map(|list| list.total)) };
    let mut lapses = 0;
    for request in app.use_cases().lapse_requests(signed.actor()).await?.iter().filter(|lapse| lapse.confirmed_at.is_none()) {
        let of = TwoPersonAct { act: Act::LapseLegislature, chamber: request.ending.chamber };
        lapses += u64::from(app.use_cases().may_confirm(signed.actor(), of, &request.asked_by).await?);
    }
    let since = RatePeriod::from_code(&signed.request.value("since"));
    let action = links::with_query(&links::board::remind(signed.locale()), &[("list", &asked), ("page", &page.to_string())]);
    let body = ChamberPage {
        chamber,
        lists,
        place: total.map(|total| (page, u32::try_from(total.div_ceil(PAGE)).unwrap_or(u32::MAX))),
        overdue,
        board_items: BoardItems { clock: &app.clock, reference_data: &reference_data, explained: false }.all(parts),
        remind: Post { action, idempotency_key: new_idempotency_key(), ..Post::default() },
        chosen,
        lapses,
        shared_inviter_confirmations: if total.is_some() { Vec::new() } else { shared_inviter_confirmations(signed, chamber).await? },
        since,
        form_drafts: form_drafts::count(db, signed.account()?.id).await?,
        rates: if total.is_some() { Vec::new() } else { rates(signed, &reference_data, chamber, since).await? },
    };
    signed.show(status, StaffBody::Chamber(Box::new(body))).await
}

/// What two accounts of one inviter did of late that takes two people.
pub async fn shared_inviter_confirmations(signed: &SignedIn, chamber: Chamber) -> Result<Vec<SharedInviterConfirmation>, AppError> {
    let (app, mut all) = (&signed.app, Vec::new());
    for of in app.use_cases().shared_inviter_confirmations(signed.actor(), chamber).await? {
        let question = match of.subject.strip_prefix("question:").and_then(|id| id.parse().ok()) {
            Some(id) => questions::by_id(app.database.reader(), id).await?,
            None => None,
        };
        let link = question
            .map_or_else(|| links::staff::lapse(signed.locale()), |row| links::staff::question_step(signed.locale(), &row.code, "history"));
        all.push(SharedInviterConfirmation {
            on: app.clock.local(of.at).date(),
            confirmed_by: history::person(app.database.reader(), &of.confirmed_by).await?.unwrap_or_default(),
            asked_by: history::person(app.database.reader(), &of.asked_by).await?.unwrap_or_default(),
            invited_by: history::person(app.database.reader(), &of.invited_by).await?.unwrap_or_default(),
            link,
        });
    }
    Ok(all)
}

const fn what(of: rows::Queue) -> QueueKind {
    match of {
        rows::Queue::Answers => QueueKind::Answers,
        rows::Queue::Transfers => QueueKind::Transfers,
        rows::Queue::Hidings => QueueKind::Hidings,
        rows::Queue::Corrections => QueueKind::Corrections,
        rows::Queue::Deposited => QueueKind::Deposited,
        rows::Queue::Unpublished => QueueKind::Unpublished,
        rows::Queue::Drafts => QueueKind::Drafts,
    }
}

/// Names whom and what these are about.
pub async fn waits(
    signed: &SignedIn,
    reference_data: &ReferenceData,
    what: QueueKind,
    items: Vec<rows::QueueItem>,
) -> Result<Vec<QueueItem>, AppError> {
    let locale = signed.locale();
    let asked: BTreeSet<i64> = items.iter().filter_map(|item| ActorId::account_of(item.asked_by.as_deref()?)).collect();
    let names = accounts::names(signed.app.database.reader(), asked).await?;
    let mut corrections = if what == QueueKind::Corrections { wanted(signed, &items).await? } else { BTreeMap::new() };
    let linked = |id: Option<i64>| id.and_then(|id| view::linked_in(&reference_data.ministries, id));
    let one = |item: rows::QueueItem| {
        let ministry = linked(item.ministry);
        QueueItem {
            link: link(locale, what, &item.code, ministry.as_ref().map_or("", |ministry| &ministry.slug)),
            ministry,
            other: linked(item.other_ministry),
            since: item.since.or_else(|| item.asked_at.map(|at| signed.app.clock.local(at).date())),
            who: item.asked_by.as_deref().and_then(ActorId::account_of).and_then(|id| names.get(&id).cloned()),
            correction: corrections.remove(&item.question),
            to_be: (what == QueueKind::Hidings).then_some(match item.publication {
                Publication::Hidden => Publication::Published,
                Publication::Published | Publication::Unpublished => Publication::Hidden,
            }),
            reason: item.reason,
            due_on: item.due_on,
            subject: item.subject,
            address: QuestionAddress { code: item.code, chamber: Some(item.chamber), legislature: item.legislature, number: item.number },
        }
    };
    Ok(items.into_iter().map(one).collect())
}

/// What is asked to be put right of each question, and of which ministry, if that is of one alone.
async fn wanted(signed: &SignedIn, items: &[rows::QueueItem]) -> Result<BTreeMap<i64, Wanted>, AppError> {
    let (db, ids) = (signed.app.database.reader(), items.iter().map(|item| item.question).collect::<Vec<_>>());
    let rows = requests::corrections(db, &ids).await?;
    let mut all = BTreeMap::new();
    for record in read::load(db, signed.viewer(), &ids).await? {
        if let Some(row) = rows.iter().find(|row| row.question_id == record.id) {
            all.insert(record.id, corrections::wanted(&record, row)?);
        }
    }
    Ok(all)
}

type Wanted = (CorrectionRecord, Option<PerLocale<String>>);

/// Where something is dealt with: an answer is judged on a page of its own, all else on the question's.
fn link(locale: Locale, what: QueueKind, code: &str, ministry: &str) -> String {
    match what {
        QueueKind::Answers => links::board::answer_step(locale, code, ministry, "judge"),
        _ => links::staff::question(locale, code),
    }
}

/// How each ministry answers, the slowest first.
async fn rates(signed: &SignedIn, reference_data: &ReferenceData, chamber: Chamber, since: RatePeriod) -> Result<Vec<RateRow>, AppError> {
    let today = signed.app.clock.today();
    let from = (since == RatePeriod::Year).then(|| today.checked_sub_months(Months::new(12)).unwrap_or(today));
    let mut rates: Vec<(i64, Rate)> = signed.app.ledger().await?.rates(chamber, from, today).into_iter().collect();
    rates.sort_by_key(|(id, rate)| (rate.percent_on_time().is_none(), rate.percent_on_time(), std::cmp::Reverse(rate.total()), *id));
    let row = |(id, rate): (i64, Rate)| {
        Some(RateRow {
            ministry: view::linked_in(&reference_data.ministries, id)?,
            on_time: rate.on_time,
            late: rate.late,
            overdue: rate.overdue,
            open: rate.open,
            undated: rate.answered,
            percent: rate.percent_on_time(),
            average: rate.average,
            median: rate.median,
        })
    };
    Ok(rates.into_iter().filter_map(row).collect())
}

/// How ministries answer, as CSV.
pub async fn table(signed: SignedIn) -> Result<Response, AppError> {
    let app = &signed.app;
    let reference_data: Arc<ReferenceData> = signed.reference_data().await?;
    let since = RatePeriod::from_code(&signed.request.value("since"));
    let rows = rates(&signed, &reference_data, chamber(&signed)?, since).await?;
    csv(&format!("jawab-{}.csv", app.clock.today()), &exports::rates_table(Tr::new(signed.locale()), &rows))
}

/// Reminds ministries of the chosen ones.
pub async fn remind(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    if posted.resumed || form.get(ACTION) == ENTER {
        return show(&signed, StatusCode::OK, form).await;
    }
    let db = signed.app.database.reader();
    let reference_data = signed.reference_data().await?;
    // Each once, and in the order in which everybody holds questions.
    let mut chosen = BTreeSet::new();
    for (code, slug) in form.all(FieldName::Parts.form()).filter_map(|value| value.split_once(':')) {
        let question = jawab_store::read::id_by_code(db, signed.viewer(), code).await?;
        chosen.extend(question.zip(reference_data.ministries.find(slug)));
    }
    if chosen.is_empty() {
        form.add_problem(FieldName::Parts.form(), FormProblem::NothingChosen);
        return show(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    let reminded = async {
        if let Idempotent::Fresh(mut unit) = begin(&signed, &form).await? {
            for (question, ministry) in &chosen {
                unit.remind(*question, *ministry, form.filled(FieldName::Note.form())).await?;
            }
            unit.commit().await?;
        }
        Ok(())
    };
    match reminded.await {
        Ok(()) => Ok(signed.done(&links::staff::chamber(signed.locale()), Flash::Reminded)),
        Err(error) => {
            let status = add_problem(&mut form, error, |field| {
                if field.name == FieldName::Reason { FieldName::Note.form().to_owned() } else { field.form() }
            })?;
            show(&signed, status, form).await
        }
    }
}
