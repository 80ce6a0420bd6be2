//! Every way to a question, in every state, by everybody: nobody reads what is not theirs to read, and what one may not know
//! of is like what never was.

use jawab_tests::{Page, apply, both_databases};

use self::{
    addresses::{Names, Places},
    expected::{knows, sees, shows},
    lives::LIVES,
    records::{Record, live},
    roles::{Role, people},
    sights::{Mails, Sight},
    way::Way,
};
use crate::work::desk::Desk;

mod addresses;
mod expected;
mod hiding;
mod lives;
mod records;
mod roles;
mod sights;
mod way;

/// Questions in every state in which a question can be.
pub(super) async fn all_lives(desk: &Desk) -> Vec<Record> {
    let mut all = Vec::new();
    for (nth, life) in (0..).zip(LIVES) {
        all.push(live(desk, nth, life).await);
    }
    desk.app.index().await;
    all
}

/// All that an answer tells: its body, and where it leads or how its file is called. What names the question, what was typed
/// and is kept, and the codes of forms and requests, differ each time.
fn told(page: &Page, named: &[String]) -> String {
    let body = String::from_utf8_lossy(&page.bytes);
    let said = format!("{}\n{body}\n{}\n{}", page.status, page.header("location"), page.header("content-disposition"));
    let said = named.iter().fold(said, |said, name| said.replace(name, "…"));
    ["once\" value=\"", "kept\" value=\"", "kept-form\" value=\"", "kept-by\" value=\"", "kept-was\" value=\"", "\"request_id\":\""]
        .iter()
        .fold(said, |said, before| {
            let mut parts = said.split(before);
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |said, part| said + part.split_once('"').unwrap().1)
        })
}

#[apply(both_databases)]
async fn nobody_outside_sees_what_is_not_public(desk: Desk) {
    walk(&desk, &[Role::Visitor, Role::Reader, Role::Importer, Role::OtherImporter], 1_500).await;
}

#[apply(both_databases)]
async fn a_chamber_sees_what_is_its_own(desk: Desk) {
    walk(&desk, &[Role::Administrator, Role::Clerk, Role::OtherClerk], 2_500).await;
}

#[apply(both_databases)]
async fn a_ministry_sees_what_is_its_own(desk: Desk) {
    walk(&desk, &[Role::Agent, Role::NextAgent, Role::OtherAgent], 2_500).await;
}

/// Goes every way as everybody of these roles: at least so many cells of way, question and role.
async fn walk(desk: &Desk, roles: &[Role], least: usize) {
    let all = all_lives(desk).await;
    let (roles, places) = (people(desk, roles).await, Places::of(desk, &all).await);
    let (mails, mut leaks, mut cells) = (Mails::send(desk).await, Vec::new(), 0);
    for who in &roles {
        for way in Way::ALL.into_iter().filter(|way| way.is_open_to(who.role)) {
            let nobodys = places.ask(way, &Names::nobodys());
            let nothing = told(&who.ask(desk, &nobodys).await, &nobodys.named);
            for record in all.iter().filter(|record| !way.writes() || !knows(who.role, record.facts)) {
                let ask = places.ask(way, &Names::of(record));
                let said = told(&who.ask(desk, &ask).await, &ask.named);
                leaks.extend(misfit(way, who.role, record, &said));
                if !knows(who.role, record.facts) && said != nothing {
                    leaks.push(format!("{:?} {way:?} {}: not as for nothing: {}", who.role, record.name, differing(&said, &nothing)));
                }
                cells += 1;
            }
        }
        for sight in Sight::ALL.into_iter().filter(|sight| sight.is_open_to(who.role)) {
            let said = sight.told(desk, who, &places.ministry, &mails).await;
            for record in &all {
                let (expected, shown) = (sees(sight, who.role, record.facts), record.shown(&said));
                if !expected.fits(&shown) {
                    leaks.push(format!("{:?} {sight:?} {}: {shown:?} instead of {expected:?}", who.role, record.name));
                }
                cells += 1;
            }
        }
    }
    assert!(leaks.is_empty(), "{} of {cells} cells:\n{}", leaks.len(), leaks.join("\n"));
    assert!(cells >= least, "{cells} cells");
    println!("{cells} cells");
    desk.app.index().await;
}

/// Where two answers part.
fn differing(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let around = |of: &str| of.chars().skip(same.saturating_sub(60)).take(120).collect::<String>();
    format!("{:?} / {:?}", around(one), around(other))
}

/// What a way shows that it should not, or does not show that it should.
fn misfit(way: Way, role: Role, record: &Record, said: &str) -> Option<String> {
    let (expected, shown) = (shows(way, role, record.facts), record.shown(said));
    let guessed = way == Way::MisspeltSearch && !record.facts.is_public() && said.contains(record.word);
    let fits = expected.fits(&shown) && !guessed;
    (!fits).then(|| format!("{role:?} {way:?} {}: {shown:?} instead of {expected:?}", record.name))
}
