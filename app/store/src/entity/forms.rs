//! Submitted forms and drafts of them.

pub mod form_draft {
    //! A draft of a form: one per rendering of the form and account.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub form: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub showing: String,
        pub fields: String,
        pub about: String,
        pub content: String,
        pub based_on: Option<i64>,
        pub saved_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod idempotency_key {
    //! An idempotency key with its request and response.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub actor: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub once: String,
        pub request_sha256: String,
        pub status: Option<i32>,
        pub answer: Option<String>,
        pub posted_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
