//! The scope of a search: an index and kinds of text.

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

/// The scope of a search.
pub(in crate::embedded) struct SearchScope<'a> {
    /// The dictionary of the index.
    pub dictionary: Dictionary<'a>,
    /// The kinds of text.
    pub texts: Vec<TextFields>,
    /// The field of shingles.
    pub shingles: Field,
    /// The lexicon; `None` if the query is not translated.
    pub lexicon: Option<&'a Lexicon>,
}

impl<'a> SearchScope<'a> {
    /// All texts of an index, or some kinds of them by index.
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
