//! Style sheets, scripts, fonts and icons, compiled into the program and served under names that carry their hash.
//! Invariant: a hashed name's bytes never change, so it is cached for ever; the plain name works too, checked again at each use,
//! for what a style sheet or a module names itself. Compressed as small as possible, once, when first asked for.

use std::collections::HashMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base::Refusal;
use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};
use tokio::sync::OnceCell;
use tower::{ServiceExt as _, service_fn};
use tower_http::CompressionLevel;
use tower_http::compression::Compression;

use crate::{Failure, Path, etag};

const ONE_YEAR: &str = "public, max-age=31536000, immutable";

/// One file of a feature or of the shell.
#[derive(Clone, Copy)]
pub struct Asset {
    /// Its file name, e.g. `app.css`; unique in the whole program.
    pub name: &'static str,
    /// Its content, from `include_bytes!`.
    pub bytes: &'static [u8],
}

/// Every asset of the program.
pub struct Assets {
    files: HashMap<String, Kept>,
    urls: HashMap<&'static str, String>,
}

struct Kept {
    bytes: &'static [u8],
    kind: &'static str,
    tag: String,
    hashed: bool,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Assets {
    /// Gives each asset its address.
    pub fn new(assets: impl IntoIterator<Item = Asset>) -> Assets {
        let (mut files, mut urls) = (HashMap::new(), HashMap::new());
        for Asset { name, bytes } in assets {
            let tag = etag::of(bytes);
            let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            let long = format!("{stem}.{tag}.{extension}");
            let kept = |hashed| Kept {
                bytes,
                kind: kind(extension),
                tag: format!("\"{tag}\""),
                hashed,
                brotli: OnceCell::new(),
                gzip: OnceCell::new(),
            };
            urls.insert(name, format!("/assets/{long}"));
            files.insert(long, kept(true));
            files.insert(name.to_owned(), kept(false));
        }
        Assets { files, urls }
    }

    /// The address of an asset; of its plain name if nobody gave such an asset, so that a 404 shows the mistake.
    pub fn url(&self, name: &str) -> String {
        self.urls.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
    }

    /// The route that serves them.
    pub fn routes<S: Clone + Send + Sync + 'static>(&'static self) -> Router<S> {
        Router::new().route("/assets/{name}", get(move |Path(name): Path<String>, headers: HeaderMap| self.answer(name, headers)))
    }

    async fn answer(&'static self, name: String, headers: HeaderMap) -> Result<Response, Failure> {
        let kept = self.files.get(&name).ok_or(Refusal::NotFound)?;
        let mut response = if etag::is_known(&headers, &kept.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let (encoding, bytes) = kept.encoded(&headers).await;
            let mut response = ([(CONTENT_TYPE, kept.kind)], bytes).into_response();
            if let Some(encoding) = encoding {
                response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            response
        };
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(if kept.hashed { ONE_YEAR } else { "public, no-cache" }));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.extend(HeaderValue::try_from(&kept.tag).map(|tag| (ETAG, tag)));
        Ok(response)
    }
}

impl Kept {
    async fn encoded(&self, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
        let plain = Bytes::from_static(self.bytes);
        if self.kind.starts_with("image/") && !self.kind.contains("svg") || self.kind.starts_with("font/") {
            return (None, plain);
        }
        let accepted = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let accepts = |name: &str| accepted.split(',').any(|part| part.trim().split(';').next() == Some(name) && !part.contains("q=0"));
        let (encoding, cell) = if accepts("br") {
            ("br", &self.brotli)
        } else if accepts("gzip") {
            ("gzip", &self.gzip)
        } else {
            return (None, plain);
        };
        match cell.get_or_try_init(|| pack(encoding, plain.clone())).await {
            Ok(packed) => (Some(encoding), packed.clone()),
            Err(_) => (None, plain),
        }
    }
}

/// Compresses with the encoders that `tower-http` brings anyway.
async fn pack(encoding: &'static str, plain: Bytes) -> Result<Bytes, axum::Error> {
    let request = Request::builder().header(ACCEPT_ENCODING, encoding).body(Body::empty()).map_err(axum::Error::new)?;
    let answer = service_fn(move |_: Request| std::future::ready(Ok::<_, axum::Error>(Response::new(Body::from(plain.clone())))));
    // Brotli's last two levels take ten times as long for 3 % less.
    let service = Compression::new(answer)
        .no_zstd()
        .quality(CompressionLevel::Precise(9))
        .compress_when(|_: StatusCode, _: http::Version, _: &HeaderMap, _: &http::Extensions| true);
    let response = service.oneshot(request).await?;
    to_bytes(Body::new(response.into_body()), usize::MAX).await
}

fn kind(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
