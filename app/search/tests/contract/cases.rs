//! Words and what they must find: the phenomena of both languages, one case each.

use jawab_search::{engine::SearchEngine, highlight::Highlighter};

use crate::corpus::query;

mod across;
mod arabic;
mod french;
mod typed;

#[derive(Clone, Copy)]
pub enum Finds {
    /// These and no others.
    Only(&'static [i64]),
    /// This one first, whatever follows.
    First(i64),
}

/// Checks every case, and says all that fail.
pub async fn check(engine: &dyn SearchEngine) {
    let mut wrong = Vec::new();
    let cases = [arabic::CASES, french::CASES, typed::CASES, across::CASES].concat();
    for (name, text, finds) in &cases {
        let results = engine.search(&query(text)).await.unwrap();
        let mut ids: Vec<i64> = results.hits.iter().map(|hit| hit.id).collect();
        let right = match finds {
            Finds::First(id) => ids.first() == Some(id),
            Finds::Only(expected) => {
                ids.sort_unstable();
                ids == *expected && results.total == expected.len() as u64
            }
        };
        if !right {
            wrong.push(format!("{name}: {text:?} finds {ids:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    translations_say_so(engine).await;
}

/// What only a translation found says so, and can be marked.
async fn translations_say_so(engine: &dyn SearchEngine) {
    let results = engine.search(&query("hôpital ")).await.unwrap();
    assert_eq!((results.translated, results.hits.iter().all(|hit| hit.translated)), (1, true));
    assert!(results.translations.iter().any(|one| one.from == "hopital"), "{:?}", results.translations);
    let highlighter = Highlighter::from_results("hôpital ", &results);
    assert!(highlighter.mark("أوراش بناء المستشفى").iter().any(|part| part.mark && part.text == "المستشفى"));
    let typed = engine.search(&query("pensions ")).await.unwrap();
    assert!(typed.hits.first().is_some_and(|hit| !hit.translated));
}
