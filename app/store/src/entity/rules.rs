//! Deadline rules and holidays.

pub mod deadline_rule {
    //! A version of the deadline rule.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deadline_rule")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub chamber: Option<String>,
        pub version: i32,
        pub days: i32,
        pub counting: String,
        pub roll_forward: bool,
        pub restarts_on_transfer: bool,
        pub weekend: i32,
        pub valid_from: Option<Date>,
        pub valid_to: Option<Date>,
        #[sea_orm(column_type = "JsonBinary")]
        pub source: Json,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod holiday {
    //! A public holiday.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "holiday")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub on_day: Date,
        #[sea_orm(column_type = "JsonBinary")]
        pub name: Json,
        #[sea_orm(column_type = "JsonBinary")]
        pub source: Json,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
