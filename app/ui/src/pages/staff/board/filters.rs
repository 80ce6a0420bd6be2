//! The filter form of a board: plain GET, works without scripts.

use jawab_domain::{Chamber, preparation::WorkState};
use leptos::prelude::*;

use super::{BoardQuery, named};
use crate::{
    catalogue::{Tr, isolate_unknown},
    links,
    model::Linked,
};

/// The choices of a board's filters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The ministries of the account.
    pub ministries: Vec<Linked>,
    /// The agents of these ministries: code and name.
    pub colleagues: Vec<(String, String)>,
}

pub(super) fn view(tr: Tr, query: &BoardQuery, options: &Options) -> AnyView {
    let states = WorkState::ALL.iter().map(|state| (state.to_string(), tr.work_state(*state))).collect();
    let chambers = Chamber::ALL.iter().map(|chamber| (chamber.to_string(), tr.chamber(*chamber))).collect();
    let people = [("me".to_owned(), tr.t("board-me")), ("nobody".to_owned(), tr.t("board-nobody"))];
    let people = people.into_iter().chain(options.colleagues.iter().map(|(code, name)| (code.clone(), isolate_unknown(name)))).collect();
    let ministries =
        (options.ministries.len() > 1).then(|| choices(tr, query, "ministry", tr.t("filter-ministry"), named(tr, &options.ministries)));
    let clear = query.narrows().then(|| view! { <a href=links::staff::board(tr.locale)>{tr.t("chips-clear")}</a> });
    let lane = query.lane().map(|lane| view! { <input type="hidden" name="lane" value=lane.code() /> });
    view! {
        <details class="card fold board-filters" open=query.narrows()>
            <summary><h2>{tr.t("board-filters")}</h2></summary>
            <form class="filters" method="get" action=links::staff::board(tr.locale)>
                {lane}
                <fieldset>
                    <legend>{tr.t("filters-legend")}</legend>
                    <div class="fields">
                        {search_field(tr, query)}
                        {ministries}
                        {choices(tr, query, "state", tr.t("board-state"), states)}
                        {choices(tr, query, "assigned", tr.t("board-assigned"), people)}
                        {choices(tr, query, "chamber", tr.t("filter-chamber"), chambers)}
                        {date(tr, query, "from", tr.t("board-from"))}
                        {date(tr, query, "to", tr.t("board-to"))}
                    </div>
                </fieldset>
                <div class="actions"><button class="button" type="submit">{tr.t("filters-apply")}</button> {clear}</div>
            </form>
        </details>
    }
    .into_any()
}

fn search_field(tr: Tr, query: &BoardQuery) -> AnyView {
    view! {
        <div class="field">
            <label for="filter-q">{tr.t("board-words")}</label>
            <input type="search" id="filter-q" name="q" value=query.raw("q").to_owned() dir="auto" />
        </div>
    }
    .into_any()
}

fn choices(tr: Tr, query: &BoardQuery, name: &'static str, label: String, choices: Vec<(String, String)>) -> AnyView {
    let id = format!("filter-{name}");
    let chosen = query.raw(name).to_owned();
    let options = choices.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name aria-describedby=problem_id(query, name)>
                <option value="">{tr.t("filter-all")}</option>
                {options.collect_view()}
            </select>
            {problem(query, name, tr.t("problem-choice"))}
        </div>
    }
    .into_any()
}

fn date(tr: Tr, query: &BoardQuery, name: &'static str, label: String) -> AnyView {
    let id = format!("filter-{name}");
    let day = if name == "from" { query.from() } else { query.to() };
    let why = if day.is_some() { tr.t("problem-period") } else { tr.t("problem-date") };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                type="date"
                id=id
                name=name
                value=day.map(|day| day.to_string())
                aria-invalid=(!query.is_valid(name)).then_some("true")
                aria-describedby=problem_id(query, name)
            />
            {problem(query, name, why)}
        </div>
    }
    .into_any()
}

fn problem_id(query: &BoardQuery, name: &str) -> Option<String> {
    (!query.is_valid(name)).then(|| format!("problem-{name}"))
}

fn problem(query: &BoardQuery, name: &str, why: String) -> Option<AnyView> {
    let id = problem_id(query, name)?;
    Some(view! { <p class="problem" id=id>{why} " " <bdi>{query.raw(name).to_owned()}</bdi></p> }.into_any())
}
