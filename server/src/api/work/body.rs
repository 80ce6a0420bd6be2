//! What programs send, with members, ministries and themes by their slugs and questions by their ids.

use std::sync::Arc;

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, Coverage, Locale, PerLocale,
    field::{ActPart, FieldName, FieldPath},
    question::{LinkKind, QuestionKind},
    validation::{FieldError, Problem},
};
use jawab_service::{
    reference_data::{NamedSet, ReferenceData},
    use_cases::{LinkInput, MAX_ITEMS, PressInput, QuestionInput, UseCaseError},
};
use jawab_store::{Connection, Viewer, read};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    super::schema::Bilingual,
    text::{TextBody, Texts},
    write_request::WriteRequest,
};
use crate::error::AppError;

/// A question to be logged. A text per language is `{"ar": …, "fr": …}`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionBody {
    /// `representatives` or `councillors`.
    #[schema(value_type = String)]
    pub chamber: Chamber,
    /// The legislature; without it, that of the day of deposit.
    pub legislature: Option<i32>,
    /// The official number; without it, the next one at deposit.
    pub number: Option<i32>,
    /// `written` (unless told) or `oral`.
    #[schema(value_type = Option<String>)]
    pub kind: Option<QuestionKind>,
    /// The subject.
    #[serde(default)]
    #[schema(value_type = Texts)]
    pub subject: PerLocale<TextBody>,
    /// The text.
    #[serde(default)]
    #[schema(value_type = Texts)]
    pub text: PerLocale<TextBody>,
    /// The sub-questions, in order.
    #[serde(default)]
    #[schema(value_type = Vec<Texts>)]
    pub sub_questions: Vec<PerLocale<TextBody>>,
    /// Slugs of the members who ask, in order.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Slugs of the ministries it is meant for.
    #[serde(default)]
    pub ministries: Vec<String>,
    /// Slugs of its themes.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Articles that report it.
    #[serde(default)]
    pub press: Vec<PressBody>,
    /// What it says of other questions.
    #[serde(default)]
    pub links: Vec<LinkBody>,
    /// Deposits it at once.
    pub deposit: Option<DepositBody>,
    /// Transmits it at once.
    pub transmit: Option<TransmitBody>,
    /// Publishes it at once.
    #[serde(default)]
    pub publish: bool,
}

/// An article.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PressBody {
    /// `ar` or `fr`.
    #[schema(value_type = Option<String>)]
    pub lang: Option<Locale>,
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

/// A relation to another question.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkBody {
    /// `grouped_with`, `renews`, `repeats`, `follows_up` or `converted_from`.
    #[schema(value_type = String)]
    pub kind: LinkKind,
    /// The other question's `id`.
    pub to: String,
}

/// How a question is deposited.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DepositBody {
    /// The day; without it, that of the draft, or else today. The question has it as `deposited_on`.
    pub on: Option<NaiveDate>,
    /// The legislature; without it, that of the draft, or else that of the day.
    pub legislature: Option<i32>,
    /// The official number; without it, that of the draft, or else the next one.
    pub number: Option<i32>,
    /// Whether the next numbers continue after a number that is more than 100 above the last one; unless told, they continue after the
    /// last one, as before. A nearer number always moves them on, one above 899999 never does.
    pub moves_series: bool,
}

/// How a question is transmitted.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TransmitBody {
    /// The day, on which the clock starts; without it, today. The question has it as `transmitted_on`.
    pub on: Option<NaiveDate>,
    /// Slugs of the ministries; without any, those it is meant for.
    pub ministries: Vec<String>,
}

/// Why a document is withdrawn.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalBody {
    /// Why; the history of the question keeps it.
    pub reason: String,
    /// `id` of the answer that it is attached to; without it, the question itself.
    #[serde(default)]
    pub answer: Option<String>,
}

/// An answer that arrived outside the site.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// The slug of the ministry whose it is.
    pub ministry: String,
    /// `final` (unless told) or `holding`.
    #[schema(value_type = Option<String>)]
    pub kind: Option<AnswerKind>,
    /// Who signed it, per language.
    #[serde(default)]
    #[schema(value_type = Bilingual)]
    pub minister: PerLocale<String>,
    /// Its day; without it, today. Among the `answers` of the question it has it as `answered_on`.
    pub answered_on: Option<NaiveDate>,
    /// Its texts, per language.
    #[schema(value_type = Texts)]
    pub texts: PerLocale<TextBody>,
    /// `id`s of other questions that it answers as well.
    #[serde(default)]
    pub also: Vec<String>,
    /// How far it addresses sub-questions.
    #[serde(default)]
    pub covers_sub_questions: Vec<CoveredBody>,
}

/// How far a sub-question is addressed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoveredBody {
    /// The sub-question's ordinal, from 1.
    pub position: i32,
    /// `answered`, `partly` or `not_addressed`.
    #[schema(value_type = String)]
    pub coverage: Coverage,
}

/// Finds what a body names.
pub struct Named {
    reference_data: Arc<ReferenceData>,
    viewers: Vec<Viewer>,
}

impl Named {
    /// For a request; before its change begins, as it reads on a connection of its own.
    pub async fn of(sent: &WriteRequest) -> Result<Self, AppError> {
        let reference_data = sent.app().reference_data().await?;
        Ok(Self { reference_data, viewers: sent.viewers() })
    }

    /// A question's form from its body.
    pub async fn question(&self, db: &impl Connection, body: &QuestionBody) -> Result<QuestionInput, AppError> {
        let texts = |texts: &PerLocale<TextBody>| texts.clone().map(|_, text| text.into_input());
        let ids: Vec<String> = body.links.iter().map(|link| link.to.clone()).collect();
        let mut faults = Vec::new();
        let links = noted(&mut faults, self.questions(db, FieldName::Links, &ids).await)?;
        let authors = noted(&mut faults, all(FieldName::Authors, &self.reference_data.members, &body.authors).map_err(AppError::from))?;
        let ministries = noted(&mut faults, self.ministries(FieldName::Ministries, &body.ministries).map_err(AppError::from))?;
        let themes = noted(&mut faults, all(FieldName::Themes, &self.reference_data.themes, &body.themes).map_err(AppError::from))?;
        let to = body.transmit.as_ref().map_or(&[][..], |transmit| transmit.ministries.as_slice());
        let field = FieldPath::from(FieldName::Ministries).within(ActPart::Transmit);
        noted(&mut faults, self.ministries(field, to).map_err(AppError::from))?;
        if !faults.is_empty() {
            return Err(UseCaseError::Invalid(faults).into());
        }
        Ok(QuestionInput {
            legislature: body.legislature,
            number: body.number,
            kind: body.kind.unwrap_or(QuestionKind::Written),
            subject: texts(&body.subject),
            text: texts(&body.text),
            sub_questions: body.sub_questions.iter().map(|of| texts(of).into()).collect(),
            authors,
            ministries,
            themes,
            press: body.press.iter().map(press).collect(),
            links: body.links.iter().zip(links).map(|(link, to)| LinkInput { kind: link.kind, to }).collect(),
            ..QuestionInput::new(body.chamber)
        })
    }

    /// Ministries by their slugs.
    pub fn ministries(&self, field: impl Into<FieldPath>, slugs: &[String]) -> Result<Vec<i64>, UseCaseError> {
        all(field, &self.reference_data.ministries, slugs)
    }

    /// A ministry by its slug.
    pub fn ministry(&self, field: FieldName, slug: &str) -> Result<i64, UseCaseError> {
        self.reference_data.ministries.find(slug).ok_or_else(|| UseCaseError::field(field, Problem::Unknown))
    }

    /// Questions that the program may know of, by their ids.
    pub async fn questions(&self, db: &impl Connection, field: FieldName, codes: &[String]) -> Result<Vec<i64>, AppError> {
        check_length(field, codes)?;
        let mut ids = Vec::new();
        let mut unknown = Vec::new();
        for (n, code) in codes.iter().enumerate() {
            let mut id = None;
            for viewer in &self.viewers {
                id = id.or(read::id_by_code(db, *viewer, code).await?);
            }
            match id {
                Some(id) => ids.push(id),
                None => unknown.push(FieldError { field: field.at(n), problem: Problem::Unknown }),
            }
        }
        if unknown.is_empty() { Ok(ids) } else { Err(UseCaseError::Invalid(unknown).into()) }
    }
}

/// What was found; where fields are at fault, nothing, and the faults are noted with those of other fields.
fn noted<T>(faults: &mut Vec<FieldError>, found: Result<Vec<T>, AppError>) -> Result<Vec<T>, AppError> {
    match found {
        Err(AppError::UseCase(UseCaseError::Invalid(more))) => {
            faults.extend(more);
            Ok(Vec::new())
        }
        other => other,
    }
}

/// Refuses a list that is longer than any, before its entries are looked up.
pub fn check_length<T>(field: impl Into<FieldPath>, list: &[T]) -> Result<(), UseCaseError> {
    if list.len() > MAX_ITEMS { Err(UseCaseError::field(field, Problem::TooMany { most: MAX_ITEMS })) } else { Ok(()) }
}

fn all(field: impl Into<FieldPath>, bodies: &NamedSet, slugs: &[String]) -> Result<Vec<i64>, UseCaseError> {
    let field = field.into();
    check_length(field, slugs)?;
    let found: Vec<Option<i64>> = slugs.iter().map(|slug| bodies.find(slug)).collect();
    let missing = found.iter().enumerate().filter(|(_, id)| id.is_none());
    let unknown: Vec<FieldError> = missing.map(|(n, _)| FieldError { field: field.at(n), problem: Problem::Unknown }).collect();
    if unknown.is_empty() { Ok(found.into_iter().flatten().collect()) } else { Err(UseCaseError::Invalid(unknown)) }
}

fn press(press: &PressBody) -> PressInput {
    PressInput {
        locale: press.lang,
        title: press.title.clone(),
        outlet: press.outlet.clone(),
        published_on: press.date,
        url: press.url.clone(),
        sha256: press.sha256.clone(),
    }
}
