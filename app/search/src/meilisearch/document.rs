//! The Meilisearch document of a question.

use chrono::{Datelike, NaiveDate};
use jawab_domain::{PerLocale, Standing, StandingKind, Status};
use serde_json::{Value, json};

use super::settings::{EVERY, QUESTION};
use crate::{
    analysis::{plurals, words},
    engine::{Document, Named},
    transliterate,
};

/// The prefix of the due date in the facet value of a running clock.
const RUNNING: &str = "due:";

/// Builds the document.
pub(super) fn document(question: &Document) -> Value {
    let subject = derived(question.subject.iter().map(|(_, text)| text.as_str()));
    let named = [&question.authors, &question.ministries, &question.groups, &question.themes];
    let names = || named.into_iter().flatten().flat_map(|named| &named.names);
    let number = number(question);
    let bodies =
        [&question.subject, &question.question, &question.answer].into_iter().flat_map(PerLocale::iter).map(|(_, text)| text.as_str());
    let all = derived(bodies.chain(names().map(String::as_str)).chain(number.as_deref()));
    let ids = |named: &[Named]| named.iter().map(|one| one.id).collect::<Vec<_>>();
    json!({
        "id": question.id,
        "version": question.version,
        "chamber": question.chamber,
        "status": question.status,
        "languages": question.languages,
        "ministries": question.ministries_ever,
        "groups": ids(&question.groups),
        "members": ids(&question.authors),
        "themes": ids(&question.themes),
        "deposited": question.deposited_on.map(day),
        "due": question.due_on.map(day),
        "open_due": question.open_due_on().map(day),
        "answered": question.answered_on.map(day),
        "clock": clock(question),
        "subject_ar": question.subject.ar,
        "subject_fr": question.subject.fr,
        "question_ar": question.question.ar,
        "question_fr": question.question.fr,
        "answer_ar": question.answer.ar,
        "answer_fr": question.answer.fr,
        "names": names().collect::<Vec<_>>(),
        "number_text": number,
        "plain_subject": subject.plain,
        "stems_subject": subject.stems,
        "plain": all.plain,
        "stems": all.stems,
        "sounds": sounds(&question.authors),
        EVERY: QUESTION,
    })
}

/// Encodes a date: the day of the era.
pub(super) fn day(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// The form of a joined number that the server does not split.
pub(super) fn whole(joined: &str) -> String {
    joined.replace('-', "x")
}

/// The part of the standing that does not depend on the day: all of it, or the due date.
fn clock(question: &Document) -> String {
    match (question.status, question.due_on) {
        (Status::Transmitted, Some(due)) => format!("{RUNNING}{}", day(due)),
        (status, due) => Standing::on(NaiveDate::default(), status, due, question.answered_on).kind().code().to_owned(),
    }
}

/// The standing on a day from a [`clock`].
pub(super) fn standing(clock: &str, today: NaiveDate) -> Option<StandingKind> {
    match clock.strip_prefix(RUNNING) {
        Some(due) => {
            let due = NaiveDate::from_num_days_from_ce_opt(due.parse().ok()?)?;
            Some(Standing::on(today, Status::Transmitted, Some(due), None).kind())
        }
        None => clock.parse().ok(),
    }
}

fn number(question: &Document) -> Option<String> {
    let number = question.number?;
    Some(match (question.chamber, question.legislature) {
        (Some(chamber), Some(legislature)) => format!("{chamber}/{legislature}/{number}"),
        _ => number.to_string(),
    })
}

/// The sounds of the names of people.
fn sounds(people: &[Named]) -> String {
    let words = people.iter().flat_map(|one| &one.names).flat_map(|name| words(name));
    words.filter_map(|word| transliterate::key_of(&word)).collect::<Vec<_>>().join(" ")
}

struct Derived {
    plain: String,
    stems: String,
}

/// The derived words of texts. The server has no alternatives, so plurals are stored beside their words.
fn derived<'a>(texts: impl Iterator<Item = &'a str>) -> Derived {
    let mut plain = Vec::new();
    let mut stems = Vec::new();
    for word in texts.flat_map(words) {
        plain.push(whole(&word.plain));
        if word.is_stop {
            continue;
        }
        stems.extend(plurals(&word.stem).iter().cloned());
        for (rest, stem) in &word.without_clitics {
            plain.push(rest.clone());
            stems.push(stem.clone());
        }
        stems.push(whole(&word.stem));
    }
    Derived { plain: plain.join(" "), stems: stems.join(" ") }
}
