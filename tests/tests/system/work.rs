//! The staff's use cases: what each does, refuses and leaves behind.

mod answers;
mod api;
mod attachments;
mod cells;
mod changes;
mod corrections;
mod deadlines;
pub mod desk;
mod duplicates;
mod ended;
mod guards;
mod lapse;
mod ledger;
mod lives;
mod mandates;
mod mistaken;
mod numbers;
mod once;
mod owing;
mod put_aside;
mod reading;
mod reasons;
mod referrals;
mod rules;
mod struck;
mod texts;
mod unread;
