//! Each deed by its use case.

use anyhow::Context as _;
use jawab_domain::{
    AnswerKind, Coverage, PerLocale, TextRole,
    access::{Act, Actor, ActorId, Place},
};
use jawab_service::use_cases::{
    AnswerInput, Deposit, ExpectedVersion, ExpectedWorkVersion, InternalDeadline, QuestionInput, SavedWork, TextInput, UnitOfWork,
};
use jawab_store::{attributions, questions, registers::ministries, sub_questions, works};

use super::{AdministratorDeed, AgentDeed, ClerkDeed, Staff, Step};
use crate::commands::serve::demonstration::progress;

/// A question, and the ministry that owes its answer.
#[derive(Clone, Copy)]
struct Matter {
    expected: ExpectedVersion,
    ministry: i64,
}

impl Staff<'_> {
    /// Does a step of what was done about a question, the nth of all; nothing where it was done before.
    pub(super) async fn carry_out(&self, question: &str, step: Step<'_>, nth: i64) -> anyhow::Result<()> {
        let (matter, chamber) = self.matter(question).await?;
        let place = Place { chamber: Some(chamber.parse()?), ministries: &[matter.ministry] };
        match step {
            Step::Agent(deeds) => {
                let agent = self.who(Act::PrepareAnswer, place)?;
                let Some(mut unit) = self.begin(agent, nth).await? else { return Ok(()) };
                let mut work = ExpectedWorkVersion { question: matter.expected.question, ministry: matter.ministry, version: 0 };
                for deed in deeds {
                    work = self.prepare(&mut unit, agent.id, work, deed).await?;
                }
                Ok(unit.commit().await?)
            }
            Step::Clerk(deed) => self.judge(self.who(Act::JudgeAnswer, place)?, matter, deed, nth).await,
            Step::Administrator(AdministratorDeed::AskHiding(reason)) => {
                let administrator = self.who(Act::KeepAccounts, Place::default())?;
                let Some(mut unit) = self.begin(administrator, nth).await? else { return Ok(()) };
                unit.ask_hiding(matter.expected, reason).await?;
                Ok(unit.commit().await?)
            }
        }
    }

    /// Begins the nth step; none where it was done before.
    async fn begin(&self, actor: &Actor, nth: i64) -> anyhow::Result<Option<UnitOfWork>> {
        let unit = self.app.use_cases().begin(actor).await?;
        Ok(progress::take(unit.db(), nth).await?.then_some(unit))
    }

    async fn matter(&self, source_id: &str) -> anyhow::Result<(Matter, String)> {
        let db = self.app.database.reader();
        let found = questions::by_source(db, source_id).await?;
        let question = found.context("there is no such question")?;
        let parts = attributions::open(db, question.id).await?;
        let part = parts.first().context("it is with no ministry")?;
        let expected = ExpectedVersion { question: question.id, version: question.version };
        Ok((Matter { expected, ministry: part.ministry_id }, question.chamber))
    }

    async fn prepare(
        &self,
        unit: &mut UnitOfWork,
        agent: ActorId,
        work: ExpectedWorkVersion,
        deed: &AgentDeed,
    ) -> anyhow::Result<ExpectedWorkVersion> {
        Ok(match deed {
            AgentDeed::Assign(by) => {
                let account = ActorId::account_of(&agent.to_string());
                let deadline = by.map_or(InternalDeadline::Unchanged, |by| InternalDeadline::On(self.day(by)));
                let saved = unit.assign(&[work], account, deadline).await?;
                saved.first().map_or(work, SavedWork::expected)
            }
            AgentDeed::Draft { texts, coverage } => {
                let subs = sub_questions::of_question(unit.db(), work.question).await?;
                let covered = subs.iter().filter_map(|sub| Some((sub.id, *coverage.get(&sub.position)?))).collect();
                unit.draft_answer(work, &answer(texts, covered)).await?.expected()
            }
            AgentDeed::Clear => unit.clear_answer(work).await?.expected(),
            AgentDeed::Submit => unit.submit_answer(work).await?.expected(),
            AgentDeed::AskTransfer { to, reason } => {
                let to = ministries::by_slug(unit.db(), to).await?;
                let to = to.context("there is no such ministry")?.id;
                unit.ask_transfer(work.question, work.ministry, to, reason).await?;
                work
            }
        })
    }

    async fn judge(&self, clerk: &Actor, Matter { expected, ministry }: Matter, deed: &ClerkDeed, nth: i64) -> anyhow::Result<()> {
        // Read before the turn begins: on SQLite there is one change at a time.
        let (like, _) = self.app.use_cases().question_input(clerk, expected.question).await?;
        let work = works::find(self.app.database.reader(), expected.question, ministry).await?;
        let Some(mut unit) = self.begin(clerk, nth).await? else { return Ok(()) };
        match deed {
            ClerkDeed::Return(reason) => {
                let version = work.context("nothing was prepared")?.version;
                unit.return_answer(ExpectedWorkVersion { question: expected.question, ministry, version }, reason).await?;
            }
            ClerkDeed::Publish(on) => {
                let work = work.context("nothing was prepared")?;
                let answer = work.answer_id.context("nothing was drafted")?;
                unit.publish_answer(expected, answer, Some(self.day(*on)), work.version).await?;
            }
            ClerkDeed::Remind(note) => unit.remind(expected.question, ministry, Some(note)).await?,
            ClerkDeed::Log { subject, text, deposited } => {
                let (legislature, authors, ministries, themes) = (like.legislature, like.authors, like.ministries, like.themes);
                let (subject, text) = (written(subject, TextRole::UnofficialTranslation), written(text, TextRole::UnofficialTranslation));
                let input = QuestionInput { legislature, subject, text, authors, ministries, themes, ..QuestionInput::new(like.chamber) };
                let logged = unit.log(input).await?;
                if let Some(on) = deposited {
                    unit.deposit(logged.expected(), Deposit { on: Some(self.day(*on)), ..Deposit::default() }).await?;
                }
            }
        }
        Ok(unit.commit().await?)
    }
}

/// A final answer.
fn answer(texts: &PerLocale<String>, coverage: Vec<(i64, Coverage)>) -> AnswerInput {
    AnswerInput {
        kind: AnswerKind::Final,
        minister: PerLocale::default(),
        answered_on: None,
        texts: written(texts, TextRole::OfficialTranslation),
        also: Vec::new(),
        coverage,
    }
}

/// Texts of which the first is the original.
fn written(texts: &PerLocale<String>, other: TextRole) -> PerLocale<TextInput> {
    let roles = std::iter::once(TextRole::Original).chain(std::iter::repeat(other));
    texts.iter().zip(roles).map(|((locale, body), role)| (locale, TextInput::new(role, body))).collect()
}
