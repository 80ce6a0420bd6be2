//! A question on its way into the index. It is analysed by the thread that indexes it: several do at a time.

use std::sync::{
    Arc, Mutex, OnceLock, PoisonError,
    mpsc::{Receiver, SyncSender, sync_channel},
};

use tantivy::{TantivyDocument, schema::Document as Indexable};

use super::schema::Fields;
use crate::port::Document;

/// A question with the fields of the index it goes into.
pub(super) struct Indexed {
    fields: Fields,
    question: Document,
    derived: OnceLock<TantivyDocument>,
    /// Left once it is indexed.
    room: Option<Arc<Room>>,
}

/// Room for so many questions on their way. tantivy would take ten thousand, which are a lot of memory.
pub(super) struct Room {
    enter: SyncSender<()>,
    leave: Mutex<Receiver<()>>,
}

impl Room {
    /// Room for so many.
    pub(super) fn new(most: usize) -> Arc<Self> {
        let (enter, leave) = sync_channel(most);
        Arc::new(Self { enter, leave: Mutex::new(leave) })
    }
}

impl Indexed {
    /// A question for an index with these fields.
    pub(super) fn new(fields: &Fields, question: Document) -> Self {
        Self { fields: fields.clone(), question, derived: OnceLock::new(), room: None }
    }

    /// The same, once there is room for it.
    pub(super) fn in_room(mut self, room: &Arc<Room>) -> Self {
        // The other end lives as long as the room.
        let _ = room.enter.send(());
        self.room = Some(Arc::clone(room));
        self
    }
}

impl Drop for Indexed {
    fn drop(&mut self) {
        if let Some(room) = &self.room {
            let _ = room.leave.lock().unwrap_or_else(PoisonError::into_inner).try_recv();
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
