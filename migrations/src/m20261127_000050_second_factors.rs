crate::dialect::script_migration!(
    "Creates what second factors need: requests to remove a factor, the keys under which secrets are sealed.",
    "sql/second_factors.sql"
);
