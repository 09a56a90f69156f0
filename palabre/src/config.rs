//! Settings: flag, then environment `PALABRE_<NAME>`, then `palabre.toml`, in that order of strength. An unknown one is refused by name.

use std::path::{Path, PathBuf};

use clap::Args;
use files::Home;
use serde::Deserialize;

/// Where a setting may be given: the same names everywhere.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Given {
    /// Address to listen on [default: 127.0.0.1:3000]
    #[arg(long, env = "PALABRE_LISTEN", global = true)]
    pub listen: Option<String>,
    /// Folder that holds everything [default: ./palabre-data]
    #[arg(long, env = "PALABRE_DATA", global = true)]
    pub data: Option<PathBuf>,
    /// `sqlite:<file>` or `postgres://…` [default: a file in the data folder]
    #[arg(long, env = "PALABRE_DATABASE", global = true)]
    pub database: Option<String>,
    /// `file:<folder>` or `s3://bucket/prefix?endpoint=…&region=…` for what people upload [default: in the data folder]
    #[arg(long, env = "PALABRE_FILES", global = true)]
    pub files: Option<String>,
    /// Where people reach this network, e.g. `https://palabre.example.org` [default: the listening address]
    #[arg(long, env = "PALABRE_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// `smtp://user:password@host:port`; without it no mail is sent
    #[arg(long, env = "PALABRE_SMTP", global = true)]
    pub smtp: Option<String>,
    /// What to log, e.g. `info` or `info,palabre=debug`; `json:` before it writes JSON lines [default: info]
    #[arg(long, env = "PALABRE_LOG", global = true)]
    pub log: Option<String>,
}

/// The settings in force.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address to listen on.
    pub listen: String,
    /// The data folder.
    pub data: PathBuf,
    /// The database's address.
    pub database: String,
    /// Where what people upload is kept.
    pub files: Home,
    /// Where people reach the network, without a slash at the end; `None` until the listening address is known.
    pub public_url: Option<String>,
    /// The mail server.
    pub smtp: Option<String>,
    /// What to log.
    pub log: String,
}

const KNOWN: [&str; 8] = ["LISTEN", "DATA", "DATABASE", "FILES", "PUBLIC_URL", "SMTP", "LOG", "CONFIG"];

impl Settings {
    /// Puts the three sources together.
    ///
    /// # Errors
    /// A sentence that names the setting and says what is wrong with it.
    pub fn read(flags: Given, file: Option<&Path>) -> Result<Settings, String> {
        let unknown = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).find(|name| {
            // The tests' own variables are no settings of the program.
            name.strip_prefix("PALABRE_").is_some_and(|rest| !KNOWN.contains(&rest) && !rest.starts_with("TEST_") && rest != "BIN")
        });
        if let Some(name) = unknown {
            return Err(format!("the environment holds {name}, which is not a setting of Palabre"));
        }
        let stored = from_file(file)?;
        let data = flags.data.or(stored.data).unwrap_or_else(|| "palabre-data".into());
        let database = flags.database.or(stored.database).unwrap_or_else(|| format!("sqlite:{}", data.join("palabre.db").display()));
        if !(database.starts_with("sqlite:") || database.starts_with("postgres://") || database.starts_with("postgresql://")) {
            return Err("database: give sqlite:<file> or postgres://…".into());
        }
        let files = match flags.files.or(stored.files) {
            Some(place) => place.parse().map_err(|bad: files::BadHome| format!("files: {bad}"))?,
            None => Home::Folder(data.join("files")),
        };
        let public_url = flags.public_url.or(stored.public_url).map(|url| url.trim_end_matches('/').to_owned());
        if public_url
            .as_ref()
            .is_some_and(|url| !(url.starts_with("http://") || url.starts_with("https://")) || url.contains(['?', '#', ' ']))
        {
            return Err("public-url: give an address such as https://palabre.example.org".into());
        }
        let smtp = flags.smtp.or(stored.smtp);
        if smtp.as_ref().is_some_and(|url| !(url.starts_with("smtp://") || url.starts_with("smtps://"))) {
            return Err("smtp: give smtp://user:password@host:port or smtps://…".into());
        }
        let listen = flags.listen.or(stored.listen).unwrap_or_else(|| "127.0.0.1:3000".into());
        let log = flags.log.or(stored.log).unwrap_or_else(|| "info".into());
        Ok(Settings { listen, data, database, files, public_url, smtp, log })
    }
}

fn from_file(file: Option<&Path>) -> Result<Given, String> {
    let (path, required) = match file {
        Some(path) => (path, true),
        None => (Path::new("palabre.toml"), false),
    };
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|error| format!("{}: {}", path.display(), error.message())),
        Err(error) if required => Err(format!("{}: {error}", path.display())),
        Err(_) => Ok(Given::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_an_unknown_name_is_refused_by_that_name() {
        let dir = std::env::temp_dir().join(format!("palabre-config-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let file = dir.join("palabre.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:4000\"\nlisten-on = 3\n").unwrap();
        let error = Settings::read(Given::default(), Some(&file)).expect_err("refused");
        assert!(error.contains("listen-on"), "{error}");
        std::fs::write(&file, "listen = \"127.0.0.1:4000\"\npublic-url = \"https://p.example/\"\n").unwrap();
        let flags = Given { listen: Some("127.0.0.1:5000".into()), ..Given::default() };
        let settings = Settings::read(flags, Some(&file)).expect("good");
        assert_eq!((settings.listen.as_str(), settings.public_url.as_deref()), ("127.0.0.1:5000", Some("https://p.example")));
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
