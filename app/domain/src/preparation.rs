//! The workflow of an answer inside its ministry, before it reaches the Chamber.

use crate::{codes, lifecycle::Refusal};

mod setback;

pub use setback::{Setback, SetbackEvent};

/// The state of a ministry's work on an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkState {
    /// The ministry received the question.
    Received,
    /// Somebody was assigned to prepare the answer.
    Assigned,
    /// The answer is being written.
    Drafted,
    /// The ministry cleared the answer.
    Cleared,
    /// The Chamber has the answer, and accepts or returns it.
    Submitted,
}

codes!(WorkState {
    Received = "received",
    Assigned = "assigned",
    Drafted = "drafted",
    Cleared = "cleared",
    Submitted = "submitted",
});

/// A transition of the workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Assign it to somebody, or set its internal deadline.
    Assign,
    /// Edit it. A cleared answer must be cleared again.
    Draft,
    /// Clear it.
    Clear,
    /// Submit it to the Chamber.
    Submit,
    /// Recall it from the Chamber before the Chamber decides. It is cleared, as before.
    Recall,
    /// The Chamber returns it.
    Return,
    /// The Chamber publishes it as a holding answer; the final one is still owed.
    PublishHolding,
}

impl WorkState {
    /// The state after a step.
    ///
    /// # Errors
    /// [`Refusal::WrongWorkState`] where the state does not allow the step.
    pub const fn after(self, step: Step) -> Result<Self, Refusal> {
        match (self, step) {
            (Self::Received | Self::Assigned, Step::Assign) => Ok(Self::Assigned),
            (Self::Drafted | Self::Cleared, Step::Assign) => Ok(self),
            (Self::Received | Self::Assigned | Self::Drafted | Self::Cleared, Step::Draft) | (Self::Submitted, Step::Return) => {
                Ok(Self::Drafted)
            }
            (Self::Drafted, Step::Clear) | (Self::Submitted, Step::Recall) => Ok(Self::Cleared),
            (Self::Cleared, Step::Submit) => Ok(Self::Submitted),
            (Self::Submitted, Step::PublishHolding) => Ok(Self::Assigned),
            _ => Err(Refusal::WrongWorkState(self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_goes_from_hand_to_hand_and_skips_none() {
        let way = [Step::Assign, Step::Draft, Step::Clear, Step::Submit, Step::Return, Step::Draft, Step::Clear, Step::Submit];
        let end = way.into_iter().try_fold(WorkState::Received, WorkState::after);
        assert_eq!(end, Ok(WorkState::Submitted));
        assert_eq!(WorkState::Drafted.after(Step::Submit), Err(Refusal::WrongWorkState(WorkState::Drafted)));
        assert_eq!(WorkState::Cleared.after(Step::Draft), Ok(WorkState::Drafted));
    }

    #[test]
    fn what_was_handed_over_can_be_taken_back_as_it_was_agreed_to() {
        assert_eq!(WorkState::Submitted.after(Step::Recall), Ok(WorkState::Cleared));
        for state in [WorkState::Received, WorkState::Assigned, WorkState::Drafted, WorkState::Cleared] {
            assert_eq!(state.after(Step::Recall), Err(Refusal::WrongWorkState(state)));
        }
    }

    #[test]
    fn what_the_chamber_has_is_out_of_the_ministrys_hands() {
        for step in [Step::Assign, Step::Draft, Step::Clear, Step::Submit] {
            assert_eq!(WorkState::Submitted.after(step), Err(Refusal::WrongWorkState(WorkState::Submitted)));
        }
    }
}
