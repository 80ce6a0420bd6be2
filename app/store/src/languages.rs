//! The languages in which a question can be read: those of its texts, of its sub-questions and of its published answers.

use sea_orm::ConnectionTrait;

use crate::{StoreError, id_list, owed};

/// The number of questions per statement.
const MAX_QUESTIONS: usize = 500;

/// Records the languages of questions again.
pub async fn update(db: &impl ConnectionTrait, questions: &[i64]) -> Result<(), StoreError> {
    for some in questions.chunks(MAX_QUESTIONS) {
        let ids = id_list(some);
        db.execute_unprepared(&format!("DELETE FROM question_language WHERE question_id IN ({ids})")).await?;
        let sql = format!(
            "INSERT INTO question_language (question_id, locale) \
             SELECT question_id, locale FROM text WHERE question_id IN ({ids}) \
             UNION SELECT s.question_id, t.locale FROM sub_question s JOIN text t ON t.sub_question_id = s.id WHERE s.question_id IN ({ids}) \
             UNION SELECT q.question_id, t.locale FROM answer_question q JOIN answer a ON a.id = q.answer_id \
             JOIN text t ON t.answer_id = a.id WHERE q.question_id IN ({ids}) AND a.published_at IS NOT NULL \
             AND NOT {}",
            owed::annulled("a")
        );
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}
