//! Requests that somebody else decides.

pub mod transfer_request {
    //! A transfer request of a ministry.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "transfer_request")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub question_id: i64,
        pub from_ministry_id: i64,
        pub to_ministry_id: i64,
        pub reason: String,
        pub asked_by: String,
        pub asked_at: DateTimeUtc,
        pub decision: Option<String>,
        pub decision_reason: Option<String>,
        pub decided_by: Option<String>,
        pub decided_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod hiding_request {
    //! A request to hide a published question or to show it again, until another person confirms.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "hiding_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        pub reason: String,
        pub asked_by: String,
        pub asked_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod correction_request {
    //! A request for a correction, until another person confirms.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "correction_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        pub kind: String,
        pub on_day: Option<Date>,
        pub answer_id: Option<i64>,
        pub referral: Option<i32>,
        pub reason: String,
        pub asked_by: String,
        pub asked_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
