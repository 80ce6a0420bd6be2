//! The settings of our indexes. Their hash is part of an index's name: other settings are another index.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Raised whenever the analysis changes what is indexed, so that older indexes are rebuilt.
const ANALYSIS_VERSION: u32 = 1;

/// Texts as written, best first.
pub(super) const WRITTEN: [&str; 8] =
    ["subject_ar", "subject_fr", "names", "number_text", "question_ar", "question_fr", "answer_ar", "answer_fr"];
/// Plain words: of subjects, of everything.
pub(super) const PLAIN: [&str; 2] = ["plain_subject", "plain"];
/// Stems: of subjects, of everything.
pub(super) const STEMS: [&str; 2] = ["stems_subject", "stems"];
/// What the names of people sound like, the same in both scripts.
pub(super) const SOUNDS: &str = "sounds";

/// What every question has, so that a search can be for it: the server merges no search without words with others.
pub(super) const EVERY: &str = "every";
/// The word that stands there.
pub(super) const QUESTION: &str = "question";

/// What facets are counted of.
pub(super) const FACETS: [&str; 8] = ["chamber", "status", "languages", "ministries", "groups", "members", "themes", "clock"];

/// The settings. Each article that the server parts from its word would count as a word of a query, hence the stop
/// words. Without both languages named, Arabic words that Persian has too are not normalised. Typos are looked for in
/// texts as written only, which are searched when nothing else finds anything. Where in a text a word stands says nothing.
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

/// The name of the index that has these settings.
pub(super) fn index_name(prefix: &str) -> String {
    let digest = Sha256::digest(format!("{ANALYSIS_VERSION} {}", settings()));
    let hash: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}{hash}", family(prefix))
}

/// How the names of all our indexes begin, whatever their settings.
pub(super) fn family(prefix: &str) -> String {
    format!("{prefix}_questions_")
}
