//! Compares the message files with the code: the same messages and variables in every language, none missing, none unused.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::{ast, parser};

use super::*;

type Messages = BTreeMap<String, BTreeSet<String>>;

/// All messages of a language with their variables. Panics on a syntax error or a duplicate id.
fn messages(locale: Locale) -> Messages {
    let mut all = Messages::new();
    for source in files(locale) {
        let resource = parser::parse(*source).unwrap_or_else(|(_, errors)| panic!("{locale}: {errors:?}"));
        for entry in resource.body {
            if let ast::Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                pattern(&message.value.unwrap(), &mut variables);
                assert!(all.insert(message.id.name.to_owned(), variables).is_none(), "{locale}: {} is there twice", message.id.name);
            }
        }
    }
    all
}

fn pattern(of: &ast::Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &of.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            match expression {
                ast::Expression::Inline(inline) => variable(inline, into),
                ast::Expression::Select { selector, variants } => {
                    variable(selector, into);
                    variants.iter().for_each(|variant| pattern(&variant.value, into));
                }
            }
        }
    }
}

fn variable(of: &ast::InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match of {
        ast::InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => arguments.positional.iter().for_each(|of| variable(of, into)),
        _ => {}
    }
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            into.push(path);
        }
    }
}

/// The message ids in the code: the literals after `.t(` and `.ta(`.
fn asked_for() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for of in ["app/ui/src", "app/service/src", "server/src"] {
        sources(&root.join(of), &mut files);
    }
    let mut ids = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for call in [".t(", ".ta("] {
            for after in text.split(call).skip(1) {
                if let Some((id, _)) = after.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                    ids.insert(id.to_owned());
                }
            }
        }
    }
    ids
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let arabic = messages(Locale::Ar);
    for locale in Locale::ALL {
        let theirs = messages(*locale);
        let names = |of: &Messages| of.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&arabic).symmetric_difference(&names(&theirs)).collect::<Vec<_>>(), Vec::<&String>::new(), "{locale}");
        for (id, variables) in &arabic {
            // A plural form may write its number in words, so it may lack a variable. But it may not use one that the other forms
            // do not have.
            assert_eq!(variables, &theirs[id], "{locale}: {id}");
        }
    }
}

#[test]
fn every_message_asked_for_exists_and_every_message_is_asked_for() {
    let known = messages(Locale::Ar).into_keys().collect::<BTreeSet<_>>();
    let asked = asked_for();
    assert_eq!(asked.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "asked for and missing");
    assert_eq!(known.difference(&asked).collect::<Vec<_>>(), Vec::<&String>::new(), "there and unused");
}

#[test]
fn every_arabic_plural_has_the_forms_that_differ() {
    for source in files(Locale::Ar) {
        let resource = parser::parse(*source).unwrap();
        for entry in resource.body {
            let ast::Entry::Message(message) = entry else { continue };
            for element in message.value.unwrap().elements {
                let ast::PatternElement::Placeable { expression: ast::Expression::Select { selector, variants } } = element else {
                    continue;
                };
                let keys = variants
                    .iter()
                    .filter_map(|variant| match variant.key {
                        ast::VariantKey::Identifier { name } => Some(name),
                        ast::VariantKey::NumberLiteral { .. } => None,
                    })
                    .collect::<BTreeSet<_>>();
                let whole = ["one", "two", "few", "many", "other"].iter().all(|form| keys.contains(form));
                let asks_icu = matches!(selector, ast::InlineExpression::FunctionReference { .. });
                assert!((whole && asks_icu) || message.id.name == "legislature-nth", "{}: {keys:?}", message.id.name);
            }
        }
    }
}

/// For each variable, the text right before it; and the text at the end of the message, where pages append a name or a date.
fn seams<'a>(of: &ast::Pattern<&'a str>, into: &mut Vec<(&'a str, Option<&'a str>)>) {
    use ast::{
        Expression::{Inline, Select},
        InlineExpression::VariableReference,
        PatternElement::{Placeable, TextElement},
    };
    for (n, element) in of.elements.iter().enumerate() {
        match (element, of.elements.get(n + 1)) {
            (TextElement { value }, None) => into.push((*value, None)),
            (TextElement { value }, Some(Placeable { expression: Inline(VariableReference { id }) })) => into.push((*value, Some(id.name))),
            (Placeable { expression: Select { variants, .. } }, _) => variants.iter().for_each(|variant| seams(&variant.value, into)),
            _ => {}
        }
    }
}

/// The results of `seams` for every message of a language, with the message id.
fn every_seam(locale: Locale) -> Vec<(&'static str, &'static str, Option<&'static str>)> {
    let mut all = Vec::new();
    for source in files(locale) {
        for entry in parser::parse(*source).unwrap().body {
            if let ast::Entry::Message(message) = entry {
                let mut found = Vec::new();
                seams(&message.value.unwrap(), &mut found);
                all.extend(found.into_iter().map(|(text, variable)| (message.id.name, text, variable)));
            }
        }
    }
    all
}

#[test]
fn no_word_depends_on_the_first_letter_of_what_follows() {
    // "de Abdelghani", "que Amina": French elides before names that begin with a vowel. It does not elide before digits.
    let digits = ["n", "date", "from", "to", "answered", "least", "most"];
    for (id, text, variable) in every_seam(Locale::Fr) {
        let last = text.trim_end().rsplit([' ', '\u{a0}', '\u{202f}', '’', '\n']).next().unwrap_or_default().to_lowercase();
        let elided = match variable {
            Some(name) => !digits.contains(&name) && ["de", "que", "le", "la", "ne", "se", "je", "si"].contains(&last.as_str()),
            None => ["de", "que"].contains(&last.as_str()),
        };
        assert!(!elided, "{id}: {text:?}");
    }
    // "لـ" before a name with an article drops the article’s first letter, so only numbers may follow it directly. "و" changes nothing, and
    // is always written together with what follows.
    for (id, text, variable) in every_seam(Locale::Ar) {
        let and = text.strip_suffix('و').is_some_and(|before| !before.ends_with(char::is_alphabetic));
        let joined = variable.is_some_and(|name| name != "n") && text.ends_with(char::is_alphabetic);
        assert!(!joined || and, "{id}: {text:?}");
    }
}

#[test]
fn no_line_of_french_begins_with_a_mark() {
    // Browsers break lines at a plain space.
    for (id, text, _) in every_seam(Locale::Fr) {
        let broken = [" :", " ;", " ?", " !", " »", "« "].into_iter().find(|mark| text.contains(mark));
        assert!(broken.is_none(), "{id}: {text:?}");
    }
}

/// The text of a message for several numbers.
fn read(locale: Locale, id: &str) -> String {
    let tr = Tr::new(locale);
    let line = |n: i64| format!("{n}: {}\n", tr.ta(id, [("n", n.into())]));
    [0, 1, 2, 3, 10, 11, 12, 20, 99, 100, 102, 103, 111, 1000, 12_345].into_iter().map(line).collect()
}

#[test]
fn plurals_read_as_they_should() {
    let mut table = String::new();
    for locale in Locale::ALL {
        for id in [
            "standing-overdue",
            "standing-days-left",
            "standing-answered-late",
            "questions-count",
            "search-count",
            "overdue-count",
            "rule-working-days",
        ] {
            table.push_str(&format!("# {locale} {id}\n{}\n", read(*locale, id)));
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn dates_are_written_as_in_morocco() {
    let months = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];
    for (month, name) in (1..).zip(months) {
        let day = NaiveDate::from_ymd_opt(2026, month, 9).unwrap();
        assert_eq!(Tr::new(Locale::Ar).date(day), format!("9 {name} 2026"));
        assert_eq!(Tr::new(Locale::Ar).month(month), name);
    }
    let on = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    let fr = Tr::new(Locale::Fr);
    assert_eq!((fr.month(2), fr.month(8)), ("février".into(), "août".into()));
    assert_eq!(fr.date(on(11, 1)), "1er novembre 2026");
    assert_eq!(fr.date(on(11, 11)), "11 novembre 2026");
    assert_eq!(fr.date(on(11, 21)), "21 novembre 2026");
    assert_eq!(fr.weekday_date(on(11, 1)), "dimanche 1er novembre 2026");
    assert_eq!(fr.weekday_date(on(12, 31)), "jeudi 31 décembre 2026");
}

#[test]
fn numbers_have_latin_digits_and_the_grouping_of_the_language() {
    assert_eq!(Tr::new(Locale::Ar).number(21_295), "21.295");
    assert_eq!(Tr::new(Locale::Fr).number(21_295), "21\u{202f}295");
}

#[test]
fn only_text_of_the_other_direction_is_isolated() {
    assert_eq!(isolate(Locale::Fr, Locale::Ar, "نص"), "\u{2067}نص\u{2069}");
    assert_eq!(isolate(Locale::Ar, Locale::Fr, "texte"), "\u{2066}texte\u{2069}");
    assert_eq!(isolate(Locale::Ar, Locale::Ar, "نص"), "نص");
}
