//! A found question with the words that match marked in its texts: in as many of their letters as a reader can be kept waiting for, and
//! only while one waits.

use std::sync::Arc;

use jawab_domain::{Locale, PerLocale, text::LocalizedText};
use jawab_search::{
    analysis::readable_prefix,
    engine::FoundIn,
    highlight::{Highlighter, Snippet, TextPart},
    lexicon::language,
};
use jawab_store::read::{Named, QuestionRecord};

use crate::compute_pool::CancelToken;

/// Letters of a snippet.
const SNIPPET_LETTERS: usize = 220;
/// Names that are shown of those that match.
const MAX_NAMES: usize = 3;
/// Letters that are looked at of the texts of one sort of a question (what it asks, its answers, its names) before no more of these texts
/// are. Of each text the beginning is.
const MAX_LETTERS: usize = 30_000;

/// A question that a search found.
#[derive(Debug, Clone)]
pub struct FoundQuestion {
    /// The question.
    pub record: Arc<QuestionRecord>,
    /// Its title in the reader's language (else in one it has), marked.
    pub title: Option<(Locale, Vec<TextPart>)>,
    /// The passage that matches best, marked.
    pub snippet: Option<(Locale, Vec<TextPart>)>,
    /// In which texts it was found.
    pub found_in: Vec<FoundIn>,
    /// The names in which it was found, marked.
    pub names: Vec<(Locale, Vec<TextPart>)>,
    /// Found only by a translation of what was searched.
    pub translated: bool,
}

/// Marks what a search found, in the questions of a page.
pub(super) struct Marking<'a> {
    pub highlighter: Highlighter,
    /// The reader's language.
    pub reader: Locale,
    pub cancel: &'a CancelToken,
}

impl Marking<'_> {
    /// A question as it was found.
    pub(super) fn mark(&self, translated: bool, record: Arc<QuestionRecord>) -> FoundQuestion {
        let Self { highlighter, reader, .. } = self;
        let mut found_in = Vec::new();
        let title = record.title().best(*reader).map(|(locale, title)| (locale, highlighter.mark(title)));
        let in_subject = |(locale, text): (Locale, &LocalizedText)| match &title {
            Some((shown, parts)) if *shown == locale => parts.iter().any(|part| part.mark),
            _ => highlighter.finds(&text.body),
        };
        if record.subject.iter().any(in_subject) {
            found_in.push(FoundIn::Subject);
        }
        let asked = std::iter::once(&record.text).chain(record.sub_questions.iter().map(|sub| &sub.texts));
        let question = self.best_passage(asked);
        if question.is_some() {
            found_in.push(FoundIn::Question);
        }
        let answer = self.best_passage(record.answers.iter().filter(|answer| !answer.annulled).map(|answer| &answer.texts));
        if answer.is_some() {
            found_in.push(FoundIn::Answer);
        }
        let names = self.names(&record);
        if !names.is_empty() {
            found_in.push(FoundIn::Name);
        }
        if record.number.is_some_and(|number| highlighter.finds(&number.to_string())) {
            found_in.push(FoundIn::Reference);
        }
        let snippet = question.into_iter().chain(answer).max_by_key(|passage| (passage.locale == *reader, passage.snippet.score));
        // A subject in a language that is not shown as the title may be all that matches.
        let snippet = snippet.or_else(|| {
            let shown = title.as_ref().map(|(locale, _)| *locale);
            let hidden = record.subject.iter().filter(|(locale, _)| Some(*locale) != shown);
            hidden.filter_map(|(locale, text)| self.passage(locale, &text.body)).next()
        });
        let snippet = snippet.map(|passage| (passage.locale, passage.snippet.parts));
        FoundQuestion { title, snippet, found_in, names, translated, record }
    }

    /// The names that match, of the people, bodies and themes of a question: each as it was at the time, best in the
    /// reader's language, else any other it has.
    fn names(&self, record: &QuestionRecord) -> Vec<(Locale, Vec<TextPart>)> {
        let people = record.authors.iter().flat_map(|author| std::iter::once(&author.member).chain(author.group.as_ref()));
        let bodies = record.attributions.iter().map(|part| &part.ministry).chain(&record.themes);
        let mut budget = self.budget();
        let matching = |named: &Named| {
            let then = std::iter::once(self.reader).chain(self.reader.others());
            let then = then.filter_map(|locale| Some((locale, named.name.get(locale)?)));
            let mut all = then.chain(named.names.iter().map(|name| (language(name), name)));
            let (locale, name) = all.find(|(_, name)| budget.takes(name) && self.highlighter.finds(name))?;
            Some((locale, self.highlighter.mark(name)))
        };
        let mut names: Vec<(Locale, Vec<TextPart>)> = people.chain(bodies).filter_map(matching).collect();
        names.dedup();
        names.truncate(MAX_NAMES);
        names
    }

    fn passage(&self, locale: Locale, text: &str) -> Option<Passage> {
        self.highlighter.snippet(text, SNIPPET_LETTERS).map(|snippet| Passage { locale, snippet })
    }

    /// The best passage of some texts in the reader's language; only where there is none, in another. Analysing a text costs
    /// more than finding it, so no text is looked at twice, nor without need.
    fn best_passage<'t>(&self, texts: impl Iterator<Item = &'t PerLocale<LocalizedText>> + Clone) -> Option<Passage> {
        let mut budget = self.budget();
        let in_locale = |locale: Locale| {
            let bodies = texts.clone().filter_map(|texts| texts.get(locale)).filter(|text| budget.takes(&text.body));
            bodies.filter_map(|text| self.passage(locale, &text.body)).max_by_key(|passage| passage.snippet.score)
        };
        std::iter::once(self.reader).chain(self.reader.others()).find_map(in_locale)
    }

    const fn budget(&self) -> LetterBudget<'_> {
        LetterBudget { left: MAX_LETTERS, cancel: self.cancel }
    }
}

/// A passage that matches.
struct Passage {
    locale: Locale,
    snippet: Snippet,
}

/// How much more is looked at of the texts of one sort.
struct LetterBudget<'a> {
    left: usize,
    cancel: &'a CancelToken,
}

impl LetterBudget<'_> {
    /// Whether a text is looked at, which takes of it.
    fn takes(&mut self, text: &str) -> bool {
        if self.left == 0 || self.cancel.is_cancelled() {
            return false;
        }
        self.left = self.left.saturating_sub(readable_prefix(text).1);
        true
    }
}
