//! What is searched: an index, and the kinds of its texts.

use std::ops::Range;

use tantivy::{Searcher, schema::Field};

use super::{
    super::{
        cancellation::CancelToken,
        index::schema::{Fields, TextFields},
    },
    dictionary::Dictionary,
};
use crate::lexicon::Lexicon;

/// What is searched.
pub(in crate::embedded) struct SearchScope<'a> {
    /// The terms that occur.
    pub dictionary: Dictionary<'a>,
    /// The kinds of text.
    pub texts: Vec<TextFields>,
    /// The field of shingles.
    pub shingles: Field,
    /// Knows the other language; absent where the query is searched as typed only.
    pub lexicon: Option<&'a Lexicon>,
}

impl<'a> SearchScope<'a> {
    /// All texts of an index, or some kinds of them by place.
    pub(in crate::embedded) fn new(
        fields: &'a Fields,
        searcher: &'a Searcher,
        texts: Range<usize>,
        lexicon: Option<&'a Lexicon>,
        cancel: &'a CancelToken,
    ) -> Self {
        let texts: Vec<TextFields> = fields.texts.get(texts).unwrap_or(&fields.texts).to_vec();
        let (words, stems) = match texts.as_slice() {
            [only] => (only.plain, only.stems),
            _ => (fields.word, fields.stem),
        };
        let dictionary = Dictionary { searcher, words, stems, sounds: fields.sound, cancel };
        Self { dictionary, texts, shingles: fields.shingle, lexicon }
    }
}
