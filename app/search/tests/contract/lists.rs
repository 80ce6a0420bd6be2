//! Filters, facets, order and pages.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, StandingKind, Status};
use jawab_search::engine::{Change, Document, Filters, Query, SearchEngine, Sort};

use crate::corpus::{day, query, question};

async fn ids(engine: &dyn SearchEngine, query: Query) -> Vec<i64> {
    engine.search(&query).await.unwrap().hits.iter().map(|hit| hit.id).collect()
}

async fn filtered(engine: &dyn SearchEngine, filters: Filters) -> Vec<i64> {
    let results = engine.search(&Query { filters, ..query("") }).await.unwrap();
    let mut ids: Vec<i64> = results.hits.iter().map(|hit| hit.id).collect();
    assert_eq!(results.total, ids.len() as u64);
    ids.sort_unstable();
    ids
}

pub async fn check(engine: &dyn SearchEngine) {
    filters(engine).await;
    standings(engine).await;
    order(engine).await;
    order_by_other_dates(engine).await;
    facets(engine).await;
    suggestions(engine).await;
}

async fn filters(engine: &dyn SearchEngine) {
    let none = Filters::default();
    assert_eq!(filtered(engine, none.clone()).await.len(), 14);
    assert_eq!(filtered(engine, Filters { chamber: Some(Chamber::Councillors), ..none.clone() }).await, [1]);
    assert_eq!(filtered(engine, Filters { ministry: Some(1), ..none.clone() }).await, [1, 3], "also where it was once");
    assert_eq!(filtered(engine, Filters { group: Some(21), ..none.clone() }).await, [1]);
    assert_eq!(filtered(engine, Filters { member: Some(13), ..none.clone() }).await, [3, 4]);
    assert_eq!(filtered(engine, Filters { theme: Some(32), ..none.clone() }).await, [6, 7]);
    assert_eq!(filtered(engine, Filters { theme: Some(32), status: Some(Status::Withdrawn), ..none.clone() }).await, [7]);
    assert!(filtered(engine, Filters { theme: Some(99), ..none.clone() }).await.is_empty());
    assert_eq!(filtered(engine, Filters { status: Some(Status::Withdrawn), ..none.clone() }).await, [7]);
    assert_eq!(filtered(engine, Filters { from: Some(day(2026, 1, 13)), ..none.clone() }).await, [12, 13, 14]);
    assert_eq!(filtered(engine, Filters { from: Some(day(2026, 1, 13)), excluding: vec![13, 1], ..none.clone() }).await, [12, 14]);
    assert_eq!(filtered(engine, Filters { to: Some(day(2026, 1, 3)), ..none.clone() }).await, [1, 2]);
    assert_eq!(filtered(engine, Filters { from: Some(day(2026, 1, 3)), to: Some(day(2026, 1, 3)), ..none.clone() }).await, [2]);
    let arabic = filtered(engine, Filters { language: Some(Locale::Ar), ..none.clone() }).await;
    assert!(!arabic.contains(&3) && arabic.len() == 13);
    let with_words = Query { filters: Filters { member: Some(13), ..none }, ..query("eau") };
    let mut found = ids(engine, with_words).await;
    found.sort_unstable();
    assert_eq!(found, [3, 4]);
}

async fn standings(engine: &dyn SearchEngine) {
    for (standing, expected) in [
        (StandingKind::Overdue, &[3, 4][..]),
        (StandingKind::DueToday, &[2]),
        (StandingKind::DueSoon, &[5]),
        (StandingKind::OnTime, &[6]),
        (StandingKind::AnsweredLate, &[1]),
        (StandingKind::AnsweredOnTime, &[8]),
        (StandingKind::Answered, &[9]),
        (StandingKind::Closed, &[7]),
        (StandingKind::NotStarted, &[10, 11, 12, 13, 14]),
    ] {
        assert_eq!(filtered(engine, Filters { standing: Some(standing), ..Filters::default() }).await, expected, "{standing}");
    }
}

async fn order(engine: &dyn SearchEngine) {
    let by_date = Query { sort: Sort::DepositDate, ..query("") };
    let newest: Vec<i64> = (1..=14).rev().filter(|id| *id != 10).chain([10]).collect();
    assert_eq!(ids(engine, by_date.clone()).await, newest);
    assert_eq!(ids(engine, Query { offset: 2, limit: 3, ..by_date.clone() }).await, newest.get(2..5).unwrap());
    assert_eq!(ids(engine, Query { sort: Sort::DepositDate, ..query("plateformes") }).await, [14, 1]);
    let results = engine.search(&Query { offset: 5, limit: 0, ..by_date }).await.unwrap();
    assert_eq!((results.total, results.hits.len()), (14, 0));
    assert!(ids(engine, Query { offset: usize::MAX, limit: usize::MAX, ..query("eau") }).await.is_empty());
}

async fn order_by_other_dates(engine: &dyn SearchEngine) {
    let by_due = Query { sort: Sort::DueDate, ..query("") };
    let others = [14, 13, 12, 11, 9, 8, 7, 1, 10];
    assert_eq!(ids(engine, by_due.clone()).await, [[3, 4, 2, 5, 6].as_slice(), &others].concat(), "what is answered is due no more");
    assert_eq!(ids(engine, Query { offset: 4, limit: 3, ..by_due.clone() }).await, [6, 14, 13]);
    let by_answer = Query { sort: Sort::AnswerDate, ..query("") };
    let unanswered = [14, 13, 12, 11, 9, 7, 6, 5, 4, 3, 2, 10];
    assert_eq!(ids(engine, by_answer.clone()).await, [[1, 8].as_slice(), &unanswered].concat());
    assert_eq!(ids(engine, Query { text: "eau potable".into(), sort: Sort::DueDate, ..by_due }).await, [4]);
    assert_eq!(ids(engine, Query { text: "plateformes".into(), ..by_answer }).await, [1, 14], "whatever the relevance");
    let mut tied = query("");
    (tied.sort, tied.filters.chamber, tied.limit) = (Sort::DueDate, Some(Chamber::Representatives), 7);
    engine.apply(vec![transmitted(40, day(2026, 11, 20), Some(day(2026, 1, 20))), transmitted(41, day(2026, 11, 20), None)]).await.unwrap();
    assert_eq!(ids(engine, tied).await, [3, 40, 4, 41, 2, 5, 6], "due on one day: newest deposit first, unknown last");
    engine.apply(vec![Change::Delete(40), Change::Delete(41)]).await.unwrap();
}

/// A question of the Chamber of Representatives that waits for an answer.
fn transmitted(id: i64, due_on: NaiveDate, deposited_on: Option<NaiveDate>) -> Change {
    let waiting = question(id, ["", "Quelconque"], ["", ""]);
    Change::Upsert(Box::new(Document { status: Status::Transmitted, due_on: Some(due_on), deposited_on, ..waiting }))
}

async fn facets(engine: &dyn SearchEngine) {
    let all = engine.search(&Query { facets: true, limit: 1, ..query("") }).await.unwrap().facets;
    assert_eq!(all.chamber, BTreeMap::from([(Chamber::Representatives, 13), (Chamber::Councillors, 1)]));
    assert_eq!(all.language, BTreeMap::from([(Locale::Ar, 13), (Locale::Fr, 12)]));
    assert_eq!(
        all.status,
        BTreeMap::from([(Status::Deposited, 5), (Status::Transmitted, 5), (Status::Answered, 3), (Status::Withdrawn, 1)])
    );
    assert_eq!(all.standing.values().sum::<u64>(), 14);
    assert_eq!(all.standing.get(&StandingKind::Overdue), Some(&2));
    assert_eq!(all.standing.get(&StandingKind::NotStarted), Some(&5));
    assert_eq!(all.ministry, [(1, 2), (3, 2), (2, 1)], "as many as the filter gives");
    assert_eq!(all.member, [(13, 2), (11, 1), (12, 1), (14, 1), (15, 1)]);
    assert_eq!(all.group, [(21, 1)]);
    assert_eq!(all.theme, [(32, 2), (31, 1)]);
    let filters = Filters { theme: Some(31), ..Filters::default() };
    let of_theme = engine.search(&Query { facets: true, filters, ..query("transport") }).await.unwrap().facets;
    assert_eq!(of_theme.theme, [(31, 1), (32, 1)], "under the filters");
    let filters = Filters { standing: Some(StandingKind::Overdue), ..Filters::default() };
    let some = engine.search(&Query { facets: true, filters, ..query("eau") }).await.unwrap().facets;
    assert_eq!(some.standing, BTreeMap::from([(StandingKind::Overdue, 2)]));
    assert_eq!(some.member, [(13, 2)]);
    assert_eq!(engine.search(&query("")).await.unwrap().facets, Default::default());
}

async fn suggestions(engine: &dyn SearchEngine) {
    for (typed, expected) in [("carb", 8), ("المعاش", 10), ("transport sco", 7), ("الطري", 9), ("carburnts", 8)] {
        assert_eq!(engine.suggest(typed, Locale::Fr, 5).await.unwrap().first(), Some(&expected), "{typed}");
    }
    assert!(engine.suggest("", Locale::Ar, 5).await.unwrap().is_empty());
    assert!(engine.suggest("plateformes", Locale::Ar, 1).await.unwrap().len() == 1);
}
