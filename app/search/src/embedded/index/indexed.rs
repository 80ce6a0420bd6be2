//! A queued question. The indexing threads analyse it, several at a time.

use std::sync::{
    Arc, Mutex, OnceLock, PoisonError,
    mpsc::{Receiver, SyncSender, sync_channel},
};

use tantivy::{TantivyDocument, schema::Document as Indexable};

use super::schema::Fields;
use crate::engine::Document;

/// A question with the fields of its index.
pub(super) struct Indexed {
    fields: Fields,
    question: Document,
    derived: OnceLock<TantivyDocument>,
    /// Notified when it is indexed.
    limit: Option<Arc<QueueLimit>>,
}

/// Limits the number of queued questions. tantivy would queue ten thousand, which use much memory.
pub(super) struct QueueLimit {
    enter: SyncSender<()>,
    leave: Mutex<Receiver<()>>,
}

impl QueueLimit {
    /// A limit of `max_questions`.
    pub(super) fn new(max_questions: usize) -> Arc<Self> {
        let (enter, leave) = sync_channel(max_questions);
        Arc::new(Self { enter, leave: Mutex::new(leave) })
    }
}

impl Indexed {
    /// Wraps a question for an index with these fields.
    pub(super) fn new(fields: &Fields, question: Document) -> Self {
        Self { fields: fields.clone(), question, derived: OnceLock::new(), limit: None }
    }

    /// Waits until the limit allows one more question.
    pub(super) fn within(mut self, limit: &Arc<QueueLimit>) -> Self {
        // The receiver lives as long as the limit.
        let _ = limit.enter.send(());
        self.limit = Some(Arc::clone(limit));
        self
    }
}

impl Drop for Indexed {
    fn drop(&mut self) {
        if let Some(limit) = &self.limit {
            let _ = limit.leave.lock().unwrap_or_else(PoisonError::into_inner).try_recv();
        }
    }
}

impl Indexable for Indexed {
    type Value<'a> = <TantivyDocument as Indexable>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Indexable>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.derived.get_or_init(|| self.fields.document(&self.question)).iter_fields_and_values()
    }
}
