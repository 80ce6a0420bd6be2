//! The texts of a question or of an answer, each with its source and with what is there in the language wanted.

use std::iter::successors;

use jawab_domain::{
    Locale, PerLocale, TextRole,
    text::{LocalizedText, TextPart, clean_body, clean_title, paragraphs, paragraphs_by},
    translation::TranslationWarning,
};
use jawab_service::use_cases::TextPlace;
use jawab_store::{
    read::{Answer, QuestionRecord},
    rows::Text,
};
use jawab_ui::{
    form::FormState,
    pages::staff::translation::{SUB, TranslationText as Shown},
};

/// Most fields that the texts of a page have by themselves, beyond which several paragraphs stand in one: so that a form can always be sent
/// ([`MAX_FIELDS`](crate::staff::form_body::MAX_FIELDS)), with what is typed into it once more.
const FIELDS: usize = 400;

/// A text on its way into a language.
pub(super) struct Piece {
    pub name: String,
    pub place: TextPlace,
    pub part: TextPart,
    pub number: usize,
    pub source: Option<LocalizedText>,
    pub saved: Option<LocalizedText>,
    /// The row of what is saved.
    pub row: Option<i64>,
    /// How many paragraphs stand in a field, of all texts of the page alike.
    pub together: usize,
}

/// The texts of a question, or of one of its answers; those of which there is nothing in any language are left out.
pub(super) fn of(record: &QuestionRecord, answer: Option<&Answer>, rows: &[Text], into: Locale) -> Vec<Piece> {
    let all: Vec<(String, TextPlace, usize, &PerLocale<LocalizedText>)> = match answer {
        Some(answer) => vec![("answer".into(), TextPlace::Answer(answer.id), 0, &answer.texts)],
        None => {
            let own =
                [("subject".to_owned(), TextPlace::Subject, 0, &record.subject), ("question".into(), TextPlace::Question, 0, &record.text)];
            let subs = (1..)
                .zip(&record.sub_questions)
                .map(|(n, sub)| (format!("{SUB}{}", sub.id), TextPlace::SubQuestion(sub.id), n, &sub.texts));
            own.into_iter().chain(subs).collect()
        }
    };
    let piece = |(name, place, number, texts): (String, TextPlace, usize, &PerLocale<LocalizedText>)| Piece {
        name,
        part: part(place),
        number,
        source: texts.iter().filter(|(locale, _)| *locale != into).map(|(_, text)| text).min_by_key(|text| text.role).cloned(),
        saved: texts.get(into).cloned(),
        row: rows.iter().find(|row| row.locale == into.code() && is_at(row, place)).map(|row| row.id),
        place,
        together: 1,
    };
    let mut pieces: Vec<Piece> = all.into_iter().filter(|(.., texts)| !texts.is_empty()).map(piece).collect();
    let together = together(&pieces);
    pieces.iter_mut().for_each(|piece| piece.together = together);
    pieces
}

/// How many paragraphs stand in a field, so that there are no more of those than a page has.
fn together(pieces: &[Piece]) -> usize {
    let count = |text: &Option<LocalizedText>| text.as_ref().map_or(0, |text| paragraphs(&text.body).count());
    let counts: Vec<usize> = pieces.iter().map(|piece| count(&piece.source).max(count(&piece.saved)).max(1)).collect();
    let most = counts.iter().copied().max().unwrap_or(1);
    let fields = |together: usize| counts.iter().map(|count| count.div_ceil(together)).sum::<usize>();
    let mut all = successors(Some(1), |together| Some(together * 2));
    all.find(|together| *together >= most || fields(*together) <= FIELDS).unwrap_or(1)
}

const fn part(place: TextPlace) -> TextPart {
    match place {
        TextPlace::Subject => TextPart::Subject,
        TextPlace::Question => TextPart::Question,
        TextPlace::SubQuestion(_) => TextPart::SubQuestion,
        TextPlace::Answer(_) => TextPart::Answer,
    }
}

fn is_at(row: &Text, place: TextPlace) -> bool {
    row.part == part(place).code()
        && match place {
            TextPlace::Subject | TextPlace::Question => true,
            TextPlace::SubQuestion(id) => row.sub_question_id == Some(id),
            TextPlace::Answer(id) => row.answer_id == Some(id),
        }
}

impl Piece {
    /// Whether what is saved is for good: an original, or a text of an answer, which is published.
    pub fn is_fixed(&self) -> bool {
        self.saved.as_ref().is_some_and(|saved| saved.role == TextRole::Original || self.part == TextPart::Answer)
    }

    /// Whether what is saved can be read over.
    pub fn can_be_reviewed(&self) -> bool {
        self.saved.as_ref().is_some_and(|saved| saved.role != TextRole::Original)
    }

    /// What of the source stands beside each field.
    pub fn source_fields(&self) -> Vec<String> {
        self.source.iter().flat_map(|source| paragraphs_by(&source.body, self.together)).collect()
    }

    /// How many paragraphs the source has.
    fn source_paragraphs(&self) -> usize {
        self.source.as_ref().map_or(0, |source| paragraphs(&source.body).count())
    }

    /// How many fields it has in a form: as many as the source takes, and one for each that was sent.
    pub fn rows(&self, form: &FormState) -> usize {
        let sent = (1..).take_while(|row| form.was_sent(&self.field(*row))).count();
        self.source_paragraphs().div_ceil(self.together).max(sent).max(1)
    }

    pub fn field(&self, row: usize) -> String {
        format!("{}-{row}", self.name)
    }

    /// Puts what is saved into its fields.
    pub fn fill(&self, form: &mut FormState) {
        for (n, some) in (1..).zip(self.saved.iter().flat_map(|saved| paragraphs_by(&saved.body, self.together))) {
            form.set(&self.field(n), some);
        }
    }

    /// What was typed into each field.
    pub fn typed<'a>(&self, form: &'a FormState) -> Vec<&'a str> {
        (1..=self.rows(form)).map(|row| form.get(&self.field(row)).trim()).collect()
    }

    /// The fields beside the source that are left empty though a later one is filled: what follows would be saved as their translation.
    pub fn gaps(&self, form: &FormState) -> Vec<usize> {
        if self.part == TextPart::Subject {
            return Vec::new();
        }
        let typed = self.typed(form);
        let last = typed.iter().rposition(|one| !one.is_empty()).unwrap_or_default();
        let beside = self.source_paragraphs().div_ceil(self.together).min(last);
        (1..).zip(typed.iter().take(beside)).filter(|(_, one)| one.is_empty()).map(|(row, _)| row).collect()
    }

    /// The first and last paragraph of the source beside a field, from 1.
    pub fn span(&self, row: usize) -> (usize, usize) {
        let (from, to) = (row.saturating_sub(1) * self.together + 1, row * self.together);
        (from, to.min(self.source_paragraphs()))
    }

    /// What was typed, as one text, cleaned as it would be saved.
    pub fn body(&self, form: &FormState) -> String {
        let typed = self.typed(form).into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>();
        if self.part == TextPart::Subject {
            let line = typed.join(" ");
            clean_title(&line).unwrap_or(line)
        } else {
            let body = typed.join("\n\n");
            clean_body(&body).unwrap_or(body)
        }
    }

    /// As the page shows it.
    pub fn shown(self, form: &FormState, doubts: &[(String, TranslationWarning)], conflict: bool) -> Shown {
        let theirs = self.saved.as_ref().filter(|saved| conflict && !self.is_fixed() && saved.body != self.body(form));
        Shown {
            theirs: theirs.map(|saved| saved.body.clone()),
            rows: self.rows(form),
            together: self.together,
            paragraphs: self.source_paragraphs(),
            fixed: self.is_fixed(),
            doubts: doubts.iter().filter(|(of, _)| *of == self.name).map(|(_, doubt)| doubt.clone()).collect(),
            name: self.name,
            part: self.part,
            number: self.number,
            source: self.source,
            saved: self.saved,
        }
    }
}
