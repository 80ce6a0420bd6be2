//! The details of a question besides its texts: authors, themes, citations, intended ministries, languages.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::{
    Locale, PerLocale, TextRole,
    access::{Act, Actor},
};
use jawab_store::{
    attributions, authors, desk, languages, press,
    questions::relations,
    rows,
    texts::{self, Owner},
};

use crate::use_cases::{
    LinkInput, PressInput, QuestionInput, Seats, SubQuestionInput, TextInput, UnitOfWork, UseCaseError, UseCaseResult, UseCases,
    validation::CheckedText,
};

/// The validated texts and citations of a question.
#[derive(Debug)]
pub(in crate::use_cases) struct Content {
    pub subject: PerLocale<CheckedText>,
    pub text: PerLocale<CheckedText>,
    /// Each with its id, if it exists already.
    pub sub_questions: Vec<(Option<i64>, PerLocale<CheckedText>)>,
    pub press: Vec<PressInput>,
}

impl UseCases {
    /// The fields of a question and its version, for its editors.
    pub async fn question_input(&self, actor: &Actor, question: i64) -> UseCaseResult<(QuestionInput, i64)> {
        let unit = self.begin_read(actor).await?;
        let row = unit.authorize(question, Act::KeepQuestion, None).await?;
        Ok((unit.content_of(&row).await?, row.version))
    }
}

impl UnitOfWork {
    /// The fields of a question.
    pub(in crate::use_cases) async fn content_of(&self, row: &rows::Question) -> UseCaseResult<QuestionInput> {
        let authors = authors::of_question(self.db(), row.id).await?.into_iter().map(|author| author.member_id).collect();
        let parts = attributions::of_question(self.db(), row.id).await?;
        let themes = relations::themes(self.db(), row.id).await?;
        let links = relations::links(self.db(), row.id).await?;
        let mut sub_questions = Vec::new();
        for sub in self.sub_questions(row.id).await? {
            sub_questions.push(SubQuestionInput { id: Some(sub.id), texts: self.texts_of(Owner::SubQuestion(sub.id)).await? });
        }
        Ok(QuestionInput {
            chamber: row.chamber.parse()?,
            legislature: row.legislature,
            number: row.number,
            kind: row.kind.parse()?,
            subject: self.texts_of(Owner::Subject(row.id)).await?,
            text: self.texts_of(Owner::Question(row.id)).await?,
            sub_questions,
            authors,
            ministries: parts.into_iter().filter(|part| part.until.is_none()).map(|part| part.ministry_id).collect(),
            themes,
            deposited_on: row.deposited_on,
            press: self.press_of(row.id).await?,
            links: links
                .into_iter()
                .map(|link| Ok(LinkInput { kind: link.kind.parse()?, to: link.to_id }))
                .collect::<Result<_, UseCaseError>>()?,
        })
    }

    pub(in crate::use_cases) async fn texts_of(&self, owner: Owner) -> UseCaseResult<PerLocale<TextInput>> {
        let rows = texts::of_owner(self.db(), owner).await?;
        rows.into_iter()
            .map(|row| {
                let locale: Locale = row.locale.parse()?;
                let role: TextRole = row.role.parse()?;
                Ok((locale, TextInput { body: row.body, role, provenance: serde_json::from_value(row.provenance)? }))
            })
            .collect()
    }

    async fn press_of(&self, question: i64) -> UseCaseResult<Vec<PressInput>> {
        let rows = press::of_question(self.db(), question).await?;
        rows.into_iter()
            .map(|row| {
                Ok(PressInput {
                    locale: row.locale.map(|code| code.parse()).transpose()?,
                    title: row.title,
                    outlet: row.outlet,
                    published_on: row.published_on,
                    url: row.url,
                    sha256: row.sha256,
                })
            })
            .collect()
    }

    /// Writes authors, themes and links again, and those citations that changed.
    pub(in crate::use_cases) async fn write_details(
        &self,
        row: &rows::Question,
        input: &QuestionInput,
        content: &Content,
    ) -> UseCaseResult<()> {
        let known = authors::of_question(self.db(), row.id).await?;
        let known = known.into_iter().map(|author| (author.member_id, author.political_group_id)).collect();
        let day = input.deposited_on.or(row.deposited_on).unwrap_or(self.today);
        self.write_authors(row, &input.authors, day, &known).await?;
        relations::delete_themes(self.db(), row.id).await?;
        relations::add_themes(self.db(), row.id, &input.themes).await?;
        self.write_press(row.id, &content.press).await?;
        self.write_links(row.id, &input.links).await
    }

    /// Writes each citation into the row of its position.
    async fn write_press(&self, question: i64, citations: &[PressInput]) -> UseCaseResult<()> {
        let known = press::of_question(self.db(), question).await?;
        let surplus: Vec<i64> = known.iter().skip(citations.len()).map(|row| row.id).collect();
        press::delete(self.db(), &surplus).await?;
        let (mut known, mut new) = (known.into_iter(), Vec::new());
        for (position, citation) in (1..).zip(citations) {
            let before = known.next();
            let row = rows::PressCitation {
                id: before.as_ref().map_or(0, |row| row.id),
                question_id: question,
                position,
                locale: citation.locale.map(|locale| locale.code().into()),
                title: citation.title.clone(),
                outlet: citation.outlet.clone(),
                published_on: citation.published_on,
                url: citation.url.clone(),
                sha256: citation.sha256.clone(),
            };
            match before {
                Some(before) if before == row => {}
                Some(_) => press::update(self.db(), row).await?,
                None => new.push(row),
            }
        }
        Ok(press::insert_all(self.db(), new).await?)
    }

    /// Writes the authors, each with the group of the seat held on a day. Authors who are already recorded keep their recorded group,
    /// even if it is unknown.
    pub(in crate::use_cases) async fn write_authors(
        &self,
        row: &rows::Question,
        members: &[i64],
        day: NaiveDate,
        known: &BTreeMap<i64, Option<i64>>,
    ) -> UseCaseResult<()> {
        authors::delete_of(self.db(), row.id).await?;
        let (seats, of) = (Seats::load(self.db(), Some(members)).await?, (row.chamber.parse()?, row.legislature));
        let mut new = Vec::new();
        for (position, member) in (1..).zip(members) {
            let group = known.get(member).copied().unwrap_or_else(|| seats.group(*member, of, day));
            new.push(rows::Author { question_id: row.id, position, member_id: *member, political_group_id: group });
        }
        Ok(authors::insert_all(self.db(), new).await?)
    }

    /// Records the languages in which readers see a text of the question. Annulled answers do not count.
    pub(in crate::use_cases) async fn write_languages(&self, question: i64) -> UseCaseResult<()> {
        languages::update(self.db(), &[question]).await?;
        self.update_translation_needs(question).await
    }

    /// Records which texts of a question need translation.
    pub(in crate::use_cases) async fn update_translation_needs(&self, question: i64) -> UseCaseResult<()> {
        Ok(desk::update_translation_needs(self.db(), &[question]).await?)
    }
}
