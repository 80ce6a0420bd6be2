//! What is typed into the search: read within its limits, and never more than that.
#![no_main]

use jawab_search::query::{MAX_QUERY_WORDS, Parsed, excess, reference, within};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = reference(text);
    let within = within(text);
    assert!(text.contains(within) && excess(within).is_none_or(|_| text == within || !within.is_empty()));
    let parsed = Parsed::new(within);
    let clauses = parsed.wanted.iter().chain(&parsed.unwanted);
    assert!(clauses.map(|clause| clause.words().len()).sum::<usize>() <= MAX_QUERY_WORDS);
});
