//! The history, the outbox and the progress of imports.

pub mod event {
    //! An event in the history of a question. Append-only.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub question_id: i64,
        pub kind: String,
        pub occurred_on: Option<Date>,
        pub recorded_at: DateTimeUtc,
        pub actor: String,
        pub reason: Option<String>,
        #[sea_orm(column_type = "JsonBinary")]
        pub data: Json,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod redacted_reason {
    //! A redaction of a reason in an append-only table.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "redacted_reason")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub question_id: i64,
        pub kind: String,
        pub row_id: i64,
        pub sha256: String,
        pub redacted_by: String,
        pub redacted_at: DateTimeUtc,
        pub passage: Option<String>,
        pub place: Option<i32>,
        pub open_until_commit: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod site_state {
    //! The generation of the database: grows with every change.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "site_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub generation: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod import_run {
    //! The progress of the import of a file.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub file_sha256: String,
        pub file_name: String,
        pub lines_done: i64,
        pub finished: bool,
        pub updated_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
