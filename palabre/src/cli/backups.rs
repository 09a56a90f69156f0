//! `palabre backup`, `backup verify` and `restore`: what an administrator's scheduler runs, beside the server.

use std::path::Path;

use ::backups::{Blobs, Lock, Manifest, scratch};
use base::{Fault, Moment};
use kernel::audit::{self, Act};
use kernel::settings as facts;
use store::Store;

use super::commands::{Outcome, runtime, said};
use crate::config::Settings;
use crate::out::say;
use crate::{boot, kinds};

/// Where the key of an encrypted backup stands.
const KEY: &str = "PALABRE_BACKUP_KEY";

/// The key of an encrypted backup: from a file, else from the environment.
fn key(file: Option<&Path>) -> Result<Option<String>, String> {
    let text = match file {
        Some(file) => Some(std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?),
        None => std::env::var(KEY).ok(),
    };
    let key = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    match key {
        Some(key) if key.chars().count() < SHORTEST => Err(format!("the key is too short: give {SHORTEST} characters or more")),
        key => Ok(key),
    }
}

/// Shortest key, in characters.
const SHORTEST: usize = 12;

fn tell(manifest: &Manifest) -> Outcome {
    for (table, counted) in &manifest.tables {
        say(format_args!("{table:<24} {:>10}  {}", counted.rows, &counted.digest[..16]))?;
    }
    say(format_args!("{:<24} {:>10}  {} bytes", "files", manifest.files.count, manifest.files.bytes))?;
    manifest.gone.iter().try_for_each(|gone| say(format_args!("file lost before the backup: {gone}")))
}

/// Records in the network itself when it was last backed up or proven, and that it was.
fn record(store: &Store, fact: &'static str, act: Act, file: &Path) -> Outcome {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let noted = store.write_now(move |tx| {
        facts::set(tx, fact, &Moment::now().0.to_string())?;
        Ok::<_, Fault>(audit::note(tx, None, act, None, &name)?)
    });
    noted.map_err(said)
}

/// `palabre backup FILE`.
pub fn save(settings: &Settings, file: &Path, key_file: Option<&Path>) -> Outcome {
    let key = key(key_file)?;
    let (runtime, store) = (runtime()?, boot::open(settings)?);
    let blobs = Blobs::new(boot::open_files(settings)?, runtime.handle().clone());
    let secret = std::fs::read(settings.data.join(house::Vault::FILE)).ok();
    let lock = key.as_deref().map(|key| Lock { key, secret: secret.as_deref() });
    let manifest = ::backups::save(&store, &blobs, file, lock, &|_| ()).map_err(|error| error.to_string())?;
    record(&store, facts::BACKED_UP, Act::BackedUp, file)?;
    tell(&manifest)
}

/// `palabre backup verify FILE`. The date goes to the administration page of the network that the backup is of, when it is here.
pub fn verify(settings: &Settings, file: &Path, key_file: Option<&Path>) -> Outcome {
    let manifest =
        ::backups::verify(file, key(key_file)?.as_deref(), &scratch(&settings.data), &|_| ()).map_err(|error| error.to_string())?;
    tell(&manifest)?;
    say(format_args!("The backup of “{}” made on {} restores whole.", manifest.network, manifest.made_at))?;
    let here = !settings.database.starts_with("sqlite:") || settings.data.join("palabre.db").exists();
    if !here {
        return Ok(());
    }
    let store = boot::open(settings)?;
    let same = store.read_now(move |db| {
        Ok::<_, Fault>(match manifest.first {
            Some(first) => ::backups::first(db)? == Some(first),
            None => facts::get(db, facts::NETWORK_NAME)?.as_deref() == Some(&manifest.network),
        })
    });
    if same.map_err(said)? {
        return record(&store, facts::BACKUP_PROVEN, Act::BackupProven, file);
    }
    say("It is of another network than the one of this data folder: nothing is recorded here.")
}

/// `palabre restore FILE`.
pub fn restore(settings: &Settings, file: &Path, key_file: Option<&Path>) -> Outcome {
    let key = key(key_file)?;
    if settings.database.starts_with("sqlite:") {
        std::fs::create_dir_all(&settings.data).map_err(|error| format!("the data folder {}: {error}", settings.data.display()))?;
    }
    let (runtime, store) = (runtime()?, Store::open(&settings.database).map_err(|error| error.to_string())?);
    let blobs = Blobs::new(boot::open_files(settings)?, runtime.handle().clone());
    let restored = ::backups::restore(&store, &kinds::rooms(), &blobs, file, key.as_deref(), &scratch(&settings.data));
    let restored = restored.map_err(|error| error.to_string())?;
    // The database was empty, or it would have been refused: nothing is sealed under another key.
    if let Some(secret) = &restored.secret {
        house::Vault::replace(&settings.data, secret)?;
    }
    store.write_now(|tx| Ok::<_, Fault>(audit::note(tx, None, Act::Restored, None, "")?)).map_err(said)?;
    if restored.secret.is_none() {
        say("Codes of second factors are not in a backup without a key: those who use an app add it anew, with a recovery code.")?;
    }
    tell(&restored.manifest)
}
