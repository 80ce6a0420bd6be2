//! Ministries, groups, members and themes.

pub mod ministry {
    //! A ministry: one lasting identity.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ministry")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub slug: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ministry_name {
    //! A name of a ministry for a period, in one language.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ministry_name")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub ministry_id: i64,
        pub locale: String,
        pub name: String,
        pub name_key: String,
        pub valid_from: Option<Date>,
        pub valid_to: Option<Date>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ministry_succession {
    //! The succession of a ministry.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ministry_succession")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub predecessor_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub successor_id: i64,
        pub kind: String,
        pub on_day: Option<Date>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod political_group {
    //! A group, groupement, or the absence of one.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "political_group")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub slug: String,
        pub kind: String,
        pub chamber: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod political_group_name {
    //! A name of a group in one language.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "political_group_name")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub political_group_id: i64,
        pub locale: String,
        pub name: String,
        pub name_key: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod member {
    //! A member of a Chamber.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "member")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub slug: String,
        pub gender: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod member_name {
    //! A name of a member in one language.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "member_name")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub member_id: i64,
        pub locale: String,
        pub name: String,
        pub name_key: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod seat {
    //! A seat of a member for a period.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "seat")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub member_id: i64,
        pub chamber: String,
        pub legislature: Option<i32>,
        pub political_group_id: Option<i64>,
        #[sea_orm(column_type = "JsonBinary")]
        pub district: Json,
        pub held_from: Option<Date>,
        pub held_to: Option<Date>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod theme {
    //! A theme.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "theme")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub slug: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub name: Json,
        pub name_key: String,
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
