//! From records to what pages show.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale, Standing, Status, answer,
    lifecycle::{CorrectedBy, EventKind, HistoryEvent, corrected_by},
    text::LocalizedText,
    title::{beginning, title},
};
use jawab_service::reference_data::{NamedSet, ReferenceData, SlugAndName};
use jawab_store::{
    read::{self, Named, QuestionRecord, Row},
    rules::Calendar,
};
use jawab_ui::{
    links,
    model::{Linked, QuestionAddress, QuestionRow},
    pages::question::{
        Answer, Attachment, AttributionLine, Author, HistoryLine, MinistryPart, PressCitation, QuestionPage, RelatedQuestion, SubQuestion,
        TextsShown,
    },
};

mod calculation;

pub use calculation::DueDate;
use calculation::started_by;

/// As pages link to somebody.
pub fn linked(named: Named) -> Linked {
    Linked { slug: named.slug, name: named.name }
}

/// As pages link to one of a set.
pub fn linked_in(set: &NamedSet, id: i64) -> Option<Linked> {
    set.get(id).map(linked)
}

/// As pages link to one of a list.
pub fn linked_to(of: &SlugAndName) -> Linked {
    Linked { slug: of.slug.clone(), name: of.name.clone() }
}

/// By what a question is found.
pub fn address(record: &QuestionRecord) -> QuestionAddress {
    QuestionAddress { code: record.code.clone(), chamber: Some(record.chamber), legislature: record.legislature, number: record.number }
}

/// A question's standing today.
pub fn standing(record: &QuestionRecord, today: NaiveDate) -> Standing {
    Standing::on(today, record.status, record.due_on, record.answered_on)
}

/// A question in a list. Without a subject, the beginning of its text stands for it.
pub fn row(of: impl Into<Row>, today: NaiveDate) -> QuestionRow {
    let of = of.into();
    let address = QuestionAddress { code: of.code, chamber: Some(of.chamber), legislature: of.legislature, number: of.number };
    QuestionRow {
        address,
        kind: of.kind,
        subject: title(of.subject, of.text),
        authors: of.authors.into_iter().map(linked).collect(),
        ministries: of.ministries.into_iter().map(linked).collect(),
        status: of.status,
        standing: Standing::on(today, of.status, of.due_on, of.answered_on),
        deposited_on: of.deposited_on,
        due_on: of.due_on,
        answered_on: of.answered_on,
        languages: of.languages,
    }
}

/// What a question's page shows; `others` are the questions it names, as far as the public may see them.
pub fn question(
    record: &QuestionRecord,
    others: &[Row],
    reference_data: &ReferenceData,
    today: NaiveDate,
    shown: TextsShown,
) -> QuestionPage {
    let others: BTreeMap<i64, &Row> = others.iter().map(|other| (other.id, other)).collect();
    let other = |id: i64| others.get(&id).map(|other| row(Row::clone(other), today));
    QuestionPage {
        address: address(record),
        kind: record.kind,
        status: record.status,
        standing: standing(record, today),
        authors: record
            .authors
            .iter()
            .map(|author| Author {
                member: linked(author.member.clone()),
                group: author.group.as_ref().and_then(|group| Some((*reference_data.group_kinds.get(&group.id)?, group.name.clone()))),
            })
            .collect(),
        subject: if record.subject.is_empty() { beginnings(&record.text) } else { texts(&record.subject) },
        texts: texts(&record.text),
        sub_questions: record.sub_questions.iter().map(|sub| sub_question(record, sub)).collect(),
        answers: answers(record, &other),
        ministries: record.ministries().map(|part| ministry_part(record, part, &reference_data.calendar, today)).collect(),
        attributions: record
            .referrals()
            .map(|part| AttributionLine { ministry: linked(part.ministry.clone()), since: part.since, until: part.until })
            .collect(),
        themes: record.themes.iter().cloned().map(linked).collect(),
        deposited_on: record.deposited_on,
        transmitted_on: record.transmitted_on,
        history: history(record, reference_data),
        press: record.press.iter().map(press).collect(),
        related: record
            .links
            .iter()
            .filter_map(|link| Some(RelatedQuestion { kind: link.kind, incoming: !link.outgoing, question: other(link.question)? }))
            .collect(),
        attachments: record.documents.iter().map(attachment).collect(),
        shown,
    }
}

/// A document of a question.
fn attachment(of: &read::Document) -> Attachment {
    Attachment {
        title: of.title.clone(),
        pages: of.pages.unsigned_abs(),
        kibibytes: of.size_bytes.unsigned_abs().div_ceil(1024),
        link: links::attachment(&of.sha256),
    }
}

/// The questions that a question's page names.
pub fn named_by(record: &QuestionRecord) -> Vec<i64> {
    let answered = record.answers.iter().flat_map(|answer| answer.questions.iter().copied());
    let mut ids: Vec<i64> = record.links.iter().map(|link| link.question).chain(answered).filter(|id| *id != record.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn texts(texts: &PerLocale<LocalizedText>) -> Vec<LocalizedText> {
    texts.iter().map(|(_, text)| text.clone()).collect()
}

fn beginnings(texts: &PerLocale<LocalizedText>) -> Vec<LocalizedText> {
    texts.iter().map(|(_, text)| LocalizedText { body: beginning(&text.body), ..text.clone() }).collect()
}

fn sub_question(record: &QuestionRecord, sub: &read::SubQuestion) -> SubQuestion {
    let assessed =
        record.answers.iter().filter(|answer| !answer.annulled).flat_map(|answer| answer.coverage.iter()).filter(|(id, _)| *id == sub.id);
    SubQuestion { id: sub.id, texts: texts(&sub.texts), coverage: answer::fullest(assessed.map(|(_, coverage)| *coverage)) }
}

fn answers(record: &QuestionRecord, other: &impl Fn(i64) -> Option<QuestionRow>) -> Vec<Answer> {
    let place = |id: i64| record.answers.iter().position(|answer| answer.id == id).and_then(|n| u32::try_from(n + 1).ok());
    record
        .answers
        .iter()
        .map(|answer| Answer {
            number: place(answer.id).unwrap_or(1),
            kind: answer.kind,
            ministry: answer.ministry.clone().map(linked),
            signed_by: (!answer.minister.is_empty()).then(|| answer.minister.clone()),
            on: answer.answered_on,
            texts: texts(&answer.texts),
            published: answer.published,
            annulled: answer.annulled,
            annulled_because: annulled_because(record, answer),
            corrects: answer.corrects.and_then(place),
            also_answers: answer.questions.iter().filter(|id| **id != record.id).filter_map(|id| other(*id)).collect(),
        })
        .collect()
}

/// Why an answer was annulled, as the history tells. It stays readable, and so does this.
fn annulled_because(record: &QuestionRecord, answer: &read::Answer) -> Option<String> {
    let undone = |event: &&read::Event| event.kind == EventKind::AnswerUndone && event.answer == Some(answer.id);
    record.events.iter().rev().filter(|_| answer.annulled).find(undone)?.reason.clone()
}

fn ministry_part(record: &QuestionRecord, part: &read::Attribution, calendar: &Calendar, today: NaiveDate) -> MinistryPart {
    let ministry: Linked = linked(part.ministry.clone());
    let status = if record.has_answered(part) { Status::Answered } else { record.status };
    // A question keeps the rule of its time: the one its due date was reckoned by.
    let due = DueDate {
        chamber: record.chamber,
        rule: record.rule,
        clock_from: part.clock_from,
        started_by: started_by(record, part),
        due_on: part.due_on,
        is_final: record.has_answered(part) || record.status.has_ended(),
    };
    let answered_on = part.answered_on.or(record.answered_on);
    MinistryPart {
        ministry,
        standing: Standing::on(today, status, part.due_on, answered_on),
        closed_on: record.ended_on.filter(|_| record.status.has_ended()),
        answered_on,
        due_on: part.due_on,
        calculation: due.explained(calendar),
    }
}

/// What became of each event of a question.
pub fn corrections_of_events(record: &QuestionRecord) -> Vec<CorrectedBy> {
    corrected_by(&record.events.iter().map(line).collect::<Vec<_>>())
}

fn line(event: &read::Event) -> HistoryEvent<'_> {
    HistoryEvent { kind: event.kind, on: event.on, ministry: event.ministry, answer: event.answer, correction: event.correction.as_ref() }
}

/// The public events with their places in the history, each as readers are told of it. What was put right before there were readers
/// misled nobody: of that they are told the outcome alone. An answer that was annulled and can be read was given, and what became of it
/// is told with it whenever that was; of one that they do not see they are told nothing.
fn public_events(record: &QuestionRecord) -> Vec<(usize, read::Event, CorrectedBy)> {
    let corrections_of_events = corrections_of_events(record);
    let read_since = record.events.iter().position(|event| event.kind == EventKind::Published).unwrap_or(0);
    let unread = |by: Option<usize>| by.filter(|by| *by <= read_since).and_then(|by| Some((by, record.events.get(by)?)));
    let is_shown = |event: &read::Event| event.answer.is_none_or(|id| record.answers.iter().any(|answer| answer.id == id));
    let annulment = |event: &&read::Event| event.kind == EventKind::AnswerUndone;
    let mut public = Vec::new();
    for ((n, event), fate) in record.events.iter().enumerate().zip(&corrections_of_events) {
        let annulled = fate.undone_by.and_then(|by| record.events.get(by)).filter(annulment);
        let undone = unread(fate.undone_by).is_some() && annulled.is_none();
        let hidden = !is_shown(event) || annulled.is_some_and(|by| !is_shown(by));
        let before = n <= read_since && event.kind.is_correction() && !annulment(&event);
        if !event.kind.is_public() || undone || hidden || before {
            continue;
        }
        let mut event = event.clone();
        let (mut moved_by, undone_by) = (fate.moved_by, fate.undone_by.filter(|by| annulled.is_some() || *by > read_since));
        while let Some((by, correction)) = unread(moved_by) {
            event.on = correction.correction.as_ref().and_then(|of| of.after);
            moved_by = corrections_of_events.get(by).and_then(|fate| fate.moved_by);
        }
        public.push((n, event, CorrectedBy { moved_by, undone_by }));
    }
    // An import may learn of the beginning after the end.
    public.sort_by_key(|(_, event, _)| (event.on.is_none(), event.on));
    public
}

/// The public events, each with the ministry it concerns where it concerns one alone, and a transfer also with the one that had it before.
fn history(record: &QuestionRecord, reference_data: &ReferenceData) -> Vec<HistoryLine> {
    let mut transfers = record.attributions.iter().filter(|part| part.since != record.transmitted_on && part.since.is_some());
    // A ministry that had it by a transmission that was undone is none of its own any more.
    let part_of = |id| {
        let own = record.attributions.iter().find(|part| part.ministry.id == id).map(|part| part.ministry.name.clone());
        own.or_else(|| Some(reference_data.ministries.get(id)?.name))
    };
    let mut answers = record.answers.iter();
    let mut events = public_events(record);
    // A redaction is told of each text that it is of; readers are told once.
    let redacted = |event: &read::Event| (event.kind == EventKind::Redacted).then(|| (event.on, event.reason.clone()));
    events.dedup_by(|(_, event, _), (_, before, _)| redacted(event).is_some() && redacted(event) == redacted(before));
    events
        .into_iter()
        .map(|(nth, event, corrected_by)| {
            let ministry = match event.kind {
                EventKind::Transferred => {
                    let next = transfers.next().map(|part| part.ministry.name.clone());
                    event.ministry.and_then(part_of).or(next)
                }
                EventKind::DateCorrected if event.answer.is_none() => event.ministry.and_then(part_of),
                EventKind::ReferralUndone => event.ministry.and_then(part_of),
                EventKind::Held | EventKind::Answered | EventKind::Corrected | EventKind::DateCorrected | EventKind::AnswerUndone => {
                    // An answer's day may have been put right since.
                    let known = record.answers.iter().find(|answer| Some(answer.id) == event.answer);
                    let mut of_day = || answers.find(|answer| answer.answered_on == event.on);
                    let answer = if event.answer.is_some() || event.kind.is_correction() { known } else { of_day() };
                    answer.and_then(|answer| Some(answer.ministry.clone()?.name))
                }
                _ => None,
            };
            let correction = event.correction.clone().map(|of| (of, event.reason.clone()));
            HistoryLine {
                nth,
                on: event.on,
                kind: event.kind,
                ministry,
                instead_of: event.from.and_then(part_of),
                correction,
                text_change: event.text_change,
                corrected_by,
            }
        })
        .collect()
}

fn press(citation: &read::PressCitation) -> PressCitation {
    PressCitation {
        outlet: citation.outlet.clone(),
        title: citation.title.clone(),
        locale: citation.locale,
        url: citation.url.clone(),
        date: citation.published_on,
    }
}
