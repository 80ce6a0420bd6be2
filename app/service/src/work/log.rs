//! Logging and editing questions. Until it is published a question is edited freely; afterwards its texts change only by a
//! correction that says why, and what they read before is kept.

use jawab_domain::{
    Status,
    access::Act,
    lifecycle::{Command, Correction, EventKind, Refusal},
    question::LinkKind,
};
use jawab_store::{
    StoreError, attributions,
    questions::{self, numbers},
    registers::Register,
    rows,
};
use serde_json::json;

use super::{
    Kept, LinkInput, Outcome, Problem, QuestionInput, Seen, TextInput, Turn, UseCaseError,
    check::{self, Checks, optional_reason},
    ended::ended,
    foresee::{not_seated, outside, unrecorded},
    held::Held,
    parts::Content,
};
use crate::new_code;

mod told;

use told::moves_deposit;

impl Turn {
    /// Logs a question: a draft.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber; [`UseCaseError::Invalid`] with every field at fault.
    pub async fn log(&mut self, input: QuestionInput) -> Outcome<Kept> {
        self.log_like(input, None).await
    }

    /// Logs a question. Authors whom it has from another one may sit no more, and its ministries be no more: that is said when it is
    /// deposited, and transmitted.
    async fn log_like(&mut self, input: QuestionInput, other: Option<&QuestionInput>) -> Outcome<Kept> {
        self.must_be_allowed(Act::KeepQuestion, Some(input.chamber))?;
        let content = self.checked(&input, None, other).await?;
        let row = rows::Question {
            id: 0,
            code: new_code(),
            version: 1,
            kind: input.kind.code().into(),
            chamber: input.chamber.code().into(),
            legislature: input.legislature,
            number: input.number,
            status: "draft".into(),
            publication: "unpublished".into(),
            hidden_reason: None,
            deposited_on: input.deposited_on,
            transmitted_on: None,
            answered_on: None,
            ended_on: None,
            due_on: None,
            deadline_rule_id: None,
            deposit_order: 0,
            due_order: i32::MAX,
            answer_order: 0,
            source_id: None,
            source_hash: None,
            created_at: self.now,
            updated_at: self.now,
        };
        let row = questions::insert(self.db(), row).await.map_err(number_taken)?;
        self.write_texts(&row, &content, None).await?;
        self.write_particulars(&row, &input, &content).await?;
        attributions::intend(self.db(), row.id, &input.ministries).await?;
        self.write_languages(row.id).await?;
        self.tell(row.id, EventKind::Logged, None, None, json!({ "chamber": input.chamber })).await?;
        self.kept(row.id).await
    }

    /// Edits a question. One that is or was published needs a reason, and keeps what its texts read before; so does another day of
    /// deposit, once it was deposited: that is a correction.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] where it changed since it was seen; [`UseCaseError::Invalid`] with every field at fault.
    pub async fn edit(&mut self, seen: Seen, input: QuestionInput, reason: Option<&str>) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::KeepQuestion).await?;
        let wants_reason = held.was_published() || moves_deposit(&held.row, input.deposited_on);
        let reason = if wants_reason { check::reason(reason.unwrap_or_default()).map(Some) } else { optional_reason(reason) };
        let named = self.content_of(&held.row).await?;
        let (reason, content) = check::both(reason, self.checked(&input, Some(&held), Some(&named)).await)?;
        let before = held.row.clone();
        // A draft may lose its day again; what was deposited has one.
        let kept_day = before.deposited_on.filter(|_| before.status != Status::Draft.code());
        let row = rows::Question {
            kind: input.kind.code().into(),
            legislature: input.legislature,
            number: input.number,
            deposited_on: input.deposited_on.or(kept_day),
            ..before.clone()
        };
        self.save_row(&mut held, row.clone()).await?;
        if held.state.deposited_on != row.deposited_on {
            held.state.deposited_on = row.deposited_on;
            self.close_pending(&held, false).await?;
        }
        if held.was_published() {
            numbers::keep_old(self.db(), &before, (row.chamber.as_str(), row.legislature, row.number)).await?;
        }
        let correction = reason.as_deref().filter(|_| held.was_published());
        let corrected = self.write_texts(&row, &content, correction).await?;
        self.write_particulars(&row, &input, &content).await?;
        if is_meant(&held) && held.ministries() != input.ministries {
            attributions::intend(self.db(), held.id(), &input.ministries).await?;
        }
        self.write_languages(held.id()).await?;
        let after = self.content_of(&row).await?;
        self.tell_edited((&before, &named), (&row, &after), corrected, reason.as_deref()).await?;
        self.index(held.id()).await?;
        self.kept(held.id()).await
    }

    /// Logs a reminder of a question that was left without an answer: a draft of the same words that names it.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where the question is answered; otherwise as [`Self::log`].
    pub async fn renew(&mut self, question: i64) -> Outcome<Kept> {
        let row = self.look(question, Act::KeepQuestion, None).await?;
        let mut input = self.content_of(&row).await?;
        input.sub_questions.iter_mut().for_each(|sub| sub.id = None);
        input.press.clear();
        (input.number, input.deposited_on) = (None, None);
        let mut legislature = self.legislature_of(self.today).await?;
        if let (None, Some(before)) = (legislature, input.legislature)
            && unrecorded(self.db(), before).await?.is_none()
        {
            legislature = Some(before);
        }
        input.legislature = legislature;
        input.links = vec![LinkInput { kind: LinkKind::Renews, to: question }];
        let other = input.clone();
        self.log_like(input, Some(&other)).await
    }

    /// Checks a question's form against what there is. Authors and ministries that were named before are left.
    async fn checked(&mut self, input: &QuestionInput, held: Option<&Held>, named: Option<&QuestionInput>) -> Outcome<Content> {
        let mut checks = Checks::default();
        checks.count("sub_questions", &input.sub_questions);
        checks.count("press", &input.press);
        checks.count("links", &input.links);
        // What is wrong with each of very many is not said.
        std::mem::take(&mut checks).done()?;
        let content = Content {
            subject: checks.titles("subject", &input.subject),
            text: checks.bodies("text", &input.text),
            sub_questions: {
                let each = input.sub_questions.iter().enumerate().map(|(n, sub)| {
                    let field = format!("sub_questions.{n}");
                    if blank(sub.texts.iter().map(|(_, text)| text)) {
                        checks.add(field.clone(), Problem::Missing);
                    }
                    (sub.id, checks.bodies(&field, &sub.texts))
                });
                each.collect()
            },
            press: checks.press(&input.press),
        };
        if blank(input.subject.iter().chain(input.text.iter()).map(|(_, text)| text)) {
            checks.add("subject", Problem::Missing);
        }
        checks.within("legislature", input.legislature, 1, 99);
        checks.within("number", input.number, 1, 999_999);
        if input.number.is_some() && input.legislature.is_none() {
            checks.add("legislature", Problem::Missing);
        }
        checks.once_each("authors", &input.authors);
        checks.once_each("ministries", &input.ministries);
        checks.once_each("themes", &input.themes);
        checks.once_each("links", &input.links);
        checks.known(self.db(), Register::Members, "authors", &input.authors).await?;
        checks.known(self.db(), Register::Ministries, "ministries", &input.ministries).await?;
        checks.known(self.db(), Register::Themes, "themes", &input.themes).await?;
        self.check_dates(&mut checks, input, held);
        self.check_within_legislature(&mut checks, input, held).await?;
        self.check_number(&mut checks, input, held).await?;
        self.check_sub_questions(&mut checks, input, held).await?;
        if let Some(held) = held {
            self.check_against(&mut checks, input, held).await?;
        }
        self.check_those_of_day(&mut checks, input, held, named).await?;
        let own = held.map(Held::id);
        self.check_links(&mut checks, own, &input.links).await?;
        checks.done()?;
        Ok(content)
    }

    fn check_dates(&self, checks: &mut Checks, input: &QuestionInput, held: Option<&Held>) {
        if let Some(on) = input.deposited_on {
            let moves = held.filter(|held| held.state.status != Status::Draft && held.state.deposited_on != Some(on));
            match moves.map(|held| held.state.decide(Command::Correct(Correction::Deposited { on }))) {
                Some(Err(Refusal::TooLate(latest))) => checks.add("deposited_on", Problem::NotBefore(latest)),
                _ if on > self.today => checks.add("deposited_on", Problem::TooLate(self.today)),
                _ => {}
            }
        }
        for (n, _) in input.press.iter().enumerate().filter(|(_, press)| press.published_on.is_some_and(|on| on > self.today)) {
            checks.add(format!("press.{n}.published_on"), Problem::TooLate(self.today));
        }
    }

    /// A legislature is recorded, where any is, and a day of deposit lies within it. What is there already is left as it is.
    async fn check_within_legislature(&self, checks: &mut Checks, input: &QuestionInput, held: Option<&Held>) -> Outcome<()> {
        let Some(legislature) = input.legislature else { return Ok(()) };
        let named_before = held.is_some_and(|held| held.row.legislature == Some(legislature));
        if let Some(problem) = unrecorded(self.db(), legislature).await?.filter(|_| !named_before) {
            checks.add("legislature", problem);
        }
        let Some(on) = input.deposited_on else { return Ok(()) };
        let as_before = held.is_some_and(|held| (held.row.legislature, held.row.deposited_on) == (Some(legislature), Some(on)));
        if let Some(problem) = outside(self.db(), legislature, on).await?.filter(|_| !as_before) {
            checks.add("deposited_on", problem);
        }
        Ok(())
    }

    /// Whoever is named as an author sits in the Chamber on the day of deposit, or today, and no ministry that it is meant for is no more.
    async fn check_those_of_day(
        &self,
        checks: &mut Checks,
        input: &QuestionInput,
        held: Option<&Held>,
        named: Option<&QuestionInput>,
    ) -> Outcome<()> {
        let on = input.deposited_on.or(held.and_then(|held| held.row.deposited_on)).unwrap_or(self.today);
        let (authors, ministries) = named.map(|named| (&*named.authors, &*named.ministries)).unwrap_or_default();
        not_seated(self.db(), checks, (input.chamber, on), &input.authors, authors).await?;
        if held.is_some_and(|held| !is_meant(held)) {
            return Ok(());
        }
        let new = |(n, _): &(usize, Problem)| input.ministries.get(*n).is_some_and(|id| !ministries.contains(id));
        for (n, problem) in ended(self.db(), &input.ministries, on).await?.into_iter().filter(new) {
            checks.add(format!("ministries.{n}"), problem);
        }
        Ok(())
    }

    /// What an edit cannot do: move a question to another Chamber, or take from a public one what readers rely on.
    async fn check_against(&self, checks: &mut Checks, input: &QuestionInput, held: &Held) -> Outcome<()> {
        if input.chamber != held.chamber {
            checks.add("chamber", Problem::Fixed);
        }
        if held.was_published() {
            let before = self.content_of(&held.row).await?;
            if held.row.number.is_some() && input.number.is_none() {
                checks.add("number", Problem::Missing);
            }
            if before.kind != input.kind {
                checks.add("kind", Problem::Fixed);
            }
            let pairs = [("subject".to_owned(), &before.subject, &input.subject), ("text".to_owned(), &before.text, &input.text)];
            let subs = input.sub_questions.iter().enumerate().filter_map(|(n, after)| {
                let before = before.sub_questions.iter().find(|before| before.id == after.id)?;
                Some((format!("sub_questions.{n}"), &before.texts, &after.texts))
            });
            for (field, before, after) in pairs.into_iter().chain(subs) {
                for (locale, _) in before.iter().filter(|(locale, _)| blank(after.get(*locale))) {
                    checks.add(format!("{field}.{locale}"), Problem::Missing);
                }
            }
        }
        Ok(())
    }
}

/// Whether its form says for which ministries a question is meant. Once it is transmitted, even where the day is not known, its steps
/// say who has it.
fn is_meant(held: &Held) -> bool {
    held.row.transmitted_on.is_none() && held.state.status <= Status::Deposited
}

/// Whether no text is there.
fn blank<'a>(texts: impl IntoIterator<Item = &'a TextInput>) -> bool {
    texts.into_iter().all(|text| text.body.trim().is_empty())
}

/// What a number that two questions were given at once comes to.
pub(super) fn number_taken(error: StoreError) -> UseCaseError {
    if error.is_number_taken() { UseCaseError::field("number", Problem::Taken) } else { error.into() }
}
