//! The marked and unmarked parts of a text.

use std::ops::Range;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPart {
    /// The text itself.
    pub text: String,
    /// Whether it is a match.
    pub mark: bool,
}

/// A match in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundRange {
    /// Its range in the text, in bytes.
    pub range: Range<usize>,
    /// The number of the part of the query.
    pub by: usize,
}

/// The matches within a range of the text, of matches in order.
pub(super) fn inside<'a>(found: &'a [FoundRange], within: &Range<usize>) -> impl Iterator<Item = &'a FoundRange> + use<'a> {
    let (first, end) = (found.partition_point(|one| one.range.start < within.start), within.end);
    let from_there = found.get(first..).unwrap_or_default();
    from_there.iter().take_while(move |one| one.range.start < end).filter(move |one| one.range.end <= end)
}

/// Splits a range of a text into parts. Overlapping matches become one mark.
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
