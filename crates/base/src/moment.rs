//! One instant: milliseconds since 1970 in UTC, the only form in which times are stored.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Moment(pub i64);

impl Moment {
    /// The present, by the machine's clock.
    pub fn now() -> Moment {
        Moment(Timestamp::now().as_millisecond())
    }

    /// This moment moved by `seconds`, which may be negative.
    pub fn plus_seconds(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// This moment moved by whole days of 24 hours.
    pub fn plus_days(self, days: i64) -> Moment {
        self.plus_seconds(days.saturating_mul(86_400))
    }

    /// The `jiff` timestamp, clamped to the range that can be written.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX })
    }

    /// Reads an RFC 3339 time with any offset.
    pub fn parse(text: &str) -> Option<Moment> {
        text.parse::<Timestamp>().ok().map(|t| Moment(t.as_millisecond()))
    }
}

/// RFC 3339 in UTC, to the millisecond.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.timestamp())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Moment, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        Moment::parse(&text).ok_or_else(|| D::Error::custom("a time is RFC 3339, like 2026-03-12T17:00:00Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_again() {
        let moment = Moment(1_773_331_200_123);
        assert_eq!(moment.to_string(), "2026-03-12T16:00:00.123Z");
        assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        assert_eq!(Moment::parse("2026-03-12T17:00:00.123+01:00"), Some(moment));
        assert_eq!(Moment::parse("hier"), None);
    }
}
