//! Ministries, groups and members, with their names over time; rules and holidays.

crate::dialect::script_migration!("Creates the tables of people and rules.", "sql/people.sql");
