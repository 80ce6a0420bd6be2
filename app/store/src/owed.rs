//! The SQL conditions for "the ministry owes an answer" and "the answer counts". Counts, clocks, lists and use cases all use them.

/// Whether an answer was annulled. The argument is its alias in the statement.
#[must_use]
pub fn annulled(answer: &str) -> String {
    format!("EXISTS (SELECT 1 FROM annulled_answer annulled WHERE annulled.answer_id = {answer}.id)")
}

/// Whether the ministry of a part has given its final answer. The argument is the alias of the part in the statement. The part has the day
/// of an answer, or there is a published, not annulled final answer of the ministry or of no named ministry. The day of an imported answer
/// may be unknown.
#[must_use]
pub fn answered(part: &str) -> String {
    format!(
        "({part}.answered_on IS NOT NULL OR EXISTS (SELECT 1 FROM answer_question given_for \
         JOIN answer given ON given.id = given_for.answer_id WHERE given_for.question_id = {part}.question_id \
         AND given.kind = 'final' AND given.published_at IS NOT NULL \
         AND (given.ministry_id IS NULL OR given.ministry_id = {part}.ministry_id) \
         AND NOT {}))",
        annulled("given")
    )
}

/// Whether the ministry of a part of a transmitted question still has it and owes an answer.
#[must_use]
pub fn owes(part: &str) -> String {
    format!("({part}.until IS NULL AND NOT {})", answered(part))
}
