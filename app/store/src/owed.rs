//! Whether a ministry owes an answer, and whether one that was given counts: the one rule of each in SQL, which counts, clocks, lists and
//! use cases ask.

/// Whether an answer was annulled, over the name by which a statement calls it: it counts no more.
#[must_use]
pub fn annulled(answer: &str) -> String {
    format!("EXISTS (SELECT 1 FROM annulled_answer annulled WHERE annulled.answer_id = {answer}.id)")
}

/// Whether the ministry of a part has given its final answer, over the name by which a statement calls the part: its day stands there,
/// or a final answer of its own, or of no ministry that is named, is published and was not annulled. The day of an imported one may
/// be unknown.
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

/// Whether the ministry of a part has it still and owes an answer, as long as the question is with the Government.
#[must_use]
pub fn owes(part: &str) -> String {
    format!("({part}.until IS NULL AND NOT {})", answered(part))
}
