//! The passage of a text that shows best why it matched.

use std::{collections::BTreeSet, ops::Range};

use super::parts::{FoundRange, TextPart, inside, text_parts};

/// A passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Its parts, with `…` in the text where it is cut.
    pub parts: Vec<TextPart>,
    /// How much of the query it contains: first the number of different parts, then the number of matches. Comparable between the texts of
    /// one query.
    pub score: u32,
}

/// The largest number of matches that are weighed.
const MAX_WEIGHED_FINDS: usize = 500;
/// The fraction of a passage before its first match: one character in this many.
const LEAD_ONE_IN: usize = 4;

/// The best passage, if there is a match.
pub(super) fn best(text: &str, found: &[FoundRange], around: usize) -> Option<Snippet> {
    if found.is_empty() {
        return None;
    }
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let weighed = found.get(..MAX_WEIGHED_FINDS).unwrap_or(found);
    let windows = weighed.iter().map(|first| {
        let window = window(&offsets, &first.range, around);
        (score(found, &window), window)
    });
    let (score, window) = windows.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let cut = between_words(text, &window, found);
    let mut parts = text_parts(text, cut.clone(), found);
    if !text.get(..cut.start).unwrap_or_default().trim().is_empty() {
        parts.insert(0, TextPart { text: "… ".into(), mark: false });
    }
    if !text.get(cut.end..).unwrap_or_default().trim().is_empty() {
        parts.push(TextPart { text: " …".into(), mark: false });
    }
    Some(Snippet { parts, score })
}

/// The range of a passage around a match, in bytes: a little before it, and the rest after it.
fn window(offsets: &[usize], find: &Range<usize>, around: usize) -> Range<usize> {
    let last = offsets.len().saturating_sub(1);
    let char_at = |byte: usize| offsets.partition_point(|offset| *offset < byte);
    let from = char_at(find.start).saturating_sub(around / LEAD_ONE_IN).min(last.saturating_sub(around));
    let to = (from + around).max(char_at(find.end)).min(last);
    let byte_at = |at: usize| offsets.get(at).copied().unwrap_or_default();
    byte_at(from)..byte_at(to)
}

fn score(found: &[FoundRange], window: &Range<usize>) -> u32 {
    let (count, different) = inside(found, window).fold((0_u32, BTreeSet::new()), |(count, mut different), one| {
        different.insert(one.by);
        (count + 1, different)
    });
    u32::try_from(different.len()).unwrap_or(u32::MAX).saturating_mul(100).saturating_add(count.min(99))
}

/// Extends or shrinks the passage to whole words. All its matches are kept.
fn between_words(text: &str, window: &Range<usize>, found: &[FoundRange]) -> Range<usize> {
    let first = inside(found, window).map(|one| one.range.start).min().unwrap_or(window.start);
    let last = inside(found, window).map(|one| one.range.end).max().unwrap_or(window.end);
    let mut start = window.start;
    if start > 0 && !text.get(..start).is_some_and(|before| before.ends_with(char::is_whitespace)) {
        let lead = text.get(start..first).unwrap_or_default();
        start += lead.find(char::is_whitespace).unwrap_or(lead.len());
    }
    let mut end = window.end;
    if end < text.len() && !text.get(end..).is_some_and(|after| after.starts_with(char::is_whitespace)) {
        let tail = text.get(last..end).unwrap_or_default();
        end = last + tail.rfind(char::is_whitespace).unwrap_or(0);
    }
    let passage = text.get(start..end).unwrap_or_default();
    start += passage.len() - passage.trim_start().len();
    start..start + passage.trim().len()
}
