//! Which part of a file is asked for (RFC 9110 §14). Several ranges at once are answered with the whole, which the standard allows.

use std::ops::Range;

use http::HeaderMap;
use http::header::{IF_RANGE, RANGE};

/// The one range asked for of `size` bytes, or nothing for the whole. An `Err` lies wholly outside: 416.
pub fn asked(headers: &HeaderMap, size: u64, tag: &str) -> Result<Option<Range<u64>>, ()> {
    let Some(text) = headers.get(RANGE).and_then(|range| range.to_str().ok()) else { return Ok(None) };
    // A part of what the client no longer has the rest of is of no use to it.
    if headers.get(IF_RANGE).is_some_and(|known| known.as_bytes() != tag.as_bytes()) {
        return Ok(None);
    }
    let Some((first, last)) = text.trim().strip_prefix("bytes=").and_then(|one| one.split_once('-')) else { return Ok(None) };
    let (first, last) = (first.trim(), last.trim());
    if first.is_empty() {
        return match last.parse::<u64>() {
            Ok(0) => Err(()),
            Ok(_) if size == 0 => Err(()),
            Ok(tail) => Ok(Some(size.saturating_sub(tail)..size)),
            Err(_) => Ok(None),
        };
    }
    let (Ok(from), Ok(to)) = (first.parse::<u64>(), if last.is_empty() { Ok(u64::MAX - 1) } else { last.parse::<u64>() }) else {
        return Ok(None);
    };
    match (from, to) {
        (from, to) if to < from => Ok(None),
        (from, _) if from >= size => Err(()),
        (from, to) => Ok(Some(from..to.saturating_add(1).min(size))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_ten_bytes() {
        for (range, expected) in [
            ("bytes=0-3", Ok(Some(0..4))),
            ("bytes=4-", Ok(Some(4..10))),
            ("bytes=-3", Ok(Some(7..10))),
            ("bytes=-30", Ok(Some(0..10))),
            ("bytes=0-99", Ok(Some(0..10))),
            ("bytes=9-18446744073709551615", Ok(Some(9..10))),
            ("bytes=10-", Err(())),
            ("bytes=-0", Err(())),
            ("bytes=3-2", Ok(None)),
            ("bytes=0-1,4-5", Ok(None)),
            ("bytes=x-y", Ok(None)),
            ("lines=1-2", Ok(None)),
        ] {
            let headers = HeaderMap::from_iter([(RANGE, range.parse().expect("a header"))]);
            assert_eq!(asked(&headers, 10, "\"a\""), expected, "{range}");
        }
        let mut headers = HeaderMap::from_iter([(RANGE, "bytes=0-3".parse().expect("a header"))]);
        headers.insert(IF_RANGE, "\"b\"".parse().expect("a header"));
        assert_eq!(asked(&headers, 10, "\"a\""), Ok(None));
    }
}
