//! Spelling suggestions as people write them: an index knows words without case and accents.
//!
//! An index also knows words of questions that it has forgotten: of one that is hidden, no word may be offered. So only words
//! are, that a question which the public sees is read to have.

use std::collections::HashMap;

use jawab_domain::Filters;
use jawab_search::{
    analysis::{readable_prefix, words},
    engine::{Query, Sort},
};
use jawab_store::{
    Database, Viewer,
    read::{self, QuestionRecord},
};

use super::{circuit_breaker::CircuitBreaker, failure::SearchFailure};
use crate::compute_pool::{ComputePool, Queue};

/// Questions read to see how a word is written.
const MAX_READ: usize = 3;
/// Letters of these questions that are read before no more of their texts are.
const MAX_LETTERS: usize = 200_000;

/// The offers with each word as typed, else as a question that has it writes it. An offer with a word that none has is dropped.
pub(super) async fn as_written(
    engine: &CircuitBreaker,
    database: &Database,
    pool: &ComputePool,
    query: &Query,
    offers: Vec<String>,
) -> Result<Vec<String>, SearchFailure> {
    let mut all: Vec<String> = Vec::new();
    for offer in offers {
        let filters = Filters { excluding: query.filters.excluding.clone(), ..Filters::default() };
        // The blank says that the last word is complete.
        let search =
            Query { text: format!("{offer} "), filters, sort: Sort::Relevance, offset: 0, limit: MAX_READ, facets: false, ..query.clone() };
        let hits = engine.search(&search).await.map(|outcome| outcome.hits).unwrap_or_default();
        let ids: Vec<i64> = hits.iter().map(|hit| hit.id).collect();
        let records = read::load(database.reader(), Viewer::Public, &ids).await?;
        let typed = query.text.clone();
        let written = pool.run_cancellable(Queue::Pages, move |cancel| {
            let mut forms = Forms::default();
            forms.read(&typed);
            let mut left = MAX_LETTERS;
            for (text, letters) in records.iter().flat_map(texts) {
                if left == 0 || cancel.is_cancelled() {
                    break;
                }
                left = left.saturating_sub(letters);
                forms.read(text);
            }
            forms.write(&offer)
        });
        let written = written.await?;
        all.extend(written.filter(|written| !all.contains(written)));
    }
    Ok(all)
}

/// All that a question says, and the names on it: the beginning of each text, and its letters.
fn texts(record: &QuestionRecord) -> impl Iterator<Item = (&str, usize)> {
    let subs = record.sub_questions.iter().map(|sub| &sub.texts);
    let answers = record.answers.iter().filter(|answer| !answer.annulled).map(|answer| &answer.texts);
    let bodies = [&record.subject, &record.text].into_iter().chain(subs).chain(answers);
    let bodies = bodies.flat_map(|texts| texts.iter().map(|(_, text)| text.body.as_str()));
    let people = record.authors.iter().flat_map(|author| std::iter::once(&author.member).chain(&author.group));
    let named = people.chain(record.ministries().map(|part| &part.ministry)).chain(&record.themes);
    bodies.chain(named.flat_map(|named| named.names.iter().map(String::as_str))).map(readable_prefix)
}

/// How words are written: the first way met, by what they are without case, accents and article.
#[derive(Default)]
struct Forms {
    folded: HashMap<String, String>,
    plain: HashMap<String, String>,
}

impl Forms {
    fn read(&mut self, text: &str) {
        for word in words(text).into_iter().filter(|word| !word.joined) {
            if let Some(written) = text.get(word.start..word.end) {
                self.folded.entry(word.folded.clone()).or_insert_with(|| written.to_owned());
                self.plain.entry(word.plain.clone()).or_insert_with(|| written.to_owned());
            }
        }
    }

    /// An offer in these forms, if they are of all its words; its quotes stay.
    fn write(&self, offer: &str) -> Option<String> {
        let one = |word: &str| {
            let bare = word.trim_matches('"');
            let written = self.folded.get(bare).or_else(|| self.plain.get(bare))?;
            Some(word.replace(bare, written))
        };
        Some(offer.split(' ').map(one).collect::<Option<Vec<_>>>()?.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::Forms;

    #[test]
    fn an_offer_is_written_as_typed_else_as_texts_write_it_else_not_at_all() {
        let mut forms = Forms::default();
        forms.read("l’hopital zzz");
        forms.read("Pénurie d’eau à l’Hôpital, المستشفى الإقليمي");
        assert_eq!(forms.write("hopital penurie").as_deref(), Some("hopital Pénurie"));
        assert_eq!(forms.write("\"eau مستشفي\" zzz").as_deref(), Some("\"eau المستشفى\" zzz"));
        assert_eq!(forms.write("eau inconnu"), None);
    }
}
