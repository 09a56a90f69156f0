//! Blobs in a bucket of an S3-compatible storage, each one object `prefix/<sha256>`.
//! Invariant: an object is put in one call that carries its SHA-256 and length, so that it is there whole or not at all; it is acknowledged when
//! the storage has answered and shows the right length. Deliberately absent: parts, so 5 GB is the limit; the ending of other nodes' puts.

use std::fs::File;
use std::ops::Range;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use http::header::{CONTENT_LENGTH, CONTENT_RANGE, LAST_MODIFIED, RANGE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reach::{Body, Call, Client, Flow};
use rusty_s3::actions::ListObjectsV2;
use rusty_s3::{Credentials, S3Action, UrlStyle};
use url::Url;

use crate::blob::{Blob, Kept, pieces};
use crate::error::off;
use crate::upload::is_old;
use crate::{Error, Keys, Sha256};

/// How long a signed address is good for; it never leaves our calls.
const GOOD_FOR: Duration = Duration::from_secs(15 * 60);
/// Longest wait for the head of an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Slowest line that an upload is still awaited on, in bytes a second.
const SLOWEST: u64 = 128 * 1024;
/// Pauses between the tries of one put.
const PAUSES: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(1)];
/// Largest object of one call.
const LARGEST: u64 = 5 << 30;
/// Names on one page of the storage's list.
const PAGE: usize = 1000;

pub(crate) struct Bucket {
    bucket: rusty_s3::Bucket,
    credentials: Credentials,
    prefix: String,
    client: Client,
}

impl Bucket {
    pub(crate) fn open(name: &str, prefix: &str, endpoint: &Url, region: &str, keys: &Keys) -> Result<Bucket, Error> {
        let bucket = rusty_s3::Bucket::new(endpoint.clone(), UrlStyle::Path, name.to_owned(), region.to_owned()).map_err(elsewhere)?;
        let credentials = Credentials::new(&keys.id, &keys.secret);
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        Ok(Bucket { bucket, credentials, prefix, client: Client::allowing([endpoint]).map_err(elsewhere)? })
    }

    fn object(&self, sha: Sha256) -> String {
        format!("{}{sha}", self.prefix)
    }

    async fn call(&self, call: Call) -> Result<Flow, Error> {
        self.client.open(call.hops(0).at_most(u64::MAX)).await.map_err(elsewhere)
    }

    /// Puts a flushed file, again if it is there already: that makes it young. Removes it from `from` once it is safe.
    pub(crate) async fn take(&self, from: PathBuf, sha: Sha256, size: u64) -> Result<(), Error> {
        if size > LARGEST {
            return Err(Error::TooLarge(LARGEST));
        }
        let mut pauses = PAUSES.into_iter();
        loop {
            match self.put(from.clone(), sha, size).await {
                Ok(()) => break,
                Err(Error::Elsewhere(why)) => match pauses.next() {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => return Err(Error::Elsewhere(why)),
                },
                Err(other) => return Err(other),
            }
        }
        off(move || Ok(std::fs::remove_file(from)?)).await
    }

    async fn put(&self, from: PathBuf, sha: Sha256, size: u64) -> Result<(), Error> {
        let object = self.object(sha);
        let url = self.bucket.put_object(Some(&self.credentials), &object).sign(GOOD_FOR);
        let file = off(move || Ok(File::open(from)?)).await?;
        let body = match size {
            0 => Body::Whole(Bytes::new()),
            _ => Body::Flowing(Box::pin(pieces(file, size).map_err(std::io::Error::other)), Some(size)),
        };
        let checksum = HeaderValue::from_str(&STANDARD.encode(sha.as_bytes())).map_err(elsewhere)?;
        let call = Call::new(Method::PUT, url)
            .header(HeaderName::from_static("x-amz-checksum-sha256"), checksum)
            .header(CONTENT_LENGTH, size.into())
            .within(PATIENCE + Duration::from_secs(size / SLOWEST))
            .body(body);
        match self.call(call).await?.status.as_u16() {
            200 | 201 => {}
            // The storage has no room for us: a quota, or its own disk.
            507 => return Err(Error::Full),
            status => return Err(refused(status)),
        }
        match self.has(sha).await? {
            Some(there) if there == size => Ok(()),
            _ => Err(Error::Elsewhere("what was put is not there".into())),
        }
    }

    async fn head(&self, sha: Sha256) -> Result<Option<HeaderMap>, Error> {
        let object = self.object(sha);
        let url = self.bucket.head_object(Some(&self.credentials), &object).sign(GOOD_FOR);
        let answer = self.call(Call::new(Method::HEAD, url).within(PATIENCE)).await?;
        match answer.status.as_u16() {
            200 => Ok(Some(answer.headers)),
            404 => Ok(None),
            status => Err(refused(status)),
        }
    }

    pub(crate) async fn has(&self, sha: Sha256) -> Result<Option<u64>, Error> {
        self.head(sha).await?.map(|headers| number(&headers, CONTENT_LENGTH, |length| length)).transpose()
    }

    pub(crate) async fn read(&self, sha: Sha256, asked: Option<Range<u64>>) -> Result<Blob, Error> {
        let object = self.object(sha);
        let url = self.bucket.get_object(Some(&self.credentials), &object).sign(GOOD_FOR);
        let mut call = Call::get(url).within(PATIENCE);
        if let Some(range) = &asked {
            if range.start >= range.end {
                return Err(Error::Range { size: self.has(sha).await?.ok_or(Error::Missing)? });
            }
            let range = format!("bytes={}-{}", range.start, range.end - 1);
            call = call.header(RANGE, HeaderValue::from_str(&range).map_err(elsewhere)?);
        }
        let answer = self.call(call).await?;
        let headers = &answer.headers;
        let (size, range) = match (answer.status.as_u16(), asked) {
            (200, None) => {
                let size = number(headers, CONTENT_LENGTH, |length| length)?;
                (size, 0..size)
            }
            (206, Some(asked)) => {
                let size = number(headers, CONTENT_RANGE, |range| range.rsplit('/').next().unwrap_or(""))?;
                (size, asked.start..asked.end.min(size))
            }
            (416, Some(_)) => return Err(Error::Range { size: self.has(sha).await?.ok_or(Error::Missing)? }),
            (404, _) => return Err(Error::Missing),
            (status, _) => return Err(refused(status)),
        };
        let left = range.end - range.start;
        if number(headers, CONTENT_LENGTH, |length| length)? != left {
            return Err(Error::Elsewhere("another range than was asked".into()));
        }
        Ok(Blob::new(size, range, answer.body.map_err(elsewhere)))
    }

    /// Between the look and the removal another node may seal the same bytes: the sweep runs on one node, and hours after the last use.
    pub(crate) async fn remove(&self, sha: Sha256, older_than: Duration) -> Result<bool, Error> {
        if !older_than.is_zero() {
            let Some(headers) = self.head(sha).await? else { return Ok(true) };
            let since = headers.get(LAST_MODIFIED).and_then(|date| rfc2822::parse(date.to_str().ok()?).ok());
            let since = since.ok_or_else(|| Error::Elsewhere("an object without a date".into()))?;
            if !is_old(since.timestamp().into(), older_than) {
                return Ok(false);
            }
        }
        let object = self.object(sha);
        let url = self.bucket.delete_object(Some(&self.credentials), &object).sign(GOOD_FOR);
        match self.call(Call::new(Method::DELETE, url).within(PATIENCE)).await?.status.as_u16() {
            200 | 204 | 404 => Ok(true),
            status => Err(refused(status)),
        }
    }

    pub(crate) async fn list(&self, after: Option<Sha256>, count: usize) -> Result<Vec<Kept>, Error> {
        let (mut kept, mut after) = (Vec::new(), after.map(|sha| self.object(sha)));
        while kept.len() < count {
            let mut action = self.bucket.list_objects_v2(Some(&self.credentials));
            action.with_prefix(&self.prefix);
            action.with_max_keys(PAGE.min(count - kept.len()));
            if let Some(after) = &after {
                action.with_start_after(after);
            }
            let answer = self.call(Call::get(action.sign(GOOD_FOR)).within(PATIENCE)).await?;
            if answer.status != 200 {
                return Err(refused(answer.status.as_u16()));
            }
            let page = String::from_utf8(answer.whole().await.map_err(elsewhere)?.body.into()).map_err(elsewhere)?;
            let page = ListObjectsV2::parse_response(&page).map_err(|_| Error::Elsewhere("an unreadable list".into()))?;
            let Some(last) = page.contents.last() else { break };
            after = Some(last.key.clone());
            for found in page.contents {
                // What others keep beside us is not ours.
                let Some(sha256) = found.key.strip_prefix(&self.prefix).and_then(|name| name.parse().ok()) else { continue };
                let since = found.last_modified.and_then(|at| at.parse::<Timestamp>().ok()).map_or(SystemTime::now(), SystemTime::from);
                kept.push(Kept { sha256, size: found.size.unwrap_or(0), since });
            }
        }
        Ok(kept)
    }
}

fn number(headers: &HeaderMap, name: HeaderName, part: impl Fn(&str) -> &str) -> Result<u64, Error> {
    let value = headers.get(name).and_then(|value| part(value.to_str().ok()?).trim().parse().ok());
    value.ok_or_else(|| Error::Elsewhere("an answer without a length".into()))
}

fn elsewhere(why: impl std::fmt::Display) -> Error {
    Error::Elsewhere(why.to_string())
}

fn refused(status: u16) -> Error {
    Error::Elsewhere(format!("it answered {status}"))
}
