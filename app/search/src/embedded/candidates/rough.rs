//! The rough measure: BM25 of all stems of the query, in any text.

use std::collections::HashMap;

use tantivy::{
    DocId, Term,
    query::{BooleanQuery, BoostQuery, EnableScoring, Query, TermQuery},
    schema::IndexRecordOption,
};

use super::{
    super::{bm25::Bm25, cache::segments::Segment, doc_set::DocSet, parallel, plan::Plan},
    top::TopCandidates,
};

/// Posting lists are read if they have at most this many postings per question; longer ones are searched for each question.
const MAX_POSTINGS_PER_QUESTION: u64 = 8;

/// The stems of all forms of the words of a query, with their weights.
pub(super) fn terms(plan: &Plan<'_>) -> Vec<(Term, f32)> {
    let mut stems: HashMap<String, f32> = HashMap::new();
    let mut add = |stem: String, weight: f32| {
        let known = stems.entry(stem).or_default();
        *known = known.max(weight);
    };
    for clause in &plan.clauses {
        for (word, forms) in clause.clause.words().iter().zip(&clause.forms) {
            forms.stems.iter().for_each(|(stem, weight)| add(stem.clone(), *weight));
            forms.words.iter().for_each(|(form, weight)| add(word.kind.stem(form), *weight));
        }
        clause.translations.iter().for_each(|one| one.stems.iter().for_each(|stem| add(stem.clone(), one.weight)));
    }
    let field = plan.scope.dictionary.stems;
    stems.into_iter().map(|(stem, weight)| (Term::from_field_text(field, &stem), weight)).collect()
}

/// The `depth` best matches in each segment.
pub(super) fn best(
    plan: &Plan<'_>,
    segments: &[Segment<'_>],
    matching: &[DocSet],
    terms: &[(Term, f32)],
    depth: usize,
) -> tantivy::Result<Vec<Vec<DocId>>> {
    let count: usize = matching.iter().map(DocSet::count).sum();
    if count <= depth {
        return Ok(matching.iter().map(|docs| docs.iter().collect()).collect());
    }
    let mut postings = 0;
    for (term, _) in terms {
        postings += plan.scope.dictionary.searcher.doc_freq(term)?;
    }
    let best = if postings > MAX_POSTINGS_PER_QUESTION * count as u64 {
        by_question(plan, segments, matching, terms, depth)?
    } else {
        by_list(plan, matching, terms, depth)?
    };
    Ok(best.by_segment(matching))
}

/// The best, by reading the lists of the terms.
fn by_list(plan: &Plan<'_>, matching: &[DocSet], terms: &[(Term, f32)], depth: usize) -> tantivy::Result<TopCandidates> {
    let searcher = plan.scope.dictionary.searcher;
    let terms = terms.iter().map(|(term, weight)| {
        let query = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(query), *weight)) as Box<dyn Query>
    });
    let weight = BooleanQuery::union(terms.collect()).weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut top = TopCandidates::new(depth);
    for (ordinal, (segment, docs)) in searcher.segment_readers().iter().zip(matching).enumerate() {
        weight.for_each_pruning(top.threshold(), segment, &mut |doc, score| {
            if docs.contains(doc) {
                top.offer(ordinal, doc, score);
            }
            top.threshold()
        })?;
    }
    Ok(top)
}

/// The best, by looking up each question.
fn by_question(
    plan: &Plan<'_>,
    segments: &[Segment<'_>],
    matching: &[DocSet],
    terms: &[(Term, f32)],
    depth: usize,
) -> tantivy::Result<TopCandidates> {
    let searcher = plan.scope.dictionary.searcher;
    let bm25 = Bm25::new(searcher, segments)?;
    let docs: Vec<Vec<DocId>> = matching.iter().map(|docs| docs.iter().collect()).collect();
    let mut scores: Vec<Vec<f32>> = docs.iter().map(|docs| vec![0.0; docs.len()]).collect();
    for ((_, weight), found) in terms.iter().zip(parallel::map(searcher, terms, |(term, _)| bm25.term(term, &docs))?) {
        for (segment, at, score) in found {
            if let Some(sum) = scores.get_mut(segment).and_then(|scores| scores.get_mut(at)) {
                *sum += score * weight;
            }
        }
    }
    let mut top = TopCandidates::new(depth);
    for (ordinal, (docs, scores)) in docs.iter().zip(&scores).enumerate() {
        docs.iter().zip(scores).for_each(|(doc, score)| top.offer(ordinal, *doc, *score));
    }
    Ok(top)
}
