//! Work that is done by several threads where an index is large. On a small one there is so little of it that the other
//! threads do better to serve other readers.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use tantivy::Searcher;

/// Questions of a large index.
const LARGE: u64 = 150_000;

fn large(searcher: &Searcher) -> bool {
    searcher.num_docs() > LARGE
}

/// The outcome of each.
pub(super) fn each<T: Sync, U: Send>(
    searcher: &Searcher,
    all: &[T],
    work: impl Fn(&T) -> tantivy::Result<U> + Send + Sync,
) -> tantivy::Result<Vec<U>> {
    if large(searcher) { all.par_iter().map(work).collect() } else { all.iter().map(work).collect() }
}

/// The outcomes of both.
pub(super) fn both<A: Send, B: Send>(searcher: &Searcher, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    if large(searcher) { rayon::join(one, other) } else { (one(), other()) }
}
