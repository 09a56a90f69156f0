//! Urlencoded forms, queries and path parameters. Forms are more patient than JSON: unknown fields are ignored, an optional field left
//! empty is absent, a box is on or absent, and a repeated field is a list.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Request};
use base::Refusal;
use http::request::Parts;
use serde::de::value::{Error, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::json::{in_time, unread};
use crate::{Failure, fields};

/// The fields of a posted form.
pub struct Form<T>(pub T);

/// The parameters of the URL.
pub struct Query<T>(pub T);

/// The variables of the path; what can't be read names nothing that exists: 404.
pub struct Path<T>(pub T);

type Pairs = Vec<(String, String)>;

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Form<T>, Failure> {
        let form = in_time(axum::Form::<Pairs>::from_request(request, state)).await?;
        let axum::Form(pairs) = form.map_err(|e| unread(axum::response::IntoResponse::into_response(e).status()))?;
        Ok(Form(read_fields(&pairs)?))
    }
}

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Query<T>, Failure> {
        Ok(Query(query(parts)?))
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Path<T>, Failure> {
        let found = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        found.map(|axum::extract::Path(value)| Path(value)).map_err(|_| Refusal::NotFound.into())
    }
}

/// Reads the query of a request.
pub(crate) fn query<T: DeserializeOwned>(parts: &Parts) -> Result<T, Refusal> {
    let pairs = axum::extract::Query::<Pairs>::try_from_uri(&parts.uri).map_err(|_| Refusal::Unreadable(String::new()))?;
    read_fields(&pairs.0)
}

/// Reads fields that came some other way than in a query or an ordinary form.
///
/// # Errors
/// 422 with every wrong field; 400 for a NUL.
pub fn read_fields<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, Refusal> {
    // No form has it, and PostgreSQL can't even compare with it.
    if pairs.iter().any(|(_, value)| value.contains('\0')) {
        return Err(Refusal::Unreadable("NUL".into()));
    }
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in pairs {
        named.entry(name).or_default().push(value);
    }
    let entries: Vec<(&str, Given)> = named.iter().map(|(name, values)| (*name, Given(values))).collect();
    fields::read(&entries)
}

/// Everything given under one name.
#[derive(Clone, Copy)]
struct Given<'de>(&'de [&'de str]);

impl<'de> Given<'de> {
    fn text(self) -> &'de str {
        self.0.last().copied().unwrap_or_default()
    }

    fn number<N: std::str::FromStr>(self) -> Result<N, Error> {
        self.text().trim().parse().map_err(|_| Error::custom("not a number"))
    }
}

impl<'de> IntoDeserializer<'de, Error> for Given<'de> {
    type Deserializer = Given<'de>;
    fn into_deserializer(self) -> Given<'de> {
        self
    }
}

impl<'de> Deserializer<'de> for Given<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.text())
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.text().trim().is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(matches!(self.text(), "on" | "true" | "1"))
    }
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(self.number()?)
    }
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(self.number()?)
    }
    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }
    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_u64(visitor)
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.0.iter().map(|text| Given(std::slice::from_ref(text)))))
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let word: serde::de::value::StrDeserializer<'_, Error> = self.text().into_deserializer();
        word.deserialize_enum(name, variants, visitor)
    }
    forward_to_deserialize_any! { i8 i16 i128 u8 u16 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct
    identifier ignored_any }
}

#[cfg(test)]
mod tests {
    use base::Language;

    use super::*;

    #[derive(serde::Deserialize, Debug, PartialEq)]
    struct Poll {
        title: String,
        language: Language,
        space: base::Id,
        #[serde(default)]
        several: bool,
        #[serde(default)]
        choices: Vec<String>,
        days: Option<i64>,
        note: Option<String>,
    }

    fn parse(text: &str) -> Result<Poll, Refusal> {
        let uri = format!("/?{text}").parse().expect("a URI");
        read_fields(&axum::extract::Query::<Pairs>::try_from_uri(&uri).expect("pairs").0)
    }

    #[test]
    fn a_form_as_browsers_send_it() {
        let poll = parse("title=O%C3%B9+%3F&language=fr&space=12&several=on&choices=a&choices=b&days=&note=x&csrf=ignored");
        let expected = Poll {
            title: "Où ?".into(),
            language: Language::Fr,
            space: base::Id(12),
            several: true,
            choices: vec!["a".into(), "b".into()],
            days: None,
            note: Some("x".into()),
        };
        assert_eq!(poll, Ok(expected));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let Err(Refusal::Invalid(errors)) = parse("language=de&space=x&days=soon") else { panic!("refused") };
        let told: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
        assert_eq!(told, [("days", "not_a_number"), ("language", "unknown"), ("space", "wrong_type"), ("title", "required")]);
    }
}
