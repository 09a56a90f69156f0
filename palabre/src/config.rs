//! Settings: flag, then environment `PALABRE_<NAME>`, then `palabre.toml`, in that order of strength. An unknown one is refused by name.

use std::path::{Path, PathBuf};
use std::time::Duration;

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
    /// The issuer of an OpenID Connect provider by which people may sign in, e.g. `https://accounts.example.org`
    #[arg(long, env = "PALABRE_OIDC_ISSUER", global = true)]
    pub oidc_issuer: Option<String>,
    /// The name under which that provider knows this network
    #[arg(long, env = "PALABRE_OIDC_CLIENT_ID", global = true)]
    pub oidc_client_id: Option<String>,
    /// A file that holds the secret shared with it; none for a public client
    #[arg(long, env = "PALABRE_OIDC_CLIENT_SECRET_FILE", global = true)]
    pub oidc_client_secret_file: Option<PathBuf>,
    /// What the button calls it [default: its host]
    #[arg(long, env = "PALABRE_OIDC_NAME", global = true)]
    pub oidc_name: Option<String>,
    /// Whom it knows and nobody invited: `refuse`, or `member` to let them in [default: refuse]
    #[arg(long, env = "PALABRE_OIDC_NEW_PEOPLE", global = true)]
    pub oidc_new_people: Option<String>,
    /// Reverse proxies that are believed about where requests come from, e.g. `127.0.0.1,10.0.0.0/8`
    #[arg(long, env = "PALABRE_TRUSTED_PROXIES", global = true)]
    pub trusted_proxies: Option<String>,
    /// What to log, e.g. `info` or `info,palabre=debug`; `json:` before it writes JSON lines [default: info]
    #[arg(long, env = "PALABRE_LOG", global = true)]
    pub log: Option<String>,
    /// From how many milliseconds on a statement of the database is logged, without its values; or `off` [default: 250]
    #[arg(long, env = "PALABRE_SLOW_QUERY", global = true)]
    pub slow_query: Option<String>,
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
    /// The identity provider.
    pub oidc: Option<oidc::Settings>,
    /// The reverse proxies that are trusted.
    pub proxies: house::Proxies,
    /// What to log.
    pub log: String,
    /// How long a statement of the database may take before it is logged; `None` logs none.
    pub slow_query: Option<Duration>,
}

const KNOWN: [&str; 16] = [
    "LISTEN",
    "DATA",
    "DATABASE",
    "FILES",
    "PUBLIC_URL",
    "SMTP",
    "OIDC_ISSUER",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET_FILE",
    "OIDC_NAME",
    "OIDC_NEW_PEOPLE",
    "TRUSTED_PROXIES",
    "LOG",
    "SLOW_QUERY",
    "CONFIG",
    "BACKUP_KEY",
];

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
        let oidc = provider(Oidc {
            issuer: flags.oidc_issuer.or(stored.oidc_issuer),
            client_id: flags.oidc_client_id.or(stored.oidc_client_id),
            client_secret_file: flags.oidc_client_secret_file.or(stored.oidc_client_secret_file),
            name: flags.oidc_name.or(stored.oidc_name),
            new_people: flags.oidc_new_people.or(stored.oidc_new_people),
        })?;
        let proxies = house::Proxies::parse(&flags.trusted_proxies.or(stored.trusted_proxies).unwrap_or_default())
            .map_err(|part| format!("trusted-proxies: {part} is neither an address nor a network such as 10.0.0.0/8"))?;
        let listen = flags.listen.or(stored.listen).unwrap_or_else(|| "127.0.0.1:3000".into());
        let log = flags.log.or(stored.log).unwrap_or_else(|| "info".into());
        let slow_query = match flags.slow_query.or(stored.slow_query).as_deref().unwrap_or("250") {
            "off" => None,
            ms => Some(Duration::from_millis(ms.parse().map_err(|_| "slow-query: give a number of milliseconds, or off")?)),
        };
        Ok(Settings { listen, data, database, files, public_url, smtp, oidc, proxies, log, slow_query })
    }
}

#[derive(Default)]
struct Oidc {
    issuer: Option<String>,
    client_id: Option<String>,
    client_secret_file: Option<PathBuf>,
    name: Option<String>,
    new_people: Option<String>,
}

fn provider(given: Oidc) -> Result<Option<oidc::Settings>, String> {
    let Oidc { issuer, client_id, client_secret_file, name, new_people } = given;
    let Some(issuer) = issuer else {
        let more = client_id.is_some() || client_secret_file.is_some() || name.is_some() || new_people.is_some();
        return if more { Err("oidc-issuer: missing, although other oidc settings are given".into()) } else { Ok(None) };
    };
    let read = |path: PathBuf| match std::fs::read_to_string(&path) {
        Ok(secret) if !secret.trim().is_empty() => Ok(secret.trim().to_owned()),
        Ok(_) => Err(format!("oidc-client-secret-file: {} is empty", path.display())),
        Err(error) => Err(format!("oidc-client-secret-file: {}: {error}", path.display())),
    };
    let secret = client_secret_file.map(read).transpose()?;
    let (client_id, new_people) = (client_id.unwrap_or_default(), new_people.as_deref().unwrap_or("refuse"));
    oidc::Settings::parse(&issuer, &client_id, secret, name.as_deref(), new_people).map(Some)
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
        let slow = |text: &str| Settings::read(Given { slow_query: Some(text.into()), ..Given::default() }, Some(&file));
        assert_eq!(settings.slow_query, Some(Duration::from_millis(250)));
        assert_eq!((slow("0").unwrap().slow_query, slow("off").unwrap().slow_query), (Some(Duration::ZERO), None));
        assert!(slow("soon").unwrap_err().starts_with("slow-query"));
        assert_eq!((settings.listen.as_str(), settings.public_url.as_deref()), ("127.0.0.1:5000", Some("https://p.example")));
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn an_identity_provider_is_given_whole() {
        let given = |issuer: Option<&str>, client: Option<&str>| Oidc {
            issuer: issuer.map(str::to_owned),
            client_id: client.map(str::to_owned),
            ..Oidc::default()
        };
        assert!(provider(given(None, None)).unwrap().is_none());
        assert!(provider(given(None, Some("palabre"))).unwrap_err().starts_with("oidc-issuer"));
        assert!(provider(given(Some("https://a.example"), None)).unwrap_err().starts_with("oidc-client-id"));
        assert_eq!(provider(given(Some("https://a.example"), Some("palabre"))).unwrap().unwrap().name(), "a.example");
        let no_file = Oidc { client_secret_file: Some("/nowhere".into()), ..given(Some("https://a.example"), Some("palabre")) };
        assert!(provider(no_file).unwrap_err().starts_with("oidc-client-secret-file"));
    }
}
