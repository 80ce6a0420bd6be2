//! The addresses of reference data.

use axum::http::Method;
use jawab_domain::access::Act;

use crate::{
    route::{Needs, Route, read, write},
    staff::reference::{
        index, lapse,
        ministries::MinistryNames,
        register::{Form, act, show},
        roster::{self, Rosters},
        seats::Seats,
        succession::Successions,
        table::{RegisterRoutes, registers},
        themes::Merger,
    },
};

const KEEP: Needs = Needs::Act(Act::KeepReferenceData);
const END: Needs = Needs::Act(Act::LapseLegislature);

/// Reference data, and the end of a legislature.
pub(super) fn reference() -> Vec<Route> {
    let mut all = vec![
        read("/staff/reference", KEEP, index::show),
        read("/staff/reference/members/import", KEEP, show::<Rosters>),
        write("/staff/reference/members/import", KEEP, roster::act).taking(roster::MAX_BODY_BYTES),
        read("/staff/lapse", END, lapse::blank),
        write("/staff/lapse", END, lapse::act),
        read("/staff/lapse/{id}", END, lapse::pending::show),
        write("/staff/lapse/{id}", END, lapse::pending::act),
    ];
    all.extend(registers().into_iter().flat_map(register));
    all.extend(form::<Seats>("/staff/reference/members/{slug}/seats/new"));
    all.extend(form::<Seats>("/staff/reference/members/{slug}/seats/{id}"));
    all.extend(form::<MinistryNames>("/staff/reference/ministries/{slug}/names/{id}"));
    all.extend(form::<Successions>("/staff/reference/ministries/{slug}/succession"));
    all.extend(form::<Merger>("/staff/reference/themes/{slug}/merge"));
    all
}

/// The list of a register, the form of a new entry, and that of one which is there.
fn register(of: RegisterRoutes) -> Vec<Route> {
    let at = format!("/staff/reference/{}", of.register.code);
    let mut all = vec![Route { method: Method::GET, path: at.clone(), needs: KEEP, handler: of.list }];
    for entry in ["new"].into_iter().chain(of.entry) {
        let path = format!("{at}/{entry}");
        all.push(Route { method: Method::GET, path: path.clone(), needs: KEEP, handler: of.show.clone() });
        all.push(Route { method: Method::POST, path, needs: KEEP, handler: of.act.clone() });
    }
    all
}

/// A form below the page of an entry.
fn form<F: Form>(path: &str) -> [Route; 2] {
    [read(path, KEEP, show::<F>), write(path, KEEP, act::<F>)]
}
