//! What a question is named by in lists and results: its subject, or the beginning of its text where it has no subject.

use crate::PerLocale;

/// Letters of the beginning of a text.
const MAX_LETTERS: usize = 110;

/// The subject, or the beginning of the text where there is none.
#[must_use]
pub fn title(subject: PerLocale<String>, text: PerLocale<String>) -> PerLocale<String> {
    if subject.is_empty() { text.map(|_, body| beginning(&body)) } else { subject }
}

/// The first words of a text, cut at a word.
#[must_use]
pub fn beginning(body: &str) -> String {
    // No more is read of a text than is shown.
    let mut line = String::new();
    for word in body.split_whitespace() {
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(word);
        if line.chars().nth(MAX_LETTERS).is_some() {
            break;
        }
    }
    match line.char_indices().nth(MAX_LETTERS) {
        None => line,
        Some((end, _)) => {
            let cut = line.get(..end).and_then(|head| head.rsplit_once(' ')).map_or("", |(head, _)| head);
            format!("{cut} …")
        }
    }
}
