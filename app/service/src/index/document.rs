//! The indexed document of a question.

use std::collections::BTreeSet;

use jawab_domain::{PerLocale, text::LocalizedText};
use jawab_search::engine::{Document, Named};
use jawab_store::read::{self, QuestionRecord};

/// The document of a question's record, as the public sees it.
#[must_use]
pub fn document(record: &QuestionRecord) -> Document {
    let question = [&record.text].into_iter().chain(record.sub_questions.iter().map(|sub| &sub.texts));
    // Annulled answers are not searchable.
    let answers = || record.answers.iter().filter(|answer| !answer.annulled).map(|answer| &answer.texts);
    let every = [&record.subject, &record.text].into_iter().chain(record.sub_questions.iter().map(|sub| &sub.texts)).chain(answers());
    let roles: BTreeSet<_> = every.flat_map(|texts| texts.iter().map(|(_, text)| text.role).collect::<Vec<_>>()).collect();
    let named = |named: &read::Named| Named { id: named.id, names: named.names.clone() };
    Document {
        id: record.id,
        version: record.version,
        chamber: Some(record.chamber),
        legislature: record.legislature.map(Into::into),
        number: record.number.map(Into::into),
        kind: record.kind,
        status: record.status,
        subject: joined([&record.subject]),
        question: joined(question),
        answer: joined(answers()),
        languages: record.languages.clone(),
        roles: roles.into_iter().collect(),
        authors: record.authors.iter().map(|author| named(&author.member)).collect(),
        ministries: record.ministries().map(|part| named(&part.ministry)).collect(),
        ministries_ever: record.attributions.iter().map(|part| part.ministry.id).collect::<BTreeSet<_>>().into_iter().collect(),
        groups: record.authors.iter().filter_map(|author| author.group.as_ref()).map(named).collect(),
        themes: record.themes.iter().map(named).collect(),
        deposited_on: record.deposited_on,
        due_on: record.due_on,
        answered_on: record.answered_on,
    }
}

/// The bodies of several texts, concatenated by language.
fn joined<'a>(texts: impl IntoIterator<Item = &'a PerLocale<LocalizedText>>) -> PerLocale<String> {
    let mut all = PerLocale::<String>::default();
    for (locale, text) in texts.into_iter().flat_map(PerLocale::iter) {
        match all.get_mut(locale) {
            Some(body) => {
                body.push_str("\n\n");
                body.push_str(&text.body);
            }
            empty => *empty = Some(text.body.clone()),
        }
    }
    all
}
