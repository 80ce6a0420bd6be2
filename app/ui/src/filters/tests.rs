use super::*;

#[test]
fn filters_are_read_kept_raw_and_judged() {
    let filters = ListFilters::from_query("q=caf%C3%A9+noir&chamber=senate&from=2026-13-40&to=2026-01-01&page=0&other=x&lang=fr");
    assert_eq!(filters.text(), "café noir");
    assert_eq!(filters.raw(FilterKey::From), "2026-13-40");
    assert_eq!(filters.language(), Some(Locale::Fr));
    assert_eq!(filters.page(), 1);
    assert_eq!(filters.invalid().collect::<Vec<_>>(), [FilterKey::Chamber, FilterKey::From, FilterKey::Page]);
}

#[test]
fn a_period_that_ends_before_it_begins_is_invalid() {
    let filters = ListFilters::from_query("from=2026-02-02&to=2026-02-01");
    assert_eq!(filters.invalid().collect::<Vec<_>>(), [FilterKey::To]);
}

#[test]
fn changing_a_filter_leads_back_to_the_first_page() {
    let filters = ListFilters::from_query("q=a%26b&ministry=sgg&after=xyz&page=3&sort=due");
    assert_eq!(filters.with(FilterKey::Ministry, "").search_link(Locale::Fr), "/fr/search?q=a%26b&sort=due");
    assert_eq!(filters.with(FilterKey::After, "abc").list_link(Locale::Ar), "/ar/questions?q=a%26b&ministry=sgg&sort=due&after=abc");
    assert_eq!(filters.cleared().list_link(Locale::Ar), "/ar/questions?q=a%26b&sort=due");
}

#[test]
fn what_a_facet_is_searched_for_narrows_nothing_and_goes_on() {
    let filters = ListFilters::from_query("q=eau&theme=routes&in_member=dahm");
    assert_eq!(filters.narrowing().collect::<Vec<_>>(), [(FilterKey::Theme, "routes")]);
    assert_eq!(filters.with(FilterKey::Theme, "").search_link(Locale::Fr), "/fr/search?q=eau&in_member=dahm");
    assert_eq!(filters.cleared().search_link(Locale::Fr), "/fr/search?q=eau");
}

#[test]
fn the_former_name_of_an_order_is_understood() {
    assert_eq!(ListFilters::from_query("sort=date").search_sort(), SearchSort::Deposited);
    assert_eq!(ListFilters::from_query("sort=date").invalid().next(), None);
    assert_eq!(ListFilters::from_query("sort=newest").invalid().next(), Some(FilterKey::Sort));
}

#[test]
fn what_the_database_does_not_know_is_rejected_until_changed() {
    let mut filters = ListFilters::from_query("ministry=nowhere");
    filters.reject(FilterKey::Ministry);
    assert_eq!(filters.invalid().collect::<Vec<_>>(), [FilterKey::Ministry]);
    assert!(filters.with(FilterKey::Ministry, "sgg").invalid().next().is_none());
}
