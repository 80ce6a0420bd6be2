//! What is hidden leaves no trace: no page, list, count or suggestion reads otherwise than before it was published.

use jawab_tests::{apply, both_databases};

use super::{
    addresses::{Ask, Send},
    roles::{Role, Somebody, people},
};
use crate::work::desk::{Desk, clerk, colleague};

/// Where those look who may know nothing of the question, and what changes there while it is public.
const LOOKED_AT: [&str; 17] = [
    "/fr",
    "/ar",
    "/fr/questions",
    "/fr/questions?standing=overdue",
    "/fr/overdue",
    "/fr/members",
    "/fr/members/mustapha-dahmani",
    "/fr/ministries",
    "/fr/ministries/sante",
    "/fr/search?chamber=councillors",
    "/fr/search?q=fanfare",
    "/fr/search?q=anfare",
    "/fr/search/suggest?q=fanfa",
    "/api/v1/questions",
    "/api/v1/search?q=fanfare",
    "/api/v1/members",
    "/api/v1/ministries",
];

/// What a page says, without what differs each time.
async fn read(desk: &Desk, who: &Somebody) -> Vec<String> {
    let mut all = Vec::new();
    for address in LOOKED_AT.iter().filter(|address| !who.role.is_program() || address.starts_with("/api")) {
        let ask = Ask { address: (*address).into(), send: Send::Nothing, named: Vec::new() };
        let page = who.ask(desk, &ask).await;
        assert_eq!(page.status, 200, "{address}: {}", page.body);
        all.push(page.body);
    }
    all
}

#[apply(both_databases)]
async fn after_hiding_everything_reads_as_before_publishing(desk: Desk) {
    desk.published("Kiosque").await;
    let kept = desk.transmitted("Fanfare").await;
    desk.app.set_clock("2026-12-21T10:00:00Z");
    let all = people(&desk, &[Role::Visitor, Role::Reader, Role::OtherClerk, Role::OtherAgent]).await;
    let mut before = Vec::new();
    for who in &all {
        before.push(read(&desk, who).await);
    }
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.publish(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    for (who, before) in all.iter().zip(&before) {
        let changed = read(&desk, who).await.iter().zip(before).filter(|(now, before)| now != before).count();
        assert_eq!(changed, before.len(), "{:?}: while it is public it is counted and shown everywhere", who.role);
    }
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.ask_hiding(kept.seen(), "Plainte").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_hiding(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    // At once, and when the index has heard of it.
    for _ in 0..2 {
        for (who, before) in all.iter().zip(&before) {
            for ((now, before), address) in read(&desk, who).await.iter().zip(before).zip(LOOKED_AT.iter().cycle()) {
                assert!(now == before, "{:?} {address}: {now}\n\nbefore it was published: {before}", who.role);
            }
        }
        desk.app.index().await;
    }
}
