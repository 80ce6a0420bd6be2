//! What was recorded wrongly is put right, with a reason. Where readers count by it, one person asks and another confirms.

use jawab_domain::{
    access::{Act, Actor},
    lifecycle::{Bounds, Command, Correction, CorrectionKind, EventKind, Publication, Rectified, Refusal},
};
use jawab_store::{Connection, answers, history, questions, requests, rows, rules, works};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Kept, Outcome, Problem, Seen, Turn, UseCaseError, Work, check,
    ended::must_exist,
    held::{Held, Told, look},
    prepare::fresh,
};
use crate::second_person::OfTwo;

mod input;
mod plan;

pub use input::CorrectionInput;
pub use plan::CorrectionPreview;

/// What became of a wish for a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCorrection {
    /// The question.
    pub question: Kept,
    /// Whether it waits for a second person.
    pub waits: bool,
}

impl Work {
    /// What a correction would change, without changing it.
    ///
    /// # Errors
    /// As [`Turn::rectify`].
    pub async fn correction_preview(&self, actor: &Actor, question: i64, input: &CorrectionInput) -> Outcome<CorrectionPreview> {
        let db = self.database.reader();
        let row = look(db, actor, question, Act::DirectQuestion, None).await?;
        let held = Held::load(db, row).await?;
        if input.on.is_some_and(|on| on > self.clock.today()) {
            return Err(UseCaseError::field("on", Problem::TooLate(self.clock.today())));
        }
        let calendar = rules::calendar(db).await?;
        let correction = input.correction(db, &held, &calendar.rules).await?;
        let after = held.state.clone().apply(&held.state.decide(Command::Correct(correction))?);
        must_exist(db, &held, correction, self.clock.today()).await?;
        let needs_second = needs_second(db, actor, &held, input).await?;
        Ok(held.preview(correction, &after, &calendar, (self.clock.today(), needs_second)))
    }

    /// Between which days the day lies that a correction puts right, today at most, whichever it says.
    ///
    /// # Errors
    /// As [`Turn::rectify`], but for the day.
    pub async fn correction_bounds(&self, actor: &Actor, question: i64, input: &CorrectionInput) -> Outcome<Bounds> {
        let (db, today) = (self.database.reader(), self.clock.today());
        let row = look(db, actor, question, Act::DirectQuestion, None).await?;
        let held = Held::load(db, row).await?;
        let dated = CorrectionInput { on: input.on.or(Some(today)), ..*input };
        let correction = dated.correction(db, &held, &rules::calendar(db).await?.rules).await?;
        Ok(held.state.bounds(correction)?.until(today))
    }
}

/// Whether readers count by what is corrected, of any question that it concerns.
async fn needs_second(db: &impl Connection, actor: &Actor, held: &Held, input: &CorrectionInput) -> Outcome<bool> {
    let mut needs = input.kind.needs_second(held.state.publication);
    for question in concerned(db, held.id(), input).await? {
        let row = look(db, actor, question, Act::DirectQuestion, None).await?;
        needs |= input.kind.needs_second(row.publication.parse()?);
    }
    Ok(needs)
}

/// The questions that a correction concerns: all that an answer answers.
async fn concerned(db: &impl Connection, question: i64, input: &CorrectionInput) -> Outcome<Vec<i64>> {
    let Some(answer) = input.of_answer() else { return Ok(vec![question]) };
    let mut all = answers::questions_of(db, answer).await?;
    all.sort_unstable();
    Ok(all)
}

impl Turn {
    /// Puts right what was recorded wrongly, or asks for it, where a second person must confirm.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where the question's life does not allow it, or another correction waits.
    pub async fn rectify(&mut self, seen: Seen, input: &CorrectionInput, reason: &str) -> Outcome<KeptCorrection> {
        self.hold_concerned(seen.question, input).await?;
        let mut held = self.take(seen, Act::DirectQuestion).await?;
        let (reason, _) = check::both(check::reason(reason), self.day("on", input.on))?;
        if requests::correction(self.db(), held.id()).await?.is_some() {
            return Err(Refusal::CorrectionPending.into());
        }
        let rules = self.calendar().await?.rules.clone();
        let correction = input.correction(self.db(), &held, &rules).await?;
        held.state.decide(Command::Correct(correction))?;
        must_exist(self.db(), &held, correction, self.today).await?;
        let waits = needs_second(self.db(), &self.actor, &held, input).await?;
        if waits {
            self.ask_correction(&held, input, correction, &reason).await?;
        } else {
            self.carry_out(&mut held, input, &reason, None).await?;
        }
        Ok(KeptCorrection { question: self.kept(held.id()).await?, waits })
    }

    /// Carries out a correction that somebody else asked for.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`], with [`Refusal::SamePerson`] for whoever asked, or where the
    /// question's life allows it no longer.
    pub async fn confirm_correction(&mut self, seen: Seen) -> Outcome<Kept> {
        if let Some(asked) = requests::correction(self.db(), seen.question).await? {
            self.hold_concerned(seen.question, &CorrectionInput::of(&asked)?).await?;
        }
        let mut held = self.take(seen, Act::DirectQuestion).await?;
        let asked = self.take_request(&held).await?;
        let of = OfTwo { act: Act::DirectQuestion, chamber: held.chamber };
        self.must_be_second(of, &asked.asked_by, format!("question:{}", held.id())).await?;
        self.carry_out(&mut held, &CorrectionInput::of(&asked)?, &asked.reason, Some(&asked.asked_by)).await?;
        self.kept(held.id()).await
    }

    /// Drops the wish for a correction: whoever asked takes it back, another says why not.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`]; [`UseCaseError::Invalid`] without a reason of another.
    pub async fn drop_correction(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::DirectQuestion).await?;
        let asked = self.take_request(&held).await?;
        let own = asked.asked_by == self.by();
        let reason = if own { check::optional_reason(Some(reason))? } else { Some(check::reason(reason)?) };
        let rules = self.calendar().await?.rules.clone();
        let correction = CorrectionInput::of(&asked)?.correction(self.db(), &held, &rules).await.ok();
        let mut data = match correction {
            Some(correction) => held.told(correction, asked.answer_id),
            None => json!({ "what": asked.kind, "after": asked.on_day, "answer": asked.answer_id }),
        };
        if let Some(data) = data.as_object_mut() {
            data.insert("own".into(), own.into());
        }
        self.tell(held.id(), EventKind::CorrectionDropped, None, reason.as_deref(), data).await?;
        self.kept(held.id()).await
    }

    /// Where a correction concerns several questions, two of them at once must not wait for each other in a ring.
    async fn hold_concerned(&self, question: i64, input: &CorrectionInput) -> Outcome<()> {
        if concerned(self.db(), question, input).await?.len() > 1 { Ok(questions::lock_all(self.db()).await?) } else { Ok(()) }
    }

    async fn take_request(&self, held: &Held) -> Outcome<rows::CorrectionRequest> {
        let asked = requests::correction(self.db(), held.id()).await?.ok_or(Refusal::NothingAsked)?;
        requests::drop_correction(self.db(), held.id()).await?;
        Ok(asked)
    }

    async fn ask_correction(&mut self, held: &Held, input: &CorrectionInput, correction: Correction, reason: &str) -> Outcome<()> {
        let row = rows::CorrectionRequest {
            question_id: held.id(),
            kind: input.kind.code().into(),
            on_day: correction.day(),
            answer_id: input.of_answer(),
            referral: input.of_referral(),
            reason: reason.to_owned(),
            asked_by: self.by(),
            asked_at: self.now,
        };
        requests::ask_correction(self.db(), row).await?;
        let data = held.told(correction, input.answer);
        self.tell(held.id(), EventKind::CorrectionAsked, None, Some(reason), data).await
    }

    async fn carry_out(&mut self, held: &mut Held, input: &CorrectionInput, reason: &str, asked_by: Option<&str>) -> Outcome<()> {
        let mut others = Vec::new();
        for question in concerned(self.db(), held.id(), input).await?.into_iter().filter(|other| *other != held.id()) {
            others.push(self.take_for(question, None, Act::DirectQuestion, None).await?);
        }
        // Every question is taken as it was with what is put right.
        match (input.kind, input.answer, input.on) {
            (CorrectionKind::Answered, Some(answer), Some(on)) => {
                let row = answers::by_id(self.db(), answer).await?.ok_or(UseCaseError::NotFound)?;
                answers::correct_day(self.db(), &row, on, reason, self.by(), self.now).await?;
            }
            (CorrectionKind::NotAnswered, Some(answer), _) => {
                let mut was_read = false;
                for held in std::iter::once(&*held).chain(&others) {
                    was_read |= self.was_read(answer, held).await?;
                }
                self.annul_answer(answer, was_read).await?;
            }
            _ => {}
        }
        let rules = self.calendar().await?.rules.clone();
        for held in std::iter::once(held).chain(&mut others) {
            let correction = input.correction(self.db(), held, &rules).await?;
            must_exist(self.db(), held, correction, self.today).await?;
            let mut data = held.told(correction, input.answer);
            if let (Some(asked_by), Some(data)) = (asked_by, data.as_object_mut()) {
                data.insert("asked_by".into(), asked_by.into());
            }
            self.decide(held, Command::Correct(correction), Told { on: Some(self.today), reason: Some(reason), data }).await?;
            if input.kind == CorrectionKind::NotAnswered {
                self.write_languages(held.id()).await?;
            }
        }
        Ok(())
    }

    /// Whether the public could read an answer by a question: it can read that now, or could before it was hidden.
    async fn was_read(&self, answer: i64, held: &Held) -> Outcome<bool> {
        if held.state.publication != Publication::Hidden {
            return Ok(held.state.publication == Publication::Published);
        }
        let hidden = history::latest_of(self.db(), held.id(), &[EventKind::Hidden]).await?;
        let row = answers::by_id(self.db(), answer).await?;
        let published_at = row.and_then(|row| row.published_at);
        Ok(hidden.zip(published_at).is_some_and(|(hidden, published_at)| published_at <= hidden.recorded_at))
    }

    /// An answer counts no more, and its ministry may begin another. It stays as it was published; readers see it if they could before.
    async fn annul_answer(&self, answer: i64, was_read: bool) -> Outcome<()> {
        answers::annul(self.db(), answer, was_read, self.now).await?;
        for work in works::lock_on_answer(self.db(), answer).await? {
            works::update(self.db(), &rows::MinistryWork { version: work.version + 1, ..fresh(work) }).await?;
        }
        Ok(())
    }
}

impl Held {
    /// What the history tells of a correction: what it was about, and what stood there.
    fn told(&self, correction: Correction, answer: Option<i64>) -> serde_json::Value {
        let rectified = Rectified {
            what: correction.kind(),
            before: self.state.day_to_correct(correction),
            after: correction.day(),
            ended: (correction.kind() == CorrectionKind::NotEnded).then_some(self.state.status),
        };
        let more = json!({ "answer": answer, "ministry": self.ministry_of(correction), "from": self.taken_back_from(correction) });
        let more = more.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
        let mut data = json!(rectified);
        if let Some(data) = data.as_object_mut() {
            data.extend(more.map(|(name, value)| (name.clone(), value.clone())));
        }
        data
    }

    /// The ministry that a correction is about, if it is about one alone.
    fn ministry_of(&self, correction: Correction) -> Option<i64> {
        match correction {
            Correction::Referred { nth, .. } | Correction::NotReferred { nth, .. } => {
                self.state.attributions.get(nth).map(|part| part.ministry)
            }
            Correction::Answered { nth, .. } | Correction::NotAnswered { nth } => {
                self.state.answers.get(nth).and_then(|given| given.ministry)
            }
            _ => None,
        }
    }

    /// The ministry that a mistaken transfer took the question from, and that has it again.
    fn taken_back_from(&self, correction: Correction) -> Option<i64> {
        let Correction::NotReferred { from, .. } = correction else { return None };
        from.and_then(|from| self.state.attributions.get(from)).map(|part| part.ministry)
    }
}
