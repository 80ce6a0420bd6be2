//! A query as the searches it takes: as written, by plain words and by stems, each weighing a little less; then in the
//! other language, and as names sound.

use super::{
    document::whole,
    request::{Scope, Spelling, Strategy},
    sentence::Crossing,
    settings::{EVERY, PLAIN, QUESTION, SOUNDS, STEMS, WRITTEN},
};
use crate::{
    analysis::{Kind, Word},
    crossing::Rendering,
    query::{Clause, Parsed},
    transliterate,
};

/// A text, where it is searched, and what it weighs.
pub(super) type Search = (String, Vec<&'static str>, f32);

/// What the query weighs with the likeliest translation of each word, and with the second.
const TRANSLATED: [f32; 2] = [0.7, 0.6];

/// What the query weighs where a word only sounds like a name.
const SOUNDING: f32 = 0.5;

/// A query in its parts, with what they may read in the other language.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub parsed: &'a Parsed,
    pub renderings: &'a [Vec<Rendering>],
    /// What a sentence finds in the other language.
    pub crossing: Option<Crossing>,
}

impl Plan<'_> {
    /// How many of the searches are for the query as typed; those for its translations come after them.
    pub(super) fn as_typed(&self, spelling: Spelling, scope: Scope) -> usize {
        let near = if spelling == Spelling::Near { self.near(scope).into_iter().count() } else { 0 };
        searches(self.parsed, scope).len() + near
    }

    /// Whether near spellings are any other searches than the same.
    pub(super) fn has_near(&self, scope: Scope) -> bool {
        self.near(scope).is_some() || !self.sounding(Strategy::All, scope).is_empty()
    }

    /// The query on texts as written, where the server looks for typos. A phrase has none.
    pub(super) fn near(&self, scope: Scope) -> Option<Search> {
        let Parsed { wanted: clauses, unwanted, open } = self.parsed;
        let words = unwanted.is_empty() && !clauses.is_empty() && !clauses.iter().any(|clause| matches!(clause, Clause::Phrase(_)));
        let end = if *open { "" } else { " " };
        words.then(|| (wanted(clauses, |word| &word.folded) + end, within(&WRITTEN, 2, scope), 1.0))
    }

    /// The query with words as they sound, which may be names: those that have no translation, and if all words must be
    /// there also all.
    pub(super) fn sounding(&self, strategy: Strategy, scope: Scope) -> Vec<Search> {
        let mut texts: Vec<String> = Vec::new();
        for all in [false, true].into_iter().take(if strategy == Strategy::All { 2 } else { 1 }) {
            let sounding = |clause: &Clause, renderings: &Vec<Rendering>| sound(clause).filter(|_| all || renderings.is_empty());
            let clauses = || self.parsed.wanted.iter().zip(self.renderings);
            let word = |(clause, renderings)| {
                sounding(clause, renderings).unwrap_or_else(|| wanted(std::slice::from_ref(clause), |word| &word.stem))
            };
            let text = clauses().map(word).collect::<Vec<_>>().join(" ") + " ";
            let any = clauses().any(|(clause, renderings)| sounding(clause, renderings).is_some());
            if any && scope == Scope::Everything && self.parsed.unwanted.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.into_iter().map(|text| (text, [&[SOUNDS][..], &STEMS, &PLAIN].concat(), SOUNDING)).collect()
    }

    /// The query in the other language: with the likeliest rendering of each word, then with the second. The server
    /// knows no alternatives, so each is a search of its own. What is not wanted stays unwanted.
    pub(super) fn translated(&self, scope: Scope) -> Vec<Search> {
        let most = self.renderings.iter().map(Vec::len).max().unwrap_or_default().min(TRANSLATED.len());
        if scope == Scope::Subjects || self.crossing.is_some() {
            return Vec::new();
        }
        let unwanted = self.unwanted();
        let text = |choice: usize| {
            let clauses = self.parsed.wanted.iter().zip(self.renderings);
            let words = clauses.map(|(clause, renderings)| match renderings.get(choice).or(renderings.first()) {
                Some(one) => in_a_row(&one.stems),
                None => wanted(std::slice::from_ref(clause), |word| &word.stem),
            });
            let mut words: Vec<String> = words.collect();
            words.dedup();
            format!("{} {unwanted} ", words.join(" "))
        };
        TRANSLATED.iter().take(most).enumerate().map(|(choice, weight)| (text(choice), derived(), *weight)).collect()
    }

    /// The questions that were found word by word, each by itself, with the filter that lets it alone through.
    pub(super) fn crossed(&self) -> impl Iterator<Item = (Search, Option<String>)> {
        let questions = self.crossing.iter().flat_map(|crossing| &crossing.questions);
        questions.map(|one| ((QUESTION.to_owned(), vec![EVERY], one.weight), Some(format!("id = {}", one.id))))
    }

    /// What is not wanted, as the server takes it.
    pub(super) fn unwanted(&self) -> String {
        self.parsed.unwanted.iter().map(unwanted).collect::<Vec<_>>().join(" ")
    }
}

/// Each form of the query with where it is searched and what it weighs. What is not wanted is known by its stem, so a
/// query that has that is searched in this form alone.
pub(super) fn searches(parsed: &Parsed, scope: Scope) -> Vec<Search> {
    if parsed.is_empty() {
        return vec![(String::new(), Vec::new(), 1.0)];
    }
    let (plain, stems) = (within(&PLAIN, 1, scope), within(&STEMS, 1, scope));
    let end = if parsed.open { "" } else { " " };
    let mut searches = Vec::new();
    if parsed.unwanted.is_empty() {
        searches.push((wanted(&parsed.wanted, |word| &word.plain) + end, plain.clone(), 0.99));
    }
    let unwanted = parsed.unwanted.iter().map(unwanted).collect::<Vec<_>>().join(" ");
    let both = stems.into_iter().chain(plain).collect();
    searches.push((format!("{} {unwanted} ", wanted(&parsed.wanted, |word| &word.stem)), both, 0.98));
    searches
}

/// A clause as it is, and as it sounds, should it be a name.
pub(super) fn alike(clause: &Clause) -> Vec<String> {
    let own = wanted(std::slice::from_ref(clause), |word| &word.stem);
    std::iter::once(own).chain(sound(clause)).map(|text| text + " ").collect()
}

/// Words that stand one after the other.
pub(super) fn in_a_row(stems: &[String]) -> String {
    if stems.len() > 1 { format!("\"{}\"", stems.join(" ")) } else { stems.concat() }
}

/// What a word sounds like.
pub(super) fn sound(clause: &Clause) -> Option<String> {
    match clause {
        Clause::Word(word) => transliterate::key_of(word),
        Clause::Phrase(_) | Clause::Compound { .. } => None,
    }
}

/// All stems and plain words.
fn derived() -> Vec<&'static str> {
    STEMS.iter().chain(&PLAIN).copied().collect()
}

/// Of some attributes those of subjects come first, and may be all that is searched.
fn within(all: &[&'static str], subjects: usize, scope: Scope) -> Vec<&'static str> {
    all.get(..if scope == Scope::Subjects { subjects } else { all.len() }).unwrap_or(all).to_vec()
}

fn wanted(clauses: &[Clause], form: fn(&Word) -> &str) -> String {
    let written = |words: &[Word], form: fn(&Word) -> &str| words.iter().map(|word| whole(form(word))).collect::<Vec<_>>().join(" ");
    let clause = |clause: &Clause| match clause {
        Clause::Word(word) => form(word).to_owned(),
        Clause::Phrase(words) => format!("\"{}\"", written(words, |word| &word.plain)),
        Clause::Compound { parts, joined } => number(parts, joined).unwrap_or_else(|| written(parts, form)),
    };
    clauses.iter().map(clause).collect::<Vec<_>>().join(" ")
}

/// The one form of numbers written together: without separators if they are thousands.
fn number(parts: &[Word], joined: &[Word]) -> Option<String> {
    let numbers = parts.iter().all(|part| part.kind == Kind::Number);
    let plain = joined.iter().find(|word| !word.folded.contains('-')).or(joined.first());
    plain.filter(|_| numbers).map(|word| whole(&word.folded))
}

/// A phrase even for one word: a minus takes only the next token, and the server makes several of some words.
fn unwanted(clause: &Clause) -> String {
    let words = match clause {
        Clause::Word(word) => word.stem.clone(),
        Clause::Compound { parts, joined } if number(parts, joined).is_some() => number(parts, joined).unwrap_or_default(),
        Clause::Phrase(words) | Clause::Compound { parts: words, .. } => {
            words.iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" ")
        }
    };
    format!("-\"{words}\"")
}
