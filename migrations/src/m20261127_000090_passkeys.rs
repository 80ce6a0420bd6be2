crate::dialect::script_migration!("Creates the passkeys of accounts.", "sql/passkeys.sql");
