//! What a statement is given: four kinds of values, the same on both backends. Flags are 0 and 1, moments are milliseconds.

use base::{Id, Moment};

/// One parameter of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// An id, a moment, a count or a flag.
    Int(i64),
    /// UTF-8 text.
    Text(String),
    /// A blob.
    Bytes(Vec<u8>),
}

/// The parameters `$1`, `$2`… of a statement: `params![id, "text", Some(moment)]`.
#[macro_export]
macro_rules! params {
    ($($x:expr),* $(,)?) => { (&[$($crate::Value::from($x)),*] as &[$crate::Value]) };
}

macro_rules! from {
    ($($type:ty, $v:ident => $value:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($v: $type) -> Value {
                $value
            }
        })*
    };
}

from! {
    i64, v => Value::Int(v);
    i32, v => Value::Int(v.into());
    u32, v => Value::Int(v.into());
    u16, v => Value::Int(v.into());
    usize, v => Value::Int(i64::try_from(v).unwrap_or(i64::MAX));
    bool, v => Value::Int(v.into());
    Id, v => Value::Int(v.0);
    &Id, v => Value::Int(v.0);
    Moment, v => Value::Int(v.0);
    &str, v => Value::Text(v.to_owned());
    &String, v => Value::Text(v.clone());
    String, v => Value::Text(v);
    Vec<u8>, v => Value::Bytes(v);
    &[u8], v => Value::Bytes(v.to_vec());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Value {
        v.map_or(Value::Null, Into::into)
    }
}
