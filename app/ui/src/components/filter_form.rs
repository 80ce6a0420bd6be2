//! The filter form of a list or a search: plain GET, works without scripts.

use jawab_domain::{Chamber, Locale, StandingKind, Status};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    filters::{FilterKey, FilterOptions, ListFilters},
    model::Linked,
};

/// An option of a select: its value in the address, and its label.
pub type Choice = (String, String);

/// The filter form. `sorts` are the available sort orders; `action` is the target.
pub fn filter_form(tr: Tr, filters: &ListFilters, options: &FilterOptions, action: String, sorts: Vec<Choice>) -> AnyView {
    let kept = [FilterKey::Text, FilterKey::Member, FilterKey::InMinistry, FilterKey::InGroup, FilterKey::InMember, FilterKey::InTheme];
    view! {
        <form class="filters" method="get" action=action>
            {hidden(filters, |key| kept.contains(&key))}
            <fieldset>
                <legend>{tr.t("filters-legend")}</legend>
                <div class="fields">
                    {choices(tr, filters, FilterKey::Ministry, linked(tr, &options.ministries))}
                    {choices(tr, filters, FilterKey::Standing, standings(tr))}
                    {choices(tr, filters, FilterKey::Status, statuses(tr))}
                    {choices(tr, filters, FilterKey::Chamber, chambers(tr))}
                    {(!options.groups.is_empty()).then(|| choices(tr, filters, FilterKey::Group, linked(tr, &options.groups)))}
                    {(!options.themes.is_empty()).then(|| choices(tr, filters, FilterKey::Theme, linked(tr, &options.themes)))}
                    {choices(tr, filters, FilterKey::Language, languages(tr))}
                    {date(tr, filters, FilterKey::From)}
                    {date(tr, filters, FilterKey::To)}
                    {order(tr, filters, sorts)}
                </div>
            </fieldset>
            <button class="button" type="submit">{tr.t("filters-apply")}</button>
        </form>
    }
    .into_any()
}

/// Hidden fields for the parameters that a form passes on unchanged.
pub fn hidden(filters: &ListFilters, kept: impl Fn(FilterKey) -> bool) -> AnyView {
    let kept = FilterKey::ALL.iter().filter(|key| kept(**key) && !filters.raw(**key).is_empty());
    kept.map(|key| view! { <input type="hidden" name=key.code() value=filters.raw(*key).to_owned() /> }).collect_view().into_any()
}

fn linked(tr: Tr, of: &[Linked]) -> Vec<Choice> {
    of.iter().map(|one| (one.slug.clone(), tr.plain(&one.name))).collect()
}

fn chambers(tr: Tr) -> Vec<Choice> {
    Chamber::ALL.iter().map(|chamber| (chamber.to_string(), tr.chamber(*chamber))).collect()
}

fn statuses(tr: Tr) -> Vec<Choice> {
    Status::ALL.iter().filter(|status| **status != Status::Draft).map(|status| (status.to_string(), tr.status(*status))).collect()
}

fn standings(tr: Tr) -> Vec<Choice> {
    StandingKind::ALL.iter().map(|kind| (kind.to_string(), tr.standing_kind(*kind))).collect()
}

fn languages(tr: Tr) -> Vec<Choice> {
    Locale::ALL.iter().map(|locale| (locale.to_string(), tr.language(*locale))).collect()
}

/// A select for one filter, with "all" first.
fn choices(tr: Tr, filters: &ListFilters, key: FilterKey, choices: Vec<Choice>) -> AnyView {
    let id = format!("filter-{}", key.code());
    let chosen = filters.raw(key).to_owned();
    let options = choices.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{tr.filter(key)}</label>
            <select id=id.clone() name=key.code() aria-describedby=problem_id(filters, key)>
                <option value="">{tr.t("filter-all")}</option>
                {options.collect_view()}
            </select>
            {problem(tr, filters, key)}
        </div>
    }
    .into_any()
}

/// A select for the sort order.
fn order(tr: Tr, filters: &ListFilters, sorts: Vec<Choice>) -> AnyView {
    let chosen = filters.raw(FilterKey::Sort).to_owned();
    let options = sorts.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <div class="field">
            <label for="filter-sort">{tr.filter(FilterKey::Sort)}</label>
            <select id="filter-sort" name="sort">{options.collect_view()}</select>
        </div>
    }
    .into_any()
}

fn date(tr: Tr, filters: &ListFilters, key: FilterKey) -> AnyView {
    // A date input cannot hold an invalid date, so the problem beside the field repeats what was typed.
    let day = if key == FilterKey::From { filters.from() } else { filters.to() };
    let id = format!("filter-{}", key.code());
    view! {
        <div class="field">
            <label for=id.clone()>{tr.filter(key)}</label>
            <input
                type="date"
                id=id
                name=key.code()
                value=day.map(|day| day.to_string())
                aria-invalid=(!filters.is_valid(key)).then_some("true")
                aria-describedby=problem_id(filters, key)
            />
            {problem(tr, filters, key)}
        </div>
    }
    .into_any()
}

/// What to do about invalid filters, if there are any.
pub fn advice(tr: Tr, filters: &ListFilters) -> Option<String> {
    match filters.invalid().collect::<Vec<_>>().as_slice() {
        [] => None,
        [FilterKey::To] if filters.is_reversed() => Some(tr.t("empty-period")),
        _ => Some(tr.t("empty-invalid")),
    }
}

fn problem_id(filters: &ListFilters, key: FilterKey) -> Option<String> {
    (!filters.is_valid(key)).then(|| format!("problem-{}", key.code()))
}

/// Says that a filter's value is invalid, and repeats it as typed.
fn problem(tr: Tr, filters: &ListFilters, key: FilterKey) -> Option<AnyView> {
    let id = problem_id(filters, key)?;
    let why = match key {
        FilterKey::From => tr.t("problem-date"),
        FilterKey::To if filters.is_reversed() => tr.t("problem-period"),
        FilterKey::To => tr.t("problem-date"),
        _ => tr.t("problem-choice"),
    };
    Some(view! { <p class="problem" id=id>{why} " " <bdi>{filters.raw(key).to_owned()}</bdi></p> }.into_any())
}
