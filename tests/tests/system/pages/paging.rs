//! Lists are paged from end to end, each question once.

use std::collections::BTreeSet;

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{ministries, record},
};
use serde_json::{Value, json};

/// Sixty-five questions; most share the day of their deposit and their due date, some have none.
fn many() -> Vec<Value> {
    let one = |n: u32| {
        let day = match n % 13 {
            0 => Value::Null,
            1 => json!("2026-10-05"),
            _ => json!("2026-10-06"),
        };
        record(
            &format!("m{n:03}"),
            json!({ "deposited_on": day, "transmitted_on": day, "ministry": ministries::health(), "authors": [{ "name": { "fr": "Ali Baba" } }] }),
        )
    };
    (0..65).map(one).collect()
}

/// Pages through a list by its links; returns the subjects in order.
async fn walk(app: &TestApp, from: &str) -> Vec<String> {
    let (mut address, mut seen) = (from.to_owned(), Vec::new());
    loop {
        let page = app.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        seen.extend(page.texts("main .list .item h3"));
        assert!(seen.len() < 1_000, "{from} has no end");
        match page.attributes("nav.pages a[rel=next]", "href").pop() {
            Some(next) => address = next,
            None => return seen,
        }
    }
}

#[apply(both_databases)]
async fn a_list_is_walked_once_and_in_order(app: TestApp) {
    app.load(&many()).await;
    for list in [
        "/fr/questions",
        "/ar/questions?sort=due",
        "/fr/questions?sort=answered",
        "/fr/questions?ministry=sante-et-protection-sociale",
        "/fr/ministries/sante-et-protection-sociale",
        "/ar/members/ali-baba",
    ] {
        let seen = walk(&app, list).await;
        assert_eq!(seen.len(), 65, "{list}");
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>().len(), 65, "{list}");
    }
    assert_eq!(walk(&app, "/fr/overdue").await.len(), 60);
    let days = app.get_json("/api/v1/questions").await;
    let days: Vec<_> =
        days["questions"].as_array().unwrap().iter().map(|question| question["deposited_on"].as_str().unwrap_or("")).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "newest first, unknown last: {days:?}");
}

#[apply(both_databases)]
async fn a_list_is_walked_while_it_grows(app: TestApp) {
    app.load(&many()).await;
    let first = app.get("/fr/questions").await;
    let next = first.attributes("nav.pages a[rel=next]", "href").remove(0);
    app.load(&[record("new", json!({ "deposited_on": "2026-11-20" }))]).await;
    let mut seen = first.subjects();
    seen.extend(walk(&app, &next).await);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 65, "nothing is missed or shown twice");
    assert_eq!(seen.len(), 65);
}

#[apply(both_databases)]
async fn members_are_paged_by_name(app: TestApp) {
    let all: Vec<_> =
        (0..70).map(|n| record(&format!("q{n}"), json!({ "authors": [{ "name": { "fr": format!("Membre {n:02}") } }] }))).collect();
    app.load(&all).await;
    let links = async |address: &str| app.get(address).await.attributes("main a[href^='/fr/members/']", "href");
    let mut seen = links("/fr/members").await;
    let next = app.get("/fr/members").await.attributes("nav.pages a[rel=next]", "href").remove(0);
    seen.extend(links(&next).await);
    let expected: Vec<_> = (0..70).map(|n| format!("/fr/members/membre-{n:02}")).collect();
    assert_eq!(seen, expected);
    assert_eq!(links("/fr/members?q=membre+07").await, ["/fr/members/membre-07"]);
}
