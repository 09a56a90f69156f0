//! Lists in pages: `?limit=` and `?after=<cursor>`. Invariant: a cursor is opaque to clients and carries the sort key of the last entry,
//! so that pages neither skip nor repeat when something is added meanwhile.

use axum::extract::FromRequestParts;
use base::{FieldError, Refusal};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::request::Parts;
use serde::{Deserialize, Serialize, Serializer};

use crate::Failure;

const DEFAULT: usize = 50;
const MOST: usize = 200;

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Most entries wanted, 1 to 200.
    pub limit: usize,
    /// Where the last page ended.
    pub after: Option<Cursor>,
}

/// The sort key of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(pub Vec<i64>);

/// One page of a list, as the API answers it.
#[derive(Clone, Debug, Serialize)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// What to give as `after` for the next page; `null` at the end.
    pub next: Option<Cursor>,
}

impl Cursor {
    fn parse(text: &str) -> Option<Cursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (parts, rest) = bytes.as_chunks::<8>();
        (rest.is_empty() && (1..=8).contains(&parts.len())).then(|| Cursor(parts.iter().map(|p| i64::from_be_bytes(*p)).collect()))
    }

    /// The sort key, when it has as many parts as the list's order needs; any other cursor belongs to another list.
    pub fn key<const N: usize>(&self) -> Result<[i64; N], Refusal> {
        self.0.as_slice().try_into().map_err(|_| Refusal::field("after", "not_a_cursor"))
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes: Vec<u8> = self.0.iter().flat_map(|n| n.to_be_bytes()).collect();
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl Default for Paging {
    fn default() -> Paging {
        Paging { limit: DEFAULT, after: None }
    }
}

impl Paging {
    /// How many rows to read: one more than wanted, which tells whether there is a next page.
    pub fn rows(&self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// The sort key to start after, if any.
    pub fn key<const N: usize>(&self) -> Result<Option<[i64; N]>, Refusal> {
        self.after.as_ref().map(Cursor::key).transpose()
    }

    /// Makes the page from [`Paging::rows`] entries; `key` gives an entry's sort key.
    pub fn page<T, const N: usize>(&self, mut items: Vec<T>, key: impl Fn(&T) -> [i64; N]) -> Page<T> {
        let more = items.len() > self.limit;
        items.truncate(self.limit);
        let next = items.last().filter(|_| more).map(|last| Cursor(key(last).to_vec()));
        Page { items, next }
    }
}

#[derive(Deserialize)]
struct Asked {
    limit: Option<String>,
    after: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Paging {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Paging, Failure> {
        Ok(paging(crate::form::query(parts)?)?)
    }
}

fn paging(asked: Asked) -> Result<Paging, Refusal> {
    let mut paging = Paging::default();
    let mut errors = Vec::new();
    let mut wrong = |field: &str, code, limit| errors.push(FieldError { field: field.into(), code, limit });
    match asked.limit.as_deref().map(str::parse::<usize>) {
        Some(Ok(limit)) if limit > MOST => wrong("limit", "too_large", i64::try_from(MOST).ok()),
        Some(Ok(0)) => wrong("limit", "too_small", Some(1)),
        Some(Ok(limit)) => paging.limit = limit,
        Some(Err(_)) => wrong("limit", "not_a_number", None),
        None => {}
    }
    if let Some(after) = asked.after {
        paging.after = Cursor::parse(&after);
        if paging.after.is_none() {
            wrong("after", "not_a_cursor", None);
        }
    }
    if errors.is_empty() { Ok(paging) } else { Err(Refusal::Invalid(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(limit: &str, after: &str) -> Result<Paging, Refusal> {
        paging(Asked { limit: Some(limit.into()), after: Some(after.into()) })
    }

    #[test]
    fn a_page_tells_where_the_next_begins() {
        let first = Paging { limit: 2, after: None }.page(vec![9, 7, 5], |n| [*n, -1]);
        assert_eq!(first.items, [9, 7]);
        let next = first.next.expect("more").to_string();
        assert_eq!(asked("2", &next).expect("good").key(), Ok(Some([7, -1])));
        assert!(asked("2", &next).expect("good").key::<1>().is_err());
        assert!(Paging::default().page(vec![1], |n| [*n]).next.is_none());
    }

    #[test]
    fn bad_values_are_all_named() {
        for (limit, after) in [("0", "x"), ("201", "!"), ("-1", "AAA"), ("1e3", "AAAAAAAAAAAAAA")] {
            let Err(Refusal::Invalid(errors)) = asked(limit, after) else { panic!("{limit}") };
            assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["limit", "after"]);
        }
    }
}
