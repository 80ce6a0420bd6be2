//! What a redaction would take out of a question's texts, each name in its sentence, and where else it stands: nothing there is
//! changed, so a clerk must know of it.

use std::collections::BTreeMap;

use jawab_domain::{
    Locale,
    text::{LocalizedText, TextPart},
};
use jawab_service::redaction::{Names, sentences};
use jawab_store::{
    chamber,
    entity::{earlier_text, text},
    read::{self, QuestionRecord},
};
use jawab_ui::{
    catalogue::Tr,
    form::FormState,
    links,
    model::Part,
    pages::staff::step::{Occurrence, Redaction, StepChoices},
};
use sea_orm::{EntityTrait as _, QueryFilter as _};

use super::Desk;
use crate::{error::AppError, web::view};

/// What was asked for, in one text: names and which text. What was shown is taken out, and nothing else.
pub(super) fn asked(state: &FormState) -> String {
    let names: Vec<&str> = state.get("words").lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    format!("{}\n{}", state.get("text"), names.join("\n"))
}

/// The texts to choose from, and what would be taken out once names are typed.
pub(super) async fn choices(desk: &Desk, record: &QuestionRecord, state: &FormState, into: &mut StepChoices) -> Result<(), AppError> {
    let (db, tr) = (desk.app().database.reader(), Tr::new(desk.signed.locale()));
    let texts = chamber::texts(db, record.id).await?;
    into.texts = texts.iter().filter_map(|of| Some((of.id.to_string(), place(tr, record, of)?))).collect();
    let Some(names) = Names::typed(state.get("words")) else { return Ok(()) };
    let mut redaction = Redaction { shown: asked(state), ..Redaction::default() };
    let only = state.filled("text");
    for of in &texts {
        let chosen = only.is_none_or(|only| only == of.id.to_string());
        let standing = place(tr, record, of).and_then(|place| standing(&names, place, of.locale.parse().ok(), &of.body));
        if chosen { redaction.texts.extend(standing) } else { redaction.elsewhere.extend(standing) }
    }
    redaction.earlier = earlier(desk, record, only, &names).await?;
    redaction.elsewhere.extend(beside(desk, record, &names));
    redaction.elsewhere.extend(related(desk, record, &names).await?);
    into.redaction = Some(redaction);
    Ok(())
}

/// How often names stand in what the chosen texts read earlier.
async fn earlier(desk: &Desk, record: &QuestionRecord, only: Option<&str>, names: &Names) -> Result<u64, AppError> {
    let rows = earlier_text::Entity::find().filter(earlier_text::COLUMN.question_id.eq(record.id)).all(desk.app().database.reader()).await;
    let rows = rows.map_err(jawab_store::StoreError::from)?;
    let chosen = rows.iter().filter(|row| only.is_none_or(|only| only == row.text_id.to_string()));
    Ok(chosen.map(|row| names.places(&row.body).len() as u64).sum())
}

/// A text's name: its part, with the ordinal of a sub-question or an answer, and its language.
fn place(tr: Tr, record: &QuestionRecord, of: &text::Model) -> Option<String> {
    let (part, locale): (TextPart, Locale) = (of.part.parse().ok()?, of.locale.parse().ok()?);
    let sub = record.sub_questions.iter().find(|sub| Some(sub.id) == of.sub_question_id).map(|sub| sub.position);
    let answer = record.answers.iter().filter(|answer| answer.published).position(|answer| Some(answer.id) == of.answer_id);
    let words = match (part, sub, answer) {
        (TextPart::SubQuestion, Some(n), _) => tr.ta("question-form-sub", [("n", n.to_string().into())]),
        (TextPart::Answer, _, Some(n)) => tr.ta("step-redacted-answer", [("n", (n + 1).to_string().into())]),
        _ => tr.text_part(part),
    };
    Some(format!("{words} ({})", tr.language(locale)))
}

/// A name in something; none where it does not stand there.
fn standing(names: &Names, place: String, locale: Option<Locale>, text: &str) -> Option<Occurrence> {
    let places = names.places(text);
    let shown = sentences(text, &places).into_iter().map(|parts| parts.into_iter().map(|(text, marked)| Part { text, marked }).collect());
    (!places.is_empty()).then(|| Occurrence { place, locale, sentences: shown.collect(), link: None })
}

/// What is shown with the question and is none of its texts: titles of documents, who signed its answers, press, sources, and reasons;
/// and answers that will be published.
fn beside(desk: &Desk, record: &QuestionRecord, names: &Names) -> Vec<Occurrence> {
    let tr = Tr::new(desk.signed.locale());
    let mut found = Vec::new();
    for document in &record.documents {
        found.extend(standing(names, tr.t("step-redacted-document"), None, &document.title));
    }
    for answer in record.answers.iter().filter(|answer| answer.published) {
        found.extend(answer.minister.iter().filter_map(|(locale, name)| standing(names, tr.t("answer-form-minister"), Some(locale), name)));
    }
    for press in &record.press {
        let said = [&press.title, &press.outlet, &press.url].into_iter().flatten();
        found.extend(said.filter_map(|words| standing(names, tr.t("question-form-press"), press.locale, words)));
    }
    for answer in record.answers.iter().filter(|answer| !answer.published) {
        let text = |(locale, text): (Locale, &LocalizedText)| standing(names, tr.t("step-redacted-coming"), Some(locale), &text.body);
        found.extend(answer.texts.iter().filter_map(text));
    }
    let subs = record.sub_questions.iter().flat_map(|sub| sub.texts.iter());
    let answers = record.answers.iter().flat_map(|answer| answer.texts.iter());
    for (_, text) in record.subject.iter().chain(record.text.iter()).chain(subs).chain(answers) {
        let source = &text.provenance;
        let said = [&source.document, &source.page, &source.url].into_iter().flatten();
        found.extend(said.filter_map(|words| standing(names, tr.t("step-redacted-source"), None, words)));
    }
    let reasons = record.events.iter().filter_map(|event| event.reason.as_deref());
    found.extend(reasons.filter_map(|reason| standing(names, tr.t("step-redacted-history"), None, reason)));
    found
}

/// Other questions that this one is related to, or that are answered together with it.
async fn related(desk: &Desk, record: &QuestionRecord, names: &Names) -> Result<Vec<Occurrence>, AppError> {
    let tr = Tr::new(desk.signed.locale());
    let others = read::load(desk.app().database.reader(), desk.signed.viewer(), &view::named_by(record)).await?;
    let mut found = BTreeMap::new();
    for other in others.iter().filter(|other| other.id != record.id) {
        let subs = other.sub_questions.iter().flat_map(|sub| sub.texts.iter());
        let answers = other.answers.iter().filter(|answer| answer.published && !answer.questions.contains(&record.id));
        let texts = other.subject.iter().chain(other.text.iter()).chain(subs).chain(answers.flat_map(|answer| answer.texts.iter()));
        for (locale, text) in texts {
            let place = format!("{}{} {}", tr.t("step-redacted-related"), tr.t("colon"), tr.plain(&view::subject(other)));
            let Some(one) = standing(names, place, Some(locale), &text.body) else { continue };
            let link = Some(links::staff::question(desk.signed.locale(), &other.code));
            found
                .entry((other.id, locale))
                .or_insert_with(|| Occurrence { sentences: Vec::new(), link, ..one.clone() })
                .sentences
                .extend(one.sentences);
        }
    }
    Ok(found.into_values().collect())
}
