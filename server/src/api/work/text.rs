//! Texts as programs send them.

use std::fmt;

use jawab_domain::{TextRole, text::Provenance};
use jawab_service::use_cases::TextInput;
use serde::{
    Deserialize,
    de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer},
};
use utoipa::ToSchema;

/// A text: plain, or with what is known of it.
#[derive(Debug, Clone, ToSchema)]
#[serde(untagged)]
pub enum TextBody {
    /// The text alone; its role is unspecified.
    Plain(String),
    /// With its role and source.
    Told(ToldText),
}

/// A text with its role and source.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldText {
    /// Plain text; blank lines part paragraphs.
    body: String,
    /// `original`, `official_translation`, `unofficial_translation`, `machine_translation`, `press_report` or `unspecified`.
    #[schema(value_type = Option<String>)]
    role: Option<TextRole>,
    /// Where it comes from: `document`, `page`, `url`, `date`, `sha256`.
    #[serde(default)]
    #[schema(value_type = Object)]
    source: Provenance,
}

impl TextBody {
    /// As the use cases take it.
    pub fn into_input(self) -> TextInput {
        match self {
            Self::Plain(body) => TextInput::new(TextRole::Unspecified, body),
            Self::Told(ToldText { body, role, source }) => {
                TextInput { provenance: source, ..TextInput::new(role.unwrap_or(TextRole::Unspecified), body) }
            }
        }
    }
}

/// Read by hand: what is derived for such a type does not say which part of an object is at fault.
impl<'de> Deserialize<'de> for TextBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlainOrTold)
    }
}

struct PlainOrTold;

impl<'de> Visitor<'de> for PlainOrTold {
    type Value = TextBody;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or an object")
    }

    fn visit_str<E>(self, body: &str) -> Result<TextBody, E> {
        Ok(TextBody::Plain(body.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextBody, A::Error> {
        ToldText::deserialize(MapAccessDeserializer::new(map)).map(TextBody::Told)
    }
}

/// A text per language that has one.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what `PerLocale` reads")]
pub struct Texts {
    /// In Arabic.
    ar: Option<TextBody>,
    /// In French.
    fr: Option<TextBody>,
}
