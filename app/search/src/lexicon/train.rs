//! Computes a lexicon by IBM Model 1 (Brown et al. 1993) over stems, in both directions, which must agree.

mod model;
mod vocabulary;

use super::{
    pairs::Pairs,
    table::{Lexicon, MAX_TRANSLATIONS, Translation, likeliest_first},
};
use model::Model;
use vocabulary::{Corpus, Vocabulary};

/// The number of rounds of expectation and maximisation.
const ROUNDS: usize = 8;
/// The smallest probability of a translation.
const MIN_PROBABILITY: f64 = 0.05;
/// The largest number of words on either side of a pair that teaches from one example.
const MAX_SHORT_PAIR_WORDS: usize = 3;
/// The weight of the direction from the stem to its translation, of the two.
const FORWARD_WEIGHT: f64 = 0.5;

/// Computes the lexicon of bilingual texts. Equal texts give equal lexicons.
#[must_use]
pub fn train(pairs: &Pairs) -> Lexicon {
    let corpus = Corpus::new(&pairs.texts);
    let forth = Model::learn(corpus.sentences.iter().map(|(ar, fr)| (ar.as_slice(), fr.as_slice())), ROUNDS);
    let back = Model::learn(corpus.sentences.iter().map(|(ar, fr)| (fr.as_slice(), ar.as_slice())), ROUNDS);
    let telling = corpus.telling(MAX_SHORT_PAIR_WORDS);
    let agreed = |one: &Model, other: &Model, from: u32, to: u32| {
        one.probability(from, to).powf(FORWARD_WEIGHT) * other.probability(to, from).powf(1.0 - FORWARD_WEIGHT)
    };
    let mut arabic: Vec<Vec<(u32, f64)>> = vec![Vec::new(); corpus.arabic.len()];
    let mut french: Vec<Vec<(u32, f64)>> = vec![Vec::new(); corpus.french.len()];
    for (ar, fr) in telling {
        push(&mut arabic, ar, (fr, agreed(&forth, &back, ar, fr)));
        push(&mut french, fr, (ar, agreed(&back, &forth, fr, ar)));
    }
    let mut lexicon = Lexicon::default();
    fill(&mut lexicon, &corpus.arabic, &corpus.french, arabic);
    fill(&mut lexicon, &corpus.french, &corpus.arabic, french);
    lexicon.drop_unused();
    lexicon
}

fn push<T>(lists: &mut [Vec<T>], at: u32, value: T) {
    if let Some(list) = lists.get_mut(at as usize) {
        list.push(value);
    }
}

/// Adds the stems of one language with their likeliest translations.
fn fill(lexicon: &mut Lexicon, from: &Vocabulary, to: &Vocabulary, candidates: Vec<Vec<(u32, f64)>>) {
    for (stem, candidates) in from.words().zip(candidates) {
        let mut translations: Vec<Translation> = candidates
            .into_iter()
            .filter(|(_, probability)| *probability >= MIN_PROBABILITY)
            .map(|(id, probability)| Translation { stem: to.stem(id).into(), probability: rounded(probability) })
            .collect();
        likeliest_first(&mut translations);
        translations.truncate(MAX_TRANSLATIONS);
        lexicon.insert(stem, from.shown(stem), translations);
    }
}

/// Rounds to thousandths, as in tables.
#[expect(clippy::cast_possible_truncation, reason = "a probability of three decimals")]
fn rounded(probability: f64) -> f32 {
    (probability.min(1.0) * 1000.0).round() as f32 / 1000.0
}
