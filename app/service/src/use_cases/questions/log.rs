//! Logging and editing questions. An unpublished question is edited freely. After publication its texts change only by corrections with
//! a reason, and earlier versions are kept.

use jawab_domain::{
    QuestionNumber, Status,
    access::Act,
    calendar::has_come,
    field::{FieldName, FieldPart, FieldPath},
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

use crate::new_code;
use crate::use_cases::{
    ExpectedVersion, LinkInput, Problem, QuestionInput, SavedQuestion, TextInput, UnitOfWork, UseCaseError, UseCaseResult,
    ministry_ends::ended_problems,
    questions::content::Content,
    questions::deposit_preview::{check_seating, deposit_day_problem, legislature_problem},
    questions::loaded_question::LoadedQuestion,
    validation::{self, Checks, optional_reason},
};

mod edit_events;

use edit_events::{differ, moves_deposit};

impl UnitOfWork {
    /// Logs a question as a draft.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber; [`UseCaseError::Invalid`] with every invalid field.
    pub async fn log(&mut self, input: QuestionInput) -> UseCaseResult<SavedQuestion> {
        self.log_copy(input, None).await
    }

    /// Logs a question. Authors and ministries copied from another question are not checked: deposit and transmission report authors
    /// who no longer sit and ministries that no longer exist.
    async fn log_copy(&mut self, input: QuestionInput, other: Option<&QuestionInput>) -> UseCaseResult<SavedQuestion> {
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
        self.write_details(&row, &input, &content).await?;
        attributions::set_intended(self.db(), row.id, &input.ministries).await?;
        self.record_event(row.id, EventKind::Logged, None, None, json!({ "chamber": input.chamber })).await?;
        Ok(SavedQuestion::from_row(&row))
    }

    /// Edits a question. A reason is required if it is or was published, and earlier versions of its texts are kept. A changed day of
    /// deposit also requires a reason: after the deposit it is a correction.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] if it changed since the expected version; [`UseCaseError::Invalid`] with every invalid field.
    pub async fn edit(&mut self, expected: ExpectedVersion, input: QuestionInput, reason: Option<&str>) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::KeepQuestion).await?;
        let wants_reason = loaded.was_published() || moves_deposit(&loaded.row, input.deposited_on);
        let reason = if wants_reason { validation::reason(reason.unwrap_or_default()).map(Some) } else { optional_reason(reason) };
        let named = self.content_of(&loaded.row).await?;
        let (reason, content) = validation::combine(reason, self.checked(&input, Some(&loaded), Some(&named)).await)?;
        let before = loaded.row.clone();
        // The day of a draft may be removed; a deposited question keeps its day.
        let kept_day = before.deposited_on.filter(|_| before.status != Status::Draft.code());
        let row = rows::Question {
            kind: input.kind.code().into(),
            legislature: input.legislature,
            number: input.number,
            deposited_on: input.deposited_on.or(kept_day),
            ..before.clone()
        };
        self.save_row(&mut loaded, row.clone()).await?;
        if loaded.state.deposited_on != row.deposited_on {
            loaded.state.deposited_on = row.deposited_on;
            self.close_pending(&loaded, false).await?;
        }
        if loaded.was_published() {
            numbers::add_alias(self.db(), &before, (row.chamber.as_str(), row.legislature, row.number)).await?;
        }
        let correction = reason.as_deref().filter(|_| loaded.was_published());
        let corrected = self.write_texts(&row, &content, correction).await?;
        self.write_details(&row, &input, &content).await?;
        if has_intended_ministries(&loaded) && loaded.ministries() != input.ministries {
            attributions::set_intended(self.db(), loaded.id(), &input.ministries).await?;
        }
        let after = self.content_of(&row).await?;
        self.record_edit((&before, &named), (&row, &after), corrected, reason.as_deref()).await?;
        self.index(loaded.id()).await?;
        Ok(loaded.saved())
    }

    /// Logs a reminder of an unanswered question: a draft with the same text that refers to it.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if the question is answered; otherwise as [`Self::log`].
    pub async fn renew(&mut self, question: i64) -> UseCaseResult<SavedQuestion> {
        let row = self.authorize(question, Act::KeepQuestion, None).await?;
        let mut input = self.content_of(&row).await?;
        input.sub_questions.iter_mut().for_each(|sub| sub.id = None);
        input.press.clear();
        (input.number, input.deposited_on) = (None, None);
        let mut legislature = self.legislature_of(self.today).await?;
        if let (None, Some(before)) = (legislature, input.legislature)
            && legislature_problem(self.db(), before).await?.is_none()
        {
            legislature = Some(before);
        }
        input.legislature = legislature;
        input.links = vec![LinkInput { kind: LinkKind::Renews, to: question }];
        let other = input.clone();
        self.log_copy(input, Some(&other)).await
    }

    /// Validates the input of a question. Authors and ministries that were recorded before are not checked again.
    async fn checked(
        &mut self,
        input: &QuestionInput,
        loaded: Option<&LoadedQuestion>,
        named: Option<&QuestionInput>,
    ) -> UseCaseResult<Content> {
        let mut checks = Checks::default();
        checks.limit(FieldName::SubQuestions, &input.sub_questions);
        checks.limit(FieldName::Press, &input.press);
        checks.limit(FieldName::Links, &input.links);
        // With too many items, the items are not validated one by one.
        std::mem::take(&mut checks).done()?;
        let content = Content {
            subject: checks.titles(FieldName::Subject, &input.subject),
            text: checks.bodies(FieldName::Text, &input.text),
            sub_questions: {
                let each = input.sub_questions.iter().enumerate().map(|(n, sub)| {
                    let field = FieldName::SubQuestions.at(n);
                    if blank(sub.texts.iter().map(|(_, text)| text)) {
                        checks.add(field, Problem::Missing);
                    }
                    (sub.id, checks.bodies(field, &sub.texts))
                });
                each.collect()
            },
            press: checks.press(&input.press),
        };
        if blank(input.subject.iter().chain(input.text.iter()).map(|(_, text)| text)) {
            checks.add(FieldName::Subject, Problem::Missing);
        }
        checks.in_range(FieldName::Legislature, input.legislature, 1, 99);
        checks.in_range(FieldName::Number, input.number, 1, QuestionNumber::MAX);
        if input.number.is_some() && input.legislature.is_none() {
            checks.add(FieldName::Legislature, Problem::Missing);
        }
        checks.reject_duplicates(FieldName::Authors, &input.authors);
        checks.reject_duplicates(FieldName::Ministries, &input.ministries);
        checks.reject_duplicates(FieldName::Themes, &input.themes);
        checks.reject_duplicates(FieldName::Links, &input.links);
        checks.known(self.db(), Register::Members, FieldName::Authors, &input.authors).await?;
        checks.known(self.db(), Register::Ministries, FieldName::Ministries, &input.ministries).await?;
        checks.known(self.db(), Register::Themes, FieldName::Themes, &input.themes).await?;
        self.check_dates(&mut checks, input, loaded);
        self.check_within_legislature(&mut checks, input, loaded).await?;
        self.check_number(&mut checks, input, loaded).await?;
        self.check_sub_questions(&mut checks, input, loaded).await?;
        if let (Some(loaded), Some(before)) = (loaded, named) {
            Self::check_against(&mut checks, input, loaded, before);
        }
        self.check_those_of_day(&mut checks, input, loaded, named).await?;
        let own = loaded.map(LoadedQuestion::id);
        self.check_links(&mut checks, own, &input.links).await?;
        checks.done()?;
        Ok(content)
    }

    fn check_dates(&self, checks: &mut Checks, input: &QuestionInput, loaded: Option<&LoadedQuestion>) {
        if let Some(on) = input.deposited_on {
            let moves = loaded.filter(|loaded| loaded.state.status != Status::Draft && loaded.state.deposited_on != Some(on));
            match moves.map(|loaded| loaded.state.decide(Command::Correct(Correction::Deposited { on }))) {
                Some(Err(Refusal::TooLate(latest))) => checks.add(FieldName::DepositedOn, Problem::NotBefore(latest)),
                _ if !has_come(on, self.today) => checks.add(FieldName::DepositedOn, Problem::TooLate(self.today)),
                _ => {}
            }
        }
        for (n, _) in input.press.iter().enumerate().filter(|(_, press)| press.published_on.is_some_and(|on| !has_come(on, self.today))) {
            checks.add(FieldName::Press.at(n).part(FieldPart::PublishedOn), Problem::TooLate(self.today));
        }
    }

    /// The legislature must be recorded, if any is, and contain the day of deposit. Unchanged values are not checked.
    async fn check_within_legislature(
        &self,
        checks: &mut Checks,
        input: &QuestionInput,
        loaded: Option<&LoadedQuestion>,
    ) -> UseCaseResult<()> {
        let Some(legislature) = input.legislature else { return Ok(()) };
        let named_before = loaded.is_some_and(|loaded| loaded.row.legislature == Some(legislature));
        if let Some(problem) = legislature_problem(self.db(), legislature).await?.filter(|_| !named_before) {
            checks.add(FieldName::Legislature, problem);
        }
        let Some(on) = input.deposited_on else { return Ok(()) };
        let as_before = loaded.is_some_and(|loaded| (loaded.row.legislature, loaded.row.deposited_on) == (Some(legislature), Some(on)));
        if let Some(problem) = deposit_day_problem(self.db(), legislature, on).await?.filter(|_| !as_before) {
            checks.add(FieldName::DepositedOn, problem);
        }
        Ok(())
    }

    /// Every author must sit in the Chamber on the day of deposit, else today, and every intended ministry must exist.
    async fn check_those_of_day(
        &self,
        checks: &mut Checks,
        input: &QuestionInput,
        loaded: Option<&LoadedQuestion>,
        named: Option<&QuestionInput>,
    ) -> UseCaseResult<()> {
        let on = input.deposited_on.or(loaded.and_then(|loaded| loaded.row.deposited_on)).unwrap_or(self.today);
        let (authors, ministries) = named.map(|named| (&*named.authors, &*named.ministries)).unwrap_or_default();
        check_seating(self.db(), checks, (input.chamber, on), &input.authors, authors).await?;
        if loaded.is_some_and(|loaded| !has_intended_ministries(loaded)) {
            return Ok(());
        }
        let new = |(n, _): &(usize, Problem)| input.ministries.get(*n).is_some_and(|id| !ministries.contains(id));
        for (n, problem) in ended_problems(self.db(), &input.ministries, on).await?.into_iter().filter(new) {
            checks.add(FieldName::Ministries.at(n), problem);
        }
        Ok(())
    }

    /// What an edit cannot do: move a question to another Chamber, change the ministries of a transmitted one, or remove what readers of
    /// a published question rely on.
    fn check_against(checks: &mut Checks, input: &QuestionInput, loaded: &LoadedQuestion, before: &QuestionInput) {
        if input.chamber != loaded.chamber {
            checks.add(FieldName::Chamber, Problem::Fixed);
        }
        if !has_intended_ministries(loaded) && differ(&loaded.ministries(), &input.ministries) {
            checks.add(FieldName::Ministries, Problem::MinistriesFixed);
        }
        if loaded.was_published() {
            if loaded.row.number.is_some() && input.number.is_none() {
                checks.add(FieldName::Number, Problem::Missing);
            }
            if before.kind != input.kind {
                checks.add(FieldName::Kind, Problem::Fixed);
            }
            // It is not published without one. A question that an import published may name none.
            if loaded.state.status == Status::Deposited && !before.ministries.is_empty() && input.ministries.is_empty() {
                checks.add(FieldName::Ministries, Problem::Missing);
            }
            let pairs = [
                (FieldPath::from(FieldName::Subject), &before.subject, &input.subject),
                (FieldName::Text.into(), &before.text, &input.text),
            ];
            let subs = input.sub_questions.iter().enumerate().filter_map(|(n, after)| {
                let before = before.sub_questions.iter().find(|before| before.id == after.id)?;
                Some((FieldName::SubQuestions.at(n), &before.texts, &after.texts))
            });
            for (field, before, after) in pairs.into_iter().chain(subs) {
                for (locale, _) in before.iter().filter(|(locale, _)| blank(after.get(*locale))) {
                    checks.add(field.in_language(locale), Problem::Missing);
                }
            }
        }
    }
}

/// Whether the intended ministries come from the form. After transmission, even with an unknown day, they come from the attributions.
fn has_intended_ministries(loaded: &LoadedQuestion) -> bool {
    loaded.row.transmitted_on.is_none() && loaded.state.status <= Status::Deposited
}

/// Whether no text is given.
fn blank<'a>(texts: impl IntoIterator<Item = &'a TextInput>) -> bool {
    texts.into_iter().all(|text| text.body.trim().is_empty())
}

/// The error if two questions are given the same number at once.
pub(in crate::use_cases) fn number_taken(error: StoreError) -> UseCaseError {
    if error.is_number_taken() { UseCaseError::field(FieldName::Number, Problem::Taken) } else { error.into() }
}
