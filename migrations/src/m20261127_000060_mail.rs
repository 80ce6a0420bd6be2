crate::dialect::script_migration!("Creates the table of mails that are still to be sent.", "sql/mail.sql");
