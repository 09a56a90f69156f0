//! Named values become a struct; when they can't, every wrong one is named, with a code.
//! Serde stops at the first fault and does not say where: so each field is then read alone, which costs only refused input a second reading.

use std::cell::Cell;
use std::marker::PhantomData;

use base::{FieldError, Refusal};
use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Most errors told at once.
const TOLD: usize = 20;

/// Reads `entries` as a `T`.
pub fn read<'de, T, V, E>(entries: &[(&'de str, V)]) -> Result<T, Refusal>
where
    T: Deserialize<'de>,
    V: IntoDeserializer<'de, E> + Copy,
    E: Error,
{
    let whole = match attempt(entries) {
        Ok(value) => return Ok(value),
        Err(whole) => whole,
    };
    let (mut right, mut errors) = (Vec::new(), Vec::new());
    for entry in entries {
        match attempt::<T, V, E>(&[*entry]) {
            Err((Some(name), error)) => errors.push(wrong(name, &error)),
            _ => right.push(*entry),
        }
    }
    errors.truncate(TOLD);
    // What remains is only missing something, or does not fit together.
    let rest = if errors.is_empty() { Some(whole) } else { attempt::<T, V, E>(&right).err() };
    let rest = rest.map(|(name, error)| wrong(name.unwrap_or_default(), &error));
    if let Some(rest) = rest.filter(|rest| errors.iter().all(|known| known.field != rest.field)) {
        errors.push(rest);
    }
    Err(Refusal::Invalid(errors))
}

/// Reads once. An error comes with the name of the entry in which it arose, if it arose in one.
fn attempt<'de, T, V, E>(entries: &[(&'de str, V)]) -> Result<T, (Option<&'de str>, String)>
where
    T: Deserialize<'de>,
    V: IntoDeserializer<'de, E> + Copy,
    E: Error,
{
    let place = Cell::new(None);
    let fields = Fields { entries: entries.iter(), value: None, place: &place, error: PhantomData::<E> };
    T::deserialize(fields).map_err(|error| (place.get(), error.to_string()))
}

struct Fields<'a, 'de, V, E> {
    entries: std::slice::Iter<'a, (&'de str, V)>,
    value: Option<(&'de str, V)>,
    place: &'a Cell<Option<&'de str>>,
    error: PhantomData<E>,
}

impl<'de, V: IntoDeserializer<'de, E> + Copy, E: Error> Deserializer<'de> for Fields<'_, 'de, V, E> {
    type Error = E;
    fn deserialize_any<W: Visitor<'de>>(self, visitor: W) -> Result<W::Value, E> {
        visitor.visit_map(self)
    }
    forward_to_deserialize_any! { <W: Visitor<'de>> bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
    unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any }
}

impl<'de, V: IntoDeserializer<'de, E> + Copy, E: Error> MapAccess<'de> for Fields<'_, 'de, V, E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, E> {
        self.value = self.entries.next().copied();
        let Some((name, _)) = self.value else { return Ok(None) };
        let key: StrDeserializer<'_, E> = name.into_deserializer();
        seed.deserialize(key).map(Some).inspect_err(|_| self.place.set(Some(name)))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, E> {
        let (name, value) = self.value.take().ok_or_else(|| E::custom("a value without a name"))?;
        seed.deserialize(value.into_deserializer()).inspect_err(|_| self.place.set(Some(name)))
    }
}

/// Serde's sentence as a code. A field inside another is told as `outer.inner`.
fn wrong(name: &str, error: &str) -> FieldError {
    let quoted = |prefix: &str| error.strip_prefix(prefix)?.split('`').next();
    let inside = |inner: &str| if name.is_empty() || name == inner { inner.to_owned() } else { format!("{name}.{inner}") };
    let (field, code) = match (quoted("missing field `"), quoted("unknown field `")) {
        (Some(missing), _) => (inside(missing), "required"),
        (_, Some(unknown)) => (inside(unknown), "unknown_field"),
        _ => (name.to_owned(), code(error)),
    };
    FieldError { field, code, limit: None }
}

fn code(error: &str) -> &'static str {
    const KNOWN: [(&str, &str); 7] = [
        ("invalid type: null", "required"),
        ("unknown variant", "unknown"),
        ("RFC 3339", "not_a_date"),
        ("IANA time zone", "not_a_zone"),
        ("not a number", "not_a_number"),
        ("duplicate field", "duplicate"),
        ("invalid length", "wrong_type"),
    ];
    KNOWN.iter().find(|(part, _)| error.contains(part)).map_or("wrong_type", |(_, code)| code)
}
