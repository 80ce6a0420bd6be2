//! Corrections of what was published, and redactions.

pub mod answer_day_correction {
    //! A correction of the day of a published answer.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer_day_correction")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub answer_id: i64,
        pub day_before: Option<Date>,
        pub day_after: Date,
        pub reason: String,
        pub corrected_by: String,
        pub corrected_at: DateTimeUtc,
        pub open_until_commit: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod earlier_text {
    //! The previous version of a corrected published text.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "earlier_text")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub text_id: i64,
        pub question_id: i64,
        pub body: String,
        pub replaced_by: String,
        pub replaced_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod redaction {
    //! A redaction of a text.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "redaction")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub text_id: i64,
        pub question_id: i64,
        pub reason: String,
        pub body_sha256: String,
        pub redacted_by: String,
        pub redacted_at: DateTimeUtc,
        pub passage: Option<String>,
        pub open_until_commit: Option<i64>,
        pub place: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod redacted_body {
    //! The hash of a text before a redaction, for each of its questions.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "redacted_body")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sha256: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub text_id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
