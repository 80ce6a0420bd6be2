use jawab_domain::validation::Problem;

use super::*;

fn state(pairs: &[(&str, &str)]) -> FormState {
    FormState::from_pairs(pairs.iter().copied())
}

#[test]
fn a_date_is_three_fields_and_none_where_all_are_empty() {
    let of = |day, month, year| state(&[("on-day", day), ("on-month", month), ("on-year", year)]).date("on");
    assert_eq!(of("", " ", ""), Ok(None));
    assert_eq!(of(" 9", "11", "2026"), Ok(NaiveDate::from_ymd_opt(2026, 11, 9)));
    for (day, month, year) in [("31", "2", "2026"), ("9", "", "2026"), ("1", "1", "202"), ("x", "1", "2026")] {
        assert_eq!(of(day, month, year), Err(FormProblem::NotADate), "{day}/{month}/{year}");
    }
    assert_eq!(of("1", "1", "26"), Err(FormProblem::ShortYear));
    assert_eq!(of("٠٩", "١١", "٢٠٢٦"), Ok(NaiveDate::from_ymd_opt(2026, 11, 9)));
    let mut written = FormState::default();
    let day = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap_or_default();
    written.set_date("on", day);
    assert_eq!(written.date("on"), Ok(Some(day)));
}

#[test]
fn lines_end_alike_whatever_a_browser_makes_of_them() {
    let form = state(&[("shown", "\r\nun\r\ndeux"), ("text", "un\rdeux\n")]);
    assert_eq!((form.get("shown"), form.get("text")), ("\nun\ndeux", "un\ndeux\n"));
}

#[test]
fn rows_are_added_removed_and_moved_with_all_their_fields() {
    let press = |asked| {
        let mut form =
            state(&[("sub-1-ar", "أ"), ("sub-1-fr", "a"), ("sub-2-ar", "ب"), ("sub-3-fr", "c"), ("subject-ar", "س"), (ACTION, asked)]);
        let done = form.rearrange(&["sub"]);
        (done, form)
    };
    let (done, form) = press("sub:remove:2");
    assert!(done);
    assert_eq!((form.rows("sub"), form.get("sub-1-fr"), form.get("sub-2-ar"), form.get("sub-2-fr")), (2, "a", "", "c"));
    let (_, form) = press("sub:up:2");
    assert_eq!((form.get("sub-1-ar"), form.get("sub-2-ar"), form.get("sub-2-fr")), ("ب", "أ", "a"));
    let (_, form) = press("sub:down:2");
    assert_eq!((form.get("sub-2-fr"), form.get("sub-3-ar")), ("c", "ب"));
    let (_, form) = press("sub:add");
    assert_eq!((form.rows("sub"), form.get("subject-ar")), (4, "س"));
    for nonsense in ["sub:up:1", "sub:down:3", "sub:fly:1", "press:add", "save", ""] {
        let (done, form) = press(nonsense);
        assert!(!done && form.get("sub-1-ar") == "أ" && form.rows("sub") == 3, "{nonsense}");
    }
}

#[test]
fn a_group_never_grows_without_end() {
    let mut form = state(&[("sub-100-ar", "x"), (ACTION, "sub:add")]);
    assert!(!form.rearrange(&["sub"]));
    assert_eq!(state(&[("sub-999999-ar", "x")]).rows("sub"), 1);
}

#[test]
fn a_field_is_found_by_its_name_whatever_was_taken_out_before_it() {
    let mut form = state(&[("a", "1"), ("b", "2"), ("a", "3"), ("c", "4")]);
    assert_eq!((form.all("a").collect::<Vec<_>>(), form.get("c")), (vec!["1", "3"], "4"));
    form.set("a", "5");
    form.add("b", "2");
    assert_eq!(form, state(&[("b", "2"), ("c", "4"), ("a", "5")]));
    assert_eq!((form.get("a"), form.get("c"), form.get("d")), ("5", "4", ""));
    form.keep_only(|name| name != "b");
    assert_eq!((form.was_sent("b"), form.get("a"), form.pairs().len()), (false, "5", 2));
    form.clear("nothing");
    assert_eq!(form, state(&[("c", "4"), ("a", "5")]));
}

#[test]
fn the_first_problem_of_a_field_stays() {
    let mut form = state(&[]);
    form.add_problem("a", Problem::Missing);
    form.add_problem("a", FormProblem::NotADate);
    form.add_problem("", Problem::Taken);
    assert_eq!(form.problem("a"), Some(&FormProblem::Invalid(Problem::Missing)));
    assert_eq!((form.problems().len(), form.is_valid()), (2, false));
}
