use chrono::DateTime;

use super::*;

fn version(id: i64, body: &str) -> rows::EarlierText {
    let replaced_at = DateTime::UNIX_EPOCH;
    rows::EarlierText { id, text_id: 1, question_id: 1, body: body.into(), replaced_by: "account:1".into(), replaced_at }
}

fn search() -> Search {
    Search::new(Names::new(["Ali"]).unwrap(), 0, 0)
}

#[test]
fn a_search_ends_at_its_limit_and_the_next_continues_there() {
    let rows = VecDeque::from([version(3, "Ali"), version(5, "Ali"), version(8, "Ali")]);
    let mut first = search();
    assert!(first.take(version(3, "Ali")));
    first.letters = MAX_SEARCHED_LETTERS;
    let (first, _) = first.through(rows.into_iter().skip(1).collect(), &|| true);
    assert_eq!((first.found.len(), first.goes_on_after), (1, Some(3)));
    let (next, left) = search().through(VecDeque::from([version(5, "Ali"), version(8, "rien")]), &|| true);
    assert_eq!((next.found.len(), next.goes_on_after, next.last, left.len()), (1, None, 8, 0));
}

#[test]
fn a_version_with_too_many_places_takes_several_searches() {
    let many = "Ali ".repeat(MAX_PLACES + 1);
    let (first, _) = search().through(VecDeque::from([version(3, &many), version(5, "Ali")]), &|| true);
    assert_eq!((first.found[0].places.len(), first.found.len(), first.goes_on_after), (MAX_PLACES, 1, Some(0)), "it comes again");
}

#[test]
fn identical_versions_are_read_once() {
    let body = "Ali ".repeat(100);
    let (done, _) = search().through((1..=5).map(|id| version(id, &body)).collect(), &|| true);
    assert_eq!((done.found.len(), done.known.len()), (5, 1));
    assert!(done.letters < 5 * body.len() + 2 * CLOSE_READ_COST * body.len(), "{}", done.letters);
}

#[test]
fn a_cancelled_search_reads_nothing() {
    let (done, left) = search().through(VecDeque::from([version(3, "Ali")]), &|| false);
    assert!(done.found.is_empty() && left.is_empty());
}
