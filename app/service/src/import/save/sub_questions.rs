//! The sub-questions of a record. Each keeps its id, to which answers state their coverage, wherever the source or the site moved it.

use std::collections::{BTreeSet, HashMap};

use jawab_domain::{Locale, PerLocale, text::TextPart};
use jawab_store::{Connection, StoreError, answers, rows, sub_questions, texts};

use super::{
    SaveError, Saver,
    standing_texts::{StandingTexts, is_entered_here},
};
use crate::{
    import::{
        draft::{Draft, Text},
        report::RecordProblem,
    },
    sub_questions::match_identities,
};

/// An existing sub-question, with its texts.
struct KnownSubQuestion {
    row: rows::SubQuestion,
    texts: Vec<rows::Text>,
}

impl KnownSubQuestion {
    fn bodies(&self) -> PerLocale<&str> {
        self.texts.iter().filter_map(|text| Some((text.locale.parse::<Locale>().ok()?, text.body.as_str()))).collect()
    }
}

fn bodies(texts: &[PerLocale<Text>]) -> Vec<PerLocale<&str>> {
    texts.iter().map(|texts| texts.iter().map(|(locale, text)| (locale, text.body.as_str())).collect()).collect()
}

impl<C: Connection> Saver<'_, C> {
    /// Writes the sub-questions, whose texts are written later. Returns their ids in order; existing ones keep theirs. A sub-question
    /// without any text, because all were redacted and removed, gets no row.
    pub(super) async fn sub_questions(&mut self, id: i64, draft: &Draft, is_new: bool) -> Result<Vec<Option<i64>>, SaveError> {
        let mut known = if is_new { Vec::new() } else { self.known_sub_questions(id).await? };
        let mut matched = self.redacted_ones(&known, draft);
        self.match_earlier_wordings(id, &known, draft, &mut matched).await?;
        let same =
            match_identities(&known.iter().map(KnownSubQuestion::bodies).collect::<Vec<_>>(), &bodies(&draft.sub_questions), &matched);
        let leaves = |texts: &PerLocale<Text>| !texts.is_empty() && texts.iter().all(|(_, text)| self.redacted.has(text));
        let left: Vec<bool> = draft.sub_questions.iter().zip(&same).map(|(texts, same)| same.is_none() && leaves(texts)).collect();
        let gone = known.iter().enumerate().filter(|(place, _)| !same.contains(&Some(*place))).map(|(_, known)| known.row.id).collect();
        self.drop_sub_questions(gone).await?;
        let last = known.last().map_or(0, |known| known.row.position);
        let new = same.iter().zip(&left).filter(|(same, left)| same.is_none() && !**left).count();
        let mut made = sub_questions::insert(self.db, id, last, new).await?.into_iter();
        let mut ids = Vec::new();
        for (n, ((texts, same), left)) in draft.sub_questions.iter().zip(&same).zip(&left).enumerate() {
            let before = match same {
                Some(place) => known.get_mut(*place),
                None => None,
            };
            let (sub_id, standing) = match before {
                Some(known) => {
                    let in_source = |row: &rows::Text| {
                        let new = row.locale.parse::<Locale>().ok().and_then(|locale| texts.get(locale));
                        (format!("sub_questions[{n}].{}", row.locale), new)
                    };
                    (Some(known.row.id), self.clear_texts(id, std::mem::take(&mut known.texts), in_source).await?)
                }
                None if *left => (None, StandingTexts::default()),
                None => (made.next(), StandingTexts::default()),
            };
            for (locale, text) in texts.iter() {
                let place = (TextPart::SubQuestion, locale);
                if standing.keeps(place) {
                    continue;
                }
                if standing.is_redacted(place) || self.redacted.has(text) {
                    self.note_unchanged(format!("sub_questions[{n}].{locale}"));
                } else {
                    let row = rows::Text { sub_question_id: sub_id, ..self.text(TextPart::SubQuestion, locale, text) };
                    self.texts.push(row);
                }
            }
            ids.push(sub_id);
        }
        if !is_new {
            let order: Vec<i64> = ids.iter().copied().flatten().collect();
            sub_questions::arrange(self.db, id, &order).await?;
        }
        Ok(ids)
    }

    /// The existing sub-questions of a record's ones, recognised by their wording before the redaction.
    fn redacted_ones(&self, known: &[KnownSubQuestion], draft: &Draft) -> Vec<Option<usize>> {
        let mut taken = BTreeSet::new();
        let one = |texts: &PerLocale<Text>| {
            let of: BTreeSet<i64> = texts.iter().filter_map(|(_, text)| self.redacted.same(text)).flatten().copied().collect();
            let mut same = known.iter().enumerate().filter(|(_, known)| known.texts.iter().any(|text| of.contains(&text.id)));
            let place = same.find(|(place, _)| !taken.contains(place)).map(|(place, _)| place);
            taken.extend(place);
            place
        };
        draft.sub_questions.iter().map(one).collect()
    }

    /// Adds the existing sub-questions that were reworded here, recognised by their earlier wording. One that reads so now comes first.
    async fn match_earlier_wordings(
        &self,
        question: i64,
        known: &[KnownSubQuestion],
        draft: &Draft,
        matched: &mut [Option<usize>],
    ) -> Result<(), StoreError> {
        if !known.iter().flat_map(|known| &known.texts).any(is_entered_here) {
            return Ok(());
        }
        let earlier = texts::earlier(self.db, question).await?;
        let reads = |known: &KnownSubQuestion, locale: Locale, text: &Text| known.bodies().get(locale) == Some(&text.body.as_str());
        let read = |known: &KnownSubQuestion, locale: Locale, text: &Text| {
            let mut of = known.texts.iter().filter(|row| row.locale == locale.code());
            of.any(|row| earlier.iter().any(|earlier| earlier.text_id == row.id && earlier.body == text.body))
        };
        let mut taken: BTreeSet<usize> = matched.iter().copied().flatten().collect();
        for (texts, same) in draft.sub_questions.iter().zip(matched).filter(|(_, same)| same.is_none()) {
            if texts.iter().any(|(locale, text)| known.iter().any(|known| reads(known, locale, text))) {
                continue;
            }
            let mut open = known.iter().enumerate().filter(|(place, _)| !taken.contains(place));
            *same = open.find(|(_, known)| texts.iter().any(|(locale, text)| read(known, locale, text))).map(|(place, _)| place);
            taken.extend(*same);
        }
        Ok(())
    }

    async fn known_sub_questions(&self, id: i64) -> Result<Vec<KnownSubQuestion>, StoreError> {
        let rows = sub_questions::of_question(self.db, id).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut texts: HashMap<Option<i64>, Vec<rows::Text>> = HashMap::new();
        for text in texts::of_sub_questions(self.db, rows.iter().map(|row| row.id)).await? {
            texts.entry(text.sub_question_id).or_default().push(text);
        }
        Ok(rows.into_iter().map(|row| KnownSubQuestion { texts: texts.remove(&Some(row.id)).unwrap_or_default(), row }).collect())
    }

    /// Removes sub-questions that the source no longer has. One that an answer covers cannot be removed.
    async fn drop_sub_questions(&self, surplus: Vec<i64>) -> Result<(), SaveError> {
        if surplus.is_empty() {
            return Ok(());
        }
        if answers::address_any(self.db, &surplus).await? {
            return Err(SaveError::Record("sub_questions".into(), RecordProblem::PublishedAnswer));
        }
        Ok(sub_questions::delete(self.db, &surplus).await?)
    }
}
