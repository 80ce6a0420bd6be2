//! A text in parts, with those marked that were looked for.

use std::ops::Range;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPart {
    /// The text itself.
    pub text: String,
    /// Whether it is a word that was looked for.
    pub mark: bool,
}

/// A place in a text where a part of the query was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundRange {
    /// In bytes of the text.
    pub range: Range<usize>,
    /// Which part of the query, by number.
    pub by: usize,
}

/// Of finds in the order of a text those that lie within a range of it.
pub(super) fn inside<'a>(found: &'a [FoundRange], within: &Range<usize>) -> impl Iterator<Item = &'a FoundRange> + use<'a> {
    let (first, end) = (found.partition_point(|one| one.range.start < within.start), within.end);
    let from_there = found.get(first..).unwrap_or_default();
    from_there.iter().take_while(move |one| one.range.start < end).filter(move |one| one.range.end <= end)
}

/// A range of a text in parts. Overlapping finds become one mark.
pub(super) fn text_parts(text: &str, within: Range<usize>, found: &[FoundRange]) -> Vec<TextPart> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for one in inside(found, &within) {
        match marks.last_mut() {
            Some(last) if one.range.start < last.end => last.end = last.end.max(one.range.end),
            _ => marks.push(one.range.clone()),
        }
    }
    let mut parts = Vec::new();
    let mut at = within.start;
    let mut push = |range: Range<usize>, mark: bool| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            parts.push(TextPart { text: text.to_owned(), mark });
        }
    };
    for mark in marks {
        push(at..mark.start, false);
        at = mark.end;
        push(mark, true);
    }
    push(at..within.end, false);
    parts
}
