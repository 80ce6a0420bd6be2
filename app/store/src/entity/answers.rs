//! Answers and their coverage.

pub mod answer {
    //! An answer.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub code: String,
        pub kind: String,
        pub ministry_id: Option<i64>,
        #[sea_orm(column_type = "JsonBinary")]
        pub minister: Json,
        pub answered_on: Option<Date>,
        pub corrects_id: Option<i64>,
        pub published_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod answer_question {
    //! A question of an answer.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub answer_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        pub position: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod annulled_answer {
    //! A published answer that was recorded by mistake: it no longer counts, but stays readable if it could be read.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "annulled_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub answer_id: i64,
        pub annulled_at: DateTimeUtc,
        /// Whether the public could read it, with one of its questions.
        pub was_read: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod answer_coverage {
    //! How far an answer addresses a sub-question.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "answer_coverage")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub answer_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sub_question_id: i64,
        pub coverage: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
