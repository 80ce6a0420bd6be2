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
    Connection, answers, chamber, kept_form, questions,
    redactions::{self, NewRedaction},
    requests, rows, sub_questions, texts,
};
use serde_json::json;

use super::{Kept, Outcome, Problem, Seen, Turn, UseCaseError, check, held::Told};
use crate::redaction::{MOST_PLACES, Names, body_hash};

impl Turn {
    /// Asks for a published question to be hidden; another person must confirm.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not published: what is not need not be hidden.
    pub async fn ask_hiding(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let reason = check::reason(reason)?;
        held.state.decide(Command::Hide { reason: reason.clone() })?;
        let row = rows::HidingRequest { question_id: held.id(), reason: reason.clone(), asked_by: self.by(), asked_at: self.now };
        requests::ask_hiding(self.db(), row).await?;
        self.tell(held.id(), EventKind::HidingAsked, None, Some(&reason), json!({})).await?;
        self.kept(held.id()).await
    }

    /// Hides a question, as somebody else asked.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`], or as the rule of two has it ([`crate::second_person`]).
    pub async fn confirm_hiding(&mut self, seen: Seen) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::HideQuestion).await?;
        let asked = requests::hiding(self.db(), held.id()).await?.ok_or(Refusal::NothingAsked)?;
        self.must_be_second(&asked.asked_by).await?;
        requests::drop_hiding(self.db(), held.id()).await?;
        if held.state.publication == Publication::Published {
            held.row.hidden_reason = Some(asked.reason.clone());
        }
        let told = Told { on: Some(self.today), reason: Some(&asked.reason), data: json!({ "asked_by": asked.asked_by }) };
        self.decide(&mut held, Command::Hide { reason: asked.reason.clone() }, told).await?;
        self.kept(held.id()).await
    }

    /// Drops the wish to hide a question: whoever asked takes it back, another says why not.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`]; [`UseCaseError::Invalid`] without a reason of another.
    pub async fn drop_hiding(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let asked = requests::hiding(self.db(), held.id()).await?.ok_or(Refusal::NothingAsked)?;
        let own = asked.asked_by == self.by();
        let reason = if own { check::optional_reason(Some(reason))? } else { Some(check::reason(reason)?) };
        requests::drop_hiding(self.db(), held.id()).await?;
        self.tell(held.id(), EventKind::HidingDropped, None, reason.as_deref(), json!({ "own": own })).await?;
        self.kept(held.id()).await
    }

    /// Takes names out of a text of a published question, or of all its texts, wherever they stand there and in what the texts read
    /// earlier, and leaves the mark in their place. What stood there is not kept, only the hash of the whole text.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where no name stands there, or at too many places, or one in the reason, which stays readable;
    /// [`UseCaseError::Refused`] where the question was never published: there texts are edited.
    pub async fn redact(&mut self, seen: Seen, only: Option<i64>, names: &Names, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let reason = check::reason(reason)?;
        if !held.was_published() {
            return Err(Refusal::WrongPublication(Publication::Unpublished).into());
        }
        if !names.places(&reason).is_empty() {
            return Err(UseCaseError::field("reason", Problem::HasName));
        }
        let all = chamber::texts(self.db(), held.id()).await?;
        let earlier = texts::earlier(self.db(), held.id()).await?;
        let mut bodies: BTreeMap<i64, (Option<rows::Text>, Vec<Body>)> = BTreeMap::new();
        for text in earlier {
            bodies.entry(text.text_id).or_default().1.push(Body::Earlier(text));
        }
        for text in all {
            let (now, bodies) = bodies.entry(text.id).or_default();
            *now = Some(text.clone());
            bodies.push(Body::Now(text));
        }
        if let Some(only) = only {
            self.text_of(held.id(), only).await?;
            bodies.retain(|text, _| *text == only);
        }
        let looked_for = names.clone();
        let found = apart(move || {
            let found = |bodies: Vec<Body>| -> Vec<Found> {
                let standing = bodies.into_iter().map(|body| (looked_for.places(body.text()), body));
                standing.filter(|(places, _)| !places.is_empty()).collect()
            };
            bodies.into_iter().map(|(text, (now, bodies))| (text, now, found(bodies))).collect::<Vec<_>>()
        });
        let found = found.await?;
        if found.iter().flat_map(|(.., found)| found).map(|(places, _)| places.len()).sum::<usize>() > MOST_PLACES {
            return Err(UseCaseError::field("names", Problem::TooManyPlaces { most: MOST_PLACES }));
        }
        let mut concerned = BTreeSet::new();
        for (text, now, found) in found {
            concerned.extend(self.redact_text((held.id(), text), now.as_ref(), found, &reason).await?);
        }
        if concerned.is_empty() {
            return Err(UseCaseError::field("names", Problem::NotInText));
        }
        self.redact_kept_forms(held.id(), concerned, names).await?;
        self.kept(held.id()).await
    }

    /// Takes names out of one text and what it read earlier; the questions whose readers see it, none where no name stood there. What
    /// an import replaced has no text any more.
    async fn redact_text(
        &mut self,
        (question, text): (i64, i64),
        now: Option<&rows::Text>,
        found: Vec<Found>,
        reason: &str,
    ) -> Outcome<Vec<i64>> {
        let Some((places, first)) = found.first() else { return Ok(Vec::new()) };
        let Some(start) = places.last() else { return Ok(Vec::new()) };
        let concerned = match now {
            Some(row) => self.questions_of_text(row, question).await?,
            None => vec![question],
        };
        let hashes: BTreeSet<String> = found.iter().map(|(_, body)| body_hash(body.text())).collect();
        redactions::keep_bodies(self.db(), text, &concerned, &hashes).await?;
        let hash = body_hash(now.map_or(first.text(), |now| now.body.as_str()));
        let new = NewRedaction { text, question, reason, body_sha256: &hash, by: self.by(), at: self.now };
        let open = redactions::open(self.db(), new, passage(first.text(), start)).await?;
        for (places, row) in found {
            let mut body = row.text().to_owned();
            for at in places.iter().rev() {
                redactions::next_place(self.db(), &open, passage(&body, at)).await?;
                body.replace_range(at.clone(), REDACTION_MARK);
                row.write(self.db(), &body).await?;
            }
        }
        redactions::close(self.db(), open).await?;
        let (part, locale) = (now.map(|now| &now.part), now.map(|now| &now.locale));
        let data = json!({ "text": text, "part": part, "locale": locale, "sha256_before": hash });
        self.tell(question, EventKind::Redacted, Some(self.today), Some(reason), data).await?;
        for other in &concerned {
            self.touch(*other, question).await?;
            self.index(*other).await?;
        }
        Ok(concerned)
    }

    /// What was typed into the question's forms and not sent would bring the names back; of other questions that have a text in common
    /// with it, what was typed into the forms of their answers. The form of a new question is another question's, as a draft is: there the
    /// name may be a namesake’s, and it is the only copy. It ends by itself.
    async fn redact_kept_forms(&self, own: i64, concerned: BTreeSet<i64>, names: &Names) -> Outcome<()> {
        for row in questions::by_ids(self.db(), concerned).await? {
            let all = kept_form::of_question(self.db(), &row.code).await?;
            let (own, names) = (row.id == own, names.clone());
            let redacted = apart(move || {
                let mut all: Vec<_> = all.into_iter().filter(|(_, name, _)| own || name.answer().is_some()).collect();
                all.retain_mut(|(.., kept)| {
                    let mut found = false;
                    for (_, value) in &mut kept.fields {
                        if let Some(redacted) = names.redacted(value) {
                            (*value, found) = (redacted, true);
                        }
                    }
                    found
                });
                all
            });
            for (account, name, kept) in redacted.await? {
                kept_form::keep(self.db(), account, &name, &kept).await?;
            }
        }
        Ok(())
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

/// A body with the places of it where names stand.
type Found = (Vec<Range<usize>>, Body);

/// What some work comes to that reads whole texts, of which a question may have megabytes: not on a thread that serves.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| UseCaseError::Internal(format!("names could not be looked for: {error}")))
}

/// What a text reads, now or earlier.
enum Body {
    Now(rows::Text),
    Earlier(rows::EarlierText),
}

impl Body {
    fn text(&self) -> &str {
        match self {
            Self::Now(row) => &row.body,
            Self::Earlier(row) => &row.body,
        }
    }

    async fn write(&self, db: &impl Connection, body: &str) -> Outcome<()> {
        match self {
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
