//! Hides content that should not be public: a whole question, by two people; names in its texts, with a visible mark.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use jawab_domain::{
    access::Act,
    field::FieldName,
    lifecycle::{Command, EventKind, Publication, Refusal},
    text::{REDACTION_MARK, TextPart},
};
use jawab_store::{
    Connection, answers,
    form_drafts::{self, DraftFilter, DraftVersion},
    questions,
    reasons::{self, NewRedactedReason, ReasonPlace},
    redactions::{self, NewRedaction},
    requests, rows, sub_questions, texts, works,
};
use serde_json::{Value, json};

use crate::redaction::{NameSearch, Occurrences, body_hash};
use crate::use_cases::{
    ExpectedVersion, Problem, SavedQuestion, UnitOfWork, UseCaseError, UseCaseResult, questions::loaded_question::EventDetails, validation,
};

impl UnitOfWork {
    /// Asks for a published question to be hidden; another person must confirm.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it is not published.
    pub async fn ask_hiding(&mut self, expected: ExpectedVersion, reason: &str) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::HideQuestion).await?;
        let reason = validation::reason(reason)?;
        loaded.state.decide(Command::Hide { reason: reason.clone() })?;
        self.save_hiding_request(&loaded, EventKind::HidingAsked, reason).await
    }

    /// Hides a question, as another person asked.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`], or by the rule of two ([`crate::second_person`]).
    pub async fn confirm_hiding(&mut self, expected: ExpectedVersion) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::HideQuestion).await?;
        let asked = self.hiding_request(&loaded, Publication::Published).await?;
        self.require_second_person_to_hide(&loaded, &asked).await?;
        requests::delete_hiding(self.db(), loaded.id()).await?;
        loaded.row.hidden_reason = Some(asked.reason.clone());
        let details = EventDetails { on: Some(self.today), reason: Some(&asked.reason), data: json!({ "asked_by": asked.asked_by }) };
        self.decide(&mut loaded, Command::Hide { reason: asked.reason.clone() }, details).await?;
        Ok(loaded.saved())
    }

    /// Drops a request to hide a question or to show it again: the person who asked withdraws it, anybody else says why.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`]; [`UseCaseError::Invalid`] if somebody else gives no reason.
    pub async fn drop_hiding(&mut self, expected: ExpectedVersion, reason: &str) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::HideQuestion).await?;
        let asked = requests::hiding(self.db(), loaded.id()).await?.ok_or(Refusal::NothingAsked)?;
        let own = asked.asked_by == self.by();
        let reason = if own { validation::optional_reason(Some(reason))? } else { Some(validation::reason(reason)?) };
        requests::delete_hiding(self.db(), loaded.id()).await?;
        let hidden = loaded.state.publication == Publication::Hidden;
        let kind = if hidden { EventKind::UnhidingDropped } else { EventKind::HidingDropped };
        self.record_event(loaded.id(), kind, None, reason.as_deref(), json!({ "own": own })).await?;
        Ok(loaded.saved())
    }

    /// Redacts names in a published question wherever they were [found](crate::redaction::find_names): in its texts, their earlier
    /// versions, and reasons. A mark replaces each name. Only the hash of the whole text or reason is stored, not the redacted text.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if there is no name, or one in the reason, which stays readable. [`UseCaseError::Refused`] if the
    /// question was never published: its texts are edited instead. [`UseCaseError::Conflict`] with the expected version, if something
    /// was typed or written since the search: the search must be repeated.
    pub async fn redact(&mut self, expected: ExpectedVersion, search: &NameSearch, reason: &str) -> UseCaseResult<SavedQuestion> {
        if search.concerned.len() > 1 {
            // The other questions that share a text are written after this one, whatever their order.
            questions::lock_all(self.db()).await?;
        }
        let loaded = self.lock(expected, Act::HideQuestion).await?;
        let reason = validation::reason(reason)?;
        if !loaded.was_published() {
            return Err(Refusal::WrongPublication(Publication::Unpublished).into());
        }
        let query = &search.query;
        if !query.names.places(&reason).is_empty() {
            return Err(UseCaseError::field(FieldName::Reason, Problem::HasName));
        }
        if query.question != loaded.id() {
            return Err(UseCaseError::NotFound);
        }
        if let Some(only) = query.only {
            self.text_of(loaded.id(), only).await?;
        }
        if search.is_empty() {
            return Err(UseCaseError::field(FieldName::Names, Problem::NotInText));
        }
        if query.only.is_none() {
            // The reasons of a ministry's answer change without the question's lock: this lock prevents that until the change ends.
            let of: BTreeSet<i64> = search.searched_reasons.iter().map(|why| why.question).chain([loaded.id()]).collect();
            for question in of {
                works::lock_on_question(self.db(), question).await?;
            }
        }
        if !self.is_unchanged_since_search(search).await? {
            return Err(UseCaseError::Conflict { current: expected.version });
        }
        let mut found: BTreeMap<i64, Vec<BodyWithNames<'_>>> = BTreeMap::new();
        for of in &search.earlier {
            found.entry(of.of.text_id).or_default().push(BodyWithNames {
                body: Body::Earlier(&of.of),
                places: &of.places,
                sha256: &of.sha256,
            });
        }
        for of in &search.texts {
            found.entry(of.of.id).or_default().push(BodyWithNames { body: Body::Now(&of.of), places: &of.places, sha256: &of.sha256 });
        }
        for (text, found) in found {
            let now = search.searched_texts.iter().find(|row| row.id == text);
            self.redact_text((loaded.id(), text), now, found, &reason).await?;
        }
        let unchanged = self.redact_reasons(search, &reason).await? && self.redact_form_drafts(search).await?;
        if unchanged { Ok(loaded.saved()) } else { Err(UseCaseError::Conflict { current: expected.version }) }
    }

    /// Whether the texts with names, every reason and the form drafts are as they were when they were searched.
    async fn is_unchanged_since_search(&self, search: &NameSearch) -> UseCaseResult<bool> {
        let query = &search.query;
        if query.only.is_none() && reasons::of_question(self.db(), query.question).await? != search.searched_reasons {
            return Ok(false);
        }
        let ids: Vec<i64> = search.texts.iter().map(|found| found.of.id).collect();
        let now = texts::by_ids(self.db(), ids).await?;
        let same = |of: &rows::Text| now.iter().any(|row| row.id == of.id && row.body == of.body);
        if !search.texts.iter().all(|found| same(&found.of)) {
            return Ok(false);
        }
        for (question, code) in &search.concerned {
            let all = form_drafts::of_question(self.db(), code).await?;
            let own = *question == query.question;
            let unknown = |of: &DraftVersion| (own || of.name.answer().is_some()) && !search.has_searched(of);
            if all.iter().any(unknown) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Redacts one text and its earlier versions. Versions that an import replaced have no text any more.
    async fn redact_text(
        &mut self,
        (question, text): (i64, i64),
        now: Option<&rows::Text>,
        found: Vec<BodyWithNames<'_>>,
        reason: &str,
    ) -> UseCaseResult<()> {
        let Some(first) = found.first() else { return Ok(()) };
        let Some(start) = first.places.last() else { return Ok(()) };
        let concerned = match now {
            Some(row) => self.questions_of_text(row, question).await?,
            None => vec![question],
        };
        let hashes: BTreeSet<String> = found.iter().map(|of| of.sha256.to_owned()).collect();
        redactions::record_body_hashes(self.db(), text, &concerned, &hashes).await?;
        let hash = body_hash(now.map_or(first.body.text(), |now| now.body.as_str()));
        let new = NewRedaction { text, question, reason, body_sha256: &hash, by: self.by(), at: self.now };
        let open = redactions::open(self.db(), new, passage(first.body.text(), start)).await?;
        for of in found {
            let mut body = of.body.text().to_owned();
            for at in of.places.iter().rev() {
                redactions::next_place(self.db(), &open, passage(&body, at)).await?;
                body.replace_range(at.clone(), REDACTION_MARK);
                of.body.write(self.db(), &body).await?;
            }
        }
        redactions::close(self.db(), open).await?;
        let (part, locale) = (now.map(|now| &now.part), now.map(|now| &now.locale));
        let data = json!({ "text": text, "part": part, "locale": locale, "sha256_before": hash });
        self.record_event(question, EventKind::Redacted, Some(self.today), Some(reason), data).await?;
        for other in concerned {
            self.touch(other, question).await?;
            self.index(other).await?;
        }
        Ok(())
    }

    /// Redacts the reasons shown in the history and, for some, to readers; false if one has changed since the search. The history
    /// records, by hashes, what replaced what, so that the seals cover the new wording.
    async fn redact_reasons(&mut self, search: &NameSearch, reason: &str) -> UseCaseResult<bool> {
        let mut done: BTreeMap<i64, (usize, Vec<Value>)> = BTreeMap::new();
        for Occurrences { of, places, sha256 } in &search.reasons {
            let new = NewRedactedReason { question: of.question, of: of.at, sha256, by: self.by(), at: self.now };
            let Some(first) = places.last() else { continue };
            let open = reasons::open(self.db(), new, passage(&of.words, first)).await?;
            let mut words = of.words.clone();
            for at in places.iter().rev() {
                reasons::next_place(self.db(), &open, passage(&words, at)).await?;
                let before = words.clone();
                words.replace_range(at.clone(), REDACTION_MARK);
                if !reasons::set(self.db(), of.question, of.at, (&before, &words)).await? {
                    return Ok(false);
                }
            }
            reasons::close(self.db(), open).await?;
            let (reasons, events) = done.entry(of.question).or_default();
            *reasons += 1;
            if let ReasonPlace::Event(event) = of.at {
                events.push(json!({ "event": event, "before": sha256, "after": body_hash(&words) }));
            }
        }
        for (question, (reasons, events)) in done {
            let data = json!({ "reasons": reasons, "events": (!events.is_empty()).then_some(events) });
            self.record_event(question, EventKind::Redacted, Some(self.today), Some(reason), data).await?;
            self.index(question).await?;
        }
        Ok(true)
    }

    /// Redacts form drafts; false if something else was typed since. Drafts that were deleted or submitted meanwhile stay deleted.
    async fn redact_form_drafts(&self, search: &NameSearch) -> UseCaseResult<bool> {
        for draft in &search.form_drafts {
            let Some(after) = &draft.after else { continue };
            let (of, replaced) = (&draft.of, form_drafts::replace(self.db(), &draft.of, after).await?);
            if !replaced && form_drafts::find(self.db(), of.account, DraftFilter::Form(&of.name), &of.rendering).await?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A text of a question, its sub-questions or its published answers.
    pub(in crate::use_cases) async fn text_of(&self, question: i64, text_id: i64) -> UseCaseResult<rows::Text> {
        let row = texts::by_id(self.db(), text_id).await?.ok_or(UseCaseError::NotFound)?;
        let belongs = match row.part.parse()? {
            TextPart::Subject | TextPart::Question => row.question_id == Some(question),
            TextPart::SubQuestion => {
                let sub = sub_questions::by_id(self.db(), row.sub_question_id.unwrap_or_default()).await?;
                sub.is_some_and(|sub| sub.question_id == question)
            }
            TextPart::Answer => answers::is_published_for(self.db(), row.answer_id.unwrap_or_default(), question).await?,
        };
        if belongs { Ok(row) } else { Err(UseCaseError::NotFound) }
    }

    /// Every question that shows a text: for a text of an answer, all questions of that answer.
    pub(in crate::use_cases) async fn questions_of_text(&self, row: &rows::Text, question: i64) -> UseCaseResult<Vec<i64>> {
        let Some(answer) = row.answer_id else { return Ok(vec![question]) };
        Ok(answers::questions_of(self.db(), answer).await?)
    }
}

/// A body, the places of the names in it, and its hash.
struct BodyWithNames<'a> {
    body: Body<'a>,
    places: &'a [Range<usize>],
    sha256: &'a str,
}

/// The current or an earlier version of a text.
enum Body<'a> {
    Now(&'a rows::Text),
    Earlier(&'a rows::EarlierText),
}

impl Body<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Now(row) => &row.body,
            Self::Earlier(row) => &row.body,
        }
    }

    async fn write(&self, db: &impl Connection, body: &str) -> UseCaseResult<()> {
        match *self {
            Self::Now(row) => Ok(texts::set_body(db, row.clone(), body.to_owned()).await?),
            Self::Earlier(row) => Ok(texts::set_earlier_body(db, row.clone(), body.to_owned()).await?),
        }
    }
}

/// A passage and its position in characters, counted from 1 as the database does.
fn passage(body: &str, at: &Range<usize>) -> (String, i32) {
    let before = body.get(..at.start).map_or(0, |before| before.chars().count());
    (body.get(at.clone()).unwrap_or_default().to_owned(), i32::try_from(before + 1).unwrap_or(i32::MAX))
}
