//! What ministries owe, and what waits for the Chamber: the boards of staff.
//!
//! A row of a ministry's board is a *part*: a question as far as one ministry owes an answer to it. Each part stands in a
//! [`Lane`](jawab_domain::board::Lane) today. Which stand where is known from the [ledger](crate::Ledger); the rows of those
//! that a page shows are then read.

mod chamber;
mod digest;
mod feed;
mod part;
mod people;
mod rates;

pub use chamber::{Waiting, Waits, transfer_asked, waiting, waiting_counts};
pub use digest::{Reader, claim_digest, digest_readers, keep_stop, stoppable, want_digest};
pub use feed::{Subscriber, feed_since, renew_feed, revoke_feed, subscriber};
pub(crate) use part::subjects;
pub(crate) use part::with_words;
pub use part::{Assigned, Filters, Owed, average_days, lane_counts, one_part, parts};
pub use people::{colleagues, ministries_of};
pub use rates::Rate;
