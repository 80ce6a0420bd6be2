//! Questions and the tables that belong to them.

pub mod question {
    //! A question.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "question")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub code: String,
        pub version: i64,
        pub kind: String,
        pub chamber: String,
        pub legislature: Option<i32>,
        pub number: Option<i32>,
        pub status: String,
        pub publication: String,
        pub hidden_reason: Option<String>,
        pub deposited_on: Option<Date>,
        pub transmitted_on: Option<Date>,
        pub answered_on: Option<Date>,
        pub ended_on: Option<Date>,
        pub due_on: Option<Date>,
        pub deadline_rule_id: Option<i64>,
        pub deposit_order: i32,
        pub due_order: i32,
        pub answer_order: i32,
        pub source_id: Option<String>,
        pub source_hash: Option<String>,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question_language {
    //! A language in which a question has a text.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "question_language")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub locale: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod reference_alias {
    //! A former reference of a question.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "reference_alias")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub chamber: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub legislature: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub question_id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod author {
    //! An author of a question, with the group at the time.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "author")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub member_id: i64,
        pub political_group_id: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod attribution {
    //! A ministry's part in a question.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "attribution")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub question_id: i64,
        pub position: i32,
        pub ministry_id: i64,
        pub since: Option<Date>,
        pub clock_from: Option<Date>,
        pub until: Option<Date>,
        pub due_on: Option<Date>,
        pub answered_on: Option<Date>,
        pub reason: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question_theme {
    //! A theme of a question.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "question_theme")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub theme_id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question_link {
    //! A link from a question to another.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "question_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub from_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub to_id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sub_question {
    //! A sub-question.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sub_question")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub question_id: i64,
        pub position: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod text {
    //! A text in one language.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "text")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub part: String,
        pub question_id: Option<i64>,
        pub sub_question_id: Option<i64>,
        pub answer_id: Option<i64>,
        pub locale: String,
        pub role: String,
        pub body: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub provenance: Json,
        pub entered_by: Option<String>,
        pub reviewed_by: Option<String>,
        pub reviewed_on: Option<Date>,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod press_citation {
    //! An article that reports a question or its answer.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "press_citation")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub question_id: i64,
        pub position: i32,
        pub locale: Option<String>,
        pub title: Option<String>,
        pub outlet: Option<String>,
        pub published_on: Option<Date>,
        pub url: Option<String>,
        pub sha256: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod attachment {
    //! A document attached to a question or an answer, stored by its hash.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "attachment")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub question_id: Option<i64>,
        pub answer_id: Option<i64>,
        pub sha256: String,
        pub media_type: String,
        pub size_bytes: i64,
        pub pages: i32,
        pub title: String,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question_view_count {
    //! The number of views of a question.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "question_view_count")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        pub readings: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
