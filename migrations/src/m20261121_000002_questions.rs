//! Questions, answers, texts, their history and the outbox.

crate::dialect::script_migration!("Creates the tables of questions.", "sql/questions.sql");
