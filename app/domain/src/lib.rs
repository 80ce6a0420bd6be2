//! The rules of written questions. No input or output, no database, no clock: every function is pure.
//!
//! Civil dates come in as [`chrono::NaiveDate`]; the caller says which day it is in Morocco. The vocabulary is that of the Moroccan
//! Parliament, in English.

pub mod access;
pub mod answer;
pub mod board;
pub mod calendar;
pub mod deadline;
pub mod field;
pub mod filters;
pub mod lifecycle;
pub mod locale;
pub mod people;
pub mod preparation;
pub mod question;
pub mod reference;
pub mod standing;
pub mod text;
pub mod title;
pub mod translation;
pub mod validation;

pub use answer::{AnswerKind, Coverage};
pub use deadline::DeadlineRule;
pub use filters::Filters;
pub use lifecycle::{Publication, Status};
pub use locale::{Locale, PerLocale};
pub use reference::{Chamber, Legislature, QuestionNumber, Reference};
pub use standing::{Standing, StandingKind};
pub use text::{Provenance, TextRole};

/// Implements the short code of an enum: its form in URLs, in the database and in the API.
macro_rules! codes {
    ($type:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in the order in which pages list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code of this value in URLs, in the database and in the API. It never changes.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownCode { type_name: stringify!($type), code: code.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = String::deserialize(deserializer)?;
                code.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use codes;

/// A code that matches no value of its type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code:?} is no {type_name}")]
pub struct UnknownCode {
    /// The name of the type.
    pub type_name: &'static str,
    /// The code that was read.
    pub code: String,
}
