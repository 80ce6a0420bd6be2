//! The work of staff on questions and answers, until it is published.

crate::dialect::script_migration!("Creates the tables of the staff's work.", "sql/work.sql");
