//! Annulled answers: what a source still states of one is not imported, and the report says so.

use std::{borrow::Cow, collections::BTreeSet};

use jawab_domain::{AnswerKind, Locale, Status};
use jawab_store::{
    Connection, StoreError, answers, rows,
    texts::{self, Owner},
};

use super::Saver;
use crate::import::{
    draft::{Answer, Draft},
    report::RecordProblem,
};

impl<C: Connection> Saver<'_, C> {
    /// A record without the annulled answers to its question, their corrections, and their consequences.
    pub(in crate::import::save) async fn without_annulled<'d>(&mut self, id: i64, draft: &'d Draft) -> Result<Cow<'d, Draft>, StoreError> {
        let annulled = answers::annulled(self.db, id).await?;
        if annulled.is_empty() {
            return Ok(Cow::Borrowed(draft));
        }
        let mut gone = BTreeSet::new();
        for row in &annulled {
            let (_, texts) = self.split(texts::of_owner(self.db, Owner::Answer(row.id)).await?).await?;
            let mut left = draft.answers.iter().enumerate().filter(|(n, _)| !gone.contains(n));
            let same = left.find(|(_, answer)| is_same_answer(answer, row, &texts)).map(|(n, _)| n);
            gone.extend(same);
        }
        for (n, answer) in draft.answers.iter().enumerate() {
            if answer.corrects.and_then(|place| place.checked_sub(1)).is_some_and(|of| gone.contains(&of)) {
                gone.insert(n);
            }
        }
        self.notes.extend(gone.iter().map(|n| (format!("answers[{n}]"), RecordProblem::Annulled)));
        let kept = |n: &usize| !gone.contains(n);
        let mut without = draft.clone();
        without.answers = draft.answers.iter().enumerate().filter(|(n, _)| kept(n)).map(|(_, answer)| answer.clone()).collect();
        for answer in &mut without.answers {
            answer.corrects = answer.corrects.map(|place| (0..place).filter(kept).count());
        }
        let settling = gone.iter().filter_map(|n| draft.answers.get(*n)).any(|answer| answer.kind == AnswerKind::Final);
        let its_day = |row: &rows::Answer| row.kind == AnswerKind::Final.code() && row.answered_on == draft.answered_on;
        let told_by_day = draft.answered_on.is_some() && annulled.iter().any(its_day);
        if draft.status == Status::Answered && (settling || told_by_day) {
            // Other answers settle it if they do.
            (without.status, without.answered_on) = (Status::Transmitted, None);
        }
        Ok(Cow::Owned(without))
    }
}

/// Whether an answer of a source is an annulled one: with the same text or, if there is none to compare, the same date.
fn is_same_answer(answer: &Answer, row: &rows::Answer, texts: &[rows::Text]) -> bool {
    let mut both = texts.iter().filter_map(|text| Some((answer.texts.get(text.locale.parse::<Locale>().ok()?)?, text))).peekable();
    let comparable = both.peek().is_some();
    let same = if comparable { both.any(|(new, text)| new.body == text.body) } else { answer.date == row.answered_on };
    row.kind == answer.kind.code() && same
}
