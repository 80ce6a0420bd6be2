//! How far an answer has come inside its ministry, before the Chamber sees it.

use crate::codes;

/// Where a ministry's answer is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkState {
    /// The question has arrived.
    Received,
    /// Somebody is to prepare the answer.
    Assigned,
    /// It is being written.
    Drafted,
    /// The ministry agrees to it.
    Cleared,
    /// The Chamber has it, and accepts or returns it.
    Submitted,
}

codes!(WorkState {
    Received = "received",
    Assigned = "assigned",
    Drafted = "drafted",
    Cleared = "cleared",
    Submitted = "submitted",
});
