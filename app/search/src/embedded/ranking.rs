//! Ranking what matches. Where much matches, a rough measure chooses what is worth scoring in full.

mod best;

use std::collections::HashMap;

use tantivy::{
    DocId, DocSet as _, Searcher, TERMINATED, Term,
    postings::{Postings as _, TermInfo},
    query::{Bm25StatisticsProvider as _, Bm25Weight, BooleanQuery, BoostQuery, EnableScoring, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    apart::each,
    columns::{Segment, is_frequent},
    docs::Docs,
    row::{Row, look_into},
    scoring::{Part, QueryRow, Scores},
};
use best::Best;

/// A list is gone through rather than sought in where it is less than so many times as long as what is sought.
const SPARSE: u64 = 8;

/// Questions of a segment with their scores.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    /// The questions, in order.
    pub docs: Vec<DocId>,
    /// The score of each.
    pub scores: Vec<f32>,
    /// Which words of the query each has, by kind of text.
    words: Vec<Vec<u64>>,
}

impl Ranked {
    fn new(docs: Vec<DocId>, texts: usize) -> Self {
        Self { scores: vec![0.0; docs.len()], words: vec![vec![0; docs.len()]; texts], docs }
    }

    fn add(&mut self, at: usize, score: f32) {
        if let Some(sum) = self.scores.get_mut(at) {
            *sum += score;
        }
    }
}

/// A question that has something: its segment, its place among the ranked ones of it, and the score of that.
type Scored = (usize, usize, f32);

/// Ranks the questions of an index.
pub(super) struct Ranking<'a> {
    searcher: &'a Searcher,
    segments: &'a [Segment<'a>],
    all: u64,
}

impl<'a> Ranking<'a> {
    /// Of this index.
    pub(super) fn new(searcher: &'a Searcher, segments: &'a [Segment<'a>]) -> tantivy::Result<Self> {
        Ok(Self { searcher, segments, all: searcher.total_num_docs()? })
    }

    /// The questions among which the best `most` are, with their scores.
    pub(super) fn rank(&self, matching: &[Docs], scores: &Scores, most: usize) -> tantivy::Result<Vec<Ranked>> {
        let chosen = self.chosen(matching, scores, most)?;
        let mut ranked: Vec<Ranked> = chosen.into_iter().map(|docs| Ranked::new(docs, scores.together.len())).collect();
        for (part, found) in scores.parts.iter().zip(each(self.searcher, &scores.parts, |part| self.part(part, &ranked))?) {
            add(part, found, &mut ranked);
        }
        for found in each(self.searcher, &scores.rows, |row| self.of_query(row, &ranked))? {
            for (segment, at, score) in found {
                ranked.get_mut(segment).into_iter().for_each(|segment| segment.add(at, score));
            }
        }
        let every = 1_u64.checked_shl(u32::try_from(scores.words).unwrap_or(u32::MAX)).map_or(u64::MAX, |next| next - 1);
        for segment in &mut ranked {
            for (words, weight) in segment.words.iter().zip(&scores.together) {
                let with_every = words.iter().zip(&mut segment.scores).filter(|(words, _)| **words == every);
                with_every.for_each(|(_, score)| *score += weight);
            }
        }
        Ok(ranked)
    }

    /// What is worth scoring in full.
    fn chosen(&self, matching: &[Docs], scores: &Scores, most: usize) -> tantivy::Result<Vec<Vec<DocId>>> {
        let count: usize = matching.iter().map(Docs::count).sum();
        if count <= most {
            return Ok(matching.iter().map(|docs| docs.iter().collect()).collect());
        }
        let mut lists = 0;
        for (term, _) in &scores.rough {
            lists += self.searcher.doc_freq(term)?;
        }
        let best = if lists > SPARSE * count as u64 {
            self.roughly_best(matching, scores, most)?
        } else {
            self.best_of_lists(matching, scores, most)?
        };
        Ok(best.by_segment(matching))
    }

    /// The best by the rough measure, from the lists of its terms.
    fn best_of_lists(&self, matching: &[Docs], scores: &Scores, most: usize) -> tantivy::Result<Best> {
        let terms = scores.rough.iter().map(|(term, weight)| {
            let query = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(query), *weight)) as Box<dyn Query>
        });
        let weight = BooleanQuery::union(terms.collect()).weight(EnableScoring::enabled_from_searcher(self.searcher))?;
        let mut best = Best::new(most);
        for (ordinal, (segment, docs)) in self.searcher.segment_readers().iter().zip(matching).enumerate() {
            weight.for_each_pruning(best.threshold(), segment, &mut |doc, score| {
                if docs.contains(doc) {
                    best.offer(ordinal, doc, score);
                }
                best.threshold()
            })?;
        }
        Ok(best)
    }

    /// The best by the rough measure, each looked at.
    fn roughly_best(&self, matching: &[Docs], scores: &Scores, most: usize) -> tantivy::Result<Best> {
        let mut ranked: Vec<Ranked> = matching.iter().map(|docs| Ranked::new(docs.iter().collect(), 0)).collect();
        for ((_, weight), found) in scores.rough.iter().zip(each(self.searcher, &scores.rough, |(term, _)| self.term(term, &ranked))?) {
            for (segment, at, score) in found {
                if let Some(ranked) = ranked.get_mut(segment) {
                    ranked.add(at, score * weight);
                }
            }
        }
        let mut best = Best::new(most);
        for (ordinal, segment) in ranked.iter().enumerate() {
            segment.docs.iter().zip(&segment.scores).for_each(|(doc, score)| best.offer(ordinal, *doc, *score));
        }
        Ok(best)
    }

    /// What a part scores.
    fn part(&self, part: &Part, ranked: &[Ranked]) -> tantivy::Result<Vec<Scored>> {
        match part {
            Part::Term { term, weight, .. } => {
                let mut found = self.term(term, ranked)?;
                found.iter_mut().for_each(|(_, _, score)| *score *= weight);
                Ok(found)
            }
            Part::Row(row, weight) => self.row(row, *weight, ranked, |_, _| true),
            Part::Best(parts, others) => {
                let mut best: HashMap<(usize, usize), (f32, f32)> = HashMap::new();
                for part in parts {
                    for (segment, at, score) in self.part(part, ranked)? {
                        let (most, sum) = best.entry((segment, at)).or_default();
                        (*most, *sum) = (most.max(score), *sum + score);
                    }
                }
                Ok(best.into_iter().map(|((segment, at), (most, sum))| (segment, at, (sum - most).mul_add(*others, most))).collect())
            }
        }
    }

    /// The BM25 of a term.
    fn term(&self, term: &Term, ranked: &[Ranked]) -> tantivy::Result<Vec<Scored>> {
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
        for (ordinal, ((segment, list), ranked)) in self.segments.iter().zip(lists).zip(ranked).enumerate() {
            let Some(list) = list.filter(|_| !ranked.docs.is_empty()) else { continue };
            let norms = segment.reader.get_fieldnorms_reader(term.field())?;
            having(term, &list, segment, &ranked.docs, |at, doc, times| {
                found.push((ordinal, at, weight.score(norms.fieldnorm_id(doc), times)));
            })?;
        }
        Ok(found)
    }

    /// Words of an average text.
    #[expect(clippy::cast_precision_loss, reason = "an average")]
    fn average(&self, field: Field) -> tantivy::Result<f32> {
        Ok(self.searcher.total_num_tokens(field)? as f32 / self.all.max(1) as f32)
    }

    /// The BM25 of words of the query in a row.
    fn of_query(&self, row: &QueryRow, ranked: &[Ranked]) -> tantivy::Result<Vec<Scored>> {
        let has_words = |segment: &Ranked, at: usize| {
            segment.words.get(row.text).and_then(|words| words.get(at)).is_some_and(|words| words & row.words == row.words)
        };
        self.row(&row.row, row.weight, ranked, has_words)
    }

    /// The BM25 of words in a row, in those of the ranked questions that may have it.
    fn row(&self, row: &Row, boost: f32, ranked: &[Ranked], may: impl Fn(&Ranked, usize) -> bool) -> tantivy::Result<Vec<Scored>> {
        let mut found = Vec::new();
        let among = |ranked: &Ranked| ranked.docs.iter().enumerate().filter(|(at, _)| may(ranked, *at)).map(|(_, doc)| *doc).collect();
        let among: Vec<Vec<DocId>> = ranked.iter().map(among).collect();
        if among.iter().all(Vec::is_empty) {
            return Ok(found);
        }
        let weight = row.weight(EnableScoring::enabled_from_searcher(self.searcher))?;
        for (ordinal, ((segment, ranked), among)) in self.searcher.segment_readers().iter().zip(ranked).zip(among).enumerate() {
            let place = |doc: DocId| ranked.docs.partition_point(|ranked| *ranked < doc);
            look_into(&*weight, segment, boost, among.into_iter(), |doc, score| found.push((ordinal, place(doc), score)))?;
        }
        Ok(found)
    }
}

/// Which of some questions of a segment, given in order, have a term: the place, the question and how often. To have a
/// frequent term more than once tells nothing more.
fn having(
    term: &Term,
    list: &TermInfo,
    segment: &Segment<'_>,
    docs: &[DocId],
    mut found: impl FnMut(usize, DocId, u32),
) -> tantivy::Result<()> {
    let frequent = is_frequent(list, segment.reader);
    if frequent && let Some(having) = segment.kept.frequent.having(term, list, segment.reader)? {
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

/// Adds what a part scores.
fn add(part: &Part, found: Vec<Scored>, ranked: &mut [Ranked]) {
    for (segment, at, score) in found {
        let Some(segment) = ranked.get_mut(segment) else { continue };
        segment.add(at, score);
        if let Part::Term { of: Some((text, word)), .. } = part
            && let Some(words) = segment.words.get_mut(*text).and_then(|words| words.get_mut(at))
        {
            *words |= 1 << word;
        }
    }
}
