//! The weights of the ranking of both engines. A change must keep the relations that the tests below check.

/// The kinds of text of a question: the name of its fields in the embedded index, the weight of a word in it, and how often its stems are
/// repeated in the field of all stems, which the rough measure for choosing candidates uses. The repeats are part of the index: to change
/// them, raise `ANALYSIS_VERSION` in `embedded/index/schema.rs`.
pub(crate) const TEXTS: [(&str, f32, usize); 6] =
    [("subject", 3.0, 3), ("question", 1.0, 1), ("answer", 0.8, 1), ("author", 2.5, 3), ("body", 0.5, 1), ("number", 3.0, 3)];

/// A plain word, relative to 1 for its stem.
pub(crate) const PLAIN_WORD: f32 = 0.5;

/// The other form of a word, a broken plural, relative to 1 for its own.
pub(crate) const PLURAL: f32 = 0.8;
/// The word without possible clitics.
pub(crate) const WITHOUT_CLITIC: f32 = 0.7;
/// Another spelling of a word that does not occur.
pub(crate) const CORRECTED: f32 = 0.5;
/// A longer word that begins with a word still being typed.
pub(crate) const COMPLETED: f32 = 0.4;

/// Words that are adjacent in the query and close together in a text.
pub(crate) const NEIGHBOURS: f32 = 1.5;
/// The words of a phrase of the query.
pub(crate) const PHRASE: f32 = 4.0;
/// Every word of the query in one text.
pub(crate) const EVERY_WORD_IN_ONE_TEXT: f32 = 8.0;
/// Every clause of the query somewhere in the question.
pub(crate) const EVERY_CLAUSE: f32 = 5.0;
/// A text in the language of the page: just enough to break ties.
pub(crate) const OWN_LANGUAGE: f32 = 0.01;
/// The query as typed: more than a translation can score, and small enough for the precision of the scores beside it.
pub(crate) const AS_TYPED: f32 = 4096.0;

/// A word matched by a translation, which scores by its stem alone and not also by its plain word.
pub(crate) const TRANSLATED: f32 = 6.0;
/// An exponent of the probability of a translation, which reduces the difference between likely and unlikely ones.
pub(crate) const LIKELIHOOD: f32 = 0.2;
/// The best translation of a word in a text counts fully; the others count by this factor.
pub(crate) const OTHER_TRANSLATIONS: f32 = 0.2;
/// The translations of a cognate of a word without translations, relative to 1 for its own.
pub(crate) const COGNATE: f32 = 0.5;
/// A word of the other script that only sounds alike, relative to 1 for a translation.
pub(crate) const SOUNDS_ALIKE: f32 = 0.4;

/// The searches of one federated search on Meilisearch, relative to 1 for the texts as written: by plain words.
pub(crate) const MEILI_PLAIN: f32 = 0.99;
/// By stems.
pub(crate) const MEILI_STEMS: f32 = 0.98;
/// For a question with all of a sentence, by identity.
pub(crate) const MEILI_SENTENCE: f32 = 0.97;
/// With the likeliest translation of each word, and with the second.
pub(crate) const MEILI_TRANSLATED: [f32; 2] = [0.7, 0.6];
/// With a word that only sounds like a name.
pub(crate) const MEILI_SOUNDS_ALIKE: f32 = 0.5;
/// The share of the weight of a sentence that a question must match in the other language.
pub(crate) const MEILI_MIN_SENTENCE_SHARE: f32 = 0.02;

/// The saturation of term frequency in BM25, `k1`. tantivy has the same constant built in.
pub(crate) const BM25_K1: f32 = 1.2;
/// The normalization by text length in BM25, `b`. tantivy has the same constant built in.
pub(crate) const BM25_B: f32 = 0.75;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::MAX_SHORT_QUERY_CLAUSES;

    fn descend(weights: &[f32]) -> bool {
        weights.windows(2).all(|pair| pair[0] > pair[1])
    }

    fn weight(text: &str) -> f32 {
        TEXTS.iter().find(|(name, ..)| *name == text).map(|(_, weight, _)| *weight).unwrap()
    }

    #[test]
    fn a_word_itself_weighs_more_than_what_stands_for_it() {
        assert!(descend(&[1.0, PLURAL, WITHOUT_CLITIC, CORRECTED, COMPLETED, 0.0]));
        assert!(descend(&[1.0, COGNATE, SOUNDS_ALIKE, 0.0]));
        assert!(descend(&[1.0, PLAIN_WORD, 0.0]), "a plain word has scored by its stem already");
        assert!(descend(&[1.0, OTHER_TRANSLATIONS, 0.0]) && descend(&[1.0, LIKELIHOOD, 0.0]));
    }

    #[test]
    fn a_subject_says_more_than_a_text_and_a_text_more_than_the_name_of_a_body() {
        assert!(descend(&["subject", "author", "question", "answer", "body"].map(weight)));
        assert!(descend(&["number", "author"].map(weight)), "who names a question means that one");
    }

    #[test]
    fn the_rough_measure_repeats_a_text_as_often_as_it_weighs() {
        for (text, weight, repeats) in TEXTS {
            assert_eq!(repeats, weight.round().max(1.0) as usize, "{text}");
        }
    }

    #[test]
    fn the_nearer_words_stand_the_more_they_weigh() {
        assert!(descend(&[PHRASE, NEIGHBOURS, 0.0]));
        assert!(descend(&[EVERY_WORD_IN_ONE_TEXT, EVERY_CLAUSE, OWN_LANGUAGE, 0.0]));
    }

    #[test]
    fn what_is_found_as_typed_comes_before_what_a_translation_finds() {
        // A word that occurs in one of a million questions, with saturated frequency: its inverse document frequency times k1 + 1.
        let rarest = (1.0e6_f32 / 1.5).ln() * (BM25_K1 + 1.0);
        let best = (0..MAX_SHORT_QUERY_CLAUSES).map(|_| rarest * weight("subject") * TRANSLATED).sum::<f32>();
        assert!(descend(&[AS_TYPED, best]), "{best}");
    }

    #[test]
    fn scores_differ_beside_the_weight_of_what_is_found_as_typed() {
        assert!(descend(&[AS_TYPED * 2.0 + OWN_LANGUAGE, AS_TYPED * 2.0]));
    }

    #[test]
    fn meilisearch_prefers_texts_as_typed_then_translations_then_sounds() {
        let [likeliest, second] = MEILI_TRANSLATED;
        assert!(descend(&[1.0, MEILI_PLAIN, MEILI_STEMS, MEILI_SENTENCE, likeliest, second, MEILI_SOUNDS_ALIKE, 0.0]));
        assert!(descend(&[second, MEILI_MIN_SENTENCE_SHARE, 0.0]));
    }
}
