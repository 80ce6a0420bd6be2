//! Parallel work for large indexes. A small index gives so little work that the other threads better serve other readers.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use tantivy::Searcher;

/// The largest index that is searched by one thread per search.
const MAX_SINGLE_THREAD_QUESTIONS: u64 = 150_000;

fn is_large(searcher: &Searcher) -> bool {
    searcher.num_docs() > MAX_SINGLE_THREAD_QUESTIONS
}

/// The result for each item, in order.
pub(super) fn map<T: Sync, U: Send>(
    searcher: &Searcher,
    all: &[T],
    work: impl Fn(&T) -> tantivy::Result<U> + Send + Sync,
) -> tantivy::Result<Vec<U>> {
    if is_large(searcher) { all.par_iter().map(work).collect() } else { all.iter().map(work).collect() }
}

/// The results of both.
pub(super) fn join<A: Send, B: Send>(searcher: &Searcher, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    if is_large(searcher) { rayon::join(one, other) } else { (one(), other()) }
}
