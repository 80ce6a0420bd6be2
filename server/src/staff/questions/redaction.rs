//! What a redaction would take out of a question's texts, each name in its sentence, and where else it stands: nothing there is
//! changed, so a clerk must know of it.

use std::{collections::BTreeMap, ops::Range};

use jawab_domain::{Locale, text::TextPart};
use jawab_service::{
    Problem as Fault,
    redaction::{MOST_PLACES, Names, sentences},
};
use jawab_store::{
    chamber,
    read::{self, QuestionRecord},
    rows, texts,
};
use jawab_ui::{
    catalogue::Tr,
    form::FormState,
    links,
    model::Part,
    pages::staff::step::{Occurrence, Redaction, StepChoices},
};

use super::Desk;
use crate::{
    computing::{Room, Waiting},
    error::AppError,
    staff::problems::problem,
    web::view,
};

/// What was asked for, in one text: names and which text. What was shown is taken out, and nothing else.
pub(super) fn asked(state: &FormState) -> String {
    let names: Vec<&str> = state.get("words").lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    format!("{}\n{}", state.get("text"), names.join("\n"))
}

/// The texts to choose from, and what would be taken out once names are typed; what is wrong with those is put into the form.
pub(super) async fn choices(desk: &Desk, record: &QuestionRecord, state: &mut FormState, into: &mut StepChoices) -> Result<(), AppError> {
    let (db, tr) = (desk.app().database.reader(), Tr::new(desk.signed.locale()));
    let texts = chamber::texts(db, record.id).await?;
    into.texts = texts.iter().filter_map(|of| Some((of.id.to_string(), place(tr, record, of)?))).collect();
    let names = match Names::typed(state.get("words")) {
        Ok(names) => names,
        Err(fault) => {
            // Before anything is typed nothing is wrong.
            if state.filled("words").is_some() {
                state.complain("words", problem(fault));
            }
            return Ok(());
        }
    };
    let look = Look {
        tr,
        names,
        only: state.filled("text").map(str::to_owned),
        texts,
        earlier: texts::earlier(db, record.id).await?,
        others: read::load(db, desk.signed.viewer(), &view::named_by(record)).await?,
        record: record.clone(),
    };
    let found = desk.app().computing.run_while_waited(Room::Staff, move |waiting| look.redaction(waiting)).await?;
    match found {
        Some(found) => into.redaction = Some(Redaction { shown: asked(state), ..found }),
        None => state.complain("words", problem(Fault::TooManyPlaces { most: MOST_PLACES })),
    }
    Ok(())
}

/// Where names are looked for: in whole texts, of which a question may have megabytes.
struct Look {
    tr: Tr,
    names: Names,
    /// The only text that they are to be taken out of.
    only: Option<String>,
    texts: Vec<rows::Text>,
    earlier: Vec<rows::EarlierText>,
    others: Vec<QuestionRecord>,
    record: QuestionRecord,
}

impl Look {
    /// What would be taken out, and where else the names stand; none where that is at more places than go at once.
    fn redaction(&self, waiting: &Waiting) -> Option<Redaction> {
        let mut redaction = Redaction::default();
        let (mut places, mut beside) = (0, Shown::default());
        for of in &self.texts {
            let chosen = self.only.as_ref().is_none_or(|only| *only == of.id.to_string());
            let Some(place) = place(self.tr, &self.record, of).filter(|_| !waiting.is_over()) else { continue };
            if chosen {
                let found = self.names.places(&of.body);
                places += found.len();
                if places > MOST_PLACES {
                    return None;
                }
                redaction.texts.extend(occurrence(place, of.locale.parse().ok(), &of.body, &found));
            } else {
                redaction.elsewhere.extend(beside.standing(&self.names, place, of.locale.parse().ok(), &of.body));
            }
        }
        let earlier = self.earlier.iter().filter(|row| self.only.as_ref().is_none_or(|only| *only == row.text_id.to_string()));
        for row in earlier.take_while(|_| !waiting.is_over()) {
            let found = self.names.places(&row.body).len();
            places += found;
            redaction.earlier += found as u64;
        }
        if places > MOST_PLACES {
            return None;
        }
        redaction.elsewhere.extend(self.beside(&mut beside, waiting));
        redaction.elsewhere.extend(self.related(&mut beside, waiting));
        Some(redaction)
    }
}

/// A text's name: its part, with the ordinal of a sub-question or an answer, and its language.
fn place(tr: Tr, record: &QuestionRecord, of: &rows::Text) -> Option<String> {
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

/// The sentences of a text in which names stand at some places; none where there are none.
fn occurrence(place: String, locale: Option<Locale>, text: &str, places: &[Range<usize>]) -> Option<Occurrence> {
    let part = |(text, marked)| Part { text, marked };
    let shown = sentences(text, places).into_iter().map(|parts| parts.into_iter().map(part).collect());
    (!places.is_empty()).then(|| Occurrence { place, locale, sentences: shown.collect(), link: None })
}

/// Where names stand and would stay: each text is named that has one, with its first sentence, and with as many more as a page shows.
#[derive(Default)]
struct Shown(usize);

impl Shown {
    /// Names in something; none where none stands there.
    fn standing(&mut self, names: &Names, place: String, locale: Option<Locale>, text: &str) -> Option<Occurrence> {
        let places = names.places(text);
        let shown = places.get(..places.len().min(MOST_PLACES.saturating_sub(self.0).max(1))).unwrap_or_default();
        self.0 += shown.len();
        occurrence(place, locale, text, shown)
    }
}

impl Look {
    /// What is shown with the question and is none of its texts: titles of documents, who signed its answers, press, sources, and
    /// reasons; and answers that will be published.
    fn beside(&self, shown: &mut Shown, waiting: &Waiting) -> Vec<Occurrence> {
        let (tr, record, mut found) = (self.tr, &self.record, Vec::new());
        let mut look = |place: &str, locale: Option<Locale>, text: &str| {
            if !waiting.is_over() {
                found.extend(shown.standing(&self.names, place.to_owned(), locale, text));
            }
        };
        let (document, minister, press, coming) =
            (tr.t("step-redacted-document"), tr.t("answer-form-minister"), tr.t("question-form-press"), tr.t("step-redacted-coming"));
        record.documents.iter().for_each(|of| look(&document, None, &of.title));
        for (locale, name) in record.answers.iter().filter(|answer| answer.published).flat_map(|answer| answer.minister.iter()) {
            look(&minister, Some(locale), name);
        }
        for of in &record.press {
            [&of.title, &of.outlet, &of.url].into_iter().flatten().for_each(|words| look(&press, of.locale, words));
        }
        for (locale, text) in record.answers.iter().filter(|answer| !answer.published).flat_map(|answer| answer.texts.iter()) {
            look(&coming, Some(locale), &text.body);
        }
        let (source, history) = (tr.t("step-redacted-source"), tr.t("step-redacted-history"));
        let subs = record.sub_questions.iter().flat_map(|sub| sub.texts.iter());
        let answers = record.answers.iter().flat_map(|answer| answer.texts.iter());
        for (_, text) in record.subject.iter().chain(record.text.iter()).chain(subs).chain(answers) {
            let of = &text.provenance;
            [&of.document, &of.page, &of.url].into_iter().flatten().for_each(|words| look(&source, None, words));
        }
        record.events.iter().filter_map(|event| event.reason.as_deref()).for_each(|reason| look(&history, None, reason));
        found
    }

    /// Other questions that this one is related to, or that are answered together with it.
    fn related(&self, shown: &mut Shown, waiting: &Waiting) -> Vec<Occurrence> {
        let (tr, mut found) = (self.tr, BTreeMap::new());
        for other in self.others.iter().filter(|other| other.id != self.record.id) {
            let subs = other.sub_questions.iter().flat_map(|sub| sub.texts.iter());
            let answers = other.answers.iter().filter(|answer| answer.published && !answer.questions.contains(&self.record.id));
            let texts = other.subject.iter().chain(other.text.iter()).chain(subs).chain(answers.flat_map(|answer| answer.texts.iter()));
            let place = format!("{}{} {}", tr.t("step-redacted-related"), tr.t("colon"), tr.plain(&view::subject(other)));
            for (locale, text) in texts.take_while(|_| !waiting.is_over()) {
                let Some(one) = shown.standing(&self.names, place.clone(), Some(locale), &text.body) else { continue };
                let link = Some(links::staff::question(tr.locale, &other.code));
                found
                    .entry((other.id, locale))
                    .or_insert_with(|| Occurrence { sentences: Vec::new(), link, ..one.clone() })
                    .sentences
                    .extend(one.sentences);
            }
        }
        found.into_values().collect()
    }
}
