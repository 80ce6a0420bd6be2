use proptest::prelude::*;

use super::*;
use crate::port::Rendering;

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
    let rendering = |from: &str, stems: &[&str]| Rendering {
        from: from.into(),
        locale: jawab_domain::Locale::Ar,
        stems: stems.iter().map(|stem| (*stem).to_owned()).collect(),
        shown: String::new(),
        weight: 1.0,
        akin: false,
    };
    let renderings = [rendering("eau", &["ماء"]), rendering("eau", &["ميا"]), rendering("casablanca", &["دار", "بيضاء"])];
    let outcome = Outcome { renderings: renderings.into(), ..Outcome::default() };
    let highlighter = Highlighter::of("eau casablanca ", &outcome);
    let marked =
        |text: &str| -> Vec<String> { highlighter.mark(text).into_iter().filter(|part| part.mark).map(|part| part.text).collect() };
    assert_eq!(marked("والماء في الدار البيضاء، لا في دار أخرى"), ["والماء", "الدار", "البيضاء"]);
    assert_eq!(marked("L’eau de Casablanca"), ["eau", "Casablanca"]);
    assert_eq!(highlighter.snippet("ندرة المياه", 40).map(|snippet| snippet.parts.len()), Some(2));
}

#[test]
fn misspellings_are_marked_where_the_engine_looked_for_them() {
    let marks = |respelt: &[&str]| {
        let respelt = respelt.iter().map(|word| (*word).to_owned()).collect();
        Highlighter::of("ministre ", &Outcome { respelt, ..Outcome::default() }).finds("Les douars sinistrés")
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

proptest! {
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
