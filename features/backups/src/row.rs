//! A row as a line of JSON, the same whichever database it came from, and the digest of many rows, the same in whichever order they came.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use store::Value;

use crate::Error;
use crate::manifest::Counted;

/// How a blob is marked among texts.
const BYTES: &str = "base64";

/// The values of a row, as a JSON array.
pub fn line(values: &[Value]) -> String {
    let cells = values.iter().map(|value| match value {
        Value::Null => Json::Null,
        Value::Int(n) => (*n).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Bytes(bytes) => Json::Object(Map::from_iter([(BYTES.to_owned(), STANDARD.encode(bytes).into())])),
    });
    Json::Array(cells.collect()).to_string()
}

/// The values of a line, `width` of them.
///
/// # Errors
/// [`Error::Unreadable`].
pub fn values(line: &str, width: usize) -> Result<Vec<Value>, Error> {
    let unreadable = || Error::Unreadable("a row is not what it should be".into());
    let cells: Vec<Json> = serde_json::from_str(line).map_err(|_| unreadable())?;
    let value = |cell: Json| match cell {
        Json::Null => Some(Value::Null),
        Json::Number(n) => n.as_i64().map(Value::Int),
        Json::String(text) => Some(Value::Text(text)),
        Json::Object(marked) => STANDARD.decode(marked.get(BYTES)?.as_str()?).ok().map(Value::Bytes),
        Json::Bool(_) | Json::Array(_) => None,
    };
    let values = cells.into_iter().map(value).collect::<Option<Vec<_>>>().ok_or_else(unreadable)?;
    if values.len() == width { Ok(values) } else { Err(unreadable()) }
}

/// A count that grows row by row. The digests are added modulo 2^256, so that the order doesn't matter and no row can hide another.
#[derive(Default)]
pub struct Tally {
    rows: u64,
    sum: [u8; 32],
}

impl Tally {
    /// Counts a line.
    pub fn add(&mut self, line: &str) {
        self.rows += 1;
        let mut carry = 0_u16;
        for (place, byte) in self.sum.iter_mut().zip(Sha256::digest(line)) {
            let sum = u16::from(*place) + u16::from(byte) + carry;
            *place = sum.to_le_bytes()[0];
            carry = sum >> 8;
        }
    }

    /// The count so far.
    pub fn counted(&self) -> Counted {
        Counted { rows: self.rows, digest: self.sum.iter().map(|byte| format!("{byte:02x}")).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_as_it_went() {
        let row = [Value::Null, Value::Int(i64::MIN), Value::Text("« é »\n\u{2028}".into()), Value::Bytes(vec![0, 255])];
        assert_eq!(values(&line(&row), 4).expect("a row"), row);
        for bad in ["", "[1", "{}", "[1.5,2]", "[true,1]", "[[1],1]", "[{\"base64\":\"*\"},1]", "[1]"] {
            assert!(values(bad, 2).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_order_does_not_count_but_every_row_does() {
        let tally = |lines: &[&str]| {
            let mut tally = Tally::default();
            lines.iter().for_each(|line| tally.add(line));
            tally.counted()
        };
        assert_eq!(tally(&["[1]", "[2]", "[3]"]), tally(&["[3]", "[1]", "[2]"]));
        assert_ne!(tally(&["[1]", "[1]"]), tally(&["[2]", "[2]"]));
        assert_ne!(tally(&["[1]"]), tally(&["[1]", "[1]"]));
    }
}
