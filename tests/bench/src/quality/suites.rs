//! The suites: what is indexed, and which cases are run on it.

use std::sync::Arc;

use jawab_domain::{Locale, PerLocale, Status, question::QuestionKind};
use jawab_search::{
    engine::{Document, Named},
    lexicon::{Lexicon, Pairs, train},
};

use super::{
    cases::{self, Phenomenon},
    data::{Data, Sentence},
};

/// Sentences under these licences must not be used to train what ships, so the measurement has not seen them.
const SHARE_ALIKE: &str = "-SA-";
/// The source whose sentences form passages.
const PASSAGES: &str = "tico19";

/// Questions, and the cases run on them.
pub(super) struct Suite {
    pub name: &'static str,
    pub documents: Vec<Document>,
    pub phenomena: Vec<Phenomenon>,
    /// The lexicon of the engine; the one that ships if `None`.
    pub lexicon: Option<Arc<Lexicon>>,
}

/// All suites.
pub(super) fn all(data: &Data) -> Vec<Suite> {
    let (held, learnt): (Vec<_>, Vec<_>) = data.sentences.iter().partition(|one| one.licence.contains(SHARE_ALIKE));
    let (train_on, test_on) = halves(&learnt);
    let passages: Vec<&Sentence> = learnt.iter().copied().filter(|one| one.source == PASSAGES).collect();
    let mut all = vec![subjects(data), texts(data), questions(&passages)];
    all.extend(across(["same field, ar", "same field, fr", "same field, mixed"], &train_on, &test_on));
    all.extend(across(["other field, ar", "other field, fr", "other field, mixed"], &learnt, &held));
    all
}

fn subjects(data: &Data) -> Suite {
    let documents = (0_i64..).zip(&data.subjects).map(|(id, subject)| Document {
        authors: named(id, &subject.author),
        ministries: named(id, &subject.ministry),
        subject: PerLocale { ar: Some(subject.text.clone()), fr: None },
        ..empty(id, Locale::Ar)
    });
    let texts: Vec<&str> = data.subjects.iter().map(|subject| subject.text.as_str()).collect();
    let phenomena = cases::arabic(&texts, &data.plurals);
    Suite { name: "subjects, ar", documents: documents.collect(), phenomena, lexicon: None }
}

fn texts(data: &Data) -> Suite {
    let texts: Vec<&str> = data.texts.iter().map(String::as_str).collect();
    Suite { name: "texts, fr", documents: with_text(&texts, Locale::Fr), phenomena: cases::french(&texts), lexicon: None }
}

fn questions(sentences: &[&Sentence]) -> Suite {
    let texts: Vec<&str> = sentences.iter().map(|one| one.arabic.as_str()).collect();
    let phenomena = vec![cases::questions(&texts)];
    Suite { name: "passages, ar", documents: with_text(&texts, Locale::Ar), phenomena, lexicon: None }
}

/// Sentences in one language searched by their translations, with a lexicon that has not seen them. The mixed suite is the
/// hardest: half of the sentences exist in Arabic and half in French, and results in the query's language rank first.
fn across([ar, fr, mixed]: [&'static str; 3], learnt: &[&Sentence], held: &[&Sentence]) -> [Suite; 3] {
    let mut pairs = Pairs::default();
    for one in learnt {
        pairs.add(&one.arabic, &one.french);
    }
    pairs.add_written();
    let lexicon = Some(Arc::new(train(&pairs)));
    let arabic: Vec<&str> = held.iter().map(|one| one.arabic.as_str()).collect();
    let french: Vec<&str> = held.iter().map(|one| one.french.as_str()).collect();
    let suite = |name, documents: Vec<Document>, phenomena| Suite { name, documents, phenomena, lexicon: lexicon.clone() };
    let in_arabic = with_text(&arabic, Locale::Ar);
    let in_french = with_text(&french, Locale::Fr);
    let [evens, odds] = [0, 1].map(|rest| move |at: usize| at % 2 == rest);
    let both = in_arabic.iter().step_by(2).chain(in_french.iter().skip(1).step_by(2)).cloned().collect();
    let mixed_cases =
        vec![cases::translations(&french, &arabic, Locale::Fr, evens), cases::translations(&arabic, &french, Locale::Ar, odds)];
    [
        suite(ar, in_arabic, vec![cases::translations(&french, &arabic, Locale::Fr, |_| true)]),
        suite(fr, in_french, vec![cases::translations(&arabic, &french, Locale::Ar, |_| true)]),
        suite(mixed, both, mixed_cases),
    ]
}

fn halves<'a>(sentences: &[&'a Sentence]) -> (Vec<&'a Sentence>, Vec<&'a Sentence>) {
    let (one, other): (Vec<_>, Vec<_>) = sentences.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    (one.into_iter().map(|(_, one)| *one).collect(), other.into_iter().map(|(_, one)| *one).collect())
}

fn with_text(texts: &[&str], locale: Locale) -> Vec<Document> {
    let document = |(id, text): (i64, &&str)| {
        let mut question = PerLocale::default();
        question.set(locale, (*text).to_owned());
        Document { question, ..empty(id, locale) }
    };
    (0_i64..).zip(texts).map(document).collect()
}

fn named(id: i64, name: &str) -> Vec<Named> {
    vec![Named { id, names: vec![name.to_owned()] }]
}

fn empty(id: i64, locale: Locale) -> Document {
    Document {
        id,
        version: 1,
        chamber: None,
        legislature: None,
        number: None,
        kind: QuestionKind::Written,
        status: Status::Deposited,
        subject: PerLocale::default(),
        question: PerLocale::default(),
        answer: PerLocale::default(),
        languages: vec![locale],
        roles: Vec::new(),
        authors: Vec::new(),
        ministries: Vec::new(),
        ministries_ever: Vec::new(),
        groups: Vec::new(),
        themes: Vec::new(),
        deposited_on: None,
        due_on: None,
        answered_on: None,
    }
}
