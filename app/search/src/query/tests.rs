use jawab_domain::Chamber;
use proptest::prelude::*;

use super::*;

fn folded(clauses: &[Clause]) -> Vec<String> {
    clauses
        .iter()
        .map(|clause| {
            let words = clause.words().iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
            match clause {
                Clause::Word(_) => words,
                Clause::Phrase(_) => format!("\"{words}\""),
                Clause::Compound { .. } => format!("({words})"),
            }
        })
        .collect()
}

fn parse(text: &str) -> (Vec<String>, Vec<String>, bool) {
    let parsed = Parsed::new(text);
    (folded(&parsed.wanted), folded(&parsed.unwanted), parsed.open)
}

#[test]
fn words_phrases_and_minus() {
    assert_eq!(parse("eau potable -irrigation"), (vec!["eau".into(), "potable".into()], vec!["irrigation".into()], false));
    assert_eq!(parse("-l'irrigation eau"), (vec!["eau".into()], vec!["irrigation".into()], true));
    for quotes in ["\"eau potable\"", "“eau potable”", "«\u{a0}eau potable »", "‹eau potable›", "„eau potable“", "\"eau potable"]
    {
        assert_eq!(parse(quotes), (vec!["\"eau potable\"".into()], vec![], false), "{quotes}");
    }
    assert_eq!(parse("ماء -\"الصحافة الوطنية\""), (vec!["ماء".into()], vec!["\"الصحافه الوطنيه\"".into()], false));
}

#[test]
fn a_hyphen_inside_a_word_is_no_operator() {
    assert_eq!(parse("porte-parole "), (vec!["(porte parole)".into()], vec![], false));
    assert_eq!(parse("loi 09-08"), (vec!["loi".into(), "(09 08)".into()], vec![], false));
    assert_eq!(parse("eau - gaz"), (vec!["eau".into(), "gaz".into()], vec![], true));
}

#[test]
fn stop_words_go_unless_there_is_nothing_else() {
    assert_eq!(parse("l'eau dans les écoles").0, ["eau", "ecoles"]);
    assert_eq!(parse("dans les").0, ["dans", "les"]);
    assert_eq!(parse("ما هي الإجراءات").0, ["الاجراءات"]);
    assert!(!Parsed::new("écoles de").open);
}

#[test]
fn only_a_last_bare_word_is_open() {
    assert!(Parsed::new("eau pot").open);
    assert!(!Parsed::new("eau pot ").open);
    assert!(!Parsed::new("eau -pot").open);
    assert!(!Parsed::new("eau \"pot\"").open);
    assert!(!Parsed::new("loi 20").open);
}

#[test]
fn references() {
    let number = |text: &str| reference(text).map(|found| (found.chamber, i32::from(found.number)));
    for text in ["1234", " n°1234", "N° 1234", "nº1234", "رقم 1234", "السؤال الكتابي رقم ١٢٣٤", "question écrite n° 1234"]
    {
        assert_eq!(number(text), Some((None, 1234)), "{text}");
    }
    assert_eq!(number("councillors/11/1234"), Some((Some(Chamber::Councillors), 1234)));
    assert_eq!(number("Councillors/11/١٢٣٤"), Some((Some(Chamber::Councillors), 1234)));
    for none in ["", "eau 1234", "1234/2026", "12 34", "0", "1234567", "-1234", "09-08", "councillors/11", "councillors/11/1234/5"] {
        assert_eq!(number(none), None, "{none}");
    }
}

proptest! {
    #[test]
    fn any_text_parses(text in "(\\PC|[ \"«»“”\\-'’/.0-9ء-ي]){0,80}") {
        let parsed = Parsed::new(&text);
        let count: usize = parsed.wanted.iter().chain(&parsed.unwanted).map(|clause| clause.words().len()).sum();
        prop_assert!(count <= MAX_QUERY_WORDS);
        let _ = reference(&text);
    }
}

#[test]
fn the_parts_of_a_query_are_told_as_written() {
    let told = |text: &str| {
        let TypedQuery { words, phrases, unwanted } = TypedQuery::new(text);
        [words.join("|"), phrases.join("|"), unwanted.join("|")]
    };
    assert_eq!(told("Où est l’eau, « Eau potable » -gaz -\"loi cadre\" n°3455"), ["eau|n°3455", "Eau potable", "gaz|loi cadre"]);
    assert_eq!(told("\"carburants\" المُعطيات، -الصحافة"), ["carburants|المُعطيات", "", "الصحافة"]);
    assert_eq!(told("où est"), ["où|est", "", ""], "stop words where there is nothing else");
    assert_eq!(told("… ! -"), ["", "", ""]);
}
