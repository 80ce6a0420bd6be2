//! Accounts, sessions, tokens and the audit record.

pub mod account {
    //! An account of a member of staff.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub code: String,
        pub version: i64,
        pub address: String,
        pub address_key: String,
        pub name: String,
        pub locale: String,
        pub role: String,
        pub chamber: Option<String>,
        pub password_hash: Option<String>,
        pub totp_secret: Option<String>,
        pub totp_last_step: Option<i64>,
        pub digest: bool,
        pub disabled_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod account_ministry {
    //! A ministry that an agent works for.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_ministry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub ministry_id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod recovery_code {
    //! A code that replaces the second factor, once.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code_sha256: String,
        pub used_at: Option<DateTimeUtc>,
        /// Whether it has the sixty bits of the earlier, shorter format.
        pub short: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod passkey {
    //! A passkey: the public key of an authenticator.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "passkey")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub account_id: i64,
        /// The credential identity, in base 64.
        pub credential_id: String,
        /// The transports of its authenticator, as bits.
        pub transports: i64,
        /// The public key and the other constant data, in base 64.
        pub static_state: String,
        /// The signature counter and the other changing data, in base 64.
        pub dynamic_state: String,
        pub name: String,
        pub made_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod factor_removal {
    //! A request to remove the second factor of an account, until a second administrator confirms it.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "factor_removal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        pub asked_by: String,
        pub asked_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sealing_key {
    //! The name of a key that encrypts secrets. The key itself is in a file.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sealing_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod one_use_link {
    //! A link that signs in, or sets a password, once.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "one_use_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_sha256: String,
        pub purpose: String,
        pub account_id: i64,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod session {
    //! A signed-in browser.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub token_sha256: String,
        pub account_id: i64,
        pub started_at: DateTimeUtc,
        pub seen_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub browser: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod known_browser {
    //! A browser in which an account signed in before: failed attempts of others do not slow it down.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "known_browser")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_sha256: String,
        pub seen_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sign_in_failure {
    //! A failed attempt to sign in, for throttling.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_failure")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub attempt_sha256: String,
        pub network: String,
        pub failed_at: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod api_token {
    //! An API token.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "api_token")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub token_sha256: String,
        pub name: String,
        pub scope: String,
        pub chamber: Option<String>,
        pub created_by: i64,
        pub created_at: DateTimeUtc,
        pub last_used_on: Option<Date>,
        pub revoked_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod audit {
    //! A line of the audit record.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub at: DateTimeUtc,
        pub actor: String,
        pub action: String,
        pub subject: String,
        pub data: String,
        pub previous_hash: String,
        pub hash: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
