//! The staff's work until it is published.

pub mod numbering {
    //! The last official number in a Chamber and legislature.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "numbering")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub chamber: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub legislature: i32,
        pub last_number: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod legislature {
    //! A legislature, with its days.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "legislature")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ordinal: i32,
        pub begins_on: Date,
        pub ends_on: Option<Date>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

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

pub mod legislature_lapse {
    //! The lapse of a Chamber's open questions with their legislature: requested, confirmed, undone.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "legislature_lapse")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub chamber: String,
        pub legislature: i32,
        pub on_day: Date,
        pub questions: i64,
        pub reason: String,
        pub asked_by: String,
        pub asked_at: DateTimeUtc,
        pub confirmed_by: Option<String>,
        pub confirmed_at: Option<DateTimeUtc>,
        pub undone_by: Option<String>,
        pub undone_at: Option<DateTimeUtc>,
        pub undone_reason: Option<String>,
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

pub mod kept_form {
    //! A draft of a form: one per rendering of the form and account.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "kept_form")]
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

pub mod posted_once {
    //! An idempotency key with its request and response.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "posted_once")]
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

pub mod question_reading {
    //! The number of views of a question.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "question_reading")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub question_id: i64,
        pub readings: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod theme_alias {
    //! The slug of a merged theme.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "theme_alias")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub slug: String,
        pub theme_id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod theme_former_name {
    //! A former name of a theme or of a theme merged into it.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "theme_former_name")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name_key: String,
        pub theme_id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
