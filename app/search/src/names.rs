//! Search by name: a typed text matches any words of a name by their prefix, in any order, in either script.

use crate::{
    analysis::{Word, name_key, words},
    query::{MAX_QUERY_WORDS, within},
};

/// Articles and particles of names in Latin script, which are ignored beside other words.
const PARTICLES: [&str; 12] = ["al", "el", "la", "le", "les", "du", "de", "des", "et", "a", "au", "aux"];

/// The typed words of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedName(Vec<Word>);

impl TypedName {
    /// Parses typed text up to the limits of a query. Accents, vowel marks, articles, and variants of hamza and ة are ignored.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut typed: Vec<Word> = words(within(typed)).into_iter().filter(|word| !word.joined).take(MAX_QUERY_WORDS).collect();
        let telling = |word: &Word| !PARTICLES.contains(&word.folded.as_str());
        if typed.iter().any(telling) {
            typed.retain(telling);
        }
        Self(typed)
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the names of somebody contains every typed word. Without typed words, every name matches.
    pub fn is_in<'a>(&self, names: impl IntoIterator<Item = &'a AnalysedName>) -> bool {
        let has = |name: &AnalysedName| self.0.iter().all(|typed| name.words.iter().any(|word| begins(word, typed)));
        self.is_empty() || names.into_iter().any(has)
    }
}

/// An analysed name. The analysis costs far more than a comparison, so analysed names are cached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysedName {
    key: String,
    words: Vec<Word>,
}

impl AnalysedName {
    /// Analyses a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { key: name_key(name), words: words(name) }
    }

    /// Its [`name_key`].
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// Whether a word of a name starts with the typed word, with or without its article.
fn begins(word: &Word, typed: &Word) -> bool {
    let with = |beginning: &str| word.folded.starts_with(beginning) || word.plain.starts_with(beginning);
    let bare = || word.without_clitics.iter().any(|(rest, _)| rest.starts_with(&typed.plain));
    with(&typed.folded) || with(&typed.plain) || bare()
}

/// Words that may be anywhere in a name, also inside its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartOfName(Vec<String>);

impl PartOfName {
    /// Parses typed text up to the limits of a query.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(name_key(within(typed)).split_whitespace().take(MAX_QUERY_WORDS).map(str::to_owned).collect())
    }

    /// Whether a name contains every typed word. Without typed words, every name matches.
    #[must_use]
    pub fn is_in(&self, name: &AnalysedName) -> bool {
        self.0.iter().all(|word| name.key.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::{AnalysedName, MAX_QUERY_WORDS, PartOfName, TypedName, begins, name_key, words};

    fn finds(typed: &str, name: &str) -> bool {
        TypedName::new(typed).is_in([&AnalysedName::new(name)])
    }

    fn has_part(typed: &str, name: &str) -> bool {
        PartOfName::new(typed).is_in(&AnalysedName::new(name))
    }

    /// The result of [`TypedName::is_in`] for a name that is analysed for this comparison alone.
    fn begins_anew(typed: &TypedName, name: &str) -> bool {
        let name = words(name);
        typed.0.iter().all(|typed| name.iter().any(|word| begins(word, typed)))
    }

    /// Names and typed texts: whole words and prefixes of them, with articles, clitics, hyphens and marks.
    fn phrases(most: usize) -> impl Strategy<Value = String> {
        let parts = [
            "Fatima",
            "Fat",
            "Zahra",
            "El",
            "l’",
            "Équip",
            "Équipement",
            "et",
            "Aït",
            "AIT",
            "S.G.G.",
            "09-08",
            "المصطفى",
            "مصطفى",
            "الدحم",
            "الدحماني",
            "والحماية",
            "حمايه",
            "وزارة",
            "بنعلي",
            "عَبد",
            "عبد",
            "ﻻ",
            "للحكومة",
            "حكومة",
            "ـ",
        ];
        let part = prop_oneof![3 => select(parts.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,3}"];
        let gap = select(vec![" ", "-", "", "  "]);
        vec((part, gap), 0..most).prop_map(|all| all.into_iter().map(|(part, gap)| part + gap).collect::<String>())
    }

    proptest! {
        #[test]
        fn a_name_that_is_kept_analysed_is_found_as_one_that_is_analysed_anew(name in phrases(6), typed in phrases(4)) {
            let (kept, looked_for) = (AnalysedName::new(&name), TypedName::new(&typed));
            prop_assert_eq!(looked_for.is_in([&kept]), begins_anew(&looked_for, &name));
            let part = PartOfName::new(&typed);
            prop_assert_eq!(part.is_in(&kept), part.0.iter().all(|word| name_key(&name).contains(word)));
            prop_assert_eq!(kept.key(), name_key(&name));
        }
    }

    #[test]
    fn any_word_of_a_name_is_found_by_its_beginning_however_it_is_spelt() {
        for (name, typed) in [
            ("Fatima-Zahra El Ksibi", "ksi fat"),
            ("Fatima-Zahra El Ksibi", "Fatima Zahra"),
            ("Fatima-Zahra El Ksibi", "fatima-zahra"),
            ("Fatima-Zahra El Ksibi", "fatimaz"),
            ("Hasnaa Aït Baali", "AIT"),
            ("Omar Sanhaji", "El Sanhaji"),
            ("Équipement et Eau", "equipement et de l'eau"),
            ("Ministère de l’Équipement", "l'equip"),
            ("حسناء أيت باعلي", "ايت"),
            ("المصطفى الدحماني", "دحماني"),
            ("المصطفى الدحماني", "الدحم مصطفي"),
            ("وزارة الصحة والحماية الاجتماعية", "حمايه الصحه"),
            ("وزارة الصحة والحماية الاجتماعية", "الحماية"),
            ("الأمانة العامة للحكومة", "حكومة امانه"),
            ("عبد الرحيم بنعلي", "عَبد"),
        ] {
            assert!(finds(typed, name), "{typed} in {name}");
        }
    }

    #[test]
    fn a_part_of_a_name_is_found_wherever_it_stands() {
        assert!(has_part("ziz fat", "Fatima Aziz") && has_part("", "Fatima Aziz"));
        assert!(!has_part("ziz omar", "Fatima Aziz"));
        assert_eq!(PartOfName::new(&"a ".repeat(100_000)).0.len(), MAX_QUERY_WORDS);
        assert_eq!(TypedName::new(&"a ".repeat(100_000)).0.len(), MAX_QUERY_WORDS);
    }

    #[test]
    fn every_word_must_be_there_and_begin_so() {
        for (name, typed) in
            [("Omar Sanhaji", "omar x"), ("Omar Sanhaji", "mar"), ("المصطفى الدحماني", "حماني"), ("Omar Sanhaji", "سنهاجي")]
        {
            assert!(!finds(typed, name), "{typed} in {name}");
        }
        let names = ["Omar Sanhaji", "المصطفى الدحماني"].map(AnalysedName::new);
        assert!(!TypedName::new("omar مصطفى").is_in(&names), "of one name");
        assert!(finds(" - ", "Omar Sanhaji"), "nothing typed is in all");
    }
}
