//! The encoding of derived words for the index: a list of terms with positions, which a tokenizer decodes.
//!
//! tantivy accepts pre-tokenized texts, but transports them as JSON, which takes longer than everything else.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The tokenizer's name in the schema.
pub(super) const TOKENIZER: &str = "written";
/// Ends a term.
const END: char = '\0';
/// Advances one position.
const NEXT: char = '\u{1}';

/// The encoded terms of a text. Neither mark occurs in a folded word.
#[derive(Debug, Default)]
pub(super) struct Terms {
    written: String,
    place: usize,
}

impl Terms {
    /// Adds a term at a position, which is not before that of the last term.
    pub(super) fn add(&mut self, place: usize, term: &str) {
        while self.place < place {
            self.written.push(NEXT);
            self.place += 1;
        }
        self.written.push_str(term);
        self.written.push(END);
    }

    /// All terms.
    pub(super) fn written(&self) -> &str {
        &self.written
    }
}

/// Decodes terms.
#[derive(Debug, Clone, Default)]
pub(super) struct EncodedTerms(Token);

impl Tokenizer for EncodedTerms {
    type TokenStream<'a> = Reading<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Reading<'a> {
        self.0.reset();
        self.0.position = 0;
        Reading { rest: text, token: &mut self.0 }
    }
}

/// The terms that remain to be decoded.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl TokenStream for Reading<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, rest)) = self.rest.split_once(END) else { return false };
        let text = term.trim_start_matches(NEXT);
        self.token.position += term.len() - text.len();
        self.token.text.clear();
        self.token.text.push_str(text);
        self.rest = rest;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_where_they_were_written() {
        let all = [(0, "جواب"), (2, "eau"), (2, "ea"), (5, "09-08"), (5, "akbr اكبر")];
        let mut terms = Terms::default();
        all.iter().for_each(|(place, term)| terms.add(*place, term));
        let mut tokenizer = EncodedTerms::default();
        for _ in 0..2 {
            let mut stream = tokenizer.token_stream(terms.written());
            let mut read = Vec::new();
            stream.process(&mut |token| read.push((token.position, token.text.clone())));
            assert_eq!(read, all.map(|(place, term)| (place, term.to_owned())));
        }
    }
}
