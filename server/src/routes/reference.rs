//! The addresses of reference data.

use jawab_domain::access::Act;

use super::{Needs, Route, read, write};

/// Reference data, and the end of a legislature.
pub(super) fn reference() -> Vec<Route> {
    use crate::staff::reference::{
        groups, holidays, index, lapse, legislatures, members, ministries, roster, rules, seats, succession, themes,
    };
    let (keep, end) = (Needs::Act(Act::KeepReferenceData), Needs::Act(Act::LapseLegislature));
    vec![
        read("/staff/reference", keep, index::show),
        read("/staff/reference/legislatures", keep, legislatures::list),
        read("/staff/reference/legislatures/new", keep, legislatures::blank),
        write("/staff/reference/legislatures/new", keep, legislatures::add),
        read("/staff/reference/legislatures/{ordinal}", keep, legislatures::filled),
        write("/staff/reference/legislatures/{ordinal}", keep, legislatures::edit),
        read("/staff/reference/groups", keep, groups::list),
        read("/staff/reference/groups/new", keep, groups::blank),
        write("/staff/reference/groups/new", keep, groups::add),
        read("/staff/reference/groups/{slug}", keep, groups::filled),
        write("/staff/reference/groups/{slug}", keep, groups::edit),
        read("/staff/reference/members", keep, members::list),
        read("/staff/reference/members/new", keep, members::blank),
        write("/staff/reference/members/new", keep, members::add),
        read("/staff/reference/members/import", keep, roster::blank),
        write("/staff/reference/members/import", keep, roster::act).taking(roster::MOST_SENT),
        read("/staff/reference/members/{slug}", keep, members::filled),
        write("/staff/reference/members/{slug}", keep, members::edit),
        read("/staff/reference/members/{slug}/seats/new", keep, seats::blank),
        write("/staff/reference/members/{slug}/seats/new", keep, seats::add),
        read("/staff/reference/members/{slug}/seats/{id}", keep, seats::filled),
        write("/staff/reference/members/{slug}/seats/{id}", keep, seats::edit),
        read("/staff/reference/ministries", keep, ministries::list),
        read("/staff/reference/ministries/new", keep, ministries::blank),
        write("/staff/reference/ministries/new", keep, ministries::add),
        read("/staff/reference/ministries/{slug}", keep, ministries::filled),
        write("/staff/reference/ministries/{slug}", keep, ministries::rename),
        read("/staff/reference/ministries/{slug}/names/{id}", keep, ministries::name_form),
        write("/staff/reference/ministries/{slug}/names/{id}", keep, ministries::correct),
        read("/staff/reference/ministries/{slug}/succession", keep, succession::blank),
        write("/staff/reference/ministries/{slug}/succession", keep, succession::act),
        read("/staff/reference/themes", keep, themes::list),
        read("/staff/reference/themes/new", keep, themes::blank),
        write("/staff/reference/themes/new", keep, themes::add),
        read("/staff/reference/themes/{slug}", keep, themes::filled),
        write("/staff/reference/themes/{slug}", keep, themes::edit),
        read("/staff/reference/themes/{slug}/merge", keep, themes::merge_form),
        write("/staff/reference/themes/{slug}/merge", keep, themes::merge),
        read("/staff/reference/holidays", keep, holidays::list),
        read("/staff/reference/holidays/new", keep, holidays::blank),
        write("/staff/reference/holidays/new", keep, holidays::add),
        read("/staff/reference/holidays/{day}", keep, holidays::filled),
        write("/staff/reference/holidays/{day}", keep, holidays::edit),
        read("/staff/reference/rules", keep, rules::list),
        read("/staff/reference/rules/new", keep, rules::blank),
        write("/staff/reference/rules/new", keep, rules::add),
        read("/staff/lapse", end, lapse::blank),
        read("/staff/lapse/{id}", end, lapse::at_hand::show),
        write("/staff/lapse/{id}", end, lapse::at_hand::act),
        write("/staff/lapse", end, lapse::act),
    ]
}
