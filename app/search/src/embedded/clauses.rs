//! The index's queries, by short names.

use tantivy::{
    Term,
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::expand::Forms;
use crate::analysis::Word;

/// Any query.
pub(super) type Boxed = Box<dyn Query>;

/// Any form of a word, in a field of plain words or its field of stems.
pub(super) fn forms_in(forms: &Forms, words: Field, stems: Field) -> Vec<Boxed> {
    let plain = forms.words.iter().map(|(word, _)| term(words, word));
    plain.chain(forms.stems.iter().map(|(stem, _)| term(stems, stem))).collect()
}

/// A term of a field.
pub(super) fn term(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// Words in a row, as far apart as in the query, give or take `slop`.
pub(super) fn row(field: Field, words: &[Word], form: impl Fn(&Word) -> &str, slop: u32) -> Boxed {
    let first = words.first().map_or(0, |word| word.position);
    let terms: Vec<(usize, Term)> =
        words.iter().map(|word| (word.position.saturating_sub(first), Term::from_field_text(field, form(word)))).collect();
    in_row(terms, slop)
}

/// Stems in a row, or with little between them.
pub(super) fn stems_in_row(field: Field, stems: &[String], slop: u32) -> Boxed {
    in_row(stems.iter().map(|stem| Term::from_field_text(field, stem)).enumerate().collect(), slop)
}

fn in_row(terms: Vec<(usize, Term)>, slop: u32) -> Boxed {
    match terms.as_slice() {
        [] => Box::new(EmptyQuery),
        [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop)),
    }
}

/// Any of the queries.
pub(super) fn union(queries: Vec<Boxed>) -> Boxed {
    Box::new(BooleanQuery::union(queries))
}

/// All of the queries.
pub(super) fn all(queries: Vec<Boxed>) -> Boxed {
    Box::new(BooleanQuery::intersection(queries))
}

/// As many of the queries.
pub(super) fn at_least(queries: &[Boxed], needed: usize) -> Boxed {
    let queries: Vec<Boxed> = queries.iter().map(|query| query.box_clone()).collect();
    if needed == queries.len() { all(queries) } else { Box::new(BooleanQuery::union_with_minimum_required_clauses(queries, needed)) }
}

/// A query whose scores weigh more or less.
pub(super) fn boost(query: Boxed, weight: f32) -> Boxed {
    Box::new(BoostQuery::new(query, weight))
}

/// A query with one score for all it matches.
pub(super) fn constant(query: Boxed, score: f32) -> Boxed {
    Box::new(ConstScoreQuery::new(query, score))
}

/// A query, with the scores of another where that matches too.
pub(super) fn marked(query: Boxed, by: Boxed) -> Boxed {
    Box::new(BooleanQuery::new(vec![(Occur::Must, constant(query, 0.0)), (Occur::Should, by)]))
}
