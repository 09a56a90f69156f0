//! A real identity provider on this machine: npm's oidc-provider, which `cargo xtask test` installs beside what is built.
//! Invariant: ended on drop.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs, thread};

use crate::{Scratch, Server};

/// The secret that it shares with Palabre.
const SECRET: &str = "une phrase & un secret";

/// A running provider, and a Palabre whose people may sign in by it.
pub struct Provider {
    /// The issuer.
    pub url: String,
    child: Child,
    _secret: Scratch,
}

impl Provider {
    /// Starts one, and starts `server` again with it: each has to know the other's address.
    pub fn of(server: &mut Server, more: &[&str]) -> Provider {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("provider/provider.js");
        let mut command = Command::new("node");
        command.arg(script).arg(installed()).arg(&server.url).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().expect("node is installed");
        let mut url = String::new();
        let mut said = BufReader::new(child.stdout.take().expect("stdout is piped"));
        said.read_line(&mut url).expect("the provider says its address");
        // It goes on talking, and would end with nobody there to listen.
        thread::spawn(move || said.lines().for_each(drop));
        let secret = Scratch::new("secret");
        let file = secret.path().join("secret");
        fs::write(&file, SECRET).expect("the scratch directory is writable");
        let url = url.trim().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "the provider does not start: {url}");
        server.kill();
        let file = file.to_str().expect("a plain path");
        let settings =
            ["--oidc-issuer", &url, "--oidc-client-id", "palabre", "--oidc-client-secret-file", file, "--oidc-name", "l’Annuaire"];
        server.start_again(&[&settings[..], more].concat());
        Provider { url, child, _secret: secret }
    }

    /// The address where one signs out of it.
    pub fn sign_out(&self) -> String {
        format!("{}/session/end", self.url)
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where `cargo xtask test` put the modules: said by the environment, else beside what was built.
fn installed() -> PathBuf {
    let beside =
        || env::current_exe().ok()?.ancestors().map(|folder| folder.join("provider")).find(|folder| folder.join("node_modules").is_dir());
    env::var_os("PALABRE_TEST_PROVIDER").map(PathBuf::from).or_else(beside).expect("the provider is installed first: `cargo xtask test`")
}
