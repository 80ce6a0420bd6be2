use super::*;

fn suggestion(url: &str) -> Suggestion {
    Suggestion { kind: "question".into(), label: url.into(), lang: "fr".into(), url: url.into(), detail: String::new() }
}

fn shown(count: usize) -> Combobox {
    let mut combobox = Combobox::default();
    combobox.show((0..count).map(|n| suggestion(&format!("/fr/{n}"))).collect());
    combobox
}

#[test]
fn arrows_go_round_through_the_field() {
    let mut combobox = shown(2);
    let mut down = || {
        assert_eq!(combobox.answer(Move::Next), Answer::Moved);
        combobox.active()
    };
    assert_eq!([down(), down(), down(), down()], [Some(0), Some(1), None, Some(0)]);

    let mut combobox = shown(2);
    let mut up = || {
        assert_eq!(combobox.answer(Move::Previous), Answer::Moved);
        combobox.active()
    };
    assert_eq!([up(), up(), up(), up()], [Some(1), Some(0), None, Some(1)]);
}

#[test]
fn enter_opens_what_is_active_and_else_sends_the_form() {
    let mut combobox = shown(2);
    assert_eq!(combobox.answer(Move::Choose), Answer::Leave);
    combobox.answer(Move::Next);
    assert_eq!(combobox.answer(Move::Choose), Answer::Open("/fr/0".into()));
    combobox.answer(Move::Edit);
    assert_eq!(combobox.answer(Move::Choose), Answer::Leave);
}

#[test]
fn escape_closes_first_and_then_is_the_fields_own() {
    let mut combobox = shown(1);
    combobox.answer(Move::Next);
    assert_eq!(combobox.answer(Move::Close), Answer::Close);
    assert_eq!((combobox.is_open(), combobox.active()), (false, None));
    assert_eq!(combobox.answer(Move::Close), Answer::Leave);
    assert_eq!(combobox.answer(Move::Show), Answer::Moved);
    assert_eq!((combobox.is_open(), combobox.active()), (true, None));
}

#[test]
fn an_empty_list_stays_closed_but_is_announced() {
    let mut combobox = shown(0);
    assert_eq!((combobox.is_open(), combobox.found()), (false, Some(0)));
    assert_eq!(combobox.answer(Move::Next), Answer::Leave);
    combobox.clear();
    assert_eq!(combobox.found(), None);
}

#[test]
fn only_paths_of_this_site_are_followed() {
    assert!(suggestion("/ar/questions").is_ours());
    assert!(!suggestion("//elsewhere.example/").is_ours());
    assert!(!suggestion("javascript:alert(1)").is_ours());
    assert!(!suggestion("https://elsewhere.example/").is_ours());
}
