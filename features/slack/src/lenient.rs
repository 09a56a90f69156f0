//! JSON written by many programs over many years: a field of an unexpected type counts as absent and never spoils what is around it.
//! Invariant: memory stays in proportion to what is kept, whatever the size or depth of the input. Only broken syntax ends a file.

use std::fmt;
use std::io::{BufReader, Read};
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Longest text kept, in bytes; Slack's own limit is 40,000 characters.
const TEXT: usize = 200_000;

/// What a value of any JSON type becomes; each method not written ignores its type.
trait Shape<'de>: Default {
    fn text(&mut self, _: &str) {}
    fn flag(&mut self, _: bool) {}
    fn number(&mut self, _: String) {}
    fn list<A: SeqAccess<'de>>(&mut self, list: A) -> Result<(), A::Error> {
        drain(list)
    }
    fn object<A: MapAccess<'de>>(&mut self, mut object: A) -> Result<(), A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

fn drain<'de, A: SeqAccess<'de>>(mut list: A) -> Result<(), A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

struct Any<S>(PhantomData<S>);

impl<S> Any<S> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<S, D::Error>
    where
        S: Shape<'de>,
    {
        deserializer.deserialize_any(Any(PhantomData))
    }
}

fn filled<S: Default>(fill: impl FnOnce(&mut S)) -> S {
    let mut shape = S::default();
    fill(&mut shape);
    shape
}

impl<'de, S: Shape<'de>> Visitor<'de> for Any<S> {
    type Value = S;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }
    fn visit_unit<E>(self) -> Result<S, E> {
        Ok(S::default())
    }
    fn visit_bool<E>(self, flag: bool) -> Result<S, E> {
        Ok(filled(|s: &mut S| s.flag(flag)))
    }
    fn visit_i64<E>(self, number: i64) -> Result<S, E> {
        Ok(filled(|s: &mut S| s.number(number.to_string())))
    }
    fn visit_u64<E>(self, number: u64) -> Result<S, E> {
        Ok(filled(|s: &mut S| s.number(number.to_string())))
    }
    fn visit_f64<E>(self, number: f64) -> Result<S, E> {
        Ok(filled(|s: &mut S| s.number(number.to_string())))
    }
    fn visit_str<E>(self, text: &str) -> Result<S, E> {
        Ok(filled(|s: &mut S| s.text(text)))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<S, A::Error> {
        let mut shape = S::default();
        shape.list(list)?;
        Ok(shape)
    }
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<S, A::Error> {
        let mut shape = S::default();
        shape.object(object)?;
        Ok(shape)
    }
}

/// Text, trimmed at its ends and cut at [`TEXT`]; a number counts as its digits. Empty when absent.
#[derive(Default, Clone, PartialEq, Eq, Debug)]
pub struct Text(pub String);

impl Text {
    /// `None` when there is nothing to read.
    pub fn some(self) -> Option<String> {
        (!self.0.is_empty()).then_some(self.0)
    }
}

impl Shape<'_> for Text {
    fn text(&mut self, text: &str) {
        let text = text.trim();
        self.0 = text[..text.floor_char_boundary(TEXT)].to_owned();
    }
    fn number(&mut self, digits: String) {
        self.0 = digits;
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Text, D::Error> {
        Any::read(d)
    }
}

/// True only when `true` is written.
#[derive(Default, Clone, Copy, Debug)]
pub struct Flag(pub bool);

impl Shape<'_> for Flag {
    fn flag(&mut self, flag: bool) {
        self.0 = flag;
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Flag, D::Error> {
        Any::read(d)
    }
}

/// An object, or nothing when something else stands there.
#[derive(Clone, Debug)]
pub struct One<T>(pub Option<T>);

impl<T> Default for One<T> {
    fn default() -> One<T> {
        One(None)
    }
}

impl<'de, T: Deserialize<'de>> Shape<'de> for One<T> {
    fn object<A: MapAccess<'de>>(&mut self, object: A) -> Result<(), A::Error> {
        self.0 = Some(T::deserialize(MapAccessDeserializer::new(object))?);
        Ok(())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for One<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<One<T>, D::Error> {
        Any::read(d)
    }
}

/// A list, of which the first `MOST` elements are kept.
#[derive(Clone, Debug)]
pub struct Many<T, const MOST: usize>(pub Vec<T>);

impl<T, const MOST: usize> Default for Many<T, MOST> {
    fn default() -> Many<T, MOST> {
        Many(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Shape<'de> for Many<T, MOST> {
    fn list<A: SeqAccess<'de>>(&mut self, mut list: A) -> Result<(), A::Error> {
        while self.0.len() < MOST {
            let Some(element) = list.next_element()? else { return Ok(()) };
            self.0.push(element);
        }
        drain(list)
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for Many<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Many<T, MOST>, D::Error> {
        Any::read(d)
    }
}

/// Every `text` found in Slack's blocks, one a line: all that some applications write.
#[derive(Default, Clone, Debug)]
pub struct BlockText(pub String);

impl BlockText {
    fn add(&mut self, text: &str) {
        let room = TEXT.saturating_sub(self.0.len() + 1);
        if !text.is_empty() && room > 0 {
            self.0.push_str(if self.0.is_empty() { "" } else { "\n" });
            self.0.push_str(&text[..text.floor_char_boundary(room)]);
        }
    }
}

impl<'de> Shape<'de> for BlockText {
    fn text(&mut self, text: &str) {
        self.add(text.trim());
    }
    fn list<A: SeqAccess<'de>>(&mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(inner) = list.next_element::<BlockText>()? {
            self.add(&inner.0);
        }
        Ok(())
    }
    fn object<A: MapAccess<'de>>(&mut self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<Text>()? {
            if matches!(key.0.as_str(), "text" | "elements" | "fields") {
                self.add(&object.next_value::<BlockText>()?.0);
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for BlockText {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<BlockText, D::Error> {
        Any::read(d)
    }
}

/// Where and why the reading of a file ended before its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// How many elements had been read.
    pub index: usize,
    /// Line, from 1; 0 when the bytes could not be unpacked.
    pub line: usize,
    /// The technical reason.
    pub why: String,
}

/// Reads a list of objects one by one, `None` standing for an element that is no object; `found` answers `false` to stop.
///
/// # Errors
/// When the bytes can't be unpacked or aren't a JSON list; what came before has been found.
pub fn each<T: DeserializeOwned>(file: impl Read, mut found: impl FnMut(usize, Option<T>) -> bool) -> Result<(), Flaw> {
    let mut progress = Progress { index: 0, stopped: false };
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(64 << 10, file));
    let read = Elements { progress: &mut progress, found: &mut found, of: PhantomData }.deserialize(&mut json).and_then(|()| json.end());
    match read {
        Err(e) if !progress.stopped => Err(Flaw { index: progress.index, line: if e.is_io() { 0 } else { e.line() }, why: e.to_string() }),
        _ => Ok(()),
    }
}

struct Progress {
    index: usize,
    stopped: bool,
}

struct Elements<'a, T, F> {
    progress: &'a mut Progress,
    found: &'a mut F,
    of: PhantomData<T>,
}

impl<'de, T: DeserializeOwned, F: FnMut(usize, Option<T>) -> bool> DeserializeSeed<'de> for Elements<'_, T, F> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_seq(self)
    }
}

impl<'de, T: DeserializeOwned, F: FnMut(usize, Option<T>) -> bool> Visitor<'de> for Elements<'_, T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(One(element)) = list.next_element::<One<T>>()? {
            let index = self.progress.index;
            self.progress.index += 1;
            if !(self.found)(index, element) {
                self.progress.stopped = true;
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Row {
        a: Text,
        b: Flag,
        c: Many<Text, 2>,
        d: One<Box<Row>>,
        e: BlockText,
    }

    fn rows(json: &str) -> (Vec<Option<Row>>, Option<Flaw>) {
        let mut rows = Vec::new();
        let flaw = each(json.as_bytes(), |_, row| {
            rows.push(row);
            true
        });
        (rows, flaw.err())
    }

    #[test]
    fn a_wrong_type_is_only_absent() {
        let (rows, flaw) =
            rows(r#"[{"a":12,"b":"yes","c":{"x":1},"d":[1]}, 7, {"a":[{}],"b":true,"c":["x",null,"z"],"d":{"a":"in"}}, {"zz":{}}]"#);
        assert_eq!(flaw, None);
        assert_eq!(rows.len(), 4);
        assert!(rows[1].is_none());
        let first = rows[0].as_ref().expect("an object");
        assert_eq!((first.a.0.as_str(), first.b.0, first.c.0.len(), first.d.0.is_some()), ("12", false, 0, false));
        let third = rows[2].as_ref().expect("an object");
        assert_eq!((third.a.0.as_str(), third.b.0, third.c.0.len()), ("", true, 2));
        assert_eq!(third.d.0.as_ref().expect("inner").a.0, "in");
    }

    #[test]
    fn what_stands_before_broken_syntax_is_kept() {
        let (rows, flaw) = rows("[{\"a\":\"x\"},\n{\"a\":\"y\"},\n{\"a\":]");
        assert_eq!(rows.len(), 2);
        let flaw = flaw.expect("broken");
        assert_eq!((flaw.index, flaw.line), (2, 3));
    }

    #[test]
    fn depth_and_length_are_bounded() {
        let deep = format!(r#"[{{"zz":{}}}]"#, "[".repeat(100_000));
        assert!(rows(&deep).1.is_some());
        let long = format!(r#"[{{"a":"{}"}}]"#, "é".repeat(TEXT));
        assert_eq!(rows(&long).0[0].as_ref().expect("an object").a.0.len(), TEXT);
        assert!(rows("{}").1.is_some());
    }

    #[test]
    fn blocks_give_their_text() {
        let (rows, _) =
            rows(r#"[{"e":[{"type":"header","text":{"type":"plain_text","text":"Titre"}},{"elements":[{"elements":[{"text":"mot"}]}]}]}]"#);
        assert_eq!(rows[0].as_ref().expect("an object").e.0, "Titre\nmot");
    }
}
