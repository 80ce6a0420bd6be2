//! Every channel to a question, in every state, for every role: nobody reads what they may not, and a question that one may not
//! know of looks like one that never existed.

use jawab_tests::{Page, apply, both_databases};

use self::{
    addresses::{Names, Places},
    channels::Channel,
    expected::{knows, sees, shows},
    lifecycles::LIFECYCLES,
    records::{Record, build_record},
    roles::{Role, people},
    views::{Mails, View},
};
use crate::use_cases::staff_app::StaffApp;

mod addresses;
mod channels;
mod expected;
mod hiding;
mod lifecycles;
mod records;
mod roles;
mod views;

/// Questions in every state that a question can have.
pub(super) async fn all_lifecycles(staff: &StaffApp) -> Vec<Record> {
    let mut all = Vec::new();
    for (nth, lifecycle) in (0..).zip(LIFECYCLES) {
        all.push(build_record(staff, nth, lifecycle).await);
    }
    staff.app.index().await;
    all
}

/// Everything that a response reveals: its body, its redirect or file name. The names of the question, typed and saved input, and
/// the codes of forms and requests, which differ each time, are removed.
fn normalized(page: &Page, named: &[String]) -> String {
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
async fn nobody_outside_sees_what_is_not_public(staff: StaffApp) {
    walk(&staff, &[Role::Visitor, Role::Reader, Role::Importer, Role::OtherImporter], 1_500).await;
}

#[apply(both_databases)]
async fn a_chamber_sees_what_is_its_own(staff: StaffApp) {
    walk(&staff, &[Role::Administrator, Role::Clerk, Role::OtherClerk], 2_500).await;
}

#[apply(both_databases)]
async fn a_ministry_sees_what_is_its_own(staff: StaffApp) {
    walk(&staff, &[Role::Agent, Role::NextAgent, Role::OtherAgent], 2_500).await;
}

/// Requests every channel as these roles: at least so many combinations of channel, question and role.
async fn walk(staff: &StaffApp, roles: &[Role], least: usize) {
    let all = all_lifecycles(staff).await;
    let (roles, places) = (people(staff, roles).await, Places::load(staff, &all).await);
    let (mails, mut leaks, mut cells) = (Mails::send(staff).await, Vec::new(), 0);
    for who in &roles {
        for channel in Channel::ALL.into_iter().filter(|channel| channel.is_open_to(who.role)) {
            let nonexistent = places.request(channel, &Names::nonexistent());
            let nothing = normalized(&who.ask(staff, &nonexistent).await, &nonexistent.named);
            for record in all.iter().filter(|record| !channel.writes() || !knows(who.role, record.facts)) {
                let ask = places.request(channel, &Names::from_record(record));
                let said = normalized(&who.ask(staff, &ask).await, &ask.named);
                leaks.extend(mismatch(channel, who.role, record, &said));
                if !knows(who.role, record.facts) && said != nothing {
                    leaks.push(format!(
                        "{:?} {channel:?} {}: not as for nothing: {}",
                        who.role,
                        record.name,
                        first_difference(&said, &nothing)
                    ));
                }
                cells += 1;
            }
        }
        for view in View::ALL.into_iter().filter(|view| view.is_open_to(who.role)) {
            let said = view.text(staff, who, &places.ministry, &mails).await;
            for record in &all {
                let (expected, shown) = (sees(view, who.role, record.facts), record.shown(&said));
                if !expected.fits(&shown) {
                    leaks.push(format!("{:?} {view:?} {}: {shown:?} instead of {expected:?}", who.role, record.name));
                }
                cells += 1;
            }
        }
    }
    assert!(leaks.is_empty(), "{} of {cells} cells:\n{}", leaks.len(), leaks.join("\n"));
    assert!(cells >= least, "{cells} cells");
    println!("{cells} cells");
    staff.app.index().await;
}

/// The first difference of two responses.
fn first_difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let around = |of: &str| of.chars().skip(same.saturating_sub(60)).take(120).collect::<String>();
    format!("{:?} / {:?}", around(one), around(other))
}

/// What a channel shows but should not, or should show but does not.
fn mismatch(channel: Channel, role: Role, record: &Record, said: &str) -> Option<String> {
    let (expected, shown) = (shows(channel, role, record.facts), record.shown(said));
    let guessed = channel == Channel::MisspeltSearch && !record.facts.is_public() && said.contains(record.word);
    let fits = expected.fits(&shown) && !guessed;
    (!fits).then(|| format!("{role:?} {channel:?} {}: {shown:?} instead of {expected:?}", record.name))
}
