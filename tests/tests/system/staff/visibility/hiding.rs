//! A hidden question leaves no trace: every page, list, count and suggestion reads as before it was published.

use jawab_tests::{apply, both_databases};

use super::{
    addresses::{Payload, Request},
    roles::{Role, RoleClient, people},
};
use crate::use_cases::staff_app::{StaffApp, clerk, colleague};

/// The URLs visited by those who may not know of the question, and what changes there while it is public.
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

/// The text of a page, without what differs each time.
async fn read(staff: &StaffApp, who: &RoleClient) -> Vec<String> {
    let mut all = Vec::new();
    for address in LOOKED_AT.iter().filter(|address| !who.role.is_program() || address.starts_with("/api")) {
        let ask = Request { address: (*address).into(), payload: Payload::Nothing, named: Vec::new() };
        let page = who.ask(staff, &ask).await;
        assert_eq!(page.status, 200, "{address}: {}", page.body);
        all.push(page.body);
    }
    all
}

#[apply(both_databases)]
async fn after_hiding_everything_reads_as_before_publishing(staff: StaffApp) {
    staff.published("Kiosque").await;
    let saved = staff.transmitted("Fanfare").await;
    staff.app.set_clock("2026-12-21T10:00:00Z");
    let all = people(&staff, &[Role::Visitor, Role::Reader, Role::OtherClerk, Role::OtherAgent]).await;
    let mut before = Vec::new();
    for who in &all {
        before.push(read(&staff, who).await);
    }
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.publish(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    for (who, before) in all.iter().zip(&before) {
        let changed = read(&staff, who).await.iter().zip(before).filter(|(now, before)| now != before).count();
        assert_eq!(changed, before.len(), "{:?}: while it is public it is counted and shown everywhere", who.role);
    }
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.ask_hiding(saved.expected(), "Plainte").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_hiding(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    // At once, and after the index is updated.
    for _ in 0..2 {
        for (who, before) in all.iter().zip(&before) {
            for ((now, before), address) in read(&staff, who).await.iter().zip(before).zip(LOOKED_AT.iter().cycle()) {
                assert!(now == before, "{:?} {address}: {now}\n\nbefore it was published: {before}", who.role);
            }
        }
        staff.app.index().await;
    }
}
