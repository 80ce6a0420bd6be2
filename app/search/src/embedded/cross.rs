//! Searching in the other language: which renderings of the query's words the index knows, and what they weigh.

use jawab_domain::Locale;

use super::{
    expand::Dictionary,
    matching::Match,
    plan::{Expanded, Planner},
    schema::TextFields,
    scoring::Part,
};
use crate::{
    analysis::{Kind, Word},
    crossing::{self, Rendering},
    lexicon::Lexicon,
    query::{Clause, Parsed},
    transliterate,
};

/// What a word found in the other language weighs. As typed it has its stem and its plain form to score by, here
/// only the stem.
const TRANSLATED: f32 = 6.0;
/// How much of the difference between likely and unlikely translations counts.
const LIKELIHOOD: f32 = 0.2;
/// Words that may stand between those of a place's name.
const SLOP: u32 = 1;
/// Of a word's several translations in one text the best counts whole, the others this much.
const OTHERS: f32 = 0.2;
/// What a word that only sounds alike weighs.
const SOUND: f32 = 0.4;

/// The renderings of each clause whose words occur. A word that is neither known here nor translated may be a name.
pub(super) fn renderings(query: &Parsed, lexicon: &Lexicon, dictionary: &Dictionary<'_>) -> tantivy::Result<Vec<Vec<Rendering>>> {
    let mut all = crossing::renderings(query, lexicon);
    for renderings in &mut all {
        renderings.retain(|one| one.stems.iter().all(|stem| dictionary.occurs(dictionary.stems, stem)));
    }
    let names: Vec<(usize, &Word, String)> = query
        .wanted
        .iter()
        .zip(&all)
        .enumerate()
        .filter(|(_, (clause, renderings))| renderings.is_empty() && !matches!(clause, Clause::Phrase(_)))
        .flat_map(|(at, (clause, _))| clause.words().iter().map(move |word| (at, word)))
        .filter(|(_, word)| !dictionary.occurs(dictionary.words, &word.plain) && !dictionary.occurs(dictionary.stems, &word.stem))
        .filter_map(|(at, word)| Some((at, word, transliterate::key_of(word)?)))
        .collect();
    for (at, word, key) in names {
        let to = if word.kind == Kind::Arabic { Locale::Fr } else { Locale::Ar };
        let alike = dictionary.sounding(&key, to)?;
        if let Some(renderings) = all.get_mut(at) {
            renderings.extend(alike.iter().map(|alike| sounding(word, alike, to)));
        }
    }
    Ok(all)
}

/// A word of the index that sounds like one of the query.
fn sounding(word: &Word, alike: &str, locale: Locale) -> Rendering {
    let kind = if locale == Locale::Ar { Kind::Arabic } else { Kind::Latin };
    let stems = vec![kind.stem(alike)];
    Rendering { from: word.folded.clone(), locale, stems, shown: alike.to_owned(), weight: SOUND, akin: false }
}

impl Planner<'_> {
    /// What matches a clause by a rendering.
    pub(super) fn rendered(&self, Expanded { renderings, .. }: &Expanded<'_>) -> Match {
        let rendered = renderings.iter().map(|one| match one.stems.as_slice() {
            [only] => Match::term(self.dictionary.stems, only),
            row => Match::Any(self.texts.iter().map(|text| Match::stems_in_row(text.stems, row, SLOP)).collect()),
        });
        Match::Any(rendered.collect())
    }

    /// What the renderings of the query score.
    pub(super) fn translated(&self, wanted: &[Expanded<'_>]) -> Vec<Part> {
        let mut scores = Vec::new();
        for Expanded { renderings, .. } in wanted.iter().filter(|clause| !clause.renderings.is_empty()) {
            let together = self.frequency(renderings);
            for text in &self.texts {
                let all = renderings.iter().filter_map(|one| self.rendering(text, one, together)).collect();
                scores.push(Part::Best(all, OTHERS));
            }
        }
        scores
    }

    /// How many questions the renderings of a word are expected in.
    fn frequency(&self, renderings: &[Rendering]) -> f32 {
        let likely: f32 = renderings.iter().map(|one| one.weight).sum();
        let expected: f32 = renderings.iter().map(|one| one.weight * self.holders(one)).sum();
        expected / likely.max(f32::MIN_POSITIVE)
    }

    /// How many questions have a rendering (its rarest word).
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn holders(&self, one: &Rendering) -> f32 {
        one.stems.iter().map(|stem| self.dictionary.count(self.dictionary.stems, stem)).min().unwrap_or_default() as f32
    }

    /// A rendering in a kind of text. Translations of one word are as telling as the word is: a rare one, which is
    /// often a wrong one, counts no more than the others.
    fn rendering(&self, text: &TextFields, one: &Rendering, together: f32) -> Option<Part> {
        let as_telling = self.telling(together) / self.telling(self.holders(one)).max(f32::MIN_POSITIVE);
        let weight = text.weight * TRANSLATED * one.weight.powf(LIKELIHOOD) * as_telling;
        Part::of(Match::stems_in_row(text.stems, &one.stems, SLOP), weight)
    }

    /// The inverse document frequency of BM25.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    fn telling(&self, holders: f32) -> f32 {
        let all = self.dictionary.searcher.num_docs() as f32;
        ((all - holders).max(0.0) + 0.5).mul_add((holders + 0.5).recip(), 1.0).ln()
    }
}
