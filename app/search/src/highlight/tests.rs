use proptest::prelude::*;

use super::*;
use crate::{analysis::MAX_READ_LETTERS, engine::QueryTranslation};

fn marked(query: &str, text: &str) -> Vec<String> {
    Highlighter::new(query).mark(text).into_iter().filter(|part| part.mark).map(|part| part.text).collect()
}

fn passage(query: &str, text: &str, around: usize) -> Option<String> {
    Some(Highlighter::new(query).snippet(text, around)?.parts.into_iter().map(|part| part.text).collect())
}

#[test]
fn words_are_marked_in_any_of_their_forms() {
    for (query, text, expected) in [
        ("اشهار", "لأغراض الإشهار التجاري", &["الإشهار"][..]),
        ("reseau ", "Les Réseaux sociaux", &["Réseaux"]),
        ("للإدارات", "الإدارات العمومية والإدارة", &["الإدارات", "والإدارة"]),
        ("مستشفى", "بناء المستشفيات ومستشفى القرب", &["المستشفيات", "ومستشفى"]),
        ("ومستشفى", "مستشفى القرب", &["مستشفى"]),
        ("eau pot", "L'eau potable, les pots", &["eau", "potable", "pots"]),
        ("adminstration ", "une administration", &["administration"]),
        ("09.08", "القانون رقم 09-08 المتعلق", &["09-08"]),
        ("3455", "question n°٣٤٥٥", &["٣٤٥٥"]),
        ("l'eau des écoles ", "eau des écoles de la ville", &["eau", "écoles"]),
        ("\"eau potable\"", "eau, potable eau; l'eau potable", &["eau", "potable", "eau", "potable"]),
        ("eau -potable", "eau potable", &["eau"]),
        ("portes paroles ", "le porte-parole", &["porte", "parole"]),
        ("البَيْئَة", "البيئة", &["البيئة"]),
    ] {
        assert_eq!(marked(query, text), expected, "{query}");
    }
}

#[test]
fn translations_are_marked() {
    let translation = |from: &str, stems: &[&str]| QueryTranslation {
        from: from.into(),
        locale: jawab_domain::Locale::Ar,
        stems: stems.iter().map(|stem| (*stem).to_owned()).collect(),
        shown: String::new(),
        weight: 1.0,
        cognate: false,
    };
    let translations = [translation("eau", &["ماء"]), translation("eau", &["ميا"]), translation("casablanca", &["دار", "بيضاء"])];
    let results = SearchResults { translations: translations.into(), ..SearchResults::default() };
    let highlighter = Highlighter::from_results("eau casablanca ", &results);
    let marked =
        |text: &str| -> Vec<String> { highlighter.mark(text).into_iter().filter(|part| part.mark).map(|part| part.text).collect() };
    assert_eq!(marked("والماء في الدار البيضاء، لا في دار أخرى"), ["والماء", "الدار", "البيضاء"]);
    assert_eq!(marked("L’eau de Casablanca"), ["eau", "Casablanca"]);
    assert_eq!(highlighter.snippet("ندرة المياه", 40).map(|snippet| snippet.parts.len()), Some(2));
}

#[test]
fn misspellings_are_marked_where_the_engine_looked_for_them() {
    let marks = |corrected: &[&str]| {
        let corrected = corrected.iter().map(|word| (*word).to_owned()).collect();
        Highlighter::from_results("ministre ", &SearchResults { corrected, ..SearchResults::default() }).finds("Les douars sinistrés")
    };
    assert!(!marks(&[]), "a word that occurs is nothing but itself");
    assert!(marks(&["ministre"]));
}

#[test]
fn what_was_not_looked_for_is_not_marked() {
    for (query, text) in
        [("", "eau"), ("-eau", "eau"), ("ministre ", "ministère ministre."), ("20", "2026 و2030"), ("\"eau usée\"", "eau potable")]
    {
        assert!(!marked(query, text).iter().any(|word| word != "ministre"), "{query}");
    }
    assert_eq!(marked("loi de finances ", "la loi de la ville"), ["loi"]);
}

#[test]
fn a_passage_shows_most_of_the_query() {
    let text =
        "Une eau ici. ".to_owned() + &"Rien du tout. ".repeat(30) + "Une eau potable là-bas, pour les douars enclavés de la province.";
    let found = passage("eau potable", &text, 40).unwrap();
    assert!(found.contains("eau potable"), "{found}");
    assert!(found.starts_with("… ") && found.ends_with(" …"), "{found}");
    assert!(found.chars().count() <= 44, "{found}");
    assert_eq!(passage("gaz", &text, 40), None);
    assert_eq!(passage("douar", "Un douar.", 40).as_deref(), Some("Un douar."));
}

#[test]
fn of_a_long_text_the_beginning_is_looked_at() {
    let long = |filler: &str, letters: usize| format!("eau {}eau", filler.repeat(MAX_READ_LETTERS / letters + 1));
    for (filler, letters) in [("bois ", 5), ("ﷺ ", 19)] {
        let text = long(filler, letters);
        let parts = Highlighter::new("eau ").mark(&text);
        assert_eq!(parts.iter().filter(|part| part.mark).count(), 1, "{filler}");
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text, "{filler}");
        assert!(passage("eau ", &text, 40).unwrap().ends_with(" …"), "{filler}");
        assert!(!Highlighter::new("eau ").finds(text.trim_start_matches("eau")), "{filler}");
    }
    let cut = "a".repeat(MAX_READ_LETTERS - 5) + " eaux-vives";
    assert!(!Highlighter::new("eaux ").finds(&cut), "no half of a word is a find");
}

proptest! {
    #[test]
    fn finds_within_a_range_are_those_that_neither_begin_before_it_nor_end_after_it(
        finds in proptest::collection::vec((0_usize..30, 1_usize..5, 0_usize..3), 0..20), start in 0_usize..30, length in 0_usize..10,
    ) {
        let mut found: Vec<FoundRange> = finds.into_iter().map(|(at, long, by)| FoundRange { range: at..at + long, by }).collect();
        found.sort_by_key(|one| (one.range.start, one.range.end));
        let within = start..start + length;
        let expected: Vec<_> = found.iter().filter(|one| one.range.start >= within.start && one.range.end <= within.end).collect();
        prop_assert_eq!(parts::inside(&found, &within).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn parts_put_together_are_the_text(query in "(\\PC|[ \"ء-يa-zé0-9-]){0,30}", text in "(\\PC|[ '’\\-.ء-يa-zé0-9\u{64b}ـ\n]){0,200}") {
        let parts = Highlighter::new(&query).mark(&text);
        prop_assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
    }

    #[test]
    fn a_passage_is_part_of_the_text(word in "[a-z]{2,6}", text in "([a-zé ء-ي,]{0,12} ){0,40}", around in 0_usize..80) {
        if let Some(found) = passage(&word, &text, around) {
            let inner = found.trim_start_matches("… ").trim_end_matches(" …");
            prop_assert!(text.contains(inner), "{:?}", inner);
        }
    }
}
