use std::collections::HashSet;

use super::*;

const SAMPLE: usize = 2_000;

fn all() -> Vec<Value> {
    Records::default().take(SAMPLE).collect()
}

#[test]
fn every_text_has_60_to_180_words() {
    for record in all() {
        for text in [&record["text"], &record["answers"][0]["texts"]] {
            for locale in ["ar", "fr"] {
                if let Some(body) = text[locale]["body"].as_str() {
                    assert!((60..=180).contains(&words(body)), "{}: {body}", words(body));
                    assert!(!body.contains('{'), "{body}");
                }
            }
        }
    }
}

#[test]
fn references_and_identities_are_unique() {
    let all = all();
    let references: HashSet<String> = all.iter().map(|r| format!("{}/{}", r["chamber"], r["number"])).collect();
    let identities: HashSet<String> = all.iter().map(|r| r["source_id"].to_string()).collect();
    assert_eq!((references.len(), identities.len()), (SAMPLE, SAMPLE));
}

#[test]
fn the_mix_is_the_documented_one() {
    let all = all();
    let count = |path: &str| all.iter().filter_map(|r| r.pointer(path)).map(ToString::to_string).collect::<HashSet<_>>().len();
    assert_eq!(count("/chamber"), 2);
    assert_eq!(count("/ministries/0/fr"), 12);
    assert_eq!(count("/authors/0/name/ar"), 200);
    assert_eq!(count("/authors/0/group/ar"), 8);
    let answered = all.iter().filter(|r| r.get("answers").is_some()).count();
    assert!((SAMPLE / 4..SAMPLE / 2).contains(&answered), "{answered}");
    assert!(all.iter().all(|r| r["deposited_on"].as_str().unwrap() >= "2021-11-22"));
}

#[test]
fn the_same_records_come_each_time() {
    assert_eq!(all(), all());
}
