//! What a redaction would take out of a question's texts and reasons, each name in its sentence, and where else it stands: nothing there
//! is changed, so a clerk must know of it. A question with very many earlier versions is looked through in several looks: each begins where the
//! one before it ended.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use jawab_domain::{Locale, field::FieldName, text::TextPart};
use jawab_service::{
    UseCaseError,
    compute_pool::{CancelToken, Queue},
    redaction::{MAX_PLACES, NameQuery, NameSearch, Names, Occurrences, find_names, sentences},
    use_cases::FieldError,
};
use jawab_store::{
    chamber,
    read::{self, QuestionRecord},
    reasons::Reason,
    rows,
};
use jawab_ui::{
    catalogue::Tr,
    form::{ACTION, FormProblem, FormState, SHOWN},
    links,
    model::TextSegment,
    pages::staff::step::{AFTER, GO, Occurrence, Redaction, StepChoices},
};

use super::Desk;
use crate::{error::AppError, web::view};

/// What was asked for, in one text: names, which text, and where the look began. What was shown is taken out, and nothing else.
pub(super) fn asked(state: &FormState) -> String {
    let names: Vec<&str> = state.get(FieldName::Names.form()).lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let after = state.filled(AFTER).map_or_else(String::new, |after| format!("@{after}"));
    format!("{}{after}\n{}", state.get(FieldName::RedactedText.form()), names.join("\n"))
}

/// What a form looks for, as far as it says.
pub(super) fn wanted(record: &QuestionRecord, state: &FormState, names: Names) -> NameQuery {
    let only = state.filled(FieldName::RedactedText.form()).map(|id| id.parse().unwrap_or_default());
    NameQuery { question: record.id, names, only, after: state.get(AFTER).parse().unwrap_or_default() }
}

/// Looks for names, outside of any change; `form_drafts`: in form drafts too.
pub(super) async fn looked(desk: &Desk, wanted: NameQuery, form_drafts: bool) -> Result<NameSearch, UseCaseError> {
    let db = desk.app().database.reader();
    let (pool, queue) = (&desk.app().pool, Queue::Staff(desk.signed.actor().id));
    let looked = find_names(db, pool, queue, wanted).await?;
    if form_drafts { looked.with_form_drafts(db, pool, queue).await } else { Ok(looked) }
}

/// The texts to choose from, and what would be taken out once names are typed; what is wrong with those is put into the form.
pub(super) async fn choices(desk: &Desk, record: &QuestionRecord, state: &mut FormState, into: &mut StepChoices) -> Result<(), AppError> {
    let (db, tr) = (desk.app().database.reader(), Tr::new(desk.signed.locale()));
    let texts = chamber::texts(db, record.id).await?;
    into.texts = texts.iter().filter_map(|of| Some((of.id.to_string(), place(tr, record, of)?))).collect();
    let names = match Names::typed(state.get(FieldName::Names.form())) {
        Ok(names) => names,
        Err(problem) => {
            // Before anything is typed nothing is wrong.
            if state.filled(FieldName::Names.form()).is_some() {
                state.add_problem(FieldName::Names.form(), problem);
            }
            return Ok(());
        }
    };
    let looked = match looked(desk, wanted(record, state, names), false).await {
        Ok(looked) => looked,
        Err(UseCaseError::Invalid(faults)) => {
            for FieldError { problem, .. } in faults {
                state.add_problem(FieldName::Names.form(), problem);
            }
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    let others = read::load(db, desk.signed.viewer(), &view::named_by(record)).await?;
    let queue = Queue::Staff(desk.signed.actor().id);
    let (shown, goes_on) = (asked(state), state.get(AFTER).to_owned());
    if state.get(ACTION) == GO && !state.get(SHOWN).is_empty() && state.get(SHOWN) != shown {
        state.add_problem("", FormProblem::NotAsShown);
    }
    let look = Look { tr, looked, texts, others, record: record.clone() };
    let found = desk.app().pool.run_cancellable(queue, move |cancel| look.redaction(cancel)).await?;
    into.redaction = Some(Redaction { shown, after: Some(goes_on).filter(|after| !after.is_empty()), ..found });
    Ok(())
}

/// What was found, and where it is looked for beside.
struct Look {
    tr: Tr,
    looked: NameSearch,
    /// Every text that readers see.
    texts: Vec<rows::Text>,
    others: Vec<QuestionRecord>,
    record: QuestionRecord,
}

impl Look {
    /// What would be taken out, and where else the names stand.
    fn redaction(&self, cancel: &CancelToken) -> Redaction {
        let (tr, looked) = (self.tr, &self.looked);
        let mut redaction = Redaction { goes_on_after: looked.goes_on_after.map(|id| id.to_string()), ..Redaction::default() };
        let mut beside = Shown::default();
        for of in &looked.texts {
            let place = place(tr, &self.record, &of.of).unwrap_or_default();
            redaction.texts.extend(occurrence(place, of.of.locale.parse().ok(), &of.of.body, &of.places));
        }
        for of in once_each(&looked.reasons) {
            let place = if of.is_read { tr.t("step-redacted-public-reason") } else { tr.t("step-redacted-history") };
            redaction.texts.extend(occurrence(place, None, &of.found.of.words, &of.found.places));
        }
        redaction.earlier = looked.earlier.iter().map(|of| of.places.len() as u64).sum();
        let unchosen = self.texts.iter().filter(|of| looked.query.only.is_some_and(|only| only != of.id));
        for of in unchosen.take_while(|_| !cancel.is_cancelled()) {
            let Some(place) = place(tr, &self.record, of) else { continue };
            redaction.elsewhere.extend(beside.standing(&looked.query.names, place, of.locale.parse().ok(), &of.body));
        }
        redaction.elsewhere.extend(self.beside(&mut beside, cancel));
        redaction.elsewhere.extend(self.related(&mut beside, cancel));
        redaction
    }
}

/// A reason that may stand in several places.
struct Said<'a> {
    found: &'a Occurrences<Reason>,
    /// Whether readers see it in one of them: they are told why something was put right.
    is_read: bool,
}

/// Reasons, each once: what was asked for and what was confirmed have the same.
fn once_each(all: &[Occurrences<Reason>]) -> Vec<Said<'_>> {
    let mut said: Vec<Said<'_>> = Vec::new();
    for found in all {
        let is_read = found.of.event.is_some_and(jawab_domain::lifecycle::EventKind::is_correction);
        match said.iter_mut().find(|said| said.found.of.words == found.of.words) {
            Some(said) => said.is_read |= is_read,
            None => said.push(Said { found, is_read }),
        }
    }
    said
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
    let part = |(text, marked)| TextSegment { text, marked };
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
        let shown = places.get(..places.len().min(MAX_PLACES.saturating_sub(self.0).max(1))).unwrap_or_default();
        self.0 += shown.len();
        occurrence(place, locale, text, shown)
    }
}

impl Look {
    /// What is shown with the question and is none of its texts: titles of documents, who signed its answers, press, sources, and
    /// reasons; and answers that will be published.
    fn beside(&self, shown: &mut Shown, cancel: &CancelToken) -> Vec<Occurrence> {
        let (tr, record, mut found) = (self.tr, &self.record, Vec::new());
        let mut look = |place: &str, locale: Option<Locale>, text: &str| {
            if !cancel.is_cancelled() {
                found.extend(shown.standing(&self.looked.query.names, place.to_owned(), locale, text));
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
        // With all texts reasons are redacted too.
        let reasons = record.events.iter().filter(|_| self.looked.query.only.is_some()).filter_map(|event| event.reason.as_deref());
        reasons.collect::<BTreeSet<_>>().into_iter().for_each(|reason| look(&history, None, reason));
        found
    }

    /// Other questions that this one is related to, or that are answered together with it.
    fn related(&self, shown: &mut Shown, cancel: &CancelToken) -> Vec<Occurrence> {
        let (tr, looked, mut found) = (self.tr, &self.looked, BTreeMap::new());
        for other in self.others.iter().filter(|other| other.id != self.record.id) {
            let subs = other.sub_questions.iter().flat_map(|sub| sub.texts.iter());
            let answers = other.answers.iter().filter(|answer| answer.published && !answer.questions.contains(&self.record.id));
            let texts = other.subject.iter().chain(other.text.iter()).chain(subs).chain(answers.flat_map(|answer| answer.texts.iter()));
            let place = format!("{}{} {}", tr.t("step-redacted-related"), tr.t("colon"), tr.plain(&other.title()));
            let texts = texts.map(|(locale, text)| (Some(locale), text.body.as_str()));
            let goes = |reason: &str| looked.reasons.iter().any(|found| found.of.question == other.id && found.of.words == reason);
            let reasons = other.events.iter().filter_map(|event| event.reason.as_deref());
            let reasons = reasons.filter(|reason| !goes(reason)).map(|reason| (None, reason));
            for (locale, text) in texts.chain(reasons).take_while(|_| !cancel.is_cancelled()) {
                let Some(one) = shown.standing(&self.looked.query.names, place.clone(), locale, text) else { continue };
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
