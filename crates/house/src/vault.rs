//! Seals the few secrets that must be read again (such as what makes one-time codes), with a key that is not in the database.
//! Invariant: what was sealed for one purpose and owner opens for these alone. Deliberately absent: passwords and tokens, which are hashed.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use base::{Fault, Result};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};

const FILE: &str = "secret.key";

/// Seals and opens. AES-256-GCM with a random nonce: good for 2³² seals under one key, far more than a network makes.
pub struct Vault(LessSafeKey);

impl Vault {
    /// The key's file in the data folder.
    pub const FILE: &str = FILE;

    /// Gives a data folder the key under which a restored network sealed its secrets, in place of the one of the empty network before it.
    ///
    /// # Errors
    /// A sentence for one line of stderr, when the file can't be made.
    pub fn replace(data: &Path, key: &[u8]) -> Result<(), String> {
        let path = data.join(FILE);
        if fs::read(&path).is_ok_and(|standing| standing != key) {
            fs::remove_file(&path).map_err(|error| format!("the key {}: {error}", path.display()))?;
        }
        Vault::settle(data, key)
    }

    /// Gives a data folder its key, unless it has one.
    ///
    /// # Errors
    /// A sentence for one line of stderr, when the file can't be made.
    pub fn settle(data: &Path, key: &[u8]) -> Result<(), String> {
        let path = data.join(FILE);
        let say = |error: String| format!("the key {}: {error}", path.display());
        if path.exists() {
            return Ok(());
        }
        fs::create_dir_all(data).map_err(|error| say(error.to_string()))?;
        // Made whole under another name first: a start cut short leaves no half key, and of two starts one wins.
        let draft = data.join(format!("{FILE}.{}", std::process::id()));
        let made = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft);
        made.and_then(|mut file| file.write_all(key).and_then(|()| file.sync_all())).map_err(|error| say(error.to_string()))?;
        let linked = fs::hard_link(&draft, &path);
        let _ = fs::remove_file(&draft);
        linked.or_else(|error| if path.exists() { Ok(()) } else { Err(say(error.to_string())) })
    }

    /// The vault of a data folder; makes its key at the first start, readable by the program's user alone.
    ///
    /// # Errors
    /// A sentence for one line of stderr, when the file can't be made, is not a key, or others may read it.
    pub fn of_folder(data: &Path) -> Result<Vault, String> {
        let path = data.join(FILE);
        let say = |error: String| format!("the key {}: {error}", path.display());
        Vault::settle(data, &random::<32>())?;
        let mode = fs::metadata(&path).map_err(|error| say(error.to_string()))?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(say("others may read it; do: chmod 600".into()));
        }
        let bytes = fs::read(&path).map_err(|error| say(error.to_string()))?;
        let key: [u8; 32] = bytes.try_into().map_err(|_| say("it does not hold 32 bytes".into()))?;
        Ok(Vault::of_key(&key))
    }

    fn of_key(key: &[u8; 32]) -> Vault {
        Vault(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("32 bytes are a key")))
    }

    /// Seals; `purpose` names what for and whose it is, e.g. `codes 42`.
    ///
    /// # Errors
    /// Only when the machine is broken.
    pub fn seal(&self, purpose: &str, secret: &[u8]) -> Result<String> {
        let nonce: [u8; NONCE_LEN] = random();
        let mut sealed = secret.to_vec();
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(purpose.as_bytes()), &mut sealed)
            .map_err(|_| Fault::broken("a secret could not be sealed"))?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    /// Opens what was sealed for the same purpose; `None` for anything else.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, rest) = bytes.split_at_checked(NONCE_LEN)?;
        let mut rest = rest.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        self.0.open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut rest).ok().map(|opened| opened.to_vec())
    }
}

/// A vault that nothing outlives: for tests, and for commands that seal nothing.
impl Default for Vault {
    fn default() -> Vault {
        Vault::of_key(&random())
    }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_for_its_purpose_alone() {
        let vault = Vault::default();
        let sealed = vault.seal("codes 1", b"secret").expect("sealed");
        assert_eq!(vault.open("codes 1", &sealed).as_deref(), Some(&b"secret"[..]));
        assert_eq!(vault.open("codes 2", &sealed), None);
        assert_eq!(Vault::default().open("codes 1", &sealed), None);
        assert_eq!(vault.open("codes 1", "AAAA"), None);
        assert_ne!(sealed, vault.seal("codes 1", b"secret").expect("sealed"));
    }

    #[test]
    fn the_key_stays_and_is_private() {
        let folder = std::env::temp_dir().join(format!("palabre-vault-{}", std::process::id()));
        let sealed = Vault::of_folder(&folder).expect("made").seal("x", b"y").expect("sealed");
        assert_eq!(Vault::of_folder(&folder).expect("found").open("x", &sealed).as_deref(), Some(&b"y"[..]));
        let key = folder.join(FILE);
        assert_eq!(fs::metadata(&key).expect("a file").permissions().mode() & 0o777, 0o600);
        Vault::replace(&folder, &[7; 32]).expect("another one");
        assert_eq!(fs::read(&key).expect("a file"), [7; 32]);
        assert_eq!(Vault::of_folder(&folder).expect("found").open("x", &sealed), None);
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("changed");
        assert!(Vault::of_folder(&folder).err().is_some_and(|error| error.contains("chmod 600")));
        fs::remove_dir_all(&folder).expect("removed");
    }
}
