//! What the API says of questions.

use chrono::NaiveDate;
use jawab_domain::{PerLocale, Standing, text::LocalizedText};
use jawab_store::read::{self, QuestionRecord};
use jawab_ui::links;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{App, web::view};

/// A value per language that has one.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Bilingual {
    /// In Arabic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
    /// In French.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
}

impl From<PerLocale<String>> for Bilingual {
    fn from(value: PerLocale<String>) -> Self {
        Self { ar: value.ar, fr: value.fr }
    }
}

/// A ministry, member, group or theme.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Body {
    /// Its part of addresses and filters.
    pub slug: String,
    /// Its name.
    pub name: Bilingual,
}

impl From<&read::Named> for Body {
    fn from(named: &read::Named) -> Self {
        Self { slug: named.slug.clone(), name: named.name.clone().into() }
    }
}

/// A question in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Summary {
    /// Its opaque identity.
    pub id: String,
    /// Its identity in the source it was taken from.
    pub source_id: Option<String>,
    /// Its public reference, as in `councillors/11/1234`.
    pub reference: Option<String>,
    /// The addresses of its page.
    pub url: Bilingual,
    /// `written` or `oral`.
    pub kind: &'static str,
    /// Its subject.
    pub subject: Bilingual,
    /// `representatives` or `councillors`.
    pub chamber: &'static str,
    /// The legislature.
    pub legislature: Option<i32>,
    /// The number.
    pub number: Option<i32>,
    /// The ministries it is with now.
    pub ministries: Vec<Body>,
    /// Its authors.
    pub authors: Vec<Body>,
    /// `deposited`, `transmitted`, `answered`, `withdrawn` or `lapsed`.
    pub status: &'static str,
    /// Where it stands today.
    pub standing: &'static str,
    /// Days left, or days late.
    pub standing_days: Option<i64>,
    /// The day of deposit.
    pub deposited_on: Option<NaiveDate>,
    /// The day of transmission.
    pub transmitted_on: Option<NaiveDate>,
    /// The due date.
    pub due_on: Option<NaiveDate>,
    /// The day of the final answer.
    pub answered_on: Option<NaiveDate>,
    /// The languages in which it has a text.
    pub languages: Vec<&'static str>,
}

impl Summary {
    /// Of a record, today.
    pub fn of(record: &QuestionRecord, public_url: &str, today: NaiveDate) -> Self {
        let standing = view::standing(record, today);
        let address = view::address(record);
        let url = jawab_domain::Locale::ALL.iter().map(|locale| (*locale, format!("{public_url}{}", address.link(*locale))));
        Self {
            id: record.code.clone(),
            source_id: record.source_id.clone(),
            reference: record.reference().map(|reference| reference.to_string()),
            url: url.collect::<PerLocale<String>>().into(),
            kind: record.kind.code(),
            subject: bodies(&record.subject),
            chamber: record.chamber.code(),
            legislature: record.legislature.map(Into::into),
            number: record.number.map(Into::into),
            ministries: record.ministries().map(|part| (&part.ministry).into()).collect(),
            authors: record.authors.iter().map(|author| (&author.member).into()).collect(),
            status: record.status.code(),
            standing: standing.kind().code(),
            standing_days: days(standing),
            deposited_on: record.deposited_on,
            transmitted_on: record.transmitted_on,
            due_on: record.due_on,
            answered_on: record.answered_on,
            languages: record.languages.iter().map(|locale| locale.code()).collect(),
        }
    }
}

const fn days(standing: Standing) -> Option<i64> {
    match standing {
        Standing::OnTime { days_left } | Standing::DueSoon { days_left } => Some(days_left),
        Standing::Overdue { days } | Standing::AnsweredLate { days } => Some(days),
        Standing::DueToday => Some(0),
        _ => None,
    }
}

fn bodies(texts: &PerLocale<LocalizedText>) -> Bilingual {
    texts.iter().map(|(locale, text)| (locale, text.body.clone())).collect::<PerLocale<_>>().into()
}

/// A text in one language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Text {
    /// Its language.
    pub lang: &'static str,
    /// `original`, `official_translation`, `unofficial_translation`, `machine_translation`, `press_report` or `unspecified`.
    pub role: &'static str,
    /// Plain text; blank lines part paragraphs.
    pub body: String,
    /// The document it comes from.
    pub document: Option<String>,
    /// The page in it.
    pub page: Option<String>,
    /// Its address.
    pub source_url: Option<String>,
    /// The day it was reviewed; null: not reviewed.
    pub reviewed_on: Option<NaiveDate>,
}

fn texts(texts: &PerLocale<LocalizedText>) -> Vec<Text> {
    let text = |text: &LocalizedText| Text {
        lang: text.locale.code(),
        role: text.role.code(),
        body: text.body.clone(),
        document: text.provenance.document.clone(),
        page: text.provenance.page.clone(),
        source_url: text.provenance.url.clone(),
        reviewed_on: text.review.as_ref().map(|review| review.on),
    };
    texts.iter().map(|(_, of)| text(of)).collect()
}

/// A question, whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Question {
    /// What lists say of it.
    #[serde(flatten)]
    pub summary: Summary,
    /// The texts of its subject.
    pub subject_texts: Vec<Text>,
    /// Its own texts.
    pub texts: Vec<Text>,
    /// Its sub-questions, in order.
    pub sub_questions: Vec<SubQuestion>,
    /// Its answers, oldest first.
    pub answers: Vec<Answer>,
    /// Every ministry it was with, oldest first.
    pub attributions: Vec<Attribution>,
    /// Its themes.
    pub themes: Vec<Body>,
    /// Articles that report it.
    pub press: Vec<Press>,
    /// Its documents, oldest first, and after them those of its answers.
    pub attachments: Vec<Attachment>,
}

/// A sub-question.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SubQuestion {
    /// Its ordinal, from 1.
    pub position: i32,
    /// Its texts.
    pub texts: Vec<Text>,
}

/// An answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Answer {
    /// Its opaque identity.
    pub id: String,
    /// `holding`, `final` or `correction`.
    pub kind: &'static str,
    /// Whose it is.
    pub ministry: Option<Body>,
    /// Who signed it.
    pub minister: Bilingual,
    /// Its day.
    pub answered_on: Option<NaiveDate>,
    /// The answer it corrects.
    pub corrects: Option<String>,
    /// Whether it was annulled, as recorded by mistake: it is no answer to the question any more.
    pub annulled: bool,
    /// Its texts.
    pub texts: Vec<Text>,
    /// How far it addresses each assessed sub-question.
    pub covers_sub_questions: Vec<Covered>,
}

/// How far a sub-question is addressed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Covered {
    /// The sub-question's ordinal.
    pub position: i32,
    /// `answered`, `partly` or `not_addressed`.
    pub coverage: &'static str,
}

/// A ministry's part.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Attribution {
    /// The ministry, by its name at the time.
    pub ministry: Body,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// Until when, where it was transferred away.
    pub until: Option<NaiveDate>,
    /// Its own due date.
    pub due_on: Option<NaiveDate>,
    /// The day of its final answer.
    pub answered_on: Option<NaiveDate>,
}

/// An article.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Press {
    /// Its language.
    pub lang: Option<&'static str>,
    /// Its title.
    pub title: Option<String>,
    /// Where it appeared.
    pub outlet: Option<String>,
    /// When it appeared.
    pub date: Option<NaiveDate>,
    /// Its address.
    pub url: Option<String>,
    /// SHA-256 of the copy that was read.
    pub sha256: Option<String>,
}

/// An attached document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Attachment {
    /// What it is called.
    pub title: String,
    /// The `id` of the answer that it is attached to; null: the question itself.
    pub answer: Option<String>,
    /// The media type of its file.
    pub media_type: String,
    /// How many pages it has.
    pub pages: i32,
    /// How many bytes.
    pub size: i64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The address of its file.
    pub url: String,
}

impl From<Bilingual> for PerLocale<String> {
    fn from(value: Bilingual) -> Self {
        Self { ar: value.ar, fr: value.fr }
    }
}

impl Question {
    /// As it is now.
    pub fn now(record: &QuestionRecord, app: &App) -> Self {
        Self::of(record, &app.public_url, app.clock.today())
    }

    /// Of a record, today.
    pub fn of(record: &QuestionRecord, public_url: &str, today: NaiveDate) -> Self {
        let position = |id: i64| record.sub_questions.iter().find(|sub| sub.id == id).map(|sub| sub.position);
        let code = |id: i64| record.answers.iter().find(|answer| answer.id == id).map(|answer| answer.code.clone());
        let answer = |answer: &read::Answer| Answer {
            id: answer.code.clone(),
            kind: answer.kind.code(),
            ministry: answer.ministry.as_ref().map(Into::into),
            minister: answer.minister.clone().into(),
            answered_on: answer.answered_on,
            corrects: answer.corrects.and_then(code),
            annulled: answer.annulled,
            texts: texts(&answer.texts),
            covers_sub_questions: answer
                .coverage
                .iter()
                .filter_map(|(id, coverage)| Some(Covered { position: position(*id)?, coverage: coverage.code() }))
                .collect(),
        };
        let attribution = |part: &read::Attribution| Attribution {
            ministry: (&part.ministry).into(),
            since: part.since,
            until: part.until,
            due_on: part.due_on,
            answered_on: part.answered_on,
        };
        let press = |press: &read::PressCitation| Press {
            lang: press.locale.map(jawab_domain::Locale::code),
            title: press.title.clone(),
            outlet: press.outlet.clone(),
            date: press.published_on,
            url: press.url.clone(),
            sha256: press.sha256.clone(),
        };
        let attachment = |document: &read::Document| Attachment {
            title: document.title.clone(),
            answer: document.answer.and_then(code),
            media_type: document.media_type.clone(),
            pages: document.pages,
            size: document.size_bytes,
            sha256: document.sha256.clone(),
            url: format!("{public_url}{}", links::attachment(&document.sha256)),
        };
        Self {
            summary: Summary::of(record, public_url, today),
            subject_texts: texts(&record.subject),
            texts: texts(&record.text),
            sub_questions: record
                .sub_questions
                .iter()
                .map(|sub| SubQuestion { position: sub.position, texts: texts(&sub.texts) })
                .collect(),
            answers: record.answers.iter().map(answer).collect(),
            attributions: record.referrals().map(attribution).collect(),
            themes: record.themes.iter().map(Into::into).collect(),
            press: record.press.iter().map(press).collect(),
            attachments: record.documents.iter().map(attachment).collect(),
        }
    }
}
