//! Reads a body of JSON, and tells by a code what is wrong with its shape, and where.
//!
//! The errors of `serde_json` are English sentences, and it takes a list of values for an object. So JSON is read into `Json` first,
//! from which types are made with errors of their own.

use std::fmt;

use jawab_ui::pages::error::BadRequest;
use serde::{
    Deserialize,
    de::{
        self, DeserializeOwned, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_path_to_error::Segment;

use crate::error::AppError;

/// A body that is JSON of another shape than is taken.
#[derive(Debug, PartialEq, Eq)]
pub struct InvalidJson {
    /// Where (RFC 6901); empty: the whole body.
    pub pointer: String,
    /// What is wrong there.
    pub fault: JsonProblem,
}

/// What is wrong with the shape of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonProblem {
    /// A required key is missing.
    MissingKey,
    /// No such key is known there.
    UnknownKey,
    /// A key is given more than once.
    RepeatedKey,
    /// It is not an object.
    NotAnObject,
    /// It is not a list.
    NotAList,
    /// It is not a text.
    NotText,
    /// It is neither a text nor an object.
    NotTextOrObject,
    /// It is not a whole number, or one of many digits.
    NotANumber,
    /// It is neither true nor false.
    NotABoolean,
    /// It is not a day, `YYYY-MM-DD`.
    NotADay,
    /// It is not one of the values that are taken.
    NotAChoice,
}

/// What a body says; an empty one is an empty object.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, AppError> {
    let body: &[u8] = if body.is_empty() { b"{}" } else { body };
    let json: Json = serde_json::from_slice(body).map_err(|_| AppError::BadRequest(BadRequest::Json))?;
    serde_path_to_error::deserialize(json).map_err(|error| AppError::InvalidJson(invalid_json(&error)))
}

fn invalid_json(error: &serde_path_to_error::Error<ShapeError>) -> InvalidJson {
    let mut path: Vec<String> = error.path().iter().filter_map(part).collect();
    let ShapeError { fault, key } = error.inner();
    // The path to an unknown key ends with it already.
    path.extend(key.clone().filter(|key| *fault != JsonProblem::UnknownKey || path.last() != Some(key)));
    let pointer = path.iter().map(|part| format!("/{}", part.replace('~', "~0").replace('/', "~1"))).collect();
    InvalidJson { pointer, fault: *fault }
}

fn part(segment: &Segment) -> Option<String> {
    match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        _ => None,
    }
}

/// A fault on its way to where it is known where it is.
#[derive(Debug)]
struct ShapeError {
    fault: JsonProblem,
    /// The key that it is about.
    key: Option<String>,
}

impl From<JsonProblem> for ShapeError {
    fn from(fault: JsonProblem) -> Self {
        Self { fault, key: None }
    }
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.fault)
    }
}

impl std::error::Error for ShapeError {}

impl de::Error for ShapeError {
    /// Codes are read as texts and refused afterwards, by errors of their own.
    fn custom<T: fmt::Display>(_: T) -> Self {
        JsonProblem::NotAChoice.into()
    }

    /// Only what may be a text or an object takes a value of any type.
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        JsonProblem::NotTextOrObject.into()
    }

    /// A number beyond the bounds of its type.
    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        JsonProblem::NotANumber.into()
    }

    fn missing_field(key: &'static str) -> Self {
        Self { fault: JsonProblem::MissingKey, key: Some(key.to_owned()) }
    }

    fn unknown_field(key: &str, _: &'static [&'static str]) -> Self {
        Self { fault: JsonProblem::UnknownKey, key: Some(key.to_owned()) }
    }

    fn duplicate_field(key: &'static str) -> Self {
        Self { fault: JsonProblem::RepeatedKey, key: Some(key.to_owned()) }
    }
}

/// A value of JSON, with every key of its objects as it was sent.
#[derive(Debug)]
enum Json {
    Null,
    Boolean(bool),
    /// None where it is no whole number.
    Number(Option<i64>),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Boolean(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(Some(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(i64::try_from(number).ok()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Number(None))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Json::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            all.push(entry);
        }
        Ok(Json::Object(all))
    }
}

impl<'de> IntoDeserializer<'de, ShapeError> for Json {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Json {
    type Error = ShapeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Boolean(value) => visitor.visit_bool(value),
            Self::Number(Some(number)) => visitor.visit_i64(number),
            // No type takes it.
            Self::Number(None) => visitor.visit_f64(0.0),
            Self::Text(text) => visitor.visit_string(text),
            Self::List(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
            Self::Object(entries) => visitor.visit_map(MapDeserializer::new(entries.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        if matches!(self, Self::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        if matches!(self, Self::Boolean(_)) { self.deserialize_any(visitor) } else { Err(JsonProblem::NotABoolean.into()) }
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        if matches!(self, Self::Number(Some(_))) { self.deserialize_any(visitor) } else { Err(JsonProblem::NotANumber.into()) }
    }

    /// A plain text is always taken: what refuses one is a day.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        let Self::Text(text) = self else { return Err(JsonProblem::NotText.into()) };
        visitor.visit_string(text).map_err(|_: ShapeError| JsonProblem::NotADay.into())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        if matches!(self, Self::List(_)) { self.deserialize_any(visitor) } else { Err(JsonProblem::NotAList.into()) }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        if matches!(self, Self::Object(_)) { self.deserialize_any(visitor) } else { Err(JsonProblem::NotAnObject.into()) }
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, ShapeError> {
        self.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct enum identifier
        ignored_any
    }
}

#[cfg(test)]
mod tests;
