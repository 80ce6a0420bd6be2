//! Legislatures, their series of official numbers, and their lapses.

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
