//! The boards of staff: the answers that ministries owe, and what waits for the Chamber.
//!
//! A row of a ministry's board is a *part*: a question as far as one ministry owes an answer to it. Each part is in a
//! [`Lane`](jawab_domain::board::Lane) today. The [ledger](crate::Ledger) knows which parts are in which lane; only the rows of those that
//! a page shows are read from the database.

mod chamber;
mod digest;
mod feed;
mod part;
mod people;
mod rates;

pub use chamber::{Queue, QueueItem, queue, queue_lengths, transfer_asked};
pub use digest::{DigestSubscriber, add_unsubscribe_link, claim_digest, digest_subscribers, set_digest, unsubscribe_account};
pub use feed::{Subscriber, feed_since, renew_feed, revoke_feed, subscriber};
pub(crate) use part::subjects;
pub(crate) use part::with_words;
pub use part::{Assigned, Departure, Filters, OwedAnswer, RefusedTransfer, average_days, find_item, lane_counts, parts};
pub use people::{colleagues, ministries_of};
pub use rates::Rate;
