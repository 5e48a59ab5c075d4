//! JSON whose shape is not ours, as a tree to look things up in.
//!
//! A type of its own for each answer would cost the app several times the code.

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use std::fmt;

/// What stands in an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Json {
    /// `null`, `true`, `false`, or nothing at all.
    #[default]
    Nothing,
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

static NOTHING: Json = Json::Nothing;

impl Json {
    /// What an object has under a name.
    pub(super) fn get(&self, name: &str) -> &Json {
        let fields = match self {
            Json::Object(fields) => fields.as_slice(),
            _ => &[],
        };
        fields.iter().find(|(known, _)| known == name).map_or(&NOTHING, |(_, value)| value)
    }

    /// A text; empty where there is none.
    pub(super) fn text(&self) -> &str {
        match self {
            Json::Text(text) => text,
            _ => "",
        }
    }

    /// A number that counts or names something.
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            // Beyond 2^53 a number of JSON is not whole any more (RFC 8259, 6).
            Json::Number(number) if (0.0..9e15).contains(number) => Some(*number as u64),
            _ => None,
        }
    }

    /// A list, if it is one.
    pub(super) fn list(&self) -> Option<&[Json]> {
        match self {
            Json::List(items) => Some(items),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _value: bool) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(field) = fields.next_entry()? {
            object.push(field);
        }
        Ok(Json::Object(object))
    }
}
