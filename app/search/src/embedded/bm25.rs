//! BM25 scores of terms and phrases.

use tantivy::{
    DocId, DocSet as _, Searcher, TERMINATED, Term,
    postings::{Postings as _, TermInfo},
    query::{Bm25StatisticsProvider as _, Bm25Weight, EnableScoring},
    schema::{Field, IndexRecordOption},
};

use super::{
    cache::{postings::is_frequent, segments::Segment},
    phrase::{PhraseTerms, find_among},
};

/// The score of a question: its segment, its index among the scored questions of that segment, and the score.
pub(super) type Scored = (usize, usize, f32);

/// Scores questions of an index.
pub(super) struct Bm25<'a> {
    searcher: &'a Searcher,
    segments: &'a [Segment<'a>],
    /// The number of questions.
    all: u64,
}

impl<'a> Bm25<'a> {
    /// The scorer of an index with all its segments.
    pub(super) fn new(searcher: &'a Searcher, segments: &'a [Segment<'a>]) -> tantivy::Result<Self> {
        Ok(Self { searcher, segments, all: searcher.total_num_docs()? })
    }

    /// The scores of a term in `docs`, the questions of each segment in order.
    pub(super) fn term(&self, term: &Term, docs: &[Vec<DocId>]) -> tantivy::Result<Vec<Scored>> {
        let mut lists: Vec<Option<TermInfo>> = Vec::new();
        for segment in self.searcher.segment_readers() {
            lists.push(segment.inverted_index(term.field())?.get_term_info(term)?);
        }
        let holders: u64 = lists.iter().flatten().map(|list| u64::from(list.doc_freq)).sum();
        if holders == 0 {
            return Ok(Vec::new());
        }
        let weight = Bm25Weight::for_one_term_without_explain(holders, self.all, self.average(term.field())?);
        let mut found = Vec::new();
        for (ordinal, ((segment, list), docs)) in self.segments.iter().zip(lists).zip(docs).enumerate() {
            let Some(list) = list.filter(|_| !docs.is_empty()) else { continue };
            let norms = segment.reader.get_fieldnorms_reader(term.field())?;
            having(term, &list, segment, docs, |at, doc, times| {
                found.push((ordinal, at, weight.score(norms.fieldnorm_id(doc), times)));
            })?;
        }
        Ok(found)
    }

    /// The scores of a phrase in those of `docs` that may contain it, given by segment and index.
    pub(super) fn phrase(
        &self,
        phrase: &PhraseTerms,
        boost: f32,
        docs: &[Vec<DocId>],
        may: impl Fn(usize, usize) -> bool,
    ) -> tantivy::Result<Vec<Scored>> {
        let mut found = Vec::new();
        let among = |(ordinal, docs): (usize, &Vec<DocId>)| -> Vec<DocId> {
            docs.iter().enumerate().filter(|(at, _)| may(ordinal, *at)).map(|(_, doc)| *doc).collect()
        };
        let among: Vec<Vec<DocId>> = docs.iter().enumerate().map(among).collect();
        if among.iter().all(Vec::is_empty) {
            return Ok(found);
        }
        let weight = phrase.weight(EnableScoring::enabled_from_searcher(self.searcher))?;
        for (ordinal, ((segment, docs), among)) in self.searcher.segment_readers().iter().zip(docs).zip(among).enumerate() {
            let place = |doc: DocId| docs.partition_point(|scored| *scored < doc);
            find_among(&*weight, segment, boost, among.into_iter(), |doc, score| found.push((ordinal, place(doc), score)))?;
        }
        Ok(found)
    }

    /// The average number of words in a text.
    #[expect(clippy::cast_precision_loss, reason = "an average")]
    fn average(&self, field: Field) -> tantivy::Result<f32> {
        Ok(self.searcher.total_num_tokens(field)? as f32 / self.all.max(1) as f32)
    }
}

/// The questions among `docs`, in order, that have a term: the index, the question and the frequency. More than one occurrence of a
/// frequent term is not informative.
fn having(
    term: &Term,
    list: &TermInfo,
    segment: &Segment<'_>,
    docs: &[DocId],
    mut found: impl FnMut(usize, DocId, u32),
) -> tantivy::Result<()> {
    let frequent = is_frequent(list, segment.reader);
    if frequent && let Some(having) = segment.cached.postings.having(term, list, segment.reader)? {
        docs.iter().enumerate().filter(|(_, doc)| having.contains(**doc)).for_each(|(at, doc)| found(at, *doc, 1));
        return Ok(());
    }
    let index = segment.reader.inverted_index(term.field())?;
    let mut postings = index.read_postings_from_terminfo(list, IndexRecordOption::WithFreqs)?;
    for (at, doc) in docs.iter().enumerate() {
        let next = if postings.doc() < *doc { postings.seek(*doc) } else { postings.doc() };
        if next == *doc {
            found(at, *doc, if frequent { 1 } else { postings.term_freq() });
        } else if next == TERMINATED {
            break;
        }
    }
    Ok(())
}
