//! Hiding what should not be read: a question as a whole, by two people; a passage of a text, visibly.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use jawab_domain::{
    access::Act,
    lifecycle::{Command, EventKind, Publication, Refusal},
    text::{REDACTION_MARK, TextPart},
};
use jawab_store::{
    Connection, answers, kept_form, questions,
    reasons::{self, At, NewRedactedReason},
    redactions::{self, NewRedaction},
    requests, rows, sub_questions, texts, works,
};
use serde_json::{Value, json};

use super::{Kept, Outcome, Problem, Seen, Turn, UseCaseError, check, held::Told};
use crate::redaction::{Found, Looked, body_hash};

impl Turn {
    /// Asks for a published question to be hidden; another person must confirm.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not published: what is not need not be hidden.
    pub async fn ask_hiding(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let reason = check::reason(reason)?;
        held.state.decide(Command::Hide { reason: reason.clone() })?;
        self.wish(&held, EventKind::HidingAsked, reason).await
    }

    /// Hides a question, as somebody else asked.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`], or as the rule of two has it ([`crate::second_person`]).
    pub async fn confirm_hiding(&mut self, seen: Seen) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::HideQuestion).await?;
        let asked = self.wished(&held, Publication::Published).await?;
        self.must_be_second_to_hide(&held, &asked).await?;
        requests::drop_hiding(self.db(), held.id()).await?;
        held.row.hidden_reason = Some(asked.reason.clone());
        let told = Told { on: Some(self.today), reason: Some(&asked.reason), data: json!({ "asked_by": asked.asked_by }) };
        self.decide(&mut held, Command::Hide { reason: asked.reason.clone() }, told).await?;
        self.kept(held.id()).await
    }

    /// Drops the wish to hide a question, or to show it again: whoever asked takes it back, another says why not.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`]; [`UseCaseError::Invalid`] without a reason of another.
    pub async fn drop_hiding(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let asked = requests::hiding(self.db(), held.id()).await?.ok_or(Refusal::NothingAsked)?;
        let own = asked.asked_by == self.by();
        let reason = if own { check::optional_reason(Some(reason))? } else { Some(check::reason(reason)?) };
        requests::drop_hiding(self.db(), held.id()).await?;
        let hidden = held.state.publication == Publication::Hidden;
        let kind = if hidden { EventKind::UnhidingDropped } else { EventKind::HidingDropped };
        self.tell(held.id(), kind, None, reason.as_deref(), json!({ "own": own })).await?;
        self.kept(held.id()).await
    }

    /// Takes names out of a published question wherever they were [found](crate::redaction::look), in texts, in what they read earlier
    /// and in reasons, and leaves the mark in their place. What stood there is not kept, only the hash of the whole text or reason.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where no name stands there, or one in the reason, which stays readable; [`UseCaseError::Refused`] where the
    /// question was never published: there texts are edited; [`UseCaseError::Conflict`], with the version that was seen, where something was
    /// typed or written since that was not looked through: then it is to be looked through again.
    pub async fn redact(&mut self, seen: Seen, looked: &Looked, reason: &str) -> Outcome<Kept> {
        if looked.concerned.len() > 1 {
            // Those with which a text is in common are written after this one, whatever their order.
            questions::lock_all(self.db()).await?;
        }
        let held = self.take(seen, Act::HideQuestion).await?;
        let reason = check::reason(reason)?;
        if !held.was_published() {
            return Err(Refusal::WrongPublication(Publication::Unpublished).into());
        }
        let wanted = &looked.wanted;
        if !wanted.names.places(&reason).is_empty() {
            return Err(UseCaseError::field("reason", Problem::HasName));
        }
        if wanted.question != held.id() {
            return Err(UseCaseError::NotFound);
        }
        if let Some(only) = wanted.only {
            self.text_of(held.id(), only).await?;
        }
        if looked.is_empty() {
            return Err(UseCaseError::field("names", Problem::NotInText));
        }
        if wanted.only.is_none() {
            // A ministry's answer comes and goes with its reasons, without the question: until this ends it does neither.
            let of: BTreeSet<i64> = looked.whys.iter().map(|why| why.question).chain([held.id()]).collect();
            for question in of {
                works::lock_on_question(self.db(), question).await?;
            }
        }
        if !self.is_as_looked_through(looked).await? {
            return Err(UseCaseError::Conflict { current: seen.version });
        }
        let mut found: BTreeMap<i64, Vec<Standing<'_>>> = BTreeMap::new();
        for of in &looked.earlier {
            found.entry(of.of.text_id).or_default().push(Standing { body: Body::Earlier(&of.of), places: &of.places, sha256: &of.sha256 });
        }
        for of in &looked.texts {
            found.entry(of.of.id).or_default().push(Standing { body: Body::Now(&of.of), places: &of.places, sha256: &of.sha256 });
        }
        for (text, found) in found {
            let now = looked.through.iter().find(|row| row.id == text);
            self.redact_text((held.id(), text), now, found, &reason).await?;
        }
        let as_looked = self.redact_reasons(looked, &reason).await? && self.redact_kept(looked).await?;
        if as_looked { self.kept(held.id()).await } else { Err(UseCaseError::Conflict { current: seen.version }) }
    }

    /// Whether the texts in which names were found, every reason, and what is kept of forms read as they did when they were looked through.
    async fn is_as_looked_through(&self, looked: &Looked) -> Outcome<bool> {
        let wanted = &looked.wanted;
        if wanted.only.is_none() && reasons::of(self.db(), wanted.question).await? != looked.whys {
            return Ok(false);
        }
        let ids: Vec<i64> = looked.texts.iter().map(|found| found.of.id).collect();
        let now = texts::by_ids(self.db(), ids).await?;
        let same = |of: &rows::Text| now.iter().any(|row| row.id == of.id && row.body == of.body);
        if !looked.texts.iter().all(|found| same(&found.of)) {
            return Ok(false);
        }
        for (question, code) in &looked.concerned {
            let all = kept_form::of_question(self.db(), code).await?;
            let own = *question == wanted.question;
            let unknown = |(account, name, kept): &(i64, kept_form::Name, kept_form::KeptForm)| {
                (own || name.answer().is_some()) && !looked.has_looked_through(*account, name, kept)
            };
            if all.iter().any(unknown) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes names out of one text and what it read earlier. What an import replaced has no text any more.
    async fn redact_text(
        &mut self,
        (question, text): (i64, i64),
        now: Option<&rows::Text>,
        found: Vec<Standing<'_>>,
        reason: &str,
    ) -> Outcome<()> {
        let Some(first) = found.first() else { return Ok(()) };
        let Some(start) = first.places.last() else { return Ok(()) };
        let concerned = match now {
            Some(row) => self.questions_of_text(row, question).await?,
            None => vec![question],
        };
        let hashes: BTreeSet<String> = found.iter().map(|of| of.sha256.to_owned()).collect();
        redactions::keep_bodies(self.db(), text, &concerned, &hashes).await?;
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
        self.tell(question, EventKind::Redacted, Some(self.today), Some(reason), data).await?;
        for other in concerned {
            self.touch(other, question).await?;
            self.index(other).await?;
        }
        Ok(())
    }

    /// Takes names out of the reasons of what was done, which the history and, of some, readers are told; false where one reads otherwise
    /// by now. The history says what was made of which, by hashes: so what it reads since is held by its seals.
    async fn redact_reasons(&mut self, looked: &Looked, reason: &str) -> Outcome<bool> {
        let mut done: BTreeMap<i64, (usize, Vec<Value>)> = BTreeMap::new();
        for Found { of, places, sha256 } in &looked.reasons {
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
            if let At::Event(event) = of.at {
                events.push(json!({ "event": event, "before": sha256, "after": body_hash(&words) }));
            }
        }
        for (question, (reasons, events)) in done {
            let data = json!({ "reasons": reasons, "events": (!events.is_empty()).then_some(events) });
            self.tell(question, EventKind::Redacted, Some(self.today), Some(reason), data).await?;
            self.index(question).await?;
        }
        Ok(true)
    }

    /// Takes names out of what is kept of forms; false where something else was typed by now. What was thrown away or sent meanwhile stays
    /// away.
    async fn redact_kept(&self, looked: &Looked) -> Outcome<bool> {
        for kept in &looked.kept {
            let (name, before) = (&kept.name, &kept.before);
            let Some(after) = &kept.after else { continue };
            let replaced = kept_form::replace(self.db(), kept.account, name, (before, after)).await?;
            if !replaced && kept_form::find(self.db(), kept.account, kept_form::Of::Form(name), &before.showing).await?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A text of a question, its sub-questions or its published answers.
    pub(super) async fn text_of(&self, question: i64, text_id: i64) -> Outcome<rows::Text> {
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

    /// Every question whose readers see a text: for an answer's, all that it answers.
    pub(super) async fn questions_of_text(&self, row: &rows::Text, question: i64) -> Outcome<Vec<i64>> {
        let Some(answer) = row.answer_id else { return Ok(vec![question]) };
        Ok(answers::questions_of(self.db(), answer).await?)
    }
}

/// A body with the places of it where names stand, and its hash.
struct Standing<'a> {
    body: Body<'a>,
    places: &'a [Range<usize>],
    sha256: &'a str,
}

/// What a text reads, now or earlier.
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

    async fn write(&self, db: &impl Connection, body: &str) -> Outcome<()> {
        match *self {
            Self::Now(row) => Ok(texts::set_body(db, row.clone(), body.to_owned()).await?),
            Self::Earlier(row) => Ok(texts::set_earlier_body(db, row.clone(), body.to_owned()).await?),
        }
    }
}

/// A passage as it is written, and its place in characters, from 1, as the database counts.
fn passage(body: &str, at: &Range<usize>) -> (String, i32) {
    let before = body.get(..at.start).map_or(0, |before| before.chars().count());
    (body.get(at.clone()).unwrap_or_default().to_owned(), i32::try_from(before + 1).unwrap_or(i32::MAX))
}
