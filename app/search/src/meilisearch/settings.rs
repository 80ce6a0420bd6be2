//! The settings of our indexes. Their hash is part of the name of an index, so that other settings give another index.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The version of the analysis. It is raised when the analysis changes what is indexed, so that older indexes are rebuilt.
const ANALYSIS_VERSION: u32 = 1;

/// Texts as written, best first.
pub(super) const WRITTEN: [&str; 8] =
    ["subject_ar", "subject_fr", "names", "number_text", "question_ar", "question_fr", "answer_ar", "answer_fr"];
/// Plain words: of subjects, of everything.
pub(super) const PLAIN: [&str; 2] = ["plain_subject", "plain"];
/// Stems: of subjects, of everything.
pub(super) const STEMS: [&str; 2] = ["stems_subject", "stems"];
/// The sounds of the names of people, the same in both scripts.
pub(super) const SOUNDS: &str = "sounds";

/// An attribute with the same word in every question, so that a search can match every question: the server does not merge a search
/// without words with others.
pub(super) const EVERY: &str = "every";
/// The word in that attribute.
pub(super) const QUESTION: &str = "question";

/// The attributes with facets.
pub(super) const FACETS: [&str; 8] = ["chamber", "status", "languages", "ministries", "groups", "members", "themes", "clock"];

/// The settings. Each article that the server splits from its word would count as a word of a query, hence the stop words. Unless both
/// languages are named, Arabic words that Persian has too are not normalised. Typos are allowed in texts as written only, which are
/// searched when nothing else matches. The position of a word in a text is irrelevant.
pub(super) fn settings() -> Value {
    let searchable: Vec<&str> = [
        WRITTEN.get(..2),
        Some(&PLAIN[..1]),
        Some(&STEMS[..1]),
        WRITTEN.get(2..),
        Some(&PLAIN[1..]),
        Some(&STEMS[1..]),
        Some(&[SOUNDS, EVERY]),
    ]
    .into_iter()
    .flatten()
    .flatten()
    .copied()
    .collect();
    let mut filterable = FACETS.to_vec();
    filterable.extend(["id", "deposited", "due"]);
    json!({
        "searchableAttributes": searchable,
        "displayedAttributes": ["id", "version"],
        "filterableAttributes": filterable,
        "sortableAttributes": ["deposited", "open_due", "answered", "id"],
        "rankingRules": ["sort", "words", "typo", "proximity", "attributeRank", "exactness", "deposited:desc", "id:desc"],
        "localizedAttributes": [{ "attributePatterns": ["*"], "locales": ["ara", "fra"] }],
        "stopWords": ["ال", "أل", "إل", "آل", "ٱل", "ى", "ي"],
        "typoTolerance": {
            "minWordSizeForTypos": { "oneTypo": 4, "twoTypos": 8 },
            "disableOnNumbers": true,
            "disableOnAttributes": ["plain", "plain_subject", "stems", "stems_subject", "number_text", SOUNDS, EVERY],
        },
        "faceting": { "maxValuesPerFacet": 10_000 },
        "pagination": { "maxTotalHits": 10_000 },
        "searchCutoffMs": 500,
    })
}

/// The name of the index with these settings.
pub(super) fn index_name(prefix: &str) -> String {
    let digest = Sha256::digest(format!("{ANALYSIS_VERSION} {}", settings()));
    let hash: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}{hash}", family(prefix))
}

/// The prefix of the names of all our indexes, with any settings.
pub(super) fn family(prefix: &str) -> String {
    format!("{prefix}_questions_")
}
