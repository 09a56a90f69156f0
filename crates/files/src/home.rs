//! Where blobs are kept, as the administrator writes it: `file:<folder>` or `s3://bucket/prefix?endpoint=…&region=…`.
//! Invariant: the keys of a bucket come from the environment alone and are never shown.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use url::Url;

/// Where blobs are kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Home {
    /// A folder on this machine.
    Folder(PathBuf),
    /// A bucket of an S3-compatible storage.
    Bucket {
        /// The bucket's name.
        name: String,
        /// What the names of our objects begin with; no slash at either end.
        prefix: String,
        /// The address of the storage.
        endpoint: Url,
        /// Its region.
        region: String,
        /// What opens it: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` of the environment.
        keys: Keys,
    },
}

impl Home {
    /// The address of the storage, when it is another machine's.
    pub fn endpoint(&self) -> Option<&str> {
        match self {
            Home::Folder(_) => None,
            Home::Bucket { endpoint, .. } => Some(endpoint.as_str()),
        }
    }
}

/// The keys of a bucket. Never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    /// Who we are to the storage.
    pub id: String,
    /// What proves it.
    pub secret: String,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// Why an address of a storage can't be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BadHome {
    /// Neither `file:<folder>` nor `s3://bucket/…`.
    Unknown,
    /// Something after `?` that means nothing here.
    Option(String),
    /// `endpoint` is missing, or isn't an address such as `https://s3.example.org`.
    Endpoint,
    /// The keys are not in the environment.
    Keys,
}

impl fmt::Display for BadHome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadHome::Unknown => f.write_str("give file:<folder> or s3://bucket/prefix?endpoint=https://…&region=…"),
            BadHome::Option(name) => write!(f, "{name:?} is unknown: after s3://bucket/prefix there may be endpoint and region"),
            BadHome::Endpoint => f.write_str("s3://… needs the address of the storage: ?endpoint=https://s3.example.org"),
            BadHome::Keys => f.write_str("s3://… needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"),
        }
    }
}

impl std::error::Error for BadHome {}

impl FromStr for Home {
    type Err = BadHome;

    fn from_str(text: &str) -> Result<Home, BadHome> {
        Home::parse(text, |name| std::env::var(name).ok())
    }
}

impl Home {
    /// What `text` says, with the keys that `environment` holds.
    ///
    /// # Errors
    /// When it says nothing usable; the error never repeats a key.
    pub fn parse(text: &str, environment: impl Fn(&str) -> Option<String>) -> Result<Home, BadHome> {
        if let Some(path) = text.strip_prefix("file:") {
            return if path.is_empty() { Err(BadHome::Unknown) } else { Ok(Home::Folder(path.into())) };
        }
        let url = Url::parse(text).ok().filter(|url| url.scheme() == "s3").ok_or(BadHome::Unknown)?;
        // Keys in the address would be seen in process lists and logs.
        let name = url.host_str().filter(|_| url.username().is_empty() && url.password().is_none()).ok_or(BadHome::Unknown)?;
        let (mut endpoint, mut region) = (None, String::from("us-east-1"));
        for (option, value) in url.query_pairs() {
            match &*option {
                "endpoint" => endpoint = Url::parse(&value).ok().filter(is_plain),
                "region" if !value.is_empty() => region = value.into_owned(),
                _ => return Err(BadHome::Option(option.into_owned())),
            }
        }
        let endpoint = endpoint.ok_or(BadHome::Endpoint)?;
        let key = |name| environment(name).filter(|key| !key.is_empty()).ok_or(BadHome::Keys);
        let keys = Keys { id: key("AWS_ACCESS_KEY_ID")?, secret: key("AWS_SECRET_ACCESS_KEY")? };
        Ok(Home::Bucket { name: name.to_owned(), prefix: url.path().trim_matches('/').to_owned(), endpoint, region, keys })
    }
}

fn is_plain(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none() && url.query().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Home, BadHome> {
        Home::parse(text, |name| Some(format!("value of {name}")))
    }

    #[test]
    fn what_an_administrator_may_write() {
        assert_eq!(parsed("file:/srv/files"), Ok(Home::Folder("/srv/files".into())));
        let text = "s3://palabre/nos/fichiers/?endpoint=https://s3.fr-par.example.org&region=fr-par";
        let expected = Home::Bucket {
            name: "palabre".into(),
            prefix: "nos/fichiers".into(),
            endpoint: "https://s3.fr-par.example.org".parse().unwrap(),
            region: "fr-par".into(),
            keys: Keys { id: "value of AWS_ACCESS_KEY_ID".into(), secret: "value of AWS_SECRET_ACCESS_KEY".into() },
        };
        assert_eq!(parsed(text), Ok(expected.clone()));
        assert!(!format!("{expected:?}").contains("value of"));
        assert_eq!(Home::parse(text, |_| None), Err(BadHome::Keys));
    }

    #[test]
    fn what_is_refused() {
        for bad in ["", "file:", "/srv/files", "ftp://a/b", "s3:palabre", "s3://key:secret@palabre?endpoint=https://a.fr"] {
            assert_eq!(parsed(bad), Err(BadHome::Unknown), "{bad}");
        }
        for bad in ["s3://palabre", "s3://palabre?endpoint=a.fr", "s3://palabre?endpoint=file:///etc", "s3://p?endpoint=https://k:s@a.fr"] {
            assert_eq!(parsed(bad), Err(BadHome::Endpoint), "{bad}");
        }
        assert_eq!(parsed("s3://p?endpoint=https://a.fr&key=x"), Err(BadHome::Option("key".into())));
    }
}
