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
    chamber,
    entity::{answer, answer_question, earlier_text, hiding_request, question, redacted_body, redaction, sub_question, text},
    kept_form,
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};
use serde_json::json;

use super::{Kept, Outcome, Problem, Seen, Turn, UseCaseError, check, held::Told};
use crate::redaction::{MOST_PLACES, Names, body_hash};

/// What the open row of a redaction refers to: nothing, so that it cannot outlive its transaction.
const NEVER: i64 = 0;

impl Turn {
    /// Asks for a published question to be hidden; another person must confirm.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not published: what is not need not be hidden.
    pub async fn ask_hiding(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let reason = check::reason(reason)?;
        held.state.decide(Command::Hide { reason: reason.clone() })?;
        hiding_request::Entity::delete_by_id(held.id()).exec(self.db()).await?;
        let row = hiding_request::ActiveModel {
            question_id: Set(held.id()),
            reason: Set(reason.clone()),
            asked_by: Set(self.by()),
            asked_at: Set(self.now),
        };
        hiding_request::Entity::insert(row).exec_without_returning(self.db()).await?;
        self.tell(held.id(), EventKind::HidingAsked, None, Some(&reason), json!({})).await?;
        self.kept(held.id()).await
    }

    /// Hides a question, as somebody else asked.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`], or as the rule of two has it ([`crate::second_person`]).
    pub async fn confirm_hiding(&mut self, seen: Seen) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::HideQuestion).await?;
        let asked = hiding_request::Entity::find_by_id(held.id()).one(self.db()).await?.ok_or(Refusal::NothingAsked)?;
        self.must_be_second(&asked.asked_by).await?;
        hiding_request::Entity::delete_by_id(held.id()).exec(self.db()).await?;
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
        let asked = hiding_request::Entity::find_by_id(held.id()).one(self.db()).await?.ok_or(Refusal::NothingAsked)?;
        let own = asked.asked_by == self.by();
        let reason = if own { check::optional_reason(Some(reason))? } else { Some(check::reason(reason)?) };
        hiding_request::Entity::delete_by_id(held.id()).exec(self.db()).await?;
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
        let earlier = earlier_text::Entity::find().filter(earlier_text::COLUMN.question_id.eq(held.id())).all(self.db()).await?;
        let mut bodies: BTreeMap<i64, (Option<text::Model>, Vec<Body>)> = BTreeMap::new();
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
        now: Option<&text::Model>,
        found: Vec<Found>,
        reason: &str,
    ) -> Outcome<Vec<i64>> {
        let Some((places, first)) = found.first() else { return Ok(Vec::new()) };
        let Some(start) = places.last() else { return Ok(Vec::new()) };
        let concerned = match now {
            Some(row) => self.questions_of_text(row, question).await?,
            None => vec![question],
        };
        let hashes = found.iter().map(|(_, body)| body_hash(body.text())).collect();
        self.remember_bodies(text, &concerned, &hashes).await?;
        let hash = body_hash(now.map_or(first.text(), |now| now.body.as_str()));
        let open = self.open_redaction((question, text), (reason, &hash), passage(first.text(), start)).await?;
        for (places, row) in found {
            let mut body = row.text().to_owned();
            for at in places.iter().rev() {
                self.next_place(&open, &mut body, at).await?;
                row.write(self.db(), &body).await?;
            }
        }
        let mut open = open.into_active_model();
        (open.passage, open.open_until_commit, open.place) = (Set(None), Set(None), Set(None));
        open.update(self.db()).await?;
        let (part, locale) = (now.map(|now| &now.part), now.map(|now| &now.locale));
        let data = json!({ "text": text, "part": part, "locale": locale, "sha256_before": hash });
        self.tell(question, EventKind::Redacted, Some(self.today), Some(reason), data).await?;
        for other in &concerned {
            self.touch(*other, question).await?;
            self.index(*other).await?;
        }
        Ok(concerned)
    }

    /// Keeps by what an import knows each body again that has a name in it: the source may still have one that was edited here since.
    async fn remember_bodies(&self, text: i64, questions: &[i64], hashes: &BTreeSet<String>) -> Outcome<()> {
        for question in questions {
            for hash in hashes {
                let row = redacted_body::ActiveModel { question_id: Set(*question), sha256: Set(hash.clone()), text_id: Set(text) };
                let new = redacted_body::Entity::insert(row).on_conflict(OnConflict::new().do_nothing().to_owned());
                new.exec_without_returning(self.db()).await?;
            }
        }
        Ok(())
    }

    /// What was typed into the question's forms and not sent would bring the names back; of other questions that have a text in common
    /// with it, what was typed into the forms of their answers. The form of a new question is another question's, as a draft is: there the
    /// name may be a namesake’s, and it is the only copy. It ends by itself.
    async fn redact_kept_forms(&self, own: i64, concerned: BTreeSet<i64>, names: &Names) -> Outcome<()> {
        for row in question::Entity::find().filter(question::COLUMN.id.is_in(concerned)).all(self.db()).await? {
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

    /// Tells the database's guards that a text is redacted, and where first.
    async fn open_redaction(
        &self,
        (question, text): (i64, i64),
        (reason, hash): (&str, &str),
        (passage, place): (String, i32),
    ) -> Outcome<redaction::Model> {
        let open = redaction::ActiveModel {
            id: NotSet,
            text_id: Set(text),
            question_id: Set(question),
            reason: Set(reason.to_owned()),
            body_sha256: Set(hash.to_owned()),
            redacted_by: Set(self.by()),
            redacted_at: Set(self.now),
            passage: Set(Some(passage)),
            open_until_commit: Set(Some(NEVER)),
            place: Set(Some(place)),
        };
        Ok(open.insert(self.db()).await?)
    }

    /// Names the next place of an open redaction to the database's guards, the last one first, and puts the mark there.
    async fn next_place(&self, open: &redaction::Model, body: &mut String, at: &Range<usize>) -> Outcome<()> {
        let (passage, place) = passage(body, at);
        let mut open = open.clone().into_active_model();
        (open.passage, open.place) = (Set(Some(passage)), Set(Some(place)));
        open.update(self.db()).await?;
        body.replace_range(at.clone(), REDACTION_MARK);
        Ok(())
    }

    /// A text of a question, its sub-questions or its published answers.
    pub(super) async fn text_of(&self, question: i64, text_id: i64) -> Outcome<text::Model> {
        let row = text::Entity::find_by_id(text_id).one(self.db()).await?.ok_or(UseCaseError::NotFound)?;
        let belongs = match row.part.parse()? {
            TextPart::Subject | TextPart::Question => row.question_id == Some(question),
            TextPart::SubQuestion => {
                let sub = sub_question::Entity::find_by_id(row.sub_question_id.unwrap_or_default()).one(self.db()).await?;
                sub.is_some_and(|sub| sub.question_id == question)
            }
            TextPart::Answer => {
                let answer = row.answer_id.unwrap_or_default();
                let published = answer::Entity::find_by_id(answer).one(self.db()).await?.is_some_and(|row| row.published_at.is_some());
                published && answer_question::Entity::find_by_id((answer, question)).one(self.db()).await?.is_some()
            }
        };
        if belongs { Ok(row) } else { Err(UseCaseError::NotFound) }
    }

    /// Every question whose readers see a text: for an answer's, all that it answers.
    pub(super) async fn questions_of_text(&self, row: &text::Model, question: i64) -> Outcome<Vec<i64>> {
        let Some(answer) = row.answer_id else { return Ok(vec![question]) };
        questions_of(self.db(), answer).await
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
    Now(text::Model),
    Earlier(earlier_text::Model),
}

impl Body {
    fn text(&self) -> &str {
        match self {
            Self::Now(row) => &row.body,
            Self::Earlier(row) => &row.body,
        }
    }

    async fn write(&self, db: &impl ConnectionTrait, body: &str) -> Outcome<()> {
        match self {
            Self::Now(row) => {
                let mut row = row.clone().into_active_model();
                row.body = Set(body.to_owned());
                row.update(db).await?;
            }
            Self::Earlier(row) => {
                let mut row = row.clone().into_active_model();
                row.body = Set(body.to_owned());
                row.update(db).await?;
            }
        }
        Ok(())
    }
}

/// Every question that an answer answers, the one it was written for first.
pub(super) async fn questions_of(db: &impl ConnectionTrait, answer: i64) -> Outcome<Vec<i64>> {
    let edges = answer_question::Entity::find().filter(answer_question::COLUMN.answer_id.eq(answer));
    let edges = edges.order_by_asc(answer_question::COLUMN.position).all(db).await?;
    Ok(edges.into_iter().map(|edge| edge.question_id).collect())
}

/// A passage as it is written, and its place in characters, from 1, as the database counts.
fn passage(body: &str, at: &Range<usize>) -> (String, i32) {
    let before = body.get(..at.start).map_or(0, |before| before.chars().count());
    (body.get(at.clone()).unwrap_or_default().to_owned(), i32::try_from(before + 1).unwrap_or(i32::MAX))
}
