//! The versions of the indexed questions, for the reconciler.

use std::collections::BTreeMap;

use tantivy::Searcher;

use super::codes::column;

/// The version of every question of an index, by identity.
pub(in crate::embedded) fn versions(searcher: &Searcher) -> tantivy::Result<BTreeMap<i64, i64>> {
    let mut versions = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let (ids, of) = (column(segment, "id")?, column(segment, "version")?);
        versions.extend(segment.doc_ids_alive().filter_map(|doc| Some((ids.first(doc)?, of.first(doc)?))));
    }
    Ok(versions)
}
