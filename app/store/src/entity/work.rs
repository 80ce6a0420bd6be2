//! The work of ministries on answers.

pub mod ministry_work {
    //! The state of a ministry's work on an answer.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ministry_work")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub ministry_id: i64,
        pub version: i64,
        pub state: String,
        pub assigned_to: Option<i64>,
        pub internal_due_on: Option<Date>,
        pub answer_id: Option<i64>,
        pub submitted_on: Option<Date>,
        pub returned_reason: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ministry_reminder {
    //! A reminder sent to a ministry.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ministry_reminder")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub question_id: i64,
        pub ministry_id: i64,
        pub sent_by: String,
        pub sent_at: DateTimeUtc,
        pub note: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod calendar_feed {
    //! The hashed secret URL of a private calendar.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_feed")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_sha256: String,
        pub account_id: i64,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
