//! Names found by what is typed of them: any of their words by its beginning, in any order, in either script.

use crate::{
    analysis::{Word, name_key, words},
    query::{MAX_QUERY_WORDS, within},
};

/// Articles and particles of names in Latin script; beside other words they make no difference.
const PARTICLES: [&str; 12] = ["al", "el", "la", "le", "les", "du", "de", "des", "et", "a", "au", "aux"];

/// What was typed of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedName(Vec<Word>);

impl TypedName {
    /// Reads what was typed, as much of it as is searched for. Accents, vowel marks, variants of hamza and of ة make no difference, nor do articles.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut typed: Vec<Word> = words(within(typed)).into_iter().filter(|word| !word.joined).take(MAX_QUERY_WORDS).collect();
        let telling = |word: &Word| !PARTICLES.contains(&word.folded.as_str());
        if typed.iter().any(telling) {
            typed.retain(telling);
        }
        Self(typed)
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of somebody's names has every typed word. None typed: all do.
    pub fn is_in(&self, names: impl IntoIterator<Item = impl AsRef<str>>) -> bool {
        self.is_empty()
            || names.into_iter().any(|name| {
                let name = words(name.as_ref());
                self.0.iter().all(|typed| name.iter().any(|word| begins(word, typed)))
            })
    }
}

/// Words that stand anywhere in a name, also within its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartOfName(Vec<String>);

impl PartOfName {
    /// Reads what was typed, as much of it as is searched for.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(name_key(within(typed)).split_whitespace().take(MAX_QUERY_WORDS).map(str::to_owned).collect())
    }

    /// Whether a name has every typed word. None typed: all do.
    #[must_use]
    pub fn is_in(&self, name: &str) -> bool {
        let name = name_key(name);
        self.0.iter().all(|word| name.contains(word))
    }
}

/// Whether a word of a name begins as typed, with its article or without.
fn begins(word: &Word, typed: &Word) -> bool {
    let with = |beginning: &str| word.folded.starts_with(beginning) || word.plain.starts_with(beginning);
    let bare = || word.without_clitics().iter().any(|(rest, _)| rest.starts_with(&typed.plain));
    with(&typed.folded) || with(&typed.plain) || bare()
}

#[cfg(test)]
mod tests {
    use super::{MAX_QUERY_WORDS, PartOfName, TypedName};

    fn finds(typed: &str, name: &str) -> bool {
        TypedName::new(typed).is_in([name])
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
        assert!(PartOfName::new("ziz fat").is_in("Fatima Aziz") && PartOfName::new("").is_in("Fatima Aziz"));
        assert!(!PartOfName::new("ziz omar").is_in("Fatima Aziz"));
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
        assert!(!TypedName::new("omar مصطفى").is_in(["Omar Sanhaji", "المصطفى الدحماني"]), "of one name");
        assert!(finds(" - ", "Omar Sanhaji"), "nothing typed is in all");
    }
}
